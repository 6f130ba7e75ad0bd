"""The duties that the law names, ready to be taken into use with a first day."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from tannhjul.core.enums import Role
from tannhjul.core.law import N_, Rule
from tannhjul.organisation.enums import BodyKind

from . import rules
from .enums import Per


@dataclass(frozen=True)
class Preset:
    """A duty that a rule asks for: what is owed by whom to which kind of body, how often at least."""

    key: str
    what: str
    keeps: Callable[[float, int], bool]
    every: int
    per: str = Per.MONTH
    role: str = Role.CHIEF_EXECUTIVE
    to: str = BodyKind.COUNCIL

    @property
    def named(self) -> str:
        """What is owed, in the reader's language."""
        return gettext(self.what)

    @property
    def rule(self) -> Rule:
        """The rule that asks for it: is it often enough, and is nothing late?"""
        return self.keeps.rule  # type: ignore[attr-defined]


PRESETS = {
    row.key: row
    for row in (
        Preset(
            "budget-report",
            N_("Report on income and expenditure against the budget"),
            rules.reports_on_the_budget,
            every=6,
        ),
        Preset(
            "assets-and-debt",
            N_("Report on financial assets and debt"),
            rules.reports_on_assets_and_debt,
            every=4,
        ),
        Preset(
            "internal-control",
            N_("Report on internal control and state supervision"),
            rules.reports_on_internal_control,
            every=12,
        ),
    )
}
