"""A member's own pages, and those of the ones who settle."""
