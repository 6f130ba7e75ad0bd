"""The nouns of a matter on its way: where they belong, and how they are found."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tannhjul.commitments.kinds import kind
from tannhjul.core.enums import PREPARING, Arena, Phase, Role
from tannhjul.core.subjects import Place, Text, in_body, public_or_not, subject
from tannhjul.organisation.enums import Power

from . import queries
from .access import read, read_inquiry, see, see_inquiry
from .enums import COMMENT, CONCERNS, Actor, Comment, Concerns, Outcome, Status
from .heard import waits_for_comment
from .models import Case, Inquiry, Step, Track

PHASE_IN = {Power.DECIDES: Phase.DECISION, Power.RECOMMENDS: Phase.RECOMMENDATION}


def place_of_case(case: Case) -> Place:
    """The matter itself, the unit that prepares it, and the phase it is in."""
    return Place(matter=case.pk, unit=case.unit_id, phase=case.phase)


GATHERINGS = (Actor.WORKSHOP, Actor.KNOWLEDGE, Actor.INHABITANTS)


def in_case(case: Case | None, *, phase: str = "") -> dict[str, Any]:
    """What a case adds to the place of something that belongs to it: matter, unit, phase."""
    if case is None:
        return {"phase": phase}
    return {"matter": case.pk, "unit": case.unit_id, "phase": phase or case.phase}


def place_of_step(step: Step) -> Place:
    """A body on the way of a case, which decides there or recommends; or an arena that is no body."""
    if step.body_id is None:
        kind = Arena.GATHERING if step.actor in GATHERINGS else Arena.WRITING
        about = in_case(step.case, phase=Phase.ALTERNATIVES)
        return Place(arena_kind=kind, **{**about, "unit": step.unit_id or about["unit"]})
    phase = PHASE_IN.get(Power(step.power), Phase.RECOMMENDATION)
    return in_body(step.body_id, **in_case(step.case, phase=phase))


def _place_of_inquiry(row: Inquiry) -> Place:
    return Place(arena_kind=Arena.WRITING, **in_case(row.case, phase=Phase.PROBLEM))


def _texts_of_case(case: Case) -> list[Text]:
    """What was approved last, for all or for those who may read it; before that the draft, for those
    who prepare: what is written in a case that is known already is nobody else's yet.
    """
    title = f"{case.reference} {case.title}"
    if case.status == Status.RECORD:
        return [Text(title, state=case.status, day=case.opened_on)]
    last = case.steps.in_bodies().order_by("-order").values_list("body_id", flat=True).first()
    about: dict[str, Any] = {"state": case.status, "day": case.opened_on, "arena": last}
    approved = case.approved_revision or case.public_from or case.status == Status.READY
    text = _written(case, bool(approved))
    if case.public_from and not case.ground:
        return [Text(title, text, **about)]
    known = [Text(title, **about)] if case.public_from else []
    return [*known, Text(title, f"{case.screened_title}\n{text}", exempt=True, **about)]


def _written(case: Case, approved: bool) -> str:
    """The paper, with the alternatives and recommendations that belong to it."""
    paper = queries.public_paper(case) if approved else queries.paper(case)
    parts = [paper.question, paper.background, paper.assessment]
    if paper.number:
        rows = [] if case.is_prepared else case.alternatives.values_list("title", flat=True)
        open_ones = case.recommendations.filter(behind_doors=False)
        parts += [*rows, *open_ones.values_list("text", flat=True)]
    return "\n".join(parts)


def _texts_of_inquiry(row: Inquiry) -> list[Text]:
    text = f"{row.text}\n{row.answer}"
    return public_or_not(row.title, text, bool(row.ground), day=localdate(row.asked_at))


subject(
    Case,
    slug="sak",
    place=place_of_case,
    coordinate="matter",
    see=see,
    read=read,
    texts=_texts_of_case,
    colours={
        Status.READY: "info",
        Status.DECIDED: "success",
        Status.DRAFT: "warning",
        Status.SUBMITTED: "warning",
        Outcome.ADOPTED: "success",
        Outcome.RECOMMENDED: "success",
        Outcome.REJECTED: "danger",
        Outcome.RETURNED: "warning",
        Outcome.POSTPONED: "warning",
    },
)
kind(
    COMMENT,
    Case,
    asks=_("What does the chief executive say before the control committee treats it?"),
    verdicts=dict(Comment.choices),
    roles=(Role.CHIEF_EXECUTIVE,),
    open_to=waits_for_comment,
    phase=Phase.ALTERNATIVES,
    by_whoever_sees=True,
)
kind(
    CONCERNS,
    Case,
    asks=_("Whom does it concern in particular?"),
    verdicts=dict(Concerns.choices),
    roles=PREPARING,
    open_to=lambda row: row.status in (Status.DRAFT, Status.SUBMITTED),
    phase=Phase.AGENDA,
)
subject(Step, place=place_of_step)
subject(Track)
subject(
    Inquiry,
    slug="sporsmal",
    place=_place_of_inquiry,
    see=see_inquiry,
    read=read_inquiry,
    texts=_texts_of_inquiry,
)
