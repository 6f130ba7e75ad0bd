"""What the law asks of each kind of body and of those elected, as people meet it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Choice
from tannhjul.elections import actions as elections
from tannhjul.meetings import floor, papers, queries
from tannhjul.meetings.actions import (
    agenda,
    attendance,
    debate,
    impartiality,
    minutes,
    motions,
    votes,
)
from tannhjul.meetings.models import Item
from tannhjul.organisation.actions import bodies, interests, seats, units
from tannhjul.organisation.models import Body, Person, Seat, Term, Unit
from tannhjul.organisation.queries import members, positions_held, powers_held
from tannhjul.organisation.rules.lists import Line
from tests import checking as check

pytestmark = pytest.mark.django_db


def _body(kind, by, today, name="Prøve", power="recommends", **more):
    return bodies.create_body(name, f"P{kind[:8]}", kind, by=by, today=today, power=power, **more)


def _findings(*names):
    return {row["rule"].split(".")[1] for row in check.everything()} & set(names)


class TestBodies:
    @pytest.mark.parametrize(
        ("kind", "paragraph"),
        [
            ("council_committee", "kommuneloven § 5-9 (1)"),
            ("youth_council", "kommuneloven § 5-12 (2)"),
            ("parliamentary_board", "kommuneloven § 5-6 (1)"),
            ("executive_council", "kommuneloven § 5-6 (1)"),
        ],
    )
    def test_a_body_cannot_be_what_its_kind_does_not_allow(self, secretary, today, kind, paragraph):
        with pytest.raises(Breach) as breach:
            _body(kind, secretary, today, power="decides")
        assert breach.value.rule.paragraph == paragraph

    def test_a_working_committee_is_chosen_among_its_body(self, committee, secretary, today):
        body = _body("working_committee", secretary, today, parent=committee)
        inside = committee.seats.filter(kind="member").first().person
        seats.seat(body, inside, kind="member", order=1, by=secretary, today=today)
        with pytest.raises(Breach, match="5-7"):
            seats.seat(
                body,
                Person.objects.create(name="Utenfor"),
                kind="member",
                order=2,
                by=secretary,
                today=today,
            )

    def test_a_district_committee_of_the_voters_stands_for_the_period(self, secretary, today):
        body = _body("district_committee", secretary, today, name="Bydelsutvalget")
        Body.objects.filter(pk=body.pk).update(elected_by_voters=True)
        with pytest.raises(Breach, match="5-8"):
            bodies.close_body(body, by=secretary, today=today)
        Term.objects.update(valid_to=today)
        Term.objects.create(name="Neste", valid_from=today, valid_to=today + timedelta(days=900))
        Body.objects.filter(pk=body.pk).update(elected_by_voters=False)
        bodies.close_body(body, by=secretary, today=today)

    def test_a_demonstration_keeps_them_all(self):
        assert check.everything() == []

    def test_what_is_wrong_with_the_whole_is_named(self, council, secretary, today):
        Body.objects.filter(short="RF").update(valid_to=today)
        Body.objects.filter(short="HTM").update(name="Teknikk og miljø")
        Seat.objects.filter(body__short="FSK", office="leader").update(office="")
        other = Seat.objects.filter(body__short="FSK", kind="member").last()
        Seat.objects.filter(pk=other.pk).update(office="leader")
        Seat.objects.filter(body__short="UR").update(valid_from=date(today.year - 3, 1, 1))
        assert _findings(
            "has_the_three_councils",
            "name_holds_the_term",
            "mayor_leads_both",
            "youth_sits_two_years",
        ) == {
            "has_the_three_councils",
            "name_holds_the_term",
            "mayor_leads_both",
            "youth_sits_two_years",
        }

    def test_committees_of_the_council_hold_everyone_and_mirror_it(self, council, secretary, today):
        body = _body("council_committee", secretary, today, name="Komité for plan")
        women = [
            s.person for s in council.seats.filter(kind="member", valid_to=None, person__gender="f")
        ][:3]
        for order, person in enumerate(women, 1):
            seats.seat(body, person, kind="member", order=order, by=secretary, today=today)
        assert _findings("everyone_sits_in_a_committee", "mirrors_the_council") == {
            "everyone_sits_in_a_committee",
            "mirrors_the_council",
        }

    def test_whoever_moves_up_takes_over_the_seat_in_the_committee(self, council, secretary, today):
        body = _body("council_committee", secretary, today, name="Komité for plan")
        seat = council.seats.filter(kind="member", office="").last()
        seats.seat(body, seat.person, kind="member", order=1, by=secretary, today=today)
        seats.vacate(seat, by=secretary, today=today)
        heir = council.seats.get(order=seat.order, kind="member", valid_to=None).person
        assert body.seats.get(valid_to=None).person == heir

    def test_in_the_joint_committee_the_employer_has_the_majority(self, council, secretary, today):
        body = _body("joint_committee", secretary, today, name="Partssammensatt utvalg")
        member = council.seats.first()
        for order, (person, party) in enumerate(
            [(member.person, member.party), (Person.objects.create(name="Tillitsvalgt"), None)], 1
        ):
            seats.seat(
                body, person, party=party, kind="member", order=order, by=secretary, today=today
            )
        Seat.objects.filter(body=body, party=None).update(valid_from=date(today.year - 3, 1, 1))
        assert _findings("employer_has_the_majority", "employees_sit_two_years") == {
            "employer_has_the_majority",
            "employees_sit_two_years",
        }
        item = _item(council, today, secretary, "employer")
        assert "Tillitsvalgt" in {person.name for person in floor.by_law(item)}

    def test_bodies_of_the_old_council_end_with_the_year(self, today):
        Term.objects.update(valid_from=date(today.year - 1, 12, 1))
        assert "is_elected_by_this_council" in _findings("is_elected_by_this_council")
        Choice.objects.create(
            key="organisation.reelection_months", value=12, valid_from=date(today.year, 1, 1)
        )
        assert not _findings("is_elected_by_this_council"), "the council is elected again (part 6)"

    def test_the_executive_committee_recommends_on_the_budget(self, council, committee, users):
        case = Case.objects.get(title="Lekeplass på Solsiden")
        Case.objects.filter(pk=case.pk).update(nature="budget")
        case.refresh_from_db()
        officer = users["saksbehandler"]
        route = [(committee, "recommends"), (council, "decides")]
        with pytest.raises(Breach, match="5-6"):
            cases.set_route(case, route, by=officer)
        route.insert(1, (Body.objects.get(short="FSK"), "recommends"))
        cases.set_route(case, route, by=officer)


def _at(day):
    return timezone.make_aware(datetime.combine(day, time(12, 0)))


def _item(body, day, secretary, nature=""):
    """An item of a meeting of a body, about a case of a nature."""
    case = cases.open_case("En sak", by=secretary, today=day, nature=nature)
    meeting = agenda.plan(body, _at(day), by=secretary)
    item = agenda.add_item(meeting, "En sak", by=secretary)
    item.case = case
    return item


class TestElected:
    def _open(self, body, secretary, today, **more):
        return elections.open_election(body, "agreement", by=secretary, today=today, **more)

    def test_nobody_stands_without_having_agreed(self, committee, secretary, today):
        election = self._open(committee, secretary, today)
        with pytest.raises(Breach, match="7-2"):
            elections.put_list(election, "A", [Line(1, "", "Ny")], by=secretary, agreed=False)

    def test_a_head_of_a_sector_leaves_the_position_before_taking_the_seat(
        self, committee, secretary, today, browse
    ):
        Body.objects.filter(pk=committee.pk).update(seats_total=1)
        committee.refresh_from_db()
        head = Unit.objects.get(name="Kultur").leaderships.get(valid_to=None).person
        election = self._open(committee, secretary, today)
        slate = elections.put_list(election, "A", [Line(1, "", head.name)], by=secretary)
        elections.count(election, {slate.pk: 1}, by=secretary)
        address = reverse("elections:take_effect", args=[election.pk])
        assert "må fratre først" in browse("sekretaer").get(address).content.decode()
        with pytest.raises(Breach) as breach:
            elections.take_effect(election, by=secretary, today=today)
        assert breach.value.rule.paragraph == "kommuneloven § 7-3 (1)"
        unit = Unit.objects.get(name="Kultur")
        units.appoint(unit, Person.objects.create(name="Ny leder"), by=secretary, today=today)
        elections.take_effect(election, by=secretary, today=today)

    def test_a_secretary_of_the_council_cannot_sit_in_it(self, secretary, today):
        person = Person.objects.create(name="Sekretær", user=secretary)
        assert positions_held(person, today) == {"secretary"}

    def test_the_mayor_is_elected_once_in_a_term(self, council, secretary, today):
        with pytest.raises(Breach, match="6-2"):
            elections.open_election(council, "majority", by=secretary, today=today, office="leader")

    def test_the_mayor_comes_from_the_executive_committee(self, council, secretary, today):
        council.seats.filter(office="leader").update(valid_from=date(2023, 8, 31))
        election = elections.open_election(
            council, "majority", by=secretary, today=today, office="leader"
        )
        outside = council.seats.filter(kind="member").last().person
        with pytest.raises(Breach, match="6-2"):
            elections.put_list(election, outside.name, [Line(1, "", outside.name)], by=secretary)

    @pytest.mark.parametrize(("short", "enough"), [("ER", 3), ("UR", 7)])
    def test_the_ages_that_the_law_asks_for(self, secretary, today, short, enough, browse):
        body = Body.objects.get(short=short)
        election = self._open(body, secretary, today)
        rows = [Line(n, "", f"Ny {n}", "", "fm"[n % 2]) for n in range(1, body.seats_total + 1)]
        slate = elections.put_list(election, "A", rows, by=secretary)
        elections.count(election, {slate.pk: body.seats_total}, by=secretary)
        address = reverse("elections:take_effect", args=[election.pk])
        for number, status in ((enough - 1, 422), (enough, 302)):
            data = {"today": today.isoformat(), "of_age": number}
            assert browse("sekretaer").post(address, data).status_code == status

    def test_a_new_number_is_decided_the_year_before(self, council, secretary, today):
        facts = {"by": secretary, "today": today, "seats": 29}
        with pytest.raises(Breach, match="5-5"):
            elections.open_election(council, "voters", decided_on=today, **facts)
        with pytest.raises(Breach, match="5-5"):
            elections.open_election(council, "voters", **{**facts, "seats": 28})
        before = date(today.year - 1, 12, 31)
        election = elections.open_election(council, "voters", decided_on=before, **facts)
        assert election.seats == 29

    def test_a_committee_gets_its_new_number_when_the_election_takes_effect(
        self, committee, secretary, today
    ):
        election = self._open(committee, secretary, today, seats=3)
        slate = elections.put_list(
            election,
            "A",
            [Line(n, "", f"Ny {n}", "", "fm"[n % 2]) for n in (1, 2, 3)],
            by=secretary,
        )
        elections.count(election, {slate.pk: 3}, by=secretary)
        elections.take_effect(election, by=secretary, today=today)
        committee.refresh_from_db()
        assert committee.seats_total == 3

    def test_who_works_for_the_municipality_or_its_companies_does_not_control_it(
        self, secretary, today
    ):
        person = Person.objects.create(name="Ansatt")
        interests.declare(person, "employed", "Lillevik kommune", by=secretary, today=today)
        interests.declare(
            person, "board", "Lillevik Energi AS", by=secretary, today=today, ours=True
        )
        assert powers_held(person, today) == {"employee", "company"}


class TestTakingPart:
    def test_an_outsider_makes_no_proposals_but_the_mayor_may(self, item, secretary):
        outsider = Person.objects.create(name="Utenfor")
        with pytest.raises(Breach) as breach:
            debate.propose(item, "other", "Nei", by=secretary, proposer=outsider)
        assert breach.value.rule.paragraph == "kommuneloven § 8-1 (2)"
        mayor = Person.objects.get(user__username="demo-ordforer")
        assert debate.propose(item, "other", "Ja", by=secretary, proposer=mayor).proposer == mayor

    def test_the_auditor_speaks_in_the_council(self, council, committee, secretary, users, today):
        person = Person.objects.create(name="Revisor", user=users["revisor"])
        for body, may in ((council, True), (committee, False)):
            assert (person in floor.by_law(_item(body, today, secretary))) is may

    def test_the_body_exempts_a_member_for_personal_reasons(self, item, secretary, now, browse):
        member = queries.entitled(item, now)[0].person
        with pytest.raises(Breach, match="11-11"):
            impartiality.raise_partiality(item, member, " ", by=secretary, plea="personal")
        row = impartiality.raise_partiality(
            item, member, "Sorg i familien", by=secretary, plea="personal"
        )
        impartiality.decide_partiality(row, "partial", by=secretary, at=now)
        assert member not in [p.person for p in queries.entitled(item, now)]
        text = browse().get(item.get_absolute_url()).content.decode()
        assert "Fritatt" in text
        assert "Sorg i familien" not in text
        lines = papers.recorded(item.meeting, [item], True, [])["items"][0]["lines"]
        assert any("fritatt av personlige grunner" in line for line in lines)
        assert not any("Sorg" in line for line in lines)

    def test_papers_that_came_late_give_the_same_right_to_object(
        self, item, secretary, now, browse
    ):
        desk = browse("sekretaer")
        desk.post(reverse("meetings:papers_were_late", args=[item.pk]))
        item = Item.objects.get(pk=item.pk)
        assert (
            "Papirene kom etter innkallingen"
            in desk.get(reverse("meetings:room", args=[item.pk])).content.decode()
        )
        proposal = item.proposals.get()
        with pytest.raises(Refused, match="Spør først"):
            votes.open_vote(item, "hands", proposal, by=secretary, at=now)
        debate.take_up(item, 0, True, by=secretary, at=now)
        with pytest.raises(Refused, match="kan ikke avgjøres"):
            minutes.conclude(item, "recommended", by=secretary, at=now, resolution="Ja")

    def test_the_leader_leads_then_the_deputy_leader(self, item, secretary, now):
        meeting, here = item.meeting, [row.person for row in queries.entitled(item, now)]
        office = {seat.person: seat.office for seat in meeting.body.seats.filter(valid_to=None)}
        leader, deputy = (
            next(p for p in here if office[p] == name) for name in ("leader", "deputy_leader")
        )
        other = next(p for p in here if not office[p])
        for person in (deputy, other):
            with pytest.raises(Breach, match="11-2"):
                attendance.choose_chair(meeting, person, by=secretary)
        row = impartiality.raise_partiality(item, leader, "Eier", by=secretary)
        impartiality.decide_partiality(row, "partial", by=secretary, at=now)
        with pytest.raises(Breach, match="11-2"):
            attendance.choose_chair(meeting, other, by=secretary)
        assert attendance.choose_chair(meeting, deputy, by=secretary).chair == deputy

    def test_a_majority_must_want_confidential_papers(self, convened, secretary, today):
        people = [seat.person for seat in members(convened.body, today)]
        row = motions.send(
            convened.body,
            people[0],
            "documents",
            "Barnevernssak",
            "Vi må se den.",
            by=secretary,
            today=today,
            meeting=convened,
            confidential=True,
        )
        for person in people[1:4]:
            motions.support(row, person, by=secretary, today=today)
        assert not queries.is_met(row)
        motions.support(row, people[4], by=secretary, today=today)
        assert queries.is_met(row)
        assert queries.supporters_needed(row.body, today, row.kind, row.confidential) == 5

    def test_the_public_is_told_that_it_may_record(self, convened, browse):
        text = browse().get(convened.get_absolute_url()).content.decode()
        assert "§ 11-6" in text

    def test_the_employees_and_the_executive_council_speak_where_the_law_says(
        self, council, secretary, today
    ):
        bodies.close_body(Body.objects.get(short="FSK"), by=secretary, today=today)
        body = _body("executive_council", secretary, today, name="Byrådet")
        person = Person.objects.create(name="Byråd")
        seats.seat(body, person, kind="member", order=1, by=secretary, today=today)
        assert person in floor.by_law(_item(council, today, secretary))
