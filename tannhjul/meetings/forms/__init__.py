"""Forms of meetings: the desk and the room, and votes."""
