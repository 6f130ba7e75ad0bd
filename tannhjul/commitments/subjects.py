"""Promises belong where what they follow from belongs, in the unit that keeps them."""

from dataclasses import replace

from tannhjul.core import subjects
from tannhjul.core.enums import Phase
from tannhjul.core.subjects import Place, subject

from .access import see
from .enums import Status
from .models import Commitment


def _place(row: Commitment) -> Place:
    phase = Phase.FOLLOW_UP if row.status == Status.DONE else Phase.IMPLEMENTATION
    place = replace(subjects.of(row.about).place(row.about), phase=phase)
    return replace(place, unit=row.unit_id) if row.unit_id else place


subject(
    Commitment,
    place=_place,
    see=see,
    colours={Status.OPEN: "info", Status.DONE: "success"},
)
