"""States and kinds in a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tannhjul.core.flow import Flow


class Status(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Planned")
    CONVENED = "convened", _("Convened")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Held")
    APPROVED = "approved", _("Minutes to be signed")
    PUBLISHED = "published", _("Minutes published")
    CANCELLED = "cancelled", _("Cancelled")
    RECORD = "record", _("Historical record")


OVER = (Status.CLOSED, Status.APPROVED, Status.PUBLISHED)

FLOW = Flow(
    convene=(Status.PLANNED, Status.CONVENED),
    cancel=((Status.PLANNED, Status.CONVENED), Status.CANCELLED),
    open=(Status.CONVENED, Status.OPEN),
    close=(Status.OPEN, Status.CLOSED),
    approve_minutes=(Status.CLOSED, Status.APPROVED),
    publish_minutes=(Status.APPROVED, Status.PUBLISHED),
)


class MeetingForm(models.TextChoices):
    """Where people meet (kommuneloven § 11-7: a hybrid meeting is a remote one in law)."""

    PHYSICAL = "physical", _("In one room")
    REMOTE = "remote", _("Remote")
    HYBRID = "hybrid", _("In one room and remote")
    URGENT = "urgent", _("Urgent, remote")
    WRITTEN = "written", _("Urgent, in writing")


class Constituting(models.TextChoices):
    """What a new council does first, in this order (kommuneloven § 7-1)."""

    VALIDITY = "validity", _("Whether the election is valid")
    DISTRICTS = "districts", _("Whether the elections of district committees are valid")
    EXECUTIVE = "executive", _("Election of the executive committee")
    GOVERNMENT = "government", _("Election of the executive council")
    MAYOR = "mayor", _("Election of the mayor")
    DEPUTY_MAYOR = "deputy", _("Election of the deputy mayor")
    CONTROL = "control", _("Election of the control committee")
    OTHERS = "others", _("Election of other bodies and their leaders")


OF_VALIDITY = (Constituting.VALIDITY, Constituting.DISTRICTS)


class ItemStatus(models.TextChoices):
    """Where an item stands."""

    WAITING = "waiting", _("Not yet treated")
    OPEN = "open", _("Being treated")
    DONE = "done", _("Treated")


ITEM_FLOW = Flow(
    start_item=(ItemStatus.WAITING, ItemStatus.OPEN),
    conclude=(ItemStatus.OPEN, ItemStatus.DONE),
)


class MotionKind(models.TextChoices):
    """What a member can raise (domain 004; local rules of procedure, kommuneloven §§ 11-2, 11-3)."""

    QUESTION = "question", _("Reasoned question")
    INTERPELLATION = "interpellation", _("Interpellation")
    ORAL = "oral", _("Oral question")
    PROPOSAL = "proposal", _("Private proposal")
    RESOLUTION = "resolution", _("Resolution")
    ITEM = "item", _("Demand that a matter is put on the agenda")
    MEETING = "meeting", _("Demand for a meeting")
    CHAIR = "chair", _("Question to the leader")
    DOCUMENTS = "documents", _("Demand to see documents")
    CONFIDENCE = "confidence", _("That the executive council, or a member of it, is to leave")
    LEGALITY = "legality", _("Legality check of a decision")


DEMANDS = (MotionKind.ITEM, MotionKind.MEETING, MotionKind.DOCUMENTS, MotionKind.LEGALITY)
# Nothing but taking them up will do, once enough members stand behind them.
BINDING = (MotionKind.ITEM, MotionKind.MEETING, MotionKind.LEGALITY)
BY_THREE = (MotionKind.DOCUMENTS, MotionKind.LEGALITY)


WHAT_IT_IS = {
    MotionKind.QUESTION: _("A question with reasons, answered in the meeting without debate."),
    MotionKind.INTERPELLATION: _("A question of principle, answered in the meeting with debate."),
    MotionKind.ORAL: _("A short question about something current, answered on the spot."),
    MotionKind.PROPOSAL: _("A proposal of your own on a matter that is not on the agenda."),
    MotionKind.RESOLUTION: _("A statement by the body to others, such as the state."),
    MotionKind.ITEM: _("With a third of the members behind it, the matter must be on the agenda."),
    MotionKind.MEETING: _("With a third of the members behind it, a meeting must be held."),
    MotionKind.CHAIR: _("Any member may ask the leader, also about what is not on the agenda."),
    MotionKind.DOCUMENTS: _("With three members behind it, the body gets to see the case papers."),
    MotionKind.CONFIDENCE: _(
        "Raised in a meeting of the council, and treated in the next one unless two thirds demand a vote at once."
    ),
    MotionKind.LEGALITY: _(
        "Three members of the council can have it tried whether a decision of this meeting is lawful, within three weeks."
    ),
}


# The paragraph that gives the right; where it is the local rules of procedure, the one behind those.
LOCAL_RULES = "kommuneloven § 11-12"
WHERE_IT_STANDS = {
    MotionKind.ITEM: "kommuneloven § 11-3",
    MotionKind.MEETING: "kommuneloven § 11-2",
    MotionKind.CHAIR: "kommuneloven § 11-2",
    MotionKind.DOCUMENTS: "kommuneloven § 11-13",
    MotionKind.CONFIDENCE: "kommuneloven § 10-7",
    MotionKind.LEGALITY: "kommuneloven § 27-1",
}


class ReviewSubject(models.TextChoices):
    """What of an item a legality check is about (kommuneloven § 27-2)."""

    DECISION = "decision", _("The decision")
    DOORS = "doors", _("That the doors were open or closed")
    IMPARTIALITY = "impartiality", _("Who was impartial")


class MotionStatus(models.TextChoices):
    """Where a matter raised by a member stands."""

    SENT = "sent", _("Received")
    LISTED = "listed", _("On the agenda")
    TAKEN_UP = "taken_up", _("Taken up")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Not taken up")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOTION_FLOW = Flow(
    put_on_agenda=(MotionStatus.SENT, MotionStatus.LISTED),
    take_up=(MotionStatus.SENT, MotionStatus.TAKEN_UP),
    answer=((MotionStatus.SENT, MotionStatus.LISTED), MotionStatus.ANSWERED),
    decline=(MotionStatus.SENT, MotionStatus.DECLINED),
    withdraw=((MotionStatus.SENT, MotionStatus.LISTED), MotionStatus.WITHDRAWN),
)


class Capacity(models.TextChoices):
    """How someone takes part."""

    MEMBER = "member", _("Member")
    DEPUTY = "deputy", _("Deputy")


class CallStatus(models.TextChoices):
    """Where the call to a deputy stands."""

    CALLED = "called", _("Called")
    ACCEPTED = "accepted", _("Will attend")
    DECLINED = "declined", _("Cannot attend")
    RECALLED = "recalled", _("No longer needed")


NOT_COMING = (CallStatus.DECLINED, CallStatus.RECALLED)


class Plea(models.TextChoices):
    """Why a member may have to leave a case."""

    PARTIALITY = "partiality", _("Impartiality")
    PERSONAL = "personal", _("Exemption for personal reasons (§ 11-11)")


EXEMPTED = {"partial": _("Exempted"), "impartial": _("Not exempted")}


class Finding(models.TextChoices):
    """What the body decided about a member's impartiality."""

    PENDING = "pending", _("Not yet decided")
    PARTIAL = "partial", _("Disqualified")
    IMPARTIAL = "impartial", _("Impartial")


class SpeechKind(models.TextChoices):
    """What someone asks the floor for."""

    SPEECH = "speech", _("Speech")
    REPLY = "reply", _("Reply")
    ORDER = "order", _("Order of business")


class ProposalKind(models.TextChoices):
    """Forslagstype."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    ALTERNATIVE = "alternative", _("Alternative proposal")
    ADDITIONAL = "additional", _("Additional proposal")
    VERBAL = "verbal", _("Verbal proposal")
    OTHER = "other", _("Proposal")
    POSTPONE = "postpone", _("Proposal to postpone")
    RETURN = "return", _("Proposal to send back")
    CANDIDATE = "candidate", _("Candidate for a position")


class ProposalStatus(models.TextChoices):
    """Where a proposal stands."""

    TABLED = "tabled", _("On the table")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CARRIED = "carried", _("Adopted")
    LOST = "lost", _("Not adopted")


class Question(models.TextChoices):
    """What a vote asks."""

    SINGLE = "single", _("For or against one proposal")
    AGAINST = "against", _("Two proposals against each other")
    WHOLE = "whole", _("Between several whole proposals")
    ELECTION = "election", _("Election")
    HIRING = "hiring", _("Hiring")


TWO_SIDED = (Question.SINGLE, Question.AGAINST)
OF_PEOPLE = (Question.ELECTION, Question.HIRING)


class Method(models.TextChoices):
    """How a vote is held."""

    HANDS = "hands", _("Show of hands, with names")
    ELECTRONIC = "electronic", _("Electronic, with names")
    SECRET = "secret", _("Secret, in writing")
    UNANIMOUS = "unanimous", _("Unanimous")


OWN_DEVICE = (Method.ELECTRONIC, Method.SECRET)


class Majority(models.TextChoices):
    """How large a part of the votes a proposal needs."""

    SIMPLE = "simple", _("More than half")
    TWO_THIRDS = "2/3", _("At least two thirds")
    NINE_TENTHS = "9/10", _("At least nine tenths")


class VoteStatus(models.TextChoices):
    """Where a vote stands."""

    OPEN = "open", _("Voting")
    CLOSED = "closed", _("Counted")


class BallotChoice(models.TextChoices):
    """A vote cast: for (or the first of two), against (or the second), or blank.

    Between several choices, a ballot holds the number of the choice instead.
    """

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    BLANK = "blank", _("Blank")


class Result(models.TextChoices):
    """What the count says."""

    CARRIED = "carried", _("Adopted")
    LOST = "lost", _("Not adopted")
    FIRST = "first", _("The first proposal was adopted")
    SECOND = "second", _("The second proposal was adopted")
    CHOSEN = "chosen", _("Chosen")
    UNDECIDED = "none", _("Nothing has a majority")
    FIRST_ON = "on_1", _("The first proposal goes on")
    SECOND_ON = "on_2", _("The second proposal goes on")
    ANNULLED = "annulled", _("Annulled")


class ClosedBasis(models.TextChoices):
    """Why the doors are closed for an item (kommuneloven § 11-5)."""

    NONE = "", _("Open")
    EMPLOYEE = "11-5-2", _("Matter of an employee's position (§ 11-5, second paragraph)")
    CONFIDENTIAL = "11-5-3", _("Statutory duty of confidentiality (§ 11-5, second paragraph)")
    PRIVACY = "11-5-a", _("Consideration of privacy (§ 11-5, third paragraph a)")
    PUBLIC_INTEREST = "11-5-b", _("Weighty public interests (§ 11-5, third paragraph b)")
