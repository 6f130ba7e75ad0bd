"""What gatherings mean for a case on its way."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tannhjul.cases.gates import gate
from tannhjul.cases.models import Case, Step

from .enums import Kind
from .models import Gathering


def _asked(number: int) -> str:
    return ngettext(
        "At least %(number)s political workshop has been mirrored back",
        "At least %(number)s political workshops have been mirrored back",
        number,
    ) % {"number": number}


@gate("mirrored", _asked)
def mirrored(case: Case, _step: Step | None, number: int, _day: date) -> str:
    """Workshops on the case after which the administration has said what it understood (001 R13)."""
    rows = Gathering.objects.filter(case=case, kind=Kind.WORKSHOP, mirrored_at__isnull=False)
    found = rows.count()
    facts = {"found": found, "number": number}
    return "" if found >= number else _("%(found)s of %(number)s are there.") % facts
