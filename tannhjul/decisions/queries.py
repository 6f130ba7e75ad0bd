"""Reads about decisions that pages, actions and checks share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tannhjul.cases.enums import Outcome
from tannhjul.cases.models import Case
from tannhjul.commitments.enums import Status
from tannhjul.commitments.models import Alert, Commitment
from tannhjul.commitments.queries.judgements import judged
from tannhjul.commitments.queries.promises import barring
from tannhjul.core.likeness import alike
from tannhjul.core.models import Event
from tannhjul.delegation import queries as delegation
from tannhjul.delegation.enums import Holder
from tannhjul.delegation.models import Grant
from tannhjul.delegation.rules import Matter
from tannhjul.meetings.enums import ItemStatus, ReviewSubject
from tannhjul.meetings.enums import Status as MeetingStatus
from tannhjul.meetings.models import Item, Meeting
from tannhjul.meetings.queries.urgent import NOT_OVER
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body, Unit
from tannhjul.organisation.queries import council
from tannhjul.organisation.rules.calendar import weeks_on

from .enums import FALLEN, PRINCIPLE, SLUG, UNDER_WAY, Principled, Standing, Waits, Whose
from .models import (
    Complaint,
    Decision,
    DelegatedDecision,
    LegalityCheck,
    Precedent,
    Reversal,
)


def unreported(body: Body) -> QuerySet[DelegatedDecision]:
    """What was decided with the power of ``body`` and has not been, nor stands to be, reported to it."""
    rows = DelegatedDecision.objects.filter(_untold("report"), answers_to=body)
    return rows.select_related("decided_by", "area").order_by("pk")


def unreported_by_executive_council(body: Body) -> QuerySet[Decision]:
    """What an executive council has decided of principle that ``body``, a council, has not been told."""
    if body.kind != BodyKind.COUNCIL:
        return Decision.objects.none()
    of_principle = judged(PRINCIPLE, Case, Principled.YES)
    rows = Decision.objects.filter(
        _untold("report"), case__in=of_principle, body__kind=BodyKind.EXECUTIVE_COUNCIL
    )
    return rows.select_related("item", "body").order_by("pk")


def meetings_since(body: Body, day: date) -> int:
    """How many meetings the body has held after ``day``."""
    over = (MeetingStatus.CLOSED, MeetingStatus.APPROVED, MeetingStatus.PUBLISHED)
    return Meeting.objects.filter(body=body, status__in=over, starts_at__date__gt=day).count()


def used_by_leaders(body: Body) -> QuerySet[DelegatedDecision]:
    """What the leader of ``body`` (of the council: the mayor) has decided alone and not reported to it."""
    return unreported(body).filter(grant__holder=Holder.LEADER, grant__body=body)


def instead(matter: Matter, day: date) -> str:
    """Who may decide a matter, in words: those with power that reaches it, else the council."""
    names = [row.grant.held_by for row in delegation.who_decides(matter, day) if row.reaches]
    return ", ".join(dict.fromkeys(names)) or str(council(day) or _("The council"))


def own_power(unit: Unit, matter: Matter, day: date) -> delegation.Answer | None:
    """The delegation with which the leader of a unit may decide a matter; None: there is none."""
    grants = Grant.objects.filter(holder=Holder.UNIT, unit=unit, area__in=matter.path)
    rows = delegation.held_against(matter, grants.select_related("unit", "area"), day)
    return next((row for row in rows if row.reaches), None)


def precedents_for(case: Case) -> list[Precedent]:
    """What was said of whose like matters are, by like titles, the newest first."""
    rows = Precedent.objects.exclude(case=case).select_related("person", "grant__unit", "area")
    return [row for row in rows if alike(row.title, case.title)][:5]


def taken_over(row: DelegatedDecision) -> Precedent | None:
    """Why a decision was taken over from whoever had the power, if it was."""
    return Precedent.objects.filter(decision=row).select_related("grant").first()


@dataclass(frozen=True)
class Shares:
    """How often matters of a unit went up and down: numbers, each with what it is a part of."""

    pushed_down: int
    sent_up: int
    taken_over: int
    decided: int


def shares(unit: Unit, since: date) -> Shares:
    """Pushed back, of sent up; taken over, of what was decided with or over the unit's power."""
    sent = Event.objects.filter(verb="cases.submit", unit=unit.pk, at__date__gte=since)
    kept = Precedent.objects.filter(grant__unit=unit, on__gte=since)
    taken = kept.filter(kind=Whose.TAKEN_OVER).count()
    own = DelegatedDecision.objects.filter(grant__unit=unit, decided_on__gte=since).count()
    down = kept.filter(kind=Whose.PUSHED_DOWN).order_by()
    pushed = down.values("case").distinct().count()
    return Shares(
        pushed, sent.order_by().values("subject_id").distinct().count(), taken, own + taken
    )


def given_below(own: Grant, matter: Matter, day: date) -> list[Unit]:
    """The units to which the power to decide a matter has been passed on from a grant, by name."""
    answers = (row for row in delegation.who_decides(matter, day) if row.reaches)
    found = {row.grant.unit for row in answers if row.grant.unit and own in row.chain[:-1]}
    return sorted(found, key=lambda unit: unit.name)


def answers_for(row: DelegatedDecision) -> str:
    """Who answers for what was decided with the administration's power, delegated or not.

    The chief executive, or the executive council where one governs (domain 002: 2181-2184); "" for
    what elected members decided.
    """
    if row.grant.holder != Holder.UNIT:
        return ""
    if row.grant.unit and row.grant.unit.board:  # of an enterprise the board does (§ 9-8)
        return str(row.grant.unit.board)
    return leads_the_administration(row.decided_on)


def leads_the_administration(day: date) -> str:
    """The executive council where one governs on ``day``, else the chief executive; "" if nobody."""
    governs = Body.objects.on(day).filter(kind=BodyKind.EXECUTIVE_COUNCIL).first()
    return str(governs or organisation.chief_executive(day) or "")


def elected_body_for(matter: Matter, day: date) -> Body | None:
    """The elected body that decides a matter of principle: one with power for it, else the council."""
    answers = delegation.who_decides(matter, day)
    bodies = (row.grant.body for row in answers if row.reaches and row.grant.holder == Holder.BODY)
    return next(bodies, None) or council(day)


def above(decided: DelegatedDecision | Decision) -> set[int]:
    """The ids of the bodies that can reverse a decision: those it answers to, and the council."""
    owner = council(decided.decided_on)
    bodies = {owner.pk} if owner else set()
    if isinstance(decided, Decision):
        return bodies - {decided.body_id}
    chain = delegation.chains([decided.grant])[decided.grant_id]
    return bodies | {
        link.body.pk for link in chain[:-1] if link.holder == Holder.BODY and link.body
    }


def fallen(at: str = "") -> Any:
    """Annotation: whether a decision was reversed, changed or found unlawful (§§ 22-1, 27-1, 27-3).

    ``at``: the path to the decision, for rows that belong to one.
    """
    checks = LegalityCheck.objects.filter(item=OuterRef(f"{at}item"))
    ended = checks.filter(tries=ReviewSubject.DECISION, status__in=FALLEN)
    reversals = Reversal.objects.filter(political=OuterRef(f"{at}pk"))
    return Exists(ended) | Exists(reversals)


def waits(at: str = "") -> Any:
    """Annotation: whether it has been decided that a decision waits while it is tried (§ 27-3)."""
    checks = LegalityCheck.objects.filter(item=OuterRef(f"{at}item"), status__in=UNDER_WAY)
    return Exists(checks.exclude(waits=Waits.NOBODY))


def holds(decided: Decision | DelegatedDecision | Item) -> bool:
    """Whether a decision, or what was decided in an item, is not reversed, changed or annulled."""
    if isinstance(decided, DelegatedDecision):
        return decided.status == Standing.IN_FORCE
    item = decided.item if isinstance(decided, Decision) else decided
    return not Decision.objects.filter(fallen(), item=item).exists()


def looked_at_again_in(check: LegalityCheck, today: date) -> QuerySet[Item]:
    """The items in which a body can have looked again at what is tried, newest first.

    The council does it in place of a body that has ended.
    """
    if check.item is None:
        return Item.objects.none()
    rows = Item.objects.filter(
        body__in=_looks_again(check.item, today),
        status=ItemStatus.DONE,
        meeting__starts_at__date__gte=check.asked_on,
    )
    rows = rows.exclude(outcome__in=[Outcome.POSTPONED, Outcome.RETURNED])
    return rows.exclude(pk=check.item.pk).order_by("-meeting__starts_at", "order")


def meetings_to_look_again(check: LegalityCheck, today: date) -> QuerySet[Meeting]:
    """The coming meetings in which a body can look again at what is tried."""
    bodies = _looks_again(check.item, today) if check.item else []
    rows = Meeting.objects.filter(body__in=bodies, status__in=NOT_OVER)
    return rows.select_related("body").order_by("starts_at")


def _looks_again(item: Item, today: date) -> list[int]:
    if Body.objects.on(today).filter(pk=item.body_id).exists():
        return [item.body_id]
    owner = council(today)
    return [owner.pk] if owner else []


def adopted_by(bodies: Iterable[int], since: date) -> QuerySet[Decision]:
    """What these bodies have adopted from a day on, newest first: a refusal changes nothing."""
    rows = Decision.objects.filter(body__in=list(bodies), decided_on__gte=since)
    return rows.filter(item__outcome=Outcome.ADOPTED).select_related("item", "body")


def report_in(item: Item) -> dict[str, QuerySet] | None:
    """What an item reports: delegated decisions, and those of an executive council."""
    report = getattr(item, "report_of_decisions", None)
    if report is None:
        return None
    return {
        "delegated": report.delegated.select_related("decided_by", "area").order_by("pk"),
        "decisions": report.decisions.select_related("item", "body").order_by("pk"),
        "commitments": Commitment.objects.filter(told__report=report)
        .select_related("owner")
        .order_by("pk"),
        "alerts": Alert.objects.filter(told__report=report)
        .select_related("commitment__owner")
        .order_by("pk"),
    }


def _untold(field: str) -> Q:
    """Rows whose report is none, or stood in an item that was not treated."""
    return (
        Q(**{field: None})
        | Q(**{f"{field}__item__meeting__status": MeetingStatus.CANCELLED})
        | Q(**{f"{field}__item__outcome__in": [Outcome.POSTPONED, Outcome.RETURNED]})
    )


def promised(body: Body) -> QuerySet[Commitment]:
    """What has been promised with what a body decided."""
    decided = Decision.objects.filter(body=body).values("pk")
    return Commitment.objects.filter(about_kind=SLUG, about_id__in=decided)


def done_to_tell(body: Body) -> QuerySet[Commitment]:
    """What was reported done of a body's decisions, and has not been reported to it."""
    rows = promised(body).filter(_untold("told__report"), status=Status.DONE)
    return rows.select_related("owner").order_by("pk")


def alerts_to_tell(body: Body) -> QuerySet[Alert]:
    """What hinders a body's decisions, and has not been reported to it."""
    open_ones = promised(body).filter(status=Status.OPEN).values("pk")
    rows = Alert.objects.filter(_untold("told__report"), commitment__in=open_ones)
    return rows.select_related("commitment__owner").order_by("pk")


@barring(gettext_lazy("Does not hold any more"))
def follows_from_what_has_fallen() -> Q:
    """Promises of decisions that were reversed, changed or found unlawful."""
    return Q(about_kind=SLUG, about_id__in=Decision.objects.filter(fallen()).values("pk"))


@barring(gettext_lazy("Waits while it is tried"))
def follows_from_what_waits() -> Q:
    """Promises of decisions that wait while they are tried."""
    return Q(about_kind=SLUG, about_id__in=Decision.objects.filter(waits()).values("pk"))


def check_ends(decided_on: date) -> date:
    """The last day on which members can ask for a legality check (§ 27-1, domstolloven § 149)."""
    return weeks_on(decided_on, 3)


def complaint_ends(complaint: Complaint) -> date:
    """The last day on which the complaint is in time (forvaltningsloven § 29)."""
    return weeks_on(complaint.told_on, 3)


def named(words: str) -> Q:
    """Delegated decisions whose public title, area or number holds the words."""
    words = words[:100]
    query = Q(title__icontains=words) | Q(area__name__icontains=words)
    return query | Q(number=int(words)) if words.isdecimal() and len(words) < 9 else query
