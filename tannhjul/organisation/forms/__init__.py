"""Forms of the register and of elections."""
