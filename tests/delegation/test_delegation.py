"""Delegation: chains that reach no further than their weakest link, on any date."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tannhjul.core.law import Breach, Refused
from tannhjul.decisions.models import DelegatedDecision, DelegatedDemand, LegalityCheck
from tannhjul.delegation import actions, queries, rules
from tannhjul.delegation.models import Area, Exclusion, Grant
from tannhjul.organisation.actions import bodies
from tannhjul.organisation.models import Body, Unit

DAY = date(2026, 1, 1)
AREAS = {1: (1,), 2: (2, 1), 3: (3, 2, 1), 4: (4, 1)}


def _days(number):
    return DAY + timedelta(days=number)


links = st.builds(
    rules.Link,
    area=st.sampled_from(list(AREAS)),
    excepted=st.frozensets(st.sampled_from([2, 3, 4]), max_size=2),
    measure=st.just("kroner"),
    limit=st.one_of(st.none(), st.integers(0, 5).map(Decimal)),
    principled=st.booleans(),
    first=st.integers(0, 9).map(_days),
    end=st.one_of(st.none(), st.integers(0, 12).map(_days)),
    recalled=st.one_of(st.none(), st.integers(0, 12).map(_days)),
)
matters = st.builds(
    rules.Matter,
    path=st.sampled_from(list(AREAS.values())),
    measure=st.just("kroner"),
    amount=st.one_of(st.none(), st.integers(0, 6).map(Decimal)),
    principled=st.booleans(),
)


def _allows(link, matter, day):
    """One link, said in another way than the program says it."""
    alive = link.first <= day and not any(end and end <= day for end in (link.end, link.recalled))
    inside = link.area in matter.path and not any(a in matter.path for a in link.excepted)
    small = link.limit is None or matter.amount is None or matter.amount <= link.limit
    return alive and inside and small and (link.principled or not matter.principled)


@settings(max_examples=500, deadline=None)
@given(st.lists(links, min_size=1, max_size=5), matters, st.integers(0, 14).map(_days))
def test_nobody_decides_more_than_every_link_of_the_chain_allows(chain, matter, day):
    reaches = rules.obstacle_in(chain, matter, day) == ""
    assert reaches == all(_allows(link, matter, day) for link in chain)


@settings(max_examples=200, deadline=None)
@given(st.lists(links, min_size=1, max_size=4), links, matters, st.integers(0, 14).map(_days))
def test_passing_on_never_adds_anything(chain, another, matter, day):
    if rules.obstacle_in(chain, matter, day):
        assert rules.obstacle_in([*chain, another], matter, day)


@pytest.mark.django_db
class TestRegister:
    @pytest.fixture
    def areas(self, db, secretary):
        for model in (LegalityCheck, DelegatedDemand, DelegatedDecision):
            model.objects.all().delete()
        Exclusion.objects.all().delete()
        Grant.objects.filter(parent__isnull=False).delete()
        Grant.objects.all().delete()
        while Area.objects.exists():
            Area.objects.filter(children=None).delete()
        names = {}
        for name, parent, words, reserved in (
            ("Alt", "", "", ""),
            ("Personal", "Alt", "ansatte", ""),
            ("Permisjon", "Personal", "velferdspermisjon, fri", ""),
            ("Lønn", "Personal", "", ""),
            ("Skjenking", "Alt", "alkohol, bevilling", ""),
            ("Årsbudsjett", "Alt", "", "kommuneloven § 14-2"),
        ):
            names[name] = actions.create_area(
                name, by=secretary, parent=names.get(parent), words=words, reserved=reserved
            )
        return names

    @pytest.fixture
    def head(self, db):
        return Unit.objects.get(task="head")

    @pytest.fixture
    def unit(self, db):
        return Unit.objects.get(name="Kultur")

    @pytest.fixture
    def all_of_it(self, areas, head, secretary):
        """The administration has all the law permits, except liquor licences."""
        return actions.give(
            areas["Alt"],
            "unit",
            "KST PS 5/26",
            by=secretary,
            today=DAY,
            unit=head,
            excepted=[areas["Skjenking"]],
            measure="kroner",
            limit=Decimal(1_000_000),
        )

    def _pass(self, grant, area, unit, by, **more):
        return actions.give(
            area,
            "unit",
            "Kommunedirektøren",
            by=by,
            today=more.pop("today", DAY),
            parent=grant,
            unit=unit,
            **{"measure": "kroner", "limit": Decimal(400_000), **more},
        )

    def _who(self, area, amount=None, day=DAY, **more):
        matter = queries.matter_in(area, "kroner" if amount is not None else "", amount, **more)
        return [row.grant.held_by for row in queries.who_decides(matter, day) if row.reaches]

    @pytest.mark.source("002a-R3")
    @pytest.mark.source("002b-S24")
    def test_the_nearest_who_may_decide_comes_first(self, all_of_it, areas, unit, secretary):
        self._pass(all_of_it, areas["Personal"], unit, secretary)
        assert self._who(areas["Permisjon"], Decimal(400_000)) == [
            "leder av Kultur",
            "Kommunedirektøren",
        ]
        assert self._who(areas["Permisjon"], Decimal(400_001)) == ["Kommunedirektøren"]
        assert self._who(areas["Permisjon"], Decimal(1_000_001)) == []

    @pytest.mark.source("002b-R12")
    def test_what_is_recalled_falls_with_all_that_was_passed_on(
        self, all_of_it, areas, unit, secretary
    ):
        self._pass(all_of_it, areas["Personal"], unit, secretary)
        actions.recall(all_of_it, "Ny ordning", by=secretary, today=_days(10))
        assert self._who(areas["Permisjon"], day=_days(9)) != []
        assert self._who(areas["Permisjon"], day=_days(10)) == []
        with pytest.raises(Refused, match="allerede"):
            actions.recall(all_of_it, "Igjen", by=secretary, today=_days(11))

    def test_a_recall_that_lies_ahead_can_be_brought_forward(self, all_of_it, areas, secretary):
        actions.recall(all_of_it, "Ny ordning", by=secretary, today=_days(90))
        actions.recall(all_of_it, "Det haster", by=secretary, today=_days(10))
        assert self._who(areas["Permisjon"], day=_days(10)) == []

    def test_power_ends_with_the_body_or_unit_that_holds_it(
        self, all_of_it, areas, unit, secretary
    ):
        body = Body.objects.get(short="HHO")
        actions.give(areas["Skjenking"], "body", "KST", by=secretary, today=DAY, body=body)
        self._pass(all_of_it, areas["Personal"], unit, secretary)
        Body.objects.filter(pk=body.pk).update(valid_to=_days(10))
        Unit.objects.filter(pk=unit.pk).update(valid_to=_days(20))
        assert self._who(areas["Skjenking"], day=_days(9)) == [str(body)]
        assert self._who(areas["Skjenking"], day=_days(10)) == []
        assert "leder av Kultur" in self._who(areas["Permisjon"], day=_days(19))
        assert "leder av Kultur" not in self._who(areas["Permisjon"], day=_days(20))
        named = {row.held_by for row in queries.in_force(_days(20))}
        assert named == {"Kommunedirektøren"}

    def test_it_is_not_passed_sideways_or_upwards(self, all_of_it, areas, head, unit, secretary):
        below = self._pass(all_of_it, areas["Personal"], unit, secretary)
        beside = Unit.objects.exclude(pk__in=[unit.pk, head.pk]).first()
        for holder, held in (
            ("unit", {"unit": beside}),
            ("unit", {"unit": head}),
            ("body", {"body": Body.objects.get(short="FSK")}),
        ):
            with pytest.raises(Breach, match="downwards"):
                actions.give(
                    areas["Permisjon"],
                    holder,
                    "x",
                    by=secretary,
                    today=DAY,
                    parent=below,
                    measure="kroner",
                    limit=Decimal(1),
                    **held,
                )
        with pytest.raises(Breach, match="5-4"):
            actions.give(
                areas["Permisjon"],
                "entity",
                "x",
                by=secretary,
                today=DAY,
                parent=all_of_it,
                entity="IKS",
                basis="loven",
                measure="kroner",
                limit=Decimal(1),
            )

    def test_what_a_committee_holds_reaches_units_through_the_chief_executive(
        self, areas, head, unit, secretary
    ):
        held = {"by": secretary, "today": DAY}
        body = Body.objects.get(short="HHO")
        grant = actions.give(areas["Personal"], "body", "KST", body=body, **held)
        with pytest.raises(Breach, match="13-1"):
            actions.give(areas["Lønn"], "unit", "HHO", unit=unit, parent=grant, **held)
        assert actions.give(areas["Lønn"], "unit", "HHO", unit=head, parent=grant, **held)

    def test_a_body_that_only_advises_is_given_no_power(self, areas, secretary):
        elders = Body.objects.get(short="ER")
        with pytest.raises(Breach, match="5-3"):
            actions.give(areas["Lønn"], "body", "KST", by=secretary, today=DAY, body=elders)

    def test_the_mayor_answers_to_the_council_whoever_gave_it(self, areas, secretary, council):
        held = {"by": secretary, "today": DAY}
        executive = Body.objects.get(short="FSK")
        above = actions.give(areas["Personal"], "body", "KST", body=executive, **held)
        own = actions.give(areas["Lønn"], "leader", "FSK", body=council, parent=above, **held)
        answer = queries.held_against(queries.matter_in(areas["Lønn"]), [own], DAY)[0]
        assert queries.given_by(answer, date.today()) == council

    @pytest.mark.source("002b-R10")
    def test_an_exception_is_left_out_all_the_way_down(self, all_of_it, areas, unit, secretary):
        self._pass(all_of_it, areas["Personal"], unit, secretary, excepted=[areas["Lønn"]])
        assert self._who(areas["Lønn"]) == ["Kommunedirektøren"]

    def test_what_the_law_gives_to_a_body_goes_there_though_all_else_is_delegated(
        self, all_of_it, areas, secretary
    ):
        body = Body.objects.get(short="HHO")
        actions.give(areas["Skjenking"], "body", "KST", by=secretary, today=DAY, body=body)
        assert self._who(areas["Skjenking"]) == [str(body)]

    @pytest.mark.source("002b-R13")
    def test_the_council_itself_keeps_what_the_law_says(self, all_of_it, areas, head, secretary):
        assert self._who(areas["Årsbudsjett"]) == []
        with pytest.raises(Breach) as breach:
            actions.give(areas["Årsbudsjett"], "unit", "x", by=secretary, today=DAY, unit=head)
        assert breach.value.rule.paragraph == "kommuneloven § 5-3 (3)"

    def test_the_chief_executive_answers_for_the_administration(self, areas, unit, secretary):
        with pytest.raises(Breach, match="13-1"):
            actions.give(areas["Personal"], "unit", "KST", by=secretary, today=DAY, unit=unit)

    @pytest.mark.source("002a-R2")
    @pytest.mark.source("004-2")
    @pytest.mark.parametrize(
        ("holder", "paragraph"), [("unit", "13-1"), ("leader", "6-1"), ("entity", "5-4")]
    )
    def test_matters_of_principle_stay_with_elected_bodies(
        self, areas, head, council, secretary, holder, paragraph
    ):
        who = {"unit": head, "body": council, "entity": "Lillevik IKS", "basis": "§ 5-4"}
        facts = {"by": secretary, "today": DAY, "principled": True, **who}
        with pytest.raises(Breach, match=paragraph):
            actions.give(areas["Personal"], holder, "KST", **facts)
        actions.give(areas["Personal"], holder, "KST", **{**facts, "principled": False})

    def test_another_legal_entity_needs_a_paragraph(self, areas, secretary):
        with pytest.raises(Breach, match="5-4"):
            actions.give(
                areas["Personal"], "entity", "KST", by=secretary, today=DAY, entity="Lillevik IKS"
            )

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"limit": Decimal(1_000_001)}, "større enn"),
            ({"limit": None, "measure": ""}, "grense"),
            ({"measure": "posts", "limit": Decimal(1)}, "telles i noe annet"),
            ({"area": "Skjenking"}, "unntak"),
            ({"today": DAY - timedelta(days=1)}, "ikke begynt"),
        ],
    )
    def test_nobody_passes_on_more_than_they_have(
        self, all_of_it, areas, unit, secretary, changed, says
    ):
        area = areas[changed.pop("area", "Personal")]
        with pytest.raises(Refused, match=says):
            self._pass(all_of_it, area, unit, secretary, **changed)

    def test_a_district_committee_passes_on_to_the_head_of_its_administration(
        self, areas, unit, secretary
    ):
        """§ 5-7 (4): no other committee gives power to anyone in the administration but its head."""
        how = {"by": secretary, "today": DAY}
        for kind, may in (("committee", False), ("district_committee", True)):
            more = {"by": secretary, "today": date(2026, 1, 1), "power": "decides"}
            body = bodies.create_body(f"Utvalg {kind}", kind[:4], kind, **more)
            own = actions.give(areas["Personal"], "body", "KST", body=body, may_pass_on=True, **how)
            if may:
                row = actions.give(areas["Personal"], "unit", "KDU", parent=own, unit=unit, **how)
                assert row.held_by.startswith("leder av")
            else:
                with pytest.raises(Breach, match="13-1"):
                    actions.give(areas["Personal"], "unit", "X", parent=own, unit=unit, **how)

    def test_what_may_not_be_passed_on_stays(self, areas, head, unit, secretary):
        grant = actions.give(
            areas["Personal"], "unit", "KST", by=secretary, today=DAY, unit=head, may_pass_on=False
        )
        with pytest.raises(Refused, match="ikke gis videre"):
            self._pass(grant, areas["Permisjon"], unit, secretary)

    def test_a_search_finds_it_by_other_words_and_says_who(
        self, all_of_it, areas, unit, secretary, browse
    ):
        self._pass(all_of_it, areas["Permisjon"], unit, secretary)
        page = browse().get(reverse("delegation:ask") + "?q=velferdspermisjon&amount=400%20000")
        text = page.content.decode()
        assert "leder av Kultur" in text
        assert (
            "Kommunestyret avgjør selv"
            in browse().get(reverse("delegation:ask") + "?q=årsbudsjett").content.decode()
        )

    def test_asking_takes_as_many_queries_however_many_hold_it(
        self, all_of_it, areas, unit, secretary
    ):
        matter = queries.matter_in(areas["Permisjon"])

        def number():
            with CaptureQueriesContext(connection) as seen:
                queries.who_decides(matter, DAY)
            return len(seen)

        self._pass(all_of_it, areas["Personal"], unit, secretary)
        few = number()
        for _again in range(30):
            self._pass(all_of_it, areas["Permisjon"], unit, secretary)
        assert number() == few

    def test_asking_about_many_areas_takes_as_many_queries_as_about_two(
        self, all_of_it, areas, secretary, browse
    ):
        client, address = browse(), reverse("delegation:ask")

        def number(words):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address, {"q": words}).status_code == 200
            return len(seen)

        for n in range(2):
            actions.create_area(f"Tilskudd {n}", by=secretary, parent=areas["Alt"])
        number("tilskudd")
        few = number("tilskudd")
        for n in range(2, 20):
            actions.create_area(f"Tilskudd {n}", by=secretary, parent=areas["Alt"])
        assert number("tilskudd") == few

    def test_who_may_keep_and_pass_on(self, all_of_it, areas, browse):
        pass_on = reverse("delegation:pass_on", args=[all_of_it.pk])
        for name, status in (
            ("sekretaer", 200),
            ("kommunedirektor", 200),
            ("enhetsleder", 403),
            ("representant", 403),
        ):
            assert browse(name).get(pass_on).status_code == status, name
        data = {"area": areas["Permisjon"].pk, "holder": "unit", "today": "2026-02-01"}
        answer = browse("kommunedirektor").post(pass_on, {**data, "decided_by": "x"})
        assert answer.status_code == 422
        assert "Velg hvem" in answer.content.decode()
        unit = Unit.objects.get(name="Kultur")
        data |= {"unit": unit.pk, "decided_by": "KD", "limit": "400 000", "measure": "kroner"}
        assert browse("kommunedirektor").post(pass_on, data).status_code == 302
        assert Grant.objects.get(unit=unit).limit == 400_000

    def test_it_does_not_end_before_it_begins(self, areas, head, browse):
        data = {
            "area": areas["Personal"].pk,
            "holder": "unit",
            "unit": head.pk,
            "today": "2026-02-01",
            "valid_to": "2026-01-01",
            "decided_by": "KST",
        }
        answer = browse("sekretaer").post(reverse("delegation:give"), data)
        assert answer.status_code == 422
        assert "Slutten kommer før begynnelsen" in answer.content.decode()

    def test_two_areas_cannot_have_one_name(self, areas, secretary):
        with pytest.raises(Refused, match="allerede"):
            actions.create_area("permisjon", by=secretary)
        assert Area.objects.count() == 6


@pytest.mark.django_db
def test_the_chief_executive_recalls_what_was_passed_on_and_nothing_else(browse):
    chief = Grant.objects.get(parent=None, holder="unit")
    below = Grant.objects.filter(parent=chief).first()
    client = browse("kommunedirektor")
    assert client.get(reverse("delegation:recall", args=[chief.pk])).status_code == 403
    assert "Trekk tilbake" in client.get(below.get_absolute_url()).content.decode()
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    back = client.post(
        reverse("delegation:recall", args=[below.pk]), {"why": "x", "today": yesterday}
    )
    assert "dager som har vært" in back.content.decode()
    sent = {"why": "Ny leder", "today": date.today().isoformat()}
    assert client.post(reverse("delegation:recall", args=[below.pk]), sent).status_code == 302
    below.refresh_from_db()
    assert below.recalled_why == "Ny leder"
    assert (
        browse("enhetsleder").get(reverse("delegation:recall", args=[chief.pk])).status_code == 403
    )
