"""The nouns of pay: a claim belongs to the body it was for; a settlement's sums are proven."""

from tannhjul.core.subjects import NOWHERE, Place, in_body, subject

from .models import Claim, Fixed, Settlement, SettlementCheck


def _place_of_claim(claim: Claim) -> Place:
    return in_body(claim.meeting.body_id) if claim.meeting else NOWHERE


def _sums(settlement: Settlement) -> list[tuple]:
    lines = settlement.lines.order_by("person_id", "day", "pk")
    return list(lines.values_list("person_id", "kind", "day", "quantity", "rate", "amount"))


subject(Claim, place=_place_of_claim)
subject(Settlement, content=_sums)
subject(SettlementCheck)
subject(Fixed)
