"""The minutes, from what was recorded, as data for typesetting."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tannhjul.core import heads
from tannhjul.documents.enums import Kind
from tannhjul.meetings import floor, queries, voting
from tannhjul.meetings.enums import Finding, Method, Plea, ProposalStatus
from tannhjul.meetings.models import Correction, Item, Meeting, Vote
from tannhjul.meetings.rules import BOARD

from .common import both, closed, ground_of, listed


def minutes(meeting: Meeting) -> list[tuple[bool, bytes]]:
    """(internal, PDF) of the minutes, from what was recorded."""
    return both(meeting, Kind.MINUTES, "minutes.typ", recorded)


def recorded(
    meeting: Meeting, items: list[Item], internal: bool, pages: list[bytes]
) -> dict[str, Any]:
    """Everything the minutes say, before it is set as a document."""
    present = list(meeting.presences.select_related("person", "party", "replaces", "item"))
    return {
        "present_title": _("Present"),
        "present_head": [_("Name"), _("Party"), _("Capacity"), _("For")],
        "present": [_attendance_row(row) for row in queries.once_each(present)],
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
        "seal": _seal(),
    }


def _seal() -> str:
    """The newest seal of the event log: whoever has the minutes can show if the past is changed."""
    head = heads.newest()
    if head is None:
        return ""
    says = _("The event log was sealed with number %(number)s, %(time)s: %(hash)s")
    return says % {"number": head.seal, "time": head.at, "hash": head.hash}


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
    return notes + _approvals(meeting)


def _approvals(meeting: Meeting) -> list[str]:
    notes = []
    if meeting.no_recording:
        refused = _("The chair did not allow recording: %(why)s")
        notes.append(refused % {"why": meeting.no_recording})
    if meeting.agenda_approved:
        approved = _("Notice and agenda were approved without remarks.")
        notes.append(meeting.agenda_remarks or approved)
    return notes


def _treated(item: Item, internal: bool) -> dict[str, Any]:
    head: dict[str, Any] = {
        "reference": item.reference,
        "title": listed(item, internal),
        "lines": [],
        "votes": [],
        "proposals": [],
        "decision": "",
        "outcome": "",
    }
    if closed(item) and not internal:
        head["lines"] = [ground_of(item).capitalize(), *_doors_lines(item)]
        return head
    recusals = item.recusals.select_related("person").prefetch_related("voted_against")
    head["lines"] = [line for row in recusals for line in _recusal_lines(row)]
    head["lines"] += _unlisted_lines(item)
    head["lines"] += _urgent_lines(item, internal)
    head["lines"] += _doors_lines(item)
    speakers = [row.speaker for row in floor.of(item).spoken]
    if speakers:
        head["lines"].append(_("Took the floor: %(names)s.") % {"names": ", ".join(speakers)})
    entered = _("%(person)s had entered in the minutes: %(text)s")
    head["lines"] += [
        entered % {"person": row.person, "text": row.text} for row in queries.statements(item)
    ]
    head["proposals"] = [_proposal_line(row) for row in queries.tabled(item)]
    head["votes"] = [_vote_lines(vote) for vote in voting.votes_of(item)]
    untreated = item.standing if item.was_withdrawn else _("Not treated")
    head["outcome"] = str(item.get_outcome_display()) if item.outcome else untreated
    head["decision"] = item.resolution
    if queries.is_edited(item):
        head["lines"].append(_("The wording of the decision was edited after the vote."))
    return head


def _doors_lines(item: Item) -> list[str]:
    """Whether the doors were closed, on what ground, and how each voted on it: that vote is open."""
    if not item.closed_basis and item.doors_for is None:
        return []
    says = _("A proposal to close the doors was not adopted.")
    if item.closed_basis:
        says = _("The doors were closed: %(basis)s.") % {"basis": item.get_closed_basis_display()}
    voted = item.doors_for is not None and (item.doors_for or item.doors_against)
    numbers = f" ({item.doors_for}–{item.doors_against or 0})" if voted else ""
    lines = [says + numbers]
    against = ", ".join(person.name for person in item.kept_them_open.all())
    if against:
        lines.append(_("Against closing them: %(names)s.") % {"names": against})
    if item.debated_behind_doors:
        lines.append(_("The debate on closing the doors was held behind closed doors."))
    return lines


def _unlisted_lines(item: Item) -> list[str]:
    lines = []
    if item.unlisted:
        lines.append(_("The item was added after the notice."))
    if item.papers_late:
        lines.append(_("The papers came after the notice."))
    if item.needs_consent and item.taken_up:
        lines.append(_("Nobody whom the law lets stop it objected to deciding it."))
    elif item.needs_consent and item.taken_up is not None:
        board = item.unlisted and item.body.kind == BOARD
        lines.append(
            _("Not everyone was there and agreed: it was not decided in this meeting.")
            if board
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


def _recusal_lines(row) -> list[str]:
    """What the body found, with the votes where not all were for it."""
    against = ", ".join(person.name for person in row.voted_against.all())
    if not against:
        return [_recusal_line(row)]
    facts = {"for": row.votes_for, "against": row.votes_against, "names": against}
    votes = _("Found with %(for)s against %(against)s votes; against: %(names)s.") % facts
    return [_recusal_line(row), votes]


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
    if row.status == ProposalStatus.WITHDRAWN:
        head += f" ({row.get_status_display().lower()})"
    point = _("Point %(point)s: ") % {"point": row.point} if row.point else ""
    return {"head": head, "text": point + row.text}


def _vote_lines(vote: Vote) -> dict[str, Any]:
    question = voting.asked(vote)
    if vote.trial:
        question = _("Trial vote: %(question)s") % {"question": question}
    if vote.method == Method.UNANIMOUS and not vote.votes_against:
        counted = _("Unanimous") + f" ({vote.votes_for})"
        sides = [_correction_line(row) for row in vote.corrections.all()]
        return {"question": question, "counted": counted, "sides": sides}
    rows, put_right = voting.sides(vote), [_correction_line(row) for row in vote.corrections.all()]
    counted = f"{'–'.join(str(side.count) for side in rows)}: {voting.outcome(vote)}"
    if vote.by_casting_vote:
        counted += " " + _("(by the chair's vote)")
    if vote.method == Method.SECRET:
        counted += " " + _("(secret)")
        return {"question": question, "counted": counted, "sides": _numbers(rows) + put_right}
    sides = [
        [side.label, "; ".join(f"{party}: {', '.join(names)}" for party, names in side.by_party)]
        for side in rows
        if side.count
    ]
    return {"question": question, "counted": counted, "sides": sides + put_right}


def _correction_line(row: Correction) -> list[str]:
    """That a vote has been put right, what it said, and why."""
    day = date_format(localtime(row.at), "DATE_FORMAT")
    facts = {"was": row.was, "why": row.why}
    return [_("Put right %(day)s") % {"day": day}, _("It said: %(was)s Reason: %(why)s") % facts]


def _numbers(rows: list[voting.Side]) -> list[list[str]]:
    return [[side.label, str(side.count)] for side in rows if side.count]
