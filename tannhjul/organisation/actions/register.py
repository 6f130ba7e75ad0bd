"""The municipality, its terms, parties, people and local choices."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.choices import Option, Scope, can_be_chosen, scope_of
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.core.models import Choice
from tannhjul.organisation.models import Entity, Party, Person, Population, Term
from tannhjul.organisation.rules.lists import Line


@transaction.atomic
def establish(
    name: str, number: str, inhabitants: int, *, by, url: str = "", counted_on: date | None = None
) -> Entity:
    """Set up the municipality of this deployment; once only."""
    if Entity.objects.exists():
        raise Refused(_("This installation already belongs to a municipality."))
    row = Entity.objects.create(pk=1, name=name, number=number, inhabitants=inhabitants, url=url)
    _keep_count(row, inhabitants, counted_on)
    record("organisation.establish", row, by=by, number=number)
    return row


@transaction.atomic
def describe(
    entity: Entity,
    name: str,
    number: str,
    inhabitants: int,
    *,
    by,
    url: str = "",
    counted_on: date | None = None,
) -> None:
    """Put right what is said about the municipality: its name, number, size or address.

    ``counted_on``: the day of the number of inhabitants; those of earlier days are kept.
    """
    entity.name, entity.number, entity.inhabitants, entity.url = name, number, inhabitants, url
    entity.save()
    _keep_count(entity, inhabitants, counted_on)
    record("organisation.describe", entity, by=by, number=number, inhabitants=inhabitants)


def _keep_count(entity: Entity, inhabitants: int, counted_on: date | None) -> None:
    if counted_on is None:
        return
    if counted_on > localdate():
        raise Refused(_("That day has not come yet. Write when the inhabitants were counted."))
    numbers = {"inhabitants": inhabitants}
    Population.objects.update_or_create(counted_on=counted_on, defaults=numbers)
    last = Population.objects.first()
    if last and last.inhabitants != entity.inhabitants:
        entity.inhabitants = last.inhabitants
        entity.save(update_fields=["inhabitants"])


@transaction.atomic
def open_term(name: str, start: date, end: date, *, by) -> Term:
    """Begin an election term; it may not run into another."""
    if end <= start:
        raise Refused(_("A term must end after it begins."))
    if Term.objects.filter(name=name).exists():
        raise Refused(_("There is already a term called %(name)s.") % {"name": name})
    other = Term.objects.filter(valid_from__lt=end, valid_to__gt=start).first()
    if other:
        raise Refused(_("These dates run into the term %(name)s.") % {"name": other})
    row = Term.objects.create(name=name, valid_from=start, valid_to=end)
    record("organisation.open_term", row, by=by, start=str(start), end=str(end))
    return row


@transaction.atomic
def register_party(code: str, name: str, *, by, **more) -> Party:
    """Enter a party or a local list in the register."""
    if Party.objects.filter(code__iexact=code).exists():
        raise Refused(_("There is already a party with the code %(code)s.") % {"code": code})
    row = Party.objects.create(code=code, name=name, **more)
    record("organisation.register_party", row, by=by)
    return row


@transaction.atomic
def register_person(name: str, *, by, email: str = "", **more) -> Person:
    """Enter a person in the register; an e-mail address belongs to one person only."""
    _one_owner(email)
    row = Person.objects.create(name=name, email=email, **more)
    record("organisation.register_person", row, by=by)
    return row


@transaction.atomic
def correct_person(
    person: Person, name: str, *, by, email: str = "", gender: str | None = None
) -> Person:
    """Put right what is said of a person; without a ``gender``, that stays.

    The address that opens the user's account stays too. Whoever keeps the register of people could otherwise send themselves another's way in.
    """
    _one_owner(email, but=person)
    person.name, person.email = name, email
    person.gender = person.gender if gender is None else gender
    person.save(update_fields=["name", "email", "gender"])
    if person.user:
        person.user.name = name
        person.user.save(update_fields=["name"])
    record("organisation.correct_person", person, by=by)
    return person


def known_parties() -> dict[str, Party]:
    """Every party by its code in small letters."""
    return {party.code.lower(): party for party in Party.objects.all()}


def party_called(name: str, *, by) -> Party:
    """The party with this name; entered now, with a code made from the name, if there is none."""
    known = Party.objects.filter(name__iexact=name).first()
    if known:
        return known
    code = name[:20]
    number = 2
    while Party.objects.filter(code__iexact=code).exists():
        code = f"{name[:16]} {number}"
        number += 1
    return register_party(code, name, by=by)


def party_of(row: Line, parties: dict[str, Party]) -> Party | None:
    """The party a pasted line names; None where it names none."""
    party = parties.get(row.party.lower())
    if row.party and party is None:
        raise Refused(
            _("there is no party with the code %(code)s. Known: %(known)s.")
            % {"code": row.party, "known": ", ".join(p.code for p in parties.values()) or "–"}
        )
    return party


def person_of(row: Line, *, by) -> Person:
    """The person a pasted line names: known by the address, else by the name, else entered now."""
    same = Person.objects.filter(name__iexact=row.name)
    found = Person.objects.filter(email__iexact=row.email) if row.email else same
    if row.email and not found and (nameless := same.filter(email="")):
        return correct_person(
            nameless[0], row.name, email=row.email, gender=row.gender or None, by=by
        )
    if len(found) > 1:
        raise Refused(
            _("%(number)s people are called %(name)s. Give the e-mail address too.")
            % {"number": len(found), "name": row.name}
        )
    if not found:
        return register_person(row.name, email=row.email, gender=row.gender, by=by)
    person = found[0]
    if row.gender and not person.gender:
        correct_person(person, person.name, email=person.email, gender=row.gender, by=by)
    return person


def _one_owner(email: str, but: Person | None = None) -> None:
    others = Person.objects.filter(email__iexact=email).exclude(pk=but.pk if but else 0)
    owner = others.first() if email else None
    if owner:
        raise Refused(
            _("%(person)s already has the address %(email)s.") % {"person": owner, "email": email}
        )


@transaction.atomic
def choose(
    option: Option, value: Any, *, decided_by: str, by, today: date, body: Scope = None
) -> Choice:
    """Make a local choice from ``today``, for one row (of any noun) or for all.

    What held before stays on record.
    """
    kind, scope = scope_of(body)
    about = {"key": option.key, "scope_kind": kind, "scope": scope, "valid_from": today}
    if Choice.objects.filter(**about).exists():
        raise Refused(_("This has already been chosen from that date. Give another date."))
    taken = option.taken(value)
    can_be_chosen(option, taken, today)
    row = Choice.objects.create(**about, value=taken, decided_by=decided_by)
    record("organisation.choose", row, by=by, key=option.key, value=row.value)
    return row
