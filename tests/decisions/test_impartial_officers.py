"""Whoever works for the municipality neither prepares nor decides what they are close to (fvl. § 6, koml. § 13-3)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case, CaseParty
from tannhjul.core.law import Breach
from tannhjul.decisions.actions import delegated as decisions
from tannhjul.decisions.actions import reviews
from tannhjul.decisions.models import DelegatedDecision
from tannhjul.delegation.models import Area
from tannhjul.organisation.models import Body, Interest, Person, Unit

pytestmark = pytest.mark.django_db
BAND = "Lillevik skolekorps"


def leader(unit):
    return Unit.objects.get(name=unit).leaderships.get(valid_to=None).person


@pytest.fixture
def culture(db):
    return leader("Kultur")


def tie(person, sort, name=BAND):
    return Interest.objects.create(person=person, tie=sort, name=name, valid_from=date(2020, 1, 1))


def decide(person, secretary, today, parties=(BAND,), **more):
    matter = decisions.Matter(
        area=Area.objects.get(name="Kulturmidler"),
        title="Tilskudd til korpset",
        measure="kroner",
        amount=Decimal(20_000),
        parties=tuple(parties),
    )
    return decisions.decide(
        matter, "Innvilges.", "Vanlig sak.", by=secretary, person=person, today=today, **more
    )


class TestDeciding:
    @pytest.mark.parametrize("sort", ["board", "family"])
    def test_whoever_is_close_to_a_party_does_not_decide(self, culture, secretary, today, sort):
        tie(culture, sort)
        with pytest.raises(Breach) as breach:
            decide(culture, secretary, today)
        assert breach.value.rule.paragraph == "forvaltningsloven § 6 (1)"
        assert decide(culture, secretary, today, parties=["Sangkoret"])

    def test_nobody_decides_for_oneself(self, culture, secretary, today):
        with pytest.raises(Breach, match="§ 6"):
            decide(culture, secretary, today, parties=[culture.name])

    def test_nor_does_whoever_answers_to_somebody_who_is(self, culture, secretary, today):
        unit = Unit.objects.get(name="Kultur")
        above = unit.places.get().above.leaderships.get(valid_to=None).person
        tie(above, "board")
        with pytest.raises(Breach) as breach:
            decide(culture, secretary, today)
        assert breach.value.rule.paragraph == "forvaltningsloven § 6 (3)"

    def test_another_tie_takes_a_reason_that_is_kept(self, culture, secretary, today, browse):
        tie(culture, "member")
        with pytest.raises(Breach) as breach:
            decide(culture, secretary, today)
        assert breach.value.rule.paragraph == "forvaltningsloven § 8 (1)"
        why = "Støttemedlem uten verv, som halve bygda."
        row = decide(culture, secretary, today, impartial_because=why)
        assert why in browse().get(row.get_absolute_url()).content.decode()

    def test_the_parties_of_the_case_count_too(self, culture, secretary, today):
        tie(culture, "board")
        case = cases.open_case("Støtte til korpset", by=secretary, today=today)
        CaseParty.objects.create(case=case, name=BAND)
        matter = decisions.Matter(
            area=Area.objects.get(name="Kulturmidler"),
            title="Tilskudd",
            measure="kroner",
            amount=Decimal(1),
            case=case,
        )
        with pytest.raises(Breach, match="§ 6"):
            decisions.decide(matter, "Ja.", "Nei.", by=secretary, person=culture, today=today)

    def test_the_form_asks_and_says_what_is_wrong(self, browse):
        chief = Person.objects.get(user__username="demo-kommunedirektor")
        tie(chief, "board", "Lillevik Kraft AS")
        facts = {
            "title": "Kjøp av strøm",
            "area": Area.objects.get(name="Alle saker").pk,
            "principled": "no",
            "why": "Vanlig sak",
            "text": "Innvilges.",
            "amount": "0",
            "measure": "kroner",
            "parties": "Kari Lie\nLillevik Kraft",
        }
        client, address = browse("kommunedirektor"), reverse("decisions:decide")
        answer = client.post(address, facts)
        assert answer.status_code == 422, "that one is impartial is said, not taken for granted"
        answer = client.post(address, facts | {"impartial": "on"})
        assert answer.status_code == 422
        assert "forvaltningsloven § 6 (1)" in answer.content.decode()
        assert not DelegatedDecision.objects.filter(title="Kjøp av strøm").exists()
        other = facts | {"impartial": "on", "parties": "Kari Lie"}
        assert client.post(address, other).status_code == 302


class TestPreparing:
    @pytest.fixture
    def case(self, users):
        """A case that its officer has sent to the chief executive, taken back."""
        case = Case.objects.get(status="submitted")
        cases.take_back(case, by=users["saksbehandler"])
        CaseParty.objects.create(case=case, name=BAND)
        return case

    def test_whoever_is_close_to_a_party_does_not_send_the_case_on(self, case, users):
        officer = Person.objects.get_or_create(
            user=case.officer, defaults={"name": str(case.officer)}
        )[0]
        row = tie(officer, "board")
        with pytest.raises(Breach) as breach:
            cases.submit(case, by=users["saksbehandler"])
        assert breach.value.rule.paragraph == "forvaltningsloven § 6 (1)"
        row.delete()
        assert cases.submit(case, by=users["saksbehandler"]).status == "submitted"

    def test_nor_approves_it(self, case, users, today):
        chief = users["kommunedirektor"]
        cases.submit(case, by=users["saksbehandler"])
        tie(Person.objects.get(user=chief), "board")
        with pytest.raises(Breach, match="§ 6"):
            cases.approve(case, "Ja.", by=chief, today=today)

    def test_nor_is_it_handed_over_to_one(self, case, users, secretary):
        leads = users["enhetsleder"]
        tie(Person.objects.get(user=leads), "family")
        with pytest.raises(Breach, match="§ 6"):
            cases.hand_over(case, leads, None, by=secretary)
        case.refresh_from_db()
        assert case.officer != leads


class TestTryingAgain:
    @pytest.fixture
    def complaint(self, users, secretary, today):
        person = Person.objects.get(user=users["enhetsleder"])
        row = decide(person, secretary, today, parties=[]) if _has_power(person) else None
        row = row or decide(leader("Kultur"), secretary, today, parties=[])
        return reviews.complain(
            row, "Kari Lie", "For lite.", by=secretary, told_on=today, received_on=today
        )

    def test_whoever_decided_does_not_prepare_the_case(self, complaint, users, secretary, today):
        person = complaint.delegated.decided_by
        if person.user is None:
            person.user = users["saksbehandler"]
            Person.objects.filter(user=person.user).exclude(pk=person.pk).update(user=None)
            person.save()
        board = Body.objects.create(
            name="Klagenemnda",
            short="KN",
            kind="complaints_board",
            power="decides",
            valid_from=date(2020, 1, 1),
        )
        row = reviews.pass_on(complaint, board, "Fastholdt", by=person.user, today=today)
        assert row.case.officer is None
        with pytest.raises(Breach) as breach:
            cases.hand_over(row.case, person.user, None, by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 13-3 (2)"
        cases.hand_over(row.case, users["kommunedirektor"], None, by=secretary)

    def test_nor_does_whoever_prepared_it_nor_those_below(self, users, secretary, today):
        below = users["enhetsleder"]
        officer = users["kommunedirektor"]
        first = Case.objects.filter(status="decided").first()
        Case.objects.filter(pk=first.pk).update(officer=officer)
        case = cases.open_case(
            "Klage",
            by=secretary,
            today=today,
            nature="complaint",
            complaint_over=Case.objects.get(pk=first.pk),
        )
        with pytest.raises(Breach) as breach:
            cases.hand_over(case, officer, None, by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 13-3 (2)"
        with pytest.raises(Breach) as breach:
            cases.hand_over(case, below, None, by=secretary)
        assert breach.value.rule.paragraph == "kommuneloven § 13-3 (3)"
        cases.hand_over(case, secretary, None, by=secretary)


def _has_power(person):
    return person.leaderships.filter(unit__name="Kultur", valid_to=None).exists()
