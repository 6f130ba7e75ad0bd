"""Parliamentary rule as a procedure: an executive council is elected or designated, governs, and falls."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.core.choices import OPTIONS
from tannhjul.core.enums import Role
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Breach, Refused
from tannhjul.delegation.actions import give
from tannhjul.delegation.models import Area
from tannhjul.delegation.queries import matter_in, who_decides
from tannhjul.elections import actions as elections
from tannhjul.elections.actions import government
from tannhjul.elections.models import Election
from tannhjul.meetings import floor, queries
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, motions, votes
from tannhjul.meetings.enums import Constituting
from tannhjul.meetings.models import Motion
from tannhjul.organisation.actions import bodies, departures, register, units
from tannhjul.organisation.models import Body, Departure, Person, Seat, Unit
from tannhjul.organisation.queries import leader, leaders_of, members
from tannhjul.organisation.rules.lists import Line
from tests import checking as check
from tests.conftest import user

pytestmark = pytest.mark.django_db
LEADER, SECOND = "demo-utvalgsleder", "demo-gruppeleder"


def person(name):
    return Person.objects.get(user__username=name)


def lines(*people):
    """As they are written on a list; people are known by their names, men by «Ny mann»."""
    rows = []
    for number, each in enumerate(people, 1):
        given = each if isinstance(each, str) else each.name
        rows.append(Line(number, "", given, "", "m" if "mann" in given else "f"))
    return rows


@pytest.fixture
def byrad(secretary, today):
    """A body for three, and nobody in it yet."""
    bodies.close_body(Body.objects.get(short="FSK"), by=secretary, today=today)
    return bodies.create_body(
        "Byrådet",
        "BYR",
        "executive_council",
        by=secretary,
        today=today,
        power="decides",
        seats_total=3,
    )


def elect(body, people, secretary, today):
    """The council elects a whole executive council on one proposal."""
    election = body.elections.filter(status="open").first()
    how = {"by": secretary, "today": today}
    election = election or elections.open_election(body, "proposal", **how)
    slate = elections.put_list(election, "Forslag 1", lines(*people), by=secretary)
    elections.count(election, {slate.pk: 20}, by=secretary, blank=7, held_on=today)
    return elections.take_effect(election, **how)


@pytest.fixture
def governing(byrad, secretary, today):
    elect(byrad, [person(LEADER), person(SECOND), "Ola Nymann"], secretary, today)
    return byrad


@pytest.fixture
def session(council, secretary, today):
    """A meeting of the council that is being held."""

    def hold(at=None):
        at = at or timezone.now()
        meeting = agenda.plan(council, at, by=secretary, place="Rådhuset")
        agenda.add_item(meeting, "Spørretime", by=secretary)
        agenda.convene(meeting, by=secretary, today=today)
        people = [row.person.pk for row in queries.expected(meeting)]
        attendance.open_meeting(meeting, people, by=secretary, at=at)
        meeting.refresh_from_db()
        return meeting

    return hold


def close(meeting, secretary):
    for row in meeting.items.exclude(status="done"):
        row = debate.start_item(row, by=secretary)
        minutes.conclude(row, "noted", by=secretary, at=timezone.now())
    minutes.close(meeting, by=secretary, at=timezone.now())


def raised(council, meeting, author, today, who=None):
    return motions.send(
        council,
        author,
        "confidence",
        "Mistillit til byrådet",
        "Byrådet har ikke lenger flertall.",
        by=None,
        today=today,
        meeting=meeting,
        who=who,
    )


def adopt(item, author, secretary):
    """The council adopts what the author proposes."""
    at = timezone.now()
    item = debate.start_item(item, by=secretary)
    proposal = debate.propose(item, author, "Byrådet skal fratre.", by=secretary)
    vote = votes.open_vote(item, "hands", proposal, by=secretary, at=at)
    counting.count(vote, set(), by=secretary, at=at)
    return minutes.conclude(item, "adopted", by=secretary, at=at)


@pytest.fixture
def author(council, today):
    return next(
        row.person
        for row in members(council, today)
        if row.person.user is None or row.person.user.username not in (LEADER, SECOND)
    )


class TestElected:
    def test_the_first_two_names_lead_and_all_leave_their_other_offices(
        self, governing, council, today
    ):
        held = {row.office: row.person for row in members(governing, today)}
        assert (held["leader"], held["deputy_leader"]) == (person(LEADER), person(SECOND))
        sitting = {row.person for row in members(council, today)}
        assert len(sitting) == council.seats_total
        assert not {person(LEADER), person(SECOND)} & sitting
        away = Departure.objects.on(today).filter(ground="governs", seat__body=council)
        assert {row.seat.person for row in away} == {person(LEADER), person(SECOND)}
        assert (
            not Seat.objects.on(today)
            .filter(person=person(LEADER))
            .exclude(body=governing)
            .exists()
        )
        assert not [r for r in check.everything() if r["rule"].endswith("other_offices")]

    def test_its_leader_leads_the_administration(self, governing, today):
        roles = user("utvalgsleder").roles.filter(valid_to=None).values_list("role", flat=True)
        assert Role.CHIEF_EXECUTIVE in roles

    def test_whoever_is_not_elected_again_holds_the_other_offices_again(
        self, governing, council, secretary, today
    ):
        government.fall(governing, by=secretary, today=today)
        later = today + timedelta(days=20)
        elect(governing, [person(SECOND), "Kari Ny", "Ola Nymann"], secretary, later)
        sitting = {row.person for row in members(council, later)}
        assert person(LEADER) in sitting
        assert person(SECOND) not in sitting
        assert len(sitting) == council.seats_total
        roles = user("utvalgsleder").roles.filter(valid_to=None).values_list("role", flat=True)
        assert Role.CHIEF_EXECUTIVE not in roles

    def test_everybody_is_back_when_parliamentary_rule_ends(
        self, governing, council, secretary, today
    ):
        later = today + timedelta(days=20)
        bodies.close_body(governing, by=secretary, today=later)
        assert {person(LEADER), person(SECOND)} <= {r.person for r in members(council, later)}

    def test_a_proposal_names_all_of_them(self, byrad, secretary, today):
        election = elections.open_election(byrad, "proposal", by=secretary, today=today)
        with pytest.raises(Breach) as breach:
            elections.put_list(election, "To navn", lines("A A", "B B"), by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 10-4 (4)"

    def test_it_comes_to_be_as_the_council_has_decided(self, byrad, secretary, today):
        how = {"by": secretary, "today": today}
        with pytest.raises(Breach, match="10-2"):
            elections.open_election(byrad, "designation", **how)
        _designated(secretary, today)
        with pytest.raises(Breach, match="10-2"):
            elections.open_election(byrad, "proposal", **how)

    def test_the_constituting_meeting_elects_it(self, byrad, secretary, today):
        steps = queries.steps_of_constituting(today)
        assert steps[1] == Constituting.GOVERNMENT
        assert Constituting.EXECUTIVE not in steps
        _designated(secretary, today)
        assert Constituting.GOVERNMENT not in queries.steps_of_constituting(today)

    def test_without_one_it_elects_the_executive_committee(self, today):
        steps = queries.steps_of_constituting(today)
        assert steps[1] == Constituting.EXECUTIVE
        assert Constituting.GOVERNMENT not in steps

    def test_its_leader_speaks_in_other_bodies_but_not_in_the_control_committee(
        self, governing, secretary, now
    ):
        for short, may in (("HTM", True), ("KST", True), ("KU", False)):
            meeting = agenda.plan(Body.objects.get(short=short), now, by=secretary, place="Her")
            item = agenda.add_item(meeting, "Orientering", by=secretary)
            assert (person(LEADER) in floor.by_law(item)) is may, short

    def test_none_of_it_speaks_about_how_elected_bodies_are_organised(
        self, governing, council, secretary, today, now
    ):
        """§ 10-3 (3)."""
        sitting = {row.person for row in members(governing, today)}
        for body in (council, Body.objects.get(short="HTM")):
            meeting = agenda.plan(body, now, by=secretary, place="Her")
            item = agenda.add_item(meeting, "Sak", by=secretary)
            for nature, speaks in (("budget", True), ("organising", False)):
                item.case = cases.open_case("Sak", by=secretary, today=today, nature=nature)
                assert bool(sitting & set(floor.by_law(item))) is speaks, (nature, body)


class TestMembersLeadParts:
    """§ 10-2 (5): a member leads a part of the administration, decides in it and speaks about it."""

    @pytest.fixture
    def parts(self, governing, secretary, today):
        """(the head of the administration, a unit under it, its power from the council)."""
        _chosen("organisation.government_members_lead", secretary, today)
        area = Area.objects.get(name="Kulturmidler")
        power = give(
            area, "body", "KST 9/26", by=secretary, today=today, body=governing, principled=True
        )
        return Unit.objects.get(name="Teknikk og miljø"), power

    def test_only_where_the_council_has_decided_it(self, governing, secretary, today):
        unit = Unit.objects.get(name="Teknikk og miljø")
        with pytest.raises(Breach) as breach:
            units.appoint(unit, person(SECOND), by=secretary, today=today)
        assert breach.value.rule.paragraph == "kommuneloven § 10-2 (5)"
        _chosen("organisation.government_members_lead", secretary, today)
        units.appoint(unit, person(SECOND), by=secretary, today=today)
        assert person(SECOND) in {row.person for row in members(governing, today)}
        away = Departure.objects.on(today).filter(seat__person=person(SECOND))
        assert {row.ground for row in away} == {"governs"}, "no other seat is lost"

    def test_leads_it_no_longer_when_another_council_governs(self, parts, secretary, today):
        unit, _power = parts
        units.appoint(unit, person(SECOND), by=secretary, today=today)
        later = today + timedelta(days=20)
        government.fall(parts[1].body, by=secretary, today=today)
        elect(parts[1].body, ["Per Nymann", "Pia Ny", "Pål Nymann"], secretary, later)
        assert leaders_of(unit, today) == [person(SECOND)]
        assert leaders_of(unit, later) == []

    def test_is_given_power_in_it_but_not_in_matters_of_principle(self, parts, secretary, today):
        unit, power = parts
        how = {"by": secretary, "today": today, "parent": power, "unit": unit}
        with pytest.raises(Breach) as breach:
            give(power.area, "unit", "BYR 1/26", **how)
        assert breach.value.rule.paragraph == "kommuneloven § 10-2 (5)"
        units.appoint(unit, person(SECOND), by=secretary, today=today)
        with pytest.raises(Breach, match="13-1"):
            give(power.area, "unit", "BYR 1/26", principled=True, **how)
        given = give(power.area, "unit", "BYR 1/26", **how)
        everyday, weighty = (
            {
                row.grant
                for row in who_decides(matter_in(power.area, principled=each), today)
                if row.reaches
            }
            for each in (False, True)
        )
        assert given in everyday
        assert given not in weighty
        assert power in weighty

    def test_speaks_where_cases_of_the_part_are_treated(self, parts, secretary, today, now):
        """§ 10-3 (2)."""
        unit, _power = parts
        units.appoint(unit, person(SECOND), by=secretary, today=today)
        below = units.create_unit("Vei", by=secretary, today=today, parent=unit)
        other = Unit.objects.get(name="Helse og omsorg")
        for hours, (short, answers, may) in enumerate(
            (("HTM", unit, True), ("HTM", below, True), ("HTM", other, False), ("KU", unit, False))
        ):
            body, at = Body.objects.get(short=short), now + timedelta(hours=hours)
            meeting = agenda.plan(body, at, by=secretary, place="Her")
            item = agenda.add_item(meeting, "Sak", by=secretary)
            item.case = cases.open_case("Sak", by=secretary, today=today, unit=answers)
            assert (person(SECOND) in floor.by_law(item)) is may, (short, answers)
        item.case = cases.open_case(
            "Sak", by=secretary, today=today, unit=unit, nature="organising"
        )
        assert person(SECOND) not in floor.by_law(item)


class TestBegins:
    def test_on_the_day_it_is_elected(self, governing, secretary, today):
        """§ 10-4 (3)."""
        election = government.fall(governing, by=secretary, today=today)
        slate = elections.put_list(
            election, "Forslag", lines("Per Nymann", "Pia Ny", "Pål Nymann"), by=secretary
        )
        held = today + timedelta(days=9)
        elections.count(election, {slate.pk: 20}, by=secretary, held_on=held)
        with pytest.raises(Breach) as breach:
            elections.take_effect(election, by=secretary, today=held + timedelta(days=1))
        assert breach.value.rule.paragraph == "kommuneloven § 7-1 (4)"
        elections.take_effect(election, by=secretary, today=held)
        assert person(LEADER) not in {row.person for row in members(governing, held)}


class TestFalls:
    def test_it_is_proposed_in_a_meeting_of_the_council(
        self, governing, council, secretary, today, author
    ):
        meeting = agenda.plan(council, timezone.now(), by=secretary, place="Rådhuset")
        with pytest.raises(Breach) as breach:
            raised(council, meeting, author, today)
        assert breach.value.rule.paragraph == "kommuneloven § 10-7 (1)"
        assert "confidence" not in {tool.kind for tool in queries.tools(meeting, today)}

    def test_nobody_proposes_it_where_no_executive_council_governs(self, council, session, today):
        meeting = session()
        with pytest.raises(Breach, match="10-7"):
            raised(council, meeting, members(council, today)[0].person, today)

    @pytest.mark.parametrize(("demanding", "at_once"), [(0, False), (17, False), (18, True)])
    def test_it_waits_for_the_next_meeting_unless_two_thirds_demand_otherwise(
        self, governing, council, session, secretary, today, author, demanding, at_once
    ):
        meeting = session()  # 27 are present
        motion = raised(council, meeting, author, today)
        if not at_once:
            with pytest.raises(Breach, match="10-7"):
                motions.put_on_agenda(motion, meeting, by=secretary, demanding=demanding)
            return
        item = motions.put_on_agenda(motion, meeting, by=secretary, demanding=demanding)
        assert adopt(item, author, secretary).outcome == "adopted"

    def test_from_vote_to_a_new_council(
        self, governing, council, session, secretary, today, author
    ):
        first = session()
        motion = raised(council, first, author, today)
        close(first, secretary)
        second = agenda.plan(
            council, timezone.now() + timedelta(minutes=1), by=secretary, place="Rådhuset"
        )
        item = motions.put_on_agenda(motion, second, by=secretary)
        agenda.convene(second, by=secretary, today=today)
        people = [row.person.pk for row in queries.expected(second)]
        attendance.open_meeting(second, people, by=secretary, at=timezone.now())
        adopt(item, author, secretary)
        election = governing.elections.get(status="open")
        assert election.method == "proposal"
        assert "Velg nytt kommuneråd" in {task.what for task in tasks(secretary, today)}
        assert len(members(governing, today)) == 3, "they sit until a new one is composed"
        elect(governing, ["Per Nymann", "Pia Ny", "Pål Nymann"], secretary, today)
        assert {row.person.name for row in members(governing, today)} == {
            "Per Nymann",
            "Pia Ny",
            "Pål Nymann",
        }
        assert "Velg nytt kommuneråd" not in {task.what for task in tasks(secretary, today)}

    def test_what_the_council_does_not_adopt_changes_nothing(
        self, governing, council, session, secretary, today, author
    ):
        meeting = session()
        motion = raised(council, meeting, author, today)
        item = motions.put_on_agenda(motion, meeting, by=secretary, demanding=27)
        item = debate.start_item(item, by=secretary)
        proposal = debate.propose(item, author, "Byrådet skal fratre.", by=secretary)
        at = timezone.now()
        vote = votes.open_vote(item, "hands", proposal, by=secretary, at=at)
        against = {row.person_id for row in queries.entitled(item, at)[:20]}
        counting.count(vote, against, by=secretary, at=at)
        minutes.conclude(item, "rejected", by=secretary, at=at)
        assert not governing.elections.filter(status="open").exists()

    def test_nobody_leaves_before_a_new_one_is_there(self, governing, secretary, today):
        row = leader(governing, today)
        for ground, more in (
            ("other", {}),
            ("exempt", {"reason": "Ønsker det", "decided_by": "KST 1"}),
        ):
            with pytest.raises(Breach) as breach:
                departures.leave(row, ground, by=secretary, today=today, **more)
            assert breach.value.rule.paragraph == "kommuneloven § 10-7 (3)"
        departures.leave(row, "dead", by=secretary, today=today)
        assert leader(governing, today) is None

    def test_one_that_is_to_leave_does_not_govern_past_the_next_meeting(
        self, governing, session, secretary, today
    ):
        row = government.fall(governing, by=secretary, today=today)
        Election.objects.filter(pk=row.pk).update(held_on=today - timedelta(days=30))
        name = "meetings.new_government_in_time"
        assert name not in {each["rule"] for each in check.everything()}
        close(session(), secretary)
        assert name in {each["rule"] for each in check.everything()}

    def test_the_pages_lead_from_the_proposal_to_the_agenda(
        self, governing, council, session, browse, today, secretary
    ):
        meeting = session()
        member = browse("representant")
        address = f"{reverse('meetings:send_motion', args=[meeting.pk])}?kind=confidence"
        assert "Hvem som skal fratre" in member.get(address).content.decode()
        facts = {
            "kind": "confidence",
            "title": "Mistillit",
            "text": "Nok er nok.",
            "who": person(LEADER).pk,
        }
        assert member.post(address, facts).status_code == 302
        motion = Motion.objects.get(kind="confidence")
        assert motion.person == person(LEADER)
        clerk = browse("sekretaer")
        assert "Sett det på sakslisten" in clerk.get(motion.get_absolute_url()).content.decode()
        there = reverse("meetings:treat_confidence", args=[motion.pk])
        assert clerk.post(there, {"demanding": "3"}).status_code == 422
        assert clerk.post(there, {"demanding": "0"}).status_code == 302
        motion.refresh_from_db()
        assert motion.item.meeting.starts_at > meeting.starts_at

    def test_the_same_proposal_is_not_raised_twice_in_a_term(
        self, governing, council, session, today, author
    ):
        meeting = session()

        def send():
            return motions.send(
                council,
                author,
                "proposal",
                "Gratis buss",
                "For alle.",
                by=None,
                today=today,
                meeting=meeting,
            )

        send()
        with pytest.raises(Breach) as breach:
            send()
        assert breach.value.rule.paragraph == "kommuneloven § 10-9 (2)"


def _designated(secretary, today):
    _chosen("organisation.government_is_designated", secretary, today)


def _chosen(key, secretary, today):
    register.choose(OPTIONS[key], True, decided_by="KST PS 3/26", by=secretary, today=today)


class TestDesignated:
    @pytest.fixture
    def formed(self, byrad, secretary, today, browse, django_capture_on_commit_callbacks):
        """The mayor designates the leader, who composes the council; the secretary lets it begin."""
        _designated(secretary, today)
        mayor, head = browse("ordforer"), browse("utvalgsleder")
        address = reverse("elections:designate", args=[byrad.pk])
        assert browse("representant").get(address).status_code == 403
        assert mayor.post(address, {"leader": person(LEADER).pk}).status_code == 302
        election = byrad.elections.get()
        assert "Sett sammen kommunerådet" in {t.what for t in tasks(user("utvalgsleder"), today)}
        there = reverse("elections:compose", args=[election.pk])
        assert browse("gruppeleder").get(there).status_code == 403
        names = "AP; Ola Ny; ; m\nAP; Kari Ny; ; k"
        assert head.post(there, {"lines": names}).status_code == 302
        effect = reverse("elections:take_effect", args=[election.pk])
        with django_capture_on_commit_callbacks(execute=True):
            assert browse("sekretaer").post(effect, {"today": today}).status_code == 302
        return byrad

    def test_it_sits_and_the_council_is_told_at_once(self, formed, council, today):
        assert {row.person.name for row in members(formed, today)} == {
            person(LEADER).name,
            "Ola Ny",
            "Kari Ny",
        }
        assert leader(formed, today).person == person(LEADER)
        told = [message for message in mail.outbox if "Ny sammensetning" in message.subject]
        wanted = {row.person.email for row in members(council, today) if row.person.email}
        assert {to for message in told for to in message.to} == wanted
        assert "Kari Ny" in told[0].body

    def test_its_leader_changes_it_whenever_the_leader_wishes(
        self, formed, browse, today, secretary
    ):
        head = browse("utvalgsleder")
        answer = head.post(reverse("elections:recompose", args=[formed.pk]))
        assert answer.status_code == 302
        names = "AP; Ola Ny; ; m\nAP; Pia Ny; ; k\nSP; Pål Ny; ; m"
        assert head.post(answer["Location"], {"lines": names}).status_code == 302
        election = formed.elections.get(status="counted")
        elections.take_effect(election, by=secretary, today=today)
        assert "Kari Ny" not in {row.person.name for row in members(formed, today)}
        assert len(members(formed, today)) == 4
        assert formed.elections.count() == 2
        assert (
            browse("gruppeleder").post(reverse("elections:recompose", args=[formed.pk])).status_code
            == 403
        )

    def test_one_of_each_gender_at_least(self, byrad, secretary, today):
        _designated(secretary, today)
        election = government.designate(byrad, person(LEADER), by=secretary, today=today)
        Person.objects.filter(pk=person(LEADER).pk).update(gender="m")
        named = [Line(n, "", f"Mann {n}", "", "m") for n in (1, 2, 3, 4)]
        government.compose(election, named, person(LEADER), by=secretary)
        with pytest.raises(Breach, match="7-7"):
            elections.take_effect(election, by=secretary, today=today)

    def test_nobody_else_composes_it(self, byrad, secretary, today):
        _designated(secretary, today)
        election = government.designate(byrad, person(LEADER), by=secretary, today=today)
        with pytest.raises(Breach) as breach:
            government.compose(election, lines("A A", "B B"), person(SECOND), by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 10-5 (2)"

    def test_when_its_leader_leaves_the_mayor_designates_anew(self, formed, secretary, today):
        row = government.fall(formed, by=secretary, today=today, person=person(LEADER))
        assert not row.slates.exists()
        assert "Pek ut hvem som skal danne kommunerådet" in {
            task.what for task in tasks(user("ordforer"), today)
        }

    def test_when_a_member_leaves_its_leader_composes_it_anew(self, formed, secretary, today):
        other = Person.objects.get(name="Kari Ny")
        row = government.fall(formed, by=secretary, today=today, person=other)
        assert government.entrusted(row) == person(LEADER)

    def test_a_body_that_does_not_govern_does_not_fall(self, council, secretary, today):
        with pytest.raises(Refused, match="Bare et kommuneråd"):
            government.fall(council, by=secretary, today=today)
