"""Statutory rules at their boundaries: no database."""

from fractions import Fraction

import pytest

from tannhjul.core.law import RULES
from tannhjul.elections.rules.counting import sainte_lague
from tannhjul.meetings import rules as meetings
from tests.rules import CASES


@pytest.mark.parametrize(("rule", "facts", "kept"), CASES)
def test_a_rule_at_its_boundary(rule, facts, kept):
    assert rule(*facts) is kept


@pytest.mark.parametrize(
    ("votes", "chair_for", "carried"),
    [
        ((14, 13), False, True),
        ((13, 14), True, False),
        ((13, 13), True, True),
        ((13, 13), False, False),
    ],
)
def test_the_majority_decides_and_the_chair_settles_a_tie(votes, chair_for, carried):
    assert meetings.is_carried(*votes, chair_for=chair_for) is carried


def test_every_rule_is_exercised_here():
    played = {rule.rule.name for rule, _facts, _kept in CASES} | {"meetings.is_carried"}
    assert set(RULES) == played


def test_every_rule_says_what_it_is_and_where_it_stands():
    for rule in RULES.values():
        assert rule.says.endswith(".")
        assert rule.remedy.endswith("."), rule.name
        assert rule.link.startswith("https://lovdata.no/lov/")
        assert "§" in rule.paragraph


def test_seats_are_shared_out_by_the_modified_method():
    won = sainte_lague({"A": 1400, "B": 500}, 3)
    assert [seat.list for seat in won] == ["A", "A", "B"]
    assert won[0].quotient == Fraction(1000)
    assert won[1].divisor == 3


def test_a_list_without_votes_wins_nothing():
    assert sainte_lague({"A": 0}, 3) == []
