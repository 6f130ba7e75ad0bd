"""What is wrong with the live data: each module's ``findings.py`` holds its rows against its rules."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .law import Rule


@dataclass(frozen=True)
class Finding:
    """One row that breaks one rule."""

    rule: Rule
    subject: str

    def as_dict(self) -> dict[str, str]:
        """As the command prints it."""
        rule = self.rule
        return {
            "rule": rule.name,
            "paragraph": rule.paragraph,
            "says": rule.says,
            "subject": self.subject,
        }


Search = Callable[[date], Iterable[Any]]
_searches: dict[str, list[tuple[Rule, Search]]] = {}


def finds(check: Callable[..., bool]) -> Callable[[Search], Search]:
    """Register ``search(day)``: what breaks the rule on ``day``, as rows or as the names of rows."""

    def register(search: Search) -> Search:
        rule: Rule = check.rule  # type: ignore[attr-defined]
        _searches.setdefault(rule.name, []).append((rule, search))
        return search

    return register


def checked() -> list[Rule]:
    """The rules that the live data are held against, in order of paragraph."""
    rules = [searches[0][0] for searches in _searches.values()]
    return sorted(rules, key=lambda rule: (rule.act, rule.paragraph, rule.name))


def everything(day: date) -> list[Finding]:
    """What breaks the rules in force on ``day``; imported records are not judged."""
    return [row for name in _searches for row in against(name, day)]


def against(name: str, day: date) -> list[Finding]:
    """What breaks one rule, by its name, if it is in force on ``day``."""
    return [
        Finding(rule, str(row))
        for rule, search in _searches[name]
        if rule.holds_on(day)
        for row in search(day)
    ]
