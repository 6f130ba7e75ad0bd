"""What the minutes are written from."""

from tannhjul.cases.enums import Outcome
from tannhjul.core.choices import chosen
from tannhjul.core.models import Event
from tannhjul.meetings.choices import (
    SIGNERS,
)
from tannhjul.meetings.enums import (
    ProposalKind,
    ProposalStatus,
    Result,
    VoteStatus,
)
from tannhjul.meetings.models import Item, Meeting
from tannhjul.meetings.order import by_number

from .agenda import day_of

LAST = (ProposalKind.ADDITIONAL, ProposalKind.VERBAL)


def signers_wanted(meeting: Meeting) -> int:
    """How many sign the minutes, as the municipality or the body has chosen."""
    return chosen(SIGNERS, day_of(meeting), meeting.body_id)


def composed(item: Item) -> str:
    """The decision text as the carried proposals make it, in the order of their points."""
    rows = [p for p in item.proposals.all() if p.status == "carried"]
    if len(rows) == 1:
        return rows[0].text
    ordered = sorted(
        rows,
        key=lambda p: (
            LAST.index(p.kind) if p.kind in LAST else -1,
            not p.point,
            by_number(p.point),
            p.number,
        ),
    )
    return "\n".join(f"{p.point}. {p.text}" if p.point else p.text for p in ordered)


def votes_counted(item: Item) -> tuple[int, int]:
    """(votes counted, of these and of the proposals carried) of an item; trials and annulled ones not."""
    rows = item.votes.filter(status=VoteStatus.CLOSED, trial=False)
    rows = rows.exclude(result=Result.ANNULLED)
    carried = item.proposals.filter(status=ProposalStatus.CARRIED).count()
    return rows.count(), carried + rows.filter(result=Result.CHOSEN).count()


def votes_on_putting_off(item: Item) -> tuple[int, int]:
    """(carried, lost) of the proposals to put an item off."""
    rows = item.proposals.filter(kind=ProposalKind.POSTPONE)
    return (
        rows.filter(status=ProposalStatus.CARRIED).count(),
        rows.filter(status=ProposalStatus.LOST).count(),
    )


def is_edited(item: Item) -> bool:
    """Whether what was decided is written in other words than the proposals that were carried."""
    decided = item.outcome in (Outcome.ADOPTED, Outcome.RECOMMENDED)
    text = composed(item)
    return decided and bool(text) and item.resolution.split() != text.split()


def recorded_behind_doors(item: Item) -> bool:
    """Whether anything has been recorded in an item since its doors were closed."""
    about = Event.objects.filter(subject_type=item._meta.label_lower, subject_id=item.pk)
    closing = about.filter(verb="meetings.close_doors").order_by("pk").last()
    if closing is None or not item.closed_basis:
        return False
    return about.filter(pk__gt=closing.pk).exclude(verb="meetings.close_doors").exists()
