"""What members are paid: rates by date, claims within the day, settlements that add up."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tannhjul.allowances import access, choices, papers, queries, rules
from tannhjul.allowances.actions import claims, grants, settlements
from tannhjul.allowances.models import Claim, Fixed, Line, Payee, Settlement
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.documents import intake
from tannhjul.exchange import check
from tannhjul.meetings.models import Meeting, Presence
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Person, Seat

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4 broken"


@pytest.fixture
def clean(db):
    """Lillevik with its rates, before anything has been settled or claimed."""
    Settlement.objects.all().delete()
    Claim.objects.all().delete()


@pytest.fixture
def member(users):
    return Person.objects.get(user__username="demo-gruppeleder")


@pytest.fixture
def chief(users):
    return users["kommunedirektor"]


@pytest.fixture
def last(today):
    """The last meeting of the council that was held."""
    return Meeting.objects.filter(body__short="KST", status="published").first()


def _receipt():
    return intake.keep(b"Kvittering: 500 kr", "kvittering.txt")


def _claim(person, kind, quantity, today, **more):
    needs = kind in ("loss_shown", "care", "expense", "fare")
    return claims.send_claim(
        person,
        kind,
        "Noe",
        Decimal(quantity),
        by=person.user,
        today=today,
        **{"day": today, "receipt": _receipt() if needs else None, **more},
    )


def _settle(secretary, today, since=None):
    return settlements.open_settlement(today, by=secretary, today=today, since=since)


def _pay(row, secretary, chief, today):
    """All the way to payment, everyone content."""
    settlements.send_for_check(row, by=secretary, today=today)
    for each in row.checks.all():
        settlements.confirm(each, by=None)
    return settlements.authorise(row, by=chief, today=today)


def _sum(lines, person, kind):
    return sum((x.amount for x in lines if x.person == person and x.kind == kind), Decimal(0))


class TestRates:
    def test_a_rate_holds_from_its_day_and_a_body_can_have_its_own(self, council, committee, today):
        rates = queries.Rates()
        assert rates.on(choices.ATTENDANCE, today, council.pk) == 1_600
        assert rates.on(choices.ATTENDANCE, today, committee.pk) == 1_200
        assert rates.on(choices.ATTENDANCE, date(2000, 1, 1), council.pk) == 0
        assert not rates.is_decided(choices.MEMBER_YEAR, today)

    def test_a_year_is_shared_out_by_days_and_leap_years_have_one_more(self):
        assert rules.accrued(36_500, date(2025, 1, 1), date(2025, 1, 2)) == 100
        assert rules.accrued(36_600, date(2024, 2, 1), date(2024, 2, 2)) == 100
        whole = rules.accrued(1_000, date(2023, 7, 1), date(2025, 7, 1))
        assert whole == Fraction(1000) * 184 / 365 + 1000 + Fraction(1000) * 181 / 365

    @pytest.mark.parametrize(
        ("first", "months", "end"),
        [
            (date(2026, 1, 31), 1, date(2026, 3, 1)),
            (date(2026, 11, 30), 3, date(2027, 3, 1)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
        ],
    )
    def test_months_end_on_a_day_that_exists(self, first, months, end):
        assert rules.months_on(first, months) == end

    def test_half_an_ore_is_rounded_up(self):
        assert rules.in_ore(Fraction(1, 200)) == Decimal("0.01")
        assert rules.in_ore(Fraction(1, 3)) == Decimal("0.33")


class TestClaims:
    def test_a_car_is_paid_by_the_kilometre(self, clean, member, secretary, today):
        row = _claim(member, "car", "38.5", today)
        assert queries.suggested(row) == Decimal("204.05")
        claims.approve_claim(row, queries.suggested(row), by=secretary)

    def test_no_more_than_the_day_has_left(self, clean, member, secretary, today):
        first, second = (_claim(member, "expense", 400, today) for _ in range(2))
        claims.approve_claim(first, Decimal(400), by=secretary)
        assert queries.suggested(second) == 100
        with pytest.raises(Breach) as breach:
            claims.approve_claim(second, Decimal(101), by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 8-3 (2)"
        claims.approve_claim(second, Decimal(100), by=secretary)

    def test_each_day_has_its_own_limit(self, clean, member, secretary, today):
        for day in (today, today - timedelta(days=1)):
            row = _claim(member, "care", 900, today, day=day)
            claims.approve_claim(row, Decimal(900), by=secretary)

    def test_undocumented_loss_is_paid_by_the_hour_up_to_its_own_limit(
        self, clean, member, secretary, today
    ):
        row = _claim(member, "loss", 8, today)
        assert queries.asked(row) == 2_000
        assert queries.suggested(row) == 1_500
        with pytest.raises(Breach, match="8-3"):
            claims.approve_claim(row, Decimal(1_501), by=secretary)

    def test_documented_loss_needs_what_documents_it(self, clean, member, today):
        with pytest.raises(Breach, match="8-3"):
            _claim(member, "loss_shown", 3_000, today, receipt=None)
        assert not Claim.objects.exists()

    def test_the_same_day_is_not_lost_twice(self, clean, member, today):
        first = _claim(member, "loss_shown", 3_000, today)
        with pytest.raises(Refused, match="for den dagen"):
            _claim(member, "loss", 3, today)
        claims.withdraw_claim(first, by=member.user)
        _claim(member, "loss", 3, today)

    @pytest.mark.parametrize("kind", ["care", "expense", "fare"])
    def test_what_was_paid_for_is_shown(self, clean, member, today, kind):
        with pytest.raises(Refused, match="kvittering"):
            _claim(member, kind, 100, today, receipt=None)

    def test_whoever_is_freed_has_no_income_to_lose(self, clean, today):
        mayor = Person.objects.get(user__username="demo-ordforer")
        with pytest.raises(Breach, match="8-5"):
            _claim(mayor, "loss", 3, today)
        _claim(mayor, "car", 10, today)

    def test_tomorrow_cannot_be_claimed_and_a_late_claim_is_marked(self, clean, member, today):
        with pytest.raises(Refused, match="ikke kommet"):
            _claim(member, "car", 10, today, day=today + timedelta(days=1))
        assert not _claim(member, "car", 10, today, day=today - timedelta(days=90)).late
        assert _claim(member, "car", 10, today, day=today - timedelta(days=91)).late

    def test_nothing_is_granted_where_the_council_has_set_no_rate(
        self, clean, member, secretary, today
    ):
        before = date(2020, 1, 1)
        row = _claim(member, "care", 100, today, day=before)
        with pytest.raises(Breach) as breach:
            claims.approve_claim(row, Decimal(0), "Ingen sats", by=secretary)
        assert "8-3" in breach.value.rule.paragraph

    def test_less_than_can_be_granted_needs_a_reason_and_more_than_asked_is_refused(
        self, clean, member, secretary, today
    ):
        row = _claim(member, "fare", 300, today)
        with pytest.raises(Refused, match="hvorfor"):
            claims.approve_claim(row, Decimal(200), by=secretary)
        with pytest.raises(Refused, match="mer enn"):
            claims.approve_claim(row, Decimal(301), by=secretary)
        claims.approve_claim(row, Decimal(200), "Bare én vei", by=secretary)

    def test_a_claim_sent_back_is_put_right_and_looked_at_anew(
        self, clean, member, secretary, today, mailoutbox, django_capture_on_commit_callbacks
    ):
        row = _claim(member, "expense", 300, today)
        with django_capture_on_commit_callbacks(execute=True):
            claims.return_claim(row, "Kvitteringen er uleselig", by=secretary)
        assert "uleselig" in mailoutbox[-1].body
        row = claims.change_claim(
            row, "Noe", Decimal(250), by=member.user, today=today, day=today, receipt=_receipt()
        )
        assert row.status == "sent"
        assert row.receipt.versions.count() == 2
        with pytest.raises(IllegalMove):
            claims.change_claim(
                claims.approve_claim(row, Decimal(250), by=secretary),
                "Noe",
                Decimal(500),
                by=member.user,
                today=today,
                day=today,
            )

    def test_nobody_approves_the_own_claim(self, clean, users, secretary, today):
        person = Person.objects.create(name="Sekretær som også er vara", user=secretary)
        row = _claim(person, "car", 10, today)
        assert not access.treat_claim.allows(secretary, row)
        other = _claim(Person.objects.exclude(pk=person.pk).first(), "car", 10, today)
        assert access.treat_claim.allows(secretary, other)


class TestReceipts:
    def test_only_the_member_and_those_who_settle_see_a_receipt(self, clean, member, browse, today):
        row = _claim(member, "care", 100, today)
        url = reverse("documents:download", args=[row.receipt_id])
        for name, status in (
            ("gruppeleder", 200),
            ("sekretaer", 200),
            ("revisor", 200),
            ("representant", 404),
            ("saksbehandler", 404),
            ("administrator", 404),
        ):
            assert browse(name).get(url).status_code == status, name
        assert browse().get(url).status_code in (302, 404)


class TestOwed:
    def test_attendance_follows_the_minutes_deputies_too_and_once(
        self, clean, secretary, last, today
    ):
        row = _settle(secretary, today, timezone.localdate(last.starts_at))
        lines = [x for x in queries.lines_for(row) if x.meeting_id == last.pk]
        came = set(Presence.objects.filter(meeting=last).values_list("person", flat=True))
        freed = set(Fixed.objects.values_list("person", flat=True))
        assert {line.person_id for line in lines} == came - freed
        assert len(lines) == len(came - freed)
        assert {line.amount for line in lines} == {1_600}
        deputies = Presence.objects.filter(meeting=last, capacity="deputy")
        assert {d.person_id for d in deputies} <= {line.person_id for line in lines}

    def test_an_office_is_paid_by_the_day_from_the_day_it_begins(self, clean, secretary, today):
        seat = Seat.objects.get(body__short="HTM", office="leader")
        row = _settle(secretary, today, today - timedelta(days=9))
        days = [today - timedelta(days=n) for n in range(10)]
        expected = sum(Fraction(60_000, rules.days_in_year(day.year)) for day in days)
        assert _sum(queries.lines_for(row), seat.person, "office") == rules.in_ore(expected)

    def test_whoever_is_freed_gets_the_fixed_sum_in_place_of_the_rest(
        self, clean, secretary, today
    ):
        mayor = Person.objects.get(user__username="demo-ordforer")
        row = _settle(secretary, today, today - timedelta(days=100))
        kinds = {line.kind for line in queries.lines_for(row) if line.person == mayor}
        assert kinds == {"freed"}

    def test_other_income_is_drawn_from_an_allowance_after_office(
        self, clean, member, secretary, today
    ):
        first = today - timedelta(days=30)
        grants.grant(
            member,
            "after",
            Decimal(365_000),
            "KST PS 1/26",
            by=secretary,
            today=first,
            until=today + timedelta(days=10),
            income=Decimal(5_000),
        )
        row = _settle(secretary, today, first)
        whole = rules.in_ore(rules.accrued(365_000, first, today + timedelta(days=1)))
        assert _sum(queries.lines_for(row), member, "after") == whole - 5_000

    def test_an_allowance_after_office_ends_within_the_notice(
        self, clean, member, secretary, today
    ):
        with pytest.raises(Breach, match="8-6"):
            grants.grant(
                member,
                "after",
                Decimal(1),
                "x",
                by=secretary,
                today=today,
                until=rules.months_on(today, 3) + timedelta(days=1),
            )
        with pytest.raises(Refused, match="slutt"):
            grants.grant(member, "after", Decimal(1), "x", by=secretary, today=today)

    def test_fixed_allowances_do_not_overlap(self, clean, secretary, today):
        mayor = Person.objects.get(user__username="demo-ordforer")
        with pytest.raises(Refused, match="allerede"):
            grants.grant(mayor, "freed", Decimal(1), "x", by=secretary, today=today)
        grants.end_grant(mayor.fixed_allowances.get(), by=secretary, today=today)
        grants.grant(mayor, "freed", Decimal(1), "x", by=secretary, today=today)


class TestSettlement:
    def test_from_draft_to_payment(self, clean, member, secretary, chief, last, today):
        since = timezone.localdate(last.starts_at)
        row = _settle(secretary, today, since)
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

    def test_silence_is_consent_when_the_time_is_out(self, clean, secretary, chief, last, today):
        row = _settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        after = today + timedelta(days=8)
        assert settlements.authorise(row, by=chief, today=after).closed_on == after

    def test_two_people_it_takes(self, clean, secretary, last, today):
        row = _settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        with pytest.raises(Refused, match="også"):
            settlements.authorise(row, by=secretary, today=today + timedelta(days=8))

    def test_what_is_paid_is_not_paid_again(self, clean, secretary, chief, last, today):
        since = timezone.localdate(last.starts_at)
        _pay(_settle(secretary, today, since), secretary, chief, today)
        again = Settlement.objects.create(since=today, until=today)
        assert queries.lines_for(again) == []

    def test_a_higher_rate_from_an_earlier_day_comes_with_the_next(
        self, clean, council, member, secretary, chief, last, today
    ):
        since = timezone.localdate(last.starts_at)
        _pay(_settle(secretary, today, since), secretary, chief, today)
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
        self, clean, member, secretary, chief, today
    ):
        row = claims.approve_claim(_claim(member, "fare", 300, today), Decimal(300), by=secretary)
        _pay(_settle(secretary, today, today), secretary, chief, today)
        claims.return_claim(row, "Dobbelt", by=secretary)
        lines = queries.lines_for(Settlement.objects.create(since=today, until=today))
        assert _sum(lines, member, "fare") == -300

    def test_one_at_a_time_and_none_into_the_future(self, clean, secretary, today):
        with pytest.raises(Refused, match="første dagen"):
            _settle(secretary, today)
        with pytest.raises(Refused, match="før den første"):
            _settle(secretary, today, today + timedelta(days=1))
        later = (today.replace(day=1) + timedelta(days=40)).replace(day=1)
        with pytest.raises(Refused, match="denne måneden"):
            settlements.open_settlement(later, by=secretary, today=today, since=today)
        row = _settle(secretary, today, today)
        with pytest.raises(Refused, match="åpent"):
            _settle(secretary, today, today)
        settlements.discard(row, by=secretary)
        _settle(secretary, today, today)

    def test_what_was_said_is_still_there_when_it_comes_back(
        self, clean, member, secretary, last, today
    ):
        row = _settle(secretary, today, timezone.localdate(last.starts_at))
        settlements.send_for_check(row, by=secretary, today=today)
        settlements.object_to(row.checks.get(person=member), "Feil dag", by=member.user)
        settlements.take_back(row, by=secretary)
        assert not Line.objects.exists()
        settlements.send_for_check(row, by=secretary, today=today)
        again = row.checks.get(person=member)
        assert (again.status, again.remark) == ("waiting", "Feil dag")

    def test_an_empty_one_is_not_sent(self, clean, secretary, today):
        Seat.objects.update(office="")
        Fixed.objects.all().delete()
        row = _settle(secretary, today, today)
        with pytest.raises(Refused, match="ingenting"):
            settlements.send_for_check(row, by=secretary, today=today)

    def test_loose_ends_are_named(self, clean, member, secretary, last, today, convened):
        _claim(member, "car", 10, today)
        register.choose(
            choices.ATTENDANCE,
            0,
            by=secretary,
            today=today - timedelta(days=1),
            decided_by="KST",
        )
        row = _settle(secretary, today, timezone.localdate(last.starts_at))
        loose = queries.loose_ends(row, queries.lines_for(row))
        assert convened in loose.meetings
        assert [c.person for c in loose.claims] == [member]
        assert member in loose.numberless


class TestPayroll:
    def test_the_file_holds_every_line_and_no_formula(
        self, clean, member, secretary, chief, last, today
    ):
        grants.set_payroll({member.pk: "10042"}, {"attendance": "1310"}, by=secretary)
        member.name = "=HYPERLINK(1)"
        member.save()
        since = timezone.localdate(last.starts_at)
        row = _pay(_settle(secretary, today, since), secretary, chief, today)
        head, *lines = papers.payroll(row).splitlines()
        assert head.startswith("lonnsnummer;navn;lonnsart;")
        assert len(lines) == row.lines.count()
        own = [line for line in lines if line.startswith("10042;")]
        assert own[0].startswith("10042;'=HYPERLINK(1);1310;attendance;")
        assert own[0].split(";")[6:9] == ["1,00", "1600,00", "1600,00"]
        total = sum(Decimal(line.split(";")[8].replace(",", ".")) for line in lines)
        assert total == sum(line.amount for line in row.lines.all())

    def test_a_number_belongs_to_one(self, clean, member, secretary):
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
    def test_sending_a_claim_with_bad_input(self, clean, browse, today):
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

    def test_a_number_is_written_as_norwegians_do(self, clean, browse, today):
        data = {"day": today.isoformat(), "what": "Hjem", "quantity": "12,5"}
        browse("gruppeleder").post(f"{reverse('allowances:send_claim')}?kind=car", data)
        assert Claim.objects.get().quantity == Decimal("12.5")

    def test_a_kind_that_is_none_cannot_be_claimed(self, browse):
        for kind in ("", "attendance", "x"):
            address = f"{reverse('allowances:send_claim')}?kind={kind}"
            assert browse("gruppeleder").get(address).status_code == 404

    def test_a_member_sees_no_other(self, browse, clean, member, today):
        row = _claim(member, "car", 10, today)
        assert browse("representant").get(row.get_absolute_url()).status_code == 404
        assert browse("revisor").get(row.get_absolute_url()).status_code == 200
        address = reverse("allowances:change_claim", args=[row.pk])
        assert browse("sekretaer").get(address).status_code == 403

    def test_the_rates_are_public_with_their_decisions(self, browse):
        text = browse().get(reverse("allowances:rates")).content.decode()
        assert "Kommunestyret PS 4/25" in text
        assert "1\xa0600" in text

    def test_a_settlement_takes_as_many_queries_for_many_as_for_few(
        self, clean, secretary, browse, today
    ):
        row = _settle(secretary, today, today - timedelta(days=3))
        client = browse("sekretaer")
        few = _queries(client, row)
        row.delete()
        row = _settle(secretary, today, date(today.year - 2, 1, 1))
        assert len(queries.lines_for(row)) > 60
        assert _queries(client, row) <= few + 2, "what it points to: meetings and claims"


def _queries(client, row) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(row.get_absolute_url()).status_code == 200
    return len(seen)


def test_the_check_names_what_lies_beyond_the_law(clean, member, secretary, today):
    row = claims.approve_claim(_claim(member, "care", 500, today), Decimal(500), by=secretary)
    assert not [f for f in check.everything() if f["rule"].startswith("allowances.")]
    Claim.objects.filter(pk=row.pk).update(granted=Decimal(901))
    found = [f["rule"] for f in check.everything() if f["rule"].startswith("allowances.")]
    assert found == ["allowances.expense_is_within_the_day"]
