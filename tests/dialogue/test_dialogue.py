"""Gatherings that do not decide: dialogue meetings, workshops, visits, party groups, climate."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from tannhjul.cases.models import Case
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.dialogue import queries, rules
from tannhjul.dialogue.actions import gatherings, topics, workshops
from tannhjul.dialogue.enums import Climate
from tannhjul.dialogue.models import Gathering, Place, Tally
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Body, Person, Seat, Unit

pytestmark = pytest.mark.django_db


def _plan(kind, secretary, days=3, **more):
    starts = timezone.now() + timedelta(days=days)
    return gatherings.plan(kind, "Om skolen", starts, "Kantina", by=secretary, **more)


@pytest.fixture
def members(council, today):
    seats = Seat.objects.on(today).filter(body=council, kind="member").order_by("order")
    return [seat.person for seat in seats]


@pytest.fixture
def dialogue(secretary):
    return _plan("dialogue", secretary)


@pytest.fixture
def workshop(secretary):
    return _plan("workshop", secretary)


def _put(gathering, person, by, at=None, title="Mobilfri skole"):
    return topics.put_topic(gathering, person, title, "Hva vil vi?", by=by, at=at or timezone.now())


@pytest.mark.source("000-2")
class TestDialogueMeetings:
    def test_every_member_puts_matters_on_the_agenda_until_two_hours_before(
        self, dialogue, members, secretary
    ):
        last = dialogue.starts_at - timedelta(hours=2)
        _put(dialogue, members[-1], secretary, last)
        with pytest.raises(Refused, match="lukket"):
            _put(dialogue, members[0], secretary, last + timedelta(seconds=1))
        with pytest.raises(Refused, match="Bare de møteplassen er for"):
            _put(dialogue, Person.objects.create(name="Ute"), secretary)

    def test_each_matter_ends_in_a_next_step_before_it_is_over(
        self, dialogue, members, secretary, today
    ):
        topic = _put(dialogue, members[3], secretary)
        with pytest.raises(Refused, match="mens dere møtes"):
            topics.agree(topic, "rest", "", by=secretary, today=today)
        gatherings.begin(dialogue, by=secretary, today=localdate(dialogue.starts_at))
        with pytest.raises(Refused, match="Mobilfri skole"):
            gatherings.close(dialogue, [], by=secretary)
        committee = Body.objects.get(short="HHO")
        topics.agree(
            topic, "body", "Utvalget ser på det", by=secretary, today=today, body=committee
        )
        assert gatherings.close(dialogue, [], by=secretary).status == "held"

    def test_nothing_is_decided_and_it_is_said_what_can_be_done(
        self, dialogue, members, secretary, browse
    ):
        topic = _put(dialogue, members[3], secretary)
        gatherings.begin(dialogue, by=secretary, today=localdate(dialogue.starts_at))
        address = reverse("dialogue:agree", args=[topic.pk])
        answer = browse("sekretaer").post(address, {"next_step": "decision", "agreed": "Forbud."})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "§ 11-2" in page
        assert "La et organ som kan vedta" in page
        assert "Forbud." in page
        topic.refresh_from_db()
        assert topic.next_step == ""

    def test_a_case_is_prepared_and_says_where_it_came_from(
        self, dialogue, members, secretary, today, browse
    ):
        topic = _put(dialogue, members[3], secretary)
        gatherings.begin(dialogue, by=secretary, today=localdate(dialogue.starts_at))
        topic = topics.agree(topic, "case", "Utred", by=secretary, today=today)
        assert topic.case.initiative_gear == "politics"
        with pytest.raises(Refused, match="allerede åpnet"):
            topics.agree(topic, "rest", "", by=secretary, today=today)
        page = browse("kommunedirektor").get(topic.case.get_absolute_url()).content.decode()
        assert "Hvor saken kom fra" in page

    def test_a_body_is_named(self, dialogue, members, secretary, today):
        topic = _put(dialogue, members[3], secretary)
        gatherings.begin(dialogue, by=secretary, today=localdate(dialogue.starts_at))
        with pytest.raises(Refused, match="hvilket organ"):
            topics.agree(topic, "body", "", by=secretary, today=today)


class TestOpenness:
    @pytest.mark.source("001-R16")
    @pytest.mark.parametrize("kind", ["dialogue", "workshop", "units", "together"])
    def test_it_is_held_in_the_open_and_announced(self, secretary, browse, kind):
        with pytest.raises(Breach, match="11-5"):
            _plan(kind, secretary, openness="closed")
        row = _plan(kind, secretary)
        assert row.openness == "not_streamed"
        assert row.title in browse().get(reverse("dialogue:index")).content.decode()
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        gatherings.close(row, [], by=secretary)
        gatherings.sum_up(row, "Vi ble enige om retningen.", by=secretary, at=timezone.now())
        assert "enige om retningen" in browse().get(row.get_absolute_url()).content.decode()

    def test_a_remote_one_can_be_followed(self, secretary):
        with pytest.raises(Breach, match="11-7"):
            _plan("workshop", secretary, form="remote")
        _plan(
            "workshop",
            secretary,
            form="remote",
            stream="https://example.org/se",
            form_because="Uvær",
        )

    def test_a_party_group_prepares_by_itself(self, secretary, browse):
        leader = Person.objects.get(user__username="demo-gruppeleder")
        party = leader.seats.filter(valid_to=None, party__isnull=False).first().party
        row = _plan("party", secretary, party=party, openness="closed")
        own = {seat.person_id for seat in queries.invited(row)}
        assert own
        assert len(own) < 27
        for name, seen in ((None, 404), ("journalist", 404), ("sekretaer", 404)):
            assert browse(name).get(row.get_absolute_url()).status_code == seen, name
        assert leader.pk in own
        assert browse("gruppeleder").get(row.get_absolute_url()).status_code == 200
        with pytest.raises(Refused, match="hvilket parti"):
            _plan("party", secretary)
        with pytest.raises(Refused, match="ett parti"):
            _plan("dialogue", secretary, party=party)


parties = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 6)), max_size=60)


class TestWorkshops:
    @given(parties, st.integers(2, 9))
    def test_everyone_sits_once_and_no_party_gathers(self, people, size):
        people = list(dict(people).items())
        tables = rules.seating(people, size, "frø")
        seated = [person for table in tables for person in table]
        assert sorted(seated) == sorted(person for person, _party in people)
        assert all(len(table) <= size for table in tables)
        of = dict(people)
        for party in set(of.values()):
            count = [sum(of[person] == party for person in table) for table in tables]
            assert max(count) - min(count) <= 1
        assert tables == rules.seating(people, size, "frø")

    @pytest.mark.source("001-R14")
    def test_only_elected_members_sit_across_parties(self, workshop, secretary, members):
        workshops.draw_tables(workshop, by=secretary)
        places = Place.objects.filter(table__gathering=workshop)
        assert {place.person for place in places} == set(members)
        for table in workshop.tables.all():
            assert len({place.party_id for place in table.places.all()}) >= 2
        first = [list(t.places.values_list("person", flat=True)) for t in workshop.tables.all()]
        workshops.draw_tables(workshop, by=secretary)
        assert places.count() == len(members)
        again = [list(t.places.values_list("person", flat=True)) for t in workshop.tables.all()]
        assert again != first

    @pytest.mark.source("001-R15")
    @pytest.mark.parametrize("text", ["Hvordan bygger vi?", " korleis?", "How?"])
    def test_the_questions_are_what_and_why(self, workshop, secretary, text):
        with pytest.raises(Refused, match="Spør hva eller hvorfor"):
            workshops.ask(workshop, "what", text, by=secretary)
        workshops.ask(workshop, "why", "Hvorfor haster det?", by=secretary)
        assert [prompt.asks for prompt in workshop.prompts.all()] == ["why"]

    def test_a_table_writes_while_it_meets_and_is_not_drawn_again(self, workshop, secretary, now):
        prompt = workshops.ask(workshop, "what", "Hva er viktigst?", by=secretary)
        table = workshops.draw_tables(workshop, by=secretary)[0]
        with pytest.raises(Refused, match="mens verkstedet pågår"):
            workshops.write_note(table, prompt, "Skolen", by=secretary, at=now)
        gatherings.begin(workshop, by=secretary, today=localdate(workshop.starts_at))
        workshops.write_note(table, prompt, "Skolen", by=secretary, at=now)
        with pytest.raises(Refused, match="begynt å skrive"):
            workshops.draw_tables(workshop, by=secretary)

    def test_only_who_sits_there_writes_for_a_table(self, workshop, secretary, browse):
        prompt = workshops.ask(workshop, "what", "Hva er viktigst?", by=secretary)
        workshops.draw_tables(workshop, by=secretary)
        gatherings.begin(workshop, by=secretary, today=localdate(workshop.starts_at))
        member = Person.objects.get(user__username="demo-representant")
        mine = workshop.tables.get(places__person=member)
        other = workshop.tables.exclude(pk=mine.pk).first()
        sent = {"prompt": prompt.pk, "text": "Vei"}
        address = reverse("dialogue:write_note", args=[mine.pk])
        assert browse("representant").post(address, sent).status_code == 302
        address = reverse("dialogue:write_note", args=[other.pk])
        assert browse("representant").post(address, sent).status_code == 403

    @pytest.mark.source("001-A1")
    def test_two_workshops_with_mirrors_lead_to_a_case(
        self, secretary, members, now, today, browse
    ):
        first = _plan("workshop", secretary)
        gatherings.begin(first, by=secretary, today=localdate(first.starts_at))
        with pytest.raises(Refused, match="når verkstedet er over"):
            workshops.mirror(first, "Skolen først", by=secretary, at=now)
        gatherings.close(first, [], by=secretary)
        with pytest.raises(Refused, match="ikke sagt"):
            workshops.reply(first, members[0], "yes", "", by=secretary)
        workshops.mirror(first, "Skolen først", by=secretary, at=now)
        with pytest.raises(Refused, match="ikke er forstått"):
            workshops.reply(first, members[0], "partly", " ", by=secretary)
        workshops.reply(first, members[0], "no", "Eldre også", by=secretary)
        workshops.reply(first, members[0], "partly", "Eldre også", by=secretary)
        assert [(r.understood, r.comment) for r in first.replies.all()] == [
            ("partly", "Eldre også")
        ]
        second = _plan("workshop", secretary, days=9, follows=first)
        with pytest.raises(Refused, match="følger allerede"):
            _plan("workshop", secretary, days=9, follows=first)
        gatherings.begin(second, by=secretary, today=localdate(second.starts_at))
        gatherings.close(second, [], by=secretary)
        workshops.mirror(second, "Skolen og eldre", by=secretary, at=now)
        second = Gathering.objects.get(pk=second.pk)
        loop = queries.sequence(second)
        assert len(loop) == 2
        assert all(row.mirrored_at for row in loop)
        with pytest.raises(Refused, match="stilte ingen spørsmål"):
            gatherings.prepare_case(second, "Plan for skole", by=secretary, today=today)
        why = {"because": "Begge gangene var formen fri.", "by": secretary, "today": today}
        case = gatherings.prepare_case(second, "Plan for skole", **why)
        with pytest.raises(Refused, match="allerede åpnet"):
            gatherings.prepare_case(second, "Igjen", by=secretary, today=today)
        page = browse("kommunedirektor").get(case.get_absolute_url()).content.decode()
        assert second.get_absolute_url() in page
        page = browse().get(second.get_absolute_url()).content.decode()
        assert "speilet tilbake" in page

    def test_only_a_workshop_has_tables(self, dialogue, secretary):
        with pytest.raises(Refused, match="Bare et verksted"):
            workshops.draw_tables(dialogue, by=secretary)


class TestMeetingTheUnits:
    @pytest.mark.source("002a-B13")
    def test_a_visit_is_to_a_place_and_stands_there(self, secretary, browse, now):
        unit = Unit.objects.get(name="Lillevik sykehjem")
        with pytest.raises(Refused, match="tjenestested"):
            _plan("visit", secretary)
        row = _plan("visit", secretary, unit=unit)
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        gatherings.close(row, [], by=secretary)
        gatherings.sum_up(row, "Kveldsvakten er alene.", by=secretary, at=now)
        assert row.title in browse().get(unit.get_absolute_url()).content.decode()
        assert "Kveldsvakten" in browse("representant").get(row.get_absolute_url()).content.decode()

    def test_members_of_a_committee_meet_leaders_of_units(self, secretary, browse):
        committee = Body.objects.get(short="HHO")
        row = _plan("units", secretary, body=committee)
        assert len(queries.invited(row)) == 9
        assert row.title in browse().get(committee.get_absolute_url()).content.decode()


@pytest.mark.source("001-R41")
class TestClimate:
    def _scores(self, score=4):
        return dict.fromkeys(Climate.values, score)

    def test_it_is_shown_when_five_have_answered_and_nobody_is_named(
        self, secretary, members, browse
    ):
        row = _plan("together", secretary)
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        chief = Person.objects.get(user__username="demo-kommunedirektor")
        gatherings.close(row, [members[0], chief], by=secretary)
        for person in members[:4]:
            gatherings.rate(row, person, self._scores(), by=secretary)
        assert queries.climate(Gathering.objects.filter(pk=row.pk)) == []
        gatherings.rate(row, members[4], self._scores(2), by=secretary)
        scores = queries.climate(Gathering.objects.filter(pk=row.pk))
        assert {(score.mean, score.votes) for score in scores} == {(3.6, 5)}
        assert any("nøytral" in score.statement for score in scores)
        assert not Event.objects.filter(verb="dialogue.rate").exclude(actor=None).exists()
        assert queries.talks_about_cooperation(timezone.localdate()) == 1
        row.attendees.filter(person=chief).delete()
        assert queries.talks_about_cooperation(timezone.localdate()) == 0, "with one side only"
        assert "3,6" in browse().get(row.get_absolute_url()).content.decode()

    def test_once_each_and_only_those_it_was_for(self, secretary, members):
        row = _plan("together", secretary)
        with pytest.raises(Refused, match="når det er over"):
            gatherings.rate(row, members[0], self._scores(), by=secretary)
        gatherings.begin(row, by=secretary, today=localdate(row.starts_at))
        gatherings.close(row, [], by=secretary)
        gatherings.rate(row, members[0], self._scores(), by=secretary)
        with pytest.raises(Refused, match="allerede sagt"):
            gatherings.rate(row, members[0], self._scores(), by=secretary)
        for person, scores in (
            (Person.objects.create(name="Ute"), self._scores()),
            (members[1], self._scores(6)),
            (members[1], {"heard": 3}),
        ):
            with pytest.raises(Refused):
                gatherings.rate(row, person, scores, by=secretary)
        assert Counter(tally.votes for tally in Tally.objects.all()) == {1: 4}

    def test_a_meeting_too_is_followed_by_the_question_how_it_was(self, secretary, last, browse):
        sat = [row.person for row in last.presences.select_related("person__user")]
        for person in sat[:4]:
            gatherings.rate_meeting(last, person, self._scores(), by=secretary)
        with pytest.raises(Refused, match="allerede sagt"):
            gatherings.rate_meeting(last, sat[0], self._scores(), by=secretary)
        with pytest.raises(Refused, match="satt i møtet"):
            gatherings.rate_meeting(
                last, Person.objects.create(name="Ute"), self._scores(), by=secretary
            )
        assert queries.climate(Meeting.objects.filter(pk=last.pk)) == []
        address = reverse("dialogue:rate_meeting", args=[last.pk])
        assert browse("kommunedirektor").get(address).status_code == 403
        names = (person.user.username for person in sat[4:] if person.user)
        name = next(n.removeprefix("demo-") for n in names if n.startswith("demo-"))
        member = browse(name)
        assert address in member.get(last.get_absolute_url()).content.decode()
        assert member.post(address, {}).status_code == 422
        assert member.post(address, self._scores(2)).status_code == 302
        page = member.get(last.get_absolute_url()).content.decode()
        assert "3,6" in page
        assert address not in page
        assert "3,6" in browse().get(last.get_absolute_url()).content.decode()
        planned = Meeting.objects.filter(status="planned").first()
        with pytest.raises(Refused, match="når det er over"):
            gatherings.rate_meeting(planned, sat[0], self._scores(), by=secretary)


class TestPages:
    def _sent(self, **more):
        starts = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
        return {
            "kind": "dialogue",
            "title": "Dialogmøte",
            "starts_at": starts,
            "place": "Kantina",
            "form": "physical",
            "openness": "not_streamed",
            **more,
        }

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"title": ""}, "Feltet er påkrevet"),
            ({"starts_at": "i morgen"}, "gyldig"),
            ({"openness": "closed"}, "§ 11-5"),
            ({"form": "remote"}, "§ 11-7"),
            ({"kind": "visit"}, "tjenestested"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, browse, change, says):
        answer = browse("sekretaer").post(reverse("dialogue:plan"), self._sent(**change))
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert "Kantina" in answer.content.decode()
        assert not Gathering.objects.filter(place="Kantina", title="Dialogmøte").exists()

    def test_from_plan_to_next_step(self, browse):
        leader, member = browse("sekretaer"), browse("representant")
        address = leader.post(reverse("dialogue:plan"), self._sent())["Location"]
        row = Gathering.objects.latest("pk")
        assert "Sett en sak på sakslisten" in member.get(address).content.decode()
        put = reverse("dialogue:put_topic", args=[row.pk])
        assert member.post(put, {"title": "Mobilfri skole"}).status_code == 302
        begin = reverse("dialogue:begin", args=[row.pk])
        assert "planlagt til en senere dag" in leader.post(begin).content.decode()
        Gathering.objects.filter(pk=row.pk).update(starts_at=timezone.now())
        here = {"people": [seat.person_id for seat in queries.invited(row)]}
        for verb in ("begin", "close"):
            leader.post(reverse(f"dialogue:{verb}", args=[row.pk]), here)
        row.refresh_from_db()
        assert row.status == "under_way", "a matter waits for its next step"
        agree = reverse("dialogue:agree", args=[row.topics.get().pk])
        assert leader.post(agree, {"next_step": "rest", "agreed": "Til høsten"}).status_code == 302
        assert leader.post(reverse("dialogue:close", args=[row.pk])).status_code == 422
        leader.post(reverse("dialogue:close", args=[row.pk]), here)
        assert "Til høsten" in browse().get(address).content.decode()
        assert "Hvordan var det?" in member.get(address).content.decode()

    def test_as_many_queries_for_many_tables(
        self, workshop, secretary, browse, django_assert_max_num_queries
    ):
        workshops.draw_tables(workshop, by=secretary)
        with django_assert_max_num_queries(24):
            browse().get(workshop.get_absolute_url())


def test_the_list_asks_as_often_for_many(secretary, browse):
    def count():
        with CaptureQueriesContext(connection) as asked:
            browse().get(reverse("dialogue:index"), {"kind": "together"})
        return len(asked)

    def hold(number):
        for _n in range(number):
            row = _plan("together", secretary)
            Gathering.objects.filter(pk=row.pk).update(status="held", starts_at=timezone.now())

    hold(2)
    few = count()
    hold(12)
    assert count() == few


class TestWhoMetWhom:
    def test_both_sides_are_recorded_once_when_it_is_over(self, secretary, chief, today):
        row = _plan("dialogue", secretary)
        Gathering.objects.filter(pk=row.pk).update(starts_at=timezone.now())
        gatherings.begin(row, by=secretary, today=today)
        member = queries.invited(row)[0].person
        head = queries.administration(today).first()
        gatherings.close(row, [member, head], by=secretary)
        event = Event.objects.get(verb="dialogue.close", subject_id=row.pk)
        assert event.facts == {"politics": [member.pk], "administration": [head.pk]}
        assert (event.arena_kind, event.arena) == ("gathering", row.pk)

    def test_a_conversation_between_mayor_and_chief_executive_is_entered_afterwards(self, browse):
        mayor = browse("ordforer", "mayor")
        address = reverse("dialogue:enter_talk")
        said = {"title": "Budsjettet", "at": "2999-01-01T09:00"}
        assert "ikke funnet sted" in mayor.post(address, said).content.decode()
        assert mayor.post(address, {**said, "at": "2026-01-12T09:00"}).status_code == 302
        event = Event.objects.filter(verb="dialogue.enter_talk").latest("pk")
        assert event.arena_kind == "informal"
        assert {len(event.facts[gear]) for gear in ("politics", "administration")} == {1}
        assert event.role == "mayor"
        page = Gathering.objects.latest("pk").get_absolute_url()
        assert browse("representant").get(page).status_code == 200
        assert browse().get(page).status_code == 404
        assert browse("sekretaer").get(address).status_code == 403

    def test_a_conversation_about_a_case_is_in_its_history_for_those_who_see_it(
        self, browse, users, today
    ):
        case = Case.objects.filter(public_from__isnull=False, ground="").first()
        leads = queries.leads_both(today)
        told = {"people": leads, "by": users["ordforer"], "case": case}
        gatherings.enter_talk("Budsjettet", timezone.now(), **told)
        history = reverse("cases:timeline", args=[case.pk])
        assert "Samtale" in browse("representant").get(history).content.decode()
        assert "Samtale" not in browse().get(history).content.decode()

    def test_a_case_remembers_whose_initiative_it_was(self, browse):
        row = Gathering.objects.get(kind="workshop", status="held")
        Gathering.objects.filter(pk=row.pk).update(case=None)
        why = "Det haster, og bordene var samlet."
        sent = {"title": "Kveldsåpent", "initiative_gear": "inhabitants", "because": why}
        browse("sekretaer").post(reverse("dialogue:prepare_case", args=[row.pk]), sent)
        row.refresh_from_db()
        assert row.case.initiative_gear == "inhabitants"
