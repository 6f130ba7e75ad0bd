"""Elections inside the municipality: lists, agreement, majority, and who then sits."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tannhjul.accounts import actions as accounts
from tannhjul.accounts.queries import hats_of
from tannhjul.core.enums import Role
from tannhjul.core.law import Breach, Refused
from tannhjul.organisation import queries
from tannhjul.organisation.actions import bodies, elections
from tannhjul.organisation.models import Body, Election, Nominee, Party, Person, Seat
from tannhjul.organisation.rules import settlement
from tannhjul.organisation.rules.lists import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(db):
    return Body.objects.get(short="HTM")


@pytest.fixture
def executive(db):
    return Body.objects.get(short="FSK")


@pytest.fixture
def control(db):
    return Body.objects.get(short="KU")


def _lines(names):
    """Names with a gender letter first: «kKari mOla»."""
    return [
        Line(n, "", name[1:], "", "f" if name[0] == "k" else "m") for n, name in enumerate(names, 1)
    ]


def _people(prefix, pattern):
    return _lines([f"{letter}{prefix} {n}" for n, letter in enumerate(pattern, 1)])


def _councillors(*codes):
    rows = Seat.objects.filter(
        body__short="KST", kind="member", valid_to=None, party__code__in=codes
    )
    return [Line(n, row.party.code, row.person.name) for n, row in enumerate(rows, 1)]


@pytest.fixture
def opened(committee, secretary, today):
    return elections.open_election(
        committee, "proportion", by=secretary, today=today, demanded=True
    )


def _three_lists(election, by):
    return [
        elections.put_list(election, name, _people(name, pattern), by=by)
        for name, pattern in (("A", "mmmmkkkk"), ("B", "kmkm"), ("C", "mmkk"))
    ]


class TestProportional:
    def test_the_committee_is_settled_seated_and_its_deputies_follow_the_list(
        self, opened, committee, secretary, today
    ):
        a, b, c = _three_lists(opened, secretary)
        elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)
        settled = queries.settled(Election.objects.get(pk=opened.pk))
        assert [(slate.name, number) for slate, number in settled.seats] == [
            ("A", 4),
            ("B", 3),
            ("C", 2),
        ]
        assert [w.person.name for w in settled.elected if w.slate == a] == [
            "A 1",
            "A 2",
            "A 5",
            "A 6",
        ]
        assert [w.promoted for w in settled.elected if w.slate == a] == [False, False, True, True]
        elections.take_effect(opened, by=secretary, today=today)
        members = queries.members(committee, today)
        assert len(members) == 9
        assert not Seat.objects.on(today).filter(body=committee, slate=None).exists()
        first = queries.deputies_in_turn(members[0], [], today)
        assert [seat.person.name for seat in first][:3] == ["A 3", "A 4", "A 7"]

    def test_whoever_sat_before_leaves_and_loses_the_role(
        self, opened, committee, secretary, today, users
    ):
        chair = users["utvalgsleder"]
        assert Role.COMMITTEE_CHAIR in hats_of(chair, today)
        a, b, c = _three_lists(opened, secretary)
        elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)
        changes = queries.changes(opened)
        assert (len(changes.come), len(changes.go), len(changes.stay)) == (9, 9, 0)
        elections.take_effect(opened, by=secretary, today=today)
        assert hats_of(chair, today) == [Role.COUNCILLOR], "still in the council"

    @pytest.mark.parametrize(
        ("pattern", "paragraph"),
        [("mmmmmmmmmm", "§ 7-5"), ("mmmmmmkkk", "§ 7-5"), ("km" * 10, "§ 7-5")],
    )
    def test_a_list_against_the_law_is_stopped(self, opened, secretary, pattern, paragraph):
        with pytest.raises(Breach) as breach:
            elections.put_list(opened, "X", _people("X", pattern), by=secretary)
        assert paragraph in str(breach.value)
        assert not opened.slates.exists()

    def test_nobody_stands_on_two_lists(self, opened, secretary):
        elections.put_list(opened, "A", _people("A", "kmkm"), by=secretary)
        with pytest.raises(Refused, match="står allerede"):
            elections.put_list(opened, "B", _people("A", "kmkm"), by=secretary)
        assert Nominee.objects.filter(election=opened).count() == 4

    def test_more_votes_than_voters(self, opened, secretary):
        a, b, c = _three_lists(opened, secretary)
        with pytest.raises(Refused, match="28 stemmer er flere enn de 27"):
            elections.count(opened, {a.pk: 14, b.pk: 8, c.pk: 6}, by=secretary)
        with pytest.raises(Refused, match="28 stemmer"):
            elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, blank=1, by=secretary)
        with pytest.raises(Refused, match="tall for hver"):
            elections.count(opened, {a.pk: 13}, by=secretary)

    def test_a_count_is_taken_back_and_put_right(self, opened, secretary):
        a, b, c = _three_lists(opened, secretary)
        elections.count(opened, {a.pk: 12, b.pk: 8, c.pk: 6}, by=secretary)
        with pytest.raises(Refused, match="talt opp"):
            elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)
        with pytest.raises(Refused, match="talt opp"):
            elections.strike_list(c, by=secretary)
        elections.reopen(opened, by=secretary)
        elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)

    def test_an_equal_vote_is_settled_by_a_lot_anyone_can_draw(self, opened, secretary):
        rows = [elections.put_list(opened, n, _people(n, "kmkmkm"), by=secretary) for n in "AB"]
        elections.count(opened, {row.pk: 13 for row in rows}, by=secretary)
        once, again = queries.settled(opened), queries.settled(opened)
        assert once.lots == again.lots
        assert len(once.lots) == 5, "each odd seat of nine is a tie"

    def test_a_joint_list_keeps_each_ones_party(self, opened, secretary, today):
        lines = [Line(1, "AP", "Ada", "", "f"), Line(2, "SV", "Bo", "", "m")]
        row = elections.put_list(opened, "AP og SV", lines, by=secretary)
        assert row.party is None
        assert [n.party.code for n in row.nominees.all()] == ["AP", "SV"]


class TestWhoCanBeElected:
    def test_the_executive_committee_is_of_the_council(self, executive, secretary, today):
        election = elections.open_election(executive, "proportion", by=secretary, today=today)
        with pytest.raises(Breach, match="5-6"):
            elections.put_list(election, "X", _people("Ukjent", "kmkm"), by=secretary)
        elections.put_list(election, "AP", _councillors("AP")[:7], by=secretary)

    def test_the_executive_committee_is_balanced_as_far_as_possible(
        self, executive, secretary, today
    ):
        election = elections.open_election(executive, "proportion", by=secretary, today=today)
        men = [
            Line(n, "", seat.person.name)
            for n, seat in enumerate(
                Seat.objects.filter(
                    body__short="KST", kind="member", valid_to=None, person__gender="m"
                )[:8],
                1,
            )
        ]
        row = elections.put_list(election, "Menn", men, by=secretary)
        elections.count(election, {row.pk: 27}, by=secretary)
        found = [f.rule.paragraph for f in queries.settled(election).findings]
        assert "kommuneloven § 7-6" in found, "a warning"
        elections.take_effect(election, by=secretary, today=today)
        assert len(queries.members(executive, today)) == 7

    def test_the_control_committee_is_of_those_without_power(self, control, secretary, today):
        election = elections.open_election(control, "proportion", by=secretary, today=today)
        mayor = queries.mayor_seat(today).person
        with pytest.raises(Breach, match="23-1"):
            elections.put_list(election, "X", [Line(1, "", mayor.name)], by=secretary)
        row = elections.put_list(election, "Y", _people("Ny", "kmkmkmkm"), by=secretary)
        elections.count(election, {row.pk: 27}, by=secretary)
        with pytest.raises(Breach, match="23-1"):
            elections.take_effect(election, by=secretary, today=today)
        assert len(queries.members(control, today)) == 5, "nothing has changed"

    def test_the_leader_of_the_control_committee_is_not_of_the_mayors_party(
        self, control, secretary, today
    ):
        mayor = queries.mayor_seat(today)
        seat = queries.members(control, today)[2]
        Seat.objects.filter(pk=seat.pk).update(party=mayor.party)
        election = elections.open_election(
            control, "majority", by=secretary, today=today, office="leader"
        )
        with pytest.raises(Breach, match="23-1"):
            elections.put_list(election, "Z", [Line(1, "", seat.person.name)], by=secretary)


class TestAgreement:
    @pytest.fixture
    def agreed(self, committee, secretary, today):
        return elections.open_election(committee, "agreement", by=secretary, today=today)

    def test_the_groups_share_the_seats(self, agreed, committee, secretary, today):
        a = elections.put_list(agreed, "A", _people("A", "kmkmkmkmkm"), by=secretary)
        b = elections.put_list(agreed, "B", _people("B", "mkmkmkmk"), by=secretary)
        with pytest.raises(Refused, match="nøyaktig 9 plasser; dette er 8"):
            elections.count(agreed, {a.pk: 5, b.pk: 3}, by=secretary)
        with pytest.raises(Breach, match="7-7"):
            elections.count(agreed, {a.pk: 5, b.pk: 4}, against=1, by=secretary)
        elections.count(agreed, {a.pk: 5, b.pk: 4}, by=secretary)
        settled = queries.settled(agreed)
        assert [w.person.name for w in settled.elected] == [
            *(f"A {n}" for n in range(1, 6)),
            *(f"B {n}" for n in range(1, 5)),
        ]
        assert len([w for w in settled.deputies if w.slate == a]) == 5
        assert settled.findings == []
        elections.take_effect(agreed, by=secretary, today=today)
        assert len(queries.members(committee, today)) == 9

    def test_a_group_cannot_have_more_seats_than_names(self, agreed, secretary):
        a = elections.put_list(agreed, "A", _people("A", "km"), by=secretary)
        with pytest.raises(Refused, match="færre navn"):
            elections.count(agreed, {a.pk: 9}, by=secretary)

    def test_the_body_is_balanced_as_a_whole(self, agreed, secretary):
        a = elections.put_list(agreed, "A", _people("A", "mmmmmmkkk"), by=secretary)
        elections.count(agreed, {a.pk: 9}, by=secretary)
        assert [f.rule.paragraph for f in queries.settled(agreed).findings] == [
            "kommuneloven § 7-7"
        ]

    def test_a_single_member_can_demand_lists(self, committee, secretary, today):
        with pytest.raises(Breach, match="7-4"):
            elections.open_election(
                committee, "agreement", by=secretary, today=today, demanded=True
            )


class TestMajority:
    @pytest.fixture
    def leader(self, committee, secretary, today):
        election = elections.open_election(
            committee, "majority", by=secretary, today=today, office="leader"
        )
        seats = queries.members(committee, today)
        rows = [
            elections.put_list(election, s.person.name, [Line(1, "", s.person.name)], by=secretary)
            for s in seats[3:5]
        ]
        return election, rows, seats

    def test_half_is_not_enough_in_the_first_ballot(self, leader, secretary, today):
        election, (one, two), _seats = leader
        elections.count(election, {one.pk: 13, two.pk: 12}, blank=2, by=secretary)
        with pytest.raises(Refused, match="ny runde"):
            elections.take_effect(election, by=secretary, today=today)
        elections.reopen(election, by=secretary)
        elections.count(election, {one.pk: 13, two.pk: 12}, blank=2, second=True, by=secretary)
        elections.take_effect(election, by=secretary, today=today)

    def test_the_office_changes_hands_and_both_stay_members(
        self, leader, committee, secretary, today, users
    ):
        election, (one, two), seats = leader
        elections.count(election, {one.pk: 20, two.pk: 7}, by=secretary)
        elections.take_effect(election, by=secretary, today=today)
        assert queries.leader(committee, today).person == seats[3].person
        assert len(queries.members(committee, today)) == 9
        assert Role.COMMITTEE_CHAIR not in hats_of(users["utvalgsleder"], today)

    def test_only_a_member_can_lead(self, leader, secretary):
        election, _rows, _seats = leader
        with pytest.raises(Refused, match="ikke medlem"):
            elections.put_list(election, "Ny", [Line(1, "", "Helt Ny")], by=secretary)

    def test_one_person_for_each_proposal(self, leader, committee, secretary, today):
        election, _rows, seats = leader
        lines = [Line(n, "", s.person.name) for n, s in enumerate(seats[5:7], 1)]
        with pytest.raises(Refused, match="én person"):
            elections.put_list(election, "To", lines, by=secretary)


class TestPages:
    def test_the_council_shows_how_its_seats_were_won(self, browse):
        election = Election.objects.get(method="voters")
        text = browse().get(election.get_absolute_url()).content.decode()
        assert "35300,714" in text.replace("\xa0", "").replace(" ", ""), "49 421 / 1,4"
        assert text.count("<td>AP</td>") >= 20
        assert Person.objects.get(user__username="demo-ordforer").name in text

    def test_the_public_sees_no_list_before_the_count(self, browse, opened, secretary):
        elections.put_list(opened, "A", _people("Hemmelig", "kmkm"), by=secretary)
        assert "Hemmelig" not in browse().get(opened.get_absolute_url()).content.decode()
        assert "Hemmelig" in browse("sekretaer").get(opened.get_absolute_url()).content.decode()

    def test_a_secretary_holds_an_election(self, browse, committee, today):
        desk = browse("sekretaer")
        data = {"method": "proportion", "demanded": "on", "today": str(today)}
        answer = desk.post(reverse("organisation:open_election", args=[committee.pk]), data)
        election = Election.objects.get(body=committee)
        assert answer["Location"] == election.get_absolute_url()
        for name in "AB":
            lines = "\n".join(f";{name} {n};;{'km'[n % 2]}" for n in range(10))
            put = reverse("organisation:put_list", args=[election.pk])
            data = {"name": name, "lines": lines}
            assert "§ 7-2" in desk.post(put, data).content.decode()
            assert desk.post(put, {**data, "agreed": "on"}).status_code == 302
        a, b = election.slates.all()
        counted = {f"slate_{a.pk}": 15, f"slate_{b.pk}": 12, "blank": 0}
        count = reverse("organisation:count", args=[election.pk])
        assert desk.post(count, counted).status_code == 302
        effect = reverse("organisation:take_effect", args=[election.pk])
        assert "Går ut" in desk.get(effect).content.decode()
        assert desk.post(effect, {"today": str(today)}).status_code == 302
        assert "A 0" in browse().get(committee.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            ({}, "påkrevet"),
            ({"method": "voters"}, "Velg"),
            ({"method": "majority"}, "§ 7-4"),
            ({"method": "proportion", "office": "leader"}, "§ 7-4"),
            ({"method": "agreement", "demanded": "on"}, "§ 7-4"),
            ({"method": "dice"}, "Velg"),
            ({"method": "proportion", "today": "x"}, "gyldig"),
        ],
    )
    def test_an_election_that_cannot_be_held(self, browse, committee, today, data, says):
        address = reverse("organisation:open_election", args=[committee.pk])
        answer = browse("sekretaer").post(address, {"today": str(today), **data})
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not Election.objects.filter(body=committee).exists()

    def test_one_election_at_a_time(self, browse, committee, opened, today):
        address = reverse("organisation:open_election", args=[committee.pk])
        answer = browse("sekretaer").post(address, {"method": "proportion", "today": str(today)})
        assert "allerede i gang" in answer.content.decode()

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "tom"),
            (b"{", "kan ikke leses som et valg"),
            (b"\xff\xfe", "UTF-8"),
            (
                b'{"method": "dhondt", "seats": 27, "lists": [{"name": "A", "votes": 1}]}',
                "sainte-lague",
            ),
            (
                b'{"method": "sainte-lague", "seats": 9, "lists": [{"name": "A", "votes": 1}]}',
                "27 plasser",
            ),
        ],
    )
    def test_a_bad_count_file(self, browse, council, secretary, today, content, says):
        election = elections.open_election(council, "voters", by=secretary, today=today)
        address = reverse("organisation:load_count", args=[election.pk])
        file = SimpleUploadedFile("valg.json", content)
        answer = browse("sekretaer").post(address, {"file": file})
        assert answer.status_code == 422
        assert says in answer.content.decode(), re.findall(
            r'class="summary".*?</div>', answer.content.decode(), re.S
        )
        assert not election.slates.exists()

    def test_a_new_council_is_seated_from_a_file(self, browse, council, secretary, today):
        election = elections.open_election(council, "voters", by=secretary, today=today)
        people = [
            {"name": f"Nye {code} {n}", "gender": "fm"[n % 2]} for code in "AB" for n in range(30)
        ]
        what = {
            "method": "sainte-lague",
            "seats": 27,
            "lists": [
                {"name": "AP", "votes": 700, "candidates": people[:30]},
                {"name": "Bygdelista", "votes": 300, "candidates": people[30:]},
            ],
        }
        file = SimpleUploadedFile("valg.json", json.dumps(what).encode())
        address = reverse("organisation:load_count", args=[election.pk])
        assert browse("sekretaer").post(address, {"file": file}).status_code == 302
        effect = reverse("organisation:take_effect", args=[election.pk])
        assert browse("sekretaer").post(effect, {"today": str(today)}).status_code == 302
        members = queries.members(council, today)
        assert len(members) == 27
        assert {seat.party.code for seat in members} == {"AP", "Bygdelista"}

    def test_nobody_else_holds_elections(self, browse, opened):
        for name in ("ordforer", "representant", "kommunedirektor"):
            address = reverse("organisation:put_list", args=[opened.pk])
            assert browse(name).post(address, {"name": "A", "lines": ";x"}).status_code == 403


class TestWhatAReviewFound:
    def test_nobody_loses_a_seat_on_a_gender_that_is_not_known(self, opened, secretary):
        lines = [
            Line(1, "", "Anna"),
            Line(2, "", "Berit"),
            Line(3, "", "Carl", "", "m"),
            Line(4, "", "Dan", "", "m"),
            Line(5, "", "Eva", "", "f"),
        ]
        row = elections.put_list(opened, "A", lines, by=secretary)
        other = elections.put_list(opened, "B", _people("B", "kmkmkm"), by=secretary)
        elections.count(opened, {row.pk: 12, other.pk: 15}, by=secretary)
        mine = [w for w in queries.settled(opened).elected if w.slate == row]
        assert [w.person.name for w in mine] == ["Anna", "Berit", "Carl", "Dan"]

    def test_a_group_without_members_has_no_deputies(self, committee, secretary, today):
        election = elections.open_election(committee, "agreement", by=secretary, today=today)
        a = elections.put_list(election, "A", _people("A", "kmkmkmkmkm"), by=secretary)
        b = elections.put_list(election, "B", _people("B", "km"), by=secretary)
        elections.count(election, {a.pk: 9, b.pk: 0}, by=secretary)
        assert not [w for w in queries.settled(election).deputies if w.slate == b]

    def test_a_seat_that_ends_later_ends_with_the_rest(self, opened, committee, secretary, today):
        last = queries.members(committee, today)[-1]
        bodies.vacate(last, by=secretary, today=today + timedelta(days=30))
        a, b, c = _three_lists(opened, secretary)
        elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)
        elections.take_effect(opened, by=secretary, today=today)
        assert len(queries.members(committee, today)) == 9
        last.refresh_from_db()
        assert last.valid_to == today

    def test_a_leader_who_has_left_is_not_given_the_office(self, committee, secretary, today):
        election = elections.open_election(
            committee, "majority", by=secretary, today=today, office="leader"
        )
        own = queries.members(committee, today)[3]
        row = elections.put_list(election, "L", [Line(1, "", own.person.name)], by=secretary)
        elections.count(election, {row.pk: 27}, by=secretary)
        bodies.vacate(own, by=secretary, today=today)
        with pytest.raises(Refused, match="ikke medlem"):
            elections.take_effect(election, by=secretary, today=today)

    def test_deputies_seated_later_are_called_after_those_of_the_list(
        self, opened, committee, secretary, today
    ):
        party = Party.objects.get(code="AP")
        lines = [Line(n, "AP", f"A {n}", "", "fm"[n % 2]) for n in range(1, 5)]
        a = elections.put_list(opened, "AP", lines, by=secretary)
        b = elections.put_list(opened, "B", _people("B", "kmkmkm"), by=secretary)
        elections.count(opened, {a.pk: 10, b.pk: 17}, by=secretary)
        elections.take_effect(opened, by=secretary, today=today)
        own = next(s for s in queries.members(committee, today) if s.party == party)
        before = len(queries.deputies_in_turn(own, [], today))
        late = Person.objects.create(name="Supplering")
        bodies.seat(committee, late, kind="deputy", order=1, party=party, by=secretary, today=today)
        names = [s.person.name for s in queries.deputies_in_turn(own, [], today)]
        assert names[-1] == "Supplering"
        assert len(names) == before + 1

    def test_a_count_can_be_loaded_again(self, council, secretary, today):
        election = elections.open_election(council, "voters", by=secretary, today=today)
        what = {
            "method": "sainte-lague",
            "seats": 27,
            "lists": [
                {"name": f"Et meget langt listenavn nummer {n}", "votes": 10 + n} for n in (1, 2)
            ],
        }
        counted = settlement.read(json.dumps(what))
        elections.load_count(election, counted, by=secretary)
        elections.reopen(election, by=secretary)
        elections.load_count(election, counted, by=secretary)
        assert election.slates.count() == 2

    def test_roles_follow_every_seat_whatever_the_order_they_were_entered_in(
        self, committee, secretary, today
    ):
        person = Person.objects.create(name="Ola", email="ola.x@lillevik.example")
        first = bodies.seat(committee, person, kind="deputy", order=90, by=secretary, today=today)
        bodies.let_in(person, by=secretary, today=today)
        bodies.vacate(first, by=secretary, today=today + timedelta(days=60))
        bodies.seat(
            Body.objects.get(short="HHO"),
            person,
            kind="deputy",
            order=90,
            by=secretary,
            today=today + timedelta(days=30),
        )
        assert Role.COUNCILLOR in hats_of(person.user, today + timedelta(days=90))

    def test_an_existing_account_is_linked_by_an_administrator_only(
        self, committee, secretary, today, users
    ):
        person = Person.objects.create(name="Kari To", email="kari.to@lillevik.example")
        accounts.invite(person.email, person.name, ["case_officer"], by=None, today=today)
        bodies.seat(committee, person, kind="deputy", order=91, by=secretary, today=today)
        assert person not in queries.waiting_outside(committee, today)
        with pytest.raises(Refused, match="systemadministrator"):
            bodies.let_in(person, by=secretary, today=today)
        bodies.let_in(person, by=users["administrator"], today=today)
        assert set(hats_of(person.user, today)) == {Role.CASE_OFFICER, Role.COUNCILLOR}
