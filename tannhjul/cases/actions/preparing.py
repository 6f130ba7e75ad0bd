"""Preparing a case and sending it on its way."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.cases import heard, queries, rules
from tannhjul.cases.enums import FLOW, PAPER_PARTS, Actor, Outcome, Status, StepStatus
from tannhjul.cases.models import (
    Alternative,
    Attachment,
    Case,
    CaseParty,
    Link,
    Paper,
    Recommendation,
    Remark,
    Step,
)
from tannhjul.core.access import role_of
from tannhjul.core.enums import GEAR_OF, Gear, Role
from tannhjul.core.journal import next_number, record
from tannhjul.core.law import Refused, comply
from tannhjul.documents import actions as documents
from tannhjul.documents.enums import Kind as DocumentKind
from tannhjul.documents.intake import Taken
from tannhjul.organisation.enums import BodyKind, Power
from tannhjul.organisation.models import Body
from tannhjul.organisation.rules.bodies import has_power_to_decide

from .budget import is_drawn_up_as_chosen
from .impartial import must_be_free
from .passing import leave_administration


def locked(case: Case) -> Case:
    """The case, locked for the rest of the transaction."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def note(verb: str, case: Case, by, **facts) -> None:
    """Record what happened to a case."""
    record(f"cases.{verb}", case, by=by, **facts)


@transaction.atomic
def open_case(title: str, *, by, today: date, **more) -> Case:
    """Open a case, numbered in this year's series. ``more``: any field of ``Case``.

    The initiative is that of whoever opens it, unless it is said to be another's. What the secretariat
    of the control committee opens is prepared without the administration (§ 23-7).
    """
    more.setdefault(
        "initiative_gear", GEAR_OF.get(getattr(by, "acting_as", ""), Gear.ADMINISTRATION)
    )
    more.setdefault("control", role_of(by) == Role.AUDITOR)
    number = next_number("case", today.year)
    case = Case.objects.create(title=title, year=today.year, number=number, opened_on=today, **more)
    Paper.objects.create(case=case, number=1, by_id=getattr(by, "pk", None))
    note("open_case", case, by, kind=case.kind, gear=case.initiative_gear)
    return case


@transaction.atomic
def write(case: Case, texts: dict[str, str], *, based_on: int, by) -> Paper:
    """Save the case paper as a new revision. ``based_on``: the revision the writer started from.

    Refused if someone else has saved in between; nothing that was typed is lost.
    """
    case = locked(case)
    last = queries.paper(case)
    if last and last.number != based_on:
        raise Refused(
            _(
                "%(name)s saved the paper while you were writing. Your text is still here: copy it, open the paper anew and put it in."
            )
            % {"name": last.by or _("Someone")}
        )
    if case.status not in (Status.DRAFT, Status.SUBMITTED):
        raise Refused(_("The case is no longer being prepared, so its paper cannot be changed."))
    parts = {name: texts.get(name, "") for name in PAPER_PARTS}
    row = Paper.objects.create(
        case=case, number=based_on + 1, by_id=getattr(by, "pk", None), **parts
    )
    note("write", case, by, revision=row.number)
    return row


@transaction.atomic
def add_alternative(case: Case, title: str, *, by, **consequences: str) -> Alternative:
    """Add a possible solution with its consequences."""
    case = locked(case)
    _still_open(case)
    order = (case.alternatives.aggregate(last=Max("order"))["last"] or 0) + 1
    row = Alternative.objects.create(case=case, order=order, title=title, **consequences)
    note("add_alternative", case, by, alternative=row.pk)
    return row


@transaction.atomic
def change_alternative(alternative: Alternative, *, by, **fields: str) -> Alternative:
    """Change an alternative while the case is being prepared."""
    case = locked(alternative.case)
    _still_open(case)
    for name, value in fields.items():
        setattr(alternative, name, value)
    alternative.save(update_fields=list(fields))
    note("change_alternative", case, by, alternative=alternative.pk)
    return alternative


def _still_open(case: Case) -> None:
    if case.status not in (Status.DRAFT, Status.SUBMITTED):
        raise Refused(_("The case is no longer being prepared, so this cannot be changed."))


@transaction.atomic
def add_link(case: Case, title: str, url: str, *, by) -> Link:
    """Link to something that matters for the case."""
    _still_open(locked(case))
    row = Link.objects.create(case=case, title=title, url=url)
    note("add_link", case, by, link=row.pk)
    return row


@transaction.atomic
def add_party(case: Case, name: str, *, by) -> CaseParty:
    """Name a party to the case, so that impartiality can be considered before the meeting."""
    _still_open(locked(case))
    if case.parties.filter(name__iexact=name).exists():
        raise Refused(_("%(name)s is already named as a party.") % {"name": name})
    row = CaseParty.objects.create(case=case, name=name)
    note("add_party", case, by, party=row.pk)
    return row


@transaction.atomic
def attach(case: Case, title: str, taken: Taken, *, by, today: date, **more) -> Attachment:
    """Attach a file that has been taken in. Papers for elected bodies cannot be internal (§ 16)."""
    case = locked(case)
    _still_open(case)
    document = documents.file(
        title,
        taken,
        kind=DocumentKind.ATTACHMENT,
        by=by,
        within=case,
        today=today,
        elected_body=True,
        **more,
    )
    order = (case.attachments.aggregate(last=Max("order"))["last"] or 0) + 1
    row = Attachment.objects.create(case=case, document=document, order=order)
    note("attach", case, by, document=document.pk)
    return row


@transaction.atomic
def set_route(case: Case, bodies: Sequence[tuple[Body, str]], *, by) -> list[Step]:
    """Propose the path: bodies in order, each with its task. Treated steps stay as they were."""
    case = locked(case)
    _still_open(case)
    if case.track_id:
        raise Refused(_("The case is on a track. Move it to another one, with the reason."))
    must_have_a_route(case, bodies)
    for place, (body, power) in enumerate(bodies, 1):
        must_have_power(body, power, last=place == len(bodies))
    clear_route(case)
    start = queries.last_order(case) + 1
    rows: list[Step] = []
    for body, power in bodies:
        rows.append(Step(case=case, body=body, power=power))
        if body.kind == BodyKind.ENTERPRISE_BOARD and body != bodies[-1][0]:
            # What it sends on goes by way of the chief executive (kommuneloven § 9-16 (3)).
            rows.append(Step(case=case, actor=Actor.ADMINISTRATION))
    for place, row in enumerate(rows):
        row.order = start + place
    Step.objects.bulk_create(rows)
    note("set_route", case, by, bodies=[body.pk for body, _power in bodies])
    return rows


def must_have_a_route(
    case: Case, bodies: Sequence[tuple[Body, str]], treated: Collection[int] = ()
) -> None:
    """Refuse a way that does not end in a decision, or leaves out who must recommend."""
    comply(rules.has_a_route, [power for _body, power in bodies])
    if case.called_in_by_id and bodies[-1][0].pk != case.called_in_by_id:
        raise Refused(_("%(body)s has called the case in.") % {"body": case.called_in_by})
    before = [body.kind for body, _power in bodies[:-1]]
    before += Body.objects.filter(pk__in=treated).values_list("kind", flat=True)
    comply(rules.executive_committee_recommends, case.nature, before)
    last = bodies[-1][0].kind
    comply(rules.council_decides_the_budget, case.nature, last)
    comply(rules.council_decides_the_municipal_plan, case.nature, last)
    comply(rules.control_committee_recommends, case.nature, before)
    comply(rules.council_decides_on_control, case.nature, last)
    comply(rules.council_answers_inhabitants, case.nature, last)


def clear_route(case: Case) -> None:
    """Steps that nobody has begun go away; one that has, or stood on an agenda, is marked as skipped."""
    for step in case.steps.filter(status=StepStatus.WAITING):
        if step.begun_on or not _goes_away(step):
            step.status = StepStatus.SKIPPED
            step.save(update_fields=["status"])


def _goes_away(step: Step) -> bool:
    """Delete a step; False if it stands on an agenda, so that it cannot be."""
    try:
        with transaction.atomic():
            step.delete()
    except ProtectedError:
        return False
    return True


def must_not_be_decided(case: Case) -> None:
    """Refuse to turn what a body has decided, while others still have their say in it."""
    outcomes = (Outcome.ADOPTED, Outcome.REJECTED)
    if case.steps.filter(power=Power.DECIDES, outcome__in=outcomes).exists():
        raise Refused(_("The case has been decided. It ends when the others have had it."))


def must_have_power(body: Body, power: str, *, last: bool) -> None:
    """A body is given no more power over the case than it has, and only the last one decides."""
    if power == Power.DECIDES and not has_power_to_decide(body.power):
        raise Refused(_("%(body)s cannot decide. Let it recommend or advise.") % {"body": body})
    if power == Power.DECIDES and not last:
        raise Refused(_("Only the last body decides. Let those before it recommend."))


@transaction.atomic
def remove(row: Alternative | Link | Attachment | CaseParty, *, by) -> None:
    """Take away an alternative, a link, an attachment or a party while the case is being prepared."""
    case = locked(row.case)
    _still_open(case)
    note("remove", case, by, what=row._meta.model_name, id=row.pk)
    row.delete()


@transaction.atomic
def submit(case: Case, *, by) -> Case:
    """Send the case to the chief executive."""
    case = locked(case)
    FLOW.move(case, "submit")
    must_be_free(case, case.officer, localdate())
    ahead = case.steps.in_bodies().filter(status=StepStatus.WAITING)
    comply(rules.has_a_route, list(ahead.values_list("power", flat=True)))
    case.save(update_fields=["status"])
    note("submit", case, by)
    return case


@transaction.atomic
def take_back(case: Case, *, by) -> Case:
    """The officer takes a case back from the chief executive, who has not decided yet."""
    case = locked(case)
    FLOW.move(case, "take_back")
    case.save(update_fields=["status"])
    note("take_back", case, by)
    return case


@transaction.atomic
def send_back(case: Case, reason: str, *, by, today: date) -> Case:
    """The chief executive sends the case back to the officer, with a reason kept on the case."""
    case = locked(case)
    FLOW.move(case, "send_back")
    case.save(update_fields=["status"])
    Remark.objects.create(case=case, text=reason, given_on=today, by_id=getattr(by, "pk", None))
    note("send_back", case, by)
    return case


@transaction.atomic
def approve(
    case: Case,
    recommendation: str,
    *,
    by,
    today: date,
    based_on: int | None = None,
    because: str = "",
) -> Case:
    """The chief executive vouches that the case is investigated and recommends; it becomes public.

    Where an executive council treats it first, behind closed doors, it becomes public when that
    sends it on to the council (parliamentary rule; domain 001, line 172). What has been public
    stays so.
    ``based_on``: the revision that was read; refused if the paper has been changed since.
    ``because``: why it goes on though a gate that is only advice is not met.
    """
    case = locked(case)
    FLOW.move(case, "approve")
    must_be_free(case, by, today)
    leave_administration(case, because, by=by, today=today)
    paper = queries.paper(case)
    if based_on not in (None, paper.number):
        raise Refused(_("The paper was changed while you were reading it. Read it again."))
    comply(
        rules.is_properly_investigated,
        paper.question,
        paper.background,
        paper.assessment,
        case.alternatives.count(),
    )
    comply(rules.councils_are_heard, *heard.councils_to_hear(case, today))
    is_drawn_up_as_chosen(case, recommendation, today)
    case.approved_revision = paper.number
    case.save(update_fields=["status", "approved_revision"])
    show_what_belongs(case)
    if not queries.begins_in_private(case):
        publish(case, today)
    if recommendation.strip():
        Recommendation.objects.create(
            case=case, text=recommendation, given_on=today, by_id=getattr(by, "pk", None)
        )
    note("approve", case, by)
    return case


def show_what_belongs(case: Case) -> None:
    """What belongs to the paper is shown with it; what is added meanwhile waits for the next one."""
    for rows in (case.attachments, case.links, case.parties):
        rows.update(published=True)


def publish(case: Case, today: date) -> None:
    """Make the case public from ``today``, unless it has been so before."""
    case.public_from = case.public_from or today
    case.save(update_fields=["public_from"])


@transaction.atomic
def keep_for(case: Case, body: Body, *, by) -> Case:
    """A body has taken the case to itself: it leaves its track, and nobody else decides it.

    A case that is ready goes straight to the body; what others have said of it stays.
    """
    case = locked(case)
    case.called_in_by, case.track = body, None
    case.save(update_fields=["called_in_by", "track"])
    if case.status != Status.READY:
        set_route(case, [(body, Power.DECIDES)], by=by)
        return case
    treated = (
        case.steps.in_bodies().filter(status=StepStatus.DONE).values_list("body_id", flat=True)
    )
    must_have_a_route(case, [(body, Power.DECIDES)], set(treated))
    clear_route(case)
    Step.objects.create(
        case=case, body=body, power=Power.DECIDES, order=queries.last_order(case) + 1
    )
    note("set_route", case, by, bodies=[body.pk])
    return case


@transaction.atomic
def withdraw(case: Case, *, by) -> Case:
    """Take the case off its way."""
    case = locked(case)
    if case.called_in_by_id:
        raise Refused(_("%(body)s has called the case in.") % {"body": case.called_in_by})
    must_not_be_decided(case)
    FLOW.move(case, "withdraw")
    case.save(update_fields=["status"])
    case.steps.filter(status=StepStatus.WAITING).update(status=StepStatus.SKIPPED)
    note("withdraw", case, by)
    return case


def exempt(case: Case, ground: str, screened_title: str) -> None:
    """What is exempt in a decision about the case is exempt in the case; a ground it has stays."""
    if ground and not case.ground:
        case.ground, case.screened_title = ground, screened_title
        case.save(update_fields=["ground", "screened_title"])


@transaction.atomic
def settle(case: Case, *, by, today: date, ground: str = "", screened_title: str = "") -> Case:
    """The case was decided with delegated power, so no body treats it. It becomes public.

    What is exempt in the decision is exempt in the case.
    """
    case = locked(case)
    FLOW.move(case, "settle")
    exempt(case, ground, screened_title)
    case.public_from = case.public_from or today
    case.save(update_fields=["status", "public_from"])
    case.steps.filter(status=StepStatus.WAITING).update(status=StepStatus.SKIPPED)
    for rows in (case.links, case.parties):  # no new paper comes that they could wait for
        rows.update(published=True)
    note("settle", case, by)
    return case
