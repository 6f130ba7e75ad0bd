"""Every rule that live data can break: whole in Lillevik, and found when a fault is planted."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.timezone import localdate, now

from tannhjul.accounts.models import User
from tannhjul.allowances.models import Claim, Fixed, Line, Settlement
from tannhjul.cases.models import Case
from tannhjul.commitments.actions.judgements import judge
from tannhjul.commitments.models import Commitment, Duty
from tannhjul.commitments.presets import PRESETS
from tannhjul.core import findings
from tannhjul.core.law import RULES
from tannhjul.decisions.models import Complaint, Decision, DelegatedDecision, LegalityCheck
from tannhjul.delegation.models import Area, Grant
from tannhjul.dialogue.models import Gathering
from tannhjul.documents.models import Document
from tannhjul.elections.models import Election
from tannhjul.meetings.models import Ballot, Item, Meeting, Motion, Presence, Vote
from tannhjul.organisation.models import (
    Body,
    Departure,
    Interest,
    Leadership,
    Person,
    Seat,
    Term,
    Unit,
)
from tannhjul.participation.models import Initiative

pytestmark = pytest.mark.django_db

FAULTS: dict[str, Callable[[], object]] = {}


def plants(rule: str):
    """A fault that breaks one rule, put straight into the tables."""

    def register(fault):
        FAULTS[rule] = fault
        return fault

    return register


def _body(short):
    return Body.objects.get(short=short)


def _seats(short):
    return Seat.objects.filter(body__short=short, valid_to=None, kind="member").order_by("order")


def _end(rows):
    rows.update(valid_to=localdate())


def _new_body(kind, **more):
    about = {"name": "Nytt utvalg", "short": "NY", "power": "recommends", **more}
    return Body.objects.create(kind=kind, valid_from=date(2026, 1, 1), **about)


def _sits(body, person, **more):
    seat = {"kind": "member", "order": 99, "valid_from": date(2026, 1, 1), **more}
    return Seat.objects.create(body=body, person=person, **seat)


def _outsider():
    return Person.objects.create(name="En Utenfra", gender="f")


def _council_seat():
    return _seats("KST").filter(office="").first()


def _held():
    return Meeting.objects.filter(body__short="KST", status="published").first()


def _vote():
    return Vote.objects.filter(item__meeting__body__short="KST", status="closed").first()


@plants("organisation.council_size_is_lawful")
def _():
    _end(Seat.objects.filter(pk=_council_seat().pk))


@plants("organisation.body_is_large_enough")
def _():
    _end(Seat.objects.filter(pk__in=[row.pk for row in _seats("FSK")[4:]]))


@plants("organisation.may_meet_in_private")
def _():
    Body.objects.filter(short="HTM").update(openness="closed")


@plants("organisation.has_regulations")
def _():
    _body("HTM").regulations.all().delete()


@plants("organisation.has_two_deputies_each")
def _():
    _sits(_new_body("company_representatives"), _council_seat().person)


@plants("organisation.sits_in_council")
def _():
    Seat.objects.filter(pk=_seats("FSK").last().pk).update(person=_outsider())


@plants("organisation.is_of_the_council")
def _():
    _sits(_new_body("council_committee"), _outsider())


@plants("organisation.is_free_of_the_control_committee")
def _():
    _sits(_body("HTM"), _seats("KU").last().person)


@plants("organisation.is_resident")
def _():
    seat = _seats("HTM").last()
    Departure.objects.create(seat=seat, ground="moved", valid_from=seat.valid_from)


@plants("organisation.may_control")
def _():
    Seat.objects.filter(pk=_seats("KU").last().pk).update(person=_seats("FSK").last().person)


@plants("organisation.control_has_councillor")
def _():
    council = _seats("KST").values("person")
    for seat in _seats("KU").filter(person__in=list(council.values_list("person", flat=True))):
        Seat.objects.filter(pk=seat.pk).update(person=_outsider())


@plants("organisation.control_is_led_by_others")
def _():
    mayor = _seats("KST").get(office="leader")
    _seats("KU").filter(office="leader").update(party=mayor.party)


@plants("organisation.is_free_of_leading_positions")
def _():
    unit = Unit.objects.get(task="head")
    unit.leaderships.update(person=_council_seat().person)


@plants("organisation.sits_in_the_executive_committee")
def _():
    mayor = _seats("KST").get(office="leader")
    _end(_seats("FSK").filter(person=mayor.person))


@plants("organisation.sits_in_the_parent")
def _():
    _sits(_new_body("working_committee", parent=_body("HTM")), _outsider())


@plants("organisation.fits_the_form_of_government")
def _():
    _new_body("executive_council", name="Kommunerådet")


@plants("organisation.has_the_three_councils")
def _():
    _end(Body.objects.filter(kind="youth_council"))


@plants("organisation.has_a_joint_committee")
def _():
    _end(Body.objects.filter(kind="joint_committee"))


@plants("organisation.name_holds_the_term")
def _():
    Body.objects.filter(short="HTM").update(name="Vei og park")


@plants("organisation.council_committees_prepare")
def _():
    _new_body("council_committee", name="Komiteen", power="decides")


@plants("organisation.councils_advise")
def _():
    Body.objects.filter(kind="youth_council").update(power="decides")


@plants("organisation.mayor_leads_both")
def _():
    _seats("FSK").filter(office="leader").update(office="")
    Seat.objects.filter(pk=_seats("FSK").last().pk).update(office="leader")


@plants("organisation.employer_has_the_majority")
def _():
    committee = Body.objects.get(kind="joint_committee")
    committee.seats.update(party=None)


@plants("organisation.employees_sit_two_years")
def _():
    committee = Body.objects.get(kind="joint_committee")
    long_ago = localdate() - timedelta(days=800)
    committee.seats.filter(party=None).update(valid_from=long_ago)
    assert committee.seats.filter(party=None, kind="member").exists()


@plants("organisation.youth_sits_two_years")
def _():
    council = Body.objects.get(kind="youth_council")
    council.seats.update(valid_from=localdate() - timedelta(days=800))


@plants("organisation.is_elected_by_this_council")
def _():
    Term.objects.update(valid_from=date(localdate().year - 1, 10, 16))
    before = date(localdate().year - 1, 10, 15)
    Seat.objects.filter(body__short="HTM").update(valid_from=before)


@plants("organisation.mirrors_the_council")
def _():
    committee = _new_body("council_committee", name="Komiteen")
    for seat in _seats("KST").filter(person__gender="m")[:4]:
        _sits(committee, seat.person)


@plants("organisation.everyone_sits_in_a_committee")
def _():
    _sits(_new_body("council_committee", name="Komiteen"), _council_seat().person)


@plants("cases.has_a_route")
def _():
    Case.objects.filter(status="ready").first().steps.all().delete()


@plants("cases.council_decides_the_budget")
def _():
    case = Case.objects.filter(status="ready").first()
    case.steps.filter(body__kind="council").delete()
    Case.objects.filter(pk=case.pk).update(nature="budget")


@plants("cases.council_decides_the_municipal_plan")
def _():
    case = Case.objects.filter(status="ready").first()
    case.steps.filter(body__kind="council").delete()
    Case.objects.filter(pk=case.pk).update(nature="municipal_plan")


@plants("cases.council_decides_on_control")
def audit_is_decided_elsewhere():
    case = Case.objects.filter(status="ready").first()
    Case.objects.filter(pk=case.pk).update(nature="control")
    case.steps.filter(body__kind="council").delete()


@plants("cases.council_answers_inhabitants")
def a_committee_answers_the_inhabitants():
    case = Case.objects.filter(status="ready").first()
    Case.objects.filter(pk=case.pk).update(nature="inhabitants")
    case.steps.filter(body__kind="council").delete()


@plants("cases.control_committee_recommends")
def audit_without_the_control_committee():
    case = Case.objects.filter(status="ready").first()
    Case.objects.filter(pk=case.pk).update(nature="control")
    case.steps.filter(body__kind="control_committee").delete()


@plants("cases.executive_committee_recommends")
def _():
    case = Case.objects.filter(status="ready").first()
    case.steps.filter(body__kind="executive_committee").delete()
    Case.objects.filter(pk=case.pk).update(nature="budget")


@plants("documents.ground_fits_elected_body")
def _():
    Document.objects.filter(pk=Document.objects.filter(kind="attachment").first().pk).update(
        ground="14"
    )


@plants("meetings.minutes_are_complete")
def _():
    _held().presences.all().delete()


@plants("meetings.has_agenda")
def _():
    Meeting.objects.filter(status="planned").update(
        status="convened", convened_on=localdate() - timedelta(days=1)
    )


@plants("meetings.notice_comes_before_meeting")
def _():
    Meeting.objects.filter(pk=_held().pk).update(convened_on=localdate())


@plants("meetings.remote_can_be_followed")
def _():
    Meeting.objects.filter(pk=_held().pk).update(form="remote", stream="")


@plants("meetings.council_begins_when_constituted")
def _():
    held = _held()
    Meeting.objects.filter(pk=held.pk).update(constituting=True)
    _seats("KST").update(slate=1, valid_from=date(2020, 1, 1))


@plants("meetings.constituting_is_called_in_time")
def _():
    Meeting.objects.filter(pk=_held().pk).update(constituting=True)


@plants("meetings.constituting_is_held_in_time")
def _():
    december = now().replace(month=12, day=1)
    Meeting.objects.filter(status="planned").update(constituting=True, starts_at=december)


def _motion(kind, **more):
    meeting = Meeting.objects.get(status="convened")
    author = _council_seat().person
    motion = Motion.objects.create(
        kind=kind, body=meeting.body, author=author, title="Krav", text="Tekst", **more
    )
    for seat in _seats("KST")[:10]:
        motion.supports.create(person=seat.person, on=localdate())
    return motion


@plants("meetings.demanded_items_are_listed")
def _():
    _motion("item", meeting=Meeting.objects.get(status="convened"), sent_on=localdate())


@plants("meetings.third_demands_meeting")
def _():
    _motion("meeting", sent_on=localdate() - timedelta(days=40))


@plants("meetings.is_within_three_weeks")
def _():
    day = _held().starts_at.date()
    about = Item.objects.filter(meeting=_held()).first()
    _motion("legality", sent_on=day + timedelta(days=60), decided_on=day, about=about)


@plants("meetings.urgent_decisions_are_reported")
def _():
    last = Meeting.objects.filter(status="published").order_by("-starts_at").first()
    item = Item.objects.filter(meeting__body__short="HTM", status="done").first()
    Item.objects.filter(pk=item.pk).update(
        decides_for=last.body, urgent_reason="Haster", outcome="adopted"
    )
    assert item.meeting.starts_at < last.starts_at


@plants("meetings.may_close_doors")
def _():
    Item.objects.filter(meeting=_held()).update(closed_basis="x")


@plants("meetings.must_close_is_not_remote")
def _():
    Meeting.objects.filter(pk=_held().pk).update(form="remote", stream="https://example.org")
    Item.objects.filter(meeting=_held()).update(closed_basis="11-5-2")


@plants("meetings.disqualified_stay_out")
def _():
    vote = _vote()
    vote.item.recusals.create(person=vote.ballots.first().person, reason="Slekt", finding="partial")


@plants("meetings.only_entitled_vote")
def _():
    ballot = _vote().ballots.first()
    Ballot.objects.filter(pk=ballot.pk).update(person=_outsider())


@plants("meetings.everyone_votes")
def _():
    _vote().ballots.first().delete()


@plants("meetings.has_quorum")
def _():
    Vote.objects.filter(pk=_vote().pk).update(entitled=3, votes_for=3, votes_against=0)


@plants("meetings.blank_only_for_people")
def _():
    Vote.objects.filter(pk=_vote().pk).update(blank=1)


@plants("meetings.may_be_secret")
def _():
    Vote.objects.filter(pk=_vote().pk).update(method="secret")


@plants("meetings.decided_by_vote")
def _():
    _vote().item.proposals.update(status="lost")


@plants("meetings.one_sits_in_each_seat")
def _():
    meeting = _held()
    Meeting.objects.filter(pk=meeting.pk).update(status="open")
    first, second = meeting.presences.order_by("pk")[:2]
    Presence.objects.filter(pk__in=[first.pk, second.pk]).update(left_at=None)
    Presence.objects.filter(pk=second.pk).update(capacity="deputy", replaces=first.person)


@plants("decisions.decides_with_power_given")
def _():
    row = DelegatedDecision.objects.first()
    Grant.objects.filter(pk=row.grant_id).update(valid_from=row.decided_on + timedelta(days=1))


@plants("decisions.mayor_reports_use")
def _():
    row = DelegatedDecision.objects.first()
    Grant.objects.filter(pk=row.grant_id).update(holder="leader", body=_body("KST"), unit=None)
    long_ago = _held().starts_at.date() - timedelta(days=30)
    DelegatedDecision.objects.filter(pk=row.pk).update(
        answers_to=_body("KST"), report=None, decided_on=long_ago
    )


@plants("decisions.executive_council_reports_each_half_year")
def _():
    decision = Decision.objects.filter(case__isnull=False).first()
    Body.objects.filter(pk=_body("FSK").pk).update(kind="executive_council")
    long_ago = localdate() - timedelta(days=300)
    Decision.objects.filter(pk=decision.pk).update(body=_body("FSK"), decided_on=long_ago)
    case, person = decision.case, _council_seat().person
    judge("principle", case, "yes", "Prinsipiell", person, by=None, today=long_ago)


@plants("commitments.is_carried_out_or_alerted")
def _():
    Commitment.objects.get(deadline__lt=localdate(), status="open").alerts.all().delete()


def _late(key):
    preset, due = PRESETS[key], localdate() - timedelta(days=300)
    owed = {"what": key, "role": preset.role, "every": preset.every, "valid_from": due}
    if preset.enterprise:
        owed["unit"] = Unit.objects.first()
    Duty.objects.update_or_create(key=key, valid_to=None, defaults=owed)


for _key, _preset in PRESETS.items():
    plants(_preset.rule.name)(lambda key=_key: _late(key))


def _complaint(**more):
    decision = Decision.objects.first()
    about = {"told_on": decision.decided_on, "received_on": decision.decided_on, **more}
    return Complaint.objects.create(decision=decision, by_whom="Kari Lie", text="Uenig", **about)


@plants("decisions.complaint_is_in_time")
def _():
    _complaint(received_on=Decision.objects.first().decided_on + timedelta(days=90))


@plants("decisions.who_decided_looks_first")
def _():
    _complaint(status="appealed")


@plants("decisions.body_treats_check_first")
def _():
    LegalityCheck.objects.update(status="sent", treated_on=None, sent_on=localdate())


@plants("delegation.regulations_are_in_time")
def _():
    Term.objects.update(valid_from=date(localdate().year - 2, 10, 1))
    Grant.objects.update(valid_from=date(localdate().year - 3, 1, 1))


def _grant(**more):
    rows = Grant.objects.filter(pk=Grant.objects.filter(parent=None, holder="unit").first().pk)
    rows.update(**more)


@plants("delegation.is_not_the_councils_own")
def _():
    Area.objects.filter(grants__recalled_on=None).update(reserved="§ 14-2")


@plants("delegation.administration_is_reached_through_its_head")
def _():
    _grant(unit=Unit.objects.exclude(task="head").first())


@plants("delegation.council_itself_gives_to_others")
def _():
    _grant(holder="entity", entity="Et selskap AS", parent=Grant.objects.last())


@plants("delegation.administration_decides_no_principles")
def _():
    _grant(principled=True)


@plants("delegation.leaders_decide_no_principles")
def _():
    _grant(holder="leader", body=_body("KST"), unit=None, principled=True)


@plants("delegation.working_committees_decide_no_principles")
def _():
    committee = _new_body("working_committee", parent=_body("HTM"))
    _grant(holder="body", body=committee, unit=None, principled=True)


@plants("delegation.other_entities_need_a_basis")
def _():
    _grant(holder="entity", entity="Et selskap AS", unit=None, basis="")


@plants("dialogue.meets_in_the_open")
def _():
    Gathering.objects.exclude(kind="party").update(openness="closed")


def _claim(kind, granted):
    day = _held().starts_at.date()
    return Claim.objects.create(
        person=_seats("KST").get(office="leader").person,
        kind=kind,
        day=day,
        what="Noe",
        quantity=1,
        sent_on=day,
        status="approved",
        granted=granted,
    )


@plants("allowances.expense_is_within_the_day")
def _():
    _claim("care", Decimal(900_000))


@plants("allowances.loss_is_within_the_day")
def _():
    _claim("loss", Decimal(900_000))


@plants("allowances.is_paid_once")
def _():
    _claim("loss", Decimal(1))


@plants("allowances.other_income_is_deducted")
def _():
    row = Fixed.objects.get()
    end = row.valid_from + timedelta(days=30)
    Fixed.objects.filter(pk=row.pk).update(kind="after", valid_to=end, income=Decimal(10_000))
    Line.objects.create(
        settlement=Settlement.objects.get(),
        person=row.person,
        kind="after",
        fixed=row,
        day=row.valid_from,
        quantity=1,
        rate=row.yearly,
        amount=row.yearly,
    )


def _executive_council():
    Body.objects.filter(short="FSK").update(valid_to=localdate())
    body = _new_body("executive_council", name="Byrådet", seats_total=3)
    _sits(body, Person.objects.create(name="Ola Byråd"), office="leader")
    return body


@plants("organisation.leaves_other_offices")
def governs_and_sits_in_the_council():
    body = _executive_council()
    _sits(body, _seats("KST").first().person)


@plants("participation.is_treated_within_six_months")
def proposal_left_lying():
    Initiative.objects.create(
        title="Benker",
        text="Derfor",
        author=User.objects.get(username="demo-innbygger"),
        begun_on=date(2020, 1, 1),
        status="forward",
        put_forward_on=date(2020, 1, 1),
        stood_behind=300,
        case=Case.objects.first(),
    )


def _board() -> Body:
    body = _new_body("enterprise_board")
    _sits(body, Person.objects.create(name="Styremedlem"))
    return body


@plants("organisation.does_not_manage_it")
def manages_what_the_board_governs():
    body = _board()
    unit = Unit.objects.create(name="Havna", board=body, valid_from=date(2020, 1, 1))
    person = body.seats.get().person
    Leadership.objects.create(unit=unit, person=person, valid_from=date(2020, 1, 1))


@plants("organisation.employees_are_at_most_a_fifth")
def too_many_of_the_employees():
    _board().seats.update(by_employees=True)


@plants("organisation.does_not_keep_its_accounts")
def keeps_the_accounts_of_what_the_board_governs():
    body = _board()
    Interest.objects.create(
        person=body.seats.get().person,
        tie="accounts",
        name=body.name,
        valid_from=date(2020, 1, 1),
    )


@plants("organisation.sits_no_longer_than_elected")
def on_the_board_for_ever():
    _board().seats.update(valid_from=date(2000, 1, 1))


@plants("meetings.new_government_in_time")
def fallen_and_still_there():
    Election.objects.create(
        body=_executive_council(),
        method="proposal",
        seats=3,
        held_on=date(2000, 1, 1),
        seed="x",
    )


@plants("delegation.boards_decide_no_principles")
def a_board_decides_matters_of_principle():
    board = _new_body("parliamentary_board", power="decides")
    _grant(holder="body", body=board, unit=None, principled=True)


def _broken() -> set[str]:
    return {row.rule.name for row in findings.everything(localdate())}


def test_lillevik_breaks_nothing():
    assert findings.everything(localdate()) == []


def test_each_rule_that_is_checked_has_a_fault_that_is_tried():
    assert {rule.name for rule in findings.checked()} == set(FAULTS)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_planted_fault_is_found(name):
    with connection.constraint_checks_disabled():
        FAULTS[name]()
        assert findings.against(name, localdate())


def test_what_is_not_checked_every_day_is_kept_by_acts_alone():
    """Whoever adds a rule says here why live data cannot break it, or writes a finding."""
    unchecked = set(RULES) - {rule.name for rule in findings.checked()}
    assert {name for names in ONLY_IN_THE_ACT.values() for name in names.split()} == unchecked


ONLY_IN_THE_ACT = {
    "who may speak, propose or ask, when they do it": """
        meetings.auditor_may_speak meetings.chief_executive_may_speak
        meetings.chief_executive_lets_a_subordinate meetings.control_leader_lets_a_member
        meetings.control_leader_may_speak meetings.employees_may_speak
        meetings.manager_may_speak meetings.dissent_is_entered meetings.auditor_is_minuted
        organisation.control_may_be_present
        meetings.employees_take_part meetings.employees_meet_here meetings.employees_stay_out_of_bargaining
        meetings.government_leader_lets_a_member meetings.mayor_lets_a_member_of_the_council
        meetings.leader_of_a_part_may_speak
        meetings.executive_councillors_may_speak meetings.government_leader_may_speak
        meetings.government_stays_out_of_organising
        meetings.has_right_to_propose
        meetings.has_right_to_speak meetings.may_ask_the_leader meetings.mayor_may_propose
        meetings.mayor_may_speak""",
    "how many stand behind a demand, when it is made or answered": """
        meetings.control_demands_anything meetings.enough_demand_documents meetings.majority_demands_what_is_confidential
        meetings.third_demands_item meetings.one_demands_a_meeting meetings.three_ask_for_legality_check
        meetings.urgent_meeting_stands""",
    "how a body settles something, at the moment it does": """
        meetings.all_agree_in_writing meetings.all_present_sign
        meetings.complete_and_unanimous meetings.more_than_a_third_is_for meetings.asks_to_be_exempted
        meetings.budget_is_voted_on_whole meetings.constitutes_in_order
        meetings.decided_without_those_concerned meetings.is_among_the_two_largest meetings.is_carried
        meetings.is_led_in_order meetings.majority_closes_the_doors meetings.majority_puts_off
        meetings.may_decide_urgently meetings.recording_is_let_be meetings.remote_is_opened_for
        meetings.urgency_is_reasoned
        meetings.two_thirds_constitute meetings.unlisted_may_be_decided
        organisation.has_power_to_decide organisation.is_next_deputy""",
    "what can be tried or seen, when someone asks": """
        participation.enough_stand_behind_it participation.is_new_or_says_what_is
        meetings.can_be_tried meetings.case_has_been_sent meetings.is_not_tried_elsewhere""",
    "an election, until it has taken effect": """
        elections.agreement_is_unanimous elections.body_has_both_genders
        elections.begins_when_elected elections.deputies_are_of_both_genders
        organisation.deputies_keep_the_balance organisation.lives_in_the_district
        organisation.comes_from_the_group organisation.comes_last
        organisation.elders_are_the_majority organisation.elects_its_leader
        organisation.has_agreed_to_stand elections.has_few_enough_deputies
        elections.has_most_votes organisation.is_filled_by_election
        organisation.is_not_replaced_one_by_one elections.is_shared_by_dhondt
        elections.is_shared_by_sainte_lague elections.is_signed_by_one_who_elects elections.stands_with_the_own_group
        elections.list_elects_both_genders elections.list_has_enough_deputies
        elections.list_is_short_enough elections.list_names_both_genders
        organisation.may_elect_deputies elections.method_fits
        elections.one_list_for_each_group
        elections.representatives_are_elected_by_the_council elections.wins_first_ballot
        organisation.youth_are_young""",
    "leaving an office, and coming back": """
        organisation.exemption_is_over organisation.keeps_the_balance
        organisation.is_elected_for_the_term organisation.sits_for_the_term
        elections.proposal_has_majority meetings.budget_is_public_in_time
        meetings.confidential_is_behind_doors meetings.employees_are_behind_doors
        organisation.exemption_is_reasoned organisation.has_nine_tenths organisation.has_two_thirds
        organisation.is_away_for_long organisation.moves_back_in_time
        organisation.suspension_is_decided""",
    "changing the form or the size of government": """
        elections.comes_to_be_as_decided elections.is_composed_by_its_leader
        elections.names_all_of_them meetings.is_new_in_the_term
        meetings.is_proposed_in_the_council meetings.waits_for_the_next_meeting
        organisation.sits_until_replaced
        organisation.form_begins_in_time organisation.introduced_by_two_thirds
        organisation.previous_council_has_voted organisation.size_is_changed_in_time
        organisation.stands_for_the_period""",
    "impartiality, which the body judges in the item": """
        organisation.did_not_decide_it organisation.did_not_prepare_it
        organisation.is_free_of_special_ties organisation.is_free_of_the_parties
        organisation.may_be_partial_in""",
    "impartiality of whoever works for the municipality, when a case is sent on or decided": """
        organisation.did_not_make_what_is_tried organisation.says_why_impartial
        organisation.superior_did_not_make_it organisation.superior_is_free_too
        organisation.works_free_of_the_parties""",
    "a step in the treatment of a case or a decision": """
        cases.chief_executive_can_comment cases.councils_are_heard
        cases.is_properly_investigated decisions.appeal_body_can_try
        decisions.complaint_is_within_a_year decisions.is_not_called_in
        decisions.is_reversed_from_above dialogue.decides_nothing documents.postponed_to_the_future""",
    "giving power on": """
        delegation.council_gives_the_mayor_urgent_power delegation.is_passed_downwards delegation.is_given_to_a_member_who_leads organisation.leads_a_part_if_decided""",
    "what an allowance comes to": """
        allowances.after_office_is_within_notice allowances.allowance_is_kept_on_leave
        allowances.council_has_set_the_rate allowances.has_leave_on allowances.has_time_off
        allowances.loss_is_shown allowances.pay_goes_on_while_suspended""",
}
