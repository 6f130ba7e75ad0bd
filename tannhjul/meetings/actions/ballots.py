"""Taking the ballots: with names, in secret, on paper, from many at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.enums import ELECTED
from tannhjul.core.journal import Actor, record_all
from tannhjul.core.law import Refused, comply
from tannhjul.core.models import in_force
from tannhjul.meetings import queries, rules
from tannhjul.meetings.enums import (
    OF_PEOPLE,
    OWN_DEVICE,
    TWO_SIDED,
    BallotChoice,
    ItemStatus,
    Method,
    Status,
    VoteStatus,
)
from tannhjul.meetings.models import Ballot, Vote
from tannhjul.organisation.models import Person

from .debate import being_treated, note
from .votes import locked


def accepted(vote: Vote) -> list[str]:
    """What a ballot can hold in this vote."""
    if vote.question in TWO_SIDED:
        return [BallotChoice.FOR, BallotChoice.AGAINST]
    numbers = [str(row.number) for row in vote.options.all() if row.number]
    return [*numbers, BallotChoice.BLANK] if vote.question in OF_PEOPLE else numbers


def must_be_choices(vote: Vote, given: Collection[str]) -> None:
    """Refuse what is not a choice in the vote; blank by its own rule."""
    comply(rules.blank_only_for_people, vote.question, sum(c == BallotChoice.BLANK for c in given))
    if set(given) - set(accepted(vote)):
        raise Refused(
            _("A vote must be for or against.")
            if vote.question in TWO_SIDED
            else _("Choose one of those that are put to the vote.")
        )


@transaction.atomic
def cast(
    vote: Vote, ballots: Mapping[int, str], *, by, at: datetime, by_secretary: bool = False
) -> None:
    """Record ballots with names: person id -> choice. Each person once, and only those who sit."""
    item = being_treated(vote.item)
    vote = locked(vote)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    if vote.method == Method.SECRET:
        raise Refused(_("This vote is secret, so no names are recorded."))
    sitting = {row.person_id: row for row in queries.entitled(item, at)}
    comply(rules.only_entitled_vote, list(sitting), list(ballots))
    must_be_choices(vote, list(ballots.values()))
    rows = [
        Ballot(
            vote=vote,
            person_id=person,
            party=sitting[person].party,
            choice=choice,
            by_secretary=by_secretary,
        )
        for person, choice in ballots.items()
    ]
    try:
        with transaction.atomic():
            Ballot.objects.bulk_create(rows)
    except IntegrityError as fault:
        raise Refused(
            _("Someone in the list has already voted. Nothing was recorded; check and try again.")
        ) from fault
    note("cast", item, by, vote=vote.pk, ballots=len(rows))


def _still_open(vote: Vote, *, alone: bool = False) -> None:
    """Refuse unless the vote is open, and keep it so until this ballot is in.

    The lock is shared: any number vote at once, and only the count waits for them. Whoever looks at
    which ballots are in before adding many takes it ``alone``, or two processes could add the same
    one. SQLite lets one transaction write at a time, so there nothing is to be locked.
    """
    sql = "SELECT v.status, i.status, m.status FROM meetings_vote v JOIN meetings_item i ON i.id = v.item_id JOIN meetings_meeting m ON m.id = i.meeting_id WHERE v.id = %s"
    if connection.vendor == "postgresql":
        sql += " FOR NO KEY UPDATE OF v" if alone else " FOR SHARE OF v"
    with connection.cursor() as cursor:
        cursor.execute(sql, [vote.pk])
        found = cursor.fetchone()
    if found != (VoteStatus.OPEN, ItemStatus.OPEN, Status.OPEN):
        raise Refused(_("The vote has been counted."))


@transaction.atomic
def vote_oneself(vote: Vote, person: Person, choice: str, *, by, at: datetime) -> bool:
    """A member votes on an own device. The same ballot sent twice counts once.

    Returns whether it was recorded now; a different second ballot is refused.
    """
    if vote.method not in OWN_DEVICE:
        raise Refused(_("This vote is not electronic. Raise your hand."))
    _still_open(vote)
    must_be_choices(vote, [choice])
    if vote.method == Method.SECRET:
        return _cast_secretly(vote, person, choice)
    row = queries.seat_in(vote.item, person, at)
    comply(rules.only_entitled_vote, [row.person_id] if row else [], [person.pk])
    ballot, new = Ballot.objects.get_or_create(
        vote=vote, person=person, defaults={"party": row.party if row else None, "choice": choice}
    )
    if not new and ballot.choice != choice:
        raise Refused(_("You have voted already. A vote cannot be changed."))
    if new:
        note("cast", vote.item, by, vote=vote.pk, ballots=1)
    return new


@dataclass(frozen=True)
class Handed:
    """A ballot that a member hands in: whose it is, what it holds, the account and its sign-in."""

    person: int
    choice: str
    by: Actor
    sign_in: int


def _still_signed_in(papers: Sequence[Handed], day: date) -> dict[int, Handed]:
    """Those whose account is open, still theirs, signed in where it was, and acts as a member."""
    rows = Person.objects.filter(
        in_force(day, "user__roles__valid_from", "user__roles__valid_to"),
        pk__in=[row.person for row in papers],
        user__is_active=True,
        user__roles__role__in=ELECTED,
        user__sign_ins__in=[row.sign_in for row in papers],
    )
    found = set(rows.values_list("pk", "user_id", "user__roles__role", "user__sign_ins"))
    return {
        row.person: row
        for row in papers
        if (row.person, row.by.pk, row.by.acting_as, row.sign_in) in found
    }


def hand_in(vote_id: int, papers: Sequence[Handed], *, at: datetime) -> set[int]:
    """Record the ballots of many members in one transaction: those that are sound.

    Returns whose ballot is recorded with that choice. Whoever is not among them tries alone
    (``vote_oneself``) and is told why.
    """
    try:
        return _hand_in(vote_id, papers, at)
    except Refused:
        return set()


@transaction.atomic
def _hand_in(vote_id: int, papers: Sequence[Handed], at: datetime) -> set[int]:
    vote = Vote.objects.select_related("item__case").get(pk=vote_id)
    _still_open(vote, alone=True)
    if vote.method != Method.ELECTRONIC:
        return set()
    known, asked = set(accepted(vote)), _still_signed_in(papers, localdate(at))
    parties = queries.parties_in(vote.item, asked, at)
    rows = vote.ballots.filter(person__in=asked).values_list("person_id", "choice")
    before = dict(rows)
    new = [
        row
        for person, row in asked.items()
        if person in parties and person not in before and row.choice in known
    ]
    Ballot.objects.bulk_create(
        Ballot(vote=vote, person_id=row.person, party_id=parties[row.person], choice=row.choice)
        for row in new
    )
    by = [row.by for row in new]
    record_all("meetings.cast", vote.item, by, facts={"vote": vote.pk, "ballots": 1})
    again = {person for person, choice in before.items() if asked[person].choice == choice}
    return again | {row.person for row in new}


def _cast_secretly(vote: Vote, person: Person, choice: str) -> bool:
    """Cross the voter off, add one to the choice, and keep nothing that joins the two.

    No event either: the journal has the time and the actor of each.
    """
    rows = vote.voters.filter(person=person)
    comply(rules.only_entitled_vote, rows.values_list("person_id", flat=True), [person.pk])
    if not rows.filter(voted=False).update(voted=True):
        raise Refused(_("You have voted already. A vote cannot be changed."))
    _add(vote, {choice: 1})
    return True


def _add(vote: Vote, numbers: Mapping[str, int]) -> None:
    for choice, more in numbers.items():
        number = 0 if choice == BallotChoice.BLANK else int(choice)
        vote.options.filter(number=number).update(votes=F("votes") + more)


@transaction.atomic
def enter_paper(vote: Vote, voters: Collection[int], numbers: Mapping[str, int], *, by) -> None:
    """Ballots of a secret vote that were handed in on paper: who handed in, and what they held."""
    item = being_treated(vote.item)
    vote = locked(vote)
    if vote.status != VoteStatus.OPEN:
        raise Refused(_("The vote has been counted."))
    must_be_choices(vote, [choice for choice, number in numbers.items() if number])
    if sum(numbers.values()) != len(voters):
        raise Refused(
            _("%(voters)s have handed in a ballot, but %(ballots)s ballots are counted.")
            % {"voters": len(voters), "ballots": sum(numbers.values())}
        )
    crossed = vote.voters.filter(person_id__in=voters, voted=False).update(voted=True)
    if crossed != len(voters):
        raise Refused(
            _("Someone in the list has already voted. Nothing was recorded; check and try again.")
        )
    _add(vote, numbers)
    note("cast", item, by, vote=vote.pk, ballots=len(voters))
