"""The three models of committees: with power, with power in some cases, and without (domain 002a B1-B3).

Each is adopted in the middle of the term, and a case goes its way through it.
"""

from datetime import timedelta

import pytest

from tannhjul.arrangements import actions, library
from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case, Track
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions.models import Decision
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, votes
from tannhjul.meetings.queries import expected
from tannhjul.organisation.actions import seats
from tannhjul.organisation.models import Body, Seat
from tests import checking as check

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(secretary, today):
    return {"by": secretary, "today": today}


@pytest.fixture
def adopt(act, today):
    def adopted(key):
        actions.introduce(library.everything()[key], "KST PS 1/26", **act)
        return list(Body.objects.on(today).filter(kind="committee").order_by("pk"))

    return adopted


@pytest.fixture
def filled(act, today):
    """Fill a new committee with members of the council, as many as it takes."""

    def fill(body):
        members = Seat.objects.on(today).filter(body__short="KST", kind="member", office="")
        for order, seat in enumerate(_of_both(members, 5), 1):
            seats.seat(body, seat.person, kind="member", order=order, party=seat.party, **act)
        first = body.seats.order_by("order").first()
        body.seats.filter(pk=first.pk).update(office="leader")
        return body

    return fill


def _of_both(rows, number):
    women = list(rows.filter(person__gender="f")[: number // 2 + 1])
    return women + list(rows.filter(person__gender="m")[: number - len(women)])


@pytest.fixture
def treat(secretary, today, now):
    """A case is opened, sent the given way, and treated by its first body in a meeting."""

    def treated(title, way, outcome):
        case = cases.open_case(title, by=secretary, today=today)
        texts = {"question": "Hva?", "background": "Slik er det.", "assessment": "Greit."}
        cases.write(case, texts, based_on=1, by=secretary)
        cases.add_alternative(case, "Bygge", by=secretary, economy="400 000 kr")
        cases.set_route(case, way, by=secretary)
        cases.submit(case, by=secretary)
        cases.approve(Case.objects.get(pk=case.pk), "Ja.", by=secretary, today=today)
        case = Case.objects.get(pk=case.pk)
        at = now - timedelta(hours=way[0][0].meetings.count())
        act = {"by": secretary, "at": at}
        meeting = agenda.plan(way[0][0], at, by=secretary, place="Rådhuset")
        item = agenda.add_case(meeting, case.steps.first(), by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        people = [row.person.pk for row in expected(meeting)]
        attendance.open_meeting(meeting, people, **act)
        item = debate.start_item(item, by=secretary)
        vote = votes.open_vote(item, "hands", item.proposals.first(), **act)
        counting.count(vote, set(), **act)
        minutes.conclude(item, outcome, **act)
        minutes.close(item.meeting, **act)
        return Case.objects.get(pk=case.pk)

    return treated


def test_main_committees_by_service_decide_themselves(adopt, filled, treat, council, today):
    """Four fields, each with power: what one decides goes no further."""
    before = set(Body.objects.on(today).filter(kind="committee"))
    found = adopt("hovedutvalg")
    assert {body.name.removeprefix("Hovedutvalg for ") for body in found} == {
        *("oppvekst", "helse og sosial", "teknisk", "kultur")
    }
    assert not before & set(found), "those there were have ended"
    case = treat("Ny lekeplass", [(filled(found[0]), "decides")], "adopted")
    assert case.status == "decided"
    assert Decision.objects.get(case=case).body == found[0]
    assert not case.steps.filter(body=council).exists()
    assert check.everything() == []


def test_the_same_committee_decides_some_and_recommends_in_others(
    adopt, filled, treat, council, today
):
    """Rissa from 1998: power in some cases, a committee before the council in others."""
    own = filled(adopt("utvalg-og-komite")[0])
    assert treat("Ny lekeplass", [(own, "decides")], "adopted").status == "decided"
    way = [(own, "recommends"), (council, "decides")]
    case = treat("Ny kommunedelplan", way, "recommended")
    assert case.status == "ready"
    assert case.recommendations.filter(body=own).exists()
    assert [step.body for step in case.steps.filter(status="waiting")] == [council]
    assert not Decision.objects.filter(case=case).exists()
    laid = set(Track.objects.on(today).values_list("key", flat=True))
    assert {"committee", "straight"} <= laid


def test_committees_without_power_recommend_straight_to_the_council(
    adopt, filled, treat, council, secretary, today
):
    """Larvik and Arendal: a way that ends in one is refused, and so is a decision there."""
    own = filled(adopt("komiteer")[0])
    case = cases.open_case("Ny lekeplass", by=secretary, today=today)
    with pytest.raises((Refused, Breach)):
        cases.set_route(case, [(own, "decides")], by=secretary)
    assert not case.steps.exists()
    way = [(own, "recommends"), (council, "decides")]
    with pytest.raises(Breach, match="5-3"):
        treat("Ny skole", way, "adopted")
    case = treat("Nytt bibliotek", way, "recommended")
    assert [step.body for step in case.steps.filter(status="waiting")] == [council]
    straight = Track.objects.on(today).get(key="straight")
    kinds = [step.kind for step in straight.track_steps.order_by("order") if step.kind]
    assert kinds == ["committee", "council"], "nobody recommends between them"
