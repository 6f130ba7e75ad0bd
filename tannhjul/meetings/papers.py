"""What goes on paper: notice with agenda and case papers, and the minutes, as data for typesetting."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tannhjul.cases import queries as cases
from tannhjul.cases.enums import CONSEQUENCES
from tannhjul.cases.models import Alternative, Case
from tannhjul.core.pages import label_of
from tannhjul.documents import intake
from tannhjul.documents.enums import Kind
from tannhjul.documents.typeset import set_pdf, sheets
from tannhjul.organisation import queries as organisation

from . import floor, queries, voting
from .enums import Finding, MeetingForm, Method, Plea
from .models import Item, Meeting, Vote

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def stamp(meeting: Meeting) -> str:
    """A checksum of what the notice shows; changes when the agenda or a paper does."""
    rows = [
        [item.pk, item.order, item.title, item.number, item.ground, _revision(item.case)]
        for item in meeting.items.select_related("case")
    ]
    head = [meeting.starts_at.timestamp(), meeting.place, meeting.form, meeting.stream]
    return hashlib.sha256(json.dumps([head, rows]).encode()).hexdigest()


def _revision(case: Case | None) -> list[int]:
    if case is None:
        return []
    paper = cases.paper(case)
    given = case.recommendations.aggregate(all=Count("pk"), assessed=Count("assessed_on"))
    number = paper.number if paper else 0
    return [number, given["all"], given["assessed"], case.attachments.count()]


def title_of(meeting: Meeting, kind: str) -> str:
    """The public title of a notice or of minutes."""
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Notice") if kind == Kind.NOTICE else _("Minutes")
        return f"{what} {meeting.body} {date_format(queries.day_of(meeting), 'DATE_FORMAT')}"


def _both(meeting: Meeting, kind: str, template: str, build: Any) -> list[tuple[bool, bytes]]:
    """The public document, and the internal one if something is left out of the public one."""
    items = list(meeting.items.select_related("case", "body"))
    out = []
    with translation.override(settings.LANGUAGE_CODE):
        for internal in [False, True] if any(map(closed, items)) else [False]:
            pages: list[bytes] = []
            data = {**_head(meeting, kind, internal), **build(meeting, items, internal, pages)}
            out.append((internal, set_pdf(TEMPLATES / template, data, pages)))
    return out


def closed(item: Item) -> bool:
    """Whether the public may not read the content of an item."""
    case = item.case
    hidden = case is not None and (case.is_exempt or case.public_from is None)
    return item.is_exempt or bool(item.closed_basis) or hidden


def _head(meeting: Meeting, kind: str, internal: bool) -> dict[str, Any]:
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


# --- notice -----------------------------------------------------------------------------------


def notice(meeting: Meeting) -> list[tuple[bool, bytes]]:
    """(internal, PDF) of notice, agenda and papers with their attachments."""
    return _both(meeting, Kind.NOTICE, "notice.typ", _notice)


def _notice(
    meeting: Meeting, items: list[Item], internal: bool, pages: list[bytes]
) -> dict[str, Any]:
    return {
        "intro": _(
            "Members who cannot attend must report it at once, so that a deputy can be called. Deputies attend only when called."
        ),
        "agenda_title": _("Agenda"),
        "agenda_head": [_("Number"), _("Title")],
        "agenda": [[item.reference, _listed(item, internal)] for item in items],
        "items": [paper for item in items if (paper := _paper(item, internal, pages))["parts"]],
        "attachments_title": _("Attachments"),
    }


def _listed(item: Item, internal: bool) -> str:
    if not closed(item):
        return item.title
    if internal:
        return item.screened_title or item.title
    return f"{item.title} ({_ground(item)})"


def _ground(item: Item) -> str:
    ground = item.get_ground_display() if item.ground else ""
    if not ground and item.case and item.case.ground:
        ground = item.case.get_ground_display()
    return _("exempt from public access: %(ground)s") % {
        "ground": ground or item.get_closed_basis_display()
    }


def _paper(item: Item, internal: bool, pages: list[bytes]) -> dict[str, Any]:
    head: dict[str, Any] = {
        "reference": item.reference,
        "title": _listed(item, internal),
        "parts": [],
        "attachments": [],
    }
    if item.case is None or (closed(item) and not internal):
        return head
    head["parts"] = _parts(item.case, item.body_id)
    head["alternatives"] = _alternatives(item.case)
    head["attachments"] = _attachments(item.case, internal, pages)
    return head


def _parts(case: Case, body: int) -> list[list[str]]:
    paper = cases.paper(case)
    rows = []
    if paper:
        rows.append([_("What is to be decided"), paper.question])
    given = case.recommendations.filter(Q(to_body=None) | Q(to_body=body))
    for row in given.select_related("body", "leader"):
        who = row.body or row.leader or _("the chief executive")
        rows.append([_("Recommendation from %(who)s") % {"who": who}, row.text])
        if row.deviates:
            rows.append([_("Why it deviates"), row.reason])
            rows.append([_("The chief executive's assessment"), row.assessment])
    if paper:
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
    for row in case.attachments.select_related("document").prefetch_related("document__versions"):
        document = row.document
        version = list(document.versions.all())[-1:]
        if not version or (document.is_exempt and not internal):
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


# --- minutes ----------------------------------------------------------------------------------


def minutes(meeting: Meeting) -> list[tuple[bool, bytes]]:
    """(internal, PDF) of the minutes, from what was recorded."""
    return _both(meeting, Kind.MINUTES, "minutes.typ", recorded)


def recorded(
    meeting: Meeting, items: list[Item], internal: bool, pages: list[bytes]
) -> dict[str, Any]:
    """Everything the minutes say, before it is set as a document."""
    present = list(meeting.presences.select_related("person", "party", "replaces", "item"))
    return {
        "present_title": _("Present"),
        "present_head": [_("Name"), _("Party"), _("Capacity"), _("For")],
        "present": [_attendance_row(row) for row in present],
        "notes": _notes(meeting, present),
        "items_title": _("Cases"),
        "items": [_treated(item, internal) for item in items],
        "decision_title": _("Decision"),
        "signatures_title": _("Signatures"),
        "signatures": [
            [
                row.person.name,
                date_format(localtime(row.signed_at), "DATETIME_FORMAT")
                if row.signed_at
                else _("not signed yet"),
            ]
            for row in meeting.signatures.select_related("person")
        ],
        "signatures_head": [_("Name"), _("Signed")],
    }


def _attendance_row(row) -> list[str]:
    replaces = row.replaces.name if row.replaces else row.replaces_note
    return [
        row.person.name,
        row.party.code if row.party else "",
        str(row.get_capacity_display()),
        replaces,
    ]


def _notes(meeting: Meeting, present: list) -> list[str]:
    first = min((row.arrived_at for row in present), default=None)
    notes = []
    if first:
        opened = date_format(localtime(first), "H:i")
        notes.append(_("The meeting was opened at %(time)s.") % {"time": opened})
    names = ", ".join(queries.absent(meeting))
    if names:
        notes.append(_("Absent: %(names)s.") % {"names": names})
    for row in present:
        facts = {"person": row.person, "time": date_format(localtime(row.arrived_at), "H:i")}
        if row.item:
            notes.append(
                _("%(person)s sat in %(item)s only.")
                % {"person": row.person, "item": row.item.reference}
            )
        elif first and row.arrived_at > first:
            notes.append(_("%(person)s arrived at %(time)s.") % facts)
        if row.left_at and meeting.ends_at and row.left_at < meeting.ends_at and not row.item:
            notes.append(
                _("%(person)s left at %(time)s.")
                % {**facts, "time": date_format(localtime(row.left_at), "H:i")}
            )
    if meeting.agenda_approved:
        notes.append(
            meeting.agenda_remarks or _("Notice and agenda were approved without remarks.")
        )
    return notes


def _treated(item: Item, internal: bool) -> dict[str, Any]:
    head: dict[str, Any] = {
        "reference": item.reference,
        "title": _listed(item, internal),
        "lines": [],
        "votes": [],
        "proposals": [],
        "decision": "",
        "outcome": "",
    }
    if closed(item) and not internal:
        head["lines"] = [_ground(item).capitalize()]
        return head
    head["lines"] = [_recusal_line(row) for row in item.recusals.select_related("person")]
    head["lines"] += _unlisted_lines(item)
    head["lines"] += _urgent_lines(item, internal)
    if item.closed_basis:
        head["lines"].append(
            _("The doors were closed: %(basis)s.") % {"basis": item.get_closed_basis_display()}
            + (f" ({item.doors_for}–{item.doors_against or 0})" if item.doors_for else "")
        )
    speakers = [row.person.name for row in floor.of(item).spoken]
    if speakers:
        head["lines"].append(_("Took the floor: %(names)s.") % {"names": ", ".join(speakers)})
    head["proposals"] = [_proposal_line(row) for row in queries.tabled(item)]
    head["votes"] = [_vote_lines(vote) for vote in voting.votes_of(item)]
    head["outcome"] = str(item.get_outcome_display()) if item.outcome else _("Not treated")
    head["decision"] = item.resolution
    if queries.is_edited(item):
        head["lines"].append(_("The wording of the decision was edited after the vote."))
    return head


def _unlisted_lines(item: Item) -> list[str]:
    lines = []
    if item.unlisted:
        lines.append(_("The item was added after the notice."))
    if item.papers_late:
        lines.append(_("The papers came after the notice."))
    if item.needs_consent and item.taken_up is not None:
        lines.append(
            _("Nobody whom the law lets stop it objected to deciding it.")
            if item.taken_up
            else _("Someone objected: it was not decided in this meeting.")
        )
    return lines


def _urgent_lines(item: Item, internal: bool) -> list[str]:
    lines = []
    if item.decides_for:
        facts = {"body": item.decides_for, "reason": item.urgent_reason}
        lines.append(
            _("Decided in place of %(body)s, because it could not wait (§ 11-8): %(reason)s")
            % facts
        )
    if item.reports:
        facts = {"body": item.reports.body, "item": item.reports.reference}
        lines.append(_("Reported: %(body)s decided %(item)s in place of this body.") % facts)
        if internal or not closed(item.reports):
            lines += [item.reports.urgent_reason, item.reports.resolution]
    return lines


def _recusal_line(row) -> str:
    facts = {"person": row.person, "reason": row.reason, "basis": row.basis}
    if row.plea == Plea.PERSONAL:
        says = {
            Finding.PARTIAL: _("%(person)s was exempted for personal reasons and left the room."),
            Finding.IMPARTIAL: _(
                "%(person)s asked to be exempted for personal reasons, and was not."
            ),
        }
        asked = _("%(person)s asked to be exempted for personal reasons.")
        return f"{says.get(Finding(row.finding), asked) % facts} ({row.basis})"
    if row.finding == Finding.PARTIAL:
        text = _("%(person)s was found disqualified and left the room: %(reason)s") % facts
    elif row.finding == Finding.IMPARTIAL:
        text = _("%(person)s was found impartial: %(reason)s") % facts
    else:
        text = _("The impartiality of %(person)s was raised: %(reason)s") % facts
    return f"{text} ({row.basis})" if row.basis else text


def _proposal_line(row) -> dict[str, str]:
    who = row.proposer.name if row.proposer else ""
    if who and row.on_behalf_of:
        who = _("%(person)s on behalf of %(group)s") % {"person": who, "group": row.on_behalf_of}
    head = f"{row.number}. {row.get_kind_display()}" + (f", {who}" if who else "")
    point = _("Point %(point)s: ") % {"point": row.point} if row.point else ""
    return {"head": head, "text": point + row.text}


def _vote_lines(vote: Vote) -> dict[str, Any]:
    question = voting.asked(vote)
    if vote.trial:
        question = _("Trial vote: %(question)s") % {"question": question}
    if vote.method == Method.UNANIMOUS and not vote.votes_against:
        counted = _("Unanimous") + f" ({vote.votes_for})"
        return {"question": question, "counted": counted, "sides": []}
    rows = voting.sides(vote)
    counted = f"{'–'.join(str(side.count) for side in rows)}: {voting.outcome(vote)}"
    if vote.by_casting_vote:
        counted += " " + _("(by the chair's vote)")
    if vote.method == Method.SECRET:
        counted += " " + _("(secret)")
        return {"question": question, "counted": counted, "sides": _numbers(rows)}
    sides = [
        [side.label, "; ".join(f"{party}: {', '.join(names)}" for party, names in side.by_party)]
        for side in rows
        if side.count
    ]
    return {"question": question, "counted": counted, "sides": sides}


def _numbers(rows: list[voting.Side]) -> list[list[str]]:
    return [[side.label, str(side.count)] for side in rows if side.count]
