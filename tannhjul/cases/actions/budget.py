"""Who draws up the budget, as the municipality has chosen (Hjartdal, domain 000)."""

from datetime import date

from django.utils.translation import gettext as _

from tannhjul.cases.choices import BUDGET_CATALOGUE, BUDGET_RECOMMENDED
from tannhjul.cases.enums import BUDGETS
from tannhjul.cases.models import Case
from tannhjul.core.choices import chosen
from tannhjul.core.law import Refused

MEASURES = 2  # fewer than so many leave nothing to choose between


def is_drawn_up_as_chosen(case: Case, recommendation: str, today: date) -> None:
    """Refuse to send on a budget that is drawn up in another way than that."""
    if case.nature not in BUDGETS:
        return
    recommended = bool(chosen(BUDGET_RECOMMENDED, today))
    if not recommended and recommendation.strip():
        raise Refused(
            _("The executive committee balances the budget. Send it on without a recommendation.")
        )
    if recommended and not recommendation.strip():
        raise Refused(_("Write the recommendation."))
    if chosen(BUDGET_CATALOGUE, today) and case.alternatives.count() < MEASURES:
        raise Refused(
            _(
                "The budget is drawn up from a catalogue of measures. Add them as alternatives first."
            )
        )
