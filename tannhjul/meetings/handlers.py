"""What meetings say to what happens below."""

from django.utils.translation import gettext as _

from tannhjul.core.journal import on
from tannhjul.core.law import Refused

from .enums import ItemStatus
from .models import Item
from .queries.urgent import NOT_OVER


@on("cases.move_to")
def is_not_on_an_agenda(_event, case):
    """A case that a body has before it is not moved to another track under its hands."""
    rows = Item.objects.filter(case=case, meeting__status__in=NOT_OVER)
    if rows.exclude(status=ItemStatus.DONE).exists():
        raise Refused(
            _("The case stands on an agenda. Take it off, or wait until the body has treated it.")
        )
