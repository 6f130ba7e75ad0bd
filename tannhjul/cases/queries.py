"""Reads about cases that pages and exports share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import takewhile
from statistics import median
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from tannhjul.accounts.models import RoleAssignment, User
from tannhjul.core import subjects, verbs
from tannhjul.core.enums import PREPARING, Arena, Role
from tannhjul.core.models import Event, in_force
from tannhjul.organisation.enums import BodyKind, Openness
from tannhjul.organisation.models import Body, Person

from .enums import Actor, Force, Outcome, Status, StepStatus
from .models import Case, Inquiry, Paper, Recommendation, Step, Track, TrackStep


def paper(case: Case) -> Paper:
    """The newest revision of the case paper; an empty one for a case that never had any."""
    return case.papers.order_by("-number").first() or Paper(case=case, number=0)


def public_paper(case: Case) -> Paper:
    """The revision that was approved last: what those outside the administration read.

    A case that was sent on before anyone investigated it is read as it was sent.
    """
    row = None
    if case.approved_revision:
        row = case.papers.filter(number=case.approved_revision).first()
    elif case.status == Status.READY:
        row = paper(case)
    return row or Paper(case=case, number=0)


def valid_recommendation(case: Case, body: Body | None = None) -> Recommendation | None:
    """The recommendation that ``body`` starts from: its leader's, until it is treated there; else the last.

    What others say meanwhile stands beside the leader's (000 L705-711).
    """
    rows = case.recommendations.order_by("-given_on", "-pk")
    own = rows.filter(to_body=body).first() if body else None
    if own and _has_been_treated(case, own):
        own = None
    return own or rows.filter(to_body=None).first()


def _has_been_treated(case: Case, said: Recommendation) -> bool:
    """Whether the body has treated the case since, and has it before it once more."""
    steps = case.steps.filter(body=said.to_body_id)
    waits = steps.filter(status=StepStatus.WAITING).exists()
    return waits and steps.filter(treated_on__gte=said.given_on).exists()


def counting_now(steps: Sequence[Step], said: Sequence[Recommendation]) -> int | None:
    """The id of the recommendation that the next body, or else the last, starts from."""
    bodies = [step for step in steps if step.body_id]
    waiting = (step for step in bodies if step.status == StepStatus.WAITING)
    step = next(waiting, bodies[-1] if bodies else None)
    place = step.body_id if step else None
    mine = [row for row in said if row.to_body_id in (None, place)]
    treated = [
        s.treated_on for s in bodies if s is not step and s.body_id == place and s.treated_on
    ]
    own = [
        row for row in mine if row.to_body_id and not any(day >= row.given_on for day in treated)
    ]
    counts = own or mine
    return counts[-1].pk if counts else None


def administrative_recommendation(case: Case) -> Recommendation | None:
    """The chief executive's own, the newest."""
    return case.recommendations.filter(body=None, leader=None).order_by("-given_on", "-pk").first()


def waiting_for_assessment(case: Case, body: Body) -> Recommendation | None:
    """A leader's recommendation that counts in ``body`` and that the chief executive has yet to assess."""
    row = valid_recommendation(case, body)
    return row if row and row.waits_for_assessment else None


def unassessed(body: Body | None = None) -> QuerySet[Recommendation]:
    """The deviating recommendations, of cases that are ready, that wait for the chief executive.

    Of all, or of those that count in ``body``.
    """
    same_place = Q(to_body=OuterRef("to_body"))
    later = Q(given_on__gt=OuterRef("given_on")) | Q(
        given_on=OuterRef("given_on"), pk__gt=OuterRef("pk")
    )
    counts_no_more = Recommendation.objects.filter(later, same_place, case=OuterRef("case"))
    rows = Recommendation.objects.filter(
        ~Exists(counts_no_more), deviates=True, assessed_on=None, case__status=Status.READY
    )
    here = rows.filter(Q(to_body=None) | Q(to_body=body)) if body else rows
    return here.select_related("case")


def legs(track: Track) -> list[tuple[TrackStep, int]]:
    """The steps of a track but the administration's, each with how often that has had the case before."""
    found, leg = [], 0
    for step in track.track_steps.all():
        if step.actor == Actor.ADMINISTRATION:
            leg += 1
        else:
            found.append((step, leg))
    return found


def unstated(case: Case) -> list[str]:
    """The alternatives that do not say what they cost or what they mean for the administration."""
    rows = case.alternatives.filter(Q(economy="") | Q(processes="", employees=""))
    return list(rows.values_list("title", flat=True))


def sent_back_share(since: date, until: date) -> tuple[int, int]:
    """(how many cases were sent back, how many were sent to the chief executive) in a period."""
    start, end = (make_aware(datetime.combine(day, time())) for day in (since, until))
    rows = Event.objects.filter(at__gte=start, at__lt=end)
    back = rows.filter(verb="cases.send_back").values("matter").distinct().count()
    return back, rows.filter(verb="cases.submit").values("matter").distinct().count()


def last_order(case: Case) -> int:
    """The number of the last step of the way, 0 if there is none."""
    return case.steps.aggregate(last=Max("order"))["last"] or 0


def group_leaders() -> list[Person]:
    """Those who lead a party's group today."""
    roles = RoleAssignment.objects.filter(in_force(localdate()), role=Role.GROUP_LEADER)
    return list(Person.objects.filter(user__in=roles.values("user")).order_by("pk"))


def answer_times(rows: QuerySet[Inquiry]) -> tuple[int, int, int | None]:
    """(how many wait, how many are answered, the median number of days) of these questions."""
    asked = rows.values_list("asked_at", "answered_at")
    days = sorted((end - start).days for start, end in asked if end)
    return len(asked) - len(days), len(days), int(median(days)) if days else None


def said(case: Case, inside: bool = True) -> list[tuple[Recommendation, bool]]:
    """Every recommendation in turn, and whether it only repeats the one before.

    ``inside``: also what was decided behind closed doors.
    """
    told = case.recommendations.select_related("body", "leader", "to_body")
    rows = list(told if inside else told.filter(behind_doors=False))
    before = [None, *(row.text for row in rows)]
    return [(row, row.text == earlier) for row, earlier in zip(rows, before, strict=False)]


def numbered(text: str) -> QuerySet[Case]:
    """The cases with a number as it is written, e.g. «26/3»: one at most."""
    year, number = text.split("/")
    return Case.objects.filter(year=2000 + int(year), number=int(number))


def has_been_sent_to(case: Case, body: Body) -> bool:
    """Whether a body has the right to the papers of a case: of its own field; the council of all."""
    sent = case.status not in (Status.DRAFT, Status.SUBMITTED)
    mine = body.kind == BodyKind.COUNCIL or case.steps.filter(body=body).exists()
    return sent and mine


def officers(day: date) -> QuerySet[User]:
    """Those who can prepare a case on ``day``."""
    roles = RoleAssignment.objects.filter(in_force(day), role__in=PREPARING)
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("name", "pk")


def waiting_for(body, *, day: date) -> QuerySet[Step]:
    """The steps that a body can put on an agenda now: its turn, and nobody before it still waits."""
    earlier = Step.objects.filter(
        case=OuterRef("case"), status=StepStatus.WAITING, order__lt=OuterRef("order")
    )
    rows = Step.objects.filter(
        ~Exists(earlier),
        body=body,
        status=StepStatus.WAITING,
        case__status=Status.READY,
    ).filter(
        Q(case__public_from__lte=day) | Q(case__public_from=None, body__openness=Openness.CLOSED)
    )
    return rows.select_related("case").order_by("case__year", "case__number")


def begins_in_private(case: Case) -> bool:
    """Whether the next body on the way meets behind closed doors."""
    ahead = case.steps.in_bodies().filter(status=StepStatus.WAITING)
    first = ahead.values_list("order", flat=True).first()
    return ahead.filter(order=first, body__openness=Openness.CLOSED).exists()


def told(case: Case, follows: Q, user: Any) -> QuerySet[Event]:
    """The history of a case, newest first, but for what happened in meetings of other bodies than these.

    Nor is told what happened in other arenas that ``user`` knows nothing of: a talk, a party's own.
    """
    hidden = Body.objects.exclude(follows).values("pk")
    rows = Event.objects.filter(matter=case.pk).exclude(verb__in=verbs.small())
    elsewhere = Q(arena_kind=Arena.BODY, arena__in=hidden) & ~Q(verb__startswith="cases.")
    for each in subjects.SUBJECTS.values():
        if each.see and each.arenas and Arena.BODY not in each.arenas:
            known = each.see.objects(user).values("pk")
            rows = rows.filter(~Q(arena_kind__in=each.arenas) | Q(arena=None) | Q(arena__in=known))
    return rows.exclude(elsewhere).order_by("-pk")


def explained(case: Case, events: list[Event], inside: bool) -> list[tuple[Event, str]]:
    """Each event with what it was about, in as many queries for fifty events as for one.

    ``inside``: the reader prepares cases; others are told only of what has been published.
    """
    bodies = dict(Body.objects.filter(pk__in=_bodies_in(events)).values_list("pk", "name"))
    papers = case.attachments.all() if inside else case.attachments.filter(published=True)
    content = inside or not case.is_exempt
    rows = case.steps.select_related("body", "unit")
    steps = {step.pk: step.who if content else step.known_as for step in rows}
    documents = dict(papers.values_list("document_id", "document__title")) if content else {}
    chosen = case.alternatives if inside or (content and not case.is_prepared) else None
    alternatives = dict(chosen.values_list("pk", "title")) if chosen else {}
    names = {"step": steps, "document": documents, "alternative": alternatives}
    return [(event, _about(event, bodies, names)) for event in events]


def _bodies_in(events: list[Event]) -> set[int]:
    return {key for event in events for key in _places(event)}


def _places(event: Event) -> list[int]:
    """The bodies that an event was about, or happened in."""
    here = [event.arena] if event.arena and event.arena_kind == Arena.BODY else []
    return event.facts.get("bodies") or here


def _about(event: Event, bodies: dict[int, str], names: dict[str, dict[int, str]]) -> str:
    facts = event.facts
    parts = [" → ".join(bodies[key] for key in _places(event) if key in bodies)]
    parts += [known[facts[key]] for key, known in names.items() if facts.get(key) in known]
    if "revision" in facts:
        parts.append(_("version %(number)s") % {"number": facts["revision"]})
    if facts.get("outcome") in Outcome.values:
        parts.append(str(Outcome(facts["outcome"]).label))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def why_back(case: Case) -> str:
    """Why a case that is being prepared came back: the last remark, or the body that returned it."""
    remark = case.remarks.order_by("-pk").first()
    step = case.steps.filter(status=StepStatus.RETURNED).select_related("body").last()
    if step and (remark is None or (step.treated_on or date.min) >= remark.given_on):
        return _("sent back by %(body)s") % {"body": step.body}
    return remark.text if remark else ""


@dataclass(frozen=True)
class Stage:
    """One mark on the picture of a case's way."""

    step: Step
    name: str
    url: str
    task: str
    state: str
    label: str
    day: date | None
    due: date | None
    is_late: bool
    x: int


def _label(step: Step) -> str:
    """Where a step stands, in words."""
    if step.outcome:
        return step.get_outcome_display()
    if step.body is None and step.status == StepStatus.DONE:
        return _("Ended")
    if step.begun_on and step.status == StepStatus.WAITING:
        return _("Has begun")
    return step.get_status_display()


def route(steps: Iterable[Step], content: bool = True) -> list[Stage]:
    """The whole way of a case, for the picture and the table beside it.

    ``content``: the reader may read what is in the case, whom it is sent to among it.
    """
    stages, today = [], localdate()
    for place, step in enumerate(steps):
        label = _label(step)
        stages.append(
            Stage(
                step=step,
                name=step.who if content else step.known_as,
                url=step.body.get_absolute_url() if step.body else "",
                task=step.get_power_display() or step.get_actor_display(),
                state=step.status,
                label=label,
                day=step.treated_on,
                due=step.due,
                is_late=bool(step.due and step.status == StepStatus.WAITING and step.due < today),
                x=place,
            )
        )
    return stages


@dataclass(frozen=True)
class Missing:
    """A gate that is not met: what it asks for, what is missing, and how hard it is."""

    asks: str
    text: str
    force: str

    @property
    def is_advice(self) -> bool:
        """Whether the case can go on with a reason."""
        return self.force == Force.ADVICE


def in_turn(case: Case) -> list[Step]:
    """The steps that are no bodies and can be begun or ended now: it is their turn, where the case is."""
    waiting = list(case.steps.filter(status=StepStatus.WAITING).select_related("of_track", "unit"))
    if case.status in (Status.DRAFT, Status.SUBMITTED):
        waiting = before_approval(case, waiting)
    elif case.status != Status.READY:
        return []
    return [row for row in waiting if row.body_id is None and row.order == waiting[0].order]


def before_approval(case: Case, waiting: Sequence[Step]) -> list[Step]:
    """Of the steps that wait, those that are taken before the administration has the case again."""
    leg = legs_done(case)
    before = takewhile(lambda row: row.body_id is None, waiting)
    return [row for row in before if row.leg <= leg]


def legs_done(case: Case) -> int:
    """How often the administration has had it on its track, and sent it on to someone who is done."""
    done = case.steps.filter(status=StepStatus.DONE, of_track__track=case.track_id)
    return done.aggregate(leg=Max("leg"))["leg"] or 0


def ended_by_approval(case: Case) -> list[TrackStep]:
    """The administration's own steps of the track that the chief executive's approval ends."""
    if case.track is None:
        return []
    own = [row for row in case.track.track_steps.all() if row.actor == Actor.ADMINISTRATION]
    waiting = list(case.steps.filter(status=StepStatus.WAITING))
    ahead = waiting[len(before_approval(case, waiting)) :]
    return own[legs_done(case) : ahead[0].leg] if ahead else []


def missing(at: Iterable[TrackStep], case: Case, step: Step | None, day: date) -> list[Missing]:
    """What these steps of a track ask for that is not so, and whether it stops the case."""
    found = ((row, row.missing(case, step, day)) for row in at)
    return [Missing(row.asks, text, row.force) for row, text in found if text]
