"""Who may prepare a case: nobody who is close to its parties, or made what is complained about."""

from datetime import date
from typing import Any

from tannhjul.cases.models import Case
from tannhjul.core.law import comply
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.models import Person
from tannhjul.organisation.rules import interests


def must_be_free(case: Case, user: Any, day: date) -> None:
    """Refuse someone who prepares or approves a case and is disqualified (fvl. § 6, koml. § 13-3)."""
    person = organisation.person_of(user)
    names = case.parties.values_list("name", flat=True)
    comply(interests.works_free_of_the_parties, organisation.ties_to(person, names, day))
    first = case.complaint_over
    if first is None or user is None:
        return
    comply(interests.did_not_make_what_is_tried, took_part(first, user.pk, person))
    above = organisation.superiors(person, day) if person else []
    above = above or [p for p in organisation.leaders_of(case.unit, day) if p != person]
    superior = any(took_part(first, each.user_id, each) for each in above)
    comply(interests.superior_did_not_make_it, superior)


def took_part(first: Case, user_id: int | None, person: Person | None) -> bool:
    """Whether someone prepared a case, or decided in it with delegated power."""
    prepared = user_id is not None and first.officer_id == user_id
    return prepared or (person is not None and first.delegated.filter(decided_by=person).exists())
