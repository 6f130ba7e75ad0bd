"""Whose a matter is: pushed down to whoever has the power, or taken over, with the reason kept.

Responsibility becomes clear in practice, by what is done in single matters (domain 002: 2638-2651).
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.enums import PAPER_PARTS
from tannhjul.cases.models import Case
from tannhjul.cases.queries import paper as paper_of
from tannhjul.commitments.queries import judgements
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.decisions import queries
from tannhjul.decisions.enums import PRINCIPLE, Principled, Whose
from tannhjul.decisions.models import DelegatedDecision, Precedent
from tannhjul.delegation.enums import Holder
from tannhjul.delegation.models import Grant
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.models import Person, Unit

from .matters import Matter, must_be_free


@transaction.atomic
def push_down(matter: Matter, why: str, *, by, person: Person, today: date) -> Precedent:
    """The chief executive gives a case that was sent up back to the unit whose power it is.

    Refused where the unit has no power that reaches it. The grant is cited in what the unit reads.
    """
    case = matter.case
    if case is None or case.unit is None:
        raise Refused(_("No unit answers for the case. Hand it over to one first."))
    must_be_free(case)
    above = organisation.unit_above(matter.leads, today) if matter.leads else case.unit
    if above != case.unit:
        raise Refused(_("The leader of %(unit)s is hired from above.") % {"unit": matter.leads})
    if matter.hires_somebody and matter.leads is None and not matter.leads_nobody:
        raise Refused(_("Say whether the post leads a unit, and which."))
    held = matter.for_chain()
    answer = queries.own_power(case.unit, held, today)
    if answer is None:
        raise Refused(
            _("%(unit)s has not been given power to decide this. Who may decide: %(who)s.")
            % {"unit": case.unit, "who": queries.instead(held, today)}
        )
    if matter.amount is None and any(link.limit is not None for link in answer.chain):
        raise Refused(_("Write the amount: the power of the unit has a limit."))
    cited = _("Yours to decide: %(grant)s (%(decided)s).")
    says = cited % {"grant": answer.grant, "decided": answer.grant.decided_by}
    cases.send_back(case, f"{why}\n\n{says}", by=by, today=today)
    row = Precedent.objects.create(
        kind=Whose.PUSHED_DOWN,
        grant=answer.grant,
        area=matter.area,
        case=case,
        revision=paper_of(case).number,
        title=case.title,
        why=why,
        person=person,
        on=today,
    )
    record("decisions.push_down", row, by=by, grant=answer.grant.pk)
    return row


def something_is_new(case: Case) -> None:
    """Refuse to send a case up again that was pushed down, when nothing has been written since."""
    pushed = case.precedents.filter(kind=Whose.PUSHED_DOWN, grant__recalled_on=None).first()
    if pushed and pushed.grant.unit_id != case.unit_id:  # handed over since: it is another's
        pushed = None
    principled = judgements.of(PRINCIPLE, case).filter(verdict=Principled.YES).exists()
    if pushed and not principled and _written(case, pushed.revision) == _written(case):
        raise Refused(
            _("The case was pushed down to you on %(day)s, and nothing is new in it: %(why)s")
            % {"day": pushed.on, "why": pushed.why}
        )


def _written(case: Case, revision: int | None = None) -> list[str]:
    """What stands in the paper of a case, in a revision or now."""
    paper = case.papers.get(number=revision) if revision else paper_of(case)
    return [getattr(paper, part).strip() for part in PAPER_PARTS]


def must_be_left_below(matter: Matter, own: Grant, because: str, today: date) -> Grant | None:
    """The power that the unit has been passed on from ``own``; None if it has none.

    Whoever passed it on can take the matter over, with the reason; without one it is refused. Where
    there is no case, and several have been given the power, it is said whose matter it is.
    """
    unit = matter.unit
    if matter.case is None and unit is None:
        unit = _only_one_below(matter, own, today)
    elif matter.case is None and unit:
        given = queries.given_below(own, matter.for_chain(), today)
        if unit.pk != own.unit_id and unit not in given:
            raise Refused(_("%(unit)s has not been given this power by you.") % {"unit": unit})
    if (
        unit is None
        or matter.leads == unit
        or (own.holder == Holder.UNIT and own.unit_id == unit.pk)
    ):
        return None
    answer = queries.own_power(unit, matter.for_chain(), today)
    if answer is None or own not in answer.chain[:-1]:
        return None
    if not because.strip():
        says = _("%(unit)s has been given the power to decide this. Write why you take it over.")
        if matter.unit is None:
            says = _(
                "%(unit)s has been given the power to decide this. Write why you take it over, or say whose matter it is."
            )
        raise Refused(says % {"unit": unit})
    return answer.grant


def _only_one_below(matter: Matter, own: Grant, today: date) -> Unit | None:
    """The unit to which the power has been passed on from ``own``; refused if it could be several."""
    units = [
        unit for unit in queries.given_below(own, matter.for_chain(), today) if unit != matter.leads
    ]
    if len(units) > 1:
        raise Refused(
            _("These have been given the power to decide this: %(units)s. Say whose matter it is.")
            % {"units": ", ".join(map(str, units))}
        )
    return units[0] if units else None


def take_over(decision: DelegatedDecision, below: Grant, because: str, *, by) -> Precedent:
    """It is kept that someone above decided what had been passed on, and why."""
    row = Precedent.objects.create(
        kind=Whose.TAKEN_OVER,
        grant=below,
        area=decision.area,
        case=decision.case,
        decision=decision,
        title=decision.title,
        why=because,
        person=decision.decided_by,
        on=decision.decided_on,
    )
    record("decisions.take_over", row, by=by, grant=below.pk)
    return row
