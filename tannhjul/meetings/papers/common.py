"""What notice and minutes have in common: how they are set, and what the public may read."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tannhjul.cases import queries as cases
from tannhjul.cases.models import Case
from tannhjul.documents.enums import Kind
from tannhjul.documents.typeset import set_pdf
from tannhjul.meetings import queries
from tannhjul.meetings.enums import MeetingForm
from tannhjul.meetings.models import Item, Meeting
from tannhjul.organisation import queries as organisation

TEMPLATES = Path(__file__).parent.parent / "templates" / "typst"


def stamp(meeting: Meeting) -> str:
    """A checksum of what the notice shows; changes when the agenda or a paper does."""
    rows = [
        [item.pk, item.order, item.title, item.number, item.ground, _revision(item.case)]
        for item in meeting.items.select_related("case")
    ]
    head = [meeting.starts_at.timestamp(), meeting.place, meeting.form, meeting.stream]
    return hashlib.sha256(json.dumps([head, rows]).encode()).hexdigest()


def _revision(case: Case | None) -> list[Any]:
    if case is None:
        return []
    paper = cases.paper(case)
    given = case.recommendations.aggregate(all=Count("pk"), assessed=Count("assessed_on"))
    number = paper.number if paper else 0
    attached = case.attachments.values_list("pk", "document__ground", "document__taken_down_at")
    return [number, given["all"], given["assessed"], sorted(map(str, attached))]


def title_of(meeting: Meeting, kind: str) -> str:
    """The public title of a notice or of minutes."""
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Notice") if kind == Kind.NOTICE else _("Minutes")
        return f"{what} {meeting.body} {date_format(queries.day_of(meeting), 'DATE_FORMAT')}"


def both(meeting: Meeting, kind: str, template: str, build: Any) -> list[tuple[bool, bytes]]:
    """The public document, and the internal one if something is left out of the public one."""
    items = list(meeting.items.select_related("case", "body"))
    out = []
    with translation.override(settings.LANGUAGE_CODE):
        for internal in [False, True] if any(map(closed, items)) else [False]:
            pages: list[bytes] = []
            data = {**head(meeting, kind, internal), **build(meeting, items, internal, pages)}
            out.append((internal, set_pdf(TEMPLATES / template, data, pages)))
    return out


def closed(item: Item) -> bool:
    """Whether the public may not read the content of an item."""
    case = item.case
    hidden = case is not None and (case.is_exempt or case.public_from is None)
    return item.is_exempt or bool(item.closed_basis) or hidden


def head(meeting: Meeting, kind: str, internal: bool) -> dict[str, Any]:
    owner = organisation.entity()
    starts = localtime(meeting.starts_at)
    when = date_format(starts, "l") + " " + date_format(starts, "DATETIME_FORMAT")
    if meeting.ends_at and kind == Kind.MINUTES:
        when += "–" + date_format(localtime(meeting.ends_at), "H:i")
    return {
        "title": title_of(meeting, kind),
        "author": owner.name if owner else "",
        "footer": _("Not public") if internal else "",
        "facts": [
            [_("Body"), meeting.body.name],
            [_("Time"), when],
            [_("Place"), meeting.place or "–"],
            *_form_of(meeting),
            *([[_("Chair"), meeting.chair.name]] if meeting.chair and kind == Kind.MINUTES else []),
        ],
    }


def _form_of(meeting: Meeting) -> list[list[str]]:
    """The form and where it can be followed, unless everyone is in one room."""
    if meeting.form == MeetingForm.PHYSICAL:
        return []
    rows = [[_("Form"), str(meeting.get_form_display())]]
    return [*rows, [_("Where it can be followed"), meeting.stream]] if meeting.stream else rows


def listed(item: Item, internal: bool) -> str:
    if not closed(item):
        return item.title
    if internal:
        return item.screened_title or item.title
    return f"{item.title} ({ground_of(item)})"


def ground_of(item: Item) -> str:
    ground = item.get_ground_display() if item.ground else ""
    if not ground and item.case and item.case.ground:
        ground = item.case.get_ground_display()
    return _("exempt from public access: %(ground)s") % {
        "ground": ground or item.get_closed_basis_display()
    }
