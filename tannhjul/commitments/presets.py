"""The duties that the law names, ready to be taken into use with a first day."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from tannhjul.core.enums import Role
from tannhjul.core.law import N_, Rule
from tannhjul.organisation.enums import BodyKind

from . import rules
from .enums import Per

A_TERM = 48  # months


@dataclass(frozen=True)
class Preset:
    """A duty that a rule asks for: what is owed by whom to which kind of body, how often at least.

    ``by``: the last (month, day) of a year on which it can fall due. ``enterprise``: owed by each
    municipal enterprise, to its own board unless it is owed to the council.
    """

    key: str
    what: str
    keeps: Callable[[float, int], bool]
    every: int
    per: str = Per.MONTH
    role: str = Role.CHIEF_EXECUTIVE
    to: str = BodyKind.COUNCIL
    by: tuple[int, int] | None = None
    enterprise: bool = False

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
        Preset(
            "audit-plan",
            N_("Plan for performance audits"),
            rules.plans_performance_audits,
            every=A_TERM,
            role=Role.AUDITOR,
        ),
        Preset(
            "ownership-control-plan",
            N_("Plan for control of ownership"),
            rules.plans_ownership_control,
            every=A_TERM,
            role=Role.AUDITOR,
        ),
        Preset(
            "not-put-right",
            N_("What the auditor has pointed out and nobody has put right"),
            rules.sums_up_what_stands,
            every=12,
            role=Role.AUDITOR,
            to=BodyKind.CONTROL_COMMITTEE,
        ),
        Preset(
            "audit-report",
            N_("The auditor's report on the accounts"),
            rules.audits_the_accounts,
            every=12,
            role=Role.AUDITOR,
            by=(4, 15),
        ),
        Preset(
            "compliance",
            N_("The auditor's statement on how the finances are managed"),
            rules.states_compliance,
            every=12,
            role=Role.AUDITOR,
            to=BodyKind.CONTROL_COMMITTEE,
            by=(6, 30),
        ),
        Preset(
            "ownership-report",
            N_("Report on ownership"),
            rules.reports_on_ownership,
            every=A_TERM,
        ),
        Preset(
            "enterprise-control",
            N_("The manager's report to the board on internal control and state supervision"),
            rules.manager_reports_on_internal_control,
            every=12,
            role="",
            to=BodyKind.ENTERPRISE_BOARD,
            enterprise=True,
        ),
        Preset(
            "enterprise-budget",
            N_("The manager's report to the board on income and expenditure"),
            rules.manager_reports_on_the_budget,
            every=6,
            role="",
            to=BodyKind.ENTERPRISE_BOARD,
            enterprise=True,
        ),
        Preset(
            "enterprise-frame",
            N_("The board's report to the council on what it has spent of its frame"),
            rules.board_reports_on_its_frame,
            every=12,
            role="",
            enterprise=True,
        ),
    )
}
