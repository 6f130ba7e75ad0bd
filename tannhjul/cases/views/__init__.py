"""Pages about cases, the ways they go, and questions to the chief executive."""
