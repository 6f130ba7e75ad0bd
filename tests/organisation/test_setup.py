"""Setting up a municipality from nothing, and keeping its register: pages, rules and bad input."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tannhjul.accounts.models import RoleAssignment
from tannhjul.accounts.queries import roles_of
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.enums import Role
from tannhjul.core.law import Refused
from tannhjul.core.models import Choice, Event
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.queries import signers_wanted
from tannhjul.organisation import queries
from tannhjul.organisation.actions import bodies, letting_in, seats
from tannhjul.organisation.models import Entity, Party, Person, Seat, Term, Unit
from tannhjul.organisation.queries import set_up
from tannhjul.organisation.rules.lists import Line, read_lines
from tests.browser import PHONE, chromium, served
from tests.browser import Person as Visitor

LINES = "AP; Kari Lie; kari@lillevik.example\nH; Ola Moen; ola@lillevik.example\nSP; Eli Dahl"


def _members(number):
    return "\n".join(f"AP; Medlem {n:02} Nilsen; medlem{n}@lillevik.example" for n in range(number))


@pytest.mark.browser
@pytest.mark.once
def test_a_municipality_is_set_up_from_nothing(untouched):
    """The one who installs makes an administrator, who does the rest in the browser."""
    untouched.env["TANNHJUL_DEMO"] = "0"
    with served(untouched, "serve") as address, chromium() as browser:
        untouched.env["TANNHJUL_URL"] = address
        way_in = untouched.run(
            "invite", "kari@lillevik.example", "--name", "Kari Lie"
        ).stdout.strip()
        kari = Visitor(browser, address, PHONE)
        kari.go("/")
        kari.sees("ikke satt opp ennå")
        kari.go(way_in)
        kari.write("Nytt passord", "fjorden er dyp 2026")
        kari.write("Bekreft nytt passord", "fjorden er dyp 2026")
        kari.press("Lagre")
        kari.write("Brukernavn", "kari@lillevik.example")
        kari.write("Passord", "fjorden er dyp 2026")
        kari.press("Logg inn", within="main")
        kari.press("Begynn")
        kari.press("Kommunen")
        kari.write("Navn", "Lillevik kommune")
        kari.write("Kommunenummer", "99011")
        kari.write("Antall innbyggere", "9812")
        kari.press("Lagre")
        kari.sees("fire sifre")
        kari.write("Kommunenummer", "9901")
        kari.press("Lagre")
        kari.press("Perioden")
        kari.write("Navn", "2023–2027")
        kari.write("Første dag", "2023-10-01")
        kari.write("Første dag i neste periode", "2027-10-01")
        kari.press("Lagre")
        kari.press("Partier og lister")
        kari.write("Kode", "AP")
        kari.write("Navn", "Arbeiderpartiet")
        kari.press("Legg til")
        kari.go("/oppsett/")
        kari.press("Kommunestyret og medlemmene")
        kari.write("Navn", "Kommunestyret")
        kari.write("Kortnavn", "KST")
        kari.choose("Type", "Kommunestyre")
        kari.write("Antall medlemmer", "18")
        kari.press("Lagre")
        kari.sees("§ 5-5")
        kari.write("Antall medlemmer", "19")
        kari.press("Lagre")
        kari.press("Gi en hel liste plass")
        kari.write("Listen", _members(20))
        kari.mark("Alle har samtykket skriftlig, har stemmerett og er folkeregistrert i kommunen")
        kari.press("Lagre")
        kari.sees("for mange")
        kari.write("Listen", _members(19))
        kari.press("Lagre")
        kari.sees("Medlem 18 Nilsen")
        kari.press("Inviter alle")
        kari.sees("19 invitasjoner er sendt")
        kari.go("/enheter/")
        kari.press("Ny enhet")
        kari.write("Navn", "Kommunedirektøren")
        kari.press("Lagre")
        kari.go("/brukere/")
        kari.press("Slipp noen inn")
        kari.write("Navn", "Siv Berge")
        kari.write("E-post", "siv@lillevik.example")
        kari.mark("Sekretær")
        kari.press("Send invitasjonen")
        kari.sees("Har ikke logget inn ennå")
        kari.go("/oppsett/valg/")
        kari.press("Velg", nth=0)
        kari.write("Valgt", "10")
        kari.write("Vedtatt av", "Kommunestyret PS 1/26")
        kari.press("Lagre")
        kari.sees("Kommunestyret PS 1/26")
        kari.go("/oppsett/")
        kari.sees("Uten leder: Kommunedirektøren")
        kari.sees("Uten reglement: Kommunestyret")
    assert untouched.run("journal", "verify").returncode == 0


@pytest.mark.django_db
class TestSteps:
    def test_lillevik_is_set_up(self, today):
        assert [row.step for row in set_up(today) if not row.done] == []

    def test_what_is_missing_is_named(self, today, council):
        council.regulations.all().delete()
        Unit.objects.get(name="Kultur").leaderships.all().delete()
        RoleAssignment.objects.filter(role=Role.SECRETARY).delete()
        missing = {str(row.step): row.missing for row in set_up(today) if not row.done}
        assert missing == {
            "bodies": ("Kommunestyret",),
            "units": ("Kultur",),
            "users": ("Sekretær",),
        }

    def test_an_administrator_is_told_what_waits(self, browse, council):
        council.regulations.all().delete()
        assert "Sett opp kommunen" in browse("administrator").get("/").content.decode()


@pytest.mark.parametrize(
    ("text", "number"),
    [("AP", 1), ("AP;Kari\n\nAP;;x", 3), ("AP;Kari;k@x.no;x", 1), ("AP;Kari;k@x.no;k;extra", 1)],
)
def test_a_list_that_cannot_be_read_names_the_line(text, number):
    with pytest.raises(ValueError, match=str(number)):
        read_lines(text)


def test_a_list_is_read_from_a_spreadsheet_or_as_typed():
    typed = read_lines(" AP ; Kari Lie ; k@x.no \n\n;Ola Moen")
    assert typed == [Line(1, "AP", "Kari Lie", "k@x.no"), Line(3, "", "Ola Moen", "")]
    assert read_lines("AP\tKari Lie\tk@x.no") == [Line(1, "AP", "Kari Lie", "k@x.no")]


@pytest.mark.django_db
class TestLists:
    @pytest.fixture
    def empty(self, secretary, today):
        return bodies.create_body(
            "Nytt utvalg", "NY", "committee", by=secretary, today=today, seats_total=3
        )

    def _send(self, browse, body, lines, kind="member", day="2026-01-01"):
        address = reverse("organisation:fill", args=[body.pk])
        return browse("sekretaer").post(
            address, {"kind": kind, "lines": lines, "today": day, "agreed": "on"}
        )

    def test_a_list_is_seated_in_its_order(self, browse, empty):
        assert self._send(browse, empty, LINES).status_code == 302
        rows = Seat.objects.filter(body=empty).order_by("order")
        assert [(r.order, r.party.code, r.person.name) for r in rows] == [
            (1, "AP", "Kari Lie"),
            (2, "H", "Ola Moen"),
            (3, "SP", "Eli Dahl"),
        ]

    def test_deputies_are_numbered_within_their_list(self, browse, empty):
        self._send(browse, empty, "AP;Ada En\nH;Bo To\nAP;Cia Tre", kind="deputy")
        self._send(browse, empty, "AP;Dan Fire", kind="deputy")
        rows = Seat.objects.filter(body=empty, party__code="AP").order_by("order")
        assert [(r.order, r.person.name) for r in rows] == [
            (1, "Ada En"),
            (2, "Cia Tre"),
            (3, "Dan Fire"),
        ]

    def test_a_deputy_elected_later_comes_last(self, browse, empty, today):
        """§ 7-10, also when one of those before has left."""
        self._send(browse, empty, "AP;Ada En\nAP;Bo To\nAP;Cia Tre", kind="deputy")
        Seat.objects.filter(person__name="Ada En", body=empty).update(valid_to=today)
        self._send(browse, empty, "AP;Dan Fire", kind="deputy", day=str(today))
        assert Seat.objects.get(person__name="Dan Fire").order == 4
        new = Person.objects.create(name="Eli Fem")
        party = Seat.objects.get(person__name="Dan Fire").party
        data = {
            "person": new.pk,
            "party": party.pk,
            "kind": "deputy",
            "today": str(today),
            "agreed": "on",
        }
        address = reverse("organisation:seat", args=[empty.pk])
        refused = browse("sekretaer").post(address, {**data, "order": 1})
        assert "§ 7-10" in refused.content.decode()
        assert browse("sekretaer").post(address, {**data, "order": 5}).status_code == 302

    @pytest.mark.parametrize(
        ("lines", "says"),
        [
            ("", "påkrevet"),
            ("AP", "Linje 1 kan ikke leses"),
            ("AP;Kari\nXX;Ola", "Linje 2: det finnes ikke noe parti"),
            ("AP;Kari;ikke-en-adresse", "Linje 1"),
            ("AP;Kari Lie\nAP;Kari Lie", "Linje 2: Kari Lie har allerede en plass"),
            ("AP;A A\nAP;B B\nAP;C C\nAP;D D", "for mange"),
            ("AP;" + "x" * 121, "120"),
            ("AP;Kari\x00", ""),
        ],
    )
    def test_a_bad_list_seats_nobody(self, browse, empty, lines, says):
        before = Person.objects.count(), Event.objects.count()
        response = self._send(browse, empty, lines)
        text = response.content.decode()
        assert response.status_code == 422
        assert says in text, re.findall(r'class="summary".*?</div>', text, re.S)
        assert (Person.objects.count(), Event.objects.count()) == before

    def test_people_are_known_again(self, browse, empty, secretary):
        kari = Person.objects.create(name="Kari Lie")
        self._send(browse, empty, "AP;Kari Lie;kari@x.no")
        kari.refresh_from_db()
        assert kari.email == "kari@x.no"
        assert kari.seats.get().body == empty

    def test_two_of_the_same_name_must_be_told_apart(self, browse, empty):
        Person.objects.create(name="Kari Lie")
        Person.objects.create(name="Kari Lie")
        response = self._send(browse, empty, "AP;Kari Lie")
        assert response.status_code == 422
        assert "2 personer heter Kari Lie" in response.content.decode()


@pytest.mark.django_db
class TestRolesFollowSeats:
    @pytest.fixture
    def kari(self, secretary, today):
        return Person.objects.create(name="Kari Lie", email="kari@lillevik.example")

    def test_who_is_let_in_acts_as_the_seats_say(
        self, kari, secretary, today, council, django_capture_on_commit_callbacks
    ):
        committee = bodies.create_body("X", "X", "committee", by=secretary, today=today)
        seats.seat(
            committee, kari, kind="member", order=1, office="leader", by=secretary, today=today
        )
        with django_capture_on_commit_callbacks(execute=True):
            letting_in.let_in(kari, by=secretary, today=today)
        assert set(roles_of(kari.user, today)) == {Role.COUNCILLOR, Role.COMMITTEE_CHAIR}
        assert "/logg-inn/velg/" in mail.outbox[-1].body
        seats.vacate(kari.seats.get(), by=secretary, today=today)
        assert roles_of(kari.user, today) == []
        seats.seat(committee, kari, kind="member", order=1, by=secretary, today=today)
        assert roles_of(kari.user, today) == [Role.COUNCILLOR], "given again on the same day"

    @pytest.mark.parametrize("what", ["no address", "no seat", "twice"])
    def test_who_cannot_be_let_in(self, kari, secretary, today, council, what):
        if what == "no address":
            kari.email = ""
        if what != "no seat":
            seats.seat(council, kari, kind="deputy", order=99, by=secretary, today=today)
        if what == "twice":
            letting_in.let_in(kari, by=secretary, today=today)
        with pytest.raises(Refused):
            letting_in.let_in(kari, by=secretary, today=today)

    def test_ending_a_body_ends_its_seats_and_their_roles(self, kari, secretary, today):
        body = bodies.create_body("X", "X", "committee", by=secretary, today=today)
        seats.seat(body, kari, kind="member", order=1, by=secretary, today=today)
        letting_in.let_in(kari, by=secretary, today=today)
        bodies.close_body(body, by=secretary, today=today)
        assert roles_of(kari.user, today) == []
        with pytest.raises(Refused):
            bodies.close_body(body, by=secretary, today=today)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("entity", {}, "påkrevet"),
        ("entity", {"name": "X", "number": "12", "inhabitants": 5}, "fire sifre"),
        ("entity", {"name": "X", "number": "1234", "inhabitants": -5}, "større enn"),
        ("entity", {"name": "X", "number": "1234", "inhabitants": 5, "url": "x y"}, "gyldig"),
        ("open_term", {"name": "A", "start": "2030-01-01", "end": "2029-01-01"}, "slutte etter"),
        ("open_term", {"name": "A", "start": "2024-01-01", "end": "2029-01-01"}, "inn i perioden"),
        (
            "open_term",
            {"name": "2023–2027", "start": "2040-01-01", "end": "2044-01-01"},
            "allerede",
        ),
        ("parties", {"code": "ap", "name": "Ap"}, "allerede et parti"),
        ("parties", {"code": "", "name": ""}, "påkrevet"),
        ("register_person", {"name": ""}, "påkrevet"),
        ("register_person", {"name": "X", "email": "x"}, "gyldig"),
        ("create_unit", {"name": "", "today": "2026-01-01"}, "påkrevet"),
        ("create_unit", {"name": "X", "today": "1990-01-01", "parent": "first"}, "finnes ikke på"),
    ],
)
def test_bad_input_in_the_set_up(browse, name, data, says):
    if data.get("parent") == "first":
        data = {**data, "parent": Unit.objects.first().pk}
    before = Event.objects.count()
    response = browse("administrator").post(reverse(f"organisation:{name}"), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert says in text, re.findall(r'class="summary".*?</div>', text, re.S)
    assert Event.objects.count() == before


@pytest.mark.django_db
class TestRegister:
    def test_an_address_belongs_to_one(self, browse):
        mayor, other = Person.objects.filter(seats__body__short="KST").distinct()[:2]
        address = reverse("organisation:correct_person", args=[other.pk])
        response = browse("sekretaer").post(address, {"name": other.name, "email": mayor.email})
        assert response.status_code == 422
        assert mayor.name in response.content.decode()

    def test_a_name_is_put_right_for_person_and_user(self, browse):
        mayor = Person.objects.get(user__username="demo-ordforer")
        address = reverse("organisation:correct_person", args=[mayor.pk])
        browse("sekretaer").post(address, {"name": "Bjørn Ås", "email": "b@x.no"})
        mayor.refresh_from_db()
        assert (mayor.name, mayor.user.name, mayor.email) == ("Bjørn Ås", "Bjørn Ås", "b@x.no")

    def test_a_gender_is_stated_and_taken_back(self, browse):
        mayor = Person.objects.get(user__username="demo-ordforer")
        address = reverse("organisation:correct_person", args=[mayor.pk])
        for gender in ("f", ""):
            browse("sekretaer").post(address, {"name": "Å", "email": "", "gender": gender})
            mayor.refresh_from_db()
            assert mayor.gender == gender

    def test_a_unit_is_created_with_its_leader(self, browse, today):
        leader = Person.objects.first()
        data = {"name": "Næring", "leader": leader.pk, "today": str(today)}
        address = reverse("organisation:create_unit")
        beside = browse("administrator").post(address, data)
        assert "ved siden av kommunedirektøren" in beside.content.decode()
        data["parent"] = Unit.objects.get(task="head").pk
        assert browse("administrator").post(address, data).status_code == 302
        assert Unit.objects.get(name="Næring").leaderships.get().person == leader

    def test_the_register_of_people_opens_nobodys_account(
        self, browse, django_capture_on_commit_callbacks
    ):
        """A secretary who changes an address must not receive the way in to the account."""
        mayor = Person.objects.get(user__username="demo-ordforer")
        own = mayor.user.email
        address = reverse("organisation:correct_person", args=[mayor.pk])
        browse("sekretaer").post(address, {"name": mayor.name, "email": "tyv@x.no"})
        mayor.user.refresh_from_db()
        assert mayor.user.email == own
        with django_capture_on_commit_callbacks(execute=True):
            Client().post("/logg-inn/glemt/", {"email": "tyv@x.no"})
        assert mail.outbox == []

    def test_what_stands_below_a_unit_that_ends_stands_below_the_one_above(self, browse, today):
        unit, top = Unit.objects.get(name="Oppvekst"), Unit.objects.get(task="head")
        children = queries.units_below(unit, today)
        address = reverse("organisation:close_unit", args=[unit.pk])
        told = browse("administrator").get(address).content.decode()
        assert all(child.name in told for child in children)
        assert browse("administrator").post(address, {"today": str(today)}).status_code == 302
        assert children
        assert {queries.unit_above(child, today) for child in children} == {top}
        yesterday = today - timedelta(days=1)
        assert {queries.unit_above(child, yesterday) for child in children} == {unit}
        assert "Oppvekst" not in browse().get("/enheter/").content.decode()
        before = browse().get("/enheter/", {"on": str(unit.valid_from)}).content.decode()
        assert "Oppvekst" in before, "the past stays as it was"

    def test_the_municipality_is_described_anew(self, browse):
        data = {
            "name": "Nye Lillevik",
            "number": "9901",
            "inhabitants": 10_001,
            "counted_on": "2026-01-01",
        }
        assert browse("sekretaer").post(reverse("organisation:entity"), data).status_code == 302
        assert Entity.objects.get().inhabitants == 10_001
        assert Term.objects.count() == 1
        assert Party.objects.count() == 8


@pytest.mark.django_db
class TestChoices:
    ADDRESS = "/oppsett/valg/meetings.signers/"

    def _choose(self, browse, **changed):
        data = {"value": 3, "today": "2026-01-01", "decided_by": "KST PS 1/26", **changed}
        return browse("sekretaer").post(self.ADDRESS, data)

    def test_a_choice_holds_from_its_date(self, browse, council):
        assert self._choose(browse).status_code == 302
        assert self._choose(browse, value=1, body=council.pk).status_code == 302
        meeting = Meeting.objects.filter(body=council).last()
        assert signers_wanted(meeting) == 1, "the body's own choice goes first"
        assert "KST PS 1/26" in browse("sekretaer").get("/oppsett/valg/").content.decode()
        option = OPTIONS["meetings.signers"]
        assert chosen(option, date(2025, 12, 31)) == option.default
        assert chosen(option, date(2026, 1, 1)) == 3

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"value": 0}, "større enn"),
            ({"value": 10}, "mindre enn"),
            ({"value": "to"}, "heltall"),
            ({"decided_by": ""}, "påkrevet"),
            ({"today": "x"}, "gyldig"),
            ({"body": 0}, "Velg"),
        ],
    )
    def test_a_choice_that_cannot_be_made(self, browse, changed, says):
        response = self._choose(browse, **changed)
        assert response.status_code == 422
        assert says in response.content.decode()
        assert not Choice.objects.filter(key="meetings.signers").exists()

    def test_one_choice_a_day(self, browse):
        self._choose(browse)
        assert "allerede valgt" in self._choose(browse, value=5).content.decode()

    def test_there_is_nothing_else_to_choose(self, browse):
        assert browse("sekretaer").get("/oppsett/valg/moon.phase/").status_code == 404
