"""Inhabitants' proposals, from the first words to what came of them (kommuneloven § 12-1)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from tannhjul.accounts.models import User
from tannhjul.cases import actions as cases
from tannhjul.cases.actions import tracks
from tannhjul.cases.models import Case
from tannhjul.core import findings
from tannhjul.core.flow import IllegalMove
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.decisions.actions.delegated import decide
from tannhjul.decisions.actions.matters import Matter
from tannhjul.delegation.models import Area
from tannhjul.meetings.actions import agenda, attendance, counting, debate, minutes, votes
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.queries import entitled, expected
from tannhjul.organisation.models import Entity, Person, Unit
from tannhjul.participation import actions, queries
from tannhjul.participation.models import Initiative

pytestmark = pytest.mark.django_db
TITLE = "Flere benker langs turveien"


@pytest.fixture
def author(users):
    user = users["innbygger"].acting("inhabitant")
    User.objects.filter(pk=user.pk).update(email="inger@example.org")
    user.email = "inger@example.org"
    return user


@pytest.fixture
def neighbour(users):
    user = users["journalist"].acting("inhabitant")
    User.objects.filter(pk=user.pk).update(email="nabo@example.org")
    return user


@pytest.fixture
def proposal(author, today):
    return actions.begin(TITLE, "Vi trenger steder å hvile.", by=author, today=today)


@pytest.fixture
def enough(proposal, secretary):
    """With one signature here and the rest on paper."""
    return actions.enter_paper(proposal, queries.needed() - 1, by=secretary)


@pytest.fixture
def forward(enough, neighbour, author, today):
    actions.sign(enough, by=neighbour, today=today)
    return actions.put_forward(enough, by=author, today=today)


class TestStandingBehind:
    def test_whoever_writes_it_is_the_first(self, proposal):
        assert queries.signatures(proposal) == 1

    def test_twice_is_once_and_can_be_taken_back(self, proposal, neighbour, today):
        for _time in range(2):
            actions.sign(proposal, by=neighbour, today=today)
        assert queries.signatures(proposal) == 2
        actions.take_back(proposal, by=neighbour)
        assert queries.signatures(proposal) == 1

    def test_two_percent_or_three_hundred(self):
        owner = Entity.objects.get()
        for inhabitants, needed in ((4_000, 80), (15_000, 300), (90_000, 300), (4_001, 81)):
            Entity.objects.filter(pk=owner.pk).update(inhabitants=inhabitants)
            assert queries.needed() == needed

    def test_one_too_few_is_refused_and_the_council_need_not_take_a_stand(
        self, enough, author, secretary, today
    ):
        actions.enter_paper(enough, queries.needed() - 2, by=secretary)
        with pytest.raises(Breach, match="12-1"):
            actions.put_forward(enough, by=author, today=today)
        assert not Case.objects.filter(title=TITLE).exists()

    def test_the_event_log_does_not_know_who(self, proposal, neighbour, today):
        actions.sign(proposal, by=neighbour, today=today)
        told = Event.objects.filter(verb="participation.sign")
        assert {row.actor_id for row in told} == {None}

    def test_others_see_how_many_the_secretariat_also_who(self, proposal, neighbour, today, browse):
        actions.sign(proposal, by=neighbour, today=today)
        for who, sees in ((None, False), ("representant", False), ("sekretaer", True)):
            text = browse(who).get(proposal.get_absolute_url()).content.decode()
            assert "2 personer står bak" in text
            assert (f"<li>{neighbour}</li>" in text) is sees, who


class TestTheSameAgain:
    def test_a_proposal_like_one_of_the_term_says_what_is_new(self, forward, neighbour, today):
        again = {"by": neighbour, "today": today}
        with pytest.raises(Breach, match="12-1"):
            actions.begin("Benker langs turveien", "Igjen", **again)
        row = actions.begin("Benker langs turveien", "Igjen", what_is_new="Bare tre.", **again)
        assert row.what_is_new == "Bare tre."

    def test_so_does_one_on_what_the_council_has_treated_in_the_term(self, decision, author, today):
        title = decision.case.title
        assert queries.alike(title, today)
        with pytest.raises(Breach, match="12-1"):
            actions.begin(title, "Igjen", by=author, today=today)

    def test_in_the_next_term_it_can_be_put_forward_again(self, forward, today):
        from tannhjul.organisation.models import Term

        Term.objects.on(today).update(valid_from=today + timedelta(days=1))
        assert not queries.alike(TITLE, today + timedelta(days=1))

    def test_another_title_is_another_matter(self, forward, today):
        assert not queries.alike("Badeplass ved Fjordtun", today)


class TestBeforeTheCouncil:
    def test_a_case_is_opened_on_the_inhabitants_track(self, forward, author, council):
        case = forward.case
        assert case.initiative_gear == "inhabitants"
        assert case.initiative_by == str(author)
        assert case.track.key == "inhabitants"
        assert case.steps.in_bodies().get().body == council
        assert case.steps.in_bodies().get().power == "decides"
        assert "Vi trenger steder å hvile." in case.papers.last().background

    def test_six_months_are_counted_and_shown(self, author, secretary):
        row = actions.begin("Noe helt annet", "Fordi", by=author, today=date(2026, 5, 4))
        actions.enter_paper(row, 300, by=secretary)
        assert actions.put_forward(row, by=author, today=date(2026, 5, 4)).due == date(2026, 11, 4)

    def test_it_waits_in_the_inbox_with_its_last_day(self, forward, secretary, today):
        [task] = [t for t in tasks(secretary, today) if TITLE in t.about]
        assert task.due == forward.due

    def test_late_is_found_but_not_when_it_goes_with_a_planning_case(self, forward, secretary):
        def found(day):
            names = {row.rule.name for row in findings.everything(day)}
            return "participation.is_treated_within_six_months" in names

        assert not found(forward.due)
        assert found(forward.due + timedelta(days=1))
        actions.refer_to_plan(forward, by=secretary)
        assert not found(forward.due + timedelta(days=1))

    def test_it_can_be_neither_signed_nor_withdrawn_then(self, forward, author, today):
        with pytest.raises(Refused, match="samler ikke"):
            actions.sign(forward, by=author, today=today)
        with pytest.raises(IllegalMove):
            actions.withdraw(forward, by=author)


def _decide(case, council, chief, secretary, now, today, outcome="adopted", basis=""):
    """The council treats it."""
    texts = {"question": "Benker?", "background": "Forslag", "assessment": "Ja"}
    cases.write(case, texts, based_on=case.papers.last().number, by=chief)
    cases.add_alternative(case, "Ti benker", by=chief)
    cases.submit(case, by=chief)
    cases.approve(case, "Det settes opp ti benker.", by=chief, today=today)
    meeting = agenda.plan(council, now, by=secretary, place="Salen")
    agenda.add_case(meeting, case.steps.in_bodies().get(), by=secretary)
    agenda.convene(meeting, by=secretary, today=today)
    meeting = Meeting.objects.get(pk=meeting.pk)
    people = [row.person.pk for row in expected(meeting)]
    attendance.open_meeting(meeting, people, by=secretary, at=now)
    item = debate.start_item(meeting.items.get(case=case), by=secretary)
    if basis:
        debate.close_doors(item, basis, by=secretary, at=now)
    if outcome == "noted":
        return minutes.conclude(item, outcome, by=secretary, at=now)
    vote = votes.open_vote(item, "hands", item.proposals.first(), by=secretary, at=now)
    no = {row.person_id for row in entitled(item, now)} if outcome == "rejected" else set()
    counting.count(vote, no, by=secretary, at=now)
    return minutes.conclude(item, outcome, by=secretary, at=now)


class TestWhatCameOfIt:
    @pytest.mark.parametrize("outcome", ["adopted", "rejected"])
    def test_everyone_behind_it_is_told_and_forgotten(
        self,
        forward,
        council,
        chief,
        secretary,
        now,
        today,
        outcome,
        django_capture_on_commit_callbacks,
    ):
        with django_capture_on_commit_callbacks(execute=True):
            _decide(forward.case, council, chief, secretary, now, today, outcome)
        told = {m.to[0]: m for m in mail.outbox if TITLE in m.subject}
        assert set(told) == {"inger@example.org", "nabo@example.org"}
        row = Initiative.objects.get(pk=forward.pk)
        assert (row.status, row.treated_on) == ("treated", today)
        assert not row.endorsements.exists()
        assert queries.signatures(row) == queries.needed() + 1

    def test_what_is_done_afterwards_reaches_whoever_proposed_it(
        self, forward, council, chief, secretary, now, today, django_capture_on_commit_callbacks
    ):
        from tannhjul.commitments.actions import promises
        from tannhjul.decisions.models import Decision

        _decide(forward.case, council, chief, secretary, now, today)
        decision = Decision.objects.get(case=forward.case)
        owner, due = Person.objects.get(user=chief), today + timedelta(days=30)
        promise = promises.commit(decision, "Benkene bestilles", owner, due, by=chief, today=today)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            promises.report_done(promise, "Ti benker står der.", by=chief, today=today)
        [told] = [m for m in mail.outbox if m.to == ["inger@example.org"]]
        assert "Ti benker står der." in told.body


class TestNobodyElseEndsIt:
    """The council itself takes a stand (§ 12-1 (1))."""

    def test_not_by_withdrawing_the_case(self, forward, secretary):
        with pytest.raises(Refused, match="selv ta stilling"):
            cases.withdraw(forward.case, by=secretary)
        assert Case.objects.get(pk=forward.case_id).status == "draft"

    def test_not_with_delegated_power(self, forward, secretary, today):
        leader = Unit.objects.get(name="Kultur").leaderships.get(valid_to=None).person
        matter = Matter(
            area=Area.objects.get(name="Kulturmidler"),
            title=TITLE,
            measure="kroner",
            amount=Decimal(10),
            case=Case.objects.get(pk=forward.case_id),
        )
        with pytest.raises(Refused, match="folkevalgt organ"):
            decide(matter, "Nei", "Vanlig", by=secretary, person=leader, today=today)

    def test_not_by_a_committee(self, forward, secretary, committee, today):
        track = tracks.lay_out(
            "kort",
            "Kort",
            [{"actor": "body", "kind": committee.kind, "power": "decides"}],
            by=secretary,
            today=today,
        )
        places = {step.pk: committee for step in track.track_steps.all()}
        with pytest.raises(Breach, match="12-1"):
            tracks.move_to(forward.case, track, places, "Raskere", by=secretary, today=today)

    def test_noted_by_the_council_is_a_stand_too(
        self, forward, council, chief, secretary, now, today
    ):
        _decide(forward.case, council, chief, secretary, now, today, "noted")
        assert Initiative.objects.get(pk=forward.pk).status == "treated"

    def test_what_is_treated_behind_closed_doors_is_not_mailed(
        self, forward, council, chief, secretary, now, today, django_capture_on_commit_callbacks
    ):
        Case.objects.filter(pk=forward.case_id).update(ground="13", screened_title="Navn")
        forward.case.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            _decide(forward.case, council, chief, secretary, now, today, basis="11-5-2")
        told = [m for m in mail.outbox if TITLE in m.subject]
        assert told
        assert not [m for m in told if "ti benker" in m.body]


class TestWhoIsForgotten:
    def test_when_it_is_withdrawn_and_it_can_still_be_taken_down(self, proposal, author, secretary):
        actions.withdraw(proposal, by=author)
        row = Initiative.objects.get(pk=proposal.pk)
        assert not row.endorsements.exists()
        assert queries.signatures(row) == 1
        assert actions.take_down(row, "Navngir naboer.", by=secretary).status == "down"

    def test_two_alike_side_by_side_the_second_says_what_is_new(
        self, enough, author, neighbour, secretary, today, browse
    ):
        other = actions.begin("Benker langs turveien", "Jeg også", by=neighbour, today=today)
        actions.enter_paper(other, 300, by=secretary)
        actions.put_forward(enough, by=author, today=today)
        with pytest.raises(Breach, match="12-1"):
            actions.put_forward(other, by=neighbour, today=today)
        page = browse("journalist")
        address = reverse("participation:say_what_is_new", args=[other.pk])
        assert address in page.get(other.get_absolute_url()).content.decode()
        page.post(address, {"text": "Bare av tre."})
        page.post(reverse("participation:put_forward", args=[other.pk]))
        assert Initiative.objects.get(pk=other.pk).status == "forward"


class TestPages:
    def test_from_writing_to_the_council(self, browse, secretary, author):
        page = browse("innbygger")
        address = reverse("participation:begin")
        bad = page.post(address, {"title": TITLE, "text": ""})
        assert bad.status_code == 422
        page.post(address, {"title": TITLE, "text": "Derfor", "lives_here": "on"})
        row = Initiative.objects.get(title=TITLE)
        text = page.get(row.get_absolute_url()).content.decode()
        assert reverse("participation:put_forward", args=[row.pk]) not in text
        browse("sekretaer").post(
            reverse("participation:enter_paper", args=[row.pk]), {"number": 300}
        )
        text = page.get(row.get_absolute_url()).content.decode()
        assert reverse("participation:put_forward", args=[row.pk]) in text
        page.post(reverse("participation:put_forward", args=[row.pk]))
        row.refresh_from_db()
        assert row.status == "forward"
        assert row.title in browse("sekretaer").get(row.case.get_absolute_url()).content.decode()

    def test_what_is_like_it_is_shown_when_it_is_refused(self, browse, forward):
        answer = browse("innbygger").post(
            reverse("participation:begin"),
            {"title": TITLE, "text": "Igjen", "lives_here": "on"},
        )
        assert answer.status_code == 422
        assert forward.get_absolute_url() in answer.content.decode()

    def test_who_is_not_signed_in_is_led_to_the_sign_in(self, browse, proposal):
        text = browse().get(proposal.get_absolute_url()).content.decode()
        assert f"?next={proposal.get_absolute_url()}" in text
        assert browse().post(reverse("participation:sign", args=[proposal.pk])).status_code == 302
        assert queries.signatures(proposal) == 1

    def test_what_is_taken_down_is_gone_for_others_and_its_author_told_why(
        self, browse, proposal, django_capture_on_commit_callbacks
    ):
        keeper = browse("sekretaer")
        address = reverse("participation:take_down", args=[proposal.pk])
        assert keeper.post(address, {"reason": " "}).status_code == 422
        with django_capture_on_commit_callbacks(execute=True):
            keeper.post(address, {"reason": "Den navngir en nabo."})
        assert browse().get(proposal.get_absolute_url()).status_code == 404
        assert "navngir" in browse("innbygger").get(proposal.get_absolute_url()).content.decode()
        [told] = mail.outbox
        assert "navngir en nabo" in told.body

    def test_only_the_author_puts_it_forward(self, browse, enough):
        address = reverse("participation:put_forward", args=[enough.pk])
        assert browse("journalist").post(address).status_code == 403
        assert browse("innbygger").post(address).status_code == 302

    def test_it_is_found(self, browse, proposal):
        found = browse().get(reverse("portal:search"), {"q": "hvile turveien"}).content.decode()
        assert proposal.get_absolute_url() in found
