"""Legality checks: of all that can be tried, by whoever decided first, with a clock of three weeks."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions import access as decisions
from tannhjul.decisions import queries
from tannhjul.decisions.actions import checks, delegated, political, reviews
from tannhjul.decisions.models import Commitment, Decision, Delegated, LegalityCheck
from tannhjul.meetings.actions import counting, debate, minutes, motions, votes
from tannhjul.meetings.models import Item, Meeting, Motion, Vote
from tannhjul.meetings.queries import decided_before, entitled, triable
from tannhjul.organisation.models import Body, Person, Seat, Unit
from tannhjul.organisation.queries import members
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(council):
    return Decision.objects.filter(body=council, case__isnull=False).first()


class TestClocks:
    @pytest.mark.parametrize(
        ("decided", "ends"),
        [
            (date(2026, 5, 1), date(2026, 5, 22)),
            (date(2026, 4, 23), date(2026, 5, 15)),
            (date(2026, 3, 12), date(2026, 4, 7)),
            (date(2026, 12, 4), date(2026, 12, 28)),
            (date(2026, 12, 11), date(2027, 1, 4)),
        ],
    )
    def test_three_weeks_end_on_a_working_day(self, decided, ends):
        assert queries.check_ends(decided) == ends


def _facts(decision, secretary, days=7):
    return {"by": secretary, "today": decision.decided_on + timedelta(days=days)}


def _demand(decision, council, secretary, supporters=3):
    people = [seat.person for seat in members(council, decision.decided_on)]
    where = {"meeting": decision.item.meeting, "about": decision.item}
    facts = _facts(decision, secretary)
    demand = motions.send(
        council, people[0], "legality", "Habilitet", "Var alle habile?", **where, **facts
    )
    for person in people[1:supporters]:
        motions.support(demand, person, **facts)
    return demand


def _later(body, outcome="adopted", at=None):
    """An item in which a body ended something, now or at another moment."""
    at = at or timezone.now()
    facts = {"starts_at": at, "ends_at": at, "convened_on": at.date(), "status": "closed"}
    meeting = Meeting.objects.create(body=body, **facts)
    facts = {"body": body, "status": "done", "outcome": outcome, "resolution": "Står fast."}
    return Item.objects.create(meeting=meeting, title="Sett på igjen", order=1, **facts)


class TestOverABody:
    def test_three_members_then_the_body_then_the_county_governor(
        self, decision, council, secretary, today, browse
    ):
        demand = _demand(decision, council, secretary)
        address = reverse("decisions:open_check", args=[demand.pk])
        assert browse("representant").get(address).status_code == 403
        answer = browse("sekretaer").post(address, {"waits": "decided"})
        check = decision.item.legality_checks.get()
        assert answer["Location"] == check.get_absolute_url()
        assert (check.status, check.waits, check.tries) == ("asked", "decided", "decision")
        found = {"by": secretary, "today": today}
        with pytest.raises(IllegalMove):
            checks.answer_check(check, "find_lawful", "Lovlig", **found)
        later = _later(council)
        check = checks.treat_check(check, "keep", looked_in=later, **found)
        assert (check.status, check.sent_on) == ("sent", today)
        check = checks.answer_check(check, "annul", "Saken var ikke utredet.", **found)
        page = browse().get(check.get_absolute_url()).content.decode()
        assert "Saken var ikke utredet." in page
        for where in (decision.get_absolute_url(), reverse("decisions:checks")):
            assert "Funnet ulovlig" in browse().get(where).content.decode()

    def test_from_the_decision_to_the_check_page_by_page(self, decision, council, browse, today):
        Meeting.objects.filter(pk=decision.item.meeting_id).update(
            starts_at=timezone.now(), ends_at=None
        )
        Decision.objects.filter(pk=decision.pk).update(decided_on=today)
        member, desk = browse("representant"), browse("sekretaer")
        page = decision.get_absolute_url()
        raising = reverse("meetings:send_motion", args=[decision.item.meeting_id])
        key = f"{decision.item_id}-decision"
        link = f"{raising}?kind=legality&amp;about={key}"
        assert link in member.get(page).content.decode()
        assert link not in desk.get(page).content.decode()
        form = member.get(raising, {"kind": "legality", "about": key}).content.decode()
        assert f'<option value="{key}" selected' in form
        assert "Interpellasjon" not in form, "the meeting is over"
        sent = {"kind": "legality", "title": "Habilitet", "text": "Var alle habile?"}
        for about in ("", "1", "x-doors", f"{decision.item_id}-doors"):
            assert member.post(raising, {**sent, "about": about}).status_code == 422
        member.post(raising, {**sent, "about": key})
        demand = Motion.objects.filter(kind="legality").latest("pk")
        opening = reverse("decisions:open_check", args=[demand.pk])
        assert opening not in desk.get(demand.get_absolute_url()).content.decode()
        for who in ("gruppeleder", "ordforer"):
            browse(who).post(reverse("meetings:support_motion", args=[demand.pk]))
        assert demand.get_absolute_url() in member.get(page).content.decode()
        seen = desk.get(demand.get_absolute_url()).content.decode()
        assert opening in seen
        for verb in ("answer", "decline"):
            assert reverse(f"meetings:{verb}_motion", args=[demand.pk]) not in seen
        check = desk.post(opening, {})["Location"]
        demand.refresh_from_db()
        assert demand.status == "taken_up"
        assert check in browse().get(demand.get_absolute_url()).content.decode()

    def test_two_members_are_not_enough(self, decision, council, secretary, today):
        demand = _demand(decision, council, secretary, supporters=2)
        with pytest.raises(Breach, match="27-1"):
            checks.open_check(demand, by=secretary, today=today)

    def test_another_demand_is_not_one_for_a_check(self, convened, secretary, today, member):
        row = motions.send(
            convened.body,
            members(convened.body, today)[0].person,
            "item",
            "Sak",
            "Nå",
            by=secretary,
            today=today,
            meeting=convened,
        )
        with pytest.raises(Refused, match="ikke et krav om lovlighetskontroll"):
            checks.open_check(row, by=secretary, today=today)

    def test_the_right_belongs_to_members_of_the_council(
        self, decision, council, secretary, browse, today
    ):
        committee = Body.objects.get(short="HTM")
        Decision.objects.filter(pk=decision.pk).update(body=committee)
        meeting = decision.item.meeting
        day = decision.decided_on
        only_there = Seat.objects.create(
            body=committee,
            person=Person.objects.create(name="Bare Utvalg"),
            kind="member",
            order=99,
            valid_from=day,
        ).person
        facts = {"by": secretary, "today": day, "meeting": meeting, "about": decision.item}
        with pytest.raises(Refused, match="medlemmer"):
            motions.send(committee, only_there, "legality", "T", "T", **facts)
        outside = next(
            seat.person
            for seat in members(council, day)
            if not committee.seats.filter(person=seat.person).exists()
        )
        assert motions.send(committee, outside, "legality", "T", "T", **facts).kind == "legality"
        tools = reverse("meetings:tools", args=[meeting.pk])
        assert "Lovlighetskontroll" in browse("gruppeleder").get(tools).content.decode()

    def test_what_is_no_second_look_is_refused(self, decision, council, secretary, today, browse):
        check = checks.open_check(_demand(decision, council, secretary), by=secretary, today=today)
        before = timezone.now() - timedelta(days=900)
        others = (
            decision.item,
            _later(Body.objects.get(short="FSK")),
            _later(council, "postponed"),
            _later(council, at=before),
            None,
        )
        for other in others:
            with pytest.raises(Breach, match="27-1"):
                checks.treat_check(check, "keep", looked_in=other, by=secretary, today=today)
        refused = _later(council, "rejected")
        with pytest.raises(Refused, match="endret sitt eget"):
            checks.treat_check(check, "change", looked_in=refused, by=secretary, today=today)
        address = reverse("decisions:treat_check", args=[check.pk])
        form = browse("sekretaer").get(address).content.decode()
        assert re.findall(r'<option value="(\d+)"', form) == [str(refused.pk)]
        checks.treat_check(check, "keep", looked_in=refused, by=secretary, today=today)

    def test_it_is_put_on_the_agenda_of_the_body(self, decision, council, secretary, browse):
        today = decision.decided_on
        check = checks.open_check(_demand(decision, council, secretary), by=secretary, today=today)
        desk = browse("sekretaer")
        address = reverse("decisions:list_check", args=[check.pk])
        assert address in desk.get(check.get_absolute_url()).content.decode()
        meeting = Meeting.objects.filter(body=council, status="planned").first()
        elsewhere = Meeting.objects.filter(status="planned").exclude(body=council).first()
        for wrong in ("", elsewhere.pk):
            assert desk.post(address, {"meeting": wrong}).status_code == 422
        desk.post(address, {"meeting": meeting.pk})
        check.refresh_from_db()
        assert (check.looked_in.meeting, check.looked_in.kind) == (meeting, "PS")
        assert decision.item.title in check.looked_in.title
        page = desk.get(check.get_absolute_url()).content.decode()
        assert check.looked_in.get_absolute_url() in page
        assert address not in page

    def test_the_council_looks_in_place_of_a_body_that_has_ended(
        self, decision, council, secretary, today
    ):
        check = checks.open_check(_demand(decision, council, secretary), by=secretary, today=today)
        ended = Body.objects.get(short="HTM")
        ended.valid_to = today - timedelta(days=1)
        ended.save()
        Item.objects.filter(pk=decision.item_id).update(body=ended)
        checks.treat_check(check, "keep", looked_in=_later(council), by=secretary, today=today)

    def test_each_step_is_of_those_whose_turn_it_is(self, decision, council, secretary, today):
        check = checks.open_check(_demand(decision, council, secretary), by=secretary, today=today)
        found = {"by": secretary, "today": today}
        for outcome in ("bar", "find_lawful", "dismiss"):
            with pytest.raises(IllegalMove):
                checks.answer_check(check, outcome, "Nei", barred="late", **found)
        checks.treat_check(check, "keep", looked_in=_later(council), **found)
        for outcome in ("dismiss", "bar", "annul"):
            with pytest.raises(IllegalMove):
                checks.treat_check(
                    check, outcome, looked_in=_later(council), barred="late", **found
                )
        check = checks.answer_check(check, "bar", "For sent", barred="late", **found)
        assert check.status == "dismissed"

    def test_a_second_demand_joins_the_check(self, decision, council, secretary, today, browse):
        first = checks.open_check(_demand(decision, council, secretary), by=secretary, today=today)
        demand = _demand(decision, council, secretary)
        assert checks.open_check(demand, by=secretary, today=today) == first
        with pytest.raises(Refused, match="allerede åpnet"):
            checks.open_check(demand, by=secretary, today=today)
        page = browse().get(demand.get_absolute_url()).content.decode()
        assert first.get_absolute_url() in page

    def test_nobody_demands_the_same_twice(self, decision, council, secretary):
        _demand(decision, council, secretary)
        with pytest.raises(Refused, match="krevd dette allerede"):
            _demand(decision, council, secretary)

    def test_what_has_fallen_or_waits_says_so_everywhere(
        self, decision, council, secretary, today, browse
    ):
        Commitment.objects.filter(decision=decision).delete()
        late = today - timedelta(days=1)
        Commitment.objects.create(
            decision=decision, what="Rette gjerdet", owner=Person.objects.first(), deadline=late
        )
        chief, owner = browse("kommunedirektor"), Person.objects.first()
        overdue = "Rette gjerdet"
        assert overdue in chief.get("/").content.decode()
        check = checks.open_check(
            _demand(decision, council, secretary), by=secretary, today=today, waits="decided"
        )
        pages = ("/vedtak/", decision.case.get_absolute_url())
        for page in pages:
            assert "Venter mens det prøves" in browse().get(page).content.decode()
        assert overdue not in chief.get("/").content.decode()
        found = {"by": secretary, "today": today}
        check = checks.treat_check(check, "keep", looked_in=_later(council), **found)
        page = browse().get(check.get_absolute_url()).content.decode()
        assert "Vedtaket venter imens" in page
        checks.answer_check(check, "annul", "Ugyldig", **found)
        page = browse().get(check.get_absolute_url()).content.decode()
        assert "Vedtaket venter imens" not in page, "it is over"
        for page in (*pages, "/oppfolging/", "/feed/", decision.get_absolute_url()):
            assert "Gjelder ikke lenger" in browse().get(page).content.decode()
        row = re.search(
            r"<tr><td>\s*<p>Rette gjerdet.*?</tr>",
            browse().get("/oppfolging/").content.decode(),
            re.S,
        )
        assert row
        assert "over fristen" not in row[0]
        assert overdue not in chief.get("/").content.decode()
        with pytest.raises(Refused, match="gjelder ikke lenger"):
            political.commit(decision, "Bygg", owner, today, **found)
        for page in (f"/lovlighetskontroll/{check.pk}/{step}/" for step in ("svar", "utsatt")):
            assert browse("sekretaer").get(page)["Location"] == check.get_absolute_url()
        again = _demand(decision, council, secretary)
        answered = browse("sekretaer").post(reverse("decisions:open_check", args=[again.pk]))
        assert answered["Location"] == again.get_absolute_url()
        again.refresh_from_db()
        assert (again.status, "gjelder ikke lenger" in again.reply) == ("answered", True)

    def test_what_cannot_be_tried_is_dismissed_with_the_reason(
        self, decision, council, secretary, today, browse
    ):
        demand = _demand(decision, council, secretary)
        check = checks.open_check(demand, by=secretary, today=today)
        later = _later(council)
        address = reverse("decisions:treat_check", args=[check.pk])
        sent = {"looked_in": later.pk, "outcome": "dismiss"}
        answer = browse("sekretaer").post(address, sent)
        assert answer.status_code == 422
        assert "Si hvorfor det ikke kan prøves" in answer.content.decode()
        browse("sekretaer").post(address, {**sent, "barred": "procurement"})
        check.refresh_from_db()
        assert (check.status, check.barred) == ("dismissed", "procurement")
        page = browse().get(check.get_absolute_url()).content.decode()
        assert "regelverket om offentlige anskaffelser" in page
        assert "Avvist" in page


class TestOverTheAdministration:
    @pytest.fixture
    def row(self, db, today):
        row = Delegated.objects.filter(decided_by__user__username="demo-kommunedirektor").first()
        Delegated.objects.filter(pk=row.pk).update(decided_on=today - timedelta(days=7), ground="")
        row.refresh_from_db()
        return row

    def _demand(self, row, council, secretary, today):
        people = [seat.person for seat in members(council, today)]
        facts = {"by": secretary, "today": today}
        demand = checks.demand(row, people[0], "Uten hjemmel", "Permisjon?", **facts)
        for person in people[1:3]:
            motions.support(demand, person, **facts)
        return demand

    def test_whoever_decided_looks_again_and_the_county_governor_annuls_it(
        self, row, browse, secretary
    ):
        page, member = row.get_absolute_url(), browse("representant")
        address = reverse("decisions:demand_check", args=[row.pk])
        assert address in member.get(page).content.decode()
        assert address not in browse("kommunedirektor").get(page).content.decode()
        assert browse("kommunedirektor").get(address).status_code == 403
        assert member.post(address, {"title": "", "text": ""}).status_code == 422
        sent = {"title": "Permisjonen", "text": "Reglementet gir ikke rett til det."}
        motion = member.post(address, sent)["Location"]
        demand = Motion.objects.filter(kind="legality").latest("pk")
        for who in ("gruppeleder", "ordforer"):
            assert motion in browse(who).get(page).content.decode()
            browse(who).post(reverse("meetings:support_motion", args=[demand.pk]))
        desk = browse("sekretaer")
        assert page in desk.get(motion).content.decode()
        check = desk.post(reverse("decisions:open_check", args=[demand.pk]))["Location"]
        chief = browse("kommunedirektor")
        assert check in chief.get("/").content.decode(), "it waits for whoever decided"
        assert check not in browse("enhetsleder").get("/").content.decode()
        looking = reverse("decisions:treat_check", args=[LegalityCheck.objects.latest("pk").pk])
        assert looking in chief.get(check).content.decode()
        assert browse("saksbehandler").get(looking).status_code == 403
        assert chief.post(looking, {"outcome": "keep"}).status_code == 422
        chief.post(looking, {"outcome": "keep", "looked": "Reglementet punkt 7 gir rett."})
        row.refresh_from_db()
        assert row.status == "in_force"
        answering = reverse("decisions:answer_check", args=[LegalityCheck.objects.latest("pk").pk])
        assert chief.get(answering).status_code == 403
        desk.post(answering, {"outcome": "annul", "text": "Punkt 7 gjelder ikke."})
        row.refresh_from_db()
        assert row.status == "annulled"
        shown = browse().get(check).content.decode()
        assert "Reglementet punkt 7 gir rett." in shown
        assert "Opphevet av statsforvalteren" in browse().get(page).content.decode()
        assert address not in member.get(page).content.decode()

    def test_nobody_turns_it_away_while_others_can_join(
        self, row, council, secretary, today, browse
    ):
        people = [seat.person for seat in members(council, today)]
        demand = checks.demand(row, people[0], "T", "T", by=secretary, today=today)
        ends = queries.check_ends(row.decided_on)
        for act in (motions.answer, motions.decline):
            with pytest.raises(Refused, match="fristen er ute"):
                act(demand, "Nei", by=secretary, today=ends)
        page = demand.get_absolute_url()
        seen = browse("ordforer").get(page).content.decode()
        for verb in ("answer", "decline"):
            assert reverse(f"meetings:{verb}_motion", args=[demand.pk]) not in seen
        other = Person.objects.get(user__username="demo-gruppeleder")
        front = browse("gruppeleder").get("/").content.decode()
        assert (page in front) == (other != people[0])
        late = ends + timedelta(days=1)
        motions.decline(demand, "For få", by=secretary, today=late)
        assert page in browse("sekretaer").get(row.get_absolute_url()).content.decode()

    def test_no_complaint_over_what_does_not_hold(self, row, secretary, today, browse):
        Delegated.objects.filter(pk=row.pk).update(status="annulled")
        row.refresh_from_db()
        with pytest.raises(Refused, match="gjelder ikke lenger"):
            reviews.complain(row, "Kari", "Uenig", by=secretary, told_on=today, received_on=today)
        address = reverse("decisions:complain_delegated", args=[row.pk])
        assert address not in browse("sekretaer").get(row.get_absolute_url()).content.decode()
        assert "Opphevet" in browse().get(reverse("decisions:delegated_index")).content.decode()

    def test_whoever_decided_can_change_it(self, row, council, secretary, today):
        demand = self._demand(row, council, secretary, today)
        check = checks.open_check(demand, by=secretary, today=today)
        found = {"by": secretary, "today": today}
        with pytest.raises(Refused, match="Skriv hva du fant"):
            checks.treat_check(check, "change", looked=" ", **found)
        with pytest.raises(Refused, match="avvises"):
            checks.treat_check(check, "dismiss", looked="Nei", **found)
        checks.treat_check(check, "change", looked="Du har rett.", **found)
        row.refresh_from_db()
        assert row.status == "changed"
        with pytest.raises(Refused, match="gjelder ikke lenger"):
            self._demand(row, council, secretary, today)

    def test_within_three_weeks_and_by_members_of_the_council(self, row, council, secretary, today):
        late = queries.check_ends(row.decided_on) + timedelta(days=1)
        with pytest.raises(Breach, match="27-1"):
            self._demand(row, council, secretary, late)
        with pytest.raises(Refused, match="medlemmer"):
            checks.demand(row, row.decided_by, "T", "T", by=secretary, today=today)
        assert not row.demands.exists()

    def test_what_is_said_of_an_exempt_decision_is_not_public(
        self, row, council, secretary, today, browse
    ):
        Delegated.objects.filter(pk=row.pk).update(ground="13")
        demand = self._demand(row, council, secretary, today)
        check = checks.open_check(demand, by=secretary, today=today)
        check = checks.treat_check(
            check, "keep", looked="Pasienten er syk", by=secretary, today=today
        )
        where = (demand.get_absolute_url(), check.get_absolute_url())
        behind = browse("representant")
        behind.post(reverse("meetings:support_motion", args=[demand.pk]))
        for client, reads in (
            (browse(), False),
            (browse("saksbehandler"), False),
            (behind, False),
            (browse("kommunedirektor"), True),
            (browse("sekretaer"), True),
        ):
            said = [client.get(page).content.decode() for page in where]
            assert ["Permisjon?" in said[0], "Pasienten er syk" in said[1]] == [reads, reads]
        Motion.objects.filter(pk=demand.pk).update(
            author=Person.objects.get(user__username="demo-representant")
        )
        assert "Permisjon?" in browse("representant").get(where[0]).content.decode()

    def test_who_holds_the_power_now_looks_again(self, council, secretary, today, browse):
        row = Delegated.objects.get(grant__unit__name="Kultur")
        own = LegalityCheck.objects.get(delegated=row)
        mayor = Delegated.objects.get(grant__holder="leader")
        alone = checks.open_check(
            self._demand(mayor, council, secretary, today), by=secretary, today=today
        )
        former = Person.objects.get(user__username="demo-representant")
        Delegated.objects.filter(pk=row.pk).update(decided_by=former)
        may = {
            (who, check.pk): decisions.look_again.allows(worn, check)
            for who, worn in (
                ("chief", user("kommunedirektor").wearing("chief_executive")),
                ("mayor", user("ordforer").wearing("mayor")),
                ("former", user("representant").wearing("representative")),
                ("leader", user("enhetsleder").wearing("unit_leader")),
            )
            for check in (own, alone)
        }
        assert [key for key, allowed in may.items() if allowed] == [
            ("chief", own.pk),
            ("mayor", alone.pk),
        ]
        Unit.objects.get(name="Kultur").leaderships.update(
            person=Person.objects.get(user__username="demo-enhetsleder")
        )
        leader = user("enhetsleder").wearing("unit_leader")
        assert decisions.look_again.allows(leader, own)
        address = reverse("decisions:postpone_check", args=[own.pk])
        form = browse("enhetsleder").get(address).content.decode()
        assert re.findall(r'name="waits" value="(\w*)"', form) == ["", "decided"]


class TestWhatCanBeTried:
    def _ended(self, item, secretary, now):
        minutes.close(item.meeting, by=secretary, at=now)
        return item.meeting

    def test_doors_and_impartiality_before_the_case_is_decided(
        self, item, council, secretary, now, today, browse
    ):
        member = item.meeting.presences.last().person
        recusal = debate.raise_partiality(item, member, "Nabo", by=secretary)
        debate.decide_partiality(recusal, "impartial", by=secretary, at=now)
        against = [row.person for row in entitled(item, now)]
        debate.close_doors(item, "11-5-a", by=secretary, at=now, against=against)
        minutes.conclude(item, "returned", by=secretary, at=now)
        meeting = self._ended(item, secretary, now)
        item.refresh_from_db()
        rows = triable(meeting)
        assert [(row.item, row.tries) for row in rows] == [(item, "doors"), (item, "impartiality")]
        people = [seat.person for seat in members(council, today)]
        facts = {"by": secretary, "today": today, "meeting": meeting, "about": item}
        with pytest.raises(Breach, match="27-2"):
            motions.send(item.body, people[0], "legality", "T", "T", **facts)
        page = item.get_absolute_url()
        link = f"kind=legality&amp;about={item.pk}-doors"
        assert link in browse("gruppeleder").get(page).content.decode()
        assert link not in browse().get(page).content.decode()
        demand = motions.send(item.body, people[0], "legality", "T", "T", tries="doors", **facts)
        for person in people[1:3]:
            motions.support(demand, person, by=secretary, today=today)
        check = checks.open_check(demand, by=secretary, today=today)
        assert (check.item, check.tries) == (item, "doors")
        said = browse().get(check.get_absolute_url()).content.decode()
        assert "at dørene var åpne eller lukket" in said
        assert check.get_absolute_url() in browse().get(page).content.decode()

    def test_a_personal_exemption_is_no_decision_on_impartiality(
        self, item, secretary, now, member
    ):
        person = item.meeting.presences.last().person
        plea = debate.raise_partiality(item, person, "Sorg", by=secretary, plea="personal")
        debate.decide_partiality(plea, "partial", by=secretary, at=now)
        minutes.conclude(item, "returned", by=secretary, at=now)
        assert not triable(self._ended(item, secretary, now))

    def test_hiring_is_not_tried(self, item, secretary, now, council, today):
        Vote.objects.create(
            item=item,
            number=1,
            question="hiring",
            method="hands",
            status="closed",
            result="carried",
        )
        Item.objects.filter(pk=item.pk).update(status="done", outcome="adopted")
        item.refresh_from_db()
        assert not triable(item.meeting)
        with pytest.raises(Breach, match="27-2 \\(2\\)"):
            motions.must_be_triable(item, "decision")

    def test_members_of_the_council_stand_behind_it_though_the_body_is_closed(
        self, decision, council, secretary, browse
    ):
        demand = _demand(decision, council, secretary, supporters=1)
        committee = Body.objects.get(short="HTM")
        committee.openness = "closed"
        committee.save()
        Motion.objects.filter(pk=demand.pk).update(body=committee)
        outside = browse("gruppeleder")
        assert not committee.seats.filter(person__user__username="demo-gruppeleder").exists()
        assert outside.get(demand.get_absolute_url()).status_code == 200
        assert browse("journalist").get(demand.get_absolute_url()).status_code == 404

    def test_those_who_refused_are_partial_in_the_complaint(self, item, secretary, now):
        item.step.power = "decides"
        item.step.save()
        counting.count(
            votes.open_vote(item, "named", item.proposals.get(), by=secretary, at=now),
            set(),
            by=secretary,
            at=now,
        )
        minutes.conclude(item, "rejected", by=secretary, at=now)
        assert decided_before([item.case_id])
        item.step.power = "recommends"
        item.step.save()
        assert not decided_before([item.case_id])

    def test_as_many_queries_for_many_refusals_as_for_one(self, decision, browse):
        meeting = decision.item.meeting

        def count():
            with CaptureQueriesContext(connection) as caught:
                triable(meeting)
                browse().get(decision.item.get_absolute_url())
            return len(caught)

        facts = {"body": meeting.body, "status": "done", "outcome": "rejected"}
        Item.objects.create(meeting=meeting, title="En", order=90, **facts)
        one = count()
        for order in range(91, 101):
            Item.objects.create(meeting=meeting, title=str(order), order=order, **facts)
        assert count() == one

    def test_a_final_refusal_is_a_decision_and_a_recommendation_is_not(
        self, item, council, secretary, now, today, browse
    ):
        item.case.steps.exclude(pk=item.step_id).delete()
        item.step.power = "decides"
        item.step.save()
        counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
        minutes.conclude(item, "rejected", by=secretary, at=now)
        row = Decision.objects.get(item=item)
        assert "Ikke vedtatt" in browse().get(row.get_absolute_url()).content.decode()
        assert "Ikke vedtatt" in browse().get(item.case.get_absolute_url()).content.decode()
        assert "Ikke vedtatt" in browse().get(reverse("portal:feed")).content.decode()
        assert [one.tries for one in triable(self._ended(item, secretary, now))] == ["decision"]
        told = {"told_on": today, "received_on": today}
        complaint = reviews.complain(row, "Kari Lie", "Uenig", by=secretary, **told)
        assert complaint.over == row
        other = Delegated.objects.first()
        Delegated.objects.filter(pk=other.pk).update(decided_on=today)
        other.refresh_from_db()
        Decision.objects.filter(pk=row.pk).update(body=council)
        row.refresh_from_db()
        with pytest.raises(Refused, match="som ble vedtatt"):
            delegated.reverse(other, row, "invalid", by=secretary)

    def test_a_refused_recommendation_decides_nothing(self, item, secretary, now):
        counting.unanimous(item, item.proposals.get(), by=secretary, at=now)
        minutes.conclude(item, "rejected", by=secretary, at=now)
        assert not Decision.objects.filter(item=item).exists()
        assert not triable(self._ended(item, secretary, now))

    def test_whether_the_election_is_valid_is_tried_elsewhere(self, decision, council, secretary):
        decision.item.constitutes = "validity"
        decision.item.save()
        with pytest.raises(Breach, match="27-2") as breach:
            _demand(decision, council, secretary)
        assert "municipal election" in str(breach.value)


class TestTheCountyGovernor:
    def test_takes_up_a_decision_alone(self, decision, today, browse):
        desk = browse("sekretaer")
        address = reverse("decisions:take_up_item", args=[decision.item_id])
        assert address in desk.get(decision.get_absolute_url()).content.decode()
        assert browse("ordforer").get(address).status_code == 403
        why = {"reason": "Saken er prinsipiell"}
        for bad in ({"tries": "doors", **why}, {"tries": "decision"}, {"waits": "above", **why}):
            assert desk.post(address, {"tries": "decision", **bad}).status_code == 422
        sent = {"tries": "decision", "waits": "governor", **why}
        where = desk.post(address, sent)["Location"]
        check = LegalityCheck.objects.latest("pk")
        assert (check.motion, check.status, check.sent_on) == (None, "sent", today)
        page = browse().get(where).content.decode()
        assert "Tatt opp av statsforvalteren" in page
        assert "Vedtaket venter imens" in page
        assert "Saken er prinsipiell" in page
        with pytest.raises(Refused, match="prøves allerede"):
            checks.begin_alone(decision.item, "Igjen", by=None, today=today)
        assert address not in desk.get(decision.get_absolute_url()).content.decode()

    def test_takes_up_a_delegated_decision(self, secretary, today, browse):
        row = Delegated.objects.filter(ground="", legality_checks=None).first()
        desk = browse("sekretaer")
        address = reverse("decisions:take_up_delegated", args=[row.pk])
        assert address in desk.get(row.get_absolute_url()).content.decode()
        desk.post(address, {"reason": "Flere kommuner spør"})
        assert address not in desk.get(row.get_absolute_url()).content.decode()
        check = LegalityCheck.objects.latest("pk")
        check = checks.answer_check(check, "find_flawed", "Feil", by=secretary, today=today)
        row.refresh_from_db()
        assert (check.status, row.status) == ("flawed", "in_force")

    def test_a_decision_waits_only_while_it_is_tried(self, decision, secretary, today, browse):
        check = checks.begin_alone(decision.item, "Viktig", by=secretary, today=today)
        address = reverse("decisions:postpone_check", args=[check.pk])
        browse("sekretaer").post(address, {"waits": "governor"})
        check.refresh_from_db()
        assert check.waits == "governor"
        browse("sekretaer").post(address, {"waits": ""})
        check.refresh_from_db()
        assert check.waits == ""
        checks.answer_check(check, "find_lawful", "I orden", by=secretary, today=today)
        with pytest.raises(Refused, match="prøves ikke lenger"):
            checks.postpone(check, "above", by=secretary)

    def test_what_was_ended_meanwhile_stays_as_it_is(self, secretary, today, council):
        row = Delegated.objects.filter(ground="", legality_checks=None).first()
        check = checks.begin_alone(row, "Viktig", by=secretary, today=today)
        Delegated.objects.filter(pk=row.pk).update(status="reversed")
        checks.answer_check(check, "annul", "Ugyldig", by=secretary, today=today)
        row.refresh_from_db()
        assert row.status == "reversed"
