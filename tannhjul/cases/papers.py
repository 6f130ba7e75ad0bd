"""What cases add to the regulations on delegation and recommendation: who recommends to whom."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tannhjul.delegation.papers import chapter

from .models import Track, TrackStep


@chapter
def who_recommends(day: date, since: date | None) -> dict[str, Any]:
    """The tracks on ``day`` as a chapter, with what came and went since another day."""
    return {
        "title": _("Who recommends"),
        "head": [_("Who"), _("Task"), _("Paper"), _("Within"), _("Before it goes on")],
        "sections": [
            {
                "name": track.name,
                "note": track.says,
                "rows": [_row(s) for s in track.track_steps.all()],
            }
            for track in Track.objects.on(day).prefetch_related("track_steps")
        ],
        "changes": _changes(since, day) if since else [],
    }


def _row(step: TrackStep) -> list[str]:
    days = step.days
    within = ngettext("%(number)s day", "%(number)s days", days) % {"number": days} if days else "–"
    return [
        str(step),
        str(step.get_power_display() if step.power else "–"),
        step.paper or "–",
        within,
        " ".join(filter(None, [step.gate, step.asks])) or "–",
    ]


def _changes(since: date, day: date) -> list[str]:
    was, is_now = ({row.pk: row for row in Track.objects.on(d)} for d in (since, day))
    return [
        *(_("New: %(what)s") % {"what": is_now[pk]} for pk in is_now if pk not in was),
        *(_("Gone: %(what)s") % {"what": was[pk]} for pk in was if pk not in is_now),
    ]
