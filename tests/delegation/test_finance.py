"""Sveio's staff head decides on loans, placements and purchases, and nothing else (002: 4843-4845)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tannhjul.core.law import Refused
from tannhjul.decisions.actions import delegated
from tannhjul.delegation import actions
from tannhjul.delegation.models import Area, Grant
from tannhjul.organisation.actions import units
from tannhjul.organisation.models import Person, Unit
from tests.reading import text_of

pytestmark = pytest.mark.django_db
NAMED = ("Opptak av lån", "Plassering av overskudd", "Innkjøp")
WHY = "Stabssjefen har økonomifeltet; stillingen står ikke i stillingslisten."
ADOPTED = Decimal(40_000_000)  # the loans that the council has adopted for the year


@pytest.fixture
def staff(secretary, today):
    """The head of staff."""
    top = Unit.objects.get(task="head")
    head = Person.objects.create(name="Sigrun Stab")
    return units.create_unit(
        "Stab", by=secretary, today=today, parent=top, leader=head, task="staff"
    )


def _area(name):
    return Area.objects.get_or_create(name=name)[0]


def _give(unit, name, secretary, today, why=WHY, **more):
    """From the council to the chief executive, and on to the staff."""
    by = {"by": secretary, "today": today, "decided_by": "PS 3/26"}
    top = Unit.objects.get(task="head")
    first = actions.give(_area(name), "unit", unit=top, may_pass_on=True, **by, **more)
    return actions.give(
        _area(name), "unit", unit=unit, parent=first, staff_because=why, **by, **more
    )


@pytest.fixture
def given(staff, secretary, today):
    limit = {"limit": ADOPTED, "measure": "kroner"}
    return {
        name: _give(staff, name, secretary, today, **(limit if name == NAMED[0] else {}))
        for name in NAMED
    }


def _decide(name, amount, secretary, day):
    head = Person.objects.get(name="Sigrun Stab")
    matter = delegated.Matter(
        area=_area(name), title=name, measure="kroner", amount=Decimal(amount)
    )
    return delegated.decide(matter, "Vedtas.", "Vanlig.", by=secretary, person=head, today=day)


@pytest.mark.source("002b-S31")
def test_staff_gets_it_only_as_an_exception_that_says_why(staff, secretary, today, given, browse):
    with pytest.raises(Refused, match="Staben gir råd|Stab"):
        _give(staff, "Arkiv og journal", secretary, today, why="")
    assert not Grant.objects.filter(unit=staff, area__name="Arkiv og journal").exists()
    grant = given["Innkjøp"]
    assert WHY in browse().get(grant.get_absolute_url()).content.decode()
    pdf = browse().get(reverse("delegation:printed")).content
    assert "stillingen står ikke i" in " ".join(text_of(pdf).split())


@pytest.mark.source("002b-S31")
@pytest.mark.parametrize("name", NAMED)
def test_each_of_the_three_is_decided_on_that_grant(name, given, secretary, today):
    assert _decide(name, 1_000_000, secretary, today).grant == given[name]


@pytest.mark.source("002b-S31")
def test_a_loan_beyond_what_the_council_adopted_is_refused(given, secretary, today):
    assert _decide(NAMED[0], ADOPTED, secretary, today).pk
    with pytest.raises(Refused, match="kan avgjøre"):
        _decide(NAMED[0], ADOPTED + 1, secretary, today)


@pytest.mark.source("002b-S31")
def test_hiring_in_a_unit_is_still_refused(given, secretary, today):
    with pytest.raises(Refused, match="ikke fått myndighet"):
        _decide("Ansettelser i enhetene", 0, secretary, today)


@pytest.mark.source("002b-S31")
def test_recalled_the_next_placement_is_refused_the_same_day(given, secretary, today):
    earlier = _decide(NAMED[1], 500, secretary, today)
    actions.recall(given[NAMED[1]], "Kommunestyret trekker den tilbake.", by=secretary, today=today)
    with pytest.raises(Refused):
        _decide(NAMED[1], 500, secretary, today)
    earlier.refresh_from_db()
    assert earlier.status == "in_force"
    assert _decide(NAMED[2], 500, secretary, today).grant == given[NAMED[2]]
    with pytest.raises(Refused):
        _decide(NAMED[1], 500, secretary, today + timedelta(days=1))
