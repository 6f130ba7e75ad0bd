"""What somebody is about to decide with delegated power."""

from dataclasses import dataclass
from decimal import Decimal

from tannhjul.cases.models import Case
from tannhjul.delegation import queries as delegation
from tannhjul.delegation.models import Area
from tannhjul.organisation.models import Unit


@dataclass(frozen=True)
class Matter:
    """What is to be decided: about what, how much, in which case, for whom (``parties``).

    ``leads``: the unit that the post leads, where a leader is hired.
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
