"""What the municipality has chosen of its own ways, asked where it matters: never law, always by date."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen, decided, guards
from tannhjul.core.law import Refused
from tannhjul.organisation import queries
from tannhjul.organisation.choices import (
    CENTRAL_STAFF,
    CHAIRS_IN_EXECUTIVE,
    LEVELS,
    NETWORK_MONTHS,
    NETWORKS,
    ROTATION,
)
from tannhjul.organisation.enums import BodyKind, Office, UnitTask
from tannhjul.organisation.models import Body, Person, Supervision, Unit
from tannhjul.organisation.rules.calendar import months_on


def fits_the_levels(before: float, today: date) -> None:
    """Refuse one more level that decides, where the municipality has chosen how many there are."""
    now, most = queries.levels(today), chosen(LEVELS, today)
    if decided(LEVELS, today) and now > most and now > before:
        raise Refused(
            _(
                "The municipality has chosen %(most)s levels. Put the unit under another, or choose more."
            )
            % {"most": most}
        )


def may_be_staff(unit: Unit, today: date) -> None:
    """Refuse a central staff where the municipality has chosen to have none (domain 002a A12)."""
    if chosen(CENTRAL_STAFF, today) or not _is_central_staff(unit, today):
        return
    raise Refused(
        _(
            "The municipality has chosen to have no central staff. Give the task to the units, or to a service unit of its own."
        )
    )


def _is_central_staff(unit: Unit, day: date) -> bool:
    above = queries.unit_above(unit, day) if unit.task == UnitTask.STAFF else None
    return above is not None and above.is_head


@guards(CENTRAL_STAFF)
def staff_has_a_place(value: bool, day: date) -> None:
    """None is chosen when each task of the staff that stands has another place."""
    rows = Unit.objects.on(day).filter(task=UnitTask.STAFF)
    standing = [unit.name for unit in rows if _is_central_staff(unit, day)]
    if not value and standing:
        raise Refused(
            _("These are central staff still: %(names)s. Give their tasks a place first.")
            % {"names": ", ".join(standing)}
        )


def may_network(kind: str, valid_to: date | None, today: date) -> None:
    """Refuse a standing network where units work together case by case (domain 002a C18)."""
    if kind != BodyKind.NETWORK or chosen(NETWORKS, today):
        return
    if valid_to is None:
        raise Refused(
            _(
                "The municipality has chosen that units work together without standing networks, so that no third level of decision grows. Give it a day on which it ends."
            )
        )
    months = int(chosen(NETWORK_MONTHS, today))
    if valid_to > months_on(today, months):
        raise Refused(
            _(
                "Work together on one matter lasts at most %(months)s months here. Choose an earlier day."
            )
            % {"months": months}
        )


@guards(NETWORKS)
def networks_have_ended(value: bool, day: date) -> None:
    """None is chosen when each that stands has an end, or a reason why it is kept."""
    longest = months_on(day, int(chosen(NETWORK_MONTHS, day)))
    lasting = Q(valid_to=None) | Q(valid_to__gt=longest)
    rows = Body.objects.on(day).filter(lasting, kind=BodyKind.NETWORK, kept_because="")
    if not value and rows.exists():
        raise Refused(
            _("These networks stand: %(names)s. End each of them first, or write why it is kept.")
            % {"names": ", ".join(rows.values_list("name", flat=True))}
        )


def may_lead(body: Body, person: Person, office: str, today: date) -> None:
    """Refuse a committee's leader from outside the executive committee, where they sit there (Esbjerg)."""
    asked = office == Office.LEADER and body.kind == BodyKind.COMMITTEE
    if not asked or not chosen(CHAIRS_IN_EXECUTIVE, today):
        return
    if person.pk not in queries.executive_members(today):
        raise Refused(
            _(
                "The municipality has chosen that those who lead committees sit in the executive committee. Elect one of its members."
            )
        )


def takes_turns(unit: Unit, director: Person, today: date) -> None:
    """Refuse the director who just had a unit, where they change (domain 002a A2)."""
    last = Supervision.objects.filter(unit=unit).order_by("-valid_from", "-pk").first()
    if chosen(ROTATION, today) and last is not None and last.director_id == director.pk:
        raise Refused(
            _("%(person)s has just followed up this unit, and directors change. Choose another.")
            % {"person": director}
        )
