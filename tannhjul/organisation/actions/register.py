"""The municipality, its terms, parties, people and local choices."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.choices import Option
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.core.models import Choice
from tannhjul.organisation.models import Body, Entity, Party, Person, Term


@transaction.atomic
def establish(name: str, number: str, inhabitants: int, *, by, url: str = "") -> Entity:
    """Set up the municipality of this deployment; once only."""
    if Entity.objects.exists():
        raise Refused(_("This installation already belongs to a municipality."))
    row = Entity.objects.create(pk=1, name=name, number=number, inhabitants=inhabitants, url=url)
    record("organisation.establish", row, by=by, number=number)
    return row


@transaction.atomic
def describe(
    entity: Entity, name: str, number: str, inhabitants: int, *, by, url: str = ""
) -> None:
    """Put right what is said about the municipality: its name, number, size or address."""
    entity.name, entity.number, entity.inhabitants, entity.url = name, number, inhabitants, url
    entity.save()
    record("organisation.describe", entity, by=by, number=number, inhabitants=inhabitants)


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
def correct_person(person: Person, name: str, *, by, email: str = "") -> Person:
    """Put a name or an address right, for the person and for the user who signs in as it."""
    _one_owner(email, but=person)
    person.name, person.email = name, email
    person.save(update_fields=["name", "email"])
    if person.user:
        person.user.name, person.user.email = name, email
        person.user.save(update_fields=["name", "email"])
    record("organisation.correct_person", person, by=by)
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
    option: Option, value: int, *, decided_by: str, by, today: date, body: Body | None = None
) -> Choice:
    """Make a local choice from ``today``, for one body or for all; what held before stays on record."""
    if not option.least <= value <= option.most:
        raise Refused(
            _("Choose a number from %(least)s to %(most)s.")
            % {"least": option.least, "most": option.most}
        )
    scope = body.pk if body else None
    if Choice.objects.filter(key=option.key, scope=scope, valid_from=today).exists():
        raise Refused(_("This has already been chosen from that date. Give another date."))
    row = Choice.objects.create(
        key=option.key, scope=scope, value=value, valid_from=today, decided_by=decided_by
    )
    record("organisation.choose", row, by=by, arena=scope, key=option.key, value=value)
    return row
