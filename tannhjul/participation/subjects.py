"""Inhabitants' proposals: found by everyone, and part of the case they become."""

from tannhjul.cases.subjects import in_case
from tannhjul.core.enums import Phase
from tannhjul.core.subjects import Place, Text, subject

from .access import see
from .enums import SHOWN, Status
from .models import Endorsement, Initiative


def _place(row: Initiative) -> Place:
    return Place(**in_case(row.case, phase=Phase.PROBLEM))


def _texts(row: Initiative) -> list[Text]:
    if row.status not in SHOWN:
        return []
    return [Text(row.title, row.text, state=row.status, day=row.begun_on)]


def _place_of_endorsement(row: Endorsement) -> Place:
    return _place(row.initiative)


subject(Endorsement, place=_place_of_endorsement)
subject(
    Initiative,
    slug="innbyggerforslag",
    place=_place,
    see=see,
    texts=_texts,
    colours={
        Status.GATHERING: "info",
        Status.PUT_FORWARD: "info",
        Status.TREATED: "success",
        Status.WITHDRAWN: "neutral",
        Status.TAKEN_DOWN: "neutral",
    },
)
