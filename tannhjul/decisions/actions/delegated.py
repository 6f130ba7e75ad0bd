"""Deciding with delegated power, reporting it, and what a superior body does about it."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.template.defaultfilters import floatformat
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.enums import PAPER_PARTS, Kind, Outcome
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.models import Case
from tannhjul.cases.queries import paper as paper_of
from tannhjul.commitments.actions.judgements import judge
from tannhjul.commitments.models import Alert, Commitment
from tannhjul.core.access import role_of
from tannhjul.core.enums import PREPARING
from tannhjul.core.journal import next_number, record
from tannhjul.core.law import Refused, comply
from tannhjul.decisions import queries, rules
from tannhjul.decisions.enums import DELEGATED_FLOW, PRINCIPLE, Principled
from tannhjul.decisions.models import (
    CallIn,
    Decision,
    DelegatedDecision,
    Report,
    Reversal,
    Told,
)
from tannhjul.delegation import queries as delegation
from tannhjul.delegation.enums import Measure, Why
from tannhjul.delegation.rules import asks_for_elected
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.models import Item, Meeting
from tannhjul.meetings.queries.urgent import NOT_OVER
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import Power
from tannhjul.organisation.models import Person
from tannhjul.organisation.rules import interests

from . import precedents
from .matters import Matter, must_be_free


@transaction.atomic
def decide(
    matter: Matter,
    text: str,
    why: str,
    *,
    by,
    person: Person,
    today: date,
    urgent: bool = False,
    taken_because: str = "",
    **more,
) -> DelegatedDecision:
    """Decide alone, with a delegation in force today that reaches the matter.

    Refused, with who may decide instead, if there is none. ``why``: the judgement that it is no
    matter of principle, without which nobody decides alone; or, if it is ``urgent``, that it cannot
    wait for those who should have decided (§ 11-8), whatever it is about. ``taken_because``: why it
    is not left to the unit that the power has been passed on to.
    """
    must_be_free(matter.case)
    _is_impartial(matter, person, more.get("impartial_because", ""), today)
    answer = _power(matter, person, today, urgent)
    _is_not_the_own_leader(matter, person, today)
    below = precedents.must_be_left_below(matter, answer.grant, taken_because, today)
    owner = delegation.given_by(answer, today)
    if owner is None:
        raise Refused(_("The municipality has no council on this day."))
    row = DelegatedDecision.objects.create(
        year=today.year,
        number=next_number("delegated", today.year),
        case=matter.case,
        grant=answer.grant,
        area=matter.area,
        measure=matter.measure,
        amount=matter.amount,
        text=text,
        decided_by=person,
        decided_on=today,
        answers_to=owner,
        leads=matter.leads,
        **matter.titles,
        **more,
    )
    judge(PRINCIPLE, row, Principled.NO, why, person, by=by, today=today)
    if below:
        precedents.take_over(row, below, taken_because, by=by)
    _note("decide", row, by, grant=answer.grant.pk, answers_to=owner.pk)
    if matter.case:
        cases.settle(matter.case, by=by, today=today, **matter.exemption)
    return row


def _is_impartial(matter: Matter, person: Person, why: str, today: date) -> None:
    """Refuse to decide where one is disqualified, or one's superior is (forvaltningsloven §§ 6, 8)."""
    names = [*matter.parties]
    if matter.case:
        names += matter.case.parties.values_list("name", flat=True)
    ties = organisation.ties_to(person, names, today)
    comply(interests.works_free_of_the_parties, ties)
    comply(interests.says_why_impartial, ties, why)
    for superior in organisation.superiors(person, today):
        comply(interests.superior_is_free_too, organisation.ties_to(superior, names, today))


def _is_not_the_own_leader(matter: Matter, person: Person, today: date) -> None:
    """A leader is hired from above: nobody hires the leader of the own unit, whoever stands in.

    All hirings but that of the own leader (domain 002: 5282-5284).
    """
    if matter.leads is None:
        if matter.hires_somebody and not matter.leads_nobody:
            raise Refused(_("Say whether the post leads a unit, and which."))
        return
    above = organisation.unit_above(matter.leads, today)
    if matter.leads.board:
        raise Refused(
            _("The manager of an enterprise is hired by its board: %(board)s.")
            % {"board": matter.leads.board}
        )
    director = organisation.director_of(matter.leads, today)
    if director == person:
        return
    if above is None or above.pk not in organisation.units_led(person, today):
        who = _("The council")
        if director:
            who = str(director)
        elif above:
            who = str(_("leader of %(unit)s") % {"unit": above} if not above.is_head else above)
        raise Refused(
            _("The leader of %(unit)s is hired from above. Who may decide: %(who)s.")
            % {"unit": matter.leads, "who": who}
        )


def _power(matter: Matter, person: Person, today: date, urgent: bool) -> delegation.Answer:
    held = matter.for_chain(urgent, urgent=urgent)
    answer = delegation.power_of(person, held, today)
    if answer and answer.reaches:
        if matter.amount is None and any(link.limit is not None for link in answer.chain):
            raise Refused(
                _("Write the amount: your power has a limit. Write 0 if it costs nothing.")
            )
        return answer
    why = Why(answer.why).label if answer else _("You have not been given power in this.")
    raise Refused(
        _("%(why)s Who may decide: %(who)s.") % {"why": why, "who": queries.instead(held, today)}
    )


@transaction.atomic
def send_up(
    matter: Matter,
    why: str,
    *,
    by,
    person: Person,
    today: date,
    text: str = "",
    reasons: str = "",
    **case_facts,
) -> Case:
    """It is a matter of principle: the judgement is recorded, and the matter goes up as a case.

    What has been written of a decision and its reasons goes along in the case paper.
    """
    must_be_free(matter.case)
    body = queries.elected_body_for(matter.for_chain(principled=True), today)
    if asks_for_elected(matter.for_chain(), today):  # which the law names, of principle or not
        body = queries.elected_body_for(matter.for_chain(), today)
    case = matter.case or cases.open_case(
        by=by,
        today=today,
        initiative_by=person.name,
        officer=by if role_of(by) in PREPARING else None,
        **matter.titles,
        **case_facts,
    )
    if matter.ground:
        cases.exempt(case, **matter.exemption)
    _take_along(matter, case, text, reasons, by)
    if body and not case.steps.exists():
        cases.set_route(case, [(body, Power.DECIDES)], by=by)
    judge(PRINCIPLE, case, Principled.YES, why, person, by=by, today=today)
    return case


def _amount_of(matter: Matter) -> str:
    """How much it is about, as it stands in a case paper."""
    if matter.amount is None:
        return ""
    with translation.override("nb"):
        return f"{floatformat(matter.amount, '-2g')} {str(Measure(matter.measure).label).lower()}"


def _take_along(matter: Matter, case: Case, text: str, reasons: str, by) -> None:
    """Add the draft of a decision, and the plan's principles, to the case paper after what stands there."""
    drafted = {"background": matter.principles}
    if text or reasons:
        drafted["recommendation"] = text
        drafted["assessment"] = f"{reasons}\n\n{_amount_of(matter)}".strip()
    if not any(drafted.values()):
        return
    paper = paper_of(case)
    texts = {name: getattr(paper, name) for name in PAPER_PARTS}
    for name, more in drafted.items():
        texts[name] = "\n\n".join(part for part in (texts[name], more) if part)
    cases.write(case, texts, based_on=paper.number, by=by)


@transaction.atomic
def report(meeting: Meeting, *, by) -> Report:
    """Put on the agenda of a body what has been decided with its power and not been reported."""
    delegated = list(queries.unreported(meeting.body).select_for_update(of=("self",)))
    decisions = list(
        queries.unreported_by_executive_council(meeting.body).select_for_update(of=("self",))
    )
    done = list(queries.done_to_tell(meeting.body).select_for_update(of=("self",)))
    alerts = list(queries.alerts_to_tell(meeting.body).select_for_update(of=("self",)))
    number = len(delegated) + len(decisions) + len(done) + len(alerts)
    if not number:
        raise Refused(_("There is nothing to report here (any more)."))
    item = agenda.append(meeting, by=by, kind=Kind.REPORT, title=_("Reports on decisions"))
    row = Report.objects.create(item=item)
    DelegatedDecision.objects.filter(pk__in=[each.pk for each in delegated]).update(report=row)
    Decision.objects.filter(pk__in=[each.pk for each in decisions]).update(report=row)
    _tell(row, done, alerts)
    record("decisions.report", row, by=by, number=number)
    return row


def _tell(report: Report, done: list[Commitment], alerts: list[Alert]) -> None:
    """What stood in a report that was not treated stands in this one now."""
    Told.objects.filter(Q(commitment__in=done) | Q(alert__in=alerts)).delete()
    Told.objects.bulk_create(Told(report=report, commitment=each) for each in done)
    Told.objects.bulk_create(Told(report=report, alert=each) for each in alerts)


@transaction.atomic
def reverse(
    decided: DelegatedDecision | Decision, decision: Decision, ground: str, *, by
) -> Reversal:
    """A superior body has decided otherwise (§ 22-1). ``decision``: the one by which it did so.

    It can do what whoever decided could have done; ``ground`` says why that was so.
    """
    decided = type(decided).objects.select_for_update(of=("self",)).get(pk=decided.pk)
    comply(rules.is_reversed_from_above, decision.body_id in queries.above(decided))
    _must_be_adopted(decision)
    if decision.decided_on < decided.decided_on:
        raise Refused(_("That was decided before the decision that it should reverse."))
    if Reversal.objects.filter(**_of(decided)).exists():
        raise Refused(_("The decision has been reversed already."))
    if isinstance(decided, DelegatedDecision):
        DELEGATED_FLOW.move(decided, "reverse")
        decided.save(update_fields=["status"])
    row = Reversal.objects.create(decision=decision, ground=ground, **_of(decided))
    _note("reverse", decided, by, decision=decision.pk, ground=ground)
    return row


def _must_be_adopted(decision: Decision) -> None:
    if decision.item.outcome != Outcome.ADOPTED:
        raise Refused(_("Choose a decision that was adopted."))


def _of(decided: DelegatedDecision | Decision) -> dict[str, DelegatedDecision | Decision]:
    return {"delegated" if isinstance(decided, DelegatedDecision) else "political": decided}


@transaction.atomic
def call_in(case: Case, decision: Decision, *, by, today: date) -> CallIn:
    """A superior body takes a case to itself (§ 22-1): nobody else decides it from now on."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.status not in (CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.READY):
        raise Refused(
            _("Only a case that is not decided can be called in. Reverse the decision instead.")
        )
    listed = Item.objects.filter(case=case, meeting__status__in=NOT_OVER).first()
    if listed:
        raise Refused(
            _("The case stands on the agenda of %(body)s. Take it off first.")
            % {"body": listed.body}
        )
    if CallIn.objects.filter(case=case).exists():
        raise Refused(_("The case has been called in already."))
    _must_be_adopted(decision)
    row = CallIn.objects.create(case=case, decision=decision, on=today)
    cases.keep_for(case, decision.body, by=by)
    record("decisions.call_in", row, by=by, decision=decision.pk)
    return row


def _note(verb: str, row: DelegatedDecision | Decision, by, **facts) -> None:
    record(f"decisions.{verb}", row, by=by, **facts)
