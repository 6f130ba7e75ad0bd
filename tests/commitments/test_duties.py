"""What is owed at intervals: when it falls due, who gives it, and what the law asks for."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tannhjul.commitments.actions import duties
from tannhjul.commitments.enums import Per
from tannhjul.commitments.models import Duty, Performance
from tannhjul.commitments.presets import PRESETS
from tannhjul.commitments.queries import duties as queries
from tannhjul.core import inbox
from tannhjul.core.enums import Role
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.organisation.models import Body, Unit

FIRST = date(2026, 1, 31)


def _days(number, **facts):
    duty = Duty(valid_from=FIRST, **facts)
    return [day for day, _n in zip(queries.due_days(duty), range(number), strict=False)]


def test_the_last_of_a_month_stays_the_last():
    assert _days(4, every=1, per=Per.MONTH) == [
        FIRST,
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_weeks_go_over_the_turn_of_the_year():
    assert _days(2, every=50, per=Per.WEEK)[1] == date(2027, 1, 16)


def test_a_duty_that_has_ended_falls_due_no_more():
    assert _days(9, every=1, per=Per.MONTH, valid_to=date(2026, 3, 30)) == [
        FIRST,
        date(2026, 2, 28),
    ]


@given(
    first=some.dates(date(2000, 1, 1), date(2050, 1, 1)),
    every=some.integers(1, 60),
    per=some.sampled_from(Per.values),
)
def test_due_days_only_go_forwards_and_begin_with_the_first(first, every, per):
    duty = Duty(valid_from=first, every=every, per=per)
    days = [day for day, _n in zip(queries.due_days(duty), range(30), strict=False)]
    assert days[0] == first
    assert all(a < b for a, b in zip(days, days[1:], strict=False))


@pytest.fixture
def owed(secretary, council, today, users):
    """Something that the leader of a unit owes the council each month, the first time tomorrow."""
    return duties.oblige(
        "Oversikt over ventetid",
        today + timedelta(days=1),
        1,
        Per.MONTH,
        unit=users["enhetsleder"].person.leaderships.get().unit,
        to=council,
        by=secretary,
        today=today,
    )


@pytest.mark.django_db
class TestDuty:
    def test_each_gift_settles_the_oldest_that_is_owed(self, owed, secretary):
        first, second, third = (
            day for day, _n in zip(queries.due_days(owed), range(3), strict=False)
        )
        assert queries.standing(owed, third).late == 2
        duties.perform(owed, "Lagt fram.", by=secretary, today=third)
        duties.perform(owed, "Ferie.", by=secretary, today=third, waived=True)
        assert list(owed.performances.values_list("due", "waived")) == [
            (first, False),
            (second, True),
        ]
        assert queries.standing(owed, third) == queries.Standing(owed, third, 0)

    def test_nobody_is_done_with_next_month_today(self, owed, secretary):
        first, second = (day for day, _n in zip(queries.due_days(owed), range(2), strict=False))
        duties.perform(owed, "Lagt fram.", by=secretary, today=first - timedelta(days=1))
        with pytest.raises(Refused, match="Alt er oppfylt"):
            duties.perform(owed, "Og neste.", by=secretary, today=first - timedelta(days=1))
        duties.perform(owed, "Og neste.", by=secretary, today=first)
        assert owed.performances.last().due == second

    def test_two_at_once_give_it_once(self, owed, today):
        Performance.objects.create(duty=owed, due=owed.valid_from, on=today, text="Den ene.")
        with pytest.raises(IntegrityError), transaction.atomic():
            Performance.objects.create(duty=owed, due=owed.valid_from, on=today, text="Den andre.")

    def test_it_waits_for_the_leader_of_the_unit_until_it_is_given(
        self, owed, secretary, today, users
    ):
        user = users["enhetsleder"]
        mine = reverse("commitments:perform", args=[owed.pk])
        assert mine in [task.url for task in inbox.tasks(user, today)]
        assert mine not in [task.url for task in inbox.tasks(users["ordforer"], today)]
        duties.perform(owed, "Lagt fram.", by=user, today=today)
        assert mine not in [task.url for task in inbox.tasks(user, today)]

    def test_the_page_says_what_is_late(self, owed, browse, today):
        Duty.objects.filter(pk=owed.pk).update(valid_from=today - timedelta(days=70))
        text = browse().get(reverse("commitments:duties")).content.decode()
        assert "3 er over fristen" in text

    def test_who_owes_it_gives_it_on_the_page_and_others_cannot(self, owed, browse):
        Duty.objects.filter(pk=owed.pk).update(role=Role.CHIEF_EXECUTIVE, unit=None)
        url = reverse("commitments:perform", args=[owed.pk])
        chief = browse("kommunedirektor")
        assert chief.post(url, {"text": ""}).status_code == 422
        assert chief.post(url, {"text": "Rapport 1, sak 12/26"}).status_code == 302
        assert "sak 12/26" in browse().get(owed.get_absolute_url()).content.decode()
        assert browse("ordforer").post(url, {"text": "Jeg da"}).status_code == 403
        assert owed.performances.count() == 1

    def test_the_event_says_to_whom_and_from_which_unit(self, owed, council):
        event = Event.objects.get(verb="commitments.oblige", subject_id=owed.pk)
        assert (event.arena, event.unit, event.phase) == (council.pk, owed.unit_id, "follow_up")

    def test_it_is_found_and_stands_with_the_body_it_is_owed_to(self, owed, browse, council):
        assert owed.get_absolute_url() in browse().get("/sok/", {"q": "ventetid"}).content.decode()
        assert owed.what in browse().get(council.get_absolute_url()).content.decode()

    def test_it_ends_with_a_press_and_is_owed_no_more(self, owed, browse, today):
        assert (
            browse("sekretaer").post(reverse("commitments:end_duty", args=[owed.pk])).status_code
            == 302
        )
        assert owed not in queries.in_force(today + timedelta(days=2))


@pytest.mark.django_db
class TestWhatTheLawAsksFor:
    """kommuneloven §§ 14-5 (3), 14-13 (3) and 25-2."""

    @pytest.fixture
    def none(self, db):
        Performance.objects.all().delete()
        Duty.objects.all().delete()

    def test_it_is_offered_until_it_is_taken_into_use(self, none, browse, today, council):
        desk = browse("sekretaer")
        address = reverse("commitments:oblige") + "?plikt=budget-report"
        assert address in desk.get(reverse("commitments:duties")).content.decode()
        due = {"first": str(today + timedelta(days=30)), "every": "6", "per": "month"}
        assert desk.post(address, due).status_code == 302
        row = Duty.objects.get()
        assert (row.role, row.to, row.source) == (
            Role.CHIEF_EXECUTIVE,
            council,
            "kommuneloven § 14-5 (3)",
        )
        assert address not in desk.get(reverse("commitments:duties")).content.decode()

    @pytest.mark.parametrize(
        ("key", "every"),
        [
            ("budget-report", 7),
            ("assets-and-debt", 5),
            ("internal-control", 13),
            ("audit-plan", 49),
            ("ownership-report", 49),
            ("not-put-right", 13),
        ],
    )
    def test_it_cannot_be_made_rarer_than_the_law_asks(self, none, key, every, secretary, today):
        facts = {"key": key, "role": Role.CHIEF_EXECUTIVE, "by": secretary, "today": today}
        with pytest.raises(Breach):
            duties.oblige(PRESETS[key].what, today, every, Per.MONTH, **facts)
        duties.oblige(PRESETS[key].what, today, every - 1, Per.MONTH, **facts)

    @pytest.mark.parametrize(("key", "last"), [("audit-report", (4, 15)), ("compliance", (6, 30))])
    def test_what_the_law_asks_for_by_a_day_falls_due_by_then(
        self, none, key, last, secretary, today
    ):
        facts = {"key": key, "role": Role.AUDITOR, "by": secretary, "today": today}
        in_time = date(today.year + 1, *last)
        with pytest.raises(Refused, match="senest"):
            duties.oblige(key, in_time + timedelta(days=1), 12, Per.MONTH, **facts)
        assert duties.oblige(key, in_time, 12, Per.MONTH, **facts).valid_from == in_time

    def test_the_auditor_is_asked_for_what_the_auditor_owes(self, none, browse, today):
        desk = browse("sekretaer")
        address = reverse("commitments:oblige") + "?plikt=audit-plan"
        assert address in desk.get(reverse("commitments:duties")).content.decode()
        due = {"first": str(today + timedelta(days=10)), "every": "48", "per": "month"}
        assert desk.post(address, due).status_code == 302
        row = Duty.objects.get(key="audit-plan")
        assert (
            browse("revisor").get(reverse("commitments:perform", args=[row.pk])).status_code == 200
        )
        assert (
            browse("ordforer").get(reverse("commitments:perform", args=[row.pk])).status_code == 403
        )

    def test_each_enterprise_owes_its_own_to_its_board_or_the_council(
        self, none, browse, secretary, today, council
    ):
        """§§ 9-14, 9-15: asked for where there are enterprises, of each of them once."""
        desk, listed = browse("sekretaer"), reverse("commitments:duties")
        assert "enterprise-budget" not in desk.get(listed).content.decode()
        top, made = Unit.objects.get(task="head"), {"valid_from": today}
        for name in ("Havna KF", "Kino KF"):
            board = Body.objects.create(
                name=f"Styret for {name}", short=name[:4], kind="enterprise_board", **made
            )
            unit = Unit.objects.create(name=name, board=board, **made)
            unit.places.create(above=top, **made)
        due = {"first": str(today + timedelta(days=10)), "per": "month"}
        for key, every, to in (
            ("enterprise-budget", 6, "Styret for Havna KF"),
            ("enterprise-control", 12, "Styret for Havna KF"),
            ("enterprise-frame", 12, str(council)),
        ):
            address = reverse("commitments:oblige") + f"?plikt={key}"
            assert address in desk.get(listed).content.decode()
            for unit in Unit.objects.filter(name__endswith=" KF").order_by("name"):
                data = {**due, "every": str(every), "unit": unit.pk}
                rarer = desk.post(address, {**data, "every": str(every + 1)})
                assert rarer.status_code == 422
                assert desk.post(address, data).status_code == 302
                assert desk.post(address, data).status_code == 302, "set anew, not twice"
                assert Duty.objects.filter(key=key, unit=unit, valid_to=None).count() == 1
            row = Duty.objects.get(key=key, unit__name="Havna KF", valid_to=None)
            assert (str(row.to), row.role) == (to, "")
            assert address not in desk.get(listed).content.decode()
        Unit.objects.filter(name="Havna KF").update(valid_to=today)
        assert not queries.in_force(today).filter(unit__name="Havna KF").exists(), "it is no more"

    def test_it_cannot_be_ended_only_set_anew(self, secretary, today):
        row = Duty.objects.get(key="internal-control")
        with pytest.raises(Refused, match=r"kommuneloven § 25-2"):
            duties.end_duty(row, by=secretary, today=today)
        anew = {"key": row.key, "role": row.role, "to": row.to, "by": secretary, "today": today}
        duties.oblige(row.what, today, 6, Per.MONTH, **anew)
        assert Duty.objects.get(key=row.key, valid_to=None).every == 6

    def test_it_is_named_in_the_language_of_the_reader(self, browse):
        client = browse()
        assert "internkontroll og statlig tilsyn" in client.get("/plikter/").content.decode()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert "internal control and state" in client.get("/plikter/").content.decode()

    @pytest.mark.parametrize(
        "bad",
        [
            {"first": "2020-01-01", "every": "6", "per": "month"},
            {"first": "", "every": "6", "per": "month"},
            {"first": "2099-01-01", "every": "0", "per": "month"},
            {"first": "2099-01-01", "every": "6", "per": "year"},
        ],
    )
    def test_bad_input_is_said_and_leaves_nothing(self, none, browse, bad):
        address = reverse("commitments:oblige") + "?plikt=budget-report"
        assert browse("sekretaer").post(address, bad).status_code == 422
        assert not Duty.objects.exists()

    def test_a_preset_that_does_not_exist_is_not_found(self, browse):
        address = reverse("commitments:oblige") + "?plikt=finnes-ikke"
        assert browse("sekretaer").get(address).status_code == 404

    def test_what_is_late_is_not_put_off_by_setting_it_anew(self, secretary, today):
        row = Duty.objects.get(key="budget-report")
        facts = {"key": row.key, "role": row.role, "to": row.to, "by": secretary, "today": today}
        with pytest.raises(Refused, match="Første frist kan være senest"):
            duties.oblige(row.what, date(2099, 1, 1), 6, Per.MONTH, **facts)
        Duty.objects.filter(pk=row.pk).update(valid_from=today - timedelta(days=500))
        with pytest.raises(Refused, match="over fristen, først"):
            duties.oblige(row.what, today, 6, Per.MONTH, **facts)
        assert Duty.objects.filter(key=row.key, valid_to=None).get().pk == row.pk

    def test_it_is_needed_every_time(self, secretary, today, browse):
        row = Duty.objects.get(key="internal-control")
        with pytest.raises(Refused, match="Loven krever det hver gang"):
            duties.perform(row, "Ikke i år.", by=secretary, today=today, waived=True)
        page = browse("kommunedirektor").get(reverse("commitments:perform", args=[row.pk]))
        assert "trengtes ikke" not in page.content.decode()


@pytest.mark.django_db
def test_what_was_entered_by_mistake_is_taken_away_before_it_falls_due(secretary, council, today):
    far = today + timedelta(days=9_000)
    row = duties.oblige(
        "Feil", far, 1, Per.MONTH, role=Role.MAYOR, to=council, by=secretary, today=today
    )
    duties.end_duty(row, by=secretary, today=today)
    assert row not in queries.in_force(today)
    row.refresh_from_db()
    assert list(queries.due_days(row)) == []
