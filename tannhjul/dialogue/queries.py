"""Reads about gatherings that pages and actions share."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.accounts.models import RoleAssignment
from tannhjul.cases.models import Case
from tannhjul.commitments.models import Commitment
from tannhjul.core import subjects
from tannhjul.core.choices import chosen
from tannhjul.core.enums import ADMINISTRATION, Gear
from tannhjul.core.models import in_force
from tannhjul.meetings.enums import MeetingForm
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.enums import BodyKind, Power, SeatKind
from tannhjul.organisation.models import Body, Leadership, Person, Seat
from tannhjul.organisation.queries import chief_executive, leaders_of, mayor_seat

from . import rules
from .choices import AGENDA_HOURS
from .enums import Climate, Kind, NextStep, Status, Understood
from .models import Answer, Attendee, Gathering, Place, Rated, Reply, Table, Tally, Topic

WORKSHOPS = 2
YEAR = timedelta(days=365)


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
    """Whether someone is among those the gathering is for: its elected members, and its guests."""
    if person is None:
        return False
    members = {seat.person_id for seat in invited(gathering)}
    return person.pk in members or gathering.guests.filter(pk=person.pk).exists()


def usual_guests(gathering: Gathering, day: date) -> list[Person]:
    """Those whom a gathering of the kind is for beside elected members, where nobody says otherwise."""
    if gathering.kind == Kind.VISIT and gathering.unit:
        return leaders_of(gathering.unit, day)
    if gathering.kind in (Kind.UNITS, Kind.TOGETHER):
        return list(administration(day))
    return []


def promised(topic: Topic) -> bool:
    """Whether somebody has promised to see to what was agreed about a matter."""
    slug = subjects.SUBJECTS[Topic].slug
    return Commitment.objects.filter(about_kind=slug, about_id=topic.pk).exists()


def next_of_the_kind(gathering: Gathering) -> Gathering | None:
    """The next one that is planned of the same kind, for the same people."""
    rows = _alike(gathering).filter(status=Status.PLANNED, starts_at__gt=gathering.starts_at)
    return rows.order_by("starts_at", "pk").first()


def left_to_talk_about(gathering: Gathering) -> QuerySet[Topic]:
    """What earlier ones of the kind agreed to talk about again, and no later one has on its agenda."""
    before = _alike(gathering).filter(starts_at__lt=gathering.starts_at)
    return Topic.objects.filter(
        gathering__in=before, next_step=NextStep.AGAIN, carried=None
    ).select_related("raised_by")


def _alike(gathering: Gathering) -> QuerySet[Gathering]:
    same = {name: getattr(gathering, name) for name in ("kind", "body", "unit", "party")}
    return Gathering.objects.filter(**same).exclude(pk=gathering.pk)


def doubts(gathering: Gathering) -> list[str]:
    """What is missing before a case is opened after a workshop: two of them, mirrored (001 R13)."""
    if gathering.kind != Kind.WORKSHOP:
        return []
    held = [row for row in sequence(gathering) if row.status == Status.HELD]
    found = []
    if len(held) < WORKSHOPS:
        found.append(_("Only one workshop has been held; two are wanted."))
    for row in held:
        name = {"name": row.title}
        if not row.prompts.exists():
            found.append(_("«%(name)s» asked no questions.") % name)
        if not row.tables.exists():
            found.append(_("«%(name)s» had no tables.") % name)
        if row.mirrored_at is None:
            found.append(_("«%(name)s» has not been mirrored back.") % name)
    return found


def two_sided(rows: QuerySet[Gathering]) -> QuerySet[Gathering]:
    """Those that both politics and administration were at."""
    there = Attendee.objects.filter(gathering=OuterRef("pk"))
    return rows.filter(
        Exists(there.filter(gear=Gear.POLITICS)), Exists(there.filter(gear=Gear.ADMINISTRATION))
    )


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


def unit_leaders(day: date) -> QuerySet[Person]:
    """The leaders of units, but for the chief executive, whom elected members meet anyway."""
    chief = chief_executive(day)
    return administration(day).exclude(pk=chief.pk) if chief else administration(day)


def may_answer(gathering: Gathering, person: Person) -> bool:
    """Those it is for; in a workshop the administration too, which says what it does with an objection."""
    if is_invited(gathering, person):
        return True
    leads = administration(localdate(gathering.starts_at)).filter(pk=person.pk)
    return gathering.kind == Kind.WORKSHOP and leads.exists()


def leads_both(day: date) -> list[Person]:
    """The mayor and the chief executive."""
    mayor, chief = mayor_seat(day), chief_executive(day)
    return [person for person in (mayor.person if mayor else None, chief) if person]


def could_be_there(gathering: Gathering) -> QuerySet[Person]:
    """Those a gathering was for, and the administration; of a party's own, the group alone."""
    people = Q(pk__in=[seat.person_id for seat in invited(gathering)])
    people |= Q(pk__in=gathering.guests.values("pk"))
    if gathering.kind != Kind.PARTY:
        people |= Q(pk__in=administration(localdate(gathering.starts_at)).values("pk"))
    return Person.objects.filter(people).order_by("name")


def agenda_closes(gathering: Gathering) -> datetime:
    """The moment from which no more matters are put on the agenda."""
    hours = chosen(AGENDA_HOURS, localdate(gathering.starts_at))
    return gathering.starts_at - timedelta(hours=hours)


def open_ended(gathering: Gathering) -> QuerySet[Topic]:
    """The matters that nobody has agreed a next step for; a workshop need not end in one (001 A2)."""
    rows = gathering.topics.filter(next_step="")
    return rows.none() if gathering.kind == Kind.WORKSHOP else rows


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


def climate(rows: QuerySet[Gathering] | QuerySet[Meeting], gear: str = "") -> list[Score]:
    """How gatherings or meetings were, where enough have said so that nobody can be picked out.

    A side counts where enough of it have answered, alone (``gear``) and in what is said of all: else
    the few of one side could be told by taking the other from the whole.
    """
    about = "meeting" if rows.model is Meeting else "gathering"
    here = {f"{about}__in": rows.order_by().values("pk"), **({"gear": gear} if gear else {})}
    sides = Rated.objects.filter(**here).order_by().values_list(about, "gear")
    enough = {
        (row, side)
        for row, side, number in sides.annotate(number=Count("pk"))
        if number >= rules.ENOUGH
    }
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    kept = (about, "gear", "statement", "score", "votes")
    for row, side, statement, score, votes in Tally.objects.filter(**here).values_list(*kept):
        if (row, side) in enough:
            sums[statement][0] += score * votes
            sums[statement][1] += votes
    return [
        Score(str(Climate(key).label), total / votes, votes)
        for key, (total, votes) in sorted(sums.items())
        if votes
    ]


@dataclass(frozen=True)
class Compared:
    """How gatherings of a kind were, in one room and remotely; None: too few have said so."""

    purpose: str
    in_one_room: float | None
    remote: float | None


def by_form(rows: QuerySet[Gathering]) -> list[Compared]:
    """The mean of all answers by what gatherings were for and their form, where any was remote."""
    remote = rows.filter(form=MeetingForm.REMOTE)
    kinds = sorted(set(remote.order_by().values_list("kind", flat=True)))
    found = []
    for kind in kinds:
        room = rows.filter(kind=kind, form=MeetingForm.PHYSICAL)
        label = str(Kind(kind).label)
        found.append(Compared(label, _mean(room), _mean(remote.filter(kind=kind))))
    return found


def _mean(rows: QuerySet[Gathering]) -> float | None:
    scores = climate(rows)
    votes = sum(score.votes for score in scores)
    return sum(score.mean * score.votes for score in scores) / votes if votes else None


def unconfirmed(case: Case) -> list[Reply]:
    """Those who said that they were not understood in a workshop on a case, and got no answer since.

    The next workshop answers: it takes up what they said, or they say there that they are understood.
    """
    about = Gathering.objects.filter(case=case, kind=Kind.WORKSHOP)
    workshops = {row.pk for each in about for row in sequence(each)}
    rows = Reply.objects.filter(gathering__in=workshops).exclude(understood=Understood.YES)
    after = {row.pk: row.follows_id for row in Gathering.objects.filter(follows__in=workshops)}
    answers = Answer.objects.filter(topic=OuterRef("pk"), at__gte=OuterRef("raised_at"))
    answers = answers.exclude(person=OuterRef("raised_by"))
    answered = Topic.objects.filter(Exists(answers) | ~Q(next_step=""), reply__in=rows)
    says_yes = {
        (after[row.gathering_id], row.person_id)
        for row in Reply.objects.filter(gathering__in=after, understood=Understood.YES)
    }
    rows = rows.exclude(pk__in=answered.values("reply")).select_related("person")
    return [row for row in rows if (row.gathering_id, row.person_id) not in says_yes]


def talks_about_cooperation(since: date) -> int:
    """How often politics and administration have talked about their cooperation (domain 001 R31)."""
    rows = Gathering.objects.filter(kind=Kind.TOGETHER, status=Status.HELD)
    return two_sided(rows.filter(starts_at__date__gte=since)).count()
