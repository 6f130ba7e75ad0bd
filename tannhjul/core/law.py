"""The law as code: statutory rules with their paragraph, and the refusals they lead to.

Plain Python. A rule is a pure function that returns True when the law is kept; what it says is
one sentence in plain language, marked with ``N_`` so that it can be translated.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SHORT = {
    "kommuneloven": "lov/2018-06-22-83",
    "forvaltningsloven": "lov/1967-02-10",
    "offentleglova": "lov/2006-05-19-16",
    "valgloven": "lov/2023-06-16-62",
    "domstolloven": "lov/1915-08-13-5",
    "plan- og bygningsloven": "lov/2008-06-27-71",
    "IKS-loven": "lov/1999-01-29-6",
}


def N_(text: str) -> str:
    """Mark a source string for translation without translating it here."""
    return text


@dataclass(frozen=True)
class Rule:
    """One statutory rule: its function, its paragraph and its sentence."""

    name: str
    act: str
    section: str
    part: int | None
    says: str
    remedy: str
    since: date | None
    until: date | None
    check: Callable[..., bool] = field(compare=False)

    @property
    def paragraph(self) -> str:
        """The reference as a lawyer writes it, in Norwegian, e.g. «kommuneloven § 11-9 (1)»."""
        return f"{self.act} § {self.section}" + (f" ({self.part})" if self.part else "")

    @property
    def link(self) -> str:
        """The address of the paragraph in the public law register."""
        return f"https://lovdata.no/{SHORT[self.act]}/§{self.section}"

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


class Breach(Exception):
    """A statutory rule would be broken. Carries the rule and what was found."""

    def __init__(self, rule: Rule, **found: Any):
        super().__init__(f"{rule.paragraph}: {rule.says}")
        self.rule, self.found = rule, found


class Refused(Exception):
    """The system cannot do this. The text says what is wrong and what to do, ready to show."""


RULES: dict[str, Rule] = {}


def statute(
    act: str,
    section: str,
    *,
    says: str,
    part: int | None = None,
    remedy: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """Register a pure function as a statutory rule. ``says`` is one plain sentence."""

    def register(check: Callable[..., bool]) -> Callable[..., bool]:
        name = f"{check.__module__.split('.')[1]}.{check.__name__}"
        rule = RULES[name] = Rule(name, act, section, part, says, remedy, since, until, check)
        check.rule = rule  # type: ignore[attr-defined]
        return check

    return register


def comply(check: Callable[..., bool], *args: Any, on: date | None = None, **kwargs: Any) -> None:
    """Raise ``Breach`` unless the rule is kept for these facts, or is not in force.

    ``on``: the day whose law counts, for what is entered afterwards; else today.
    """
    rule: Rule = check.rule  # type: ignore[attr-defined]
    if rule.holds_on(on or date.today()) and not check(*args, **kwargs):
        raise Breach(rule)


class Dated:
    """A number of the law that changes: the first day of each value -> the value."""

    def __init__(self, values: Mapping[date, Any]):
        self.values = dict(sorted(values.items()))

    def on(self, day: date) -> Any:
        """The value in force on ``day``; before the first, the first."""
        before = [value for first, value in self.values.items() if first <= day]
        return before[-1] if before else next(iter(self.values.values()))
