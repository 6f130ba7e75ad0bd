"""Pages about decisions: of bodies and of those who were given power."""
