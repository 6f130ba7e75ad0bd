"""Impartiality: raised for one or several, decided by the others (fvl. §§ 6-8, kommuneloven §§ 11-10, 11-11)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused, comply
from tannhjul.meetings import queries, rules
from tannhjul.meetings.enums import NOT_COMING, Finding, ItemStatus, Plea
from tannhjul.meetings.models import Call, Item, Recusal
from tannhjul.organisation.models import Person
from tannhjul.organisation.rules.interests import may_be_partial_in

from . import attendance
from .debate import being_treated, locked_item, note


def must_be_impartial(item: Item) -> None:
    """Refuse a vote or a decision while the body has not decided who is impartial."""
    if item.recusals.filter(finding=Finding.PENDING).exists():
        raise Refused(_("A question of impartiality is not decided yet. Decide it first."))


@transaction.atomic
def raise_partiality(
    item: Item,
    person: Person,
    reason: str,
    *,
    by,
    basis: str = "",
    plea: str = Plea.PARTIALITY,
) -> Recusal:
    """A question of someone's impartiality in an item is raised, or of exemption for personal reasons."""
    item = locked_item(item)
    if item.status == ItemStatus.DONE:
        raise Refused(_("The item has been concluded."))
    if plea == Plea.PERSONAL:
        comply(rules.asks_to_be_exempted, reason)
        basis = basis or "kommuneloven § 11-11"
    else:
        comply(may_be_partial_in, queries.nature_of(item))
    if item.recusals.filter(person=person).exists():
        raise Refused(
            _("The question has already been raised for %(person)s.") % {"person": person}
        )
    row = Recusal.objects.create(item=item, person=person, plea=plea, reason=reason, basis=basis)
    note("raise_partiality", item, by, person=person.pk, plea=plea)
    return row


@transaction.atomic
def decide_partiality(
    recusal: Recusal,
    finding: str,
    *,
    by,
    at: datetime,
    against: Iterable[Person] = (),
    call: bool = True,
) -> Recusal:
    """The body finds, by a vote, whether the member takes part; if not, a deputy is called for the item.

    None of those of whom it has been asked votes on it, for oneself or for another, unless the body
    would lack a quorum without them: then everyone does (fvl. § 8). Whoever votes and is not
    ``against`` the finding was for it.
    """
    item = being_treated(recusal.item)
    attendance.no_open_vote(item.meeting)
    recusal.refresh_from_db()
    if recusal.finding != Finding.PENDING:
        raise Refused(_("The body has already decided this."))
    deciding = queries.deciding_on(recusal, at)
    attendance.must_be_enough(item.meeting, len(deciding.people))
    comply(rules.decided_without_those_concerned, deciding.concerned, deciding.people, deciding.all)
    refusing = list(against)
    if any(person.pk not in deciding.people for person in refusing):
        raise Refused(_("Only those who decide on this can have voted against it."))
    votes = len(deciding.people) - len(refusing), len(refusing)
    chair_for = deciding.chair not in {None, *(person.pk for person in refusing)}
    comply(rules.is_carried, *votes, chair_for=chair_for)
    recusal.finding = finding
    recusal.votes_for, recusal.votes_against = votes
    recusal.save(update_fields=["finding", "votes_for", "votes_against"])
    recusal.voted_against.set(refusing)
    note("decide_partiality", item, by, person=recusal.person_id, finding=finding)
    _let_one_sit(recusal, call, by, at)
    return recusal


def _let_one_sit(recusal: Recusal, call: bool, by, at: datetime) -> None:
    """The member or a deputy, as the body has found."""
    item = recusal.item
    if recusal.finding != Finding.PARTIAL:
        attendance.all_leave(item.presences.filter(replaces=recusal.person), at)
        return
    here = item.meeting.presences.filter(person=recusal.person, left_at=None, item=None)
    if call and here.exists() and not _called(recusal).exists():
        attendance.call_next(item.meeting, recusal.person, by=by, at=at, item=item)


@transaction.atomic
def call_first(recusal: Recusal, *, by, at: datetime) -> Call | None:
    """Call the next deputy before the body has decided, to take part in that (fvl. § 8 (3)).

    If the member is found to take part after all, the deputy leaves again.
    """
    item = being_treated(recusal.item)
    recusal.refresh_from_db()
    if recusal.finding != Finding.PENDING:
        raise Refused(_("The body has already decided this."))
    if _called(recusal).exists():
        raise Refused(_("A deputy has been called for this already."))
    return attendance.call_next(item.meeting, recusal.person, by=by, at=at, item=item)


def _called(recusal: Recusal) -> QuerySet[Call]:
    """Whoever has been called in the item for the member, and has not said no."""
    calls = recusal.item.calls.filter(replaces=recusal.person)
    return calls.exclude(status__in=NOT_COMING)
