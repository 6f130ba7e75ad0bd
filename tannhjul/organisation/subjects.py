"""The nouns of who we are: how they are found, where their events belong, what colour their states have."""

from tannhjul.core.enums import Arena
from tannhjul.core.models import Choice
from tannhjul.core.subjects import NOWHERE, Place, Text, in_body, subject

from .access import see_body, see_person, see_unit
from .models import (
    Body,
    Entity,
    Party,
    Person,
    Term,
    Unit,
)


def _texts_of_person(person: Person) -> list[Text]:
    """Whoever has or has had a seat, by name and by the bodies."""
    seats = list(person.seats.select_related("body").order_by("valid_from", "pk"))
    if not seats:
        return []
    bodies = ", ".join(dict.fromkeys(seat.body.name for seat in seats))
    return [Text(person.name, bodies, day=seats[-1].valid_from)]


def _seated(event, _body) -> list[Person]:
    return list(Person.objects.filter(pk=event.facts["person"]))


def _place_of_choice(choice: Choice) -> Place:
    """A body's own choice belongs to the body, a unit's to the unit."""
    if choice.scope_kind == Unit._meta.label_lower:
        return Place(unit=choice.scope)
    return in_body(choice.scope) if choice.scope_kind == Body._meta.label_lower else NOWHERE


subject(Entity)
subject(Term)
subject(Party)
subject(Choice, place=_place_of_choice)
subject(
    Person,
    slug="person",
    see=see_person,
    texts=_texts_of_person,
)
subject(
    Body,
    slug="organ",
    place=lambda body: in_body(body.pk),
    coordinate="arena",
    arenas=(Arena.BODY,),
    see=see_body,
    texts=lambda body: [Text(body.name, body.short, day=body.valid_from)],
    found_after=("organisation.create_body",),
    also={"organisation.seat": _seated},
)
subject(
    Unit,
    slug="enhet",
    place=lambda unit: Place(unit=unit.pk),
    coordinate="unit",
    see=see_unit,
    texts=lambda unit: [Text(unit.name, day=unit.valid_from)],
    found_after=("organisation.create_unit",),
)
