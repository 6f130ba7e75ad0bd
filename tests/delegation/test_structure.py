"""Units that move and end, by date, and the power that goes with them."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tannhjul.core.law import Breach, Refused
from tannhjul.decisions.actions import delegated
from tannhjul.delegation import actions, queries
from tannhjul.delegation.models import Area, Grant
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.actions import units
from tannhjul.organisation.models import Person, Seat, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(secretary, today):
    return {"by": secretary, "today": today}


@pytest.fixture
def top():
    return Unit.objects.get(task="head")


@pytest.fixture
def area():
    return Area.objects.get(name="Permisjon")


@pytest.fixture
def chief_grant():
    return Grant.objects.get(parent=None, holder="unit")


@pytest.fixture
def school():
    return Unit.objects.get(name="Lillevik skole")


@pytest.fixture
def office(area, chief_grant, act):
    """The school head's office between the chief executive and the schools, with power over leave."""
    unit = Unit.objects.get(name="Oppvekst")
    _give(chief_grant, area, unit, 300_000, act)
    return unit


def _give(parent, area, unit, limit, act):
    return actions.give(
        area,
        "unit",
        "Kommunedirektøren",
        parent=parent,
        unit=unit,
        measure="kroner",
        limit=Decimal(limit),
        **act,
    )


def _leader(unit):
    return unit.leaderships.get(valid_to=None).person


def _who(area, amount, day):
    matter = queries.matter_in(area, "kroner", Decimal(amount))
    return {row.grant.unit for row in queries.who_decides(matter, day) if row.reaches}


def _decide(area, unit, amount, by, day):
    matter = delegated.Matter(
        area=area, title="Permisjon", measure="kroner", amount=Decimal(amount), whose=unit
    )
    why = "Vanlig permisjon etter reglementet."
    return delegated.decide(matter, "Innvilget.", why, by=by, person=_leader(unit), today=day)


class TestFlat:
    """The middle goes, and what it decided comes to those below it (domain 002b S1)."""

    @pytest.mark.source("002b-S1")
    def test_a_middle_unit_ends_when_each_of_its_powers_has_a_new_holder(
        self, office, school, top, area, browse, secretary, today
    ):
        later, kindergarten = today + timedelta(days=1), Unit.objects.get(name="Fjordtun barnehage")
        with pytest.raises(Refused, match="ikke fått myndighet"):
            _decide(area, school, 50_000, secretary, today)
        client, close = browse("sekretaer"), reverse("organisation:close_unit", args=[office.pk])
        assert "Permisjon" in client.get(close).content.decode()
        refused = client.post(close, {"today": later.isoformat()}).content.decode()
        assert "Permisjon" in refused
        assert "Overlat" in refused
        assert Unit.objects.get(pk=office.pk).valid_to is None
        assert organisation.unit_above(school, later) == office, "nothing half-written stays"
        [held] = queries.held_by_unit(office, today)
        address = reverse("delegation:hand_over", args=[office.pk])
        sent = {"below": [held.pk], "today": later.isoformat(), "decided_by": "KD 12/26"}
        assert client.post(address, sent).status_code == 302
        assert client.post(close, {"today": later.isoformat()}).status_code == 302
        assert _decide(area, school, 50_000, secretary, later).grant.unit == school
        assert _who(area, 50_000, today) == {top, office, Unit.objects.get(name="Kultur")}
        assert _who(area, 50_000, later) == {
            top,
            school,
            kindergarten,
            Unit.objects.get(name="Kultur"),
        }
        self._each_has_one_line_up(later)
        self._pages_answer_by_date(browse(), area, today, later)

    def _each_has_one_line_up(self, day):
        tree = organisation.unit_tree(day)
        assert len(tree) == Unit.objects.on(day).count()
        assert all(branch.above or branch.unit.is_head for branch in tree)
        assert all(branch.leader for branch in tree)

    def _pages_answer_by_date(self, reader, area, today, later):
        for day, there in ((today, True), (later, False)):
            listed = reader.get("/enheter/", {"on": day.isoformat()}).content.decode()
            assert (">Oppvekst</a>" in listed) is there
            asked = {"q": area.name, "amount": 50_000, "measure": "kroner", "today": day}
            answer = reader.get(reverse("delegation:ask"), asked).content.decode()
            rows = re.findall(r"<tr>(.*?)</tr>", answer, re.DOTALL)
            may = [row for row in rows if "leder av Lillevik skole" in row and "Ja" in row]
            assert bool(may) is not there

    @pytest.mark.source("002b-S1")
    def test_what_is_not_given_downwards_goes_back_up(self, office, school, top, area, act, today):
        actions.hand_over(office, "KD 12/26", **act)
        units.close_unit(office, **act)
        assert _who(area, 50_000, today) == {top, Unit.objects.get(name="Kultur")}
        with pytest.raises(Refused, match="ikke fått myndighet"):
            _decide(area, school, 50_000, act["by"], today)

    def test_what_it_has_passed_on_stands_on_the_same_terms(self, office, school, area, act, today):
        [held] = queries.held_by_unit(office, today)
        _give(held, area, school, 100_000, act)
        actions.hand_over(office, "KD 12/26", **act)
        units.close_unit(office, **act)
        assert school in _who(area, 100_000, today)
        assert school not in _who(area, 100_001, today)
        [own] = queries.held_by_unit(school, today)
        assert own.parent == held.parent
        assert Unit.objects.get(name="Fjordtun barnehage") not in _who(area, 1, today)

    @pytest.mark.source("002b-S1")
    def test_each_of_several_powers_asks_for_a_holder(self, office, school, top, area, act, today):
        chief = Grant.objects.get(parent=None, holder="unit")
        buying = Area.objects.get(name="Innkjøp")
        second = _give(chief, buying, office, 200_000, act)
        with pytest.raises(Refused, match=r"Innkjøp, Permisjon|Permisjon, Innkjøp"):
            units.close_unit(office, **act)
        actions.recall(second, "Samles", **act)
        with pytest.raises(Refused, match="fra den dagen: Permisjon"):
            units.close_unit(office, **act)
        [held] = queries.held_by_unit(office, today)
        actions.hand_over(office, "KD 12/26", below=[held], **act)
        units.close_unit(office, **act)
        assert organisation.unit_above(school, today) == top
        for unit in Unit.objects.on(today):
            assert unit.places.on(today).count() == (0 if unit.is_head else 1), unit
            assert unit.leaderships.on(today).count() == 1, unit
        [own] = queries.held_by_unit(school, today)
        assert own.parent == chief
        assert school not in _who(area, 300_001, today)
        assert school not in _who(buying, 1, today)

    def test_what_begins_or_ends_later_keeps_its_days(self, office, school, area, act, today):
        later, last = today + timedelta(days=60), today + timedelta(days=90)
        [held] = queries.held_by_unit(office, today)
        _give(held, area, school, 50_000, act | {"today": later})
        sub = _give(held, area, Unit.objects.get(name="Fjordtun barnehage"), 70_000, act)
        actions.recall(sub, "Prøvetid", **act | {"today": last})
        actions.hand_over(office, "KD 12/26", **act)
        kindergarten = Unit.objects.get(name="Fjordtun barnehage")
        assert school not in _who(area, 50_000, today)
        assert school in _who(area, 50_000, later)
        assert kindergarten in _who(area, 70_000, later)
        assert kindergarten not in _who(area, 70_000, last)

    def test_a_leader_with_less_gets_as_much_as_the_others(self, office, school, area, act, today):
        [held] = queries.held_by_unit(office, today)
        _give(held, area, school, 100_000, act)
        actions.hand_over(office, "KD 12/26", below=[held], **act)
        assert school in _who(area, 300_000, today)

    def test_a_unit_that_is_to_come_below_it_is_placed_elsewhere_first(self, office, act, today):
        culture, later = Unit.objects.get(name="Kultur"), today + timedelta(days=120)
        units.move_unit(culture, office, **act | {"today": later})
        actions.hand_over(office, "KD 12/26", **act)
        with pytest.raises(Refused, match="Kultur skal stå under"):
            units.close_unit(office, **act | {"today": today + timedelta(days=30)})

    def test_bad_input_is_named_and_kept(self, office, top, school, browse, act, today):
        client = browse("kommunedirektor")
        address = reverse("delegation:hand_over", args=[office.pk])
        back = client.post(address, {"today": "2020-01-01", "decided_by": "KD 1"})
        assert back.status_code == 422
        assert "dager som har vært" in back.content.decode()
        assert "KD 1" in back.content.decode()
        with pytest.raises(Refused, match="kommunestyret"):
            actions.hand_over(top, "KD", **act)
        with pytest.raises(Refused, match="ingen myndighet"):
            actions.hand_over(school, "KD", **act)
        assert browse("enhetsleder").get(address).status_code == 403
        assert "Overlat" not in browse().get(office.get_absolute_url()).content.decode()


class TestMoved:
    def test_where_it_stood_can_be_asked_for(self, school, browse, today):
        culture = Unit.objects.get(name="Kultur")
        later, before = today + timedelta(days=30), organisation.unit_above(school, today)
        client, address = browse("sekretaer"), reverse("organisation:move_unit", args=[school.pk])
        sent = {"above": culture.pk, "today": later.isoformat()}
        assert client.post(address, sent).status_code == 302
        assert organisation.unit_above(school, later) == culture
        assert organisation.unit_above(school, later - timedelta(days=1)) == before
        assert school.pk in organisation.units_led(_leader(culture), later)
        assert school.pk not in organisation.units_led(_leader(culture), today)
        shown = browse().get(school.get_absolute_url()).content.decode()
        assert "Kultur" in shown
        assert "Oppvekst" in shown

    def test_a_unit_stands_in_no_unit_of_its_own(self, school, top, browse, act, today):
        office = organisation.unit_above(school, today)
        culture = Unit.objects.get(name="Kultur")
        for unit, above, says in (
            (office, school, "er en del av"),
            (office, office, "er en del av"),
            (school, office, "står der allerede"),
            (top, school, "over alle de andre"),
        ):
            with pytest.raises(Refused, match=says):
                units.move_unit(unit, above, **act)
        early = act | {"today": school.valid_from - timedelta(days=1)}
        with pytest.raises(Refused, match="finnes ikke"):
            units.move_unit(school, top, **early)
        units.move_unit(school, top, **act)
        with pytest.raises(Refused, match="Velg den dagen"):
            units.move_unit(school, culture, **act | {"today": today - timedelta(days=1)})
        units.move_unit(school, office, **act)
        assert organisation.unit_above(school, today) == office, "put right the same day"

    def test_it_keeps_no_power_from_a_leader_it_no_longer_stands_below(
        self, office, school, area, act, today
    ):
        [held] = queries.held_by_unit(office, today)
        passed = _give(held, area, school, 100_000, act)
        culture = Unit.objects.get(name="Kultur")
        with pytest.raises(Refused, match="Permisjon"):
            units.move_unit(school, culture, **act)
        actions.recall(passed, "Flyttes", **act)
        units.move_unit(school, culture, **act)

    def test_power_that_lasts_into_a_move_is_seen_both_ways(self, office, school, area, act, today):
        [held] = queries.held_by_unit(office, today)
        culture, moves = Unit.objects.get(name="Kultur"), today + timedelta(days=30)
        passed = _give(held, area, school, 100_000, act)
        actions.recall(passed, "Senere", **act | {"today": moves + timedelta(days=60)})
        with pytest.raises(Refused, match="Permisjon"):
            units.move_unit(school, culture, **act | {"today": moves})
        units.move_unit(
            Unit.objects.get(name="Fjordtun barnehage"), culture, **act | {"today": moves}
        )
        kindergarten = Unit.objects.get(name="Fjordtun barnehage")
        terms = {"measure": "kroner", "limit": Decimal(1), "valid_to": moves, "parent": held}
        assert actions.give(area, "unit", "X", unit=kindergarten, **terms, **act), "till it moves"
        with pytest.raises(Breach, match="13-1"):
            _give(held, area, Unit.objects.get(name="Fjordtun barnehage"), 100_000, act)

    def test_whoever_comes_to_lead_a_sector_by_it_leaves_elected_bodies(
        self, school, top, act, today
    ):
        """§ 7-3: right below the chief executive's, whoever leads it is barred from the council."""
        member = Seat.objects.on(today).filter(body__short="KST", kind="member", office="").first()
        units.appoint(school, member.person, **act)
        assert Seat.objects.on(today).filter(pk=member.pk).exists()
        units.move_unit(school, top, **act)
        assert not Seat.objects.on(today).filter(pk=member.pk).exists()


class TestByPlaceOrByTarget:
    """Lier's places of service, or Strand's wide units (domain 002b S3)."""

    @pytest.fixture
    def hire(self):
        return Area.objects.get(name="Ansettelse")

    @pytest.fixture
    def strand(self, top, act):
        """Opplæring og oppvekst, with its own leader."""
        leader = Person.objects.create(name="Tone Strand")
        return units.create_unit("Opplæring og oppvekst", parent=top, leader=leader, **act)

    @pytest.mark.source("002b-S3")
    def test_a_head_of_school_hires_alone_in_one_and_as_far_as_passed_on_in_the_other(
        self, hire, strand, school, top, chief_grant, secretary, act, today
    ):
        units.move_unit(school, top, **act)
        own = _give(chief_grant, hire, school, 2_000_000, act)
        assert _hires(hire, school, 700_000, secretary, today).grant == own
        later = today + timedelta(days=90)
        then = {"by": secretary, "today": later}
        wide = _give(chief_grant, hire, strand, 2_000_000, then)
        actions.recall(own, "Skolen er i Opplæring og oppvekst.", **then)
        units.move_unit(school, strand, **then)
        with pytest.raises(Refused, match="trukket tilbake"):
            _hires(hire, school, 700_000, secretary, later)
        assert organisation.unit_above(school, later) == strand
        _give(wide, hire, school, 300_000, then)
        with pytest.raises(Refused, match="Opplæring og oppvekst"):
            _hires(hire, school, 300_001, secretary, later)
        assert _hires(hire, school, 300_000, secretary, later).grant.parent == wide
        with pytest.raises(Refused, match="Opplæring og oppvekst"):
            _hires(hire, school, 700_000, secretary, later)
        assert _hires(hire, strand, 700_000, secretary, later).grant == wide

    @pytest.mark.source("002b-S3")
    def test_who_needs_two_services_has_one_leader_or_the_names_of_several(
        self, top, browse, act, today
    ):
        home, nursing = (Unit.objects.get(name=n) for n in ("Hjemmetjenesten", "Lillevik sykehjem"))
        wide, later = Unit.objects.get(name="Helse og omsorg"), today + timedelta(days=1)
        address, asked = reverse("organisation:led_together"), {"units": [home.pk, nursing.pk]}
        shown = browse().get(address, asked).content.decode()
        assert "Én leder svarer for alt" in shown
        assert _leader(wide).name in shown
        assert _leader(home).name not in shown
        assert _leader(nursing).name not in shown
        for unit in (home, nursing):
            units.move_unit(unit, top, **act | {"today": later})
        shown = browse().get(address, asked | {"on": later.isoformat()}).content.decode()
        assert "Én leder svarer for alt" not in shown
        assert all(_leader(unit).name in shown for unit in (home, nursing))
        assert all(
            f'href="{unit.get_absolute_url()}">{unit}</a>' in shown for unit in (home, nursing)
        )
        assert "samle et team" in shown
        assert "Velg tjenestene" in browse().get(address, {"on": "2026-01-01"}).content.decode()


def _hires(area, unit, amount, by, day):
    matter = delegated.Matter(
        area=area,
        title="Lærer",
        measure="kroner",
        amount=Decimal(amount),
        whose=unit,
        leads_nobody=True,
    )
    why = "Ansettelse innenfor budsjettet."
    return delegated.decide(matter, "Ansatt.", why, by=by, person=_leader(unit), today=day)
