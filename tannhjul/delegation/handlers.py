"""What happens to units that power rests on."""

from datetime import date

from django.utils.translation import gettext as _

from tannhjul.core.journal import on
from tannhjul.core.law import Refused

from . import queries


@on("organisation.close_unit")
def power_has_a_new_holder(_event, unit):
    """A unit does not end with power that nobody has been given in its place (domain 002b S1)."""
    held = queries.held_by_unit(unit, unit.valid_to)
    if held:
        raise Refused(
            _(
                "%(unit)s has power that nobody has in its place from that day: %(areas)s. Hand it over first."
            )
            % {"unit": unit, "areas": ", ".join(str(grant.area) for grant in held)}
        )


@on("organisation.move_unit")
def power_comes_from_above(event, unit):
    """A unit, and those below it, keep no power from a leader above whom they no longer stand."""
    rows = queries.not_from_above(unit, date.fromisoformat(event.facts["day"]))
    if rows:
        raise Refused(
            _(
                "%(unit)s would keep power from a unit that it does not stand below: %(what)s. Recall it from that day, or let it be passed on from above, first."
            )
            % {"unit": unit, "what": "; ".join(map(str, rows))}
        )
