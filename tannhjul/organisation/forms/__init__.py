"""Forms of the register and of who sits where."""
