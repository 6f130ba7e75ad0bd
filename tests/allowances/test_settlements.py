"""Settlements that add up, that members check, that two let through, and that the payroll reads."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tannhjul.allowances import choices, papers, queries
from tannhjul.allowances.actions import claims, grants, settlements
from tannhjul.allowances.models import Claim, Fixed, Line, Payee, Settlement
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Refused
from tannhjul.meetings.models import Presence
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Person, Seat
from tests import checking as check
from tests.allowances.pay import PAPER, claim, pay, settle, total

pytestmark = pytest.mark.django_db


class TestSettlement:
    def test_what_was_said_is_answered_even_when_it_was_taken_back_meanwhile(
        self, unsettled, member, secretary, chief, last, today
    ):
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        mine = row.checks.get(person=member)
        settlements.object_to(mine, "Feil dag", by=member.user)
        settlements.take_back(row, by=secretary)
        with pytest.raises(Refused, match="feil"):
            settlements.discard(row, by=secretary)
        settlements.send_for_check(row, by=secretary, today=today)
        late = today + timedelta(days=8)
        with pytest.raises(Refused, match="feil"):
            settlements.authorise(row, by=chief, today=late)
        settlements.answer(mine, "Det stemmer nå.", by=secretary)
        settlements.authorise(row, by=chief, today=late)

    def test_what_was_put_right_meanwhile_is_read_again(
        self, unsettled, member, secretary, last, today
    ):
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        row = settlements.send_for_check(row, by=secretary, today=today)
        settlements.take_back(row, by=secretary)
        settlements.send_for_check(row, by=secretary, today=today)
        with pytest.raises(Refused, match="mens du leste"):
            settlements.confirm(row.checks.get(person=member), by=member.user, edition=row.edition)

    def test_whoever_is_paid_does_not_authorise(self, unsettled, secretary, users, last, today):
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        with pytest.raises(Refused, match="får betalt"):
            settlements.authorise(row, by=users["gruppeleder"], today=today + timedelta(days=8))

    def test_nothing_is_owed_back_in_a_month_that_is_paid_to_its_end(
        self, unsettled, secretary, chief, today
    ):
        leader = Seat.objects.get(body__short="HTM", office="leader").person
        end = (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        row = settlements.open_settlement(end, by=secretary, today=today, since=today)
        pay(row, secretary, chief, today)
        assert queries.coming(leader, today) == []

    def test_a_draft_that_is_gone_says_so(self, unsettled, secretary, today):
        row = settle(secretary, today, today)
        settlements.discard(Settlement.objects.get(pk=row.pk), by=secretary)
        with pytest.raises(Refused, match="forkastet"):
            settlements.send_for_check(row, by=secretary, today=today)

    def test_from_draft_to_payment(self, unsettled, member, secretary, chief, last, today):
        since = timezone.localdate(last.starts_at)
        row = settle(secretary, today, since)
        settlements.send_for_check(row, by=secretary, today=today)
        mine = row.checks.get(person=member)
        with pytest.raises(Refused, match="Ikke alle"):
            settlements.authorise(row, by=chief, today=today)
        for each in row.checks.all():
            settlements.confirm(each, by=None)
        settlements.object_to(mine, "Jeg var der også den 3.", by=member.user)
        with pytest.raises(Refused, match="feil"):
            settlements.authorise(row, by=chief, today=today)
        settlements.answer(mine, "Det møtet ble avlyst.", by=secretary)
        closed = settlements.authorise(row, by=chief, today=today)
        assert closed.status == "closed"
        with pytest.raises(Refused, match="ikke til kontroll"):
            settlements.confirm(mine, by=member.user)
        with pytest.raises(IllegalMove):
            settlements.take_back(closed, by=secretary)

    def test_silence_is_consent_when_the_time_is_out(
        self, unsettled, secretary, chief, last, today
    ):
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        after = today + timedelta(days=8)
        assert settlements.authorise(row, by=chief, today=after).closed_on == after

    def test_two_people_it_takes(self, unsettled, secretary, last, today):
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        with pytest.raises(Refused, match="også"):
            settlements.authorise(row, by=secretary, today=today + timedelta(days=8))

    def test_what_is_paid_is_not_paid_again(self, unsettled, secretary, chief, last, today):
        since = timezone.localdate(last.starts_at)
        pay(settle(secretary, today, since), secretary, chief, today)
        again = Settlement.objects.create(since=today, until=today)
        assert queries.lines_for(again) == []

    def test_a_higher_rate_from_an_earlier_day_comes_with_the_next(
        self, unsettled, council, member, secretary, chief, last, today
    ):
        since = timezone.localdate(last.starts_at)
        pay(settle(secretary, today, since), secretary, chief, today)
        register.choose(
            choices.ATTENDANCE,
            1_750,
            by=secretary,
            today=since,
            decided_by="KST PS 9/26",
            body=council,
        )
        lines = queries.lines_for(Settlement.objects.create(since=today, until=today))
        came = Presence.objects.filter(meeting=last).values("person").distinct().count()
        assert {line.amount for line in lines} == {150}
        assert len(lines) == came - 1, "not the mayor, who is freed"

    def test_a_claim_taken_away_after_payment_is_drawn(
        self, unsettled, member, secretary, chief, today
    ):
        row = claims.approve_claim(claim(member, "fare", 300, today), Decimal(300), by=secretary)
        pay(settle(secretary, today, today), secretary, chief, today)
        claims.return_claim(row, "Dobbelt", by=secretary)
        lines = queries.lines_for(Settlement.objects.create(since=today, until=today))
        assert total(lines, member, "fare") == -300

    def test_one_at_a_time_and_none_into_the_future(self, unsettled, secretary, today):
        with pytest.raises(Refused, match="første dagen"):
            settle(secretary, today)
        with pytest.raises(Refused, match="før den første"):
            settle(secretary, today, today + timedelta(days=1))
        later = (today.replace(day=1) + timedelta(days=40)).replace(day=1)
        with pytest.raises(Refused, match="denne måneden"):
            settlements.open_settlement(later, by=secretary, today=today, since=today)
        row = settle(secretary, today, today)
        with pytest.raises(Refused, match="åpent"):
            settle(secretary, today, today)
        settlements.discard(row, by=secretary)
        settle(secretary, today, today)

    def test_what_was_said_is_still_there_when_it_comes_back(
        self, unsettled, member, secretary, last, today
    ):
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        settlements.object_to(row.checks.get(person=member), "Feil dag", by=member.user)
        settlements.take_back(row, by=secretary)
        assert not Line.objects.exists()
        settlements.send_for_check(row, by=secretary, today=today)
        again = row.checks.get(person=member)
        assert (again.status, again.remark) == ("waiting", "Feil dag")

    def test_an_empty_one_is_not_sent(self, unsettled, secretary, today):
        Seat.objects.update(office="")
        Fixed.objects.all().delete()
        row = settle(secretary, today, today)
        with pytest.raises(Refused, match="ingenting"):
            settlements.send_for_check(row, by=secretary, today=today)

    def test_loose_ends_are_named(self, unsettled, member, secretary, last, today, convened):
        claim(member, "car", 10, today)
        register.choose(
            choices.ATTENDANCE,
            0,
            by=secretary,
            today=today - timedelta(days=1),
            decided_by="KST",
        )
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        loose = queries.loose_ends(row, queries.lines_for(row))
        assert convened in loose.meetings
        assert [c.person for c in loose.claims] == [member]
        assert member in loose.numberless


class TestPayroll:
    def test_the_file_holds_every_line_and_no_formula(
        self, unsettled, member, secretary, chief, last, today
    ):
        grants.set_payroll({member.pk: "10042"}, {"attendance": "1310"}, by=secretary)
        member.name = "=HYPERLINK(1)"
        member.save()
        since = timezone.localdate(last.starts_at)
        row = pay(settle(secretary, today, since), secretary, chief, today)
        head, *lines = papers.payroll(row).splitlines()
        assert head.startswith("lonnsnummer;navn;lonnsart;")
        assert len(lines) == row.lines.count()
        own = [line for line in lines if line.startswith("10042;")]
        assert own[0].startswith("10042;'=HYPERLINK(1);1310;attendance;")
        assert own[0].split(";")[6:9] == ["1,00", "1600,00", "1600,00"]
        total = sum(Decimal(line.split(";")[8].replace(",", ".")) for line in lines)
        assert total == sum(line.amount for line in row.lines.all())

    def test_a_number_belongs_to_one(self, unsettled, member, secretary):
        other = Person.objects.exclude(pk=member.pk).first()
        with pytest.raises(Refused, match="10042"):
            grants.set_payroll({member.pk: "10042", other.pk: "10042"}, {}, by=secretary)
        grants.set_payroll({member.pk: "10042"}, {}, by=secretary)
        with pytest.raises(Refused, match=member.name):
            grants.set_payroll({other.pk: "10042"}, {}, by=secretary)
        grants.set_payroll({member.pk: ""}, {}, by=secretary)
        assert not Payee.objects.exists()

    def test_it_is_not_handed_out_before_it_is_authorised(self, browse):
        row = Settlement.objects.get()
        answer = browse("sekretaer").get(reverse("allowances:payroll", args=[row.pk]), follow=True)
        assert "ikke anvist" in answer.content.decode()


class TestPages:
    def test_sending_a_claim_with_bad_input(self, unsettled, browse, today):
        client = browse("gruppeleder")
        for kind, changed, says in (
            ("car", {"quantity": ""}, "påkrevet"),
            ("car", {"quantity": "-3"}, "større enn"),
            ("car", {"quantity": "abc"}, "tall"),
            ("car", {"quantity": "1,234"}, "desimal"),
            ("car", {"day": ""}, "Velg møtet"),
            ("car", {"day": "2999-01-01"}, "ikke kommet"),
            ("car", {"what": "x" * 301}, "300"),
            ("car", {"meeting": "999999"}, "Velg"),
            ("loss", {"quantity": "25"}, "24 timer"),
            ("care", {}, "påkrevet"),
            ("care", {"receipt": SimpleUploadedFile("a.pdf", PAPER)}, "kan ikke leses"),
        ):
            data = {"day": today.isoformat(), "what": "Noe", "quantity": "10", **changed}
            answer = client.post(f"{reverse('allowances:send_claim')}?kind={kind}", data)
            assert answer.status_code == 422, (kind, changed)
            assert says in answer.content.decode(), (kind, changed)
        assert not Claim.objects.exists()

    def test_a_number_is_written_as_norwegians_do(self, unsettled, browse, today):
        data = {"day": today.isoformat(), "what": "Hjem", "quantity": "1 012,5"}
        browse("gruppeleder").post(f"{reverse('allowances:send_claim')}?kind=car", data)
        assert Claim.objects.get().quantity == Decimal("1012.5")

    def test_a_kind_that_is_none_cannot_be_claimed(self, browse):
        for kind in ("", "attendance", "x"):
            address = f"{reverse('allowances:send_claim')}?kind={kind}"
            assert browse("gruppeleder").get(address).status_code == 404

    def test_a_member_sees_no_other(self, browse, unsettled, member, today):
        row = claim(member, "car", 10, today)
        assert browse("representant").get(row.get_absolute_url()).status_code == 404
        assert browse("revisor").get(row.get_absolute_url()).status_code == 200
        address = reverse("allowances:change_claim", args=[row.pk])
        assert browse("sekretaer").get(address).status_code == 403

    def test_the_rates_are_public_with_their_decisions(self, browse):
        text = browse().get(reverse("allowances:rates")).content.decode()
        assert "Kommunestyret PS 4/25" in text
        assert "1\xa0600" in text

    def test_a_settlement_takes_as_many_queries_for_many_as_for_few(
        self, unsettled, secretary, browse, today
    ):
        row = settle(secretary, today, today - timedelta(days=3))
        client = browse("sekretaer")
        few = _queries(client, row)
        row.delete()
        row = settle(secretary, today, date(today.year - 2, 1, 1))
        assert len(queries.lines_for(row)) > 60
        assert _queries(client, row) <= few + 2, "what it points to: meetings and claims"


def _queries(client, row) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(row.get_absolute_url()).status_code == 200
    return len(seen)


def test_the_check_names_what_lies_beyond_the_law(unsettled, member, secretary, today):
    row = claims.approve_claim(claim(member, "care", 500, today), Decimal(500), by=secretary)
    assert not [f for f in check.everything() if f["rule"].startswith("allowances.")]
    Claim.objects.filter(pk=row.pk).update(granted=Decimal(901))
    found = [f["rule"] for f in check.everything() if f["rule"].startswith("allowances.")]
    assert found == ["allowances.expense_is_within_the_day"]
