"""Qualified then, qualified now: who may sit, as long as they sit, however the seat came."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.accounts import actions as accounts
from tannhjul.accounts.queries import roles_of
from tannhjul.core.findings import everything
from tannhjul.core.law import Breach, Refused
from tannhjul.elections import actions as holding
from tannhjul.elections.enums import Method
from tannhjul.organisation import queries
from tannhjul.organisation.actions import bodies, departures, offices, seats, units
from tannhjul.organisation.handlers import roles_turn_over
from tannhjul.organisation.models import Body, Departure, Seat, Unit
from tannhjul.organisation.rules.lists import Line

pytestmark = pytest.mark.django_db
GRANTED = {"reason": "Omsorg for små barn.", "decided_by": "PS 9/26"}


@pytest.fixture
def act(secretary, today):
    return {"by": secretary, "today": today}


def held(short, today, **facts):
    return Seat.objects.on(today).filter(body__short=short, **facts)


def sitting(short, day):
    return {seat.person for seat in queries.members(Body.objects.get(short=short), day)}


def broken(day):
    """What the check of live data finds about who sits."""
    asked = {each.rule.rule.name for each in queries.QUALIFICATIONS}
    return {row.rule.name for row in everything(day) if row.rule.name in asked}


@pytest.fixture
def in_both(today):
    """Someone without an office who sits in the council and in its executive committee."""
    return held("FSK", today, kind="member", office="").first().person


class TestOutOfTheCouncil:
    """§§ 5-6 (2), 7-9 (1): the executive committee is elected among the members of the council."""

    def test_for_good_is_out_of_the_executive_committee(self, in_both, act, today):
        own = held("KST", today, person=in_both).get()
        shown = [row.says for row in queries.consequences(own, "exempt", today, None)]
        assert any("Formannskapet: gruppen peker ut" in says for says in shown)
        departures.leave(own, "exempt", **act, **GRANTED)
        assert in_both not in sitting("FSK", today)
        assert in_both in sitting("FSK", today - timedelta(days=1))

    def test_for_a_time_is_away_from_it_as_long(self, in_both, act, today):
        until = today + timedelta(days=90)
        departures.leave(
            held("KST", today, person=in_both).get(), "exempt", until=until, **act, **GRANTED
        )
        assert in_both not in sitting("FSK", today)
        assert in_both in sitting("FSK", until)
        assert len(sitting("FSK", today)) == len(sitting("FSK", until))

    def test_deputies_of_it_are_members_of_the_council(self, act, today):
        fsk = Body.objects.get(short="FSK")
        deputy = held("KST", today, kind="deputy").first()
        with pytest.raises(Breach, match="5-6"):
            seats.seat_one(fsk, deputy.person, kind="deputy", order=9, party=deputy.party, **act)

    def test_a_deputy_who_left_the_council_does_not_stand_in(self, act, today):
        member = held("FSK", today, kind="member", party__code="SP").first()
        first, second = queries.deputies_of(member, today)[:2]
        departures.leave(held("KST", today, person=first.person).get(), "other", **act)
        departures.leave(member, "exempt", until=today + timedelta(days=40), **act, **GRANTED)
        assert second.person in sitting("FSK", today)


class TestBarred:
    """§ 7-3: on the way in, through every door, and afterwards."""

    @pytest.mark.parametrize(
        ("kind", "name", "open_to_leaders"),
        [
            ("enterprise_board", "Lillevik havn KF, styret", False),
            ("institution_board", "Styret for helsehuset", False),
            ("representative_council", "Representantskapet for brannvesenet", False),
            ("joint_committee", "Partssammensatt utvalg", False),
            ("collaboration_organ", "Styret for brannvesenet", True),
        ],
    )
    def test_the_chief_executive_in_a_board(self, kind, name, open_to_leaders, act, today):
        body = bodies.create_body(name, "X1", kind, seats_total=5, **act)
        chief = queries.chief_executive(today)
        party = held("KST", today).first().party
        if open_to_leaders:
            seats.seat(body, chief, kind="member", order=1, party=party, **act)
        else:
            with pytest.raises(Breach, match="7-3"):
                seats.seat(body, chief, kind="member", order=1, party=party, **act)

    def test_whoever_becomes_head_of_a_sector_leaves(self, in_both, act, today):
        top = Unit.objects.get(task="head")
        sector = queries.units_below(top, today)[0]
        units.appoint(sector, in_both, **act)
        assert not held("KST", today, person=in_both).exists()
        assert not held("FSK", today, person=in_both).exists()
        assert Departure.objects.filter(seat__person=in_both, ground="lost").exists()

    def test_whoever_becomes_auditor_leaves(self, users, act, today):
        person = users["representant"].person
        accounts.give_role(person.user, "auditor", **act)
        assert not Seat.objects.on(today).filter(person=person).exists()

    def test_by_an_election_as_by_a_seat(self, act, today):
        body = bodies.create_body("Utvalg for havn", "UH", "committee", seats_total=3, **act)
        chief = queries.chief_executive(today).name
        election = holding.open_election(body, Method.AGREEMENT, seats=3, **act)
        others = [held("KST", today, person__gender=one).first().person.name for one in "fm"]
        lines = [Line(n, "", name) for n, name in enumerate((chief, *others), 1)]
        slate = holding.put_list(election, "AP", lines, by=act["by"])
        holding.count(election, {slate.pk: 3}, by=act["by"])
        with pytest.raises(Breach, match="7-3"):
            holding.take_effect(election, **act)
        assert not queries.members(body, today)


class TestControl:
    """§§ 7-3 (3), 23-1: who controls decides nothing, whichever came first."""

    def test_a_member_of_the_control_committee_is_elected_to_nothing_that_decides(self, act, today):
        person = held("KU", today, party__isnull=False).first().person
        body = bodies.create_body("Utvalg for havn", "UH", "committee", seats_total=3, **act)
        with pytest.raises(Breach, match="7-3"):
            seats.seat(body, person, kind="member", order=1, **act)
        with pytest.raises(Breach, match="7-3"):
            offices.give_office(Body.objects.get(short="KST"), person, "deputy_leader", **act)

    def test_a_deputy_of_the_executive_committee_cannot_control(self, act, today):
        person = held("FSK", today, kind="deputy").first().person
        with pytest.raises(Breach, match="23-1"):
            seats.seat(Body.objects.get(short="KU"), person, kind="member", order=6, **act)


class TestAsElected:
    """§ 7-10 (2): deputies take over in the order in which they were elected."""

    def test_the_first_deputy_gets_the_permanent_seat_though_sitting_for_another(self, act, today):
        one, other = held("KST", today, kind="member", party__code="SP", office="")[:2]
        first, second = queries.deputies_of(one, today)[:2]
        until = today + timedelta(days=60)
        departures.leave(one, "exempt", until=until, **act, **GRANTED)
        assert first.person in sitting("KST", today)
        departures.leave(other, "dead", **act)
        assert {first.person, second.person} <= sitting("KST", today)
        assert first.person in sitting("KST", until)
        assert second.person not in sitting("KST", until)
        assert one.person in sitting("KST", until)
        assert Seat.objects.lasting().get(body=one.body, person=second.person).kind == "deputy"

    def test_a_directly_elected_district_committee_fills_itself(self, act, today):
        body = bodies.create_body(
            "Kommunedelsutvalg nord", "KDN", "district_committee", seats_total=3, **act
        )
        body.elected_by_voters = True
        body.save()
        people = [seat.person for seat in held("ER", today)]
        for order, person in enumerate(people[:2], 1):
            seats.seat(body, person, kind="member", order=order, **act)
        deputy = seats.seat(body, people[2], kind="deputy", order=1, **act)
        departures.leave(body.seats.get(person=people[0]), "other", **act)
        assert deputy.person in sitting("KDN", today)


class TestTheMayorAway:
    """§ 6-2 (4), § 6-1 (1): the deputy mayor moves up; another is elected for the time."""

    @pytest.fixture
    def away(self, council, act, today):
        mayor = queries.mayor_seat(today)
        second = Seat.objects.get(body=council, office="deputy_leader", valid_to=None)
        until = today + timedelta(days=100)
        departures.leave(mayor, "exempt", until=until, **act, **GRANTED)
        return mayor.person, second.person, until

    def test_leads_the_executive_committee_too(self, away, today):
        mayor, second, until = away
        fsk = Body.objects.get(short="FSK")
        assert queries.leader(fsk, today).person == second
        assert mayor not in sitting("FSK", today)
        assert queries.leader(fsk, until).person == mayor

    def test_a_deputy_mayor_is_elected_for_the_time(self, away, council, act, today):
        mayor, second, until = away
        third = held("FSK", today, kind="member", office="").exclude(person=second).first().person
        election = holding.open_election(council, Method.MAJORITY, office="deputy_leader", **act)
        slate = holding.put_list(election, third.name, [Line(1, "", third.name)], by=act["by"])
        holding.count(election, {slate.pk: 27}, by=act["by"])
        holding.take_effect(election, **act)
        offices = {
            seat.office: seat.person for seat in queries.members(council, today) if seat.office
        }
        assert offices == {"leader": second, "deputy_leader": third}
        offices = {
            seat.office: seat.person for seat in queries.members(council, until) if seat.office
        }
        assert offices == {"leader": mayor, "deputy_leader": second}
        assert len(queries.members(council, today)) == council.seats_total

    def test_an_exemption_is_not_ended_early_and_a_suspension_is(self, council, act, today):
        member = held("KST", today, kind="member", office="").first()
        until = today + timedelta(days=100)
        [away] = departures.leave(member, "exempt", until=until, **act, **GRANTED)[:1]
        with pytest.raises(Breach, match="7-9"):
            departures.come_back(away, **act)
        other = held("KST", today, kind="member", office="", meanwhile=None).last()
        [away, *_more] = departures.leave(other, "suspended", **act, **GRANTED)
        assert other.person not in sitting("KST", today + timedelta(days=900))
        assert len(sitting("KST", today)) == council.seats_total
        departures.come_back(away, by=act["by"], today=today + timedelta(days=30))
        assert other.person in sitting("KST", today + timedelta(days=30))
        assert len(sitting("KST", today + timedelta(days=30))) == council.seats_total

    def test_in_the_page(self, away, council, browse, today):
        mayor, second, _until = away
        page = browse("sekretaer").get(council.get_absolute_url()).content.decode()
        assert f"mens {mayor} er borte" in page
        assert f"{mayor} er borte til" in page
        absence = Departure.objects.get(seat__body=council, seat__person=mayor)
        address = reverse("organisation:come_back", args=[council.pk, absence.pk])
        answer = browse("sekretaer").post(address, {"today": str(today)})
        assert answer.status_code == 422
        assert "§ 7-9 (3)" in answer.content.decode()
        assert browse("representant").post(address, {"today": str(today)}).status_code == 403


class TestMovingOut:
    def test_boards_open_to_others_are_kept(self, in_both, act, today):
        body = bodies.create_body(
            "Lillevik havn KF, styret", "X1", "enterprise_board", seats_total=5, **act
        )
        seats.seat(body, in_both, kind="member", order=1, **act)
        departures.leave(held("KST", today, person=in_both).get(), "moved", **act)
        assert [seat.body.short for seat in Seat.objects.on(today).filter(person=in_both)] == ["X1"]
        with pytest.raises(Breach, match="7-2"):
            seats.seat(Body.objects.get(short="HTM"), in_both, kind="deputy", order=40, **act)
        departures.come_back(queries.moved_out(in_both, today), **act)
        seats.seat(Body.objects.get(short="HTM"), in_both, kind="deputy", order=40, **act)


def test_what_is_planted_past_the_gate_is_found(today):
    """One fault for each qualification, put straight into the tables."""
    assert broken(today) == set()
    person = held("KU", today, party__isnull=False).first().person
    free = held("ER", today).first().person
    fsk, htm = Body.objects.get(short="FSK"), Body.objects.get(short="HTM")
    Seat.objects.create(body=fsk, person=free, kind="deputy", order=9, valid_from=today)
    Seat.objects.create(body=htm, person=person, kind="deputy", order=9, valid_from=today)
    assert broken(today) == {
        "organisation.may_control",
        "organisation.sits_in_council",
        "organisation.is_free_of_the_control_committee",
    }


def test_a_place_held_for_a_time_only_ends_with_the_person(act, today):
    member = held("KST", today, kind="member", party__code="H", office="").first()
    departures.leave(member, "exempt", until=today + timedelta(days=50), **act, **GRANTED)
    with pytest.raises(Refused, match="allerede"):
        departures.leave(member, "exempt", until=today + timedelta(days=80), **act, **GRANTED)


class TestOneDoor:
    """What an election may not do, a single seat may not either (§§ 7-10, 23-1)."""

    @pytest.mark.parametrize(("short", "section"), [("KST", "7-10"), ("KU", "23-1")])
    def test_a_place_that_is_filled_in_its_own_way(self, short, section, act, today):
        body = Body.objects.get(short=short)
        member = held(short, today, kind="member", office="").last()
        departures.leave(member, "other", **act)
        outsider = held("ER", today).first().person
        with pytest.raises(Breach, match=section):
            seats.seat_one(body, outsider, kind="member", order=90, **act)

    def test_no_body_has_more_members_than_it_has(self, act, today):
        body = Body.objects.get(short="HTM")
        outsider = held("ER", today).first().person
        with pytest.raises(Refused, match="alle sine"):
            seats.seat_one(body, outsider, kind="member", order=90, **act)

    def test_the_mayor_who_is_removed_leads_nothing(self, council, act, today):
        mayor = queries.mayor_seat(today)
        departures.leave(mayor, "removed", votes_for=27, votes_cast=27, **act, **GRANTED)
        assert queries.leader(Body.objects.get(short="FSK"), today) is None
        assert mayor.person in sitting("FSK", today)


class TestInsteadOfOneWhoLeft:
    """§ 7-10 (3): of the same group, and of the gender there are too few of."""

    def test_the_group_may_name_someone_from_outside_the_council(self, act, today):
        member = held("HTM", today, kind="member", office="", person__gender="f").first()
        departures.leave(member, "other", **act)
        outsider = held("ER", today, person__gender="f").first().person
        row = departures.replace(member, outsider, **act)
        assert (row.party, row.slate) == (member.party, member.slate)

    def test_of_the_under_represented_gender_if_there_is_one(self, act, today):
        everyone = held("HTM", today, kind="member")
        everyone.exclude(office="").values("person")
        for seat in everyone[:6]:
            type(seat.person).objects.filter(pk=seat.person_id).update(gender="m")
        for seat in everyone[6:]:
            type(seat.person).objects.filter(pk=seat.person_id).update(gender="f")
        member = everyone.filter(office="", person__gender="f").last()
        departures.leave(member, "other", **act)
        man = held("ER", today, person__gender="m").first().person
        with pytest.raises(Breach, match="7-10"):
            departures.replace(member, man, **act)
        assert departures.replace(member, man, nobody_else=True, **act).person == man


class TestOnOneProposal:
    """§ 5-9 (3): committees of the council are elected on one recommendation, by majority."""

    @pytest.mark.parametrize(("votes", "elected"), [(14, 3), (13, 0)])
    def test_by_more_than_half(self, council, act, today, votes, elected):
        body = bodies.create_body(
            "Komité for havn", "KH", "council_committee", seats_total=3, power="recommends", **act
        )
        election = holding.open_election(body, Method.PROPOSAL, **act)
        members = [seat.person.name for seat in held("KST", today, kind="member")[:3]]
        lines = [Line(n, "", name) for n, name in enumerate(members, 1)]
        slate = holding.put_list(election, "Valgkomiteen", lines, by=act["by"])
        holding.count(election, {slate.pk: votes}, blank=26 - votes, by=act["by"])
        if elected:
            holding.take_effect(election, **act)
        else:
            with pytest.raises(Refused):
                holding.take_effect(election, **act)
        assert len(queries.members(body, today)) == elected


class TestInterplay:
    """Absences, offices and committees at once."""

    @pytest.fixture
    def in_a_committee(self, act, today):
        """A councillor in a committee of the council, where the first council deputy is a deputy too."""
        body = bodies.create_body(
            "Komité for havn", "KH", "council_committee", seats_total=3, power="recommends", **act
        )
        member = held("KST", today, kind="member", party__code="SP", office="").first()
        heir = queries.deputies_of(member, today).first()
        seats.seat(body, member.person, kind="member", order=1, party=member.party, **act)
        seats.seat(body, heir.person, kind="deputy", order=1, party=heir.party, **act)
        return member, heir

    @pytest.mark.parametrize("first", ["KST", "KH"])
    def test_whoever_moves_up_has_the_seat_in_the_committee(
        self, in_a_committee, act, today, first
    ):
        member, heir = in_a_committee
        own = held(first, today, person=member.person).get()
        departures.leave(own, "dead", **act)
        assert heir.person in sitting("KST", today)
        assert sitting("KH", today) == {heir.person}
        assert not Seat.objects.on(today).filter(person=member.person).exists()

    def test_who_is_away_keeps_what_rests_on_the_council(self, in_both, act, today):
        until = today + timedelta(days=90)
        own = held("KST", today, person=in_both).get()
        departures.leave(own, "exempt", until=until, **act, **GRANTED)
        assert departures.let_go(in_both, **act) == []
        assert in_both in sitting("FSK", until)
        assert broken(today) == set()

    def test_nobody_sits_for_two(self, act, today):
        body = Body.objects.get(short="HTM")
        one, other = held("HTM", today, kind="member", party__code="SP", office="")[:2]
        deputy = queries.deputies_of(one, today).first()
        until = today + timedelta(days=120)
        departures.leave(one, "exempt", until=until, **act, **GRANTED)
        departures.leave(other, "exempt", until=until, **act, **GRANTED)
        everyone = [seat.person for seat in queries.members(body, today)]
        assert len(everyone) == len(set(everyone)) == body.seats_total
        departures.substitute(other, deputy.person, **act)
        everyone = [seat.person for seat in queries.members(body, today)]
        assert len(everyone) == len(set(everyone)) == body.seats_total

    def test_a_stand_in_who_gets_the_seat_for_good_leaves_no_hole(self, act, today):
        body = Body.objects.get(short="HTM")
        one, other = held("HTM", today, kind="member", party__code="SP", office="")[:2]
        deputy = queries.deputies_of(one, today).first()
        until = today + timedelta(days=120)
        departures.leave(one, "exempt", until=until, **act, **GRANTED)
        departures.leave(other, "other", **act)
        departures.replace(other, deputy.person, nobody_else=True, **act)
        assert len(queries.members(body, today)) == body.seats_total
        assert deputy.person in sitting("HTM", until)

    def test_a_substitute_who_leaves_is_followed_by_the_deputy(self, act, today):
        body = Body.objects.get(short="HTM")
        one = held("HTM", today, kind="member", party__code="SP", office="").first()
        until = today + timedelta(days=120)
        departures.leave(one, "exempt", until=until, **act, **GRANTED)
        outsider = held("ER", today).first().person
        row = departures.substitute(one, outsider, **act)
        later = today + timedelta(days=10)
        departures.leave(row, "other", by=act["by"], today=later)
        assert outsider not in sitting("HTM", later)
        assert len(queries.members(body, later)) == body.seats_total
        assert queries.vacancies(body, later) == []

    def test_a_suspended_mayor_who_is_removed_is_still_suspended(self, council, act, today):
        mayor = queries.mayor_seat(today)
        votes = {"votes_for": 27, "votes_cast": 27}
        departures.leave(mayor, "suspended", **votes, **act, **GRANTED)
        later = today + timedelta(days=5)
        departures.leave(mayor, "removed", by=act["by"], today=later, **votes, **GRANTED)
        assert mayor.person not in sitting("KST", later)
        assert len(sitting("KST", later)) == council.seats_total
        assert queries.mayor_seat(later) is None

    def test_roles_turn_over_with_the_day(self, council, act, today):
        mayor = queries.mayor_seat(today)
        second = held("KST", today, office="deputy_leader").get()
        until = today + timedelta(days=30)
        departures.leave(mayor, "exempt", until=until, **act, **GRANTED)
        assert "mayor" not in roles_of(mayor.person.user, today)
        roles_turn_over(until)
        assert "mayor" in roles_of(mayor.person.user, until)
        if second.person.user:
            assert "mayor" not in roles_of(second.person.user, until)

    def test_another_exemption_goes_on(self, act, today):
        person = held("HTM", today, kind="member", office="").first().person
        short, long = today + timedelta(days=30), today + timedelta(days=90)
        [away] = departures.leave(
            held("HTM", today, person=person).get(), "exempt", until=short, **act, **GRANTED
        )
        departures.leave(
            held("KST", today, person=person).get(), "exempt", until=long, **act, **GRANTED
        )
        departures.come_back(away, by=act["by"], today=short)
        assert person not in sitting("KST", short)
        assert person in sitting("HTM", short)
