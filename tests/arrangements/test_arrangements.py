"""Arrangements: read, compared, tried, adopted from a date in any municipality, and stepped back from."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from config import cli
from tannhjul.arrangements import actions, library, queries
from tannhjul.arrangements.models import Adoption
from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case, Track
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.law import Breach, Refused
from tannhjul.core.models import Event
from tannhjul.delegation import actions as delegation
from tannhjul.delegation.models import Grant
from tannhjul.delegation.queries import matter_in, who_decides
from tannhjul.meetings.actions import debate, minutes
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import bodies, register
from tannhjul.organisation.models import Body, Term, Unit
from tests import checking as check

pytestmark = pytest.mark.django_db
KEYS = list(library.everything())


def _get(key):
    return library.everything()[key]


def _introduce(key, secretary, today):
    return actions.introduce(_get(key), "KST PS 1/26", by=secretary, today=today)


def _in_force(key, today):
    """Whether everything that an arrangement sets is there."""
    plan = _get(key).sets
    here = Body.objects.on(today)
    bodies = all(here.filter(name=b.name, kind=b.kind, power=b.power).exists() for b in plan.bodies)
    choices = all(chosen(OPTIONS[name], today) == value for name, value in plan.choices.items())
    laid = set(Track.objects.on(today).values_list("key", flat=True))
    return bodies and choices and {track.key for track in plan.tracks} <= laid


class TestLibrary:
    def test_there_are_at_least_thirty_and_each_says_what_is_known(self, capsys):
        assert cli.main(["arrangements", "--json"]) == 0
        rows = json.loads(capsys.readouterr().out)
        assert len(rows) >= 30
        assert {row["key"] for row in rows} == set(KEYS)
        for row in rows:
            assert row["what"]
            assert row["source"]
            assert row["works"] or row["does_not"] or row["side_effects"] or row["notes"], row[
                "key"
            ]

    def test_it_is_written_in_all_languages(self):
        for row in library.everything().values():
            texts = [row.name, row.what, *row.works, *row.fails, *row.effects, *row.notes]
            assert all(set(text) == {"nb", "nn", "en"} for text in texts), row.key

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"group": "x"}, "group"),
            ({"source": None}, "source"),
            ({"name": {"nb": "Bare"}}, "name"),
            ({"choices": {"meetings.x": 1}}, "meetings.x"),
            ({"bodies": [{"name": "A", "short": "A", "kind": "x", "power": "decides"}]}, "«x»"),
            ({"ends": ["x"]}, "«x»"),
        ],
    )
    def test_a_file_that_is_wrong_is_refused(self, change, says):
        text = {"nb": "A", "nn": "A", "en": "A"}
        row = {"key": "a", "group": "city", "source": "s", "name": text, "what": text}
        with pytest.raises(library.Unreadable, match=says):
            library._read({**row, **change}, "fil")

    def test_a_plan_survives_being_kept_as_data(self):
        for row in library.everything().values():
            data = json.loads(json.dumps(library.as_data(row.sets)))
            assert library.as_data(library.setup_from(data)) == library.as_data(row.sets)

    def test_each_says_what_its_source_was_published_as(self, browse):
        assert all(row.publications for row in library.everything().values())
        page = browse().get(reverse("arrangements:detail", args=["fredrikstad"]))
        assert "The administrative paradox" in page.content.decode()


class TestAdopting:
    @pytest.mark.parametrize("key", KEYS)
    def test_each_can_be_adopted_in_the_middle_of_the_term(self, key, secretary, today):
        before = Case.objects.exclude(status="draft").count()
        _introduce(key, secretary, today)
        assert _in_force(key, today)
        assert check.everything() == []
        assert Case.objects.exclude(status="draft").count() >= before - 1

    @pytest.mark.source("002a-B5")
    def test_running_cases_go_on_and_the_past_stays(self, secretary, today, browse, ready_case):
        waiting = {
            case.pk: [step.body.name for step in case.steps.filter(status="waiting")]
            for case in Case.objects.filter(status="ready")
        }
        committee = ready_case.steps.first().body
        _introduce("ingen-utvalg", secretary, today)
        for case in Case.objects.filter(pk__in=waiting):
            assert case.status == "ready"
            left = case.steps.filter(status="waiting")
            assert left.exists()
            assert not left.filter(body__valid_to__isnull=False).exists()
        page = browse().get(ready_case.get_absolute_url()).content.decode()
        assert f"{committee.name} er avviklet" in page
        day = today - timedelta(days=1)
        page = browse().get(reverse("organisation:bodies"), {"on": day.isoformat()})
        assert committee.name in page.content.decode()
        page = browse().get(reverse("organisation:bodies")).content.decode()
        assert committee.name not in page
        held = committee.meetings.filter(status="published").first()
        if held:
            assert browse().get(held.get_absolute_url()).status_code == 200

    @pytest.mark.source("002a-B4")
    def test_a_new_committee_takes_over_from_the_old(self, ready_case, secretary, today):
        _introduce("funksjonsutvalg", secretary, today)
        step = ready_case.steps.filter(status="waiting").first()
        assert step.body.name == "Driftsutvalget"
        event = Event.objects.filter(verb="cases.take_over", matter=ready_case.pk)
        assert event.exists()


EMPTY = """
from django.utils.timezone import localdate
from tannhjul.arrangements import actions, library
from tannhjul.core import findings
from tannhjul.organisation.actions import register
register.establish("Tomvik", "9902", 4_000, by=None)
day = localdate()
# What an arrangement can set: bodies, units, tracks, power. The command checks the rest at the end.
touched = ("organisation.", "elections.", "cases.", "delegation.")
names = [rule.name for rule in findings.checked() if rule.name.startswith(touched)]
for key, row in library.everything().items():
    actions.introduce(row, "PS 1/26", by=None, today=day)
    print(key, [str(found) for name in names for found in findings.against(name, day)])
"""


@pytest.mark.once
def test_each_can_be_adopted_one_after_the_other_in_an_empty_municipality(house):
    lines = house.ask(EMPTY).splitlines()
    assert lines == [f"{key} []" for key in KEYS]
    assert house.run("check").returncode == 0
    assert house.run("journal", "verify").returncode == 0


class TestByTheCouncil:
    def _decide(self, adoption, outcome, secretary, today):
        case = adoption.case
        cases.submit(case, by=secretary)
        cases.approve(case, "Ja", by=secretary, today=today)
        step = case.steps.get(status="waiting")
        cases.treat(step, outcome, "Vedtatt", by=secretary, today=today)
        adoption.refresh_from_db()

    def test_the_case_says_what_research_found(self, secretary, today, browse):
        row = actions.propose(_get("fredrikstad"), today, by=secretary, today=today)
        page = browse("kommunedirektor").get(row.case.get_absolute_url()).content.decode()
        assert "polariseringen har økt" in page
        assert "mindre reell debatt" in page
        assert row.status == "proposed"

    def test_it_lies_before_the_council_once_at_a_time(self, secretary, today):
        row = actions.propose(_get("ingen-utvalg"), today, by=secretary, today=today)
        with pytest.raises(Refused, match="allerede foran kommunestyret"):
            actions.propose(_get("ingen-utvalg"), today, by=secretary, today=today)
        cases.withdraw(row.case, by=secretary)
        actions.propose(_get("ingen-utvalg"), today, by=secretary, today=today)

    def test_not_for_the_past(self, secretary, today):
        with pytest.raises(Refused, match="fra i dag eller senere"):
            actions.propose(
                _get("fredrikstad"), today - timedelta(days=1), by=secretary, today=today
            )
        assert not Adoption.objects.exists()

    def test_what_is_turned_down_changes_nothing(self, secretary, today):
        row = actions.propose(_get("ingen-utvalg"), today, by=secretary, today=today)
        self._decide(row, "rejected", secretary, today)
        assert row.status == "rejected"
        assert Body.objects.on(today).filter(kind="committee").count() == 2

    def test_a_withdrawn_case_is_not_adopted(self, secretary, today):
        row = actions.propose(_get("ingen-utvalg"), today, by=secretary, today=today)
        cases.withdraw(row.case, by=secretary)
        row.refresh_from_db()
        assert row.status == "rejected"

    @pytest.mark.parametrize(("against", "adopted"), [(9, True), (10, False)])
    def test_parliamentary_rule_takes_two_thirds(
        self, secretary, today, convened_council, against, adopted
    ):
        voted = Term.objects.get().valid_from.replace(month=1, day=1) - timedelta(days=1)
        plan, how = _get("parlamentarisme-bystyrevalgt"), {"by": secretary, "today": today}
        row = actions.propose(plan, actions.Terms(today, voted_before=voted), **how)
        if adopted:
            convened_council(row.case, against=against)
        else:
            with pytest.raises(Breach, match="10-1"):
                convened_council(row.case, against=against)
        row.refresh_from_db()
        assert (row.status != "proposed") is adopted

    def test_the_form_of_government_changes_at_the_beginning_of_a_term(
        self, browse, secretary, today
    ):
        began = Term.objects.get().valid_from
        address = "/ordninger/parlamentarisme-bystyrevalgt/foresla/"
        late = date(began.year + 2, 1, 2)
        voted = date(began.year - 1, 12, 31)
        more = {
            "review_on": date(began.year + 3, 1, 1),
            "initiative_gear": "politics",
            "aim_1": "Klarere ansvar",
            "seen_1": "Flertallet svarer for det som gjøres",
        }
        for facts, says in (
            ({"valid_from": today}, "§ 10-1 (2)"),
            ({"valid_from": today, "voted_before": began}, "§ 10-1 (2)"),
            ({"valid_from": late, "voted_before": voted}, "§ 10-1 (3)"),
        ):
            answer = browse("sekretaer").post(address, facts | more)
            assert answer.status_code == 422
            assert says in answer.content.decode()
        facts = {"valid_from": late - timedelta(days=1), "voted_before": voted}
        assert browse("sekretaer").post(address, facts | more).status_code == 302

    def test_other_words_wait_for_the_secretary(self, secretary, today, convened_council, browse):
        row = actions.propose(_get("ingen-utvalg"), today, by=secretary, today=today)
        convened_council(row.case, "Alt blir som i dag.")
        row.refresh_from_db()
        assert row.status == "proposed"
        assert Body.objects.on(today).filter(kind="committee").exists()
        address = reverse("arrangements:decided", args=[row.pk])
        assert browse("representant").get(address).status_code == 403
        assert browse("sekretaer").post(address, {"decision": ""}).status_code == 422
        assert browse("sekretaer").post(address, {"rejected": "on"}).status_code == 302
        row.refresh_from_db()
        assert row.status == "rejected"

    def test_what_is_decided_for_later_can_be_taken_back(self, secretary, today, convened_council):
        row = actions.propose(
            _get("fredrikstad"), today + timedelta(days=9), by=secretary, today=today
        )
        convened_council(row.case)
        row.refresh_from_db()
        actions.reject(row, by=secretary)
        assert actions.apply_due(by=None, today=today + timedelta(days=9)) == []

    def test_only_the_council_introduces_it(self, secretary, today):
        row = actions.propose(_get("ingen-utvalg"), today, by=secretary, today=today)
        executive = Body.objects.get(short="FSK")
        cases.set_route(row.case, [(executive, "decides")], by=secretary)
        self._decide(row, "rejected", secretary, today)
        assert row.status == "proposed", "what others say is advice"

    def test_meetings_of_a_body_that_ends_are_called_off(self, secretary, today, opened, convened):
        with pytest.raises(Refused, match="er i møte"):
            _introduce("ingen-utvalg", secretary, today)
        minutes.conclude(
            debate.start_item(opened.items.get(), by=secretary),
            "postponed",
            by=secretary,
            at=timezone.now(),
        )
        minutes.close(opened, by=secretary, at=timezone.now())
        _introduce("ingen-utvalg", secretary, today)
        coming = Meeting.objects.filter(body__kind="committee", status__in=["planned", "convened"])
        assert not coming.exists()

    def test_stepping_back_leaves_what_came_by_other_means(
        self, secretary, today, convened_council
    ):
        first = _introduce("hedensted", secretary, today)
        own = bodies.create_body("Klimautvalget", "KLI", "committee", by=secretary, today=today)
        row = actions.propose_to_step_back(first, today, by=secretary, today=today)
        convened_council(row.case)
        own.refresh_from_db()
        first.refresh_from_db()
        assert (own.valid_to, first.status) == (None, "replaced")

    def test_stepping_back_recalls_what_was_delegated(self, secretary, today, convened_council):
        Grant.objects.filter(area__name="Alle saker", parent=None).update(valid_to=today)
        first = _introduce("larvik", secretary, today)
        (given,) = first.before["given"]
        assert Grant.objects.get(pk=given).recalled_on is None
        row = actions.propose_to_step_back(first, today, by=secretary, today=today)
        convened_council(row.case)
        assert Grant.objects.get(pk=given).recalled_on == today

    def test_stepping_back_gives_again_what_ended_with_the_bodies(
        self, secretary, today, convened_council
    ):
        committee, head = Body.objects.get(short="HTM"), Unit.objects.get(task="head")
        area = delegation.create_area("Strandrydding", by=secretary)
        how = {"by": secretary, "today": today, "measure": "kroner"}
        own = delegation.give(
            area, "body", "PS 1", limit=Decimal(500), body=committee, conditions="Om våren", **how
        )
        delegation.give(area, "unit", "PS 1", limit=Decimal(300), unit=head, parent=own, **how)
        first = _introduce("ingen-utvalg", secretary, today)
        matter = matter_in(area, "kroner", Decimal(300))
        assert not any(row.reaches for row in who_decides(matter, today))
        row = actions.propose_to_step_back(first, today, by=secretary, today=today)
        convened_council(row.case)
        reached = [each.grant for each in who_decides(matter, today) if each.reaches]
        assert [(g.held_by, g.limit) for g in reached] == [
            ("Kommunedirektøren", Decimal(300)),
            ("Hovedutvalg for teknikk og miljø", Decimal(500)),
        ]
        assert reached[1].conditions == "Om våren"
        assert reached[0].parent == reached[1]

    def test_it_waits_for_its_day(self, secretary, today, convened_council):
        row = actions.propose(
            _get("fredrikstad"), today + timedelta(days=40), by=secretary, today=today
        )
        convened_council(row.case)
        row.refresh_from_db()
        assert (row.status, row.decision.body.short) == ("decided", "KST")
        assert actions.apply_due(by=None, today=today) == []
        option = OPTIONS["cases.political_recommendation"]
        assert chosen(option, today + timedelta(days=41)) == 0
        actions.apply_due(by=None, today=today + timedelta(days=40))
        row.refresh_from_db()
        assert row.status == "applied"
        assert chosen(option, today + timedelta(days=40)) == 1
        assert chosen(option, today + timedelta(days=39)) == 0

    def test_one_that_is_refused_does_not_stop_the_others(self, today, capsys):
        plan = library.as_data(_get("fredrikstad").sets)
        bad = {**plan, "grants": [{"area": "Årsbudsjett og økonomiplan", "holder": "unit"}]}
        for name, each in (("Feil", bad), ("God", plan)):
            Adoption.objects.create(
                key="x", name=name, sets=each, valid_from=today, status="decided", decided_by="KST"
            )
        assert cli.main(["arrangements", "--apply"]) == 0
        assert capsys.readouterr().out == "God\n"
        assert list(Adoption.objects.order_by("pk").values_list("status", flat=True)) == [
            "decided",
            "applied",
        ]
        assert actions.apply_due(by=None, today=today) == []
        assert check.everything() == []

    def test_stepping_back_is_another_adoption(self, secretary, today, convened_council):
        names = set(Body.objects.on(today).filter(kind="committee").values_list("name", flat=True))
        first = _introduce("ingen-utvalg", secretary, today)
        assert not Body.objects.on(today).filter(kind="committee").exists()
        row = actions.propose_to_step_back(first, today, by=secretary, today=today)
        convened_council(row.case)
        row.refresh_from_db()
        assert (row.status, row.goes_back) == ("applied", first)
        back = Body.objects.on(today).filter(kind="committee")
        assert set(back.values_list("name", flat=True)) == names
        assert check.everything() == []
        with pytest.raises(Refused, match="Bare det som er i kraft"):
            actions.propose_to_step_back(
                Adoption(status="proposed"), today, by=secretary, today=today
            )

    def test_stepping_back_waits_in_vain_when_something_came_between(
        self, secretary, today, convened_council
    ):
        later = today + timedelta(days=30)
        first = _introduce("ingen-utvalg", secretary, today)
        back = actions.propose_to_step_back(first, later, by=secretary, today=today)
        convened_council(back.case)
        second = actions.introduce(
            _get("hovedutvalg"), "PS 2/26", by=secretary, today=later - timedelta(days=1)
        )
        assert actions.apply_due(by=None, today=later) == []
        for row, status in ((first, "applied"), (second, "applied"), (back, "decided")):
            row.refresh_from_db()
            assert row.status == status

    def test_a_second_stepping_back_falls(self, secretary, today, convened_council):
        later = today + timedelta(days=30)
        first = _introduce("hedensted", secretary, today)
        rows = [
            actions.propose_to_step_back(first, later, by=secretary, today=today) for _n in (1, 2)
        ]
        Adoption.objects.filter(pk__in=[row.pk for row in rows]).update(
            status="decided", decided_by="KST"
        )
        actions.apply_due(by=None, today=later)
        for row in rows:
            row.refresh_from_db()
        assert [row.status for row in rows] == ["applied", "rejected"]


class TestPages:
    def test_a_party_that_does_not_exist_is_no_fault(self, browse):
        index = reverse("arrangements:index")
        for party in ("9" * 30, "0", "x", "-1"):
            assert browse().get(index, {"party": party}).status_code == 200

    def test_two_side_by_side_with_today(self, browse):
        address = reverse("arrangements:compare")
        page = browse().get(address, {"first": "fredrikstad", "second": "ingen-utvalg"})
        text = page.content.decode()
        assert "Politisk innstilling" in text
        assert "I dag" in text
        assert "ulikt" in text
        assert browse().get(address, {"first": "x"}).status_code == 200

    def test_a_case_is_tried_in_another_arrangement(self, browse):
        case = Case.objects.filter(status="decided").first()
        address = reverse("arrangements:detail", args=["svelvik"])
        text = browse().get(address, {"case": case.reference}).content.decode()
        assert "Slik det gikk" in text
        assert "Oppgaveutvalget: folkevalgte og innbyggere" in text
        draft = Case.objects.get(title="Lekeplass på Solsiden")
        text = browse().get(address, {"case": draft.reference}).content.decode()
        assert draft.title not in text
        assert "ingen sak med dette nummeret" in text
        assert "Skriv nummeret slik" in browse().get(address, {"case": "x"}).content.decode()
        assert browse().get(reverse("arrangements:detail", args=["finnes-ikke"])).status_code == 404

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_a_page_is_in_one_language(self, browse, language):
        client = browse()
        client.cookies["malform"] = language
        page = client.get(reverse("arrangements:index")).content.decode()
        for row in library.everything().values():
            assert row.what[language].split('"')[0].split("'")[0] in page.replace("&#x27;", "'")

    def test_the_secretariat_puts_it_before_the_council(self, browse, today):
        client = browse("sekretaer")
        address = reverse("arrangements:propose", args=["hedensted"])
        assert browse("innbygger").get(address).status_code == 403
        facts = {
            "initiative_gear": "administration",
            "aim_1": "Flere møter",
            "seen_1": "Ett i måneden",
            "review_on": today + timedelta(days=300),
        }
        answer = client.post(address, facts | {"valid_from": "2020-01-01"})
        assert answer.status_code == 422
        answer = client.post(address, facts | {"valid_from": today.isoformat()})
        row = Adoption.objects.get()
        assert answer["Location"] == row.case.get_absolute_url()
        assert row.name in client.get(reverse("arrangements:index")).content.decode()
        assert row.case.title not in browse().get(reverse("arrangements:index")).content.decode()
        assert browse().get(row.get_absolute_url()).status_code == 404

    def test_the_oppositions_chairs_are_shared_by_dhondt(self, secretary, today, browse):
        _introduce("esbjerg", secretary, today)
        assert "Hvem leder hvor mange utvalg" not in (
            browse().get(reverse("arrangements:index")).content.decode()
        )  # how many is for the council: the source does not say
        register.choose(
            OPTIONS["arrangements.opposition_chairs"],
            2,
            decided_by="KST PS 2/26",
            by=secretary,
            today=today,
        )
        rows = queries.shared_chairs(today, 5)
        assert queries.opposition_chairs(set()) == []
        assert sum(row.chairs for row in rows) == 5
        assert [row.chairs for row in rows] == sorted((r.chairs for r in rows), reverse=True)
        largest = rows[0].party.pk
        others = queries.shared_chairs(today, 2, {row.party.pk for row in rows} - {largest})
        assert all(row.party.pk != largest for row in others)
        sent = {"party": [row.party.pk for row in rows[1:]]}
        page = browse().get(reverse("arrangements:index"), sent).content.decode()
        assert "Hvem leder hvor mange utvalg" in page
        assert "Opposisjonen leder 2 utvalg" in page
        assert rows[1].party.name in page.split("Leder</th>")[1]


def _reads(key):
    """The files outside the arrangements that read a choice, by the name of its constant."""
    root = Path(library.__file__).resolve().parents[1]
    names = {
        path: match[1]
        for path in root.glob("*/choices.py")
        for match in re.finditer(r"^(\w+) = \w+\(\s*\"([\w.]+)\"", path.read_text(), re.M)
        if match[2] == key
    }
    (declared, constant) = next(iter(names.items()))
    word = re.compile(rf"\b{constant}\b")
    return [
        path
        for path in root.rglob("*.py")
        if path != declared and "arrangements" not in path.parts and word.search(path.read_text())
    ]


@pytest.mark.parametrize("key", sorted({k for row in KEYS for k in _get(row).sets.choices}))
def test_each_choice_that_is_set_is_read_where_it_matters(key):
    assert _reads(key), f"nothing outside the arrangements reads {key}"


def test_each_arrangement_sets_something_or_says_that_it_does_not():
    """One that only describes is for comparing, and says so on its page."""
    for key in KEYS:
        sets = _get(key).sets
        does = sets.bodies or sets.ends or sets.choices or sets.tracks or sets.closes or sets.grants
        assert does, key
