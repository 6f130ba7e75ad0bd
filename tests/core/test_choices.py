"""Local choices of every sort: what is taken, how it is shown, and for whom it holds."""

from datetime import date

import pytest
from django.utils import translation

from tannhjul.core import choices
from tannhjul.core.choices import OPTIONS, Option, Sort, chosen
from tannhjul.core.law import RULES, Breach, Dated, Refused, comply, statute
from tannhjul.core.models import Choice, Event
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Unit

WAYS = {"a": "Yes", "b": "No"}
NUMBER = Option("t.number", 3, "n", "s", least=2, most=6, step="0.5", unit="days")
SHARE = Option("t.share", 40, "n", "s", sort=Sort.SHARE, most=100)
YES_NO = Option("t.yes_no", False, "n", "s", sort=Sort.YES_NO)
ONE_OF = Option("t.one_of", "a", "n", "s", sort=Sort.ONE_OF, among=WAYS)
SEVERAL = Option("t.several", [], "n", "s", sort=Sort.SEVERAL, among=WAYS)


@pytest.mark.parametrize(
    ("option", "given", "kept", "shown"),
    [
        (NUMBER, "2.5", 2.5, "2,5 dager"),
        (NUMBER, 4, 4, "4 dager"),
        (SHARE, "75", 75, "75 %"),
        (YES_NO, "1", True, "Ja"),
        (YES_NO, "", False, "Nei"),
        (ONE_OF, "a", "a", "Ja"),
        (SEVERAL, ["a", "b"], ["a", "b"], "Ja, Nei"),
        (SEVERAL, [], [], "Ingen"),
    ],
)
def test_a_value_is_taken_as_it_is_written_and_shown_in_words(option, given, kept, shown):
    assert option.taken(given) == kept
    with translation.override("nb"):
        assert option.shown(kept) == shown


@pytest.mark.parametrize(
    ("option", "given"),
    [
        (NUMBER, 1),
        (NUMBER, 7),
        (NUMBER, "2.3"),
        (NUMBER, "mange"),
        (SHARE, 101),
        (SHARE, -1),
        (ONE_OF, "c"),
        (SEVERAL, ["a", "c"]),
    ],
)
def test_what_cannot_be_chosen_is_refused(option, given):
    with pytest.raises(Refused):
        option.taken(given)


def test_what_usually_holds_can_itself_be_chosen_and_shown_in_every_language():
    for option in OPTIONS.values():
        assert option.taken(option.default) == option.default, option.key
        for language in ("nb", "nn", "en"):
            with translation.override(language):
                assert option.shown(option.default)


@pytest.mark.django_db
class TestForWhom:
    def test_any_row_can_have_its_own(self, secretary, today, monkeypatch):
        monkeypatch.setitem(choices.OPTIONS, "t.share", SHARE)
        unit, other = Unit.objects.all()[:2]
        made = {"decided_by": "KST", "by": secretary, "today": today}
        register.choose(SHARE, 50, **made)
        register.choose(SHARE, 75, body=unit, **made)
        found = [chosen(SHARE, today, row) for row in (None, unit, other)]
        assert found == [50, 75, 50]
        event = Event.objects.filter(verb="organisation.choose").latest("pk")
        assert event.unit == unit.pk

    def test_a_body_and_a_unit_with_the_same_number_are_not_mixed_up(self, council, today):
        unit = Unit.objects.get(pk=council.pk)
        Choice.objects.create(
            key="t.share", scope_kind="organisation.unit", scope=unit.pk, value=9, valid_from=today
        )
        assert chosen(SHARE, today, unit) == 9
        assert chosen(SHARE, today, council) == chosen(SHARE, today, council.pk) == 40

    def test_it_is_made_and_shown_in_words_on_the_page(self, browse):
        client = browse("sekretaer")
        form = client.get("/oppsett/valg/administration.leadership_group/").content.decode()
        assert "Direktører og stabsledere" in form
        sent = {"value": "2", "today": "2026-01-01", "decided_by": "KST PS 1/26"}
        assert (
            client.post("/oppsett/valg/administration.leadership_group/", sent).status_code == 302
        )
        page = client.get("/oppsett/valg/").content.decode()
        assert "<strong>Direktører og stabsledere</strong>" in page
        answer = client.post(
            "/oppsett/valg/administration.leadership_group/", {**sent, "value": "7"}
        )
        assert answer.status_code == 422
        assert "Direktører og stabsledere" in browse().get("/regler/").content.decode()


@statute("kommuneloven", "0-0", says="x", since=date(2030, 1, 1), until=date(2040, 1, 1))
def _never(value: int) -> bool:
    return False


del RULES[_never.rule.name]  # a law of this test alone


class TestTheLawInForce:
    @pytest.mark.parametrize("day", [date(2029, 12, 31), date(2040, 1, 1)])
    def test_a_rule_that_is_not_in_force_stops_nothing(self, day):
        comply(_never, 1, on=day)

    @pytest.mark.parametrize("day", [date(2030, 1, 1), date(2039, 12, 31)])
    def test_a_rule_in_force_does(self, day):
        with pytest.raises(Breach):
            comply(_never, 1, on=day)

    @pytest.mark.parametrize(
        ("day", "value"),
        [(date(2019, 1, 1), 14), (date(2020, 1, 1), 14), (date(2026, 1, 1), 21)],
    )
    def test_a_number_of_the_law_is_that_of_the_day(self, day, value):
        weeks = Dated({date(2026, 1, 1): 21, date(2020, 1, 1): 14})
        assert weeks.on(day) == value
