"""What somebody is about to decide with delegated power."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tannhjul.cases.enums import OF_EMPLOYEES, Nature, StepStatus
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.models import Case
from tannhjul.commitments.queries import judgements
from tannhjul.core.law import Refused, comply
from tannhjul.decisions import rules
from tannhjul.decisions.enums import PRINCIPLE, Principled
from tannhjul.decisions.models import CallIn
from tannhjul.delegation import queries as delegation
from tannhjul.delegation.models import Area
from tannhjul.organisation.models import Unit


@dataclass(frozen=True)
class Matter:
    """What is to be decided: about what, how much, in which case, for whom (``parties``).

    ``leads``: the unit that the post leads, where a leader is hired; ``leads_nobody``: it is said that
    it leads none. ``whose``: the unit whose matter it is, where there is no case to say it.
    """

    area: Area
    title: str
    measure: str = ""
    amount: Decimal | None = None
    case: Case | None = None
    screened_title: str = ""
    ground: str = ""
    parties: tuple[str, ...] = ()
    leads: Unit | None = None
    leads_nobody: bool = False
    whose: Unit | None = None

    @property
    def unit(self) -> Unit | None:
        """The unit whose matter it is."""
        return self.case.unit if self.case else self.whose

    @property
    def areas(self) -> list[Area]:
        """The area and the larger ones that it lies in, the nearest first."""
        found, area = [self.area], self.area.parent
        while area is not None:
            found.append(area)
            area = area.parent
        return found

    @property
    def hires_somebody(self) -> bool:
        """Whether posts are filled in the area, or in a larger one."""
        return any(area.hires for area in self.areas)

    @property
    def principles(self) -> str:
        """What the plans for the area, and for the larger ones, say."""
        return "\n\n".join(area.principles for area in self.areas if area.principles)

    def for_chain(self, principled: bool = False, *, urgent: bool = False):
        """The matter as delegations are held against it."""
        facts = (self.measure, self.amount, principled)
        return delegation.matter_in(self.area, *facts, urgent=urgent)

    @property
    def exemption(self) -> dict[str, str]:
        """The ground on which it is exempt, and the title that only insiders see."""
        return {"screened_title": self.screened_title, "ground": self.ground}

    @property
    def titles(self) -> dict[str, str]:
        """What is public of it, and what is not."""
        return {"title": self.title, **self.exemption}


def must_be_free(case: Case | None) -> None:
    """Refuse to decide alone what elected members have taken to themselves, or have before them."""
    if case is None:
        return
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    comply(rules.is_not_called_in, CallIn.objects.filter(case=case).exists())
    if judgements.of(PRINCIPLE, case).filter(verdict=Principled.YES).exists():
        raise Refused(_("The case has been judged to be a matter of principle."))
    begun = (
        case.steps.in_bodies().filter(status__in=[StepStatus.DONE, StepStatus.RETURNED]).exists()
    )
    if begun or case.status not in (CaseStatus.DRAFT, CaseStatus.SUBMITTED):
        raise Refused(_("The case is with the elected members, or has been decided."))
    if case.nature not in (Nature.ORDINARY, *OF_EMPLOYEES):
        raise Refused(_("This sort of matter is decided by an elected body."))
