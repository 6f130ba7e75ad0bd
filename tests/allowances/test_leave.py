"""Time off for meetings, leave for an office, and leave from it (kommuneloven §§ 8-2, 8-10)."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from tannhjul.allowances import queries, rules
from tannhjul.allowances.actions import grants
from tannhjul.allowances.models import Fixed, Leave
from tannhjul.core.law import Refused
from tannhjul.meetings.actions import agenda, attendance
from tannhjul.meetings.models import Meeting
from tannhjul.meetings.queries import must_attend
from tannhjul.organisation.models import Body, Departure, Seat, Term
from tests.reading import text_of

pytestmark = pytest.mark.django_db

YEARLY = Decimal(36_500)  # a hundred kroner a day


@pytest.fixture
def freed(secretary, today):
    """A member freed from other work since sixty days ago."""
    seats = Seat.objects.filter(body__short="KST", kind="member")
    seat = seats.exclude(person__user__username__startswith="demo-").first()
    return grants.grant(
        seat.person,
        "freed",
        YEARLY,
        "KST PS 2/26",
        by=secretary,
        today=date(2025, 1, 1),
    )


def _paid(fixed, first, last):
    rows = queries.owed(first, last, fixed.person)
    return sum((row.amount for row in rows if row.kind == "freed"), Decimal(0))


class TestLeaveFromTheOffice:
    FIRST, BACK = date(2025, 3, 3), date(2025, 4, 2)

    @pytest.mark.parametrize(("like_employees", "lost"), [(False, 16), (True, 0)])
    def test_is_paid_for_two_weeks_or_as_for_employees(
        self, freed, secretary, like_employees, lost
    ):
        how = {"by": secretary, "like_employees": like_employees}
        grants.enter_leave(freed, self.FIRST, self.BACK, "FSK PS 3/25", **how)
        assert _paid(freed, date(2025, 1, 1), date(2025, 12, 31)) == YEARLY - 100 * lost
        assert _paid(freed, self.FIRST, self.FIRST + timedelta(days=13)) == 1_400
        (line,) = (
            row
            for row in queries.owed(date(2025, 1, 1), date(2025, 12, 31), freed.person)
            if row.kind == "freed"
        )
        assert line.quantity == 365 - lost
        assert _paid(freed, self.BACK, self.BACK) == 100

    def test_taken_back_it_is_paid_after_all(self, freed, secretary, browse):
        row = grants.enter_leave(freed, self.FIRST, self.BACK, "FSK PS 3/25", by=secretary)
        page = browse("sekretaer").get(reverse("allowances:grants")).content.decode()
        assert "I permisjon 3. mars 2025 – 2. april 2025" in page
        address = reverse("allowances:take_back_leave", args=[row.pk])
        assert browse("sekretaer").post(address).status_code == 302
        assert _paid(freed, date(2025, 1, 1), date(2025, 12, 31)) == YEARLY

    @pytest.mark.parametrize(
        ("first", "until", "says"),
        [
            ("2025-03-03", "2025-03-03", "Slutten kommer før begynnelsen"),
            ("2024-12-31", "2025-03-03", "innenfor tiden"),
            ("2025-03-20", "2025-05-01", "allerede en permisjon"),
            ("x", "2025-05-01", "gyldig"),
            ("2025-05-01", "", "påkrevet"),
        ],
    )
    def test_it_lies_within_the_allowance_and_once(
        self, freed, secretary, browse, first, until, says
    ):
        grants.enter_leave(freed, self.FIRST, self.BACK, "FSK PS 3/25", by=secretary)
        address = reverse("allowances:enter_leave", args=[freed.pk])
        facts = {"first": first, "until": until, "decided_by": "FSK PS 4/25"}
        answer = browse("sekretaer").post(address, facts)
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert Leave.objects.count() == 1

    def test_after_office_there_is_nothing_to_take_leave_from(self, freed, secretary):
        Fixed.objects.filter(pk=freed.pk).update(kind="after", valid_to=date(2025, 6, 1))
        with pytest.raises(Refused, match="frikjøpt"):
            grants.enter_leave(freed, self.FIRST, self.BACK, "FSK PS 3/25", by=secretary)


@pytest.fixture
def coming(council, secretary, today):
    """A council meeting in two weeks."""
    at = timezone.now() + timedelta(days=14)
    return agenda.plan(council, at, by=secretary, place="Rådhuset")


class TestTimeOff:
    def _must(self, person):
        return must_attend(person, Meeting.objects.all())

    def test_for_members_who_have_not_reported_absence(self, coming, member):
        assert coming in self._must(member)
        attendance.report_absence(coming, member, "Syk", by=None, at=timezone.now())
        assert coming not in self._must(member)

    def test_for_a_deputy_from_the_call_on(self, coming, member):
        deputies = Seat.objects.filter(body=coming.body, kind="deputy").values("person")
        attendance.report_absence(coming, member, "Syk", by=None, at=timezone.now())
        call = coming.calls.get()
        assert call.deputy_id in {row["person"] for row in deputies}
        assert self._must(call.deputy) == [coming]

    def test_not_for_someone_who_has_left_by_then(self, coming, member):
        Seat.objects.filter(person=member, body=coming.body).update(
            valid_to=timezone.localdate() + timedelta(days=14)
        )
        assert coming not in self._must(member)

    def test_not_for_a_meeting_place_that_is_no_elected_body(self, coming, member):
        Body.objects.filter(pk=coming.body_id).update(kind="other")
        assert coming not in self._must(member)

    def test_the_confirmation_names_the_meetings_and_the_paragraph(self, coming, browse):
        answer = browse("gruppeleder").get(reverse("allowances:confirmation"))
        assert answer["Content-Type"] == "application/pdf"
        said = " ".join(text_of(answer.content).split())
        for words in ("kommuneloven § 8-2 (1)", "Rådhuset", "Kommunestyret", "Lillevik kommune"):
            assert words in said
        assert "§ 8-2 (2)" not in said
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert pdf.Root.MarkInfo.Marked

    def test_leave_for_an_office_ends_with_the_term_or_after_four_years(
        self, member, secretary, browse, today
    ):
        Fixed.objects.filter(person=member).delete()
        grants.grant(member, "freed", YEARLY, "KST PS 2/26", by=secretary, today=today)
        term = Term.objects.on(today).get()
        said = text_of(browse("gruppeleder").get(reverse("allowances:confirmation")).content)
        assert "kommuneloven § 8-2 (2)" in said
        assert f"{term.valid_to.day}. oktober {term.valid_to.year}" in said
        assert rules.leave_ends(date(2026, 2, 1), None) == date(2030, 2, 1)


class TestSuspended:
    """§ 7-12 (3): the pay for an office of a fifth of a position or more goes on for a year."""

    FIRST = date(2025, 3, 1)

    def _suspend(self, person, until=None):
        seat = Seat.objects.get(body__short="KST", person=person, valid_to=None)
        facts = {"ground": "suspended", "valid_from": self.FIRST, "valid_to": until}
        Departure.objects.create(seat=seat, **facts)

    @pytest.mark.parametrize(("percent", "days"), [(None, 365), (20, 365), (19, 0)])
    def test_is_paid_for_a_year_at_most(self, freed, percent, days):
        Fixed.objects.filter(pk=freed.pk).update(percent=percent)
        self._suspend(freed.person)
        assert _paid(freed, self.FIRST, date(2026, 6, 30)) == 100 * days

    def test_whoever_is_back_is_paid_again(self, freed):
        Fixed.objects.filter(pk=freed.pk).update(percent=10)
        self._suspend(freed.person, date(2025, 4, 1))
        assert _paid(freed, self.FIRST, date(2025, 4, 10)) == 1_000

    def test_it_is_over_with_the_seat(self, freed):
        """A suspension that nobody ended does not follow into the next term."""
        Fixed.objects.filter(pk=freed.pk).update(percent=10)
        self._suspend(freed.person)
        term = {"valid_from": date(2023, 10, 1), "valid_to": date(2025, 5, 1)}
        Seat.objects.filter(person=freed.person, body__short="KST").update(**term)
        assert _paid(freed, date(2025, 5, 1), date(2025, 5, 10)) == 1_000

    def test_the_size_of_the_office_is_asked_for(self, browse, freed, today):
        grants.end_grant(freed, by=None, today=today)
        data = {
            "person": freed.person.pk,
            "kind": "freed",
            "yearly": "73000",
            "percent": "120",
            "today": str(today),
            "decided_by": "KST PS 3/26",
        }
        desk = browse("sekretaer")
        address = reverse("allowances:grant")
        assert desk.post(address, data).status_code == 422
        assert desk.post(address, {**data, "percent": "40"}).status_code == 302
        assert Fixed.objects.get(yearly=73_000).percent == 40
