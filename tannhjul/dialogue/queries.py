"""Reads about gatherings that pages and actions share."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from tannhjul.accounts.models import RoleAssignment
from tannhjul.core.choices import chosen
from tannhjul.core.enums import ADMINISTRATION, Gear
from tannhjul.core.models import in_force
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.enums import BodyKind, Power, SeatKind
from tannhjul.organisation.models import Body, Leadership, Person, Seat
from tannhjul.organisation.queries import chief_executive, mayor_seat

from . import rules
from .choices import AGENDA_HOURS
from .enums import Climate, Kind, Status
from .models import Gathering, Place, Table, Tally, Topic


def invited(gathering: Gathering) -> list[Seat]:
    """The elected members a gathering is for: those of its body, else of the council; of a party, its own."""
    day = localdate(gathering.starts_at)
    rows = Seat.objects.on(day).filter(kind=SeatKind.MEMBER).select_related("person", "party")
    if gathering.body_id:
        rows = rows.filter(body=gathering.body)
    else:
        rows = rows.filter(body__kind=BodyKind.COUNCIL)
    if gathering.party_id:
        rows = rows.filter(party=gathering.party)
    return list(rows.order_by("order", "pk"))


def is_invited(gathering: Gathering, person: Person | None) -> bool:
    """Whether someone is among those the gathering is for."""
    return person is not None and person.pk in {seat.person_id for seat in invited(gathering)}


def gear_of(person: Person, day: date) -> Gear:
    """The gear someone turns on ``day``: politics with a seat, else administration, else inhabitants."""
    if Seat.objects.on(day).filter(person=person).exclude(party=None).exists():
        return Gear.POLITICS
    works = Leadership.objects.on(day).filter(person=person).exists()
    roles = RoleAssignment.objects.filter(
        in_force(day), user=person.user_id, role__in=ADMINISTRATION
    )
    return Gear.ADMINISTRATION if works or roles.exists() else Gear.INHABITANTS


def administration(day: date) -> QuerySet[Person]:
    """Those of the administration who meet elected members: the leaders of its units."""
    rows = Leadership.objects.on(day).values("person")
    return Person.objects.filter(pk__in=rows).order_by("name")


def leads_both(day: date) -> list[Person]:
    """The mayor and the chief executive."""
    mayor, chief = mayor_seat(day), chief_executive(day)
    return [person for person in (mayor.person if mayor else None, chief) if person]


def could_be_there(gathering: Gathering) -> QuerySet[Person]:
    """Those a gathering was for, and the administration; of a party's own, the group alone."""
    people = Q(pk__in=[seat.person_id for seat in invited(gathering)])
    if gathering.kind != Kind.PARTY:
        people |= Q(pk__in=administration(localdate(gathering.starts_at)).values("pk"))
    return Person.objects.filter(people).order_by("name")


def agenda_closes(gathering: Gathering) -> datetime:
    """The moment from which no more matters are put on the agenda."""
    hours = chosen(AGENDA_HOURS, localdate(gathering.starts_at))
    return gathering.starts_at - timedelta(hours=hours)


def open_ended(gathering: Gathering) -> QuerySet[Topic]:
    """The matters that nobody has agreed a next step for."""
    return gathering.topics.filter(next_step="")


def tables(gathering: Gathering) -> QuerySet[Table]:
    """The tables with who sits there and what they wrote, in as many queries for one as for twenty."""
    places = Place.objects.select_related("person", "party")
    return gathering.tables.prefetch_related(
        Prefetch("places", queryset=places), "notes__prompt", "notes__by"
    )


def can_decide(day: date) -> QuerySet[Body]:
    """The bodies to which a matter can be sent to be decided or recommended on."""
    return Body.objects.on(day).filter(power__in=[Power.DECIDES, Power.RECOMMENDS])


def sequence(gathering: Gathering) -> list[Gathering]:
    """The workshops that follow one another, the first first."""
    first = gathering
    while first.follows:
        first = first.follows
    found = [first]
    while nxt := Gathering.objects.filter(follows=found[-1]).first():
        found.append(nxt)
    return found


@dataclass(frozen=True)
class Score:
    """What was said about one statement: the mean of the scores, and how many gave one."""

    statement: str
    mean: float
    votes: int


def climate(rows: QuerySet[Gathering] | QuerySet[Meeting]) -> list[Score]:
    """How gatherings or meetings were, where enough have said so that nobody can be picked out."""
    about = "meeting__in" if rows.model is Meeting else "gathering__in"
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    shown = rows.annotate(answers=Count("rated")).filter(answers__gte=rules.ENOUGH)
    for tally in Tally.objects.filter(**{about: shown.order_by().values("pk")}):
        sums[tally.statement][0] += tally.score * tally.votes
        sums[tally.statement][1] += tally.votes
    return [
        Score(str(Climate(key).label), total / votes, votes)
        for key, (total, votes) in sorted(sums.items())
        if votes
    ]


def talks_about_cooperation(since: date) -> int:
    """How often politics and administration have talked about their cooperation (domain 001 R31)."""
    rows = Gathering.objects.filter(kind=Kind.TOGETHER, status=Status.HELD)
    return rows.filter(starts_at__date__gte=since).count()
