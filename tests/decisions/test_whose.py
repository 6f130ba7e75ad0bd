"""Whose a matter is: who decides, who answers, what is pushed down and what is taken over."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tannhjul.cases import actions as cases
from tannhjul.cases.enums import PAPER_PARTS
from tannhjul.cases.models import Case
from tannhjul.commitments.actions.judgements import judge
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Breach, Refused
from tannhjul.decisions import queries
from tannhjul.decisions.actions import delegated, precedents
from tannhjul.decisions.enums import PRINCIPLE
from tannhjul.decisions.models import DelegatedDecision, Precedent
from tannhjul.delegation import actions as delegation
from tannhjul.delegation import queries as delegation_queries
from tannhjul.delegation.models import Area, Exclusion, Grant
from tannhjul.organisation.actions import bodies, government, seats, units
from tannhjul.organisation.models import Body, Person, Unit

pytestmark = pytest.mark.django_db


def _area(name):
    return Area.objects.get(name=name)


def _leader(name):
    return Unit.objects.get(name=name).leaderships.get(valid_to=None).person


@pytest.fixture
def culture():
    return Unit.objects.get(name="Kultur")


@pytest.fixture
def boss(chief):
    return Person.objects.get(user=chief)


@pytest.fixture
def sent_up(culture, secretary, council, today):
    """A grant of 20 000 kroner that the unit may decide itself, sent up all the same."""
    case = cases.open_case("Støtte til korpset", by=secretary, today=today, unit=culture)
    texts = {"question": "Skal korpset få støtte?", "background": "Søknad", "assessment": "Ja"}
    cases.write(case, texts, based_on=1, by=secretary)
    cases.set_route(case, [(council, "decides")], by=secretary)
    return cases.submit(case, by=secretary)


def _matter(case, amount=20_000, area="Kulturmidler", **more):
    return delegated.Matter(
        area=_area(area),
        title="Støtte til korpset",
        measure="kroner",
        amount=Decimal(amount),
        case=case,
        **more,
    )


def _push(case, boss, chief, today, **more):
    return precedents.push_down(
        _matter(case, **more), "Dette er vanlig drift.", by=chief, person=boss, today=today
    )


class TestPushedDown:
    @pytest.mark.source("002a-C19")
    def test_what_a_unit_may_decide_itself_goes_back_to_it_with_its_power(
        self, sent_up, culture, boss, chief, users, today
    ):
        leader = _leader("Kultur")
        Person.objects.filter(user=users["enhetsleder"]).update(user=None)
        Person.objects.filter(pk=leader.pk).update(user=users["enhetsleder"])
        row = _push(sent_up, boss, chief, today)
        case = Case.objects.get(pk=sent_up.pk)
        assert case.status == "draft"
        said = case.remarks.get().text
        assert "Dette er vanlig drift." in said
        assert str(row.grant) in said
        [task] = [t for t in tasks(users["enhetsleder"].acting("unit_leader"), today) if t.due]
        assert str(row.grant) in task.what
        assert task.due == today + timedelta(days=14)
        assert f"?sak={case.pk}" in task.url

    @pytest.mark.source("002a-C19")
    def test_sent_up_again_with_nothing_new_it_is_stopped(
        self, sent_up, boss, chief, secretary, today
    ):
        _push(sent_up, boss, chief, today)
        with pytest.raises(Refused, match="vanlig drift"):
            cases.submit(sent_up, by=secretary)
        assert Case.objects.get(pk=sent_up.pk).status == "draft"
        paper = sent_up.papers.last()
        same = {part: getattr(paper, part) for part in PAPER_PARTS}
        cases.write(sent_up, same, based_on=paper.number, by=secretary)
        with pytest.raises(Refused, match="vanlig drift"):
            cases.submit(sent_up, by=secretary)
        texts = {"question": "Ny opplysning: korpset legges ned ellers.", "background": "x"}
        cases.write(sent_up, texts, based_on=paper.number + 1, by=secretary)
        assert cases.submit(sent_up, by=secretary).status == "submitted"

    @pytest.mark.source("002a-C19")
    def test_what_the_unit_has_no_power_for_cannot_be_pushed_down(
        self, sent_up, boss, chief, today
    ):
        with pytest.raises(Refused, match="Hvem som kan avgjøre"):
            _push(sent_up, boss, chief, today, amount=90_000_000)
        assert Case.objects.get(pk=sent_up.pk).status == "submitted"
        matter = delegated.Matter(area=_area("Kulturmidler"), title="x", case=sent_up)
        with pytest.raises(Refused, match="beløpet"):
            precedents.push_down(matter, "Ditt", by=chief, person=boss, today=today)
        assert not Precedent.objects.exists()

    @pytest.mark.source("002a-C19")
    def test_judged_to_be_of_principle_since_it_goes_up_again(
        self, sent_up, boss, chief, secretary, today
    ):
        _push(sent_up, boss, chief, today)
        judge(PRINCIPLE, sent_up, "yes", "Ny praksis", boss, by=chief, today=today)
        assert cases.submit(sent_up, by=secretary).status == "submitted"

    def test_what_has_been_called_in_is_not_pushed_down(self, sent_up, boss, chief, today):
        judge(PRINCIPLE, sent_up, "yes", "Ny praksis", boss, by=chief, today=today)
        with pytest.raises(Refused, match="prinsipiell"):
            _push(sent_up, boss, chief, today)
        assert Case.objects.get(pk=sent_up.pk).status == "submitted"

    @pytest.mark.source("002a-C19")
    def test_pushed_back_of_sent_up_is_counted_for_the_unit(
        self, sent_up, culture, boss, chief, today, browse
    ):
        since = today.replace(month=1 if today.month < 7 else 7, day=1)
        before = queries.shares(culture, since)
        _push(sent_up, boss, chief, today)
        found = queries.shares(culture, since)
        assert before.pushed_down == 0
        assert (found.pushed_down, found.sent_up) == (1, before.sent_up)
        text = browse().get(culture.get_absolute_url()).content.decode()
        assert f"1 av {found.sent_up} siden" in text

    @pytest.mark.source("002a-C19")
    def test_a_leader_of_a_unit_plays_it_up_and_has_it_back_with_the_clock_running(
        self, council, secretary, users, browse, today
    ):
        unit = Unit.objects.get(leaderships__person__user__username="demo-enhetsleder")
        given = Grant.objects.get(unit__name="Kultur", area=_area("Kulturmidler"))
        made = {"by": secretary, "today": today, "limit": given.limit, "measure": given.measure}
        line, parent = _line(unit)[1:], given.parent
        for each in line[-1:] if _above(unit) == given.parent.unit else line:
            parent = delegation.give(given.area, "unit", "KD", unit=each, parent=parent, **made)
        leader = users["enhetsleder"].acting("unit_leader")
        case = cases.open_case(
            "Støtte til koret", by=leader, today=today, unit=unit, officer=leader
        )
        texts = {"question": "Skal koret få støtte?", "background": "Søknad", "assessment": "Ja"}
        cases.write(case, texts, based_on=1, by=leader)
        cases.set_route(case, [(council, "decides")], by=leader)
        client = browse("enhetsleder")
        submit = reverse("cases:submit", args=[case.pk])
        assert client.post(submit).status_code == 302
        assert Case.objects.get(pk=case.pk).status == "submitted"
        down = {"area": given.area.pk, "amount": "20000", "measure": "kroner", "why": "Drift."}
        push = reverse("decisions:push_down", args=[case.pk])
        assert browse("kommunedirektor").post(push, down).status_code == 302
        front = client.get("/").content.decode()
        assert "Støtte til koret" in front
        assert "Drift." in client.get(case.get_absolute_url()).content.decode()
        again = client.post(submit, follow=True).content.decode()
        assert "ikke noe nytt" in again
        assert Case.objects.get(pk=case.pk).status == "draft"
        late = tasks(leader, today + timedelta(days=15))
        [task] = [row for row in late if case.title in row.about and row.due]
        assert task.due == today + timedelta(days=14), "a day late, and still there"

    @pytest.mark.source("002a-C19")
    def test_handed_over_or_recalled_it_is_not_theirs_any_more(
        self, sent_up, boss, chief, secretary, today
    ):
        row = _push(sent_up, boss, chief, today)
        other = Unit.objects.exclude(pk=sent_up.unit_id).exclude(task="head").first()
        Case.objects.filter(pk=sent_up.pk).update(unit=other)
        assert cases.submit(sent_up, by=secretary).status == "submitted"
        Case.objects.filter(pk=sent_up.pk).update(unit=sent_up.unit, status="draft")
        with pytest.raises(Refused, match="vanlig drift"):
            cases.submit(sent_up, by=secretary)
        delegation.recall(row.grant, "Omorganisering", by=secretary, today=today)
        assert cases.submit(sent_up, by=secretary).status == "submitted"

    @pytest.mark.source("002a-C19")
    def test_the_same_case_pushed_down_twice_is_one(
        self, sent_up, culture, boss, chief, secretary, today
    ):
        _push(sent_up, boss, chief, today)
        paper = sent_up.papers.last()
        texts = {"question": "Nytt: korpset legges ned.", "background": "x"}
        cases.write(sent_up, texts, based_on=paper.number, by=secretary)
        cases.submit(sent_up, by=secretary)
        _push(sent_up, boss, chief, today)
        since = today.replace(month=1 if today.month < 7 else 7, day=1)
        found = queries.shares(culture, since)
        assert found.pushed_down == 1
        assert found.pushed_down <= found.sent_up

    def test_from_the_page_by_the_chief_executive_alone(self, sent_up, browse):
        address = reverse("decisions:push_down", args=[sent_up.pk])
        assert browse("saksbehandler").get(address).status_code in (403, 404)
        page = browse("kommunedirektor")
        assert address in page.get(sent_up.get_absolute_url()).content.decode()
        bad = page.post(address, {"area": _area("Kulturmidler").pk, "why": ""})
        assert bad.status_code == 422
        page.post(
            address,
            {
                "area": _area("Kulturmidler").pk,
                "amount": "20000",
                "measure": "kroner",
                "why": "Vanlig drift.",
            },
        )
        assert Precedent.objects.get().case == sent_up


class TestTakenOver:
    def _decide(self, case, boss, chief, today, **more):
        return delegated.decide(
            _matter(case),
            "Korpset får 20 000 kroner.",
            "Vanlig sak.",
            by=chief,
            person=boss,
            today=today,
            **more,
        )

    @pytest.mark.source("002a-R15")
    def test_whoever_passed_the_power_on_says_why_it_is_taken_over(
        self, sent_up, boss, chief, today
    ):
        with pytest.raises(Refused, match="Kultur"):
            self._decide(sent_up, boss, chief, today)
        assert not DelegatedDecision.objects.filter(case=sent_up).exists()
        row = self._decide(sent_up, boss, chief, today, taken_because="Enhetslederen er i korpset.")
        kept = Precedent.objects.get(decision=row)
        assert (kept.kind, kept.grant.unit.name) == ("taken", "Kultur")

    def test_why_an_exempt_one_was_taken_over_is_not_shown_to_everyone(
        self, sent_up, boss, chief, today, browse
    ):
        matter = delegated.Matter(
            area=_area("Kulturmidler"),
            title="Støtte",
            measure="kroner",
            amount=Decimal(10),
            case=sent_up,
            ground="13",
        )
        row = delegated.decide(
            matter,
            "Ja",
            "Vanlig",
            by=chief,
            person=boss,
            today=today,
            taken_because="Om helsen til lederen.",
        )
        assert "Om helsen" not in browse().get(row.get_absolute_url()).content.decode()

    @pytest.mark.source("002a-R15")
    def test_the_unit_itself_decides_without_being_asked(self, sent_up, secretary, today):
        row = self._decide(sent_up, _leader("Kultur"), secretary, today)
        assert row.grant.unit.name == "Kultur"
        assert not Precedent.objects.exists()

    @pytest.mark.source("002a-R15")
    def test_without_a_case_it_is_the_same(self, culture, boss, chief, secretary, today, browse):
        """Whoever begins to decide what a unit has been delegated is told whose it is."""
        address = reverse("decisions:decide")
        data = {
            "area": _area("Kulturmidler").pk,
            "amount": "20000",
            "measure": "kroner",
            "title": "Støtte til korpset",
            "principled": "no",
            "why": "Vanlig.",
            "text": "Korpset får 20 000 kroner.",
            "impartial": "on",
        }
        client = browse("kommunedirektor")
        refused = client.post(address, data)
        assert refused.status_code == 422
        assert "Kultur har fått myndighet" in refused.content.decode()
        assert not DelegatedDecision.objects.filter(title="Støtte til korpset").exists()
        assert client.post(address, {**data, "taken_because": "Leder er syk."}).status_code == 302
        kept = Precedent.objects.get(decision__title="Støtte til korpset")
        assert (kept.kind, kept.why, kept.grant.unit) == ("taken", "Leder er syk.", culture)

    @pytest.mark.source("002a-R15")
    def test_where_several_have_the_power_it_is_said_whose_it_is(
        self, culture, boss, chief, secretary, today
    ):
        given = Grant.objects.get(unit=culture, area=_area("Kulturmidler"))
        other = units.create_unit("Kulturskolen", parent=_above(culture), by=secretary, today=today)
        made = {"by": secretary, "today": today, "limit": given.limit, "measure": given.measure}
        delegation.give(given.area, "unit", "KD", unit=other, parent=given.parent, **made)
        matter = _matter(None)
        how = {"by": chief, "person": boss, "today": today}
        with pytest.raises(Refused, match="Kultur, Kulturskolen"):
            delegated.decide(matter, "Ja", "Vanlig", taken_because="Haster", **how)
        named = replace(matter, whose=other)
        with pytest.raises(Refused, match="Kulturskolen har fått myndighet"):
            delegated.decide(named, "Ja", "Vanlig", **how)
        elsewhere = Unit.objects.exclude(pk__in=[culture.pk, other.pk]).exclude(task="head").first()
        with pytest.raises(Refused, match="har ikke fått denne myndigheten"):
            delegated.decide(replace(matter, whose=elsewhere), "Ja", "Vanlig", **how)
        row = delegated.decide(named, "Ja", "Vanlig", taken_because="Haster", **how)
        assert Precedent.objects.get(decision=row).grant.unit == other

    @pytest.mark.source("002a-R15")
    def test_a_take_over_comes_up_when_a_like_matter_is_sent_up(
        self, sent_up, culture, boss, chief, secretary, council, today, browse
    ):
        self._decide(sent_up, boss, chief, today, taken_because="Hasteoppdrag fra fylket.")
        like = cases.open_case("Støtte til korpset i Sør", by=secretary, today=today, unit=culture)
        cases.set_route(like, [(council, "decides")], by=secretary)
        cases.submit(like, by=secretary)
        page = browse("kommunedirektor").get(like.get_absolute_url()).content.decode()
        assert "Hasteoppdrag fra fylket." in page

    @pytest.mark.source("002a-R15")
    def test_once_recalled_nothing_is_taken_over(self, sent_up, boss, chief, secretary, today):
        grant = Grant.objects.get(unit__name="Kultur", area__name="Kulturmidler")
        delegation.recall(grant, "Omorganisering", by=secretary, today=today)
        assert self._decide(sent_up, boss, chief, today).pk
        assert not Precedent.objects.exists()

    @pytest.mark.source("002a-R15")
    def test_a_precedent_comes_up_when_a_like_matter_is_sent_up(
        self, sent_up, culture, boss, chief, secretary, council, today, browse
    ):
        _push(sent_up, boss, chief, today)
        like = cases.open_case("Støtte til korpset i Sør", by=secretary, today=today, unit=culture)
        other = cases.open_case("Ny vannledning", by=secretary, today=today, unit=culture)
        for case in (like, other):
            cases.set_route(case, [(council, "decides")], by=secretary)
            cases.submit(case, by=secretary)
        page = browse("kommunedirektor")
        assert "Dette er vanlig drift." in page.get(like.get_absolute_url()).content.decode()
        assert "Dette er vanlig drift." not in page.get(other.get_absolute_url()).content.decode()

    @pytest.mark.source("002a-R15")
    def test_taken_over_of_decided_is_shown_for_the_half_year(
        self, sent_up, culture, boss, chief, today, browse
    ):
        before = queries.shares(culture, today - timedelta(days=30)).decided
        self._decide(sent_up, boss, chief, today, taken_because="Hasteoppdrag.")
        found = queries.shares(culture, today - timedelta(days=30))
        assert (found.taken_over, found.decided) == (1, before + 1)
        text = browse().get(culture.get_absolute_url()).content.decode()
        assert "Tatt over, av delegerte saker avgjort" in text


class TestOwnLeader:
    """«alle ansettelser unntatt lederen for resultatenheten» (002: 5282-5284)."""

    @pytest.fixture
    def hires(self, culture, secretary, today):
        """Everyone down to the unit may hire."""
        area = Area.objects.create(name="Ansettelser", hires=True)
        council = {"decided_by": "PS 1/26", "by": secretary, "today": today}
        top = Unit.objects.get(task="head")
        row = delegation.give(area, "unit", unit=top, may_pass_on=True, **council)
        for unit in _line(culture)[1:]:
            row = delegation.give(area, "unit", unit=unit, parent=row, may_pass_on=True, **council)
        return area

    def _hire(self, person, by, today, leads=None):
        matter = delegated.Matter(
            area=_area("Ansettelser"), title="Ansettelse", leads=leads, leads_nobody=leads is None
        )
        return delegated.decide(
            matter, "Kari ansettes.", "Vanlig.", by=by, person=person, today=today
        )

    @pytest.mark.source("002b-R9")
    def test_a_teacher_but_not_the_leader_of_the_own_unit(self, hires, culture, secretary, today):
        leader = _leader("Kultur")
        assert self._hire(leader, secretary, today).grant.unit == culture
        with pytest.raises(Refused, match=f"avgjøre: {_above(culture)}"):
            self._hire(leader, secretary, today, leads=culture)

    @pytest.mark.source("002b-R9")
    def test_the_one_above_may(self, hires, culture, secretary, today):
        above = _leader(_above(culture).name)
        row = self._hire(above, secretary, today, leads=culture)
        assert (row.leads, row.decided_by) == (culture, above)

    @pytest.mark.source("002b-R9")
    def test_the_case_of_the_unit_is_neither_pushed_down_to_it_nor_taken_over(
        self, hires, culture, secretary, chief, council, boss, today
    ):
        case = cases.open_case("Ny leder", by=secretary, today=today, unit=culture)
        cases.set_route(case, [(council, "decides")], by=secretary)
        case = cases.submit(case, by=secretary)
        matter = delegated.Matter(area=hires, title="Ny leder", case=case, leads=culture)
        with pytest.raises(Refused, match="ovenfra"):
            precedents.push_down(matter, "Din", by=chief, person=boss, today=today)
        other = (
            Unit.objects.exclude(pk=culture.pk)
            .filter(places__above=culture.places.get().above)
            .first()
        )
        with pytest.raises(Refused, match="ovenfra"):
            precedents.push_down(
                replace(matter, leads=other), "Din", by=chief, person=boss, today=today
            )
        with pytest.raises(Refused, match="Si om stillingen"):
            precedents.push_down(
                replace(matter, leads=None), "Din", by=chief, person=boss, today=today
            )
        row = delegated.decide(matter, "Kari", "Vanlig", by=chief, person=boss, today=today)
        assert (row.leads, Precedent.objects.count()) == (culture, 0)

    @pytest.mark.source("002b-R9")
    def test_where_a_director_follows_the_unit_up_it_goes_there(
        self, hires, culture, secretary, today
    ):
        """Arendal: four directors between the chief executive and the units."""
        top = Unit.objects.get(task="head")
        made = {"by": secretary, "today": today}
        office = units.create_unit("Kommunalsjef kultur", parent=top, task="director", **made)
        director = Person.objects.create(name="Kommunalsjefen")
        units.appoint(office, director, **made)
        given = Grant.objects.get(area=hires, unit=top)
        delegation.give(hires, "unit", "KD", unit=office, parent=given, **made)
        units.supervise(culture, director, **made)
        with pytest.raises(Refused, match="avgjøre: Kommunalsjefen"):
            self._hire(_leader("Kultur"), secretary, today, leads=culture)
        assert self._hire(director, secretary, today, leads=culture).leads == culture
        assert self._hire(director, secretary, today).leads is None
        other = (
            Unit.objects.exclude(pk=culture.pk)
            .filter(places__above=culture.places.get().above, board=None)
            .first()
        )
        with pytest.raises(Refused, match="ovenfra"):
            self._hire(director, secretary, today, leads=other)

    @pytest.mark.source("002b-R9")
    def test_where_posts_are_filled_it_is_said_whom_the_post_leads(
        self, hires, secretary, today, browse
    ):
        own_unit = Unit.objects.get(leaderships__person__user__username="demo-enhetsleder")
        row = Grant.objects.get(area=hires, unit__task="head")
        for unit in _line(own_unit)[1:]:
            made = {"by": secretary, "today": today, "may_pass_on": True}
            row = Grant.objects.filter(area=hires, unit=unit).first() or delegation.give(
                hires, "unit", "KD", unit=unit, parent=row, **made
            )
        address = reverse("decisions:decide")
        data = {
            "area": hires.pk,
            "title": "Ansettelse",
            "principled": "no",
            "why": "Vanlig.",
            "text": "Kari ansettes.",
            "impartial": "on",
        }
        client = browse("enhetsleder")
        silent = client.post(address, data)
        assert silent.status_code == 422
        assert "Si om stillingen leder en enhet" in silent.content.decode()
        own = client.post(address, {**data, "leads": str(own_unit.pk)})
        assert own.status_code == 422
        assert "ansettes ovenfra" in own.content.decode()
        assert client.post(address, {**data, "leads": "none"}).status_code == 302

    @pytest.mark.source("002b-R9")
    def test_in_every_unit_it_is_another_post(self, hires, secretary, today):
        tried = 0
        for unit in Unit.objects.on(today).exclude(task="head").filter(board=None):
            leader = unit.leaderships.filter(valid_to=None).first()
            power = Grant.objects.filter(area=hires, unit=_above(unit)).first()
            if leader is None or power is None:
                continue
            if not Grant.objects.filter(area=hires, unit=unit).exists():
                made = {"by": secretary, "today": today}
                delegation.give(hires, "unit", "KD", unit=unit, parent=power, **made)
            assert self._hire(leader.person, secretary, today)
            with pytest.raises(Refused, match="ovenfra"):
                self._hire(leader.person, secretary, today, leads=unit)
            tried += 1
        assert tried >= 5
        assert not Exclusion.objects.filter(grant__area=hires).exists()

    @pytest.mark.source("002b-R9")
    def test_it_follows_the_post_a_stand_in_meets_the_same(self, hires, culture, secretary, today):
        stand_in = Person.objects.create(name="Vikar for lederen")
        units.appoint(culture, stand_in, by=secretary, today=today)
        assert self._hire(stand_in, secretary, today).decided_by == stand_in
        with pytest.raises(Refused, match="ovenfra"):
            self._hire(stand_in, secretary, today, leads=culture)

    @pytest.mark.source("002b-R9")
    def test_in_each_unit_another_leader_and_nobody_enters_an_exception(
        self, hires, culture, secretary, today
    ):
        assert not Grant.objects.filter(area=hires, exclusions__isnull=False).exists()
        other = (
            Unit.objects.exclude(pk=culture.pk)
            .filter(places__above=culture.places.get().above)
            .first()
        )
        with pytest.raises(Refused, match="ovenfra"):
            self._hire(_leader("Kultur"), secretary, today, leads=other)


def _above(unit):
    place = unit.places.filter(valid_to=None).first()
    return place.above if place else None


def _line(unit):
    return [*_line(_above(unit)), unit] if _above(unit) else [unit]


class TestWhoAnswers:
    """«delegert ansvar eller ei» (002: 2181-2184)."""

    @pytest.fixture
    def row(self, secretary, today):
        matter = delegated.Matter(
            area=_area("Kulturmidler"), title="Til korpset", measure="kroner", amount=Decimal(1)
        )
        leader = _leader("Kultur")
        return delegated.decide(matter, "Ja", "Vanlig", by=secretary, person=leader, today=today)

    @pytest.mark.source("002a-R1")
    def test_the_page_says_who_decided_and_that_the_chief_executive_answers(
        self, row, boss, browse
    ):
        text = browse("representant").get(row.get_absolute_url()).content.decode()
        assert str(row.decided_by) in text
        assert f"<dd>\n        {boss}" in text
        assert reverse("cases:inquire") in text

    @pytest.mark.source("002a-R1")
    def test_a_members_question_goes_to_the_chief_executive(self, row, browse):
        address = f"{reverse('cases:inquire')}?om={row.reference}"
        page = browse("representant")
        assert row.reference in page.get(address).content.decode()
        page.post(address, {"title": row.reference, "text": "Hvorfor?"})
        waiting = browse("kommunedirektor").get("/").content.decode()
        assert row.reference in waiting

    @pytest.mark.source("002a-R1")
    def test_under_parliamentary_rule_the_executive_council_answers(self, row, secretary, today):
        bodies.close_body(Body.objects.get(short="FSK"), by=secretary, today=today)
        made = {"power": "decides", "openness": "closed", "seats_total": 3}
        byrad = bodies.create_body(
            "Byrådet", "BYR", "executive_council", by=secretary, today=today, **made
        )
        assert queries.answers_for(row) == str(byrad)

    @pytest.mark.source("002a-R1")
    def test_under_parliamentary_rule_a_question_goes_to_whoever_leads_it(
        self, row, secretary, today, browse
    ):
        bodies.close_body(Body.objects.get(short="FSK"), by=secretary, today=today)
        made = {"power": "decides", "openness": "closed", "seats_total": 1}
        byrad = bodies.create_body(
            "Byrådet", "BYR", "executive_council", by=secretary, today=today, **made
        )
        leader = Person.objects.get(user__username="demo-utvalgsleder")
        seats.seat(
            byrad, leader, kind="member", order=1, office="leader", by=secretary, today=today
        )
        government.govern(byrad, by=secretary, today=today)
        address = f"{reverse('cases:inquire')}?om={row.reference}"
        asks = browse("representant")
        assert asks.post(address, {"title": row.reference, "text": "Hvorfor?"}).status_code == 302
        whats = {task.about for task in tasks(leader.user.acting("chief_executive"), today)}
        assert row.reference in whats
        text = browse().get(row.get_absolute_url()).content.decode()
        assert "Byrådet" in text

    @pytest.mark.source("002a-R1")
    def test_no_power_goes_past_the_chief_executive_or_takes_it_out_of_the_chain(
        self, secretary, today
    ):
        area = Area.objects.create(name="Skilt")
        how = {"by": secretary, "today": today}
        unit = Unit.objects.get(name="Kultur")
        with pytest.raises(Breach, match="13-1"):
            delegation.give(area, "unit", "KST 1", unit=unit, **how)
        top = delegation.give(area, "unit", "KST 1", unit=Unit.objects.get(task="head"), **how)
        below = delegation.give(area, "unit", "KD", unit=unit, parent=top, **how)
        delegation.recall(top, "Kommunestyret trekker det.", **how)
        answer = delegation_queries.held_against(
            delegation_queries.matter_in(area), [below], today
        )[0]
        assert not answer.reaches, "out of the chain, nothing is left below"
        with pytest.raises(Refused, match="ligger under den"):
            units.close_unit(Unit.objects.get(task="head"), **how)

    @pytest.mark.source("002a-R1")
    def test_nothing_is_set_up_beside_the_chief_executive(self, secretary, today):
        with pytest.raises(Refused, match="ved siden av kommunedirektøren"):
            units.create_unit("Prosjekt torg", by=secretary, today=today)
        with pytest.raises(Refused, match="ved siden av kommunedirektøren"):
            units.create_unit("Prosjekt torg", by=secretary, today=date(1999, 1, 1))
        assert not Unit.objects.filter(name="Prosjekt torg").exists()
