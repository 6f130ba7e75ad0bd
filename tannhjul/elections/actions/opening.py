"""What must be in order before an election is opened: a place to fill, its way, how many."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen
from tannhjul.core.law import Refused, comply
from tannhjul.elections.enums import ElectionStatus, Method
from tannhjul.elections.models import Election
from tannhjul.elections.rules import government, methods
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.choices import GOVERNMENT_IS_DESIGNATED
from tannhjul.organisation.enums import BodyKind, SeatKind
from tannhjul.organisation.models import Body, Seat
from tannhjul.organisation.rules import bodies as rules
from tannhjul.organisation.rules import eligibility, kinds
from tannhjul.organisation.rules.calendar import elected_since


def must_be_vacant(body: Body, office: str, day: date) -> None:
    """Mayor, deputy mayor and executive committee are elected once for the term (§§ 5-6, 6-2).

    Whoever is away can be stood in for; who has left or been removed leaves a vacant place.
    """
    rows = Seat.objects.lasting().filter(body=body, kind=SeatKind.MEMBER)
    council = Election.objects.filter(
        body__kind=BodyKind.COUNCIL,
        method=Method.VOTERS,
        status=ElectionStatus.SEATED,
        held_on__lte=day,
    ).aggregate(last=Max("held_on"))["last"]
    since = max(filter(None, (council, elected_since(day))))
    this_term = rows.filter(valid_from__gte=since)
    if body.kind == BodyKind.COUNCIL and office:
        held = this_term.filter(office=office).first()
        absent = held is not None and organisation.absence_behind(held, day) is not None
        comply(eligibility.is_elected_for_the_term, held is not None and not absent)
    elif body.kind == BodyKind.EXECUTIVE_COMMITTEE and not office:
        comply(rules.sits_for_the_term, this_term.exists())


def must_fit(body: Body, method: str, office: str, demanded: bool, number: int, day: date) -> None:
    """How this body is elected; a majority elects one person at a time."""
    if body.kind == BodyKind.EXECUTIVE_COUNCIL and not office:
        designated = chosen(GOVERNMENT_IS_DESIGNATED, day)
        comply(government.comes_to_be_as_decided, method, designated)
    if body.kind != BodyKind.COMPANY_REPRESENTATIVES or office:
        comply(methods.method_fits, method, body.kind, office, demanded)
        return
    comply(methods.representatives_are_elected_by_the_council, method)
    if method == Method.MAJORITY and number != 1:
        raise Refused(
            _("A majority elects one person. Choose lists or agreement for %(seats)s.")
            % {"seats": number}
        )


def how_many(body: Body, seats: int | None, decided: date | None, held: date) -> int:
    """How many are elected: as many as before, or a lawful new number decided in time.

    A council that has become too small for its inhabitants gets the least that the law allows (§ 5-5 (5)).
    """
    council = body.kind == BodyKind.COUNCIL
    before = body.seats_total - organisation.filled_by_employees(body, held)
    if seats is None or seats == before:
        counted = organisation.counted_behind(held) if council else None
        return max(before, rules.minimum_council(counted) if counted else 0)
    behind = organisation.inhabitants_behind(held) if council else 0
    comply(rules.body_is_large_enough, body.kind, seats)
    if council:
        comply(rules.council_size_is_lawful, seats, behind)
        comply(kinds.size_is_changed_in_time, decided, held)
    return seats
