"""Elections inside the municipality: lists, agreement, majority, and who then sits."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tannhjul.accounts.queries import roles_of
from tannhjul.core.enums import Role
from tannhjul.core.law import Breach, Refused
from tannhjul.elections import actions as elections
from tannhjul.elections import queries as results
from tannhjul.elections.models import Election, Nominee
from tannhjul.organisation import queries
from tannhjul.organisation.actions import seats
from tannhjul.organisation.models import Body, Person, Seat
from tannhjul.organisation.rules.lists import Line
from tests.elections.lists import councillors, people, signer, three_lists

pytestmark = pytest.mark.django_db


class TestProportional:
    def test_the_committee_is_settled_seated_and_its_deputies_follow_the_list(
        self, opened, committee, secretary, today
    ):
        a, b, c = three_lists(opened, secretary)
        elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)
        settled = results.settled(Election.objects.get(pk=opened.pk))
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
        voters = Body.objects.filter(elected_by_voters=True)
        assert [body.short for body in voters] == ["KST"], "the council elected the committee"
        first = queries.deputies_in_turn(members[0], [], today)
        assert [seat.person.name for seat in first][:3] == ["A 3", "A 4", "A 7"]

    def test_whoever_sat_before_leaves_and_loses_the_role(
        self, opened, committee, secretary, today, users
    ):
        chair = users["utvalgsleder"]
        assert Role.COMMITTEE_CHAIR in roles_of(chair, today)
        a, b, c = three_lists(opened, secretary)
        elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)
        changes = results.changes(opened)
        assert (len(changes.come), len(changes.go), len(changes.stay)) == (9, 9, 0)
        elections.take_effect(opened, by=secretary, today=today)
        assert roles_of(chair, today) == [Role.COUNCILLOR], "still in the council"

    @pytest.mark.parametrize(
        ("pattern", "paragraph"),
        [("mmmmmmmmmm", "§ 7-5"), ("mmmmmmkkk", "§ 7-5"), ("km" * 10, "§ 7-5")],
    )
    def test_a_list_against_the_law_is_stopped(self, opened, secretary, pattern, paragraph):
        with pytest.raises(Breach) as breach:
            elections.put_list(opened, "X", people("X", pattern), by=secretary, signed_by=signer())
        assert paragraph in str(breach.value)
        assert not opened.slates.exists()

    def test_nobody_stands_on_two_lists(self, opened, secretary):
        elections.put_list(opened, "A", people("A", "kmkm"), by=secretary, signed_by=signer())
        with pytest.raises(Refused, match="står allerede"):
            elections.put_list(opened, "B", people("A", "kmkm"), by=secretary, signed_by=signer())
        assert Nominee.objects.filter(election=opened).count() == 4

    def test_more_votes_than_voters(self, opened, secretary):
        a, b, c = three_lists(opened, secretary)
        with pytest.raises(Refused, match="28 stemmer er flere enn de 27"):
            elections.count(opened, {a.pk: 14, b.pk: 8, c.pk: 6}, by=secretary)
        with pytest.raises(Refused, match="28 stemmer"):
            elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, blank=1, by=secretary)
        with pytest.raises(Refused, match="tall for hver"):
            elections.count(opened, {a.pk: 13}, by=secretary)

    def test_a_count_is_taken_back_and_put_right(self, opened, secretary):
        a, b, c = three_lists(opened, secretary)
        elections.count(opened, {a.pk: 12, b.pk: 8, c.pk: 6}, by=secretary)
        with pytest.raises(Refused, match="talt opp"):
            elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)
        with pytest.raises(Refused, match="talt opp"):
            elections.strike_list(c, by=secretary)
        elections.reopen(opened, by=secretary)
        elections.count(opened, {a.pk: 13, b.pk: 8, c.pk: 6}, by=secretary)

    def test_an_equal_vote_is_settled_by_a_lot_anyone_can_draw(self, opened, secretary):
        rows = [
            elections.put_list(opened, n, people(n, "kmkmkm"), by=secretary, signed_by=signer())
            for n in "AB"
        ]
        elections.count(opened, {row.pk: 13 for row in rows}, by=secretary)
        once, again = results.settled(opened), results.settled(opened)
        assert once.lots == again.lots
        assert len(once.lots) == 5, "each odd seat of nine is a tie"

    @pytest.mark.parametrize(
        "who", [lambda: None, lambda: signer("H"), lambda: Person.objects.create(name="Utenfor")]
    )
    def test_a_list_is_signed_by_someone_of_the_group_who_elects(self, opened, secretary, who):
        with pytest.raises(Breach, match="7-5"):
            elections.put_list(opened, "AP", councillors("AP"), by=secretary, signed_by=who())
        assert not opened.slates.exists()

    def test_a_joint_list_keeps_each_ones_party(self, opened, secretary, today):
        slate = [Line(1, "AP", "Ada", "", "f"), Line(2, "SV", "Bo", "", "m")]
        row = elections.put_list(opened, "AP og SV", slate, by=secretary, signed_by=signer("SV"))
        assert row.party is None
        assert [n.party.code for n in row.nominees.all()] == ["AP", "SV"]


class TestWhoCanBeElected:
    @pytest.fixture(autouse=True)
    def _of_the_term_before(self, executive):
        Seat.objects.filter(body=executive).update(valid_from=date(2023, 8, 31))

    def test_the_executive_committee_is_elected_once_in_a_term(self, executive, secretary, today):
        Seat.objects.filter(body=executive).update(valid_from=today)
        with pytest.raises(Breach, match="5-6"):
            elections.open_election(executive, "agreement", by=secretary, today=today, seats=5)

    def test_the_executive_committee_is_of_the_council(self, executive, secretary, today):
        election = elections.open_election(
            executive, "proportion", by=secretary, today=today, demanded=True
        )
        with pytest.raises(Breach, match="5-6"):
            elections.put_list(
                election, "X", people("Ukjent", "kmkm"), by=secretary, signed_by=signer()
            )
        elections.put_list(
            election, "AP", councillors("AP")[:7], by=secretary, signed_by=signer("AP")
        )

    def test_the_executive_committee_is_balanced_as_far_as_possible(
        self, executive, secretary, today
    ):
        election = elections.open_election(
            executive, "proportion", by=secretary, today=today, demanded=True
        )
        men = [
            Line(n, seat.party.code, seat.person.name)
            for n, seat in enumerate(
                Seat.objects.filter(
                    body__short="KST", kind="member", valid_to=None, person__gender="m"
                )[:8],
                1,
            )
        ]
        row = elections.put_list(election, "Menn", men, by=secretary, signed_by=signer())
        elections.count(election, {row.pk: 27}, by=secretary)
        found = [f.rule.paragraph for f in results.settled(election).findings]
        assert "kommuneloven § 7-6 (3)" in found, "a warning"
        elections.take_effect(election, by=secretary, today=today)
        assert len(queries.members(executive, today)) == 7

    def test_a_member_stands_with_the_own_group_only(self, executive, secretary, today):
        """§ 7-5 (1): on its list, or on a joint list that it takes part in."""
        election = elections.open_election(
            executive, "proportion", by=secretary, today=today, demanded=True
        )
        women = Seat.objects.filter(
            body__short="KST", kind="member", valid_to=None, person__gender="f"
        )
        own, other = women.filter(party__code="AP").first(), women.filter(party__code="H").first()
        for lines in (
            [Line(1, "AP", own.person.name), Line(2, "AP", other.person.name)],
            [Line(1, "AP", own.person.name), Line(2, "", other.person.name)],
            [Line(1, "", other.person.name)],  # the list of whoever signs it
        ):
            with pytest.raises(Breach) as breach:
                elections.put_list(election, "X", lines, by=secretary, signed_by=signer("AP"))
            assert breach.value.rule.paragraph == "kommuneloven § 7-5 (1)"
        men = [*councillors("AP", "H")][:8]
        row = elections.put_list(election, "Felles", men, by=secretary, signed_by=signer("AP"))
        assert {each.party.code for each in row.nominees.all()} <= {"AP", "H"}

    def test_the_control_committee_is_of_those_without_power(self, control, secretary, today):
        election = elections.open_election(
            control, "proportion", by=secretary, today=today, demanded=True
        )
        mayor = queries.mayor_seat(today).person
        with pytest.raises(Breach, match="23-1"):
            elections.put_list(
                election, "X", [Line(1, "", mayor.name)], by=secretary, signed_by=signer()
            )
        row = elections.put_list(
            election, "Y", people("Ny", "kmkmkmkm"), by=secretary, signed_by=signer()
        )
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
        a = elections.put_list(agreed, "A", people("A", "kmkmkmkmkm"), by=secretary)
        b = elections.put_list(agreed, "B", people("B", "mkmkmkmk"), by=secretary)
        with pytest.raises(Refused, match="nøyaktig 9 plasser; dette er 8"):
            elections.count(agreed, {a.pk: 5, b.pk: 3}, by=secretary)
        with pytest.raises(Breach, match="7-7"):
            elections.count(agreed, {a.pk: 5, b.pk: 4}, against=1, by=secretary)
        elections.count(agreed, {a.pk: 5, b.pk: 4}, by=secretary)
        settled = results.settled(agreed)
        assert [w.person.name for w in settled.elected] == [
            *(f"A {n}" for n in range(1, 6)),
            *(f"B {n}" for n in range(1, 5)),
        ]
        assert len([w for w in settled.deputies if w.slate == a]) == 5
        assert settled.findings == []
        elections.take_effect(agreed, by=secretary, today=today)
        assert len(queries.members(committee, today)) == 9

    def test_a_group_cannot_have_more_seats_than_names(self, agreed, secretary):
        a = elections.put_list(agreed, "A", people("A", "km"), by=secretary)
        with pytest.raises(Refused, match="færre navn"):
            elections.count(agreed, {a.pk: 9}, by=secretary)

    def test_the_body_is_balanced_as_a_whole(self, agreed, secretary):
        a = elections.put_list(agreed, "A", people("A", "mmmmmmkkk"), by=secretary)
        elections.count(agreed, {a.pk: 9}, by=secretary)
        assert [f.rule.paragraph for f in results.settled(agreed).findings] == [
            "kommuneloven § 7-7 (3)"
        ]
        with pytest.raises(Breach, match="7-7"):
            elections.take_effect(agreed, by=secretary, today=agreed.held_on)

    def test_so_are_its_deputies(self, agreed, secretary):
        """§ 7-7 (4): four men as deputies are not both genders."""
        a = elections.put_list(agreed, "A", people("A", "kmkmkmkmkmmmm"), by=secretary)
        elections.count(agreed, {a.pk: 9}, by=secretary)
        with pytest.raises(Breach, match=r"7-7 \(4\)"):
            elections.take_effect(agreed, by=secretary, today=agreed.held_on)
        elections.reopen(agreed, by=secretary)
        elections.strike_list(a, by=secretary)
        b = elections.put_list(agreed, "B", people("B", "kmkmkmkmkmkkm"), by=secretary)
        elections.count(agreed, {b.pk: 9}, by=secretary)
        assert elections.take_effect(agreed, by=secretary, today=agreed.held_on).status == "seated"

    def test_it_takes_effect_the_day_it_is_held_and_no_other(
        self, agreed, secretary, today, browse
    ):
        """§ 7-1 (4): straks de er valgt."""
        a = elections.put_list(agreed, "A", people("A", "kmkmkmkmk"), by=secretary)
        elections.count(agreed, {a.pk: 9}, by=secretary)
        later = today + timedelta(days=30)
        with pytest.raises(Breach, match=r"7-1 \(4\)"):
            elections.take_effect(agreed, by=secretary, today=later)
        address = reverse("elections:take_effect", args=[agreed.pk])
        refused = browse("sekretaer").post(address, {"today": str(later)})
        assert refused.status_code == 422
        assert "straks de er valgt" in refused.content.decode()
        page = browse("sekretaer").get(address).content.decode()
        assert f'value="{today}"' in page
        Body.objects.filter(pk=agreed.body_id).update(valid_from=later)
        assert elections.take_effect(agreed, by=secretary, today=later).status == "seated"

    def test_a_gender_that_is_not_known_is_stated_first(self, agreed, secretary):
        slate = [Line(n, "", f"Ukjent {n}") for n in range(1, 10)]
        row = elections.put_list(agreed, "A", slate, by=secretary)
        elections.count(agreed, {row.pk: 9}, by=secretary)
        with pytest.raises(Refused, match="Oppgi kjønnet til Ukjent 1"):
            elections.take_effect(agreed, by=secretary, today=agreed.held_on)

    @pytest.mark.parametrize(
        ("person", "short", "paragraph"),
        [
            ("demo-kommunedirektor", "HTM", "7-3"),
            ("demo-ordforer", "KU", "23-1"),
            ("demo-utvalgsleder", "KU", "23-1"),
        ],
    )
    def test_nobody_is_seated_past_the_law_outside_an_election(
        self, secretary, today, person, short, paragraph
    ):
        body = Body.objects.get(short=short)
        who = Person.objects.get(user__username=person)
        Seat.objects.filter(body=body, person=who).delete()
        with pytest.raises(Breach, match=paragraph):
            seats.seat(body, who, kind="deputy", order=99, by=secretary, today=today)

    def test_whoever_is_seated_has_agreed(self, committee, secretary, today, browse):
        who = Person.objects.create(name="Ola Ny")
        with pytest.raises(Breach, match="7-2"):
            seats.seat(
                committee, who, kind="deputy", order=99, by=secretary, today=today, agreed=False
            )
        with pytest.raises(Breach, match="7-2"):
            seats.fill(
                committee,
                [Line(1, "AP", "Ny")],
                kind="deputy",
                by=secretary,
                today=today,
                agreed=False,
            )
        address = reverse("organisation:fill", args=[committee.pk])
        data = {"kind": "deputy", "lines": "AP; Ny Vara", "today": str(today)}
        assert browse("sekretaer").post(address, data).status_code == 422
        assert browse("sekretaer").post(address, {**data, "agreed": "on"}).status_code == 302

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
        assert Role.COMMITTEE_CHAIR not in roles_of(users["utvalgsleder"], today)

    def test_only_a_member_can_lead(self, leader, secretary):
        election, _rows, _seats = leader
        with pytest.raises(Refused, match="ikke medlem"):
            elections.put_list(election, "Ny", [Line(1, "", "Helt Ny")], by=secretary)

    def test_one_person_for_each_proposal(self, leader, committee, secretary, today):
        election, _rows, seats = leader
        slate = [Line(n, "", s.person.name) for n, s in enumerate(seats[5:7], 1)]
        with pytest.raises(Refused, match="én person"):
            elections.put_list(election, "To", slate, by=secretary)
