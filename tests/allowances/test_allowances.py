"""What members are owed: rates by date, claims within the day, attendance, offices, grants."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.allowances import access, choices, queries, rules
from tannhjul.allowances.actions import claims, grants
from tannhjul.allowances.models import Claim, Fixed, Line, Settlement
from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.meetings.models import Meeting, Presence
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Person, Seat
from tannhjul.organisation.rules.calendar import months_on
from tests import checking as check
from tests.allowances.pay import claim, pay, receipt, settle, total

pytestmark = pytest.mark.django_db


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
            (date(9999, 12, 1), 3, date.max),
        ],
    )
    def test_months_end_on_a_day_that_exists(self, first, months, end):
        assert months_on(first, months) == end

    def test_half_an_ore_is_rounded_up(self):
        assert rules.in_ore(Fraction(1, 200)) == Decimal("0.01")
        assert rules.in_ore(Fraction(1, 3)) == Decimal("0.33")


class TestClaims:
    def test_a_car_is_paid_by_the_kilometre(self, unsettled, member, secretary, today):
        row = claim(member, "car", "38.5", today)
        assert queries.suggested(row) == Decimal("204.05")
        claims.approve_claim(row, queries.suggested(row), by=secretary)

    def test_no_more_than_the_day_has_left(self, unsettled, member, secretary, today):
        first, second = (claim(member, "expense", 400, today) for _ in range(2))
        claims.approve_claim(first, Decimal(400), by=secretary)
        assert queries.suggested(second) == 100
        with pytest.raises(Breach) as breach:
            claims.approve_claim(second, Decimal(101), by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 8-3 (2)"
        claims.approve_claim(second, Decimal(100), by=secretary)

    def test_each_day_has_its_own_limit(self, unsettled, member, secretary, today):
        for day in (today, today - timedelta(days=1)):
            row = claim(member, "care", 900, today, day=day)
            claims.approve_claim(row, Decimal(900), by=secretary)

    def test_undocumented_loss_is_paid_by_the_hour_up_to_its_own_limit(
        self, unsettled, member, secretary, today
    ):
        row = claim(member, "loss", 8, today)
        assert queries.asked(row) == 2_000
        assert queries.suggested(row) == 1_500
        with pytest.raises(Breach, match="8-3"):
            claims.approve_claim(row, Decimal(1_501), by=secretary)

    def test_documented_loss_needs_what_documents_it(self, unsettled, member, today):
        with pytest.raises(Breach, match="8-3"):
            claim(member, "loss_shown", 3_000, today, receipt=None)
        assert not Claim.objects.exists()

    def test_the_same_day_is_not_lost_twice(self, unsettled, member, today):
        first = claim(member, "loss_shown", 3_000, today)
        with pytest.raises(Refused, match="for den dagen"):
            claim(member, "loss", 3, today)
        claims.withdraw_claim(first, by=member.user)
        claim(member, "loss", 3, today)

    @pytest.mark.parametrize("kind", ["care", "expense", "fare", "meals", "night"])
    def test_what_was_paid_for_is_shown(self, unsettled, member, today, kind):
        with pytest.raises(Refused, match="kvittering"):
            claim(member, kind, 100, today, receipt=None)

    @pytest.mark.parametrize("kind", ["fare", "meals", "night"])
    def test_what_a_journey_costs_is_not_held_to_the_most_for_a_day(
        self, unsettled, member, secretary, today, kind
    ):
        """§ 8-3 (1): travel, meals and nights are covered beside other expenses (part 2)."""
        row = claim(member, kind, 4_000, today)
        assert claims.approve_claim(row, Decimal(4_000), by=secretary).granted == 4_000
        other = claim(member, "expense", 4_000, today)
        with pytest.raises(Breach, match=r"8-3 \(2\)"):
            claims.approve_claim(other, Decimal(4_000), by=secretary)

    def test_whoever_is_freed_has_no_income_to_lose(self, unsettled, today):
        mayor = Person.objects.get(user__username="demo-ordforer")
        with pytest.raises(Breach, match="8-5"):
            claim(mayor, "loss", 3, today)
        claim(mayor, "car", 10, today)

    def test_tomorrow_cannot_be_claimed_and_a_late_claim_is_marked(self, unsettled, member, today):
        with pytest.raises(Refused, match="ikke kommet"):
            claim(member, "car", 10, today, day=today + timedelta(days=1))
        assert not claim(member, "car", 10, today, day=today - timedelta(days=90)).late
        assert claim(member, "car", 10, today, day=today - timedelta(days=91)).late

    def test_nothing_is_granted_where_the_council_has_set_no_rate(
        self, unsettled, member, secretary, today
    ):
        before = date(2020, 1, 1)
        row = claim(member, "care", 100, today, day=before)
        with pytest.raises(Breach) as breach:
            claims.approve_claim(row, Decimal(0), "Ingen sats", by=secretary)
        assert "8-3" in breach.value.rule.paragraph

    def test_less_than_can_be_granted_needs_a_reason_and_more_than_asked_is_refused(
        self, unsettled, member, secretary, today
    ):
        row = claim(member, "fare", 300, today)
        with pytest.raises(Refused, match="hvorfor"):
            claims.approve_claim(row, Decimal(200), by=secretary)
        with pytest.raises(Refused, match="mer enn"):
            claims.approve_claim(row, Decimal(301), by=secretary)
        claims.approve_claim(row, Decimal(200), "Bare én vei", by=secretary)

    def test_a_claim_sent_back_is_put_right_and_looked_at_anew(
        self, unsettled, member, secretary, today, mailoutbox, django_capture_on_commit_callbacks
    ):
        row = claim(member, "expense", 300, today)
        with django_capture_on_commit_callbacks(execute=True):
            claims.return_claim(row, "Kvitteringen er uleselig", by=secretary)
        assert "uleselig" in mailoutbox[-1].body
        row = claims.change_claim(
            row, "Noe", Decimal(250), by=member.user, today=today, day=today, receipt=receipt()
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

    def test_nobody_approves_the_own_claim(self, unsettled, users, secretary, today):
        person = Person.objects.create(name="Sekretær som også er vara", user=secretary)
        row = claim(person, "car", 10, today)
        assert not access.treat_claim.allows(secretary, row)
        other = claim(Person.objects.exclude(pk=person.pk).first(), "car", 10, today)
        assert access.treat_claim.allows(secretary, other)

    def test_hours_are_counted_for_the_whole_day(self, unsettled, member, today):
        claim(member, "loss", 20, today)
        with pytest.raises(Refused, match="24 timer"):
            claim(member, "loss", 5, today)
        claim(member, "loss", 4, today)

    def test_a_claim_in_time_stays_in_time_when_it_is_put_right(
        self, unsettled, member, secretary, today
    ):
        row = claim(member, "car", 10, today, day=today - timedelta(days=80))
        claims.return_claim(row, "Hvor?", by=secretary)
        later = today + timedelta(days=30)
        row = claims.change_claim(
            row, "Hjem", Decimal(10), by=member.user, today=later, day=row.day
        )
        assert not row.late

    def test_what_was_changed_meanwhile_is_read_again(self, unsettled, member, secretary, today):
        row = claim(member, "car", 10, today)
        claims.change_claim(row, "Noe", Decimal(9), by=member.user, today=today, day=today)
        with pytest.raises(Refused, match="mens du leste"):
            claims.approve_claim(row, Decimal(1), "x", by=secretary, edition=row.edition)

    def test_a_body_can_have_its_own_rate_for_travel(
        self, unsettled, member, council, secretary, last, today
    ):
        register.choose(
            choices.KM_ORE, 1_000, by=secretary, today=today, decided_by="KST", body=council
        )
        Meeting.objects.filter(pk=last.pk).update(starts_at=timezone.now(), ends_at=None)
        last.refresh_from_db()
        row = claim(member, "car", 10, today, meeting=last)
        assert queries.asked(row) == 100
        assert queries.asked(claim(member, "car", 10, today)) == 53

    def test_a_line_keeps_the_rate_of_its_approval(self, unsettled, member, secretary, today):
        row = claim(member, "car", 10, today)
        claims.approve_claim(row, Decimal(53), by=secretary)
        register.choose(choices.KM_ORE, 600, by=secretary, today=today, decided_by="KST")
        line = next(
            x for x in queries.lines_for(settle(secretary, today, today)) if x.kind == "car"
        )
        assert (line.rate, line.amount) == (Decimal("5.30"), Decimal(53))


class TestReceipts:
    def test_only_the_member_and_those_who_settle_see_a_receipt(
        self, unsettled, member, browse, today
    ):
        row = claim(member, "care", 100, today)
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
        self, unsettled, secretary, last, today
    ):
        row = settle(secretary, today, timezone.localdate(last.starts_at))
        lines = [x for x in queries.lines_for(row) if x.meeting_id == last.pk]
        came = set(Presence.objects.filter(meeting=last).values_list("person", flat=True))
        freed = set(Fixed.objects.values_list("person", flat=True))
        assert {line.person_id for line in lines} == came - freed
        assert len(lines) == len(came - freed)
        assert {line.amount for line in lines} == {1_600}
        deputies = Presence.objects.filter(meeting=last, capacity="deputy")
        assert {d.person_id for d in deputies} <= {line.person_id for line in lines}

    def test_an_office_is_paid_by_the_day_from_the_day_it_begins(self, unsettled, secretary, today):
        seat = Seat.objects.get(body__short="HTM", office="leader")
        row = settle(secretary, today, today - timedelta(days=9))
        days = [today - timedelta(days=n) for n in range(10)]
        expected = sum(Fraction(60_000, rules.days_in_year(day.year)) for day in days)
        assert total(queries.lines_for(row), seat.person, "office") == rules.in_ore(expected)

    def test_whoever_is_freed_gets_the_fixed_sum_in_place_of_the_rest(
        self, unsettled, secretary, today
    ):
        mayor = Person.objects.get(user__username="demo-ordforer")
        row = settle(secretary, today, today - timedelta(days=100))
        kinds = {line.kind for line in queries.lines_for(row) if line.person == mayor}
        assert kinds == {"freed"}

    def test_other_income_is_drawn_from_an_allowance_after_office(
        self, unsettled, member, secretary, today
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
        row = settle(secretary, today, first)
        whole = rules.in_ore(rules.accrued(365_000, first, today + timedelta(days=1)))
        assert total(queries.lines_for(row), member, "after") == whole - 5_000

    def test_an_allowance_after_office_ends_within_the_notice(
        self, unsettled, member, secretary, today
    ):
        with pytest.raises(Breach, match="8-6"):
            grants.grant(
                member,
                "after",
                Decimal(1),
                "x",
                by=secretary,
                today=today,
                until=months_on(today, 3) + timedelta(days=1),
            )
        with pytest.raises(Refused, match="slutt"):
            grants.grant(member, "after", Decimal(1), "x", by=secretary, today=today)

    def test_fixed_allowances_do_not_overlap(self, unsettled, secretary, today):
        mayor = Person.objects.get(user__username="demo-ordforer")
        with pytest.raises(Refused, match="allerede"):
            grants.grant(mayor, "freed", Decimal(1), "x", by=secretary, today=today)
        grants.end_grant(mayor.fixed_allowances.get(), by=secretary, today=today)
        grants.grant(mayor, "freed", Decimal(1), "x", by=secretary, today=today)

    def test_an_allowance_after_office_is_for_those_who_have_left(
        self, unsettled, member, secretary, today
    ):
        Seat.objects.filter(person=member).update(valid_to=today)
        assert member in queries.payable()

    def test_income_that_becomes_known_later_is_drawn(
        self, unsettled, member, secretary, chief, today
    ):
        first = today - timedelta(days=40)
        row = grants.grant(
            member,
            "after",
            Decimal(365_000),
            "KST",
            by=secretary,
            today=first,
            until=today - timedelta(days=10),
        )
        since = today - timedelta(days=20)
        pay(settle(secretary, today, since), secretary, chief, today)
        grants.state_income(row, Decimal(25_000), by=secretary)
        lines = queries.lines_for(Settlement.objects.create(since=today, until=today))
        whole = rules.in_ore(rules.accrued(365_000, first, today - timedelta(days=10)))
        before = rules.in_ore(rules.accrued(365_000, first, since))
        assert total(lines, member, "after") == (
            whole - 25_000 - max(Decimal(0), before - 25_000) - (whole - before)
        )

    def test_income_lost_by_someone_freed_after_all_is_drawn(
        self, unsettled, member, secretary, chief, today
    ):
        row = claim(member, "loss", 3, today)
        claims.approve_claim(row, Decimal(750), by=secretary)
        pay(settle(secretary, today, today), secretary, chief, today)
        grants.grant(member, "freed", Decimal(365), "KST", by=secretary, today=today)
        found = [f["rule"] for f in check.everything() if f["rule"].startswith("allowances.")]
        assert found == ["allowances.is_paid_once"]
        lines = queries.lines_for(Settlement.objects.create(since=today, until=today))
        assert total(lines, member, "loss") == -750
        other = claim(member, "car", 3, today)
        claims.approve_claim(other, queries.suggested(other), by=secretary)

    def test_nobody_enters_what_they_are_paid_themselves(self, unsettled, secretary, today):
        person = Person.objects.create(name="Sekretær og vara", user=secretary)
        with pytest.raises(Refused, match="noen andre"):
            grants.grant(person, "freed", Decimal(1), "KST", by=secretary, today=today)

    def test_sums_from_the_database_are_exact(self, unsettled, secretary, today):
        """SQLite adds decimals as floats: what was paid and drawn again must come to nothing."""
        seat = Seat.objects.get(body__short="HTM", office="leader")
        about = {"person": seat.person, "kind": "office", "seat": seat, "body": seat.body}
        for number in range(12):
            row = Settlement.objects.create(since=today, until=today, status="closed")
            sign = -1 if number % 2 else 1
            Line.objects.create(
                settlement=row,
                **about,
                day=today,
                quantity=sign * Decimal("0.10"),
                rate=1,
                amount=sign * Decimal(f"{1000 + number // 2}.07"),
            )
        assert queries.paid()[(seat.person_id, "office", None, seat.pk, None, None)] == (0, 0)
