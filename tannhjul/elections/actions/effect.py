"""An election takes effect: who then sits, from which day, and who leaves."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.elections import notices, queries
from tannhjul.elections.enums import Method
from tannhjul.elections.models import Election
from tannhjul.elections.rules import balance, methods, sharing
from tannhjul.elections.rules.counting import keep
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.actions.government import govern
from tannhjul.organisation.actions.offices import give_office
from tannhjul.organisation.actions.seats import give_roles_of_seats, seat
from tannhjul.organisation.enums import ELECTED_BODIES, BodyKind, Office, SeatKind
from tannhjul.organisation.rules import bodies as rules
from tannhjul.organisation.rules import eligibility

from .holding import locked, move

BEGINS_LATER = (Method.VOTERS, Method.DESIGNATION)


@transaction.atomic
def take_effect(election: Election, *, by, today: date, of_age: int | None = None) -> Election:
    """Those elected take their seats from ``today``, and everyone who sat before leaves.

    ``of_age``: how many of them are of the age that the law asks for, in a council that has one.
    """
    election = locked(election)
    settled = queries.settled(election)
    if not settled.elected:
        raise Refused(_("Nobody has been elected yet. Hold a second ballot."))
    _begins_on(election, today)
    age = eligibility.age_rule(election.body.kind)
    if age and not election.office and of_age is not None:
        comply(age, of_age, len(settled.elected))
    _is_shared(election, settled)
    if election.office:
        give_office(election.body, settled.elected[0].person, election.office, by=by, today=today)
    else:
        _seat_all(election, settled, by=by, today=today)
        _govern(election, settled, by, today)
    if not election.office:
        theirs = organisation.filled_by_employees(election.body, today)
        election.body.seats_total = election.seats + theirs
        election.body.elected_by_voters = election.method == Method.VOTERS
        election.body.save(update_fields=["seats_total", "elected_by_voters"])
    election.result = keep(queries.computed(election))
    election.save(update_fields=["result"])
    move(election, "take_effect", by)
    return election


def _begins_on(election: Election, today: date) -> None:
    """Refused for another day than the law gives.

    The voters' council begins where it constitutes itself, and an executive council that is
    designated when its leader has composed it.
    """
    if today < election.held_on:
        raise Refused(
            _("An election cannot take effect before it was held (%(date)s).")
            % {"date": election.held_on}
        )
    kind = election.body.kind
    of_the_law = kind in ELECTED_BODIES and election.method not in BEGINS_LATER
    first = max(election.held_on, election.body.valid_from)
    comply(methods.begins_when_elected, of_the_law, first, today)


def _govern(election: Election, settled: queries.Settled, by, today: date) -> None:
    """The first two names lead an executive council; its members leave their other offices."""
    body = election.body
    if body.kind != BodyKind.EXECUTIVE_COUNCIL:
        return
    offices = (Office.LEADER, Office.DEPUTY_LEADER)
    for office, row in zip(offices, settled.elected, strict=False):
        give_office(body, row.person, office, by=by, today=today)
    govern(body, by=by, today=today)
    notices.composed(election, today)


def _is_balanced(election: Election, settled: queries.Settled) -> None:
    """The balance of genders where the law demands it; the council's voters choose freely."""
    if election.method == Method.VOTERS or queries.gender_rule(election.body) != "list":
        return
    agreed = election.method == Method.AGREEMENT
    named = [*settled.elected, *(settled.deputies if agreed else ())]
    unknown = [row.person for row in named if not row.person.gender]
    if unknown and len(settled.elected) > 1:
        names = ", ".join(person.name for person in unknown)
        says = _("The balance of genders binds here. State the gender of %(names)s first.")
        raise Refused(says % {"names": names})
    groups, by_list = defaultdict(list), election.method == Method.PROPORTION
    for row in settled.elected:
        groups[row.slate.pk if by_list else 0].append(row.person.gender)
    rule = balance.list_elects_both_genders if by_list else balance.body_has_both_genders
    for genders in groups.values():
        comply(rule, genders.count("f"), genders.count("m"))
    if agreed:
        deputies = [row.person.gender for row in settled.deputies]
        comply(balance.deputies_are_of_both_genders, deputies.count("f"), deputies.count("m"))


def _is_shared(election: Election, settled: queries.Settled) -> None:
    """No list has a seat that another had the better claim to."""
    shared = sharing.BY_QUOTIENT.get(election.method)
    votes = {slate.name: Fraction(slate.votes or 0) for slate, _number in settled.seats}
    seats = {slate.name: number for slate, number in settled.seats}
    if election.method == Method.MAJORITY:
        winner = settled.elected[0].slate.name
        comply(sharing.has_most_votes, votes.pop(winner), list(votes.values()))
    if shared:
        full = {slate.name for slate, number in settled.seats if slate.nominees.count() <= number}
        comply(shared, votes, seats, full)
    for slate, number in settled.seats:
        if election.method == Method.AGREEMENT:
            deputies = sum(row.slate.pk == slate.pk for row in settled.deputies)
            comply(sharing.has_few_enough_deputies, number, deputies)


def _seat_all(election: Election, settled: queries.Settled, *, by, today: date) -> None:
    _is_balanced(election, settled)
    body = election.body
    members = {row.person.pk for row in settled.elected}
    if body.kind == BodyKind.CONTROL_COMMITTEE:
        comply(rules.control_has_councillor, members, organisation.council_members(today))
    before = organisation.ending_after(body, today)
    for row in before:
        row.valid_to = max(today, row.valid_from)
        row.save(update_fields=["valid_to"])
        record("organisation.vacate", body, by=by, person=row.person_id)
    for kind, rows in ((SeatKind.MEMBER, settled.elected), (SeatKind.DEPUTY, settled.deputies)):
        for number, each in enumerate(rows, 1):
            seat(
                body,
                each.person,
                kind=kind,
                order=number if kind == SeatKind.MEMBER else each.place,
                party=each.party,
                slate=each.slate.pk,
                by=by,
                today=today,
            )
    for row in before:
        give_roles_of_seats(row.person, by=by, today=today)
