"""The notice: agenda and case papers with their attachments, as data for typesetting."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tannhjul.cases import queries as cases
from tannhjul.cases.enums import CONSEQUENCES, Status
from tannhjul.cases.models import Alternative, Case
from tannhjul.documents import intake
from tannhjul.documents.enums import Kind
from tannhjul.documents.typeset import sheets
from tannhjul.meetings.models import Item, Meeting
from tannhjul.web.forms import label_of

from .common import both, closed, listed

BEING_WRITTEN = (Status.DRAFT, Status.SUBMITTED)


def notice(meeting: Meeting) -> list[tuple[bool, bytes]]:
    """(internal, PDF) of notice, agenda and papers with their attachments."""
    return both(meeting, Kind.NOTICE, "notice.typ", _notice)


def _notice(
    meeting: Meeting, items: list[Item], internal: bool, pages: list[bytes]
) -> dict[str, Any]:
    return {
        "intro": _(
            "Members who cannot attend must report it at once, so that a deputy can be called. Deputies attend only when called."
        ),
        "agenda_title": _("Agenda"),
        "agenda_head": [_("Number"), _("Title")],
        "agenda": [[item.reference, listed(item, internal)] for item in items],
        "items": [paper for item in items if (paper := _paper(item, internal, pages))["parts"]],
        "attachments_title": _("Attachments"),
    }


def _paper(item: Item, internal: bool, pages: list[bytes]) -> dict[str, Any]:
    head: dict[str, Any] = {
        "reference": item.reference,
        "title": listed(item, internal),
        "parts": [],
        "attachments": [],
    }
    if item.case is None or (closed(item) and not internal):
        return head
    head["parts"] = _parts(item.case, item.body_id, internal)
    head["alternatives"] = _alternatives(item.case)
    head["attachments"] = _attachments(item.case, internal, pages)
    return head


def _parts(case: Case, body: int, internal: bool) -> list[list[str]]:
    paper = cases.public_paper(case)  # not what is being written anew
    rows = []
    if paper.number:
        rows.append([_("What is to be decided"), paper.question])
    given = case.recommendations.filter(Q(to_body=None) | Q(to_body=body))
    given = given if internal else given.filter(behind_doors=False)
    for row in given.select_related("body", "leader"):
        who = row.body or row.leader or _("the chief executive")
        rows.append([_("Recommendation from %(who)s") % {"who": who}, row.text])
        if row.deviates:
            rows.append([_("Why it deviates"), row.reason])
            rows.append([_("The chief executive's assessment"), row.assessment])
    if paper.number:
        rows += [[_("Background"), paper.background], [_("Assessment"), paper.assessment]]
    return [row for row in rows if row[1].strip()]


def _alternatives(case: Case) -> dict[str, Any]:
    rows = list(case.alternatives.all())
    heads = [label_of(Alternative, name) for name in CONSEQUENCES]
    return {
        "title": _("Alternatives and their consequences"),
        "rows": [
            {
                "title": row.title,
                "cells": [
                    [head, getattr(row, name)]
                    for head, name in zip(heads, CONSEQUENCES, strict=True)
                    if getattr(row, name)
                ],
            }
            for row in rows
        ],
    }


def _attachments(case: Case, internal: bool, pages: list[bytes]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    attached = case.attachments.select_related("document").prefetch_related("document__versions")
    if case.public_from and case.status in BEING_WRITTEN:
        attached = attached.filter(published=True)
    for row in attached:
        document = row.document
        version = list(document.versions.all())[-1:]
        closed = document.taken_down_at or (document.is_exempt and not internal)
        if not version or closed:
            rows.append(
                {"title": f"{document.title} ({document.get_ground_display()})", "sheets": []}
            )
            continue
        found: list[list[float]] = []
        if version[0].mime == "application/pdf":
            data = intake.fetch(version[0].key)
            found = [sheet.as_data() for sheet in sheets(data)]
            pages.append(data)
        elsewhere = "" if found else " (" + _("on the page of the case") + ")"
        rows.append({"title": document.title + elsewhere, "sheets": found})
    return rows
