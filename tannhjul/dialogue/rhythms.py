"""How often a kind of gathering is held, who has met whom, and what one about cooperation begins with."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.commitments.enums import Status as PromiseStatus
from tannhjul.commitments.models import Commitment
from tannhjul.core import subjects
from tannhjul.core.choices import Option, chosen
from tannhjul.core.enums import Gear
from tannhjul.core.models import Choice
from tannhjul.organisation.models import Person
from tannhjul.organisation.rules.calendar import months_on

from .choices import TOGETHER_MONTHS, UNITS_MONTHS
from .enums import Kind, NextStep, Status
from .models import Attendee, Gathering, Topic
from .queries import YEAR, Score, climate, two_sided, unit_leaders


@dataclass(frozen=True)
class Rhythm:
    """A kind of gathering that is to be held at intervals, and how that goes.

    ``last``: the last that both sides were at; ``due``: when the next should be held at the latest;
    ``held`` and ``planned``: in the last year. What was cancelled, or held with one side, counts not.
    ``unmet``: of so many ``leaders`` of units.
    """

    kind: str
    months: int
    last: date | None
    due: date
    held: int
    planned: int
    unmet: list[Person]
    leaders: int

    @property
    def label(self) -> str:
        """What it is called."""
        return str(Kind(self.kind).label)


def rhythms(day: date) -> list[Rhythm]:
    """The kinds for which the municipality has chosen an interval (domain 001 A3, R31; 002a B11)."""
    every = {Kind.TOGETHER: TOGETHER_MONTHS, Kind.UNITS: UNITS_MONTHS}
    found = ((kind, option, chosen(option, day)) for kind, option in every.items())
    return [_rhythm(kind, option, months, day) for kind, option, months in found if months]


def _rhythm(kind: str, option: Option, months: int, day: date) -> Rhythm:
    every = Gathering.objects.filter(kind=kind)
    both = two_sided(every.filter(status=Status.HELD))
    if kind == Kind.UNITS:  # the chief executive alone is no leader of a unit
        leaders = unit_leaders(day).values("pk")
        both = both.filter(attendees__person__in=leaders).distinct()
    latest = both.order_by("-starts_at").first()
    last = localdate(latest.starts_at) if latest else None
    began = Choice.objects.filter(key=option.key, valid_from__lte=day).latest("valid_from")
    asked = every.filter(starts_at__date__gte=day - YEAR, starts_at__date__lte=day)
    return Rhythm(
        kind,
        months,
        last,
        months_on(last or began.valid_from, months),
        both.filter(starts_at__date__gte=day - YEAR).count(),
        asked.count(),
        unmet(day) if kind == Kind.UNITS else [],
        unit_leaders(day).count(),
    )


def unmet(day: date) -> list[Person]:
    """The leaders of units whom no elected member has met in a gathering in the last year."""
    held = Gathering.objects.filter(status=Status.HELD, starts_at__date__gte=day - YEAR)
    met = Attendee.objects.filter(gathering__in=two_sided(held.exclude(kind=Kind.TALK)))
    return list(unit_leaders(day).exclude(pk__in=met.values("person")))


@dataclass(frozen=True)
class Agreed:
    """A matter of the last one, and whether what was agreed has been done: in words, and where.

    None: it was to rest, so nothing is.
    """

    topic: Topic
    done: bool | None
    says: str
    where: str = ""


@dataclass(frozen=True)
class Since:
    """What a talk about cooperation begins with: how it has been since the last, and what was agreed then.

    ``sides``: each side with its climate answers, none where too few have answered. ``agreed``: each
    matter of the last one, done or not.
    """

    last: Gathering | None
    sides: list[tuple[str, list[Score]]]
    agreed: list[Agreed]


def since_last(gathering: Gathering) -> Since:
    """The same, for one that is planned or under way (domain 001 R31, L2182-2196)."""
    before = Gathering.objects.filter(
        kind=gathering.kind, status=Status.HELD, starts_at__lt=gathering.starts_at
    )
    last = two_sided(before).order_by("-starts_at").first()
    period = Q(starts_at__lt=gathering.starts_at)
    period &= Q(starts_at__gte=last.starts_at) if last else Q()
    held = Gathering.objects.filter(period, status=Status.HELD).exclude(kind=Kind.PARTY)
    sides = [(str(g.label), climate(held, g)) for g in (Gear.POLITICS, Gear.ADMINISTRATION)]
    shown = ("item__meeting__body", "body", "case")
    topics = list(last.topics.select_related(*shown)) if last else []
    slug = subjects.SUBJECTS[Topic].slug
    promised = Commitment.objects.filter(
        about_kind=slug, about_id__in=[topic.pk for topic in topics]
    )
    by_topic = {row.about_id: row for row in promised}
    return Since(last, sides, [_as_it_stands(topic, by_topic.get(topic.pk)) for topic in topics])


def _as_it_stands(topic: Topic, promise: Commitment | None) -> Agreed:
    if promise:
        done = promise.status == PromiseStatus.DONE
        return Agreed(topic, done, str(promise.get_status_display()), promise.get_absolute_url())
    if topic.item:
        return Agreed(topic, True, str(topic.item.meeting), topic.item.get_absolute_url())
    if topic.next_step == NextStep.BODY:
        return Agreed(topic, False, _("Not on an agenda yet: %(body)s") % {"body": topic.body})
    if topic.case:
        done = topic.case.status == CaseStatus.DECIDED
        says = str(topic.case.get_status_display())
        return Agreed(topic, done, says, topic.case.get_absolute_url())
    carried = Topic.objects.filter(carried_from=topic).select_related("gathering").first()
    if carried:
        return Agreed(topic, bool(carried.next_step), str(carried.gathering))
    return Agreed(topic, None if topic.next_step == NextStep.REST else False, "")
