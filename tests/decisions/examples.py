"""What Lillevik lacks: a complaint, and a legality check of what a body decided."""

from tannhjul.decisions.actions import reviews
from tannhjul.decisions.models import Decision, LegalityCheck
from tannhjul.meetings.models import Motion
from tannhjul.organisation.models import Person


def make() -> None:
    """Put them there."""
    decision = Decision.objects.filter(body__short="KST").first()
    day = decision.decided_on
    reviews.complain(decision, "Kari Lie", "Uenig", by=None, told_on=day, received_on=day)
    motion = Motion.objects.create(
        kind="legality",
        status="taken_up",
        body=decision.body,
        meeting=decision.item.meeting,
        author=Person.objects.first(),
        title="Lovlighetskontroll",
        text="Var alle habile?",
        sent_on=day,
        about=decision.item,
        decided_on=day,
    )
    LegalityCheck.objects.create(motion=motion, item=decision.item, asked_on=day, status="sent")
