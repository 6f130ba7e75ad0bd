"""What waits for someone before the municipality is set up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for

from .queries import overstayed, set_up


@waiting_for(Role.SYSTEM_ADMINISTRATOR)
def to_set_up(_user, day) -> Iterator[Task]:
    """The next step of setting up."""
    waiting = next((row for row in set_up(day) if not row.done), None)
    if waiting:
        where = reverse("organisation:set_up")
        yield Task(_("Set up the municipality"), str(waiting.step.label), where)


@waiting_for(Role.CHIEF_EXECUTIVE)
def to_rotate(_user, day) -> Iterator[Task]:
    """A unit that the same director has followed up for longer than the municipality has chosen."""
    for row in overstayed(day):
        where = reverse("organisation:supervise", args=[row.unit_id])
        what = _("Let another director follow up the unit")
        yield Task(what, f"{row.unit}: {row.director}", where)
