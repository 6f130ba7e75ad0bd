"""The register of interests, and what it gives reason to consider before a meeting."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tannhjul.cases.models import Case
from tannhjul.core.law import Breach, Refused
from tannhjul.meetings import queries
from tannhjul.meetings.actions import impartiality
from tannhjul.meetings.models import Meeting, Recusal
from tannhjul.organisation.actions import interests
from tannhjul.organisation.models import Interest, Person
from tannhjul.organisation.rules.interests import bare, same_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lillevik Samfunnshus SA", "lillevik samfunnshus", True),
        ("Grøtte Maskin AS", "Grøtte Maskin", True),
        ("Stiftelsen Fjordheim", "Fjordheim", True),
        ("Fjordheim", "Fjordheim barnehage AS", True),
        ("Eid", "Eidsvoll Bygg AS", False),
        ("Eid", "Eid Bygg AS", False),
        ("AS", "IKS", False),
        ("", "Noe", False),
        ("Strandgata 14", "Strandgata 141", False),
        ("Ås idrettslag", "ÅS IDRETTSLAG", True),
    ],
)
def test_names_are_compared_without_the_form_of_company(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_name_of_only_a_form_is_nothing():
    assert bare("A/S AS") == "a s"


pytestmark = pytest.mark.django_db


@pytest.fixture
def council_meeting(db):
    return Meeting.objects.get(status="convened", body__short="KST")


@pytest.fixture
def chair(users):
    return Person.objects.get(user=users["utvalgsleder"])


def _of(meeting, person):
    return [(d.why, d.rule.paragraph) for d in queries.possible_conflicts(meeting, [person])]


class TestSuggestions:
    def test_a_board_member_of_a_party_is_reminded(self, council_meeting, chair):
        assert _of(council_meeting, chair) == [
            ("Leder eller styremedlem: Lillevik Samfunnshus", "forvaltningsloven § 6 (1)")
        ]

    @pytest.mark.parametrize(
        ("tie", "ours", "paragraph"),
        [
            ("board", False, "forvaltningsloven § 6 (1)"),
            (
                "board",
                True,
                "forvaltningsloven § 6 (1)",
            ),  # also in the municipality's own (since 2011)
            ("family", False, "forvaltningsloven § 6 (1)"),
            ("owner", False, "forvaltningsloven § 6 (2)"),
            ("member", False, "forvaltningsloven § 6 (2)"),
        ],
    )
    def test_the_tie_decides_which_rule(
        self, council_meeting, secretary, today, users, tie, ours, paragraph
    ):
        person = Person.objects.get(user=users["gruppeleder"])
        name = "Lillevik Samfunnshus SA"
        interests.declare(person, tie, name, by=secretary, today=today, ours=ours)
        assert [rule for _why, rule in _of(council_meeting, person)] == [paragraph]

    def test_relatives_are_not_named_to_others(
        self, council_meeting, secretary, today, users, browse
    ):
        person = Person.objects.get(user=users["gruppeleder"])
        interests.declare(person, "family", "Lillevik Samfunnshus", by=secretary, today=today)
        assert _of(council_meeting, person) == [("Nær familie", "forvaltningsloven § 6 (1)")]

    def test_a_member_who_is_the_party(self, council_meeting, users):
        person = Person.objects.get(user=users["gruppeleder"])
        case = Case.objects.get(title__startswith="Leie")
        case.parties.create(name=person.name)
        assert _of(council_meeting, person) == [("Part i saken", "forvaltningsloven § 6 (1)")]

    def test_a_member_who_prepared_the_case_as_an_employee(self, council_meeting, users):
        person = Person.objects.get(user=users["gruppeleder"])
        Case.objects.filter(title__startswith="Leie").update(officer=person.user)
        assert [rule for _why, rule in _of(council_meeting, person)] == ["kommuneloven § 11-10 (2)"]

    def test_what_has_ended_or_not_begun_is_left_out(
        self, council_meeting, chair, secretary, today
    ):
        interests.end(Interest.objects.get(person=chair), by=secretary, today=today)
        assert _of(council_meeting, chair) == []
        later = queries.day_of(council_meeting).replace(year=2090)
        interests.declare(chair, "board", "Lillevik Samfunnshus", by=secretary, today=later)
        assert _of(council_meeting, chair) == []

    def test_what_has_been_raised_is_not_suggested_again(self, council_meeting, chair, secretary):
        item = queries.possible_conflicts(council_meeting, [chair])[0].item
        impartiality.raise_partiality(item, chair, "Styremedlem", by=secretary)
        assert _of(council_meeting, chair) == []

    def test_as_many_queries_for_everyone_as_for_one(self, council_meeting, chair):
        everyone = [row.person for row in queries.expected(council_meeting)]
        with CaptureQueriesContext(connection) as one:
            queries.possible_conflicts(council_meeting, [chair])
        with CaptureQueriesContext(connection) as all_of_them:
            queries.possible_conflicts(council_meeting, everyone)
        assert len(one) == len(all_of_them)


class TestPages:
    def test_a_member_sees_it_declares_it_and_the_body_decides(
        self, browse, council_meeting, chair
    ):
        desk = browse("utvalgsleder")
        page = desk.get(council_meeting.get_absolute_url()).content.decode()
        assert "Habiliteten din i PS" in page
        item = queries.possible_conflicts(council_meeting, [chair])[0].item
        address = reverse("meetings:declare", args=[item.pk])
        assert "Lillevik Samfunnshus" in desk.get(address).content.decode()
        answer = {"plea": "partiality", "reason": ""}
        assert desk.post(address, answer).status_code == 422
        answer["reason"] = "Jeg sitter i styret."
        assert desk.post(address, answer).status_code == 302
        row = Recusal.objects.get(item=item)
        assert (row.person, row.basis, row.finding) == (
            chair,
            "forvaltningsloven § 6 (1)",
            "pending",
        )
        again = desk.post(address, {"plea": "partiality", "reason": "Igjen"})
        assert again.status_code == 422
        assert "allerede reist" in again.content.decode()

    def test_the_secretary_sees_it_for_everyone(self, browse, council_meeting, chair):
        page = browse("sekretaer").get(reverse("meetings:desk", args=[council_meeting.pk]))
        assert chair.name in page.content.decode()
        assert "Habilitet som bør vurderes" in page.content.decode()

    def test_others_do_not_see_it(self, browse, council_meeting):
        for who in (None, "innbygger", "representant", "kommunedirektor"):
            page = browse(who).get(council_meeting.get_absolute_url()).content.decode()
            assert "bør vurderes" not in page, who

    def test_nobody_declares_in_a_body_one_does_not_sit_in(self, browse):
        item = Meeting.objects.get(status="convened", body__short="KST").items.first()
        for who, status in (("kommunedirektor", 403), ("innbygger", 403), (None, 302)):
            address = reverse("meetings:declare", args=[item.pk])
            assert browse(who).post(address, {"reason": "x"}).status_code == status

    def test_family_is_not_public(self, browse, chair, secretary, today):
        interests.declare(chair, "family", "Ola Nordmann", by=secretary, today=today)
        for address in ("/interesser/", chair.get_absolute_url()):
            for who in (None, "innbygger", "representant"):
                assert "Ola Nordmann" not in browse(who).get(address).content.decode()
            assert "Ola Nordmann" in browse("utvalgsleder").get(address).content.decode()
            assert "Ola Nordmann" in browse("sekretaer").get(address).content.decode()

    def test_a_member_keeps_the_own_register(self, browse, chair, users, today):
        own = browse("utvalgsleder")
        address = reverse("organisation:declare_interest", args=[chair.pk])
        data = {"tie": "owner", "name": "Lie Bygg AS", "today": str(today)}
        assert own.post(address, data).status_code == 302
        assert "allerede i registeret" in own.post(address, data).content.decode()
        row = Interest.objects.get(name="Lie Bygg AS")
        assert browse("representant").post(address, data).status_code == 403
        end = reverse("organisation:end_interest", args=[row.pk])
        assert browse("representant").post(end).status_code == 403
        assert own.post(end).status_code == 302
        assert "Lie Bygg" not in browse().get("/interesser/").content.decode()
        assert "Lie Bygg" in browse().get(chair.get_absolute_url()).content.decode(), "on record"

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"tie": ""}, "påkrevet"),
            ({"tie": "enemy"}, "Velg"),
            ({"name": ""}, "påkrevet"),
            ({"name": "x" * 161}, "160"),
            ({"today": "x"}, "gyldig"),
        ],
    )
    def test_bad_input(self, browse, chair, today, changed, says):
        address = reverse("organisation:declare_interest", args=[chair.pk])
        data = {"tie": "owner", "name": "X", "today": str(today), **changed}
        answer = browse("sekretaer").post(address, data)
        assert answer.status_code == 422
        assert says in answer.content.decode()

    def test_the_register_is_searched(self, browse):
        assert "Fossum gård" in browse().get("/interesser/?q=fossum").content.decode()
        assert "Fossum gård" not in browse().get("/interesser/?q=sparebank").content.decode()


class TestParties:
    def test_a_party_is_named_while_the_case_is_prepared(self, browse):
        case = Case.objects.get(title="Lekeplass på Solsiden")
        address = reverse("cases:add_party", args=[case.pk])
        officer = browse("saksbehandler")
        assert officer.post(address, {"name": "Bygg AS"}).status_code == 302
        assert "allerede oppgitt" in officer.post(address, {"name": "bygg as"}).content.decode()
        assert officer.post(address, {"name": ""}).status_code == 422
        page = officer.get(case.get_absolute_url()).content.decode()
        assert "Bygg AS" in page
        row = case.parties.get()
        remove = reverse("cases:remove", args=[case.pk, "part", row.pk])
        assert officer.post(remove).status_code == 302
        assert not case.parties.exists()

    def test_the_parties_of_an_exempt_case_are_not_public(self, browse):
        case = Case.objects.get(title="Kjøp av eiendom")
        case.parties.create(name="Hemmelig Selger AS")
        for who in (None, "innbygger", "journalist"):
            assert (
                "Hemmelig Selger" not in browse(who).get(case.get_absolute_url()).content.decode()
            )
        found = browse().get("/sok/", {"q": "Hemmelig Selger"}).content.decode()
        assert case.get_absolute_url() not in found

    def test_a_case_on_its_way_is_not_changed(self, users):
        from tannhjul.cases import actions

        case = Case.objects.get(title__startswith="Leie")
        with pytest.raises(Refused):
            actions.add_party(case, "Ny", by=users["saksbehandler"])


class TestSpecialRules:
    """Kommuneloven § 11-10: plans, complaints, elections and allowances."""

    def test_preparing_a_budget_does_not_disqualify(self, council_meeting, users):
        case = council_meeting.items.filter(case__isnull=False).first().case
        person = Person.objects.get(user=users["gruppeleder"])
        Case.objects.filter(pk=case.pk).update(officer=person.user)
        assert ("Har forberedt saken som ansatt", "kommuneloven § 11-10 (2)") in _of(
            council_meeting, person
        )
        for nature in ("budget", "economic_plan", "municipal_plan"):
            Case.objects.filter(pk=case.pk).update(nature=nature)
            assert "kommuneloven § 11-10 (2)" not in [r for _w, r in _of(council_meeting, person)]

    def test_who_took_part_is_reminded_when_it_is_complained_about(self, council_meeting, users):
        decided = Case.objects.get(title__startswith="Gang")
        case = council_meeting.items.filter(case__isnull=False).first().case
        Case.objects.filter(pk=case.pk).update(nature="complaint", complaint_over=decided)
        mayor = Person.objects.get(user=users["ordforer"])
        assert ("Var med på vedtaket det klages på", "kommuneloven § 11-10 (3)") in _of(
            council_meeting, mayor
        )
        stranger = Person.objects.create(name="Ny i kommunestyret")
        assert _of(council_meeting, stranger) == []

    @pytest.mark.parametrize("nature", ["election", "allowances"])
    def test_nobody_is_disqualified_in_these(self, item, ready_case, secretary, nature, now):
        Case.objects.filter(pk=ready_case.pk).update(nature=nature)
        person = queries.entitled(item, now)[0].person
        with pytest.raises(Breach, match="11-10"):
            impartiality.raise_partiality(item, person, "Grunn", by=secretary)

    def test_a_complaint_names_a_decided_case(self, browse):
        address = reverse("cases:open_case")
        officer = browse("saksbehandler")
        decided = Case.objects.get(title__startswith="Gang")
        facts = {"title": "Klage", "kind": "PS", "initiative_gear": "inhabitants"}
        for nature, number in (
            ("complaint", ""),
            ("complaint", "99/1"),
            ("complaint", "abc"),
            ("", decided.reference),
        ):
            data = facts | {"nature": nature, "complaint_over": number}
            assert officer.post(address, data).status_code == 422
        data = facts | {"nature": "complaint", "complaint_over": decided.reference}
        assert officer.post(address, data).status_code == 302
        assert Case.objects.get(title="Klage").complaint_over == decided
