"""Every write about decisions: of bodies, of those who were given power, and what became of them."""
