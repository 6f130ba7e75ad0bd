"""Who is kept out by a position, who lives where, and how large a council must be."""

from datetime import date

import pytest
from django.urls import reverse

from tannhjul.core.findings import everything
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Choice
from tannhjul.elections import actions as holding
from tannhjul.elections.actions.opening import how_many
from tannhjul.elections.enums import Method
from tannhjul.organisation import queries
from tannhjul.organisation.actions import bodies, departures, interests, register, seats, units
from tannhjul.organisation.models import Body, Entity, Person, Population, Seat, Unit
from tannhjul.organisation.rules.lists import Line

pytestmark = pytest.mark.django_db
GRANTED = {"reason": "Sykdom.", "decided_by": "PS 9/26"}


@pytest.fixture
def act(secretary, today):
    return {"by": secretary, "today": today}


@pytest.fixture
def newcomer(secretary):
    return register.register_person("Ny Her", by=secretary, gender="f")


def sits(person, short, day):
    return Seat.objects.on(day).filter(body__short=short, person=person).exists()


def _board(act, kind, name):
    return bodies.create_body(name, "X1", kind, seats_total=5, **act)


class TestTies:
    """§ 7-3 (1) a and h, (5): what someone does elsewhere."""

    @pytest.mark.parametrize("tie", ["governor", "secretary"])
    def test_the_governor_and_the_governments_secretariat_sit_nowhere(self, tie, newcomer, act):
        interests.declare(newcomer, tie, "Statsforvalteren", **act)
        for short in ("HTM", "KST"):
            body = Body.objects.get(short=short)
            with pytest.raises(Breach, match="7-3"):
                seats.seat(body, newcomer, kind="deputy", order=99, **act)

    def test_whoever_becomes_governor_leaves(self, act, today):
        member = Seat.objects.on(today).filter(body__short="KST", office="").first().person
        interests.declare(member, "governor", "Statsforvalteren i Innlandet", **act)
        assert not sits(member, "KST", today)

    def test_what_one_enters_of_oneself_is_found_and_loses_no_seat(self, users, today):
        member = users["representant"].person
        interests.declare(member, "governor", "Statsforvalteren", by=member.user, today=today)
        assert sits(member, "KST", today)
        assert "organisation.is_free_of_leading_positions" in {
            row.rule.name for row in everything(today)
        }

    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            ("enterprise_board", "Lillevik havn KF"),
            ("representative_council", "Brannvesenet"),
            ("collaboration_organ", "Brannvesenet"),
        ],
    )
    def test_whoever_keeps_the_accounts_of_it_stays_off_its_board(self, kind, name, newcomer, act):
        body = _board(act, kind, name)
        interests.declare(newcomer, "accounts", name.upper(), **act)
        with pytest.raises(Breach, match=r"7-3 \(5\)"):
            seats.seat(body, newcomer, kind="member", order=1, **act)
        seats.seat(Body.objects.get(short="HTM"), newcomer, kind="deputy", order=99, **act)

    def test_in_an_enterprise_it_is_whoever_leads_the_unit_that_does(self, newcomer, act, today):
        body = _board(act, "enterprise_board", "Lillevik havn KF")
        top = Unit.objects.get(task="head")
        day = {"valid_from": today}
        enterprise = Unit.objects.create(name="Havna", board=body, **day)
        enterprise.places.create(above=top, **day)
        office = Unit.objects.create(name="Havnas økonomi", keeps_accounts=True, **day)
        office.places.create(above=enterprise, **day)
        units.appoint(office, newcomer, **act)
        with pytest.raises(Breach, match=r"7-3 \(5\)"):
            seats.seat(body, newcomer, kind="member", order=1, **act)
        assert "head_of_accounting" not in queries.positions_held(newcomer, today)


class TestDistrict:
    """§ 7-3 (4): the council can want only those who live in the district."""

    @pytest.fixture
    def district(self, act):
        return bodies.create_body("Kommunedelsutvalg Vest", "KDU", "district_committee", **act)

    @pytest.fixture
    def decided(self, today):
        Choice.objects.create(key="organisation.only_of_the_district", value=1, valid_from=today)

    @pytest.mark.usefixtures("decided")
    def test_a_seat_a_list_and_a_pasted_list_each_ask(self, district, newcomer, browse, act, today):
        with pytest.raises(Breach, match=r"7-3 \(4\)"):
            seats.seat_one(district, newcomer, kind="member", order=1, **act)
        with pytest.raises(Breach, match=r"7-3 \(4\)"):
            seats.fill(district, [Line(1, "", "Ola Utenfra")], kind="member", **act)
        election = holding.open_election(district, Method.AGREEMENT, seats=3, **act)
        with pytest.raises(Breach, match=r"7-3 \(4\)"):
            holding.put_list(election, "A", [Line(1, "", "Ola Utenfra")], by=act["by"])
        address = reverse("organisation:seat", args=[district.pk])
        data = {"person": newcomer.pk, "kind": "member", "order": 1, "today": str(today)}
        data |= {"agreed": "on"}
        desk = browse("sekretaer")
        refused = desk.post(address, data)
        assert refused.status_code == 422
        assert "bosatt i kommunedelen" in refused.content.decode()
        assert desk.post(address, {**data, "lives_there": "on"}).status_code == 302

    def test_it_asks_nowhere_else_and_not_before_it_is_decided(self, district, newcomer, act):
        seats.seat_one(district, newcomer, kind="member", order=1, **act)


class TestBalanceOfDeputies:
    """§ 7-10 (5): one more deputy."""

    def test_it_is_asked_of_what_the_council_elects(self, council, act, secretary):
        """Not of the council itself."""
        man = register.register_person("Mann til", by=secretary, gender="m")
        party = Seat.objects.filter(body=council, kind="deputy").first().party
        Person.objects.filter(seats__body=council, seats__kind="deputy").update(gender="m")
        assert seats.seat_one(council, man, kind="deputy", order=999, party=party, **act)

    def test_is_of_the_fewer_unless_the_group_has_nobody(self, act, secretary, today):
        body = bodies.create_body("Utvalg for havn", "UH", "committee", **act)
        others = [
            register.register_person(f"Mann {n}", by=secretary, gender="m") for n in (1, 2, 3)
        ]
        first, second, third = others
        seats.seat_one(body, first, kind="deputy", order=1, **act)
        with pytest.raises(Breach, match=r"7-10 \(5\)"):
            seats.seat_one(body, second, kind="deputy", order=2, **act)
        assert not Seat.objects.filter(person=second).exists(), "nothing half-written"
        seats.seat_one(body, second, kind="deputy", order=2, nobody_else=True, **act)
        kari = register.register_person("Kari Ny", by=secretary, gender="f")
        seats.seat_one(body, kari, kind="deputy", order=3, **act)


class TestAwayWithoutADay:
    """§ 7-11 (1): exempted until further notice."""

    def test_a_substitute_can_be_elected_and_the_member_comes_back(self, act, today):
        own = Seat.objects.on(today).filter(body__short="HTM", kind="member", office="").first()
        departures.leave(own, "ex_open", **act, **GRANTED)
        absence = own.departures.get()
        assert not sits(own.person, "HTM", today)
        assert queries.can_be_substituted(absence)
        council = Seat.objects.on(today).filter(body__short="KST", party=own.party)
        taken = Seat.objects.given(today).filter(body__short="HTM").values("person")
        other = council.exclude(person__in=taken).first().person
        departures.substitute(own, other, **act)
        assert sits(other, "HTM", today)
        later = today.replace(year=today.year + 1)
        departures.come_back(absence, by=act["by"], today=later)
        assert sits(own.person, "HTM", later)
        assert not sits(other, "HTM", later)

    def test_with_a_known_end_it_is_the_other_ground(self, act, today):
        own = Seat.objects.on(today).filter(body__short="HTM", kind="member").first()
        until = today.replace(year=today.year + 1)
        with pytest.raises(Refused, match="fritatt etter søknad|kjent slutt"):
            departures.leave(own, "ex_open", until=until, **act, **GRANTED)

    def test_it_takes_a_reason_and_a_decision(self, act, today):
        own = Seat.objects.on(today).filter(body__short="HTM", kind="member").first()
        with pytest.raises(Breach, match="7-9"):
            departures.leave(own, "ex_open", **act)


class TestPoliticalPosition:
    """§ 10-6 (2): whoever takes one leaves the other offices meanwhile, and holds them again after."""

    def test_every_seat_is_left_for_the_time(self, act, today):
        own = Seat.objects.on(today).filter(body__short="FSK", kind="member", office="").first()
        left = departures.leave(own, "serves", **act)
        assert {row.seat.body.short for row in left} >= {"FSK", "KST"}
        assert not Seat.objects.on(today).filter(person=own.person).exists()
        assert queries.can_be_substituted(own.departures.get())
        mine = Seat.objects.get(person=own.person, body__short="KST", valid_to=None)
        assert not queries.can_be_substituted(mine.departures.get()), "but in the council"
        departures.come_back(own.departures.get(), **act)
        assert sits(own.person, "KST", today)

    def test_what_one_is_away_from_already_stays_as_it_is(self, act, today):
        own = Seat.objects.on(today).filter(body__short="FSK", kind="member", office="").first()
        council = Seat.objects.on(today).get(body__short="KST", person=own.person)
        until = today.replace(year=today.year + 1)
        departures.leave(own, "exempt", until=until, **act, **GRANTED)
        left = departures.leave(council, "serves", **act)
        assert "FSK" not in {row.seat.body.short for row in left}
        assert not Seat.objects.on(today).filter(person=own.person).exists()


class TestInhabitants:
    """§ 5-5 (5): those at the last new year but one before the election count."""

    @pytest.fixture
    def counted(self, secretary):
        Population.objects.all().delete()
        counts = ((date(2024, 1, 1), 9_900), (date(2026, 1, 1), 10_400), (date(2026, 7, 1), 9_950))
        for day, number in counts:
            owner = Entity.objects.get()
            register.describe(owner, owner.name, owner.number, number, by=secretary, counted_on=day)

    @pytest.mark.usefixtures("counted")
    def test_the_number_of_the_right_year(self):
        assert queries.inhabitants_behind(date(2027, 9, 13)) == 10_400
        assert queries.inhabitants_behind(date(2026, 9, 13)) == 9_900
        assert Entity.objects.get().inhabitants == 9_950

    @pytest.mark.usefixtures("counted")
    def test_an_older_number_entered_later_is_not_the_newest(self, secretary):
        owner = Entity.objects.get()
        old = date(2023, 1, 1)
        register.describe(owner, owner.name, owner.number, 9_000, by=secretary, counted_on=old)
        assert Entity.objects.get().inhabitants == 9_950

    def test_a_day_that_has_not_come_is_refused(self, secretary, today):
        owner = Entity.objects.get()
        day = today.replace(year=today.year + 1)
        with pytest.raises(Refused, match="ikke kommet"):
            register.describe(owner, owner.name, "9901", 9_000, by=secretary, counted_on=day)
        assert not Population.objects.filter(counted_on=day).exists()

    def test_nothing_is_raised_on_a_guess(self, council):
        Population.objects.all().delete()
        Entity.objects.update(inhabitants=60_000)
        assert how_many(council, None, None, date(2027, 9, 13)) == council.seats_total

    @pytest.mark.usefixtures("counted")
    def test_a_council_that_has_become_too_small_gets_the_least_there_may_be(
        self, council, secretary
    ):
        Body.objects.filter(pk=council.pk).update(seats_total=19)
        council.refresh_from_db()
        day = date(2027, 9, 13)
        assert how_many(council, None, None, day) == 27
        Population.objects.filter(counted_on=date(2026, 1, 1)).update(inhabitants=9_999)
        assert how_many(council, None, None, day) == 19
