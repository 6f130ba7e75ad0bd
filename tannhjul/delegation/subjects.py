"""The nouns of power: where the events of a delegation belong."""

from tannhjul.core.subjects import Place, in_body, subject

from .enums import Holder
from .models import Area, Grant


def place_of_grant(grant: Grant) -> Place:
    """Where the power lies: with a body (or its leader), or with a unit."""
    if grant.holder == Holder.UNIT:
        return Place(unit=grant.unit_id)
    return in_body(grant.body_id)


subject(Area)
subject(Grant, slug="delegering", place=place_of_grant)
