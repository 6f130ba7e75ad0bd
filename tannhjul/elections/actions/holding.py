"""Elections to bodies and offices: what is put forward, what is counted, and who then sits."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.elections import queries
from tannhjul.elections.enums import FLOW, ElectionStatus, Method
from tannhjul.elections.models import Election, Nominee, Slate
from tannhjul.elections.rules import balance, methods
from tannhjul.elections.rules.counting import FIRST_DIVISOR
from tannhjul.elections.rules.settlement import Election as Counted
from tannhjul.organisation.actions.register import (
    known_parties,
    party_called,
    party_of,
    person_of,
)
from tannhjul.organisation.actions.seats import may_live_elsewhere
from tannhjul.organisation.models import Body, Party, Person
from tannhjul.organisation.rules import eligibility
from tannhjul.organisation.rules.lists import Line

from .opening import how_many, must_be_vacant, must_fit
from .standing import check_list


def locked(election: Election) -> Election:
    """The election, locked for the rest of the transaction."""
    return (
        Election.objects.select_for_update(of=("self",)).select_related("body").get(pk=election.pk)
    )


def note(verb: str, election: Election, by, **facts) -> None:
    """Record what happened in an election."""
    record(f"elections.{verb}", election, by=by, **facts)


def move(election: Election, verb: str, by) -> None:
    """Move it one step on, and record that."""
    FLOW.move(election, verb)
    election.save(update_fields=["status"])
    note(verb, election, by)


def _is_open(election: Election) -> None:
    if election.status == ElectionStatus.VOTING:
        raise Refused(_("This election is being voted on in a meeting."))
    if election.status != ElectionStatus.OPEN:
        raise Refused(_("This election has been counted. Take the count back first."))


@transaction.atomic
def open_election(
    body: Body,
    method: str,
    *,
    by,
    today: date,
    office: str = "",
    demanded: bool = False,
    seats: int | None = None,
    decided_on: date | None = None,
) -> Election:
    """Prepare an election of a body's members, or of its leader (``office``).

    ``demanded``: a member has demanded lists (§ 7-4). ``seats``: a new number of members, decided
    on ``decided_on``. The seed for lots is published from now on.
    """
    must_be_vacant(body, office, today)
    number = how_many(body, seats, decided_on, today)
    must_fit(body, method, office, demanded, number, today)
    if Election.objects.filter(
        body=body,
        office=office,
        status__in=[ElectionStatus.OPEN, ElectionStatus.VOTING, ElectionStatus.COUNTED],
    ).exists():
        raise Refused(_("An election to this is already under way. Finish it or call it off."))
    election = Election.objects.create(
        body=body,
        method=method,
        office=office,
        seats=1 if office else number,
        held_on=today,
        seed=secrets.token_hex(8),
    )
    note("open_election", election, by, method=method, office=office)
    return election


@transaction.atomic
def put_list(
    election: Election,
    name: str,
    lines: Iterable[Line],
    *,
    by,
    agreed: bool = True,
    lives_there: bool = False,
    signed_by: Person | None = None,
) -> Slate:
    """Put a list of names forward; in a majority election the list is the one person.

    Refused when it breaks the law on lists (§ 7-5: ``signed_by`` someone of the group who elects) or
    names someone who cannot be elected, or if those on it have not ``agreed`` to stand.
    ``lives_there``: they are registered in the district that the body is for.
    """
    comply(eligibility.has_agreed_to_stand, agreed)
    may_live_elsewhere(election.body, lives_there)
    election = locked(election)
    _is_open(election)
    if election.slates.filter(name__iexact=name).exists():
        raise Refused(_("There is already a list called %(name)s.") % {"name": name})
    parties = known_parties()
    slate = Slate.objects.create(election=election, name=name, signed_by=signed_by)
    rows = list(lines)
    for place, row in enumerate(rows, 1):
        try:
            person, party = person_of(row, by=by), party_of(row, parties)
            nominate(slate, person, party, place)
        except Refused as refusal:
            raise Refused(
                _("Line %(number)s: %(why)s") % {"number": row.number, "why": refusal}
            ) from None
    check_list(election, slate)
    groups = {row.party.lower() for row in rows}
    if len(groups) == 1:
        slate.party = parties.get(groups.pop())
        slate.save(update_fields=["party"])
    if election.method == Method.PROPORTION:
        own = slate.nominees.exclude(party=None).values("party")
        others = election.slates.exclude(pk=slate.pk).filter(nominees__party__in=own)
        comply(balance.one_list_for_each_group, others.distinct().count())
    note("put_list", election, by, slate=slate.pk, agreed=agreed)
    return slate


def nominate(slate: Slate, person: Person, party: Party | None, place: int, **counted) -> Nominee:
    """Put someone on a list, once in each election."""
    if Nominee.objects.filter(election=slate.election_id, person=person).exists():
        raise Refused(
            _("%(person)s already stands on a list in this election.") % {"person": person}
        )
    return Nominee.objects.create(
        slate=slate, election=slate.election, person=person, party=party, place=place, **counted
    )


@transaction.atomic
def load_count(election: Election, counted: Counted, *, by) -> Election:
    """Take in the whole count of a council election: lists, votes, candidates and personal votes."""
    election = locked(election)
    _is_open(election)
    if counted.first != FIRST_DIVISOR:
        raise Refused(_("The first divisor in the election of a council is 1.4."))
    if counted.method != "sainte-lague" or counted.seats != election.seats:
        raise Refused(
            _("The file must hold an election of %(seats)s seats by the method «sainte-lague».")
            % {"seats": election.seats}
        )
    election.slates.all().delete()
    parties = known_parties()
    for row in counted.lists:
        party = parties.get(row.name.lower()) or party_called(row.name, by=by)
        slate = Slate.objects.create(
            election=election, name=row.name, party=party, votes=int(row.votes), ballots=row.ballots
        )
        for place, candidate in enumerate(row.candidates, 1):
            line = Line(place, party.code, candidate.name, "", candidate.gender)
            person = person_of(line, by=by)
            nominate(
                slate,
                person,
                party,
                place,
                increased=candidate.increased,
                personal=int(candidate.personal),
            )
    move(election, "count", by)
    return election


@transaction.atomic
def strike_list(slate: Slate, *, by) -> None:
    """Take a list away before the count."""
    election = locked(slate.election)
    _is_open(election)
    note("strike_list", election, by, slate=slate.pk)
    slate.delete()


@transaction.atomic
def count(
    election: Election,
    votes: Mapping[int, int],
    *,
    by,
    blank: int = 0,
    against: int = 0,
    second: bool = False,
    voted: bool = False,
    held_on: date | None = None,
) -> Election:
    """Enter what was counted: votes by list id, or the agreed number of members of each group.

    ``held_on``: the day of the election, where it was prepared before.
    """
    election = locked(election)
    if not voted:
        _is_open(election)
    FLOW.move(election, "count")
    slates = list(election.slates.all())
    if set(votes) != {slate.pk for slate in slates} or not slates:
        raise Refused(_("Give a number for each list."))
    if election.method == Method.AGREEMENT:
        _check_agreement(election, slates, votes, against)
    else:
        _check_votes(election, votes, blank)
    for slate in slates:
        slate.votes = votes[slate.pk]
    Slate.objects.bulk_update(slates, ["votes"])
    election.blank, election.second = blank, second
    election.held_on = held_on or election.held_on
    election.save(update_fields=["blank", "second", "held_on", "status"])
    note("count", election, by)
    return election


def _check_agreement(
    election: Election, slates: list[Slate], votes: Mapping[int, int], against: int
) -> None:
    comply(methods.agreement_is_unanimous, against)
    if sum(votes.values()) != election.seats:
        raise Refused(
            _("The groups must share exactly %(seats)s seats; these are %(given)s.")
            % {"seats": election.seats, "given": sum(votes.values())}
        )
    for slate in slates:
        if slate.nominees.count() < votes[slate.pk]:
            raise Refused(_("%(list)s has fewer names than seats.") % {"list": slate})


def _check_votes(election: Election, votes: Mapping[int, int], blank: int) -> None:
    cast = sum(votes.values()) + blank
    electors = queries.electors(election)
    if not sum(votes.values()):
        raise Refused(_("No list has any votes."))
    if electors and cast > electors:
        raise Refused(
            _("%(cast)s votes are more than the %(electors)s who can vote.")
            % {"cast": cast, "electors": electors}
        )


@transaction.atomic
def vote(election: Election, *, by, today: date) -> Election:
    """Put the election to the vote in a meeting: nothing in it changes until that is counted.

    It is held on that day, whenever it was prepared.
    """
    election = locked(election)
    _is_open(election)
    election.held_on = today
    election.save(update_fields=["held_on"])
    move(election, "vote", by)
    return election


@transaction.atomic
def stop_vote(election: Election, *, by) -> Election:
    """The vote gave no result: names can be put forward again, or a new ballot held."""
    election = locked(election)
    move(election, "stop_vote", by)
    return election


@transaction.atomic
def reopen(election: Election, *, by) -> Election:
    """Take a count back, to put right what was entered."""
    election = locked(election)
    move(election, "reopen", by)
    return election


@transaction.atomic
def cancel(election: Election, *, by) -> Election:
    """Call an election off; nothing changes for those who sit."""
    election = locked(election)
    move(election, "cancel", by)
    return election
