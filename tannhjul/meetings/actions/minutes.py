"""Concluding items and meetings; the minutes: generated, approved, signed, published."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.enums import Kind, Outcome
from tannhjul.core.law import Refused, comply
from tannhjul.documents import intake
from tannhjul.documents.enums import Kind as DocumentKind
from tannhjul.meetings import notices, papers, queries, rules
from tannhjul.meetings.enums import FLOW, ITEM_FLOW, ItemStatus, Status, VoteStatus
from tannhjul.meetings.models import Correction, Item, Meeting, Signature
from tannhjul.organisation.models import Person
from tannhjul.organisation.rules.bodies import has_power_to_decide

from . import attendance
from .agenda import file_document, locked
from .agenda import note as note_meeting
from .debate import being_treated, must_be_behind_doors, must_be_taken_up, note
from .impartiality import must_be_impartial


@transaction.atomic
def conclude(item: Item, outcome: str, *, by, at: datetime, resolution: str | None = None) -> Item:
    """End an item: outcome and decision text, by default what the carried proposals say.

    The case moves on by itself: to the next body, to a decision, or back.
    """
    item = being_treated(item)
    if item.votes.filter(status=VoteStatus.OPEN).exists():
        raise Refused(_("A vote is still open. Count it first."))
    text = queries.composed(item) if resolution is None else resolution
    _may_end_so(item, outcome)
    if outcome in (Outcome.ADOPTED, Outcome.RECOMMENDED) and not text.strip():
        raise Refused(_("Write the decision text."))
    ITEM_FLOW.move(item, "conclude")
    item.outcome, item.resolution = outcome, text
    if outcome != Outcome.ADOPTED:  # then nothing was decided in place of anyone
        item.decides_for, item.urgent_reason = None, ""
    item.save(update_fields=["status", "outcome", "resolution", "decides_for", "urgent_reason"])
    attendance.all_leave(item.presences.all(), at)
    item.speeches.filter(at=None).delete()
    item.speeches.filter(ended_at=None).update(ended_at=at)
    note("conclude", item, by, outcome=outcome)
    if item.step:
        cases.treat(
            item.step,
            outcome,
            text,
            by=by,
            today=queries.day_of(item.meeting),
            final=item.decides_for_id is not None,
            behind_doors=bool(item.closed_basis),
        )
    return item


def _may_end_so(item: Item, outcome: str) -> None:
    """Refuse an outcome that the body has not decided, or may not decide."""
    if outcome in (Outcome.ADOPTED, Outcome.RECOMMENDED, Outcome.REJECTED):
        must_be_behind_doors(item)
        must_be_taken_up(item)
        must_be_impartial(item)
    if outcome == Outcome.ADOPTED:
        comply(has_power_to_decide, queries.power_in(item))
    if item.kind != Kind.PROCEDURE:  # which a body settles without a formal vote
        comply(rules.decided_by_vote, outcome, *queries.votes_counted(item))
    comply(rules.majority_puts_off, outcome, *queries.votes_on_putting_off(item))


@transaction.atomic
def close(meeting: Meeting, *, by, at: datetime) -> Meeting:
    """End the meeting. Items that were not reached wait for the next one."""
    meeting = locked(meeting)
    if queries.open_item(meeting):
        raise Refused(_("An item is still being treated. Conclude it first."))
    FLOW.move(meeting, "close")
    waiting = meeting.items.filter(reports__isnull=False).exclude(status=ItemStatus.DONE)
    unreported = queries.unreported(meeting.body, meeting).count()
    comply(rules.urgent_decisions_are_reported, waiting.count() + unreported)
    meeting.ends_at = max(at, meeting.starts_at)
    meeting.save(update_fields=["status", "ends_at"])
    attendance.all_leave(meeting.presences.all(), meeting.ends_at)
    note_meeting("close", meeting, by)
    return meeting


@transaction.atomic
def choose_signers(meeting: Meeting, people: Iterable[Person], *, by) -> list[Signature]:
    """The body chooses who signs the minutes, among those present."""
    meeting = locked(meeting)
    if meeting.status not in (Status.OPEN, Status.CLOSED):
        raise Refused(_("Signers are chosen in the meeting, or before the minutes are approved."))
    chosen = list(people)
    here = set(meeting.presences.values_list("person_id", flat=True))
    if not chosen or any(person.pk not in here for person in chosen):
        raise Refused(_("Choose signers among those who were present."))
    comply(rules.all_present_sign, meeting.body.kind, len(here - {row.pk for row in chosen}))
    meeting.signatures.all().delete()
    rows = Signature.objects.bulk_create(
        Signature(meeting=meeting, person=person) for person in chosen
    )
    note_meeting("choose_signers", meeting, by, people=[person.pk for person in chosen])
    return rows


def approve_minutes(meeting: Meeting, *, by, today: date) -> Meeting:
    """The secretary approves the generated minutes; those chosen are asked to sign.

    After a meeting is closed its record does not change, so the PDF can be set beforehand.
    """
    put_right = _put_right(meeting)
    taken = [(internal, intake.keep(data)) for internal, data in papers.minutes(meeting)]
    return _approve_minutes(meeting, taken, put_right, by=by, today=today)


@transaction.atomic
def _approve_minutes(meeting: Meeting, taken: list, put_right: int, *, by, today: date) -> Meeting:
    meeting = locked(meeting)
    _must_be_as_set(meeting, put_right)
    FLOW.move(meeting, "approve_minutes")
    undecided = meeting.items.filter(status=ItemStatus.OPEN).count()
    comply(rules.minutes_are_complete, meeting.presences.count(), undecided)
    if not meeting.signatures.exists():
        raise Refused(_("Choose who signs the minutes first."))
    here = set(meeting.presences.values_list("person_id", flat=True))
    signing = set(meeting.signatures.values_list("person_id", flat=True))
    comply(rules.all_present_sign, meeting.body.kind, len(here - signing))
    meeting.save(update_fields=["status"])
    for internal, each in taken:
        file_document(meeting, DocumentKind.MINUTES, each, internal=internal, by=by, today=today)
    note_meeting("approve_minutes", meeting, by)
    notices.to_sign(meeting)
    return meeting


def sign(signature: Signature, *, by, at: datetime, today: date) -> Signature:
    """Sign the minutes; the last signature publishes a new version that carries them all."""
    signature = _sign(signature, by=by, at=at)
    meeting = signature.meeting
    if meeting.status == Status.APPROVED and not meeting.signatures.filter(signed_at=None).exists():
        publish_minutes(meeting, by=by, today=today)
    return signature


@transaction.atomic
def _sign(signature: Signature, *, by, at: datetime) -> Signature:
    meeting = locked(signature.meeting)
    signature = Signature.objects.select_related("meeting__body", "person").get(pk=signature.pk)
    if meeting.status != Status.APPROVED:
        raise Refused(_("The minutes are not ready to be signed."))
    if signature.signed_at:
        raise Refused(_("You have already signed."))
    signature.signed_at = at
    signature.save(update_fields=["signed_at"])
    note_meeting("sign", meeting, by, person=signature.person_id)
    return signature


def publish_minutes(meeting: Meeting, *, by, today: date) -> Meeting:
    """Publish the signed minutes as a new version."""
    put_right = _put_right(meeting)
    taken = [(internal, intake.keep(data)) for internal, data in papers.minutes(meeting)]
    return _publish_minutes(meeting, taken, put_right, by=by, today=today)


def _put_right(meeting: Meeting) -> int:
    """How many times a vote of the meeting has been put right."""
    return Correction.objects.filter(vote__item__meeting=meeting).count()


def _must_be_as_set(meeting: Meeting, put_right: int) -> None:
    """Refuse minutes that were set before a vote was put right."""
    if _put_right(meeting) != put_right:
        raise Refused(_("A vote was put right meanwhile. Look at the minutes again."))


@transaction.atomic
def _publish_minutes(meeting: Meeting, taken: list, put_right: int, *, by, today: date) -> Meeting:
    meeting = locked(meeting)
    _must_be_as_set(meeting, put_right)
    FLOW.move(meeting, "publish_minutes")
    if meeting.signatures.filter(signed_at=None).exists():
        raise Refused(_("Someone has not signed yet."))
    meeting.save(update_fields=["status"])
    for internal, each in taken:
        file_document(meeting, DocumentKind.MINUTES, each, internal=internal, by=by, today=today)
    note_meeting("publish_minutes", meeting, by)
    return meeting
