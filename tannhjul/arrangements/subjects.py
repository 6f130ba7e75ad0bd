"""Adoptions of arrangements: they belong to the case that the council treated."""

from django.utils.translation import gettext_lazy as _

from tannhjul.cases.subjects import in_case
from tannhjul.commitments.enums import Reached
from tannhjul.commitments.kinds import kind
from tannhjul.core.subjects import Place, Text, subject

from . import library
from .access import see, see_aim, see_part
from .enums import AIM, AUTONOMY, INFLUENCE, PART, Enough, Verdict
from .models import Adoption, Aim, Part


def _texts(row: Adoption) -> list[Text]:
    """By its name, and by what the library says of it."""
    known = library.everything().get(row.key)
    text = known.what["nb"] if known else ""
    return [Text(row.name, text, state=row.status, day=row.valid_from)]


def _place(row: Adoption) -> Place:
    return Place(**in_case(row.case))


def _in_adoption(row: Aim | Part) -> Place:
    return _place(row.adoption)


subject(Adoption, slug="innforing", place=_place, see=see, texts=_texts)
subject(Aim, slug="mal-med-ordning", place=_in_adoption, see=see_aim)
subject(Part, slug="del-av-ordning", place=_in_adoption, see=see_part)

kind(AIM, Aim, asks=_("Is the aim reached?"), verdicts=dict(Reached.choices))
kind(PART, Part, asks=_("What now?"), verdicts=dict(Verdict.choices))
# The discussion is to be about both (domain 000, L824-827).
kind(
    INFLUENCE,
    Adoption,
    asks=_("Is there enough political influence?"),
    verdicts=dict(Enough.choices),
)
kind(
    AUTONOMY,
    Adoption,
    asks=_("Is there enough administrative autonomy?"),
    verdicts=dict(Enough.choices),
)
