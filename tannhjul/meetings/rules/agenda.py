"""Notice, agenda and the forms of a meeting (kommuneloven §§ 7-1, 11-3, 11-7, 11-8): plain Python."""

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
    "14-3",
    part=4,
    says=N_(
        "The recommendation on budget and economic plan is public at least fourteen days before the council treats it."
    ),
    remedy=N_("Hold the meeting later, or take the item off the agenda."),
)
def budget_is_public_in_time(nature: str, body_kind: str, published: date, meeting: date) -> bool:
    if body_kind != "council" or nature not in ("budget", "economic_plan"):
        return True
    return (meeting - published).days >= 14


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
    "11-3",
    part=1,
    says=N_("A matter that a third of the members have demanded must be on the agenda."),
    remedy=N_("Put the matter on the agenda before the notice is sent."),
)
def demanded_items_are_listed(unlisted: int) -> bool:
    return unlisted == 0


@statute(
    "kommuneloven",
    "11-3",
    part=5,
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
    part=1,
    says=N_("A remote meeting can only be held when the council has opened for it."),
    remedy=N_("Meet in one room, or let the council decide to allow remote meetings."),
)
def remote_is_opened_for(form: str, allowed: int) -> bool:
    return form not in ("remote", "hybrid") or allowed == 1


@statute(
    "kommuneloven",
    "11-7",
    part=3,
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
    part=2,
    says=N_("Everyone must be able to follow a remote meeting whose doors are open."),
    remedy=N_("Give the address where the meeting can be followed."),
)
def remote_can_be_followed(form: str, address: str) -> bool:
    return form in ("physical", "written") or bool(address)


@statute(
    "kommuneloven",
    "11-8",
    part=4,
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
    part=3,
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
    """Elections are held every fourth year, in September of 2023, 2027 and so on (valgloven § 4-1)."""
    election_year = meeting.year % 4 == 3
    return election_year and date(meeting.year, 9, 1) <= meeting <= date(meeting.year, 10, 31)


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
    "7-1",
    part=4,
    says=N_("The new council begins in its constituting meeting."),
    remedy=N_("Enter the day of that meeting as the first day in the seats."),
)
def council_begins_when_constituted(begins: date, constituted: date) -> bool:
    return begins == constituted


@statute(
    "kommuneloven",
    "11-8",
    part=2,
    says=N_(
        "The leader decides on an urgent remote meeting or a treatment in writing, when a case cannot wait and there is no time for an extra meeting, or it is not important enough for one."
    ),
    remedy=N_("Write why it cannot wait, and why no extra meeting is held."),
)
def urgency_is_reasoned(form: str, why: str) -> bool:
    return form not in ("urgent", "written") or bool(why.strip())
