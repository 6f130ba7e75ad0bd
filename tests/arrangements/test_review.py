"""An arrangement is raised by anyone who is elected, has aims, may be a trial, and is reviewed part by part."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tannhjul.arrangements import actions, library, queries
from tannhjul.arrangements.models import Adoption
from tannhjul.commitments.models import Commitment
from tannhjul.core.choices import OPTIONS, chosen
from tannhjul.core.clock import strike
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Refused
from tannhjul.organisation.actions import register
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.queries import members
from tests.conftest import user

pytestmark = pytest.mark.django_db
FREDRIKSTAD = OPTIONS["cases.political_recommendation"]


@pytest.fixture
def terms(today):
    def make(**more):
        return actions.Terms(
            **{
                "valid_from": today,
                "review_on": today + timedelta(days=300),
                "aims": (("Lederne tar stilling", "Innstillinger med begrunnelse i hver sak"),),
                **more,
            }
        )

    return make


@pytest.fixture
def tried(secretary, today, terms, convened_council):
    """An arrangement that was adopted as a trial, and is in force."""
    asked = terms(trial_to=today + timedelta(days=400))
    how = {"by": secretary, "today": today}
    row = actions.propose(library.everything()["fredrikstad"], asked, **how)
    convened_council(row.case)
    row.refresh_from_db()
    assert row.status == "applied"
    return row


def _posted(today, **more):
    return {
        "valid_from": today,
        "review_on": today + timedelta(days=300),
        "aim_1": "Lederne tar stilling",
        "seen_1": "Innstillinger i hver sak",
        **more,
    }


class TestRaising:
    @pytest.mark.parametrize("who", ["representant", "gruppeleder", "ordforer", "utvalgsleder"])
    def test_any_elected_member_raises_one_and_the_initiative_is_that_members(
        self, who, browse, today
    ):
        answer = browse(who).post(
            "/ordninger/fredrikstad/foresla/", _posted(today, on_behalf="me"), follow=True
        )
        row = Adoption.objects.get()
        person = Person.objects.get(user__username=f"demo-{who}")
        assert answer.status_code == 200
        assert (row.raised_by, row.case.initiative_by) == (person, person.name)
        assert (row.case.initiative_gear, row.case.officer) == ("politics", None)

    def test_it_is_raised_for_the_group_or_for_the_body_that_one_leads(self, browse, today):
        led = {"seats__person__user__username": "demo-utvalgsleder", "seats__office": "leader"}
        body = Body.objects.get(**led)
        page = browse("utvalgsleder").get("/ordninger/fredrikstad/foresla/").content.decode()
        assert body.name in page
        assert "Gruppa til" in page
        answer = browse("utvalgsleder").post(
            "/ordninger/fredrikstad/foresla/", _posted(today, on_behalf=f"body-{body.pk}")
        )
        assert answer.status_code == 302
        assert Adoption.objects.get().case.initiative_by == body.name

    def test_the_secretariat_says_whose_initiative_it_was(self, browse, today):
        facts = _posted(today, initiative_by="Venstres gruppe", initiative_gear="politics")
        assert browse("sekretaer").post("/ordninger/fredrikstad/foresla/", facts).status_code == 302
        case = Adoption.objects.get().case
        assert (case.initiative_by, case.initiative_gear) == ("Venstres gruppe", "politics")

    def test_inhabitants_and_officers_do_not(self, browse):
        for who in ("innbygger", "saksbehandler", "enhetsleder"):
            assert browse(who).get("/ordninger/fredrikstad/foresla/").status_code == 403

    def test_the_paper_says_aims_trial_and_review(self, tried):
        paper = tried.case.papers.last()
        assert "Lederne tar stilling (vi ser det på: Innstillinger" in paper.background
        assert f"forsøk til og med {tried.trial_to:%d.%m.%Y}" in paper.recommendation
        assert f"vurderes innen {tried.review_on:%d.%m.%Y}" in paper.recommendation

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({"aim_1": ""}, "Mål 1"),
            ({"aim_2": "Et mål til"}, "hvordan"),
            ({"review_on": ""}, "Vurderes innen"),
            ({"trial_to": "2020-01-01"}, "Forsøket må slutte etter"),
            ({"review_on": "2020-01-01"}, "vurderes etter"),
            ({"valid_from": "2020-01-01"}, "i dag eller senere"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_kept(self, browse, today, facts, says):
        answer = browse("ordforer").post(
            "/ordninger/fredrikstad/foresla/", _posted(today, on_behalf="me") | facts
        )
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not Adoption.objects.exists()

    def test_a_trial_is_reviewed_before_it_ends(self, secretary, today, terms):
        asked = terms(trial_to=today + timedelta(days=200))
        with pytest.raises(Refused, match="før det slutter"):
            actions.propose(library.everything()["fredrikstad"], asked, by=secretary, today=today)


class TestConflicts:
    def test_what_two_set_differently_is_listed_and_one_is_chosen(self, browse, today, secretary):
        how = {"by": secretary, "today": today}
        first = actions.introduce(library.everything()["tannhjulet"], "PS 1", **how)
        key = "choice:dialogue.contact"
        clashes = queries.conflicts(library.everything()["timeglasset"].sets, today)
        assert [(c.key, c.other) for c in clashes if c.key == key] == [(key, first)]
        address = "/ordninger/timeglasset/foresla/"
        n = [c.key for c in clashes].index(key)
        page = browse("ordforer").get(address).content.decode()
        assert "«Tannhjulet» setter det annerledes" in page
        unanswered = _posted(today, on_behalf="me")
        assert browse("ordforer").post(address, unanswered).status_code == 422
        answers = {f"clash_{i}": "ours" for i, _c in enumerate(clashes)} | {f"clash_{n}": "theirs"}
        assert browse("ordforer").post(address, unanswered | answers).status_code == 302
        row = Adoption.objects.get(key="timeglasset")
        assert "dialogue.contact" not in row.sets["choices"]

    def test_what_only_adds_is_not_asked_about(self, today, secretary):
        actions.introduce(library.everything()["hedensted"], "PS 1", by=secretary, today=today)
        assert queries.conflicts(library.everything()["fredrikstad"].sets, today) == []


class TestReview:
    def test_members_and_administration_are_asked_and_the_secretary_prepares(self, tried, today):
        early, due = today + timedelta(days=100), tried.review_on - timedelta(days=10)
        for who, what in (
            ("representant", "Si hvordan ordningen virker"),
            ("kommunedirektor", "Si hvordan ordningen virker"),
            ("sekretaer", "Legg vurderingen fram for kommunestyret"),
        ):
            assert what not in {task.what for task in tasks(user(who), early)}
            assert what in {task.what for task in tasks(user(who), due)}

    def test_what_is_said_is_counted_on_each_side_with_the_reason(self, tried, browse):
        address = reverse("arrangements:say", args=[tried.pk])
        asked = queries.questions(tried)
        fine = {"arrangement-aim": "yes", "arrangement-part": "keep"}
        content = {q.key: fine.get(q.kind, "yes") for q in asked}
        assert browse("representant").post(address, content).status_code == 302
        back = content | {q.key: "back" for q in asked if q.kind == "arrangement-part"}
        assert browse("kommunedirektor").post(address, back).status_code == 422  # says no reason
        why = back | {"why": "Lederne får mer å gjøre enn de rekker."}
        assert browse("kommunedirektor").post(address, why).status_code == 302
        part = next(
            each
            for each in queries.answered(tried, tried.valid_from)
            if each.question.kind == "arrangement-part"
        )
        assert ([n for _says, n in part.politics], [n for _says, n in part.others]) == ([1], [1])
        assert part.most == "keep"
        page = browse().get(tried.get_absolute_url()).content.decode()
        assert "Lederne får mer å gjøre enn de rekker." in page
        assert "Er det nok politisk innflytelse?" in page
        assert "Har administrasjonen nok handlingsrom?" in page
        assert browse("innbygger").get(address).status_code == 403

    def test_whoever_has_said_it_is_not_asked_again(self, tried, today):
        due = tried.review_on - timedelta(days=10)
        person = Person.objects.get(user__username="demo-representant")
        verdicts = {
            q.key: {"arrangement-part": "keep"}.get(q.kind, "yes") for q in queries.questions(tried)
        }
        actions.say(tried, person, verdicts, "", by=None, today=today)
        assert "Si hvordan ordningen virker" not in {
            task.what for task in tasks(user("representant"), due)
        }

    @pytest.mark.source("000-N44")
    def test_the_council_keeps_part_of_it_changes_part_and_steps_back_from_part(
        self, tried, browse, today, convened_council
    ):
        parts = queries.parts(tried)
        choice = "choice:cases.political_recommendation"
        tracks = [key for key in parts if key.startswith("track:")]
        assert choice in parts
        assert tracks
        assert chosen(FREDRIKSTAD, today)
        address = reverse("arrangements:review", args=[tried.pk])
        names = {part.key: f"arrangement-part-{part.pk}" for part in tried.parts.all()}
        facts = {names[key]: "change" for key in parts} | {names[choice]: "back"}
        facts |= {
            "valid_from": today,
            "review_on": today + timedelta(days=500),
            "initiative_gear": "politics",
        }
        assert browse("sekretaer").post(address, facts).status_code == 302
        review = tried.steps_back.get()
        words = review.case.papers.last().recommendation
        assert f"Dette går kommunen tilbake fra: {parts[choice]}." in words
        convened_council(review.case)
        tried.refresh_from_db()
        assert tried.status == "applied"
        assert not chosen(FREDRIKSTAD, today)
        assert set(queries.parts(tried)) == set(parts) - {choice}
        assert (tried.trial_to, tried.review_on) == (None, today + timedelta(days=500))
        promise = Commitment.objects.get(what__startswith="Foreslå endringer i «")
        assert promise.deadline == tried.review_on
        assert parts[tracks[0]] in promise.what

    def test_stepping_back_later_leaves_alone_what_was_left_before(
        self, tried, secretary, today, convened_council
    ):
        how = {"by": secretary, "today": today}
        verdicts = dict.fromkeys(queries.parts(tried), "keep")
        verdicts["choice:cases.political_recommendation"] = "back"
        row = actions.propose_review(tried, verdicts, actions.Terms(today), **how)
        convened_council(row.case)
        assert not chosen(FREDRIKSTAD, today)
        later = today + timedelta(days=1)
        register.choose(FREDRIKSTAD, True, decided_by="KST 9", by=secretary, today=later)
        tried.refresh_from_db()
        back = actions.propose_to_step_back(tried, later, by=secretary, today=later)
        assert "cases.political_recommendation" not in back.sets["choices"]
        assert back.sets["tracks"] or back.sets["closes"]

    def test_stepping_back_from_every_part_ends_it(self, tried, secretary, today, convened_council):
        verdicts = dict.fromkeys(queries.parts(tried), "back")
        how = {"by": secretary, "today": today}
        row = actions.propose_review(tried, verdicts, actions.Terms(today), **how)
        convened_council(row.case)
        tried.refresh_from_db()
        assert tried.status == "replaced"
        assert not chosen(FREDRIKSTAD, today)

    def test_nothing_may_be_left_unsaid_and_only_one_review_lies_there(
        self, tried, secretary, today, terms
    ):
        how = {"by": secretary, "today": today}
        verdicts = dict.fromkeys(queries.parts(tried), "keep")
        with pytest.raises(Refused, match="hver del"):
            actions.propose_review(tried, {}, terms(), **how)
        actions.propose_review(tried, verdicts, terms(), **how)
        with pytest.raises(Refused, match="allerede"):
            actions.propose_review(tried, verdicts, terms(), **how)

    @pytest.mark.parametrize(("verdict", "status"), [("keep", "applied"), ("back", "replaced")])
    def test_one_that_changed_nothing_by_itself_is_reviewed_as_a_whole(
        self, secretary, today, browse, convened_council, verdict, status
    ):
        how = {"by": secretary, "today": today}
        library_row = library.everything()["tannhjulet"]
        actions.introduce(library_row, "PS 1", **how)
        again = actions.introduce(library_row, "PS 2", **how)
        assert queries.parts(again) == {}
        address = reverse("arrangements:review", args=[again.pk])
        facts = {"whole": verdict, "valid_from": today, "initiative_gear": "politics"}
        assert browse("sekretaer").post(address, facts).status_code == 302
        review = again.steps_back.get()
        assert "hele ordningen" in review.case.papers.last().recommendation
        convened_council(review.case)
        again.refresh_from_db()
        assert again.status == status

    def test_a_review_comes_before_the_trial_is_over(self, tried, secretary, today):
        late = actions.Terms(tried.trial_to + timedelta(days=1))
        verdicts = dict.fromkeys(queries.parts(tried), "keep")
        with pytest.raises(Refused, match="Forsøket slutter"):
            actions.propose_review(tried, verdicts, late, by=secretary, today=today)


@pytest.mark.source("000-N44")
class TestTrial:
    def test_it_ends_by_itself_what_was_before_holds_again_and_all_are_told(
        self, tried, council, django_capture_on_commit_callbacks
    ):
        strike(tried.trial_to)
        tried.refresh_from_db()
        assert tried.status == "applied"
        over = tried.trial_to + timedelta(days=1)
        with django_capture_on_commit_callbacks(execute=True):
            strike(over)
            strike(over)
        told = [message for message in mail.outbox if "Forsøket er slutt" in message.subject]
        seated = {row.person.email for row in members(council, over) if row.person.email}
        chief = Person.objects.get(user__username="demo-kommunedirektor")
        assert sorted(to for message in told for to in message.to) == sorted({*seated, chief.email})
        tried.refresh_from_db()
        assert tried.status == "replaced"
        assert not chosen(FREDRIKSTAD, over)
        assert chosen(FREDRIKSTAD, tried.trial_to)
        assert tried.steps_back.get().status == "applied"

    def test_one_that_could_not_be_ended_waits_at_mayor_and_secretary(self, tried, today):
        Adoption.objects.filter(pk=tried.pk).update(
            valid_from=today - timedelta(days=9), trial_to=today - timedelta(days=1)
        )
        for who, waits in (("ordforer", True), ("sekretaer", True), ("representant", False)):
            whats = {task.what for task in tasks(user(who), today)}
            assert (
                "Forsøket er over, og kunne ikke avsluttes: bestem hva som gjelder" in whats
            ) is waits

    def test_one_that_was_adopted_to_go_on_does_and_all_are_told(
        self, secretary, today, terms, convened_council, council, django_capture_on_commit_callbacks
    ):
        asked = terms(trial_to=today + timedelta(days=400), goes_on=True)
        arrangement = library.everything()["fredrikstad"]
        row = actions.propose(arrangement, asked, by=secretary, today=today)
        assert "Deretter gjelder den videre" in row.case.papers.last().recommendation
        convened_council(row.case)
        over = asked.trial_to + timedelta(days=1)
        with django_capture_on_commit_callbacks(execute=True):
            strike(over)
            strike(over + timedelta(days=1))
        row.refresh_from_db()
        assert (row.status, row.trial_to) == ("applied", None)
        assert chosen(FREDRIKSTAD, over)
        told = [message for message in mail.outbox if "Ikke lenger et forsøk" in message.subject]
        seated = {seat.person.email for seat in members(council, over) if seat.person.email}
        chief = Person.objects.get(user__username="demo-kommunedirektor")
        assert sorted(to for message in told for to in message.to) == sorted({*seated, chief.email})

    def test_only_a_trial_can_be_adopted_to_go_on(self, browse, today):
        facts = _posted(today, goes_on="on", on_behalf="me")
        answer = browse("ordforer").post("/ordninger/fredrikstad/foresla/", facts)
        assert answer.status_code == 422
        assert "Bare et forsøk" in answer.content.decode()

    def test_hjartdal_two_budget_years_then_the_spreadsheet_is_kept_and_recommendation_given_back(
        self, secretary, today, convened_council, chief, council
    ):
        """Domain 000, L628-631 and L665-669: part by part, from 2017."""
        catalogue, recommended = (
            OPTIONS["cases.budget_catalogue"],
            OPTIONS["cases.budget_recommended"],
        )
        last = date(today.year + 2, 12, 31)
        asked = actions.Terms(
            today, date(today.year + 2, 6, 30), last, (("Politisk styring", "Egne forslag"),)
        )
        how = {"by": secretary, "today": today}
        row = actions.propose(library.everything()["hjartdal-forhandlet"], asked, **how)
        convened_council(row.case)
        row.refresh_from_db()
        assert (chosen(catalogue, today), chosen(recommended, today)) == (True, False)
        review = date(today.year + 2, 6, 30)
        assert str(row) in {task.about for task in tasks(user("ordforer"), review)}
        verdicts = {
            "choice:cases.budget_catalogue": "keep",
            "choice:cases.budget_recommended": "back",
        }
        assert set(queries.parts(row)) == set(verdicts)
        again = actions.propose_review(row, verdicts, actions.Terms(today), **how)
        convened_council(again.case)
        row.refresh_from_db()
        assert (row.status, row.trial_to) == ("applied", None)
        later = last + timedelta(days=1)
        strike(later)
        assert (chosen(catalogue, later), chosen(recommended, later)) == (True, True)

    def test_what_was_kept_from_the_last_day_goes_on_though_the_clock_missed_it(
        self, tried, secretary, today, convened_council
    ):
        verdicts = dict.fromkeys(queries.parts(tried), "keep")
        last = actions.Terms(tried.trial_to)
        row = actions.propose_review(tried, verdicts, last, by=secretary, today=today)
        convened_council(row.case)
        over = tried.trial_to + timedelta(days=1)
        strike(over)
        tried.refresh_from_db()
        assert tried.status == "applied"
        assert chosen(FREDRIKSTAD, over)

    def test_what_the_council_keeps_goes_on(self, tried, secretary, today, convened_council):
        verdicts = dict.fromkeys(queries.parts(tried), "keep")
        how = {"by": secretary, "today": today}
        row = actions.propose_review(tried, verdicts, actions.Terms(today), **how)
        convened_council(row.case)
        old = tried.trial_to
        strike(old + timedelta(days=1))
        tried.refresh_from_db()
        assert (tried.status, tried.trial_to) == ("applied", None)
        assert chosen(FREDRIKSTAD, old + timedelta(days=1))
