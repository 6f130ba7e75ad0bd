"""Adopting adds to what there is: what goes is shown first, and what the law asks for stays."""

import random

import pytest

from tannhjul.arrangements import actions, library, queries
from tannhjul.arrangements.actions import enacting
from tannhjul.arrangements.models import Adoption
from tannhjul.arrangements.parts import bodies, tracks
from tannhjul.cases.models import Track
from tannhjul.organisation.models import Body

pytestmark = pytest.mark.django_db


def introduce(key, by, today):
    return actions.introduce(library.everything()[key], "KST PS 1/26", by=by, today=today)


def laid(today):
    return {track.key: track for track in tracks.now(today)["tracks"]}


def shown_as_lost(key, today):
    """The names of the tracks that the page and the council's case say will close."""
    sets = library.completed(library.everything()[key].sets, today)
    lines = queries.compared([sets], library.today(today))
    return {line.about for line in lines if line.sides[0] == [] and line.sides[1]}


def holds(today):
    """What must be true whatever has been adopted."""
    there = bodies.now(today)["bodies"]
    for track in laid(today).values():
        assert not tracks._is_stranded(track, there), track.key
    deciding = {
        step["kind"]
        for track in laid(today).values()
        for step in track.steps
        if step["power"] == "decides"
    }
    committees = [b for b in there if b.kind == "committee" and b.power == "decides"]
    assert not committees or "committee" in deciding


def test_one_after_the_other_loses_nothing_that_was_not_shown(secretary, today):
    """Cogwheel, Fredrikstad, Svelvik, main committees; and back twice."""
    was = laid(today)
    states = []
    for key in ("tannhjulet", "fredrikstad", "svelvik", "hovedutvalg"):
        states.append(laid(today))
        lost = shown_as_lost(key, today)
        introduce(key, secretary, today)
        gone = {track.name for key, track in states[-1].items() if key not in laid(today)}
        assert gone <= lost
        holds(today)
    now = laid(today)
    assert {"two_mode", "inhabitants", "political", "task_investigated", "urgent"} <= set(now)
    assert set(was) <= set(now)
    for state in (states[3], states[2]):
        rows = Adoption.objects.filter(status="applied", goes_back=None)
        latest = rows.order_by("-valid_from", "-pk").first()
        plan = library.setup_from(latest.before)
        back = Adoption.objects.create(
            key=latest.key,
            name=f"Tilbake fra {latest.name}",
            sets=library.as_data(plan),
            valid_from=today,
            goes_back=latest,
            status="decided",
            decided_by="KST PS 2/26",
        )
        enacting.apply(back, by=secretary, today=today)
        assert set(laid(today)) == set(state) | {"inhabitants"}
        holds(today)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_adopted_in_whatever_order(seed, secretary, today):
    chance = random.Random(seed)
    keys = [key for key in library.everything() if not key.startswith("parlamentarisme")]
    for key in chance.sample([key for key in keys if key not in ("oslo", "bergen")], 5):
        here, lost = laid(today), shown_as_lost(key, today)
        introduce(key, secretary, today)
        gone = {track.name for each, track in here.items() if each not in laid(today)}
        assert gone <= lost, key
        holds(today)
        if "inhabitants" in here:
            assert "inhabitants" in laid(today)


def test_the_same_again_lays_out_nothing_anew(secretary, today):
    introduce("hovedutvalg", secretary, today)
    rows = set(Track.objects.on(today).values_list("pk", flat=True))
    introduce("funksjonsutvalg", secretary, today)
    assert rows == set(Track.objects.on(today).values_list("pk", flat=True))


def test_a_body_of_the_same_name_with_another_power_is_replaced(secretary, today):
    introduce("ad-hoc", secretary, today)
    wanted = library.everything()["ad-hoc"].sets.bodies[0]
    row = Body.objects.on(today).get(name=wanted.name)
    Body.objects.filter(pk=row.pk).update(power="decides")
    introduce("ad-hoc", secretary, today)
    assert Body.objects.on(today).get(name=wanted.name).power == wanted.power


def test_the_case_says_what_goes(secretary, today):
    row = actions.propose(library.everything()["ingen-utvalg"], today, by=secretary, today=today)
    text = row.case.papers.latest("number").background
    assert "Det som endres og faller bort:" in text
    assert "Sak som utvalget avgjør: faller bort" in text


def test_no_arrangement_lays_out_a_track_that_leads_nowhere():
    """Where a city's committees are not named, its tracks go through those that are there."""
    for row in library.everything().values():
        there = bodies.after(row.sets, library.Setup(bodies=(bodies.EXECUTIVE,)))
        named = any(body.kind == "committee" for body in row.sets.bodies)
        ends = "committee" in row.sets.ends
        if named or ends:
            for track in row.sets.tracks:
                assert not tracks._is_stranded(track, there), (row.key, track.key)
