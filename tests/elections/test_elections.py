"""Elections: real protocols to the last candidate, the law's own examples, properties, bad files."""

import csv
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import cli
from tannhjul.elections.rules import balance, majority, settlement, sharing
from tannhjul.elections.rules import counting as elections
from tannhjul.elections.rules.counting import Candidate, ListVotes, Lots, list_vote_total
from tests.conftest import data
from tests.elections import protocols

pytestmark = pytest.mark.once


def _elect(tmp_path, capsys, what, *flags):
    path = tmp_path / "election.json"
    path.write_text(json.dumps(what) if isinstance(what, dict) else what, encoding="utf-8")
    code = cli.main(["elect", str(path), *flags])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def _people(result, key, name):
    return [row["name"] for row in result[key] if row["list"] == name]


def _marked(rows, mark):
    return [str(row.place) for row in sorted(rows, key=lambda row: row.rank) if row.mark == mark]


def test_every_protocol_is_reproduced_to_the_last_candidate(tmp_path, capsys):
    """Seats, order, divisors and quotients; additions, totals, ranking, elected and deputies."""
    found = protocols.read_all(data("no-valgprotokoll-2019"))
    assert len(found) == 27
    for each in found:
        code, out, _err = _elect(tmp_path, capsys, each.election(), "--json")
        result = json.loads(out)
        assert code == 0, each.name
        assert result["seats"] == each.won, each.name
        assert [(row["list"], row["divisor"], row["quotient"]) for row in result["order"]] == [
            (name, divisor, settlement.cut(Fraction(quotient)))
            for name, divisor, quotient in each.order
        ], each.name
        assert result["lots"] == []
        for name, rows in each.rows.items():
            assert _people(result, "elected", name) == _marked(rows, "**"), (each.name, name)
            assert _people(result, "deputies", name) == _marked(rows, "*"), (each.name, name)
        _same_ranking(each)


def _same_ranking(each):
    election = settlement.read(json.dumps(each.election()))
    for row in election.lists:
        stated = sorted(each.rows[row.name], key=lambda candidate: candidate.rank)
        computed = elections.ranked(row)
        assert [c.name for c in computed] == [str(c.place) for c in stated], (each.name, row.name)
        totals = [elections.personal_total(c, row.ballots) for c in computed]
        assert totals == [Fraction(c.total) for c in stated], (each.name, row.name)


def test_every_list_vote_total_is_reproduced():
    folder = data("no-valgprotokoll-2019")
    with (folder / "lister.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["kommune"] for row in rows}) == 27
    for row in rows:
        names = ("stemmesedler", "mandater_totalt", "slengere_mottatt", "slengere_avgitt")
        total = list_vote_total(*(int(row[name]) for name in names))
        assert total == int(row["listestemmetall"]), row


def _lists(**votes):
    return [ListVotes(name, Fraction(number)) for name, number in votes.items()]


def _by_dhondt(votes, seats, seed=""):
    lots = Lots(seed)
    return elections.by_proportion(_lists(**votes), seats, lots, "none"), lots


def test_equal_quotients_go_to_the_list_with_most_votes_then_to_a_lot():
    result, lots = _by_dhondt({"A": 12, "B": 6, "C": 6}, 3)
    assert [row.list for row in result.order[:2]] == ["A", "A"]
    assert lots.drawn[0].between == ("B", "C")
    assert result.order[2].list == lots.drawn[0].won


def test_quotients_alone_decide_where_they_differ():
    result, lots = _by_dhondt({"A": 13, "B": 8, "C": 6}, 7)
    assert result.seats == {"A": 4, "B": 2, "C": 1}
    assert lots.drawn == []


@pytest.mark.parametrize(
    ("places", "each"),
    [
        (1, 0),
        (2, 1),
        (3, 1),
        (4, 2),
        (5, 2),
        (6, 3),
        (7, 3),
        (8, 4),
        (9, 4),
        (10, 4),
        (11, 5),
        (13, 6),
    ],
)
def test_forty_percent_is_rounded_up(places, each):
    assert balance.needed_of_each(places) == each


def _named(pattern, votes=10, name="A"):
    people = tuple(Candidate(f"{place}{gender}", gender) for place, gender in enumerate(pattern, 1))
    return ListVotes(name, Fraction(votes), None, people)


@pytest.mark.parametrize(
    ("pattern", "seats", "elected", "deputies"),
    [
        ("mmmfff", 3, ["1m", "2m", "4f"], ["3m", "5f", "6f"]),
        ("mmmmmmff", 4, ["1m", "2m", "7f", "8f"], ["3m", "4m", "5m", "6m"]),
        ("fmfmfm", 2, ["1f", "2m"], ["3f", "4m", "5f", "6m"]),
        ("mmmm", 1, ["1m"], ["2m", "3m", "4m"]),
        ("fffffm", 5, ["1f", "2f", "3f", "4f", "6m"], ["5f"]),
    ],
)
def test_the_under_represented_gender_moves_up(pattern, seats, elected, deputies):
    result = elections.by_proportion([_named(pattern)], seats, Lots())
    assert [row.name for row in result.elected] == elected
    assert [row.name for row in result.deputies] == deputies


def test_a_list_that_cannot_be_balanced_is_found():
    result = elections.by_proportion([_named("mmmmm")], 4, Lots())
    paragraphs = {row.rule.paragraph for row in result.findings}
    assert paragraphs == {
        "kommuneloven § 7-5 (2)",
        "kommuneloven § 7-6 (3)",
        "kommuneloven § 7-6 (5)",
    }


def test_an_agreed_body_is_balanced_as_a_whole():
    lists = [_named("mm", 2, "A"), _named("ff", 2, "B")]
    assert not elections.by_proportion(lists, 4, Lots(), "body").findings[2:]
    lists = [_named("mm", 2, "A"), _named("mm", 2, "B")]
    found = elections.by_proportion(lists, 4, Lots(), "body").findings
    assert "kommuneloven § 7-7 (3)" in {row.rule.paragraph for row in found}


def test_a_majority_is_more_than_half():
    first = majority.by_majority(_lists(Kari=13, Ola=13, Eli=1), Lots())
    assert first.findings
    assert not first.elected
    assert majority.by_majority(_lists(Kari=14, Ola=13), Lots()).seats == {"Kari": 1, "Ola": 0}
    assert majority.by_majority(_lists(Kari=14, Ola=12), Lots(), blank=2).findings
    second = majority.by_majority(_lists(Kari=13, Ola=13), Lots("x"), second=True)
    assert len(second.lots) == 1
    assert sum(second.seats.values()) == 1


votes = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 5000), min_size=1).filter(
    lambda each: any(each.values())
)


@given(votes, st.integers(1, 85), st.sampled_from(["sainte-lague", "dhondt"]), st.text(max_size=8))
def test_every_seat_is_given_once_and_in_order(votes, seats, method, seed):
    text = {
        "method": method,
        "seats": seats,
        "seed": seed,
        "lists": [{"name": name, "votes": number} for name, number in votes.items()],
    }
    result = settlement.settle(settlement.read(json.dumps(text)))
    assert sum(result.seats.values()) == seats == len(result.order)
    quotients = [row.quotient for row in result.order]
    assert quotients == sorted(quotients, reverse=True)
    assert all(votes[row.list] for row in result.order)


@given(votes, st.integers(1, 40), st.text(max_size=8))
def test_the_order_of_the_lists_in_the_file_changes_nothing(votes, seats, seed):
    one = elections.by_proportion(_lists(**votes), seats, Lots(seed), "none")
    other = elections.by_proportion(_lists(**votes)[::-1], seats, Lots(seed), "none")
    assert one.seats == other.seats
    assert one.lots == other.lots


@given(votes, st.integers(1, 40))
def test_dhondt_never_gives_less_than_the_whole_share(votes, seats):
    result, _lots = _by_dhondt(votes, seats)
    total = sum(votes.values())
    assert all(result.seats[name] >= number * seats // total for name, number in votes.items())


@given(st.text("fm", min_size=1, max_size=20), st.integers(1, 20))
def test_balance_is_reached_whenever_the_names_allow(pattern, places):
    row = _named(pattern)
    chosen = elections.balanced(row.candidates, places)
    number = min(places, len(pattern))
    need = balance.needed_of_each(number)
    assert len(chosen) == number
    for gender in "fm":
        have = sum(1 for c in chosen if c.gender == gender)
        assert have >= min(need, pattern.count(gender))


GOOD = {"method": "dhondt", "seats": 3, "lists": [{"name": "A", "votes": 12}]}
A = {"name": "A", "votes": 1}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ('{"method": "dhondt", "seats": 3, "lists": [{"name": "A"', "line 1, column"),
        ("[]", "must be an object"),
        ("[" * 100_000, ""),
        ({**GOOD, "method": "first past the post"}, "«method» must be one of"),
        ({"method": "dhondt", "lists": [A]}, "«seats» of the election must be a whole number"),
        ({**GOOD, "seats": 0}, "from 1 to 1000"),
        ({**GOOD, "seats": True}, "whole number"),
        ({**GOOD, "seats": 2.5}, "whole number"),
        ({**GOOD, "lists": []}, "«lists» must be"),
        ({**GOOD, "lists": "A"}, "«lists» must be"),
        ({**GOOD, "lists": [A, A]}, "the list «A» stands there more than once"),
        ({**GOOD, "lists": [{"name": "A", "votes": -1}]}, "from 0 to"),
        ({**GOOD, "lists": [{"name": "A", "votes": "12"}]}, "must be a number"),
        ({**GOOD, "lists": [{"name": "A"}]}, "«votes» of list «A»"),
        ({**GOOD, "lists": [{"name": " ", "votes": 1}]}, "«name» of list 1"),
        ({**GOOD, "lists": [{"name": "A" * 121, "votes": 1}]}, "longer than 120"),
        ({**GOOD, "lists": [{"name": "A", "votes": 0}]}, "no list has any votes"),
        ('{"method": "dhondt", "seats": 3, "lists": [{"name": "A", "votes": NaN}]}', "NaN"),
        (
            {**GOOD, "lists": [{**A, "candidates": [{"name": "x"}, {"name": "x"}]}]},
            "more than once",
        ),
        ({**GOOD, "lists": [{**A, "candidates": [{"name": "x", "gender": "q"}]}]}, "«gender»"),
        (
            {**GOOD, "lists": [{**A, "candidates": [{"name": "x", "increased": 1}]}]},
            "true or false",
        ),
        ({**GOOD, "lists": [{**A, "candidates": [{"name": "x", "increased": True}]}]}, "«ballots»"),
        ({**GOOD, "first_divisor": 0}, "«first_divisor»"),
        ({**GOOD, "gender_rule": "maybe"}, "«gender_rule»"),
        ({**GOOD, "seed": 7}, "«seed» must be a text"),
        ({**GOOD, "seatz": 7}, "unknown key «seatz»"),
        ({**GOOD, "method": "majority"}, "fills one seat"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(tmp_path, capsys, text, says):
    code, out, err = _elect(tmp_path, capsys, text, "--json")
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert says in err


def test_a_file_that_cannot_be_read(tmp_path, capsys):
    (tmp_path / "latin.json").write_bytes(b'{"method": "dhondt", "seed": "\xe5"}')
    for path, says in (
        ("latin.json", "not UTF-8"),
        ("none.json", "cannot be read"),
        (".", "cannot be read"),
    ):
        assert cli.main(["elect", str(tmp_path / path)]) == 2
        assert says in capsys.readouterr().err
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(cli.LARGEST_ELECTION + 1)
    assert cli.main(["elect", str(tmp_path / "large.json")]) == 2
    assert "larger than 10 MB" in capsys.readouterr().err


def test_findings_give_exit_code_1_and_plain_text_reads_well(tmp_path, capsys):
    people = [{"name": f"Navn {n}", "gender": "m"} for n in range(6)]
    what = {
        "method": "dhondt",
        "seats": 3,
        "lists": [{"name": "A", "votes": 9, "candidates": people}],
    }
    code, out, _err = _elect(tmp_path, capsys, what)
    assert code == 1
    assert "kommuneloven § 7-6" in out
    assert "Navn 0" in out
    assert "Order" in out


def test_a_byte_order_mark_is_no_fault(tmp_path, capsys):
    code, out, _err = _elect(tmp_path, capsys, "\ufeff" + json.dumps(GOOD), "--json")
    assert code == 0
    assert json.loads(out)["seats"] == {"A": 3}


@given(
    votes=st.lists(st.integers(0, 400), min_size=2, max_size=6),
    seats=st.integers(1, 20),
    method=st.sampled_from(
        [
            (elections.dhondt_divisor, sharing.is_shared_by_dhondt),
            (elections.sainte_lague_divisor, sharing.is_shared_by_sainte_lague),
        ]
    ),
)
def test_seats_as_settled_are_shared_as_the_law_says_and_no_other_way_is(votes, seats, method):
    divisor, is_shared = method
    lists = [ListVotes(f"L{n}", Fraction(number)) for n, number in enumerate(votes)]
    won = dict.fromkeys((row.name for row in lists), 0)
    for seat in elections.allocate(lists, seats, divisor, Lots("seed")):
        won[seat.list] += 1
    got = {row.name: row.votes for row in lists}
    assert is_shared(got, won)
    for loser in (name for name, number in won.items() if number):
        for winner in (row.name for row in lists if row.votes < got[loser]):
            moved = {**won, loser: won[loser] - 1, winner: won[winner] + 1}
            claim = got[loser] / divisor(won[loser] - 1), got[loser]
            other = got[winner] / divisor(won[winner]), got[winner]
            assert claim > other
            assert not is_shared(got, moved)
