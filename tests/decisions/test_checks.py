"""Legality checks of what a body decided: three members, the body, the county governor, each in turn."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.commitments.actions.promises import hinder, report_done
from tannhjul.commitments.models import Commitment
from tannhjul.commitments.queries.promises import of
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions import queries
from tannhjul.decisions.actions import checks, political
from tannhjul.decisions.models import Decision, DelegatedDecision, LegalityCheck
from tannhjul.meetings.actions import motions
from tannhjul.meetings.models import Item, Meeting, Motion
from tannhjul.organisation.models import Body, Person, Seat
from tannhjul.organisation.queries import members
from tests.decisions.trying import demand_a_check, second_look

pytestmark = pytest.mark.django_db


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


class TestOverABody:
    def test_three_members_then_the_body_then_the_county_governor(
        self, decision, council, secretary, today, browse
    ):
        demand = demand_a_check(decision, council, secretary)
        address = reverse("decisions:open_check", args=[demand.pk])
        assert browse("representant").get(address).status_code == 403
        answer = browse("sekretaer").post(address, {"waits": "decided"})
        check = decision.item.legality_checks.get()
        assert answer["Location"] == check.get_absolute_url()
        assert (check.status, check.waits, check.tries) == ("asked", "decided", "decision")
        found = {"by": secretary, "today": today}
        with pytest.raises(IllegalMove):
            checks.answer_check(check, "find_lawful", "Lovlig", **found)
        later = second_look(council)
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
        demand = demand_a_check(decision, council, secretary, supporters=2)
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
        check = checks.open_check(
            demand_a_check(decision, council, secretary), by=secretary, today=today
        )
        before = timezone.now() - timedelta(days=900)
        others = (
            decision.item,
            second_look(Body.objects.get(short="FSK")),
            second_look(council, "postponed"),
            second_look(council, at=before),
            None,
        )
        for other in others:
            with pytest.raises(Breach, match="27-1"):
                checks.treat_check(check, "keep", looked_in=other, by=secretary, today=today)
        refused = second_look(council, "rejected")
        with pytest.raises(Refused, match="endret sitt eget"):
            checks.treat_check(check, "change", looked_in=refused, by=secretary, today=today)
        address = reverse("decisions:treat_check", args=[check.pk])
        form = browse("sekretaer").get(address).content.decode()
        assert re.findall(r'<option value="(\d+)"', form) == [str(refused.pk)]
        checks.treat_check(check, "keep", looked_in=refused, by=secretary, today=today)

    def test_it_is_put_on_the_agenda_of_the_body(self, decision, council, secretary, browse):
        today = decision.decided_on
        check = checks.open_check(
            demand_a_check(decision, council, secretary), by=secretary, today=today
        )
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
        check = checks.open_check(
            demand_a_check(decision, council, secretary), by=secretary, today=today
        )
        ended = Body.objects.get(short="HTM")
        ended.valid_to = today - timedelta(days=1)
        ended.save()
        Item.objects.filter(pk=decision.item_id).update(body=ended)
        checks.treat_check(check, "keep", looked_in=second_look(council), by=secretary, today=today)

    def test_each_step_is_of_those_whose_turn_it_is(self, decision, council, secretary, today):
        check = checks.open_check(
            demand_a_check(decision, council, secretary), by=secretary, today=today
        )
        found = {"by": secretary, "today": today}
        for outcome in ("bar", "find_lawful", "dismiss"):
            with pytest.raises(IllegalMove):
                checks.answer_check(check, outcome, "Nei", barred="late", **found)
        checks.treat_check(check, "keep", looked_in=second_look(council), **found)
        for outcome in ("dismiss", "bar", "annul"):
            with pytest.raises(IllegalMove):
                checks.treat_check(
                    check, outcome, looked_in=second_look(council), barred="late", **found
                )
        check = checks.answer_check(check, "bar", "For sent", barred="late", **found)
        assert check.status == "dismissed"

    def test_a_second_demand_joins_the_check(self, decision, council, secretary, today, browse):
        first = checks.open_check(
            demand_a_check(decision, council, secretary), by=secretary, today=today
        )
        demand = demand_a_check(decision, council, secretary)
        assert checks.open_check(demand, by=secretary, today=today) == first
        with pytest.raises(Refused, match="allerede åpnet"):
            checks.open_check(demand, by=secretary, today=today)
        page = browse().get(demand.get_absolute_url()).content.decode()
        assert first.get_absolute_url() in page

    def test_nobody_demands_the_same_twice(self, decision, council, secretary):
        demand_a_check(decision, council, secretary)
        with pytest.raises(Refused, match="krevd dette allerede"):
            demand_a_check(decision, council, secretary)

    def test_what_has_fallen_or_waits_says_so_everywhere(
        self, decision, council, secretary, today, browse
    ):
        of(decision).delete()
        late = today - timedelta(days=1)
        Commitment.objects.create(
            **{"about_kind": "vedtak", "about_id": decision.pk},
            what="Rette gjerdet",
            owner=Person.objects.first(),
            since=late,
            deadline=late,
        )
        chief, owner = browse("kommunedirektor"), Person.objects.first()
        overdue = "Rette gjerdet"
        assert overdue in chief.get("/").content.decode()
        check = checks.open_check(
            demand_a_check(decision, council, secretary), by=secretary, today=today, waits="decided"
        )
        pages = ("/vedtak/", decision.case.get_absolute_url())
        for page in pages:
            assert "Venter mens det prøves" in browse().get(page).content.decode()
        assert overdue not in chief.get("/").content.decode()
        found = {"by": secretary, "today": today}
        check = checks.treat_check(check, "keep", looked_in=second_look(council), **found)
        page = browse().get(check.get_absolute_url()).content.decode()
        assert "Vedtaket venter imens" in page
        checks.answer_check(check, "annul", "Ugyldig", **found)
        page = browse().get(check.get_absolute_url()).content.decode()
        assert "Vedtaket venter imens" not in page, "it is over"
        for page in (*pages, "/oppfolging/", "/feed/", decision.get_absolute_url()):
            assert "Gjelder ikke lenger" in browse().get(page).content.decode()
        row = re.search(
            r"<tr>\s*<td>\s*<a[^>]*>Rette gjerdet.*?</tr>",
            browse().get("/oppfolging/").content.decode(),
            re.S,
        )
        assert row
        assert "over fristen" not in row[0]
        assert overdue not in chief.get("/").content.decode()
        (left,) = of(decision)
        for tell in (report_done, hinder):
            with pytest.raises(Refused, match="Gjelder ikke lenger"):
                tell(left, "Gjerdet er rettet.", **found)
        with pytest.raises(Refused, match="gjelder ikke lenger"):
            political.commit(decision, "Bygg", owner, today, **found)
        for page in (f"/lovlighetskontroll/{check.pk}/{step}/" for step in ("svar", "utsatt")):
            assert browse("sekretaer").get(page)["Location"] == check.get_absolute_url()
        again = demand_a_check(decision, council, secretary)
        answered = browse("sekretaer").post(reverse("decisions:open_check", args=[again.pk]))
        assert answered["Location"] == again.get_absolute_url()
        again.refresh_from_db()
        assert (again.status, "gjelder ikke lenger" in again.reply) == ("answered", True)

    def test_what_cannot_be_tried_is_dismissed_with_the_reason(
        self, decision, council, secretary, today, browse
    ):
        demand = demand_a_check(decision, council, secretary)
        check = checks.open_check(demand, by=secretary, today=today)
        later = second_look(council)
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
        row = DelegatedDecision.objects.filter(ground="", legality_checks=None).first()
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
        row = DelegatedDecision.objects.filter(ground="", legality_checks=None).first()
        check = checks.begin_alone(row, "Viktig", by=secretary, today=today)
        DelegatedDecision.objects.filter(pk=row.pk).update(status="reversed")
        checks.answer_check(check, "annul", "Ugyldig", by=secretary, today=today)
        row.refresh_from_db()
        assert row.status == "reversed"
