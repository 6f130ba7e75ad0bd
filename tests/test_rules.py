"""Statutory rules at their boundaries: no database."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tannhjul.allowances import rules as allowances
from tannhjul.cases import rules as cases
from tannhjul.core.law import RULES
from tannhjul.documents import rules as documents
from tannhjul.meetings import rules as meetings
from tannhjul.organisation.rules import balance, departures, interests
from tannhjul.organisation.rules import bodies as organisation
from tannhjul.organisation.rules.elections import sainte_lague

DAY = date(2026, 5, 1)

CASES = [
    (organisation.council_size_is_lawful, (27, 9_812), True),
    (organisation.council_size_is_lawful, (26, 9_812), False),
    (organisation.council_size_is_lawful, (17, 9_812), False),
    (organisation.council_size_is_lawful, (11, 5_000), True),
    (organisation.council_size_is_lawful, (11, 5_001), False),
    (organisation.council_size_is_lawful, (43, 100_001), True),
    (organisation.council_size_is_lawful, (35, 100_001), False),
    (organisation.body_is_large_enough, ("executive_committee", 5), True),
    (organisation.body_is_large_enough, ("executive_committee", 4), False),
    (organisation.body_is_large_enough, ("committee", 3), True),
    (organisation.body_is_large_enough, ("committee", 2), False),
    (organisation.has_regulations, (1,), True),
    (organisation.has_regulations, (0,), False),
    (organisation.is_next_deputy, (7, [7, 8]), True),
    (organisation.is_next_deputy, (8, [7, 8]), False),
    (organisation.is_next_deputy, (8, []), False),
    (interests.is_free_of_the_parties, (["owner"],), True),
    (interests.is_free_of_the_parties, (["owner", "board"],), False),
    (interests.is_free_of_the_parties, (["family"],), False),
    (interests.is_free_of_special_ties, ([],), True),
    (interests.is_free_of_special_ties, (["member"],), False),
    (interests.did_not_prepare_it, (False,), True),
    (interests.did_not_prepare_it, (True,), False),
    (interests.did_not_prepare_it, (True, "budget"), True),
    (organisation.sits_in_council, (1, {1, 2}), True),
    (organisation.sits_in_council, (3, {1, 2}), False),
    (organisation.may_control, ({"advises"},), True),
    (organisation.may_control, ({"decides"},), False),
    (organisation.may_control, ({"leader"},), False),
    (organisation.control_has_councillor, ({1, 9}, {1, 2}), True),
    (organisation.control_has_councillor, ({9}, {1, 2}), False),
    (organisation.control_is_led_by_others, (1, 2), True),
    (organisation.control_is_led_by_others, (1, 1), False),
    (organisation.control_is_led_by_others, (None, None), True),
    (organisation.agreement_is_unanimous, (0,), True),
    (organisation.agreement_is_unanimous, (1,), False),
    (departures.exemption_is_reasoned, ("a", "b"), True),
    (departures.exemption_is_reasoned, (" ", "b"), False),
    (departures.suspension_is_decided, ("a", ""), False),
    (departures.suspension_is_decided, ("a", "b"), True),
    (departures.moves_back_in_time, (date(2026, 1, 31), date(2028, 1, 30)), True),
    (departures.moves_back_in_time, (date(2026, 1, 31), date(2028, 1, 31)), False),
    (departures.moves_back_in_time, (date(2028, 2, 29), date(2030, 2, 28)), True),
    (departures.is_away_for_long, (date(2026, 1, 15), date(2026, 4, 15)), True),
    (departures.is_away_for_long, (date(2026, 1, 15), date(2026, 4, 14)), False),
    (departures.comes_from_the_group, (1, 1), True),
    (departures.comes_from_the_group, (1, 2), False),
    (departures.comes_from_the_group, (None, 2), True),
    (departures.is_not_replaced_one_by_one, ("control_committee",), False),
    (departures.is_not_replaced_one_by_one, ("committee",), True),
    (departures.is_filled_by_election, ("council",), False),
    (departures.is_filled_by_election, ("committee",), True),
    (meetings.has_right_to_speak, (False, False), False),
    (meetings.has_right_to_speak, (False, True), True),
    (meetings.mayor_may_speak, ("committee",), True),
    (meetings.mayor_may_speak, ("executive_council",), False),
    (meetings.chief_executive_may_speak, ("control_committee",), False),
    (meetings.chief_executive_may_speak, ("council",), True),
    (meetings.control_leader_may_speak, ("council",), True),
    (meetings.control_leader_may_speak, ("committee",), False),
    (meetings.all_agree_in_writing, (9, 9), True),
    (meetings.all_agree_in_writing, (9, 8), False),
    (meetings.urgent_meeting_stands, (9, 2), True),
    (meetings.urgent_meeting_stands, (9, 3), False),
    (meetings.constituting_is_called_in_time, (date(2027, 10, 1), date(2027, 10, 15)), True),
    (meetings.constituting_is_called_in_time, (date(2027, 10, 2), date(2027, 10, 15)), False),
    (meetings.constituting_is_held_in_time, (date(2027, 10, 31),), True),
    (meetings.constituting_is_held_in_time, (date(2027, 11, 1),), False),
    (meetings.two_thirds_constitute, (27, 18), True),
    (meetings.two_thirds_constitute, (27, 17), False),
    (meetings.constitutes_in_order, (0,), True),
    (meetings.constitutes_in_order, (1,), False),
    (meetings.enough_demand_documents, (27, 3), True),
    (meetings.enough_demand_documents, (27, 2), False),
    (meetings.enough_demand_documents, (3, 2), True),
    (meetings.three_ask_for_legality_check, (3,), True),
    (meetings.three_ask_for_legality_check, (2,), False),
    (meetings.is_within_three_weeks, (date(2026, 5, 1), date(2026, 5, 22)), True),
    (meetings.is_within_three_weeks, (date(2026, 5, 1), date(2026, 5, 23)), False),
    (meetings.is_within_three_weeks, (date(2026, 5, 1), date(2026, 4, 30)), False),
    (interests.did_not_decide_it, (False,), True),
    (interests.did_not_decide_it, (True,), False),
    (interests.may_be_partial_in, ("",), True),
    (interests.may_be_partial_in, ("election",), False),
    (interests.may_be_partial_in, ("allowances",), False),
    (meetings.has_two_thirds, (6, 9), True),
    (meetings.has_two_thirds, (5, 8), False),
    (meetings.has_two_thirds, (0, 0), False),
    (meetings.has_nine_tenths, (9, 10), True),
    (meetings.has_nine_tenths, (89, 100), False),
    (meetings.is_among_the_two_largest, ([4, 3, 2], 3), True),
    (meetings.is_among_the_two_largest, ([4, 3, 2], 2), False),
    (meetings.is_among_the_two_largest, ([4, 2, 2], 2), True),
    (meetings.blank_only_for_people, ("hiring", 1), True),
    (meetings.blank_only_for_people, ("single", 1), False),
    (meetings.blank_only_for_people, ("single", 0), True),
    (meetings.may_be_secret, ("election", "proportion", "committee"), True),
    (meetings.may_be_secret, ("election", "majority", "committee"), False),
    (meetings.may_be_secret, ("election", "majority", "youth_council"), True),
    (meetings.may_be_secret, ("hiring", "", "council"), True),
    (meetings.may_be_secret, ("single", "", "council"), False),
    (organisation.method_fits, ("proportion", "committee", "", True), True),
    (organisation.method_fits, ("agreement", "committee", "", False), True),
    (organisation.method_fits, ("agreement", "committee", "", True), False),
    (organisation.method_fits, ("voters", "council", "", False), True),
    (organisation.method_fits, ("proportion", "council", "", True), False),
    (organisation.method_fits, ("majority", "council", "leader", False), True),
    (organisation.method_fits, ("proportion", "committee", "leader", True), False),
    (balance.list_elects_both_genders, (2, 2), True),
    (balance.list_elects_both_genders, (1, 3), False),
    (balance.list_elects_both_genders, (1, 2), True),
    (balance.list_elects_both_genders, (0, 3), False),
    (balance.list_elects_both_genders, (0, 1), True),
    (balance.body_has_both_genders, (4, 4), True),
    (balance.body_has_both_genders, (3, 5), False),
    (balance.list_names_both_genders, (4, 6, 4), True),
    (balance.list_names_both_genders, (3, 7, 4), False),
    (balance.list_names_both_genders, (1, 5, 3), True),
    (balance.list_names_both_genders, (0, 6, 3), False),
    (balance.list_names_both_genders, (0, 6, 1), True),
    (balance.list_is_short_enough, (14, 7), True),
    (balance.list_is_short_enough, (15, 7), False),
    (balance.list_has_enough_deputies, (3, 5), True),
    (balance.list_has_enough_deputies, (3, 4), False),
    (balance.list_has_enough_deputies, (0, 0), True),
    (balance.wins_first_ballot, (14, 27), True),
    (balance.wins_first_ballot, (13, 26), False),
    (documents.ground_fits_elected_body, ("14",), False),
    (documents.ground_fits_elected_body, ("15",), False),
    (documents.ground_fits_elected_body, ("23",), True),
    (documents.ground_fits_elected_body, ("",), True),
    (documents.postponed_to_the_future, (None, DAY), True),
    (documents.postponed_to_the_future, (DAY, DAY), False),
    (documents.postponed_to_the_future, (date(2026, 5, 2), DAY), True),
    (cases.is_properly_investigated, ("q", "b", "a", 1), True),
    (cases.is_properly_investigated, ("q", "b", "a", 0), False),
    (cases.is_properly_investigated, ("q", " ", "a", 1), False),
    (cases.has_a_way, (["recommends", "decides"],), True),
    (cases.has_a_way, (["decides", "recommends"],), False),
    (cases.has_a_way, ([],), False),
    (meetings.unlisted_may_be_decided, (27, 8, False), True),
    (meetings.unlisted_may_be_decided, (27, 9, False), False),
    (meetings.unlisted_may_be_decided, (27, 0, True), False),
    (meetings.remote_is_opened_for, ("physical", 0), True),
    (meetings.remote_is_opened_for, ("hybrid", 0), False),
    (meetings.remote_is_opened_for, ("remote", 1), True),
    (meetings.must_close_is_not_remote, ("remote", "11-5-2"), False),
    (meetings.must_close_is_not_remote, ("hybrid", "11-5-3"), False),
    (meetings.must_close_is_not_remote, ("remote", "11-5-a"), True),
    (meetings.must_close_is_not_remote, ("physical", "11-5-2"), True),
    (meetings.remote_can_be_followed, ("remote", ""), False),
    (meetings.remote_can_be_followed, ("remote", "https://x.no"), True),
    (meetings.remote_can_be_followed, ("physical", ""), True),
    (meetings.third_demands_item, (27, 9), True),
    (meetings.third_demands_item, (27, 8), False),
    (meetings.third_demands_item, (7, 3), True),
    (meetings.third_demands_item, (7, 2), False),
    (meetings.third_demands_meeting, (9, 3), True),
    (meetings.third_demands_meeting, (10, 3), False),
    (meetings.demanded_items_are_listed, (0,), True),
    (meetings.demanded_items_are_listed, (1,), False),
    (meetings.has_agenda, (1,), True),
    (meetings.has_agenda, (0,), False),
    (meetings.notice_comes_before_meeting, (DAY, DAY), True),
    (meetings.notice_comes_before_meeting, (date(2026, 5, 2), DAY), False),
    (meetings.has_quorum, (27, 14), True),
    (meetings.has_quorum, (27, 13), False),
    (meetings.has_quorum, (10, 5), True),
    (meetings.everyone_votes, ([1, 2], [1, 2]), True),
    (meetings.everyone_votes, ([1, 2], [1]), False),
    (meetings.only_entitled_vote, ([1, 2], [2]), True),
    (meetings.only_entitled_vote, ([1, 2], [3]), False),
    (meetings.disqualified_stay_out, ([1], [2]), True),
    (meetings.disqualified_stay_out, ([1], [1, 2]), False),
    (meetings.decided_without_the_member, (1, [2]), True),
    (meetings.decided_without_the_member, (1, [1, 2]), False),
    (meetings.decided_without_the_member, (1, []), False),
    (meetings.may_close_doors, ("11-5-a",), True),
    (meetings.may_close_doors, ("",), False),
    (meetings.minutes_are_complete, (1, 0), True),
    (meetings.minutes_are_complete, (1, 1), False),
    (meetings.minutes_are_complete, (0, 0), False),
    (meetings.may_decide_urgently, ("executive_committee", 1), True),
    (meetings.may_decide_urgently, ("executive_committee", 0), False),
    (meetings.may_decide_urgently, ("elderly_council", 1), False),
    (meetings.urgent_decisions_are_reported, (0,), True),
    (meetings.urgent_decisions_are_reported, (1,), False),
    (organisation.has_power_to_decide, ("decides",), True),
    (organisation.has_power_to_decide, ("recommends",), False),
    (organisation.may_meet_in_private, ("committee", "open", False), True),
    (organisation.may_meet_in_private, ("committee", "closed", True), False),
    (organisation.may_meet_in_private, ("executive_council", "closed", True), True),
    (organisation.may_meet_in_private, ("other", "closed", False), False),
    (allowances.council_has_set_the_rate, (True,), True),
    (allowances.council_has_set_the_rate, (False,), False),
    (allowances.expense_is_within_the_day, (Decimal(400), Decimal(100), 500), True),
    (allowances.expense_is_within_the_day, (Decimal(400), Decimal("100.01"), 500), False),
    (allowances.loss_is_within_the_day, (Decimal(0), Decimal(4000), 4000), True),
    (allowances.loss_is_within_the_day, (Decimal("0.01"), Decimal(4000), 4000), False),
    (allowances.loss_is_shown, ("loss_shown", 1), True),
    (allowances.loss_is_shown, ("loss_shown", 0), False),
    (allowances.loss_is_shown, ("loss", 0), True),
    (allowances.is_paid_once, ("attendance", False), True),
    (allowances.is_paid_once, ("attendance", True), False),
    (allowances.is_paid_once, ("loss", True), False),
    (allowances.is_paid_once, ("car", True), True),
    (allowances.after_office_is_within_notice, (DAY, date(2026, 8, 1), 3), True),
    (allowances.after_office_is_within_notice, (DAY, date(2026, 8, 2), 3), False),
    (allowances.other_income_is_deducted, (Decimal(70), Decimal(100), Decimal(30)), True),
    (allowances.other_income_is_deducted, (Decimal(71), Decimal(100), Decimal(30)), False),
    (allowances.other_income_is_deducted, (Decimal(0), Decimal(100), Decimal(130)), True),
]


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
