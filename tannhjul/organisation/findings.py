"""What is wrong with bodies and seats as they stand. Imported bodies are not judged."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from tannhjul.core.choices import chosen
from tannhjul.core.findings import finds

from . import queries
from .choices import BOARD_YEARS, EMPLOYEES_WANT_ANOTHER, REELECTION_MONTHS
from .enums import BodyKind, Office, SeatKind
from .models import Body, Entity, Person, Seat, Term
from .rules import bodies, eligibility, government, kinds
from .rules.calendar import elected_since


def own_bodies(day: date, *of_kind: str) -> list[Body]:
    """The municipality's own bodies on ``day``; of these kinds only, if any are named."""
    rows = Body.objects.on(day).filter(source="")
    return list(rows.filter(kind__in=of_kind) if of_kind else rows)


def _elected(day: date, *of_kind: str) -> Iterator[tuple[Body, list[Seat]]]:
    """The bodies that have been elected, with the members they have: a new body is judged then."""
    bodies_there = own_bodies(day, *of_kind)
    members = queries.members_of_each(bodies_there, day)
    ever = set(Seat.objects.filter(body__in=bodies_there).values_list("body", flat=True))
    for body in bodies_there:
        if body.pk in ever:
            yield body, members[body.pk]


def _whole(day: date) -> Entity | None:
    """The municipality, once it has a council of its own."""
    council = queries.council(day)
    return queries.entity() if council and not council.source else None


def _seated(day: date, *of_kind: str) -> Iterator[tuple[Body, Seat]]:
    for body, members in _elected(day, *of_kind):
        for seat in members:
            yield body, seat


def _who(body: Body, seat: Seat) -> str:
    return f"{body}: {seat.person}"


@finds(bodies.council_size_is_lawful)
def council_size(day: date) -> Iterator[Body]:
    """A council with an even number of members, or too few for the inhabitants."""
    behind = queries.inhabitants_behind(elected_since(day))
    for body, members in _elected(day, BodyKind.COUNCIL):
        if not bodies.council_size_is_lawful(len(members), behind):
            yield body


@finds(bodies.body_is_large_enough)
def too_small(day: date) -> Iterator[Body]:
    """Bodies with fewer members than the law asks of their kind."""
    for body, members in _elected(day):
        if not bodies.body_is_large_enough(body.kind, len(members)):
            yield body


@finds(bodies.may_meet_in_private)
def closed(day: date) -> Iterator[Body]:
    """Bodies that meet behind closed doors and may not."""
    parliamentary = queries.is_parliamentary(day)
    for body in own_bodies(day):
        if not bodies.may_meet_in_private(body.kind, body.openness, parliamentary):
            yield body


@finds(bodies.has_regulations)
def without_regulations(day: date) -> Iterator[Body]:
    """Bodies without regulations."""
    for body in own_bodies(day):
        if not bodies.has_regulations(body.kind, body.regulations.count()):
            yield body


@finds(bodies.has_two_deputies_each)
def too_few_deputies(day: date) -> Iterator[Body]:
    """Representatives in a company with fewer than two deputies each."""
    rows = Seat.objects.on(day).filter(kind=SeatKind.DEPUTY)
    deputies = Counter(rows.values_list("body", flat=True))
    for body, members in _elected(day):
        if not bodies.has_two_deputies_each(body.kind, len(members), deputies[body.pk]):
            yield body


def _unqualified(asked: queries.Qualification) -> Callable[[date], Iterator[str]]:
    """Members and deputies who do not have what the law asks of whoever sits there."""

    def found(day: date) -> Iterator[str]:
        rows = Seat.objects.given(day).filter(body__in=own_bodies(day))
        if asked.concerns:
            rows = rows.filter(person__in=asked.concerns(day))
        for seat in rows.select_related("body__parent", "person", "party").order_by("pk"):
            if asked.holds(queries.place_of(seat), day):
                continue
            if asked.while_away or not seat.departures.on(day).exists():
                yield _who(seat.body, seat)

    return found


for each in queries.QUALIFICATIONS:
    finds(each.rule)(_unqualified(each))


@finds(eligibility.sits_no_longer_than_elected)
def elected_too_long_ago(day: date) -> Iterator[str]:
    """Members of the board of an enterprise whose time is over."""
    for body, seat in _seated(day, BodyKind.ENTERPRISE_BOARD):
        years = int(chosen(BOARD_YEARS, day, body.pk))
        if not eligibility.sits_no_longer_than_elected(seat.valid_from, years, day):
            yield _who(body, seat)


@finds(bodies.control_has_councillor)
def control_without_councillor(day: date) -> Iterator[Body]:
    """A control committee without a member of the council."""
    council = queries.council_members(day)
    for body, members in _elected(day, BodyKind.CONTROL_COMMITTEE):
        if not bodies.control_has_councillor({seat.person_id for seat in members}, council):
            yield body


@finds(bodies.control_is_led_by_others)
def control_led_by_the_mayors_own(day: date) -> Iterator[Body]:
    """A control committee led by someone of the mayor's party."""
    mayor = queries.mayor_seat(day)
    for body, _members in _elected(day, BodyKind.CONTROL_COMMITTEE):
        leader = queries.leader(body, day)
        if leader and not bodies.control_is_led_by_others(
            leader.party_id, mayor.party_id if mayor else None
        ):
            yield body


@finds(eligibility.sits_in_the_executive_committee)
def leads_from_outside(day: date) -> Iterator[str]:
    """A mayor or deputy mayor who is not a member of the executive committee."""
    executive = queries.executive_members(day)
    for body, seat in _seated(day, BodyKind.COUNCIL):
        leads = seat.office in (Office.LEADER, Office.DEPUTY_LEADER)
        if leads and not eligibility.sits_in_the_executive_committee(seat.person_id, executive):
            yield _who(body, seat)


@finds(kinds.fits_the_form_of_government)
def of_another_form(day: date) -> Iterator[Body]:
    """Bodies that belong to another form of government than the municipality has."""
    parliamentary = queries.is_parliamentary(day)
    has_committee = bool(own_bodies(day, BodyKind.EXECUTIVE_COMMITTEE))
    for body in own_bodies(day):
        if not kinds.fits_the_form_of_government(body.kind, parliamentary, has_committee):
            yield body


@finds(kinds.has_the_three_councils)
def councils_missing(day: date) -> Iterator[Entity]:
    """A municipality without the councils of the elderly, of persons with disabilities, of the young."""
    owner = _whole(day)
    if owner and not kinds.has_the_three_councils([body.kind for body in own_bodies(day)]):
        yield owner


@finds(kinds.has_a_joint_committee)
def joint_committee_missing(day: date) -> Iterator[Entity]:
    """A municipality without a joint committee, though the employees have not wanted another way."""
    owner, other = _whole(day), chosen(EMPLOYEES_WANT_ANOTHER, day)
    if owner and not kinds.has_a_joint_committee([body.kind for body in own_bodies(day)], other):
        yield owner


def _of_each(check: Callable[[Body], bool]) -> Callable[[date], Iterator[Body]]:
    """The own bodies that a check of one body does not pass."""
    return lambda day: (body for body in own_bodies(day) if _whole(day) and not check(body))


finds(kinds.name_holds_the_term)(
    _of_each(lambda body: kinds.name_holds_the_term(body.kind, body.name))
)
finds(kinds.council_committees_prepare)(
    _of_each(lambda body: kinds.council_committees_prepare(body.kind, body.power))
)
finds(kinds.councils_advise)(_of_each(lambda body: kinds.councils_advise(body.kind, body.power)))


@finds(kinds.mayor_leads_both)
def led_by_another(day: date) -> Iterator[Body]:
    """An executive committee that somebody else than the mayor leads."""
    mayor = queries.mayor_seat(day)
    for body in own_bodies(day, BodyKind.EXECUTIVE_COMMITTEE):
        leader = queries.leader(body, day)
        if leader and mayor and not kinds.mayor_leads_both(mayor.person_id, leader.person_id):
            yield body


def _since(members: list[Seat], day: date) -> date:
    return min((seat.valid_from for seat in members), default=day)


@finds(kinds.employer_has_the_majority)
def without_a_majority(day: date) -> Iterator[Body]:
    """A joint committee in which the employees are as many as the employer, or more."""
    for body, members in _elected(day, BodyKind.JOINT_COMMITTEE):
        employees = sum(seat.party_id is None for seat in members)
        if members and not kinds.employer_has_the_majority(len(members) - employees, employees):
            yield body


@finds(kinds.employees_are_at_most_a_fifth)
def too_many_of_the_employees(day: date) -> Iterator[Body]:
    """The board of an enterprise of which the employees have elected more than a fifth."""
    for body, members in _elected(day, BodyKind.ENTERPRISE_BOARD):
        theirs = sum(seat.by_employees for seat in members)
        if not kinds.employees_are_at_most_a_fifth(theirs, body.seats_total or len(members)):
            yield body


@finds(kinds.employees_sit_two_years)
def employees_sit_too_long(day: date) -> Iterator[Body]:
    """A joint committee whose employees were elected more than two years ago."""
    for body, members in _elected(day, BodyKind.JOINT_COMMITTEE):
        employees = [seat for seat in members if seat.party_id is None]
        if not kinds.employees_sit_two_years(_since(employees, day), day):
            yield body


@finds(kinds.youth_sits_two_years)
def youth_sits_too_long(day: date) -> Iterator[Body]:
    """A youth council elected more than two years ago."""
    for body, members in _elected(day, BodyKind.YOUTH_COUNCIL):
        if not kinds.youth_sits_two_years(_since(members, day), day):
            yield body


@finds(kinds.is_elected_by_this_council)
def of_the_council_before(day: date) -> Iterator[Body]:
    """Bodies that the new council has not elected anew by the first new year."""
    term, more = Term.objects.on(day).first(), int(chosen(REELECTION_MONTHS, day))
    for body, members in _elected(day, *kinds.ELECTED_ANEW):
        last = max((seat.valid_from for seat in members), default=day)
        if term and not kinds.is_elected_by_this_council(last, term.valid_from, day, more):
            yield body


@finds(kinds.mirrors_the_council)
def unlike_the_council(day: date) -> Iterator[Body]:
    """Committees of the council whose members, or deputies, have another share of women than it has."""
    council = queries.council(day)
    whole = queries.members(council, day) if council else []
    women = sum(seat.person.gender == "f" for seat in whole)
    for body, members in _elected(day, BodyKind.COUNCIL_COMMITTEE):
        deputies = Seat.objects.given(day).filter(body=body, kind=SeatKind.DEPUTY)
        for seats in (members, list(deputies.select_related("person"))):
            own = sum(seat.person.gender == "f" for seat in seats)
            if not kinds.mirrors_the_council(own, len(seats), women, len(whole)):
                yield body
                break


@finds(kinds.everyone_sits_in_a_committee)
def left_out(day: date) -> Iterator[Body]:
    """A council whose members do not all sit in one of its committees, where it has any."""
    council, mayor = queries.council(day), queries.mayor_seat(day)
    if council is None or council.source:
        return
    committees = _seated(day, BodyKind.COUNCIL_COMMITTEE)
    seated = {seat.person_id for _body, seat in committees}
    everyone = {seat.person_id for seat in queries.members(council, day)}
    if not kinds.everyone_sits_in_a_committee(everyone, seated, mayor.person_id if mayor else 0):
        yield council


@finds(government.leaves_other_offices)
def governs_and_holds_more(day: date) -> Iterator[Person]:
    """Members of an executive council who hold other offices meanwhile."""
    for body in Body.objects.on(day).filter(kind=BodyKind.EXECUTIVE_COUNCIL):
        for row in queries.members(body, day):
            if not government.leaves_other_offices(len(queries.other_offices(row.person, day))):
                yield row.person
