"""The joint committee, representatives in companies, and deputies elected later."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Choice
from tannhjul.elections import actions as elections
from tannhjul.organisation.actions import bodies, seats
from tannhjul.organisation.choices import EMPLOYEES_WANT_ANOTHER, EXECUTIVE_ELECTS_DEPUTIES
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.queries import members
from tannhjul.organisation.rules.lists import Line
from tests import checking as check

pytestmark = pytest.mark.django_db


def _found(name):
    return [row for row in check.everything() if row["rule"] == f"organisation.{name}"]


def _choose(option, value, today):
    Choice.objects.create(key=option.key, value=value, valid_from=today, decided_by="KST PS 1/26")


class TestJointCommittee:
    def test_a_municipality_has_one_unless_three_quarters_of_the_employees_want_another(
        self, secretary, today
    ):
        assert not _found("has_a_joint_committee")
        bodies.close_body(Body.objects.get(short="PSU"), by=secretary, today=today)
        assert _found("has_a_joint_committee")[0]["paragraph"] == "kommuneloven § 5-11 (1)"
        _choose(EMPLOYEES_WANT_ANOTHER, 74, today - timedelta(days=1))
        assert _found("has_a_joint_committee")
        _choose(EMPLOYEES_WANT_ANOTHER, 75, today)
        assert not _found("has_a_joint_committee")


@pytest.fixture
def company(secretary, today):
    """Those who meet for Lillevik in an intermunicipal company: one of them."""
    return bodies.create_body(
        "Lillevik i Fjordvann IKS",
        "FV",
        "company_representatives",
        by=secretary,
        today=today,
        power="decides",
        seats_total=1,
    )


def _line(name, gender="f"):
    return [Line(1, "", name, "", gender)]


class TestRepresentatives:
    def test_one_is_elected_by_majority(self, company, secretary, today):
        election = elections.open_election(company, "majority", by=secretary, today=today)
        slates = [
            elections.put_list(election, name, _line(name), by=secretary)
            for name in ("Ane Vik", "Bo Nes")
        ]
        elections.count(election, {slates[0].pk: 10, slates[1].pk: 17}, by=secretary)
        elections.take_effect(election, by=secretary, today=today)
        assert [seat.person.name for seat in members(company, today)] == ["Bo Nes"]

    @pytest.mark.parametrize("method", ["agreement", "proportion"])
    def test_or_as_any_other_body_though_nobody_has_demanded_it(
        self, company, secretary, today, method
    ):
        assert elections.open_election(company, method, by=secretary, today=today).seats == 1

    def test_never_by_the_voters(self, company, secretary, today):
        with pytest.raises(Breach, match="IKS-loven § 6"):
            elections.open_election(company, "voters", by=secretary, today=today)

    def test_a_majority_elects_one_at_a_time(self, company, secretary, today):
        Body.objects.filter(pk=company.pk).update(seats_total=2)
        company.refresh_from_db()
        with pytest.raises(Refused, match="velger én person"):
            elections.open_election(company, "majority", by=secretary, today=today)

    def test_each_has_two_deputies_and_needs_no_regulations(self, company, secretary, today):
        people = [Person.objects.create(name=f"Ny {number}") for number in range(3)]
        seats.seat_one(company, people[0], kind="member", order=1, by=secretary, today=today)
        seats.seat_one(company, people[1], kind="deputy", order=1, by=secretary, today=today)
        assert [row["subject"] for row in _found("has_two_deputies_each")] == [str(company)]
        seats.seat_one(company, people[2], kind="deputy", order=2, by=secretary, today=today)
        assert not _found("has_two_deputies_each")
        assert not _found("has_regulations")


class TestDeputiesElectedLater:
    @pytest.fixture
    def told(self, browse, committee):
        """What the page answers when a deputy is seated who was elected by the executive committee."""

        def tell():
            person = Person.objects.create(name="Nora Ny", gender="f")
            facts = {
                "person": person.pk,
                "kind": "deputy",
                "order": 90,
                "elected_by": Body.objects.get(short="FSK").pk,
                "today": timezone.localdate(),
                "agreed": "on",
            }
            answer = browse("sekretaer").post(f"/organer/{committee.pk}/plass/", facts)
            return answer, person

        return tell

    def test_by_the_council_itself(self, told):
        answer, person = told()
        assert answer.status_code == 422
        assert "kommuneloven § 7-10" in answer.content.decode()
        assert not person.seats.exists()

    def test_or_by_the_executive_committee_when_it_has_been_given_the_power(self, told, today):
        _choose(EXECUTIVE_ELECTS_DEPUTIES, 1, today)
        answer, person = told()
        assert answer.status_code == 302
        assert person.seats.get().order == 90
