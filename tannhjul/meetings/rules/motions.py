"""What members can demand together (kommuneloven §§ 11-2, 11-3, 11-13, 27-1): plain Python."""

from datetime import date

from tannhjul.core.law import N_, statute
from tannhjul.organisation.rules.calendar import weeks_on


@statute(
    "kommuneloven",
    "11-3",
    part=1,
    says=N_("A third of the members can demand that a matter is put on the agenda."),
    remedy=N_("Gather the support of more members."),
)
def third_demands_item(members: int, supporters: int) -> bool:
    return members > 0 and 3 * supporters >= members


@statute(
    "kommuneloven",
    "11-2",
    part=2,
    says=N_("A body meets when a third of its members demand it."),
    remedy=N_("Gather the support of more members."),
)
def third_demands_meeting(members: int, supporters: int) -> bool:
    return members > 0 and 3 * supporters >= members


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
    "23-2",
    part=3,
    says=N_(
        "The control committee can demand any information and any document, also what is confidential."
    ),
    remedy=N_("Gather more than half of the committee."),
)
def control_demands_anything(members: int, supporters: int) -> bool:
    """As a committee: more than half of its ``members`` stand behind it."""
    return 2 * supporters > members > 0


@statute(
    "kommuneloven",
    "11-13",
    part=5,
    says=N_(
        "The right to see the papers of a case begins when it is sent to the body; of what the administration decides, when it is finished."
    ),
    remedy=N_("Wait until the case has been sent, or ask the chief executive a question."),
)
def case_has_been_sent(sent: bool) -> bool:
    return sent


@statute(
    "kommuneloven",
    "11-2",
    part=4,
    says=N_(
        "Every member of a body may ask its leader questions, also about what is not on the agenda."
    ),
    remedy=N_("Let a member of the body ask."),
)
def may_ask_the_leader(sits: bool) -> bool:
    return sits


@statute(
    "kommuneloven",
    "27-1",
    part=1,
    says=N_("Three members of the council together can demand a legality check."),
    remedy=N_("Gather the support of more members."),
)
def three_ask_for_legality_check(supporters: int) -> bool:
    return supporters >= 3


@statute(
    "kommuneloven",
    "27-2",
    part=1,
    says=N_(
        "Final decisions of bodies and of the administration can be tried, and decisions on doors and on impartiality by themselves."
    ),
    remedy=N_("Wait until the matter is finally decided, and have that decision tried."),
)
def can_be_tried(final: bool, tries: str) -> bool:
    return final or tries in ("doors", "impartiality")


@statute(
    "kommuneloven",
    "27-2",
    part=2,
    says=N_(
        "Decisions to employ or dismiss, the law on procurement and the validity of the municipal election are not tried in a legality check."
    ),
    remedy=N_("Take it to the complaints board or the court that tries such things."),
)
def is_not_tried_elsewhere(subject: str) -> bool:
    return subject not in ("employment", "validity")


@statute(
    "kommuneloven",
    "27-1",
    part=1,
    says=N_("A legality check is demanded within three weeks of the decision."),
    remedy=N_("Ask the county governor to try it on their own initiative."),
)
def is_within_three_weeks(decided: date, asked: date) -> bool:
    return decided <= asked <= weeks_on(decided, 3)


@statute(
    "kommuneloven",
    "11-13",
    part=3,
    says=N_(
        "Confidential papers are shown when a majority demands it and the body needs them to treat the case."
    ),
    remedy=N_(
        "Gather the support of more than half of the members, and say why the body needs them."
    ),
)
def majority_demands_what_is_confidential(members: int, supporters: int) -> bool:
    return 2 * supporters > members > 0


@statute(
    "kommuneloven",
    "10-7",
    part=1,
    says=N_(
        "That an executive council or a member of it is to leave, is proposed in a meeting of the council."
    ),
    remedy=N_("Propose it when the council meets."),
)
def is_proposed_in_the_council(body_kind: str, in_session: bool, parliamentary: bool) -> bool:
    return body_kind == "council" and in_session and parliamentary


@statute(
    "kommuneloven",
    "10-7",
    part=1,
    says=N_(
        "Such a proposal is treated in the next meeting, unless two thirds of those present demand that it is voted on at once."
    ),
    remedy=N_("Put it on the agenda of the next meeting, or enter how many demand it at once."),
)
def waits_for_the_next_meeting(same_meeting: bool, demanding: int, present: int) -> bool:
    return not same_meeting or 3 * demanding >= 2 * present > 0


@statute(
    "kommuneloven",
    "10-4",
    part=3,
    says=N_(
        "When an executive council is to leave, the council elects a new one in its next meeting at the latest."
    ),
    remedy=N_("Hold the election now."),
)
def new_government_in_time(meetings_since: int) -> bool:
    """``meetings_since``: how many meetings the council has held since, without electing one."""
    return meetings_since == 0


@statute(
    "kommuneloven",
    "10-9",
    part=2,
    says=N_(
        "Under parliamentary rule a proposal with the same content as an earlier one, or as a case that has been treated, cannot be raised again in the term."
    ),
    remedy=N_("Wait for the next term, or propose something else."),
)
def is_new_in_the_term(parliamentary: bool, earlier: int) -> bool:
    return not parliamentary or earlier == 0
