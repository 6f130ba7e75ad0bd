"""The law of meetings: plain Python (kommuneloven ch. 8 and 11, forvaltningsloven ch. II)."""

from collections.abc import Collection
from datetime import date

from tannhjul.core.law import N_, statute


@statute(
    "kommuneloven",
    "11-3",
    part=1,
    says=N_("A meeting is convened with an agenda: the list of cases the body shall treat."),
    remedy=N_("Put at least one case on the agenda."),
)
def has_agenda(items: int) -> bool:
    return items > 0


@statute(
    "kommuneloven",
    "11-3",
    part=1,
    says=N_("The notice must reach the members in reasonable time before the meeting."),
    remedy=N_("Convene earlier, or move the meeting."),
)
def notice_comes_before_meeting(convened: date, meeting: date) -> bool:
    return convened <= meeting


@statute(
    "kommuneloven",
    "11-9",
    part=1,
    says=N_("At least half of the members must be present during the debate and vote."),
    remedy=N_("Wait for members or call deputies; without a quorum the case must be postponed."),
)
def has_quorum(members: int, present: int) -> bool:
    return 2 * present >= members


@statute(
    "kommuneloven",
    "11-9",
    part=2,
    says=N_("The majority of the votes cast decides; if they are equal, the chair's vote decides."),
    remedy=N_("Let the chair vote."),
)
def is_carried(votes_for: int, votes_against: int, *, chair_for: bool) -> bool:
    return votes_for > votes_against or (votes_for == votes_against and chair_for)


@statute(
    "kommuneloven",
    "7-12",
    says=N_("A mayor is suspended with at least two thirds of the votes."),
    remedy=N_("Without two thirds the proposal falls."),
)
def has_two_thirds(votes_for: int, cast: int) -> bool:
    return cast > 0 and 3 * votes_for >= 2 * cast


@statute(
    "kommuneloven",
    "7-12",
    says=N_("A mayor is removed with at least nine tenths of the votes."),
    remedy=N_("Without nine tenths the proposal falls."),
)
def has_nine_tenths(votes_for: int, cast: int) -> bool:
    return cast > 0 and 10 * votes_for >= 9 * cast


@statute(
    "kommuneloven",
    "11-9",
    part=3,
    says=N_(
        "Whole proposals for budget or economic plan: without a majority for one, a second vote is held between the two with the most votes."
    ),
    remedy=N_("Hold the second vote."),
)
def is_among_the_two_largest(votes: Collection[int], own: int) -> bool:
    return sum(other > own for other in votes) < 2


@statute(
    "kommuneloven",
    "8-1",
    part=2,
    says=N_("A blank vote is only possible in elections and hiring."),
    remedy=N_("Vote for or against."),
)
def blank_only_for_people(question: str, blank: int) -> bool:
    return blank == 0 or question in ("election", "hiring")


@statute(
    "kommuneloven",
    "7-8",
    says=N_(
        "Votes are secret only in elections by lists and in hiring, and when a member of the youth council demands it for its leader; one person is else elected by show of hands."
    ),
    remedy=N_("Vote by show of hands, or electronically with names."),
)
def may_be_secret(question: str, method: str, body_kind: str) -> bool:
    if question == "hiring":
        return True
    return question == "election" and (method == "proportion" or body_kind == "youth_council")


@statute(
    "kommuneloven",
    "8-1",
    part=2,
    says=N_("A member who is present must vote."),
    remedy=N_("Record how each person present voted."),
)
def everyone_votes(entitled: Collection[int], voted: Collection[int]) -> bool:
    return set(entitled) <= set(voted)


@statute(
    "kommuneloven",
    "8-1",
    part=1,
    says=N_("Only members and deputies who sit in the case may vote in it."),
    remedy=N_("Check the attendance: someone has voted who is not present or is disqualified."),
)
def only_entitled_vote(entitled: Collection[int], voted: Collection[int]) -> bool:
    return set(voted) <= set(entitled)


@statute(
    "kommuneloven",
    "11-10",
    part=1,
    says=N_(
        "A member with a personal interest is disqualified; the rules of the Public Administration Act apply."
    ),
    remedy=N_("Let the body decide on the member's impartiality, without the member."),
)
def disqualified_stay_out(disqualified: Collection[int], taking_part: Collection[int]) -> bool:
    return not set(disqualified) & set(taking_part)


@statute(
    "forvaltningsloven",
    "8",
    part=2,
    says=N_(
        "The body itself decides whether a member is impartial, without that member taking part."
    ),
    remedy=N_("Let the others decide."),
)
def decided_without_the_member(member: int, deciding: Collection[int]) -> bool:
    return member not in deciding and len(deciding) > 0


@statute(
    "kommuneloven",
    "11-5",
    part=2,
    says=N_("A meeting may only be closed on a ground that the law gives."),
    remedy=N_("Choose the ground, or keep the doors open."),
)
def may_close_doors(basis: str) -> bool:
    return basis in ("11-5-2", "11-5-3", "11-5-a", "11-5-b")


@statute(
    "kommuneloven",
    "11-4",
    part=1,
    says=N_(
        "The minutes must show time and place, who was present and absent, the cases, the decisions and the votes."
    ),
    remedy=N_("Conclude every item and record the attendance before the minutes are approved."),
)
def minutes_are_complete(present: int, undecided_items: int) -> bool:
    return present > 0 and undecided_items == 0


@statute(
    "kommuneloven",
    "11-3",
    says=N_("A third of the members can demand that a matter is put on the agenda."),
    remedy=N_("Gather the support of more members."),
)
def third_demands_item(members: int, supporters: int) -> bool:
    return members > 0 and 3 * supporters >= members


@statute(
    "kommuneloven",
    "11-2",
    says=N_("A body meets when a third of its members demand it."),
    remedy=N_("Gather the support of more members."),
)
def third_demands_meeting(members: int, supporters: int) -> bool:
    return members > 0 and 3 * supporters >= members


@statute(
    "kommuneloven",
    "11-3",
    says=N_("A matter that a third of the members have demanded must be on the agenda."),
    remedy=N_("Put the matter on the agenda before the notice is sent."),
)
def demanded_items_are_listed(unlisted: int) -> bool:
    return unlisted == 0


@statute(
    "kommuneloven",
    "11-3",
    says=N_(
        "A matter that is not on the agenda can be decided unless the leader or a third of those present object."
    ),
    remedy=N_("Put the matter on the agenda of the next meeting."),
)
def unlisted_may_be_decided(present: int, objecting: int, leader_objects: bool) -> bool:
    return not leader_objects and 3 * objecting < present


@statute(
    "kommuneloven",
    "11-7",
    says=N_("A remote meeting can only be held when the council has opened for it."),
    remedy=N_("Meet in one room, or let the council decide to allow remote meetings."),
)
def remote_is_opened_for(form: str, allowed: int) -> bool:
    return form not in ("remote", "hybrid") or allowed == 1


@statute(
    "kommuneloven",
    "11-7",
    says=N_(
        "An item for which the law says that the doors must be closed cannot be treated remotely."
    ),
    remedy=N_("Treat the item in a meeting in one room."),
)
def must_close_is_not_remote(form: str, basis: str) -> bool:
    return form in ("physical", "written") or basis not in ("11-5-2", "11-5-3")


@statute(
    "kommuneloven",
    "11-7",
    says=N_("Everyone must be able to follow a remote meeting whose doors are open."),
    remedy=N_("Give the address where the meeting can be followed."),
)
def remote_can_be_followed(form: str, address: str) -> bool:
    return form in ("physical", "written") or bool(address)


@statute(
    "kommuneloven",
    "8-1",
    part=1,
    says=N_("Only those who sit in the case may speak, unless the law says otherwise."),
    remedy=N_("Let a member raise it."),
)
def has_right_to_speak(sits: bool, by_law: bool) -> bool:
    return sits or by_law


@statute(
    "kommuneloven",
    "6-1",
    says=N_("The mayor may speak in all bodies under the council."),
    remedy=N_("Let a member raise it."),
)
def mayor_may_speak(body_kind: str) -> bool:
    return body_kind not in ("executive_council", "parliamentary_board")


@statute(
    "kommuneloven",
    "13-1",
    says=N_("The chief executive may speak in all bodies but the control committee."),
    remedy=N_("Let a member raise it."),
)
def chief_executive_may_speak(body_kind: str) -> bool:
    return body_kind != "control_committee"


@statute(
    "kommuneloven",
    "23-2",
    says=N_("The leader of the control committee may speak in the council on its cases."),
    remedy=N_("Let a member raise it."),
)
def control_leader_may_speak(body_kind: str) -> bool:
    return body_kind == "council"


@statute(
    "kommuneloven",
    "11-8",
    part=3,
    says=N_(
        "In written procedure everyone must agree both to the proposal and to deciding it in writing."
    ),
    remedy=N_("Treat the item in a meeting."),
)
def all_agree_in_writing(members: int, agreeing: int) -> bool:
    return agreeing >= members > 0


@statute(
    "kommuneloven",
    "11-8",
    part=2,
    says=N_(
        "A third of the members can demand that what was called to an urgent remote meeting waits for an ordinary one."
    ),
    remedy=N_("Call an ordinary meeting."),
)
def urgent_meeting_stands(members: int, demanding: int) -> bool:
    return 3 * demanding < members


@statute(
    "kommuneloven",
    "7-1",
    part=1,
    says=N_("The constituting meeting is called with at least fourteen days' notice."),
    remedy=N_("Choose a later day."),
)
def constituting_is_called_in_time(convened: date, meeting: date) -> bool:
    return (meeting - convened).days >= 14


@statute(
    "kommuneloven",
    "7-1",
    part=1,
    says=N_("The constituting meeting is held by the end of October of the election year."),
    remedy=N_("Choose an earlier day."),
)
def constituting_is_held_in_time(meeting: date) -> bool:
    return meeting <= date(meeting.year, 10, 31)


@statute(
    "kommuneloven",
    "7-1",
    part=2,
    says=N_("At least two thirds of the council must be present in the constituting meeting."),
    remedy=N_("Call deputies, or call a new meeting."),
)
def two_thirds_constitute(members: int, present: int) -> bool:
    return 3 * present >= 2 * members


@statute(
    "kommuneloven",
    "7-1",
    part=3,
    says=N_(
        "The new council first decides whether the election is valid, then elects executive committee, mayor, deputy mayor and control committee, in this order."
    ),
    remedy=N_("Treat what comes before it first."),
)
def constitutes_in_order(waiting_before: int) -> bool:
    return waiting_before == 0


@statute(
    "kommuneloven",
    "11-13",
    says=N_("Three members, or a majority, can demand that the body sees the papers of a case."),
    remedy=N_("Gather the support of more members."),
)
def enough_demand_documents(members: int, supporters: int) -> bool:
    return supporters >= 3 or 2 * supporters > members > 0


@statute(
    "kommuneloven",
    "27-1",
    says=N_("Three members of the council together can demand a legality check."),
    remedy=N_("Gather the support of more members."),
)
def three_ask_for_legality_check(supporters: int) -> bool:
    return supporters >= 3


@statute(
    "kommuneloven",
    "27-1",
    says=N_("A legality check is demanded within three weeks of the decision."),
    remedy=N_("Ask the county governor to try it on their own initiative."),
)
def is_within_three_weeks(decided: date, asked: date) -> bool:
    return 0 <= (asked - decided).days <= 21
