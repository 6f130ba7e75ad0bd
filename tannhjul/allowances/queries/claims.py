"""Reads about claims: what is asked, and what there is to grant."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet, Sum

from tannhjul.allowances import rules
from tannhjul.allowances.choices import CLAIM_DAYS
from tannhjul.allowances.enums import LOSSES, ClaimStatus, Kind
from tannhjul.allowances.models import Claim
from tannhjul.core.choices import chosen
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Person

from .rates import MOST, NEEDS, Rates, body_of, unit_price

ZERO = Decimal(0)


def in_kroner(total: Decimal | None) -> Decimal:
    """A sum from the database, to the øre: SQLite adds decimals as floats."""
    return (total or ZERO).quantize(rules.CENT)


def asked(claim: Claim, rates: Rates | None = None) -> Decimal:
    """What a claim comes to in kroner before any limit."""
    price = unit_price(claim, rates)
    return rules.in_ore(Fraction(claim.quantity) * Fraction(price))


def granted_before(claim: Claim) -> Decimal:
    """What else has been granted that person for that day, within the same daily limit."""
    kinds = LOSSES if claim.kind in LOSSES else (claim.kind,)
    rows = Claim.objects.filter(
        person=claim.person_id, day=claim.day, kind__in=kinds, status=ClaimStatus.APPROVED
    ).exclude(pk=claim.pk)
    return in_kroner(rows.aggregate(total=Sum("granted"))["total"])


def hours_of_the_day(claim: Claim) -> Decimal:
    """The hours of undocumented loss that a person claims for the day of ``claim``, itself included."""
    rows = Claim.objects.filter(
        person=claim.person_id,
        day=claim.day,
        kind=Kind.LOSS,
        status__in=[ClaimStatus.SENT, ClaimStatus.APPROVED],
    ).exclude(pk=claim.pk)
    return in_kroner(rows.aggregate(total=Sum("quantity"))["total"]) + claim.quantity


def most_a_day(claim: Claim, rates: Rates | None = None) -> int | None:
    """The daily limit for a claim; None where there is none (travel)."""
    if claim.kind not in MOST:
        return None
    return (rates or Rates()).on(MOST[Kind(claim.kind)], claim.day, body_of(claim))


def suggested(claim: Claim) -> Decimal:
    """What there is to grant: what is asked, within what is left of the day."""
    most = most_a_day(claim)
    whole = asked(claim)
    return whole if most is None else max(ZERO, min(whole, most - granted_before(claim)))


def is_rate_set(claim: Claim) -> bool:
    """Whether the council has set what this claim is paid by; tickets are paid as they cost."""
    needed = NEEDS.get(Kind(claim.kind))
    return needed is None or Rates().is_decided(needed, claim.day, body_of(claim))


def is_late(day: date, today: date) -> bool:
    """Whether a claim for ``day`` comes after the local deadline."""
    return (today - day).days > chosen(CLAIM_DAYS, today)


def attended(person: Person, today: date) -> QuerySet[Meeting]:
    """The meetings someone sat in during the last year, newest first."""
    rows = Meeting.objects.filter(
        presences__person=person, starts_at__date__gt=today - timedelta(days=366)
    )
    return rows.select_related("body").distinct().order_by("-starts_at")


def last_trip(person: Person) -> Claim | None:
    """The last claim for travel by own car: most travel the same way again."""
    rows = Claim.objects.filter(person=person, kind=Kind.CAR).exclude(status=ClaimStatus.WITHDRAWN)
    return rows.order_by("-pk").first()
