"""Lawful moves between states, as a dictionary: verb -> (from, to)."""

from typing import Any


class IllegalMove(Exception):
    """The object is not in a state from which this verb is possible (any more)."""

    def __init__(self, verb: str, obj: Any):
        super().__init__(f"{verb}: not possible from {obj.status}")
        self.verb, self.obj = verb, obj


class Flow(dict[str, tuple[Any, Any]]):
    """A transition table. A source is one state or a tuple of states."""

    def _sources(self, verb: str) -> tuple[Any, ...]:
        source = self[verb][0]
        return source if isinstance(source, tuple) else (source,)

    def open_to(self, status: Any) -> list[str]:
        """The verbs possible from ``status``."""
        return [verb for verb in self if status in self._sources(verb)]

    def allows(self, obj: Any, verb: str) -> bool:
        """Whether ``verb`` is possible for ``obj`` as it stands."""
        return obj.status in self._sources(verb)

    def move(self, obj: Any, verb: str) -> None:
        """Set the new state, or raise ``IllegalMove``. The caller holds the row lock and saves."""
        if not self.allows(obj, verb):
            raise IllegalMove(verb, obj)
        obj.status = self[verb][1]
