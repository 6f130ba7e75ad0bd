"""Who decides? Questions as people write them, and answers that conclude."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from tannhjul.arrangements.models import Adoption
from tannhjul.cases.models import Case
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions.models import DelegatedDecision
from tannhjul.delegation import actions, papers, queries
from tannhjul.delegation.models import Area, Grant
from tannhjul.organisation.actions import bodies
from tannhjul.organisation.models import Body
from tannhjul.web.forms import Number

pytestmark = pytest.mark.django_db
ASK = "/delegering/"


def _answer(browse, **asked):
    return browse().get(ASK, asked).content.decode()


class TestAsking:
    @pytest.mark.parametrize(
        ("text", "words", "amount"),
        [
            ("innkjøp 400 000", "innkjøp", Decimal(400_000)),
            ("innkjøp 400.000 kr", "innkjøp", Decimal(400_000)),
            ("400000 kr", "", Decimal(400_000)),
            ("kjøp for 99,50 kroner nå", "kjøp for nå", Decimal("99.50")),
            ("innkjøp kr 400 000", "innkjøp", Decimal(400_000)),
            ("innkjøp 2 millioner", "innkjøp", Decimal(2_000_000)),
            ("4,5 mill. kr til veg", "til veg", Decimal(4_500_000)),
            ("300 tusen kroner", "", Decimal(300_000)),
            ("innkjøp 2026 400 000 kr", "innkjøp 2026", Decimal(400_000)),
            ("§ 8-2 permisjon", "§ 8-2 permisjon", None),
            ("3 årsverk", "3 årsverk", None),
            ("budsjett 2027", "budsjett 2027", None),
            ("permisjon", "permisjon", None),
            ("9" * 40, "9" * 40, None),
        ],
    )
    def test_an_amount_among_the_words_is_understood(self, text, words, amount):
        assert queries.words_and_amount(text) == (words, amount)

    def test_the_amount_decides_who_is_reached(self, browse):
        text = _answer(browse, q="innkjøp 400 000 kr")
        assert "<strong>Ja</strong>" in text
        assert "Ingen av dem rekker så langt" not in text

    @pytest.mark.parametrize(
        "asked",
        [
            {"q": "innkjøp 500 000 000"},
            {"q": "innkjøp", "amount": "500000000", "measure": "kroner"},
        ],
    )
    def test_where_nobody_is_reached_the_council_decides(self, browse, asked):
        assert "Ingen av dem rekker så langt: kommunestyret avgjør." in _answer(browse, **asked)

    def test_an_amount_alone_is_held_against_everyone_with_a_limit(self, browse):
        text = _answer(browse, q="400000 kr")
        assert "Innkjøp" in text.split("Saksområder")[0]
        text = _answer(browse, amount="3", measure="percent")
        assert "Ingen har en grense i det. Skriv også hva det gjelder." in text

    def test_another_measure_is_not_too_much(self, browse):
        text = _answer(browse, q="Innkjøp", amount="5", measure="posts")
        assert "Grensen i delegeringen telles i noe annet." in text
        assert "Beløpet er større" not in text

    @pytest.mark.parametrize("q", ["", " ", "\0", "%", "9" * 100, "1,1,1", "kr"])
    def test_any_question_gets_a_page(self, browse, q):
        assert browse().get(ASK, {"q": q, "amount": ""}).status_code == 200


class TestRegister:
    def test_the_council_gives_nothing_to_itself(self, council, secretary, today):
        area = Area.objects.get(name="Kulturmidler")
        with pytest.raises(Refused, match="har denne myndigheten allerede"):
            actions.give(area, "body", "KST PS 1/26", by=secretary, today=today, body=council)

    def test_a_working_committee_gets_no_matters_of_principle(self, committee, secretary, today):
        body = bodies.create_body(
            "Arbeidsutvalget",
            "AU",
            "working_committee",
            by=secretary,
            today=today,
            parent=committee,
        )
        area, how = Area.objects.get(name="Kulturmidler"), {"by": secretary, "today": today}
        with pytest.raises(Breach, match="5-7"):
            actions.give(area, "body", "PS 1", body=body, principled=True, **how)
        assert actions.give(area, "body", "PS 1", body=body, **how).body == body

    def test_what_is_fetched_can_be_sent_back_with_one_line_more(self, secretary, today, browse):
        before = Grant.objects.count()
        rows = papers.lines(papers.sheet(queries.in_force(today)))
        assert actions.load(rows, by=secretary, today=today).new == 0
        assert Grant.objects.count() == before
        more = {
            "area": "Kulturmidler",
            "holder": "Et organ",
            "name": "Formannskapet",
            "decided_by": "KST PS 3/26",
        }
        assert actions.load([*rows, (99, more)], by=secretary, today=today).new == 1
        sent = papers.sheet(queries.in_force(today))
        upload = SimpleUploadedFile("d.xlsx", sent)
        assert (
            browse("sekretaer").post(reverse("delegation:load"), {"file": upload}).status_code
            == 302
        )
        assert Grant.objects.count() == before + 1

    def test_every_wrong_line_is_named(self, secretary, today):
        rows = [(number, {"area": "Kulturmidler", "holder": "Ingen"}) for number in (2, 3)]
        with pytest.raises(Refused, match=r"Linje 2: .* Linje 3: "):
            actions.load(rows, by=secretary, today=today)


class TestOfPrinciple:
    def test_what_was_written_goes_along(self, browse):
        area = Area.objects.get(name="Innkjøp")
        facts = {
            "title": "Kjøp av brøytebil",
            "area": area.pk,
            "amount": "1 500 000",
            "measure": "kroner",
            "principled": "yes",
            "impartial": "on",
            "why": "Ny type bil",
            "text": "Bilen kjøpes.",
            "reasons": "Den gamle er utslitt.",
        }
        answer = browse("enhetsleder").post(reverse("decisions:decide"), facts)
        assert answer.status_code == 302
        page = browse("enhetsleder").get(answer["Location"]).content.decode()
        for words in ("Bilen kjøpes.", "Den gamle er utslitt.", "1\u00a0500\u00a0000 kroner"):
            assert words in page
        assert not DelegatedDecision.objects.filter(title="Kjøp av brøytebil").exists()

    def test_what_is_exempt_is_exempt_in_a_case_that_was_open(self, browse, users):
        mine = Case.objects.get(title="Lekeplass på Solsiden")
        Case.objects.filter(pk=mine.pk).update(officer=users["enhetsleder"])
        facts = {
            "title": mine.title,
            "area": Area.objects.get(name="Innkjøp").pk,
            "amount": "400000.50",
            "measure": "kroner",
            "principled": "yes",
            "impartial": "on",
            "why": "Ny",
            "text": "Kari Nordmann får støtte.",
            "ground": "13",
            "screened_title": "Støtte til Kari Nordmann",
        }
        answer = browse("enhetsleder").post(reverse("decisions:decide") + f"?sak={mine.pk}", facts)
        assert answer.status_code == 302
        mine.refresh_from_db()
        assert mine.ground == "13"
        assert "Kari" not in browse("saksbehandler").get(mine.get_absolute_url()).content.decode()
        assert "Kari" in browse("enhetsleder").get(mine.get_absolute_url()).content.decode()

    def test_nothing_is_judged_beforehand(self, browse):
        page = browse("enhetsleder").get(reverse("decisions:decide")).content.decode()
        assert page.count('name="principled"') == 3
        assert "checked" not in page


class TestComparing:
    def test_two_that_are_one_are_not_compared(self, browse):
        answer = _page(browse, first="svelvik", second="svelvik")
        assert "Velg en annen enn den første." in answer
        assert "Velg en annen" not in _page(browse, first="svelvik", second="gentofte")


def _page(browse, **asked):
    return browse().get("/ordninger/sammenlign/", asked).content.decode()


class TestIntroducing:
    def _post(self, browse, **changed):
        facts = {"decided_by": "KST PS 1/26", "sure": "on", **changed}
        return browse("administrator").post("/ordninger/fredrikstad/innfor/", facts)

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"sure": ""}, "påkrevet"),
            ({"valid_from": "2020-01-01"}, "ikke tre i kraft før i dag"),
            ({"decided_by": ""}, "påkrevet"),
        ],
    )
    def test_not_without_looking_and_never_back_in_time(self, browse, today, changed, says):
        answer = self._post(browse, **{"valid_from": today, **changed})
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not Adoption.objects.exists()

    def test_from_a_day_that_comes(self, browse):
        assert self._post(browse, valid_from="2999-01-01").status_code == 302
        assert Adoption.objects.get().status == "decided"
        assert Body.objects.filter(valid_to=None, short="FSK").exists()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("400 000", 400_000),
        ("400 000 kr", 400_000),
        ("kr 400.000", 400_000),
        ("1.250.000,50 kroner", Decimal("1250000.5")),
        ("12,5", Decimal("12.5")),
        ("kr. 50,-", 50),
    ],
)
def test_an_amount_is_read_as_it_is_written(typed, number):
    with translation.override("nb"):
        assert Number(max_digits=14).clean(typed) == number


@pytest.mark.parametrize("typed", ["mye", "kr", "4.00.000", "1,2,3"])
def test_what_is_no_amount_is_refused(typed):
    with translation.override("nb"), pytest.raises(ValidationError):
        Number(max_digits=14).clean(typed)
