"""Leaving a seat, for good or for a time: what follows is shown first, and then done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tannhjul.accounts.queries import roles_of
from tannhjul.core.law import Breach, Refused
from tannhjul.elections import queries as results
from tannhjul.organisation import queries
from tannhjul.organisation.actions import departures
from tannhjul.organisation.enums import Leaving
from tannhjul.organisation.models import Body, Seat

pytestmark = pytest.mark.django_db
GRANTED = {"reason": "Omsorg for små barn.", "decided_by": "PS 9/26"}


@pytest.fixture
def member(council):
    """A council member of a party with deputies, without an office."""
    return Seat.objects.filter(
        body=council, kind="member", party__code="H", office="", valid_to=None
    ).first()


@pytest.fixture
def deputy(member, today):
    return queries.deputies_of(member, today).first()


def in_body(seat, day):
    return {row.person for row in queries.members(seat.body, day)}


def says(seat, ground, today, until=None):
    return [(row.says, row.paragraph) for row in queries.consequences(seat, ground, today, until)]


class TestForGood:
    def test_in_the_council_the_next_deputy_moves_up(self, member, deputy, secretary, today):
        shown = says(member, Leaving.LOST, today)
        assert (f"Kommunestyret: {deputy.person} rykker opp fast.", "kommuneloven § 7-10") in shown
        departures.leave(member, "lost", by=secretary, today=today)
        assert member.person not in in_body(member, today)
        assert deputy.person in in_body(member, today)
        assert member.person in in_body(member, today - timedelta(days=1))

    @pytest.mark.parametrize("ground", ["moved", "lost", "dead"])
    def test_every_seat_is_left(self, council, secretary, today, ground):
        held = Seat.objects.filter(
            body__short="FSK", kind="member", valid_to=None, office=""
        ).first()
        departures.leave(held, ground, by=secretary, today=today)
        assert not Seat.objects.on(today).filter(person=held.person).exists()

    def test_an_exemption_from_one_seat_leaves_the_others(self, secretary, today):
        held = Seat.objects.filter(
            body__short="FSK", kind="member", valid_to=None, office=""
        ).first()
        departures.leave(held, "exempt", by=secretary, today=today, **GRANTED)
        assert Seat.objects.on(today).filter(person=held.person, body__short="KST").exists()

    def test_a_leader_leaves_and_a_new_one_is_to_be_elected(self, council, today):
        mayor = queries.leader(council, today)
        assert any("ny leder velges" in text.lower() for text, _p in says(mayor, "lost", today))

    def test_elsewhere_the_group_names_someone_whom_the_council_elects(
        self, secretary, today, browse
    ):
        held = Seat.objects.filter(
            body__short="FSK", kind="member", valid_to=None, office=""
        ).first()
        assert "gruppen peker ut" in says(held, "exempt", today)[0][0]
        departures.leave(held, "exempt", by=secretary, today=today, **GRANTED)
        assert [row.pk for row in queries.vacancies(held.body, today)] == [held.pk]
        page = browse("sekretaer").get(held.body.get_absolute_url()).content.decode()
        assert f"Plassen etter {held.person} er ledig" in page
        council = Seat.objects.on(today).filter(body__short="KST", kind="member")
        sitting = Seat.objects.on(today).filter(body=held.body).values("person")
        free = council.exclude(person__in=sitting).exclude(person=held.person)
        other = free.exclude(party=held.party).first().person
        with pytest.raises(Breach, match="7-10"):
            departures.replace(held, other, by=secretary, today=today)
        own = Seat.objects.on(today).filter(body__short="KST", kind="deputy", party=held.party)
        with pytest.raises(Breach, match="5-6"):
            departures.replace(held, own.first().person, by=secretary, today=today)
        same = council.filter(party=held.party).exclude(person__in=in_body(held, today)).first()
        row = departures.replace(held, same.person, by=secretary, today=today)
        assert (row.order, queries.vacancies(held.body, today)) == (held.order, [])
        with pytest.raises(Refused, match="ikke ledig"):
            departures.replace(held, same.person, by=secretary, today=today)

    def test_the_control_committee_is_elected_anew_as_a_whole(self, secretary, today):
        held = Seat.objects.filter(
            body__short="KU", kind="member", valid_to=None, office=""
        ).first()
        assert ("Kontrollutvalget: alle medlemmene velges på nytt.", "kommuneloven § 23-1") in says(
            held, "exempt", today
        )
        departures.leave(held, "exempt", by=secretary, today=today, **GRANTED)
        with pytest.raises(Breach, match="23-1"):
            departures.replace(held, held.person, by=secretary, today=today)

    def test_in_the_council_nobody_is_elected_instead(self, member, secretary, today):
        departures.leave(member, "dead", by=secretary, today=today)
        with pytest.raises(Breach, match="7-10"):
            departures.replace(member, member.person, by=secretary, today=today)

    def test_where_the_list_is_empty_a_supplementary_election_is_needed(
        self, member, secretary, today
    ):
        queries.deputies_of(member, today).update(valid_to=today)
        assert "Suppleringsvalg" in says(member, "dead", today)[0][0]


class TestForATime:
    def test_the_first_deputy_sits_until_then_and_the_member_comes_back(
        self, member, deputy, secretary, today
    ):
        until = today + timedelta(days=200)
        [shown, *_deputy, cannot] = says(member, "exempt", today, until)
        assert shown == (
            f"Kommunestyret: {deputy.person} sitter for {member.person} så lenge.",
            "kommuneloven § 7-10",
        )
        assert "kan ikke avsluttes før" in cannot[0]
        departures.leave(member, "exempt", by=secretary, today=today, until=until, **GRANTED)
        for day, away, here in (
            (today - timedelta(days=1), deputy.person, member.person),
            (today, member.person, deputy.person),
            (until - timedelta(days=1), member.person, deputy.person),
            (until, deputy.person, member.person),
        ):
            sitting = in_body(member, day)
            assert here in sitting
            assert away not in sitting
            assert len(sitting) == member.body.seats_total
        back = queries.deputies_of(member, until).first()
        assert (back.person, back.order) == (deputy.person, deputy.order)

    def test_a_substitute_is_elected_for_whoever_is_away_for_long(
        self, secretary, today, browse, council
    ):
        held = Seat.objects.filter(
            body__short="HTM", kind="member", valid_to=None, office=""
        ).first()
        until = today + timedelta(days=120)
        stands_in = queries.deputies_of(held, today).first().person
        departures.leave(held, "exempt", by=secretary, today=today, until=until, **GRANTED)
        held.refresh_from_db()
        desk = browse("sekretaer")
        address = reverse("organisation:substitute", args=[held.body_id, held.pk])
        assert address in desk.get(held.body.get_absolute_url()).content.decode()
        rows = Seat.objects.on(today).filter(body=council)
        taken = Seat.objects.on(today).filter(body=held.body).values("person")
        other = rows.exclude(party=held.party).exclude(person__in=taken).first().person
        with pytest.raises(Breach, match="7-10"):
            departures.substitute(held, other, by=secretary, today=today)
        free = rows.filter(party=held.party).exclude(person__in=taken)
        chosen = free.exclude(person=held.person).first().person
        data = {"person": chosen.pk, "today": str(today), "agreed": "on"}
        assert desk.post(address, {**data, "agreed": ""}).status_code == 422
        assert desk.post(address, data).status_code == 302
        for day, sits in ((today, chosen), (until, held.person)):
            here = in_body(held, day)
            assert sits in here
            assert stands_in not in here
            assert len(here) == held.body.seats_total
        assert queries.deputies_of(held, today).first().person == stands_in
        assert not Seat.objects.on(until).filter(body=held.body, person=chosen).exists()

    def test_nobody_is_elected_for_a_short_absence(self, member, secretary, today):
        until = today + timedelta(days=30)
        departures.leave(member, "exempt", by=secretary, today=today, until=until, **GRANTED)
        with pytest.raises(Refused, match="lenge"):
            departures.substitute(member, member.person, by=secretary, today=today)

    def test_a_short_one_is_by_the_deputies_in_turn(self, member, today):
        [shown, *_rest] = says(member, "exempt", today, today + timedelta(days=30))
        assert shown[1] == "kommuneloven § 7-10"

    def test_the_deputy_mayor_leads_while_the_mayor_is_away(self, council, secretary, today, users):
        mayor = Seat.objects.get(body=council, office="leader", valid_to=None)
        second = Seat.objects.get(body=council, office="deputy_leader", valid_to=None)
        until = today + timedelta(days=100)
        shown = says(mayor, "exempt", today, until)
        assert "kommuneloven § 6-2" in [paragraph for _says, paragraph in shown]
        departures.leave(mayor, "exempt", by=secretary, today=today, until=until, **GRANTED)
        assert queries.mayor_seat(today).person == second.person
        assert queries.mayor_seat(until).person == mayor.person
        for day in (today, until):
            held = Seat.objects.on(day).filter(body=council, person=second.person)
            assert held.count() == 1
        assert Seat.objects.on(until).get(body=council, office="deputy_leader").person == (
            second.person
        )
        assert len(queries.members(council, today)) == council.seats_total
        if second.person.user:
            assert "mayor" in roles_of(second.person.user, today)

    @pytest.mark.parametrize(("votes", "carried"), [((17, 27), False), ((18, 27), True)])
    def test_a_mayor_is_suspended_with_two_thirds(self, council, secretary, today, votes, carried):
        mayor = Seat.objects.get(body=council, office="leader", valid_to=None)
        facts = {"by": secretary, "today": today, "until": today + timedelta(days=30), **GRANTED}
        facts |= dict(zip(("votes_for", "votes_cast"), votes, strict=True))
        if carried:
            departures.leave(mayor, "suspended", **facts)
            assert queries.mayor_seat(today).person != mayor.person
        else:
            with pytest.raises(Breach, match="two thirds"):
                departures.leave(mayor, "suspended", **facts)
            assert queries.mayor_seat(today) == mayor

    @pytest.mark.parametrize(("votes", "carried"), [((24, 27), False), ((25, 27), True)])
    def test_a_mayor_is_removed_with_nine_tenths_and_stays_a_member(
        self, council, secretary, today, votes, carried
    ):
        mayor = Seat.objects.get(body=council, office="leader", valid_to=None)
        facts = {"by": secretary, "today": today, **GRANTED}
        facts |= dict(zip(("votes_for", "votes_cast"), votes, strict=True))
        assert "velger en ny ordfører" in says(mayor, "removed", today)[0][0]
        if carried:
            departures.leave(mayor, "removed", **facts)
            assert queries.mayor_seat(today) is None
        else:
            with pytest.raises(Breach, match="nine tenths"):
                departures.leave(mayor, "removed", **facts)
        assert mayor.person in in_body(mayor, today)

    def test_nobody_else_is_removed_from_an_office(self, member, secretary, today):
        with pytest.raises(Refused, match="ordfører"):
            departures.leave(
                member, "removed", by=secretary, today=today, votes_for=27, votes_cast=27, **GRANTED
            )

    def test_a_leader_keeps_the_office_for_later(self, secretary, today):
        held = Seat.objects.get(body__short="HTM", office="leader", valid_to=None)
        until = today + timedelta(days=100)
        departures.leave(held, "exempt", by=secretary, today=today, until=until, **GRANTED)
        assert queries.leader(held.body, today) is None
        assert queries.leader(held.body, until).person == held.person

    def test_moving_out_for_two_years_is_for_good(self, member, secretary, today):
        late = today.replace(year=today.year + 2)
        with pytest.raises(Breach, match="7-9"):
            departures.leave(member, "moved", by=secretary, today=today, until=late)
        departures.leave(member, "moved", by=secretary, today=today, until=late - timedelta(days=1))


class TestGoneMeanwhile:
    """Who leaves for good leaves what is only for a time, and what was to come, as well."""

    def test_a_member_on_leave_who_dies_does_not_come_back(self, member, deputy, secretary, today):
        until, died = today + timedelta(days=100), today + timedelta(days=10)
        departures.leave(member, "exempt", by=secretary, today=today, until=until, **GRANTED)
        departures.leave(member, "dead", by=secretary, today=died)
        assert member.person not in in_body(member, until)
        assert deputy.person in in_body(member, until)  # who sat meanwhile moves up for good

    def test_a_stand_in_who_dies_sits_no_longer(self, member, deputy, secretary, today):
        until, died = today + timedelta(days=100), today + timedelta(days=10)
        departures.leave(member, "exempt", by=secretary, today=today, until=until, **GRANTED)
        own = Seat.objects.lasting().get(person=deputy.person, body=member.body)
        second = queries.deputies_of(member, died).first()
        departures.leave(own, "dead", by=secretary, today=died)
        assert deputy.person not in in_body(member, died)
        assert second.person in in_body(member, died)
        assert deputy.person not in {s.person for s in queries.deputies(member.body, until)}
        assert member.person in in_body(member, until)


class TestRefused:
    @pytest.mark.parametrize(
        ("ground", "more", "match"),
        [
            ("exempt", {}, "7-9"),
            ("exempt", {"reason": "Lang vei", "decided_by": " "}, "7-9"),
            ("suspended", {"reason": "Siktet"}, "7-12"),
        ],
    )
    def test_what_must_be_decided_is_written(self, member, secretary, today, ground, more, match):
        with pytest.raises(Breach, match=match):
            departures.leave(member, ground, by=secretary, today=today, **more)

    def test_what_makes_no_sense(self, member, secretary, today):
        for ground, until in (("dead", today + timedelta(days=9)), ("moved", today)):
            with pytest.raises(Refused):
                departures.leave(member, ground, by=secretary, today=today, until=until)
        departures.leave(member, "other", by=secretary, today=today)
        with pytest.raises(Refused, match="allerede"):
            departures.leave(member, "other", by=secretary, today=today)


class TestPages:
    def test_what_follows_is_shown_before_it_is_done(self, member, deputy, today, browse):
        address = reverse("organisation:leave", args=[member.body_id, member.pk])
        clerk = browse("sekretaer")
        facts = {"ground": "exempt", "today": str(today), **GRANTED}
        assert "Vis hva som følger" in clerk.get(address).content.decode()
        assert "Vis hva som følger" in clerk.get(address, {"ground": "moon"}).content.decode()
        shown = clerk.get(address, facts).content.decode()
        assert f"{deputy.person} rykker opp fast" in shown
        assert Seat.objects.get(pk=member.pk).valid_to is None
        assert clerk.post(address, facts | {"reason": ""}).status_code == 422
        assert clerk.post(address, facts).status_code == 302
        assert clerk.get(address).status_code == 404

    def test_a_new_member_is_elected_in_the_page(self, secretary, today, browse):
        held = Seat.objects.filter(
            body__short="FSK", kind="member", valid_to=None, office=""
        ).first()
        departures.leave(held, "exempt", by=secretary, today=today, **GRANTED)
        address = reverse("organisation:replace", args=[held.body_id, held.pk])
        clerk = browse("sekretaer")
        assert clerk.get(address).status_code == 200
        assert clerk.post(address, {"person": 0, "today": str(today)}).status_code == 422
        taken = Seat.objects.on(today).filter(body=held.body).values("person")
        council = Seat.objects.on(today).filter(body__short="KST", kind="member", party=held.party)
        person = council.exclude(person__in=taken).exclude(person=held.person).first().person
        assert (
            clerk.post(
                address, {"person": person.pk, "today": str(today), "agreed": "on"}
            ).status_code
            == 302
        )

    def test_only_the_secretariat(self, member, browse):
        address = reverse("organisation:leave", args=[member.body_id, member.pk])
        assert browse("representant").get(address).status_code == 403


def test_an_election_that_has_taken_effect_stays_as_it_was(browse):
    """A gender that is put right later changes neither the seats nor the page."""
    body = Body.objects.get(short="FSK")
    election = body.elections.filter(status="seated", office="").first() or (
        Body.objects.get(short="KST").elections.get(method="voters")
    )
    before = results.settled(election)
    names = [row.person for row in before.elected]
    for nominee in election.nominees.select_related("person"):
        nominee.person.gender = "m"
        nominee.person.save()
    after = results.settled(election)
    assert [row.person for row in after.elected] == names
    assert (after.findings, after.order, after.lots) == (
        before.findings,
        before.order,
        before.lots,
    )
    assert [(w.place, w.votes, w.promoted) for w in after.deputies] == [
        (w.place, w.votes, w.promoted) for w in before.deputies
    ]
    assert browse().get(election.get_absolute_url()).status_code == 200
