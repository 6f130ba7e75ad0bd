"""Elections inside the municipality: their pages, and what lies at the edges."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tannhjul.accounts import actions as accounts
from tannhjul.accounts.queries import roles_of
from tannhjul.core.enums import Role
from tannhjul.core.law import Refused
from tannhjul.elections import actions as elections
from tannhjul.elections import queries as results
from tannhjul.elections.models import Election
from tannhjul.elections.rules import settlement
from tannhjul.organisation import queries
from tannhjul.organisation.actions import letting_in, seats
from tannhjul.organisation.models import Body, Party, Person
from tannhjul.organisation.rules.lists import Line
from tests.elections.lists import people, signer, three_lists

pytestmark = pytest.mark.django_db


class TestPages:
    def test_the_council_shows_how_its_seats_were_won(self, browse):
        election = Election.objects.get(method="voters")
        text = browse().get(election.get_absolute_url()).content.decode()
        assert "35300,714" in text.replace("\xa0", "").replace(" ", ""), "49 421 / 1,4"
        assert text.count("<td>AP</td>") >= 20
        assert Person.objects.get(user__username="demo-ordforer").name in text

    def test_the_public_sees_no_list_before_the_count(self, browse, opened, secretary):
        elections.put_list(
            opened, "A", people("Hemmelig", "kmkm"), by=secretary, signed_by=signer()
        )
        assert "Hemmelig" not in browse().get(opened.get_absolute_url()).content.decode()
        assert "Hemmelig" in browse("sekretaer").get(opened.get_absolute_url()).content.decode()

    def test_a_secretary_holds_an_election(self, browse, committee, today):
        desk = browse("sekretaer")
        data = {"method": "proportion", "demanded": "on", "today": str(today)}
        answer = desk.post(reverse("elections:open_election", args=[committee.pk]), data)
        election = Election.objects.get(body=committee)
        assert answer["Location"] == election.get_absolute_url()
        for name in "AB":
            slate = "\n".join(f";{name} {n};;{'km'[n % 2]}" for n in range(10))
            put = reverse("elections:put_list", args=[election.pk])
            data = {"name": name, "lines": slate, "signed_by": signer().pk}
            assert "§ 7-2" in desk.post(put, data).content.decode()
            assert desk.post(put, {**data, "agreed": "on"}).status_code == 302
        a, b = election.slates.all()
        counted = {f"slate_{a.pk}": 15, f"slate_{b.pk}": 12, "blank": 0}
        count = reverse("elections:count", args=[election.pk])
        assert desk.post(count, counted).status_code == 302
        effect = reverse("elections:take_effect", args=[election.pk])
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
        address = reverse("elections:open_election", args=[committee.pk])
        answer = browse("sekretaer").post(address, {"today": str(today), **data})
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not Election.objects.filter(body=committee).exists()

    def test_one_election_at_a_time(self, browse, committee, opened, today):
        address = reverse("elections:open_election", args=[committee.pk])
        answer = browse("sekretaer").post(
            address, {"method": "proportion", "demanded": "on", "today": str(today)}
        )
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
            (
                b'{"method": "sainte-lague", "seats": 27, "lists": [{"name": "A", "votes": 1e-20000000}]}',
                "write the number out",
            ),
            (
                b'{"method": "sainte-lague", "seats": 27, "lists": [{"name": "A", "votes": '
                + b"9" * 5000
                + b"}]}",
                "at most 20 digits",
            ),
        ],
    )
    def test_a_bad_count_file(self, browse, council, secretary, today, content, says):
        election = elections.open_election(council, "voters", by=secretary, today=today)
        address = reverse("elections:load_count", args=[election.pk])
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
        address = reverse("elections:load_count", args=[election.pk])
        assert browse("sekretaer").post(address, {"file": file}).status_code == 302
        effect = reverse("elections:take_effect", args=[election.pk])
        assert browse("sekretaer").post(effect, {"today": str(today)}).status_code == 302
        members = queries.members(council, today)
        assert len(members) == 27
        assert {seat.party.code for seat in members} == {"AP", "Bygdelista"}

    def test_nobody_else_holds_elections(self, browse, opened):
        for name in ("ordforer", "representant", "kommunedirektor"):
            address = reverse("elections:put_list", args=[opened.pk])
            assert browse(name).post(address, {"name": "A", "lines": ";x"}).status_code == 403


class TestEdges:
    def test_nobody_loses_a_seat_on_a_gender_that_is_not_known(self, opened, secretary):
        slate = [
            Line(1, "", "Anna"),
            Line(2, "", "Berit"),
            Line(3, "", "Carl", "", "m"),
            Line(4, "", "Dan", "", "m"),
            Line(5, "", "Eva", "", "f"),
        ]
        row = elections.put_list(opened, "A", slate, by=secretary, signed_by=signer())
        other = elections.put_list(
            opened, "B", people("B", "kmkmkm"), by=secretary, signed_by=signer()
        )
        elections.count(opened, {row.pk: 12, other.pk: 15}, by=secretary)
        mine = [w for w in results.settled(opened).elected if w.slate == row]
        assert [w.person.name for w in mine] == ["Anna", "Berit", "Carl", "Dan"]

    def test_a_group_without_members_has_no_deputies(self, committee, secretary, today):
        election = elections.open_election(committee, "agreement", by=secretary, today=today)
        a = elections.put_list(election, "A", people("A", "kmkmkmkmkm"), by=secretary)
        b = elections.put_list(election, "B", people("B", "km"), by=secretary)
        elections.count(election, {a.pk: 9, b.pk: 0}, by=secretary)
        assert not [w for w in results.settled(election).deputies if w.slate == b]

    def test_a_seat_that_ends_later_ends_with_the_rest(self, opened, committee, secretary, today):
        last = queries.members(committee, today)[-1]
        seats.vacate(last, by=secretary, today=today + timedelta(days=30))
        a, b, c = three_lists(opened, secretary)
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
        seats.vacate(own, by=secretary, today=today)
        with pytest.raises(Refused, match="ikke medlem"):
            elections.take_effect(election, by=secretary, today=today)

    def test_deputies_seated_later_are_called_after_those_of_the_list(
        self, opened, committee, secretary, today
    ):
        party = Party.objects.get(code="AP")
        slate = [Line(n, "AP", f"A {n}", "", "fm"[n % 2]) for n in range(1, 5)]
        a = elections.put_list(opened, "AP", slate, by=secretary, signed_by=signer())
        b = elections.put_list(opened, "B", people("B", "kmkmkm"), by=secretary, signed_by=signer())
        elections.count(opened, {a.pk: 10, b.pk: 17}, by=secretary)
        elections.take_effect(opened, by=secretary, today=today)
        own = next(s for s in queries.members(committee, today) if s.party == party)
        before = len(queries.deputies_in_turn(own, [], today))
        late = Person.objects.create(name="Supplering")
        seats.seat(committee, late, kind="deputy", order=1, party=party, by=secretary, today=today)
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
        first = seats.seat(committee, person, kind="deputy", order=90, by=secretary, today=today)
        letting_in.let_in(person, by=secretary, today=today)
        seats.vacate(first, by=secretary, today=today + timedelta(days=60))
        seats.seat(
            Body.objects.get(short="HHO"),
            person,
            kind="deputy",
            order=90,
            by=secretary,
            today=today + timedelta(days=30),
        )
        assert Role.COUNCILLOR in roles_of(person.user, today + timedelta(days=90))

    def test_an_existing_account_is_linked_by_an_administrator_only(
        self, committee, secretary, today, users
    ):
        person = Person.objects.create(name="Kari To", email="kari.to@lillevik.example")
        accounts.invite(person.email, person.name, ["case_officer"], by=None, today=today)
        seats.seat(committee, person, kind="deputy", order=91, by=secretary, today=today)
        assert person not in queries.waiting_outside(committee, today)
        with pytest.raises(Refused, match="systemadministrator"):
            letting_in.let_in(person, by=secretary, today=today)
        letting_in.let_in(person, by=users["administrator"], today=today)
        assert set(roles_of(person.user, today)) == {Role.CASE_OFFICER, Role.COUNCILLOR}
