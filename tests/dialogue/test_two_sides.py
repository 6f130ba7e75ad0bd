"""Gatherings have two sides: who is invited, puts matters and answers; series, rhythm, and what comes of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from tannhjul.cases.models import Case
from tannhjul.commitments.actions.promises import report_done
from tannhjul.commitments.models import Commitment
from tannhjul.core.choices import OPTIONS
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Refused
from tannhjul.dialogue import queries, rhythms
from tannhjul.dialogue.actions import gatherings, topics, workshops
from tannhjul.dialogue.enums import Climate
from tannhjul.dialogue.models import Gathering, Topic
from tannhjul.meetings.actions import agenda
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Body, Person, Seat
from tests.conftest import user

pytestmark = pytest.mark.django_db


def person(name):
    return Person.objects.get(user__username=f"demo-{name}")


@pytest.fixture
def plan(secretary):
    def make(kind, days=3, by=None, **more):
        starts = timezone.now() + timedelta(days=days)
        return gatherings.plan(kind, "Om skolen", starts, "Kantina", by=by or secretary, **more)

    return make


@pytest.fixture
def members(council, today):
    seats = Seat.objects.on(today).filter(body=council, kind="member").order_by("order")
    return [seat.person for seat in seats]


def choose(key, value, secretary, today):
    register.choose(OPTIONS[key], value, decided_by="KST PS 1/26", by=secretary, today=today)


def hold(row, people, secretary):
    """Begin and end it, with these people there."""
    day = localdate(row.starts_at)
    gatherings.begin(row, by=secretary, today=day)
    for topic in row.topics.filter(standing=True):
        topics.agree(topic, "rest", "", by=secretary, today=day)
    return gatherings.close(row, people, by=secretary)


@pytest.mark.source("002a-B11")
class TestLeadersOfUnits:
    def test_they_are_invited_told_put_matters_and_answer_as_themselves(
        self, plan, browse, now, django_capture_on_commit_callbacks, secretary
    ):
        leads = person("enhetsleder")
        with django_capture_on_commit_callbacks(execute=True):
            row = plan("units")
        assert leads in row.guests.all()
        assert leads.email in {to for message in mail.outbox for to in message.to}
        client = browse("enhetsleder")
        put = reverse("dialogue:put_topic", args=[row.pk])
        assert client.post(put, {"title": "Vikarbruk"}).status_code == 302
        topic = row.topics.get()
        assert topic.raised_by == leads
        theirs = topics.put_topic(
            row, person("representant"), "Leirskole", "", by=secretary, at=now
        )
        say = reverse("dialogue:answer", args=[theirs.pk])
        assert client.post(say, {"text": "Vi kan få det til annethvert år."}).status_code == 302
        page = browse().get(row.get_absolute_url()).content.decode()
        assert "Vi kan få det til annethvert år." in page
        assert (theirs.answers.get().person, theirs.answers.get().topic) == (leads, theirs)

    def test_whoever_is_not_invited_neither_puts_nor_answers(self, plan, browse, secretary, now):
        others = queries.administration(localdate()).exclude(pk=person("enhetsleder").pk)
        row = plan("units", guests=list(others))
        client = browse("enhetsleder")
        assert client.post(reverse("dialogue:put_topic", args=[row.pk]), {}).status_code == 403
        topic = topics.put_topic(row, person("representant"), "Sak", "", by=secretary, at=now)
        assert client.post(reverse("dialogue:answer", args=[topic.pk]), {}).status_code == 403
        with pytest.raises(Refused, match="Bare de som"):
            topics.answer(topic, person("enhetsleder"), "Nei", by=secretary, at=now)

    def test_one_called_without_them_is_refused(self, plan, today):
        with pytest.raises(Refused, match="minst én enhetsleder"):
            plan("units", guests=[])
        with pytest.raises(Refused, match="minst én enhetsleder"):
            plan("units", guests=[person("kommunedirektor")])

    def test_past_the_interval_it_is_overdue_and_those_nobody_met_are_named(
        self, plan, secretary, today, members, browse
    ):
        assert rhythms.rhythms(today) == []
        choose("dialogue.units_months", 6, secretary, today)
        late = today + timedelta(days=190)
        assert "Over fristen: kall inn" in {task.what for task in tasks(user("ordforer"), late)}
        assert "Over fristen: kall inn" not in {t.what for t in tasks(user("ordforer"), today)}
        met = person("enhetsleder")
        row = hold(plan("units", days=10), [members[0], met], secretary)
        [rhythm] = rhythms.rhythms(today + timedelta(days=190))
        assert rhythm.last == localdate(row.starts_at)
        assert rhythm.due > late
        assert met not in rhythm.unmet
        assert rhythm.unmet
        page = browse().get(reverse("dialogue:index")).content.decode()
        assert "som ingen folkevalgte har møtt" in page
        assert rhythm.unmet[0].name in page
        [shown] = re.findall(r"har møtt det siste året, (\d+) av (\d+):", page)
        [now] = rhythms.rhythms(today)
        assert tuple(map(int, shown)) == (len(now.unmet), queries.unit_leaders(today).count())
        assert met not in now.unmet
        assert [each.gear for each in row.attendees.all()] == ["administration", "politics"]

    def test_the_chief_executive_alone_is_no_leader_of_a_unit(
        self, plan, secretary, today, members
    ):
        choose("dialogue.units_months", 6, secretary, today)
        chief = person("kommunedirektor")
        hold(plan("units", days=2), [members[0], chief], secretary)
        [rhythm] = rhythms.rhythms(today)
        assert rhythm.last is None
        assert chief not in rhythm.unmet
        assert rhythm.leaders == queries.administration(today).count() - 1

    @pytest.mark.parametrize("step", ["again", "body", "group"])
    def test_whatever_is_agreed_somebody_sees_to_it_by_a_day(
        self, plan, secretary, today, now, council, step
    ):
        row = plan("units")
        topic = topics.put_topic(row, person("enhetsleder"), "Vikarer", "", by=secretary, at=now)
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        how = {"by": secretary, "today": today, "body": council}
        with pytest.raises(Refused, match="Si hvem"):
            topics.agree(topic, step, "Se på det", **how)
        due = today + timedelta(days=40)
        topics.agree(topic, step, "Se på det", owner=person("enhetsleder"), due=due, **how)
        promise = Commitment.objects.get(about_kind="moteplass-sak", about_id=topic.pk)
        assert (promise.owner, promise.deadline) == (person("enhetsleder"), due)
        with pytest.raises(Refused, match="allerede ført videre"):
            topics.agree(topic, step, "En gang til", owner=person("enhetsleder"), due=due, **how)

    def test_what_is_agreed_stands_with_a_person_and_a_date(self, plan, secretary, today, now):
        row = plan("units")
        topic = topics.put_topic(row, person("enhetsleder"), "Vikarer", "", by=secretary, at=now)
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        with pytest.raises(Refused, match="leder arbeidsgruppa"):
            topics.agree(topic, "group", "Se på det", by=secretary, today=today)
        due = today + timedelta(days=40)
        group = {"owner": person("enhetsleder"), "people": [person("representant")], "due": due}
        topics.agree(topic, "group", "Se på det", by=secretary, today=today, **group)
        promise = Commitment.objects.get(about_kind="moteplass-sak", about_id=topic.pk)
        assert (promise.owner, promise.deadline) == (person("enhetsleder"), due)
        assert person("representant").name in promise.what
        assert promise.what in {task.about for task in tasks(user("enhetsleder"), today)}


@pytest.mark.source("001-A3")
class TestFixedArena:
    @pytest.fixture
    def series(self, secretary):
        starts = timezone.now() + timedelta(days=5)
        return gatherings.plan_series(
            "together", "Samspill", starts, "Kantina", weeks=4, times=3, by=secretary
        )

    def test_dates_are_fixed_and_both_sides_are_invited(self, series, members, browse):
        hours = {localtime(row.starts_at).time() for row in series}
        assert (len(series), len(hours)) == (3, 1)
        for row in series:
            assert queries.is_invited(row, person("kommunedirektor"))
            assert queries.is_invited(row, members[0])
        calendar = browse().get(reverse("portal:calendar")).content.decode()
        assert calendar.count("Samspill") == 3

    def test_each_puts_a_matter_and_is_answered_by_name(self, series, browse):
        row = series[0]
        put = reverse("dialogue:put_topic", args=[row.pk])
        for name in ("kommunedirektor", "representant"):
            assert browse(name).post(put, {"title": f"Fra {name}"}).status_code == 302
        for title, name in (
            ("Fra kommunedirektor", "representant"),
            ("Fra representant", "kommunedirektor"),
        ):
            topic = row.topics.get(title=title)
            say = reverse("dialogue:answer", args=[topic.pk])
            assert browse(name).post(say, {"text": "Enig."}).status_code == 302
            assert topic.answers.get().person == person(name)

    def test_dropping_a_date_takes_a_reason_that_is_shown(self, series, browse):
        address = reverse("dialogue:cancel", args=[series[1].pk])
        assert browse("sekretaer").post(address, {}).status_code == 422
        why = {"because": "Budsjettet tar all tid."}
        assert browse("sekretaer").post(address, why).status_code == 302
        page = browse().get(series[1].get_absolute_url()).content.decode()
        assert "Budsjettet tar all tid." in page

    def test_one_with_one_side_only_does_not_count(self, series, members, secretary, today):
        choose("dialogue.together_months", 3, secretary, today)
        hold(series[0], members[:4], secretary)
        assert rhythms.rhythms(today)[0].last is None
        hold(series[1], [members[0], person("kommunedirektor")], secretary)
        assert rhythms.rhythms(today)[0].last == localdate(series[1].starts_at)

    def test_what_is_left_opens_the_next_one(self, series, secretary, today, now):
        topic = topics.put_topic(
            series[0], person("representant"), "Sene papirer", "Igjen.", by=secretary, at=now
        )
        gatherings.begin(series[0], by=secretary, today=localdate(series[0].starts_at))
        topics.agree(topic, "again", "Vi måler det.", by=secretary, today=today)
        [carried] = series[1].topics.filter(standing=False)
        assert (carried.title, carried.carried_from) == ("Sene papirer", topic)
        assert "Vi måler det." in carried.text
        assert not series[2].topics.filter(standing=False).exists()

    def test_how_one_works_together_is_on_each_and_gets_an_owner_and_opens_the_next(
        self, series, secretary, today, browse
    ):
        for row in series:
            assert row.topics.first().title == "Hvordan vi samarbeider"
        topic = series[0].topics.get(standing=True)
        gatherings.begin(series[0], by=secretary, today=localdate(series[0].starts_at))
        chief, due = person("kommunedirektor"), today + timedelta(days=30)
        for missing in ({}, {"owner": chief}, {"due": due}):
            with pytest.raises(Refused, match="hvem som følger opp"):
                topics.agree(
                    topic, "again", "Vi svarer på to dager.", by=secretary, today=today, **missing
                )
        address = reverse("dialogue:agree", args=[topic.pk])
        said = {"next_step": "again", "agreed": "Vi svarer på to dager."}
        assert browse("sekretaer").post(address, said).status_code == 422
        said |= {"owner": chief.pk, "due": str(due)}
        assert browse("sekretaer").post(address, said).status_code == 302
        promise = Commitment.objects.get(about_kind="moteplass-sak", about_id=topic.pk)
        assert (promise.owner, promise.deadline) == (chief, due)
        page = browse().get(series[1].get_absolute_url()).content.decode()
        assert page.index("Vi svarer på to dager.") < page.index(
            "Hva ble avtalt" if "Hva ble avtalt" in page else "</main>"
        )
        assert series[1].topics.first().text == "Vi svarer på to dager."
        assert not series[2].topics.first().text

    def test_what_was_carried_to_one_that_is_cancelled_is_on_the_next(
        self, series, secretary, today, now
    ):
        topic = topics.put_topic(
            series[0], person("representant"), "Sene papirer", "", by=secretary, at=now
        )
        gatherings.begin(series[0], by=secretary, today=localdate(series[0].starts_at))
        how = {"by": secretary, "today": today}
        owner = {"owner": person("kommunedirektor"), "due": today + timedelta(days=9)}
        topics.agree(topic, "again", "Vi måler det.", **how)
        standing = series[0].topics.get(standing=True)
        topics.agree(standing, "again", "Svar på to dager.", **owner, **how)
        gatherings.cancel(series[1], by=secretary, because="Budsjettet.")
        assert not series[1].topics.filter(carried_from__isnull=False).exists()
        first, second = series[2].topics.all()
        assert (first.standing, first.text) == (True, "Svar på to dager.")
        assert (second.title, second.carried_from) == ("Sene papirer", topic)

    def test_one_that_is_held_once_has_no_standing_matter(self, plan):
        assert not plan("together").topics.exists()

    def test_it_is_planned_in_the_browser(self, browse):
        starts = timezone.now() + timedelta(days=9)
        facts = {
            "kind": "together",
            "title": "Hvordan har vi det?",
            "starts_at": f"{starts:%Y-%m-%dT%H:%M}",
            "place": "Kantina",
            "form": "physical",
            "openness": "not_streamed",
            "every": "4",
        }
        client, address = browse("ordforer"), reverse("dialogue:plan")
        assert client.post(address, facts).status_code == 422
        assert client.post(address, facts | {"times": "6"}).status_code == 302
        assert Gathering.objects.filter(title="Hvordan har vi det?").count() == 6

    def test_the_other_side_must_be_there(self, plan):
        with pytest.raises(Refused, match="Inviter administrasjonen"):
            plan("together", guests=[])


@pytest.mark.source("001-R31")
class TestRhythm:
    def test_it_is_overdue_at_mayor_and_chief_executive_until_both_sides_have_met(
        self, plan, secretary, today, members, browse
    ):
        choose("dialogue.together_months", 6, secretary, today)
        late = today + timedelta(days=200)
        for who, waits in (("ordforer", True), ("kommunedirektor", True), ("representant", False)):
            whats = {task.what for task in tasks(user(who), late)}
            assert ("Over fristen: kall inn" in whats) is waits, who
        gatherings.cancel(plan("together", days=20), by=secretary)
        hold(plan("together", days=30), members[:3], secretary)
        whats = {task.what for task in tasks(user("ordforer"), late)}
        assert "Over fristen: kall inn" in whats, "cancelled or one-sided stops no clock"
        hold(plan("together", days=40), [members[0], person("kommunedirektor")], secretary)
        whats = {task.what for task in tasks(user("ordforer"), late)}
        assert "Over fristen: kall inn" not in whats
        [rhythm] = rhythms.rhythms(late)
        assert (rhythm.held, rhythm.planned) == (1, 3)
        Gathering.objects.update(starts_at=F("starts_at") - timedelta(days=60))
        page = browse().get(reverse("dialogue:index")).content.decode()
        assert "hver 6. måned" in page
        assert '<td data-label="Holdt, av planlagte">1 / 3</td>' in page

    def test_each_begins_with_how_it_has_been_on_each_side_and_what_was_agreed(
        self, plan, secretary, today, members, browse, now
    ):
        chief = person("kommunedirektor")
        last = plan("together")
        topic = topics.put_topic(last, chief, "Sene papirer", "", by=secretary, at=now)
        gatherings.begin(last, by=secretary, today=localdate(last.starts_at))
        group = {"owner": chief, "due": today + timedelta(days=50)}
        topics.agree(topic, "group", "Prøv to uker.", by=secretary, today=today, **group)
        gatherings.close(last, [members[0], chief], by=secretary)
        for each in members[:5]:
            gatherings.rate(last, each, dict.fromkeys(Climate, 4), by=secretary)
        gatherings.rate(last, chief, dict.fromkeys(Climate, 1), by=secretary)
        coming = plan("together", days=30)
        politics, administration = rhythms.since_last(coming).sides
        assert {score.mean for score in politics[1]} == {4.0}
        assert administration[1] == [], "one alone could be picked out"
        assert {score.mean for score in queries.climate(Gathering.objects.filter(pk=last.pk))} == {
            4.0
        }, "the one could be told from the whole"
        page = browse().get(coming.get_absolute_url()).content.decode()
        assert "Sene papirer" in page
        assert "Kan ikke sies" in page
        promise = Commitment.objects.get(about_id=topic.pk, about_kind="moteplass-sak")
        report_done(promise, "To uker nå.", by=secretary, today=today)
        assert [(each.topic, each.done) for each in rhythms.since_last(coming).agreed] == [
            (topic, True)
        ]
        page = browse().get(coming.get_absolute_url()).content.decode()
        assert re.search(r"<strong>\s*gjennomført\s*</strong>", page)

    def test_what_nobody_has_done_yet_stands_as_not_done(
        self, plan, secretary, today, members, browse, now, council
    ):
        chief = person("kommunedirektor")
        last = plan("together")
        how = {"by": secretary, "today": today}
        named = {}
        for title in ("Til organ", "Til sak", "Hviler"):
            named[title] = topics.put_topic(last, chief, title, "", by=secretary, at=now)
        gatherings.begin(last, by=secretary, today=localdate(last.starts_at))
        topics.agree(named["Til organ"], "body", "", body=council, **how)
        topics.agree(named["Til sak"], "case", "", **how)
        topics.agree(named["Hviler"], "rest", "", **how)
        gatherings.close(last, [members[0], chief], by=secretary)
        coming = plan("together", days=30)
        stand = {each.topic.title: each.done for each in rhythms.since_last(coming).agreed}
        assert stand == {"Til organ": False, "Til sak": False, "Hviler": None}
        page = browse().get(coming.get_absolute_url()).content.decode()
        assert "Ikke på noen saksliste ennå: Kommunestyret" in page
        item = topics.put_before(
            named["Til organ"],
            Meeting.objects.filter(body=council, status="planned").first()
            or agenda.plan(council, now + timedelta(days=60), by=secretary, place="X"),
            by=secretary,
        )
        assert item.meeting.body == council
        stand = {each.topic.title: each.done for each in rhythms.since_last(coming).agreed}
        assert stand["Til organ"]


@pytest.mark.source("001-R13")
class TestTwoMirroredWorkshops:
    @pytest.fixture
    def first(self, plan, secretary, members, now):
        row = plan("workshop")
        workshops.ask(row, "what", "Hva bør komme først?", by=secretary)
        workshops.draw_tables(row, by=secretary)
        hold(row, members, secretary)
        return row

    def test_after_one_the_case_takes_a_reason_that_stands_in_the_paper(
        self, first, secretary, today, now, browse
    ):
        workshops.mirror(first, "Skolen først.", by=secretary, at=now)
        address = reverse("dialogue:prepare_case", args=[first.pk])
        sent = {"title": "Plan for skole", "initiative_gear": "politics"}
        answer = browse("sekretaer").post(address, sent)
        assert answer.status_code == 422
        assert "Bare ett verksted er holdt" in answer.content.decode()
        assert not Case.objects.filter(title="Plan for skole").exists()
        why = "Fristen fra departementet er på fredag."
        assert browse("sekretaer").post(address, sent | {"because": why}).status_code == 302
        text = Case.objects.get(title="Plan for skole").papers.last().background
        assert why in text
        assert "Bare ett verksted er holdt" in text

    def test_what_was_not_understood_is_on_the_next_ones_agenda_by_itself(
        self, first, plan, secretary, members, now
    ):
        workshops.mirror(first, "Skolen først.", by=secretary, at=now)
        workshops.reply(first, members[0], "yes", "", by=secretary)
        workshops.reply(first, members[1], "partly", "Eldre også.", by=secretary)
        second = plan("workshop", days=9, follows=Gathering.objects.get(pk=first.pk))
        [topic] = second.topics.all()
        assert (topic.raised_by, topic.text) == (members[1], "Eldre også.")

    def test_a_no_that_comes_when_the_next_is_planned_is_on_its_agenda_too(
        self, first, plan, secretary, members, now
    ):
        workshops.mirror(first, "Skolen først.", by=secretary, at=now)
        second = plan("workshop", days=9, follows=Gathering.objects.get(pk=first.pk))
        assert not second.topics.exists()
        workshops.reply(first, members[0], "no", "Nei.", by=secretary)
        workshops.reply(first, members[0], "partly", "Nesten.", by=secretary)
        [topic] = second.topics.all()
        assert (topic.raised_by, topic.text) == (members[0], "Nesten.")
        workshops.reply(first, members[0], "yes", "", by=secretary)
        assert not second.topics.exists()

    def test_what_is_said_anew_waits_to_be_answered_anew(
        self, first, plan, secretary, members, now, today
    ):
        workshops.mirror(first, "Skolen først.", by=secretary, at=now)
        why = {"because": "Haster", "by": secretary, "today": today}
        case = gatherings.prepare_case(Gathering.objects.get(pk=first.pk), "Plan", **why)
        second = plan("workshop", days=9, follows=Gathering.objects.get(pk=first.pk))
        workshops.reply(first, members[0], "no", "Eldre også.", by=secretary)
        at = timezone.now()
        chief = person("kommunedirektor")
        topics.answer(second.topics.get(), chief, "Tas med.", by=secretary, at=at)
        assert queries.unconfirmed(case) == []
        workshops.reply(first, members[0], "no", "Ungdom også.", by=secretary)
        assert [row.comment for row in queries.unconfirmed(case)] == ["Ungdom også."]

    def test_another_follows_instead_of_one_that_is_cancelled(
        self, first, plan, secretary, members, now
    ):
        workshops.mirror(first, "Skolen først.", by=secretary, at=now)
        workshops.reply(first, members[0], "no", "Eldre også.", by=secretary)
        follows = Gathering.objects.get(pk=first.pk)
        gatherings.cancel(plan("workshop", days=9, follows=follows), by=secretary)
        again = plan("workshop", days=12, follows=follows)
        assert [topic.text for topic in again.topics.all()] == ["Eldre også."]

    def test_none_in_the_row_is_about_another_case(self, plan):
        one, other = Case.objects.filter(status="draft")[:2]
        first = plan("workshop", case=one)
        second = plan("workshop", days=9, follows=first)
        with pytest.raises(Refused, match="en annen sak"):
            plan("workshop", days=12, follows=second, case=other)

    def test_no_way_around_the_mirror(self, plan, secretary, members, now, today):
        """Neither a matter's next step nor a workshop that follows one on another case."""
        row = plan("workshop")
        topic = topics.put_topic(row, members[0], "Skolen", "", by=secretary, at=now)
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        with pytest.raises(Refused, match="Speil tilbake"):
            topics.agree(topic, "case", "", by=secretary, today=today)
        one, other = Case.objects.filter(status="draft")[:2]
        first = plan("workshop", case=one)
        with pytest.raises(Refused, match="en annen sak"):
            plan("workshop", days=9, follows=first, case=other)
        assert plan("workshop", days=9, follows=first, case=one).follows == first

    @pytest.mark.parametrize(
        ("asks", "draws", "says"),
        [(False, True, "stilte ingen spørsmål"), (True, False, "hadde ingen bord")],
    )
    def test_one_that_lacks_something_is_named(
        self, first, plan, secretary, members, now, today, asks, draws, says
    ):
        workshops.mirror(first, "Skolen.", by=secretary, at=now)
        second = plan("workshop", days=9, follows=Gathering.objects.get(pk=first.pk))
        if asks:
            workshops.ask(second, "why", "Hvorfor det?", by=secretary)
        if draws:
            workshops.draw_tables(second, by=secretary)
        hold(second, members, secretary)
        workshops.mirror(second, "Fordi.", by=secretary, at=now)
        second = Gathering.objects.get(pk=second.pk)
        with pytest.raises(Refused, match=f"Om skolen» {says}"):
            gatherings.prepare_case(second, "Plan", by=secretary, today=today)
        case = gatherings.prepare_case(
            second, "Plan", by=secretary, today=today, because="Fristen er i morgen."
        )
        assert says in case.papers.last().background

    def test_the_case_is_not_confirmed_until_they_are_answered(
        self, first, plan, secretary, members, now, today, browse
    ):
        workshops.mirror(first, "Skolen først.", by=secretary, at=now)
        workshops.reply(first, members[1], "no", "Eldre også.", by=secretary)
        why = {"because": "Haster", "by": secretary, "today": today}
        case = gatherings.prepare_case(Gathering.objects.get(pk=first.pk), "Plan", **why)
        url = case.get_absolute_url()
        assert "Ikke bekreftet" in browse("sekretaer").get(url).content.decode()
        second = plan("workshop", days=9, follows=Gathering.objects.get(pk=first.pk))
        assert "Ikke bekreftet" in browse("sekretaer").get(url).content.decode()
        with pytest.raises(Refused, match="Bare de som"):
            topics.answer(
                second.topics.get(),
                Person.objects.create(name="En utenfor"),
                "Nei",
                by=secretary,
                at=now,
            )
        topics.answer(
            second.topics.get(), members[1], "Fortsatt nei.", by=secretary, at=timezone.now()
        )
        assert "Ikke bekreftet" in browse("sekretaer").get(url).content.decode(), "by oneself"
        say = reverse("dialogue:answer", args=[second.topics.get().pk])
        told = browse("kommunedirektor").post(say, {"text": "Det tar vi med."})
        assert told.status_code == 302, "the administration says what it does with it"
        assert "Ikke bekreftet" not in browse("sekretaer").get(url).content.decode()

    def test_with_two_mirrored_nothing_is_asked(self, first, plan, secretary, members, now, today):
        workshops.mirror(first, "Skolen.", by=secretary, at=now)
        second = plan("workshop", days=9, follows=Gathering.objects.get(pk=first.pk))
        workshops.ask(second, "why", "Hvorfor det?", by=secretary)
        workshops.draw_tables(second, by=secretary)
        hold(second, members, secretary)
        with pytest.raises(Refused, match="ikke speilet tilbake"):
            gatherings.prepare_case(second, "Plan", by=secretary, today=today)
        workshops.mirror(second, "Fordi.", by=secretary, at=now)
        second = Gathering.objects.get(pk=second.pk)
        assert queries.doubts(second) == []
        assert gatherings.prepare_case(second, "Plan", by=secretary, today=today)

    def test_workshops_on_something_else_do_not_count(
        self, first, plan, secretary, members, now, today
    ):
        workshops.mirror(first, "Skolen.", by=secretary, at=now)
        other = plan("workshop", days=9)
        workshops.ask(other, "why", "Hvorfor det?", by=secretary)
        workshops.draw_tables(other, by=secretary)
        hold(other, members, secretary)
        workshops.mirror(other, "Annet.", by=secretary, at=now)
        with pytest.raises(Refused, match="Bare ett verksted"):
            gatherings.prepare_case(other, "Plan", by=secretary, today=today)


class TestNextSteps:
    @pytest.fixture
    def sent(self, plan, secretary, today, now, council):
        """A matter that it was agreed the council treats."""
        row = plan("dialogue")
        topic = topics.put_topic(
            row, person("representant"), "Mobilfri skole", "Hva vil vi?", by=secretary, at=now
        )
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        return topics.agree(topic, "body", "Drøftes.", body=council, by=secretary, today=today)

    def test_a_body_gets_it_on_its_agenda(self, sent, council, browse, today):
        waits = [task for task in tasks(user("sekretaer"), today) if "møteplass" in task.what]
        assert [task.about for task in waits] == [f"{council}: Mobilfri skole"]
        meeting = Meeting.objects.filter(body=council, status="planned").earliest("starts_at")
        desk = browse("sekretaer").get(reverse("meetings:desk", args=[meeting.pk]))
        assert "Mobilfri skole" in desk.content.decode()
        address = reverse("dialogue:put_before", args=[sent.pk])
        assert browse("representant").get(address).status_code == 403
        assert browse("sekretaer").post(address, {"meeting": meeting.pk}).status_code == 302
        sent.refresh_from_db()
        assert (sent.item.meeting, sent.item.title) == (meeting, "Mobilfri skole")
        assert not [t for t in tasks(user("sekretaer"), today) if "møteplass" in t.what]
        page = browse("sekretaer").get(sent.item.get_absolute_url()).content.decode()
        assert sent.gathering.get_absolute_url() in page

    def test_another_bodys_meeting_is_refused_and_it_comes_up_once(self, sent, secretary, now):
        other = agenda.plan(Body.objects.get(short="HTM"), now, by=secretary, place="Her")
        with pytest.raises(Refused, match="et annet organ"):
            topics.put_before(sent, other, by=secretary)
        meeting = Meeting.objects.filter(body=sent.body, status="planned").first()
        topics.put_before(sent, meeting, by=secretary)
        with pytest.raises(Refused, match="allerede"):
            topics.put_before(sent, meeting, by=secretary)

    def test_taken_off_the_agenda_it_waits_again(self, sent, secretary, today):
        meeting = Meeting.objects.filter(body=sent.body, status="planned").first()
        item = topics.put_before(sent, meeting, by=secretary)
        agenda.remove_item(item, by=secretary)
        assert Topic.objects.get(pk=sent.pk).item is None
        assert [t for t in tasks(user("sekretaer"), today) if "møteplass" in t.what]

    def test_again_waits_for_the_next_that_is_planned(self, plan, secretary, today, now):
        row = plan("dialogue", days=3)
        topic = topics.put_topic(row, person("representant"), "Buss", "", by=secretary, at=now)
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        Gathering.objects.filter(kind="dialogue", status="planned").delete()
        topics.agree(topic, "again", "", by=secretary, today=today)
        assert list(plan("units", days=20).topics.all()) == []
        assert [t.carried_from for t in plan("dialogue", days=30).topics.all()] == [topic]
        assert not plan("dialogue", days=60).topics.exists(), "it is carried once"


class TestWhereWeMeet:
    def test_through_mayor_and_chief_executive_only(self, plan, users, secretary, today):
        chair = users["utvalgsleder"]
        assert plan("units", by=chair)
        choose("dialogue.contact", 1, secretary, today)
        for kind in ("units", "together"):
            with pytest.raises(Refused, match="gjennom ordføreren og kommunedirektøren"):
                plan(kind, by=chair, days=9)
            assert plan(kind, by=users["ordforer"], days=10)
        assert plan("dialogue", by=chair, days=9), "elected members among themselves meet as before"

    def test_many_early_and_one_late(self, plan, secretary, today):
        early = Case.objects.filter(status="draft").first()
        late = Case.objects.filter(status="ready").first()
        assert plan("workshop", case=late)
        choose("dialogue.contact", 3, secretary, today)
        assert plan("workshop", case=early, days=5)
        with pytest.raises(Refused, match="ferdig utredet"):
            plan("workshop", case=late, days=6)

    def test_the_front_page_and_the_calendar_have_them(self, plan, browse):
        row = plan("units", days=1)
        assert row.get_absolute_url() in browse().get("/").content.decode()
        assert "Om skolen" in browse().get(reverse("portal:calendar")).content.decode()


class TestQueries:
    def count(self, reader, url):
        with CaptureQueriesContext(connection) as queries_made:
            assert reader.get(url).status_code == 200
        return len(queries_made)

    def test_pages_ask_no_more_as_gatherings_are_held(
        self, plan, secretary, today, members, browse
    ):
        choose("dialogue.together_months", 3, secretary, today)
        choose("dialogue.units_months", 3, secretary, today)
        chief, reader = person("kommunedirektor"), browse("representant")
        coming = plan("together", days=400)
        urls = (reverse("dialogue:index"), coming.get_absolute_url(), "/")
        hold(plan("together", days=4), [members[0], chief], secretary)
        hold(plan("units", days=4), [members[0], chief], secretary)
        few = [self.count(reader, url) for url in urls]
        for days in range(5, 12):
            hold(plan("together", days=days), [*members[:5], chief], secretary)
            hold(plan("units", days=days), [*members[:5], chief], secretary)
        assert [self.count(reader, url) for url in urls] == few
