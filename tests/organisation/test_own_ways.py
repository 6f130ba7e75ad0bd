"""What a municipality has chosen of its own ways is asked where it matters: what differs by each value."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tannhjul.arrangements import actions as arrangements
from tannhjul.arrangements import library
from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.choices import OPTIONS
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Refused
from tannhjul.meetings.actions import agenda
from tannhjul.organisation import queries
from tannhjul.organisation.actions import bodies, offices, register, seats, units
from tannhjul.organisation.models import Body, Person, Seat, Supervision, Unit
from tests.conftest import user

pytestmark = pytest.mark.django_db


def choose(key, value, secretary, today):
    return register.choose(OPTIONS[key], value, decided_by="KST PS 1/26", by=secretary, today=today)


def arrange(key, secretary, today):
    return arrangements.introduce(
        library.everything()[key], "KST PS 1/26", by=secretary, today=today
    )


@pytest.fixture
def top():
    return Unit.objects.get(task="head", valid_to=None)


class TestStaff:
    @pytest.fixture
    def none(self, secretary, today):
        """A municipality in which nothing is central staff."""
        Unit.objects.filter(task="staff").update(task="internal")
        choose("administration.central_staff", False, secretary, today)

    def test_none_is_not_chosen_while_one_stands(self, top, secretary, today):
        units.create_unit("Plankontoret", by=secretary, today=today, parent=top, task="staff")
        with pytest.raises(Refused, match="Plankontoret"):
            choose("administration.central_staff", False, secretary, today)

    def test_where_there_is_to_be_none_none_is_set_up(self, none, top, secretary, today):
        with pytest.raises(Refused, match="ingen sentral stab"):
            units.create_unit("Plankontoret", by=secretary, today=today, parent=top, task="staff")
        assert not Unit.objects.filter(name="Plankontoret").exists()
        row = units.create_unit(
            "Tjenestekontoret", by=secretary, today=today, parent=top, task="internal"
        )
        with pytest.raises(Refused, match="ingen sentral stab"):
            units.describe_unit(row, "staff", "", by=secretary)

    def test_where_there_is_one_it_is(self, top, secretary, today):
        units.create_unit("Plankontoret", by=secretary, today=today, parent=top, task="staff")


class TestLevels:
    def test_a_level_more_than_chosen_is_refused(self, secretary, today):
        levels = queries.levels(today)
        branch = max(queries.unit_tree(today), key=lambda branch: branch.depth)
        deepest, above = branch.unit, branch.above
        choose("administration.levels", levels, secretary, today)
        with pytest.raises(Refused, match="nivåer"):
            units.create_unit("Under alt", by=secretary, today=today, parent=deepest)
        assert queries.levels(today) == levels
        beside = units.create_unit("Ved siden", by=secretary, today=today, parent=above)
        assert beside.pk

    def test_where_nothing_is_chosen_nothing_is_refused(self, secretary, today):
        deepest = max(queries.unit_tree(today), key=lambda branch: branch.depth).unit
        for name in ("Ett til", "Enda ett"):
            deepest = units.create_unit(name, by=secretary, today=today, parent=deepest)
        assert queries.levels(today) > 3


class TestRotation:
    @pytest.fixture
    def directors(self, top, secretary, today):
        made = []
        for name in ("Ola Direktør", "Kari Direktør"):
            person = Person.objects.create(name=name)
            unit = units.create_unit(
                f"Område {name}", by=secretary, today=today, parent=top, task="director"
            )
            units.appoint(unit, person, by=secretary, today=today)
            made.append(person)
        return made

    @pytest.fixture
    def unit(self, directors, secretary, today):
        row = Unit.objects.get(name="Kultur")
        units.supervise(row, directors[0], by=secretary, today=today)
        Supervision.objects.filter(unit=row).update(valid_from=today - timedelta(days=800))
        return row

    def test_a_director_who_has_had_a_unit_too_long_is_flagged_until_another_has_it(
        self, unit, directors, secretary, today
    ):
        what = "La en annen følge opp enheten"
        chief = user("kommunedirektor")
        assert what not in {task.what for task in tasks(chief, today)}, "nothing is chosen"
        choose("administration.rotation_months", 24, secretary, today)
        assert queries.overstayed(today) == []
        choose("administration.rotation", True, secretary, today)
        assert [row.unit for row in queries.overstayed(today)] == [unit]
        assert what in {task.what for task in tasks(chief, today)}
        units.supervise(unit, directors[1], by=secretary, today=today)
        assert queries.overstayed(today) == []

    def test_nobody_is_given_a_unit_they_just_had(self, unit, directors, secretary, today):
        units.supervise(unit, directors[0], by=secretary, today=today)
        choose("administration.rotation", True, secretary, today)
        later = today + timedelta(days=1)
        with pytest.raises(Refused, match="nettopp"):
            units.supervise(unit, directors[0], by=secretary, today=later)
        units.supervise(unit, directors[1], by=secretary, today=later)


@pytest.mark.source("002a-C18")
class TestNetworks:
    def create(self, secretary, today, **more):
        return bodies.create_body(
            "Nettverk for lesing",
            "LES",
            "network",
            by=secretary,
            today=today,
            power="advises",
            **more,
        )

    def test_while_none_are_wanted_only_one_with_an_end_is_set_up(self, secretary, today):
        choose("administration.networks", False, secretary, today)
        with pytest.raises(Refused, match="ikke vokser fram et tredje beslutningsnivå"):
            self.create(secretary, today)
        assert not Body.objects.filter(short="LES").exists()
        row = self.create(secretary, today, valid_to=today + timedelta(days=90))
        assert not Body.objects.on(today + timedelta(days=90)).filter(pk=row.pk).exists()

    def test_work_together_on_one_matter_does_not_last_for_ever(self, secretary, today):
        choose("administration.networks", False, secretary, today)
        with pytest.raises(Refused, match="høyst 12 måneder"):
            self.create(secretary, today, valid_to=today.replace(year=today.year + 900))
        choose("administration.network_months", 3, secretary, today)
        with pytest.raises(Refused, match="høyst 3 måneder"):
            self.create(secretary, today, valid_to=today + timedelta(days=100))
        assert self.create(secretary, today, valid_to=today + timedelta(days=80))

    def test_each_that_stands_is_ended_or_kept_with_a_reason(self, secretary, today, browse):
        row = self.create(secretary, today)
        bodies.create_body(
            "Nettverk for sang", "SNG", "network", by=secretary, today=today, power="advises"
        )
        with pytest.raises(Refused, match="Nettverk for lesing"):
            choose("administration.networks", False, secretary, today)
        Body.objects.filter(pk=row.pk).update(valid_to=today.replace(year=today.year + 900))
        with pytest.raises(Refused, match="Nettverk for lesing"):
            choose("administration.networks", False, secretary, today)
        Body.objects.filter(pk=row.pk).update(valid_to=None)
        bodies.close_body(row, by=secretary, today=today)
        kept = Body.objects.get(short="SNG")
        address = f"/organer/{kept.pk}/behold/"
        assert browse("sekretaer").post(address, {"because": ""}).status_code == 422
        why = "Korene øver sammen hver uke."
        assert browse("sekretaer").post(address, {"because": why}).status_code == 302
        assert why in browse().get(kept.get_absolute_url()).content.decode()
        assert choose("administration.networks", False, secretary, today)
        assert Body.objects.on(today + timedelta(days=900)).filter(pk=kept.pk).exists()
        committee = Body.objects.get(short="HTM")
        with pytest.raises(Refused, match="nettverk mellom enheter"):
            bodies.keep_network(committee, why, by=secretary)

    def test_in_strand_it_is_left_to_the_leaders_of_units(self, secretary, today):
        """002: 5102-5105: neither refused nor missed."""
        arrange("strand", secretary, today)
        assert self.create(secretary, today).valid_to is None
        assert queries.outside_networks(today) is None

    def test_where_they_are_wanted_they_stand_and_whoever_is_in_none_is_named(
        self, secretary, today, browse
    ):
        leads = Person.objects.get(user__username="demo-enhetsleder")
        assert queries.outside_networks(today) is None
        arrange("lier", secretary, today)
        row = self.create(secretary, today, seats_total=5)
        assert row.valid_to is None
        outside, everyone = queries.outside_networks(today)
        assert (leads in outside, len(outside)) == (True, everyone)
        seats.seat(row, leads, kind="member", order=1, by=secretary, today=today)
        outside, everyone = queries.outside_networks(today)
        assert (leads in outside, len(outside)) == (False, everyone - 1)
        page = browse().get("/enheter/").content.decode()
        assert f"{everyone - 1} av {everyone}" in page

    def test_an_arrangement_without_them_begins_when_those_that_stand_have_an_end(
        self, secretary, today
    ):
        row = self.create(secretary, today)
        with pytest.raises(Refused, match="Nettverk for lesing"):
            arrange("uformelt-samarbeid", secretary, today)
        bodies.close_body(row, by=secretary, today=today)
        arrange("uformelt-samarbeid", secretary, today)
        with pytest.raises(Refused, match="uten faste nettverk"):
            bodies.create_body(
                "Nettverk for sang", "SNG", "network", by=secretary, today=today, power="advises"
            )

    def test_the_page_says_why(self, browse, secretary, today):
        choose("administration.networks", False, secretary, today)
        facts = {
            "name": "Nettverk for lesing",
            "short": "LES",
            "kind": "network",
            "power": "advises",
            "openness": "open",
            "seats_total": "5",
            "today": today,
        }
        answer = browse("sekretaer").post("/organer/nytt/", facts)
        assert answer.status_code == 422
        assert "uten faste nettverk" in answer.content.decode()
        ends = facts | {"valid_to": today + timedelta(days=30)}
        assert browse("sekretaer").post("/organer/nytt/", ends).status_code == 302


class TestChairs:
    @pytest.fixture
    def outsider(self, committee, today):
        """Someone in the committee who does not sit in the executive committee."""
        inside = queries.executive_members(today)
        rows = Seat.objects.on(today).filter(body=committee, kind="member", office="")
        return rows.exclude(person__in=inside).first().person

    def test_whoever_leads_a_committee_sits_in_the_executive_committee(
        self, committee, outsider, secretary, today
    ):
        choose("organisation.chairs_in_executive", True, secretary, today)
        with pytest.raises(Refused, match="sitter i formannskapet"):
            offices.give_office(committee, outsider, "leader", by=secretary, today=today)
        assert queries.leader(committee, today).person != outsider
        offices.give_office(committee, outsider, "deputy_leader", by=secretary, today=today)

    def test_else_anyone_in_it_leads(self, committee, outsider, secretary, today):
        offices.give_office(committee, outsider, "leader", by=secretary, today=today)
        assert queries.leader(committee, today).person == outsider

    @pytest.mark.parametrize("chosen", [True, False])
    def test_chief_executive_and_directors_are_called_to_its_meetings(
        self, chosen, secretary, today, django_capture_on_commit_callbacks
    ):
        choose("organisation.chairs_in_executive", chosen, secretary, today)
        chief = queries.chief_executive(today)
        body = Body.objects.get(short="FSK")
        at = timezone.now() + timedelta(days=10)
        meeting = agenda.plan(body, at, by=secretary, place="Rådhuset")
        agenda.add_item(meeting, "Orientering", by=secretary)
        with django_capture_on_commit_callbacks(execute=True):
            agenda.convene(meeting, by=secretary, today=today)
        told = {to for message in mail.outbox for to in message.to}
        assert (chief.email in told) is chosen


class TestBudget:
    @pytest.fixture
    def budget(self, users):
        """The annual budget, sent to the chief executive."""
        case = Case.objects.get(status="submitted")
        Case.objects.filter(pk=case.pk).update(nature="budget")
        case.refresh_from_db()
        return case

    def test_the_chief_executive_balances_it(self, budget, chief, today):
        with pytest.raises(Refused, match="Skriv innstillingen"):
            cases.approve(budget, " ", by=chief, today=today)
        cases.approve(budget, "Som foreslått.", by=chief, today=today)
        assert budget.recommendations.get().text == "Som foreslått."

    def test_the_executive_committee_balances_it_and_no_proposal_is_public_before(
        self, budget, chief, secretary, today, browse
    ):
        choose("cases.budget_recommended", False, secretary, today)
        with pytest.raises(Refused, match="uten innstilling"):
            cases.approve(budget, "Som foreslått.", by=chief, today=today)
        cases.approve(budget, "", by=chief, today=today)
        assert not budget.recommendations.exists()

    @pytest.mark.parametrize("recommended", [False, True])
    def test_from_a_catalogue_there_are_measures_to_choose_between(
        self, budget, chief, secretary, today, recommended
    ):
        choose("cases.budget_catalogue", True, secretary, today)
        choose("cases.budget_recommended", recommended, secretary, today)
        for row in list(budget.alternatives.all())[1:]:
            row.delete()
        with pytest.raises(Refused, match="tiltak|alternativ"):
            cases.approve(budget, "Ja." if recommended else "", by=chief, today=today)
