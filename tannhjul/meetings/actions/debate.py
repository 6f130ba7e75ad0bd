"""Treating an item: opening it, impartiality, the floor, proposals."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.cases import heard
from tannhjul.cases import queries as cases
from tannhjul.cases.enums import StepStatus
from tannhjul.cases.rules import chief_executive_can_comment
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.meetings import notices, queries, rules
from tannhjul.meetings.enums import (
    ITEM_FLOW,
    OF_VALIDITY,
    CallStatus,
    Finding,
    ItemStatus,
    ProposalKind,
    ProposalStatus,
    Status,
    VoteStatus,
)
from tannhjul.meetings.models import Item, Presence, Proposal, Statement
from tannhjul.organisation.enums import BodyKind, Openness
from tannhjul.organisation.models import Person

from . import attendance


def locked_item(item: Item) -> Item:
    """The item, locked for the rest of the transaction."""
    rows = Item.objects.select_for_update(of=("self",)).select_related(
        "meeting__body", "case", "step"
    )
    return rows.get(pk=item.pk)


def note(verb: str, item: Item, by, **facts) -> None:
    """Record an event about an item."""
    record(f"meetings.{verb}", item, by=by, **facts)


def being_treated(item: Item) -> Item:
    """The item, locked; Refused unless it is being treated."""
    item = locked_item(item)
    if item.status != ItemStatus.OPEN:
        raise Refused(_("The item is not being treated now."))
    return item


@transaction.atomic
def start_item(item: Item, *, by) -> Item:
    """Begin to treat an item; the valid recommendation lies on the table as the first proposal."""
    item = locked_item(item)
    if item.meeting.status != Status.OPEN:
        raise Refused(_("Open the meeting first."))
    other = queries.open_item(item.meeting)
    if other:
        raise Refused(_("%(item)s is still being treated. Conclude it first.") % {"item": other})
    comply(rules.constitutes_in_order, queries.unsettled_before(item))
    if item.step and item.step.status != StepStatus.WAITING:
        raise Refused(_("The case does not wait for this body (any more)."))
    if item.case and item.body.kind == BodyKind.CONTROL_COMMITTEE:
        waits = heard.waits_for_comment(item.case)
        could = heard.could_be_commented(item.case, queries.day_of(item.meeting))
        comply(chief_executive_can_comment, waits, could)
    if item.case and cases.waiting_for_assessment(item.case, item.body):
        raise Refused(_("The chief executive has yet to assess the leader's recommendation."))
    ITEM_FLOW.move(item, "start_item")
    item.save(update_fields=["status"])
    note("start_item", item, by)
    _table_what_is_recommended(item)
    if item.constitutes in OF_VALIDITY:
        with translation.override(settings.LANGUAGE_CODE):
            _table(item, ProposalKind.OTHER, _("The election is valid."))
    return item


def _table_what_is_recommended(item: Item) -> None:
    """The recommendation that counts is tabled first; one from behind closed doors, behind them only."""
    valid = cases.valid_recommendation(item.case, item.body) if item.case else None
    heard_here = item.closed_basis or item.body.openness == Openness.CLOSED
    if valid and not item.proposals.exists() and (heard_here or not valid.behind_doors):
        _table(item, ProposalKind.RECOMMENDATION, valid.text)


def _table(item: Item, kind: str, text: str, **more) -> Proposal:
    number = (item.proposals.aggregate(last=Max("number"))["last"] or 0) + 1
    return Proposal.objects.create(item=item, number=number, kind=kind, text=text, **more)


@transaction.atomic
def propose(
    item: Item,
    kind: str,
    text: str,
    *,
    by,
    proposer: Person | None = None,
    on_behalf_of: str = "",
    point: str = "",
) -> Proposal:
    """Put a proposal on the table, by a person who sits in the case, or the recommendation."""
    item = being_treated(item)
    out = item.recusals.filter(finding=Finding.PARTIAL).values_list("person_id", flat=True)
    comply(rules.disqualified_stay_out, out, [proposer.pk] if proposer else [])
    if proposer:
        sits = item.meeting.presences.filter(person=proposer).exists()
        comply(rules.has_right_to_propose, sits, proposer.pk in queries.proposing_by_law(item))
    row = _table(item, kind, text, proposer=proposer, on_behalf_of=on_behalf_of, point=point)
    note("propose", item, by, proposal=row.pk, proposer=proposer.pk if proposer else None)
    return row


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by) -> Proposal:
    """Take a proposal off the table before it is voted on."""
    item = being_treated(proposal.item)
    proposal.refresh_from_db()
    asked = Q(proposal=proposal) | Q(against=proposal) | Q(options__proposal=proposal)
    open_over_it = item.votes.filter(asked, status=VoteStatus.OPEN)
    if proposal.status != ProposalStatus.TABLED or open_over_it.exists():
        raise Refused(_("The proposal has been put to the vote and can no longer be withdrawn."))
    proposal.status = ProposalStatus.WITHDRAWN
    proposal.save(update_fields=["status"])
    note("withdraw_proposal", item, by, proposal=proposal.pk)
    return proposal


@transaction.atomic
def split(proposal: Proposal, points: list[tuple[str, str]], *, by) -> list[Proposal]:
    """Divide a proposal into points that are voted on one by one."""
    item = being_treated(proposal.item)
    withdraw_proposal(proposal, by=by)
    rows = [
        _table(
            item,
            proposal.kind,
            text,
            point=point,
            proposer=proposal.proposer,
            on_behalf_of=proposal.on_behalf_of,
        )
        for point, text in points
    ]
    note("split", item, by, proposal=proposal.pk, into=[row.pk for row in rows])
    return rows


@transaction.atomic
def close_doors(
    item: Item,
    basis: str,
    *,
    by,
    at: datetime,
    against: Iterable[Person] = (),
    debated_behind_doors: bool = False,
) -> Item:
    """The body closes the doors for an item, on a ground the law gives; empty opens them again.

    The vote on it is open, and everyone who sits votes: whoever is not ``against`` was for it. Where
    no majority wants it they stay open, and that is on record too. ``debated_behind_doors``: the
    debate on closing them was closed, as it may be (§ 11-5).
    """
    item = being_treated(item)
    if not basis:
        return _open_doors(item, by)
    comply(rules.may_close_doors, basis)
    refusing = list(against)
    *votes, chair_for = _votes_on_doors(item, refusing, at)
    carried = rules.majority_closes_the_doors(*votes, chair_for=chair_for)
    if carried:
        comply(rules.must_close_is_not_remote, item.meeting.form, basis)
    elif item.closed_basis:
        raise Refused(_("The doors are closed already. Open them first."))
    _set_doors(item, basis if carried else "", votes, refusing, debated_behind_doors)
    note("close_doors" if carried else "keep_doors_open", item, by, basis=basis)
    return item


def _open_doors(item: Item, by) -> Item:
    if queries.recorded_behind_doors(item):
        raise Refused(
            _(
                "Something has been recorded behind closed doors. Conclude the item with them closed."
            )
        )
    _set_doors(item, "", (None, None), [], False)
    note("close_doors", item, by, basis="")
    return item


def _set_doors(item: Item, basis: str, votes, refusing: list[Person], behind: bool) -> None:
    item.closed_basis, (item.doors_for, item.doors_against) = basis, votes
    item.debated_behind_doors = behind
    item.save(update_fields=["closed_basis", "doors_for", "doors_against", "debated_behind_doors"])
    if basis:
        _table_what_is_recommended(item)
    item.kept_them_open.set(refusing)


def _votes_on_doors(item: Item, refusing: list[Person], at: datetime) -> tuple[int, int, bool]:
    """(for, against) closing the doors, of everyone who sits in the item; whether the chair is for."""
    rows = queries.entitled(item, at)
    sitting = {row.person_id for row in rows}
    attendance.must_be_enough(item.meeting, len(sitting))
    for person in refusing:
        if person.pk not in sitting:
            raise Refused(_("%(person)s does not sit in this case.") % {"person": person})
    chair = queries.chairing(item, rows)
    chair_for = chair is not None and chair not in {person.pk for person in refusing}
    return len(sitting) - len(refusing), len(refusing), chair_for


@transaction.atomic
def take_up(item: Item, objecting: int, leader_objects: bool, *, by, at: datetime) -> Item:
    """Ask whether an item that was not on the agenda may be decided; the answer is recorded.

    With an objection of the leader or a third it can still be discussed, not decided.
    """
    item = being_treated(item)
    if not item.needs_consent:
        raise Refused(_("This item is on the agenda."))
    present = len(queries.entitled(item, at))
    if objecting > present:
        raise Refused(_("More object than are present."))
    of_board = item.unlisted and item.body.kind == rules.BOARD  # § 9-9 (6)
    if of_board:
        members = queries.members_total(item.meeting)
        present = queries.present(item.meeting, at).count()  # complete, whoever takes no part
        objecting += int(leader_objects)
        item.taken_up = rules.complete_and_unanimous(members, present, objecting)
    else:
        item.taken_up = rules.unlisted_may_be_decided(present, objecting, leader_objects)
    item.save(update_fields=["taken_up"])
    note("take_up", item, by, objecting=objecting, leader=leader_objects, taken_up=item.taken_up)
    if of_board and item.taken_up:
        notices.unlisted(item)
    return item


def must_be_behind_doors(item: Item) -> None:
    """Refuse a vote or a decision with open doors on what must be kept confidential (§ 11-5 (2))."""
    if item.body.openness == Openness.CLOSED:
        return
    ground = item.ground or (item.case.ground if item.case else "")
    comply(rules.confidential_is_behind_doors, ground, item.closed_basis)
    nature = item.case.nature if item.case else ""
    comply(rules.employees_are_behind_doors, nature, item.closed_basis)


@transaction.atomic
def papers_were_late(item: Item, *, by) -> Item:
    """The papers were not sent with the notice: then the leader or a third can stop a decision."""
    item = locked_item(item)
    if item.status == ItemStatus.DONE:
        raise Refused(_("The item has been concluded."))
    item.papers_late = True
    item.save(update_fields=["papers_late"])
    note("papers_were_late", item, by)
    return item


def must_be_taken_up(item: Item) -> None:
    """Refuse a vote or a decision on an unlisted item that has not been, or was not, taken up."""
    if not item.needs_consent or item.taken_up:
        return
    if item.papers_late and not item.unlisted:
        if item.taken_up is None:
            raise Refused(_("The papers came after the notice. Ask first whether anyone objects."))
        raise Refused(
            _("The papers came after the notice and someone objected: it cannot be decided.")
        )
    if item.taken_up is None:
        raise Refused(_("The item was not on the agenda. Ask first whether anyone objects."))
    raise Refused(_("The item was not on the agenda and someone objected: it cannot be decided."))


@transaction.atomic
def enter_statement(item: Item, person: Person, text: str, *, by, at: datetime) -> Statement:
    """Enter in the minutes what someone says of an item: of who sits in it, else as the law gives."""
    item = being_treated(item)
    if not text.strip():
        raise Refused(_("Write what is to be entered in the minutes."))
    sits = queries.seat_in(item, person, at) is not None
    if not sits and person.pk not in queries.entered_by_law(item):
        raise Refused(
            _("Only those who sit in the case can have something entered in the minutes.")
        )
    row, new = Statement.objects.get_or_create(
        item=item, person=person, text=text.strip(), defaults={"at": at}
    )
    if new:
        note("enter_statement", item, by, person=person.pk)
    return row


@transaction.atomic
def remove_statement(statement: Statement, *, by) -> None:
    """Take out what was entered wrongly, while the item is treated."""
    item = being_treated(statement.item)
    note("remove_statement", item, by, person=statement.person_id)
    statement.delete()


@transaction.atomic
def sit_in(item: Item, call_id: int, *, by, at: datetime) -> Presence:
    """A deputy called for one item takes the place."""
    item = being_treated(item)
    call = item.calls.exclude(status=CallStatus.DECLINED).filter(pk=call_id).first()
    if call is None:
        raise Refused(_("This deputy has not been called for the item."))
    return attendance.arrive(
        item.meeting, call.deputy, by=by, at=at, replaces=call.replaces, item=item
    )
