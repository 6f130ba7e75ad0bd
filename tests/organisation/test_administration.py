"""The administration: levels, directors, the leadership group, and staff that advises."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.core.law import Refused
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Area, Grant
from tannhjul.organisation import queries
from tannhjul.organisation.actions import register, units
from tannhjul.organisation.choices import LEADERSHIP_GROUP, STAFF_INSTRUCTS
from tannhjul.organisation.models import Person, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(db):
    """The chief executive alone, with nobody below."""
    top = Unit.objects.get(task="head")
    Unit.objects.exclude(pk=top.pk).update(valid_to="2020-01-01", valid_from="2019-01-01")
    return top


@pytest.fixture
def below(head, secretary, today):
    def create(name, task="line", parent=None, led_by=None):
        leader = Person.objects.create(name=led_by or f"Leder av {name}")
        return units.create_unit(
            name, by=secretary, today=today, parent=parent or head, leader=leader, task=task
        )

    return create


def test_the_levels_are_counted(below, secretary, today):
    school = below("Skolen")
    assert queries.levels(today) == 2
    sector = below("Oppvekst", "sector")
    below("Barnehagen", parent=sector)
    assert queries.levels(today) == 2.5
    units.move_unit(school, sector, by=secretary, today=today)
    assert queries.levels(today) == 3


@pytest.mark.source("002b-S5")
def test_a_director_follows_up_units_without_being_a_level(below, secretary, today, browse):
    below("Kommunalsjef oppvekst", "director", led_by="Kari")
    below("Kommunalsjef helse", "director", led_by="Ola")
    school = below("Skolen")
    assert queries.levels(today) == 2
    kari, ola = Person.objects.get(name="Kari"), Person.objects.get(name="Ola")
    with pytest.raises(Refused, match="ikke kommunalsjef"):
        units.supervise(school, Person.objects.first(), by=secretary, today=today)
    units.supervise(school, kari, by=secretary, today=today)
    later = today + timedelta(days=180)
    units.supervise(school, ola, by=secretary, today=later)
    assert queries.spans(today) == [(kari, 1)]
    assert queries.spans(later) == [(ola, 1)]
    page = browse().get(school.get_absolute_url()).content.decode()
    assert "Kari" in page
    assert "Ola" in page


@pytest.mark.source("002b-S7")
@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (1, {"Assisterende"}),
        (2, {"Assisterende", "Staben"}),
        (3, {"Assisterende", "Staben", "Skolen"}),
        (4, {"Assisterende", "Skolen"}),
    ],
)
def test_the_leadership_group_is_as_it_has_been_chosen(
    below, secretary, today, browse, choice, names
):
    for name, task in (("Assisterende", "director"), ("Staben", "staff"), ("Skolen", "line")):
        below(name, task, led_by=name)
    register.choose(LEADERSHIP_GROUP, choice, decided_by="KST", by=secretary, today=today)
    group = queries.leadership_group(today)
    assert {branch.unit.name for branch in group[1:]} == names
    assert group[0].depth == 0
    page = browse().get(reverse("organisation:units")).content.decode()
    assert "Kommunedirektørens ledergruppe" in page


def test_a_unit_says_what_it_is_divided_by(browse):
    unit = Unit.objects.get(name="Lillevik sykehjem")
    address = reverse("organisation:describe_unit", args=[unit.pk])
    assert browse("representant").get(address).status_code == 403
    assert browse("sekretaer").post(address, {"task": "x"}).status_code == 422
    sent = {"task": "line", "basis": "place"}
    assert browse("sekretaer").post(address, sent).status_code == 302
    page = browse().get(unit.get_absolute_url()).content.decode()
    assert "Delt etter" in page
    assert "Tjenestested" in page


@pytest.mark.source("002b-R26")
def test_staff_advises_unless_it_has_been_chosen_otherwise(secretary, today):
    staff = Unit.objects.get(name="Kultur")
    units.describe_unit(staff, "staff", "", by=secretary)
    staff.refresh_from_db()
    chief = Grant.objects.get(parent=None, holder="unit")
    facts = {"by": secretary, "today": today, "parent": chief, "unit": staff}
    limit = {"limit": 1, "measure": "kroner"}
    area = Area.objects.get(name="Permisjon")
    with pytest.raises(Refused, match="Stab gir råd"):
        delegation.give(area, "unit", "Kommunedirektøren", **facts, **limit)
    register.choose(STAFF_INSTRUCTS, 1, decided_by="KST", by=secretary, today=today)
    delegation.give(area, "unit", "Kommunedirektøren", **facts, **limit)
