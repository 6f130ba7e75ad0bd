"""Putting right a vote that was recorded wrongly: visibly, with what it said and why.

What was decided is not changed here. A vote whose result would be another is annulled while the item is
treated, so that the body votes again; afterwards the body decides anew, as it would on any decision.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.documents import actions as documents
from tannhjul.documents import intake
from tannhjul.documents.enums import Kind as DocumentKind
from tannhjul.meetings import notices, papers, voting
from tannhjul.meetings.enums import (
    TWO_SIDED,
    BallotChoice,
    Method,
    ProposalStatus,
    Result,
    Status,
    VoteStatus,
)
from tannhjul.meetings.models import Ballot, Correction, Meeting, Vote

from . import agenda
from .ballots import must_be_choices
from .counting import result_of
from .debate import being_treated
from .votes import locked


@transaction.atomic
def annul_counted(vote: Vote, why: str, *, by, at: datetime) -> Vote:
    """A vote that was counted counts for nothing: what it settled is on the table again.

    Only the last one of an item that is being treated. It is kept as it was, with the reason.
    """
    item = being_treated(vote.item)
    vote = _counted(vote)
    if vote.election:
        raise Refused(
            _("An election that has been counted is put right where the election is, by a new one.")
        )
    if item.votes.filter(number__gt=vote.number).exclude(result=Result.ANNULLED).exists():
        raise Refused(_("There have been votes after it. Annul the last one first."))
    correction = Correction(vote=vote, was=_said(vote), why=why, at=at)
    if not vote.trial:
        offered = vote.options.values("proposal")
        asked = Q(pk__in=[vote.proposal_id or 0, vote.against_id or 0]) | Q(pk__in=offered)
        settled = (ProposalStatus.CARRIED, ProposalStatus.LOST)  # not what was withdrawn since
        item.proposals.filter(asked, status__in=settled).update(status=ProposalStatus.TABLED)
    vote.options.update(won=False)
    vote.result, vote.by_casting_vote = Result.ANNULLED, False
    vote.save(update_fields=["result", "by_casting_vote"])
    correction.save()
    record("meetings.annul_vote", vote, by=by)
    return vote


@transaction.atomic
def correct(
    vote: Vote,
    ballots: Mapping[int, str],
    why: str,
    *,
    by,
    at: datetime,
    today: date,
    based_on: int = 0,
) -> Vote:
    """Put right who voted for what: person id -> choice, for those who voted.

    ``based_on``: how many times it had been put right when the names were read.

    At any time, also when the minutes are out: then they come in a new version that says so. Refused
    if the result would be another.
    """
    meeting = agenda.locked(vote.item.meeting)
    vote = _counted(vote)
    if vote.method == Method.SECRET or vote.question not in TWO_SIDED:
        raise Refused(_("Only votes with names, for or against, are put right name by name."))
    if vote.corrections.count() != based_on:
        raise Refused(_("Somebody has put it right meanwhile. Open the page again and look."))
    rows = {row.person_id: row for row in vote.ballots.all()}
    if set(rows) != set(ballots):
        raise Refused(_("Say of everyone who voted what they voted, and of nobody else."))
    must_be_choices(vote, list(ballots.values()))
    changed = [row for row in rows.values() if row.choice != ballots[row.person_id]]
    if not changed:
        raise Refused(_("That is what it says already. Nothing was changed."))
    _same_result(vote, ballots)
    correction = Correction(vote=vote, was=_said(vote), why=why, at=at)
    for row in changed:
        row.choice = ballots[row.person_id]
    Ballot.objects.bulk_update(changed, ["choice"])
    vote.votes_for, vote.votes_against = _sum(ballots)
    vote.save(update_fields=["votes_for", "votes_against"])
    correction.save()
    record("meetings.correct_vote", vote, by=by, yes=vote.votes_for, no=vote.votes_against)
    _minutes_say_so(meeting, by=by, today=today)
    return vote


def _counted(vote: Vote) -> Vote:
    vote = locked(vote)
    if vote.status != VoteStatus.CLOSED:
        raise Refused(_("The vote has not been counted yet."))
    if vote.result == Result.ANNULLED:
        raise Refused(_("The vote has been annulled already."))
    return vote


def _sum(ballots: Mapping[int, str]) -> tuple[int, int]:
    """(for, against)"""
    yes = sum(choice == BallotChoice.FOR for choice in ballots.values())
    return yes, len(ballots) - yes


def _same_result(vote: Vote, ballots: Mapping[int, str]) -> None:
    yes, no = _sum(ballots)
    goes_on = vote.result in (Result.FIRST_ON, Result.SECOND_ON)
    result = result_of(vote, yes, no, chair_for=False, goes_on=goes_on)
    if vote.by_casting_vote or yes == no or result != vote.result:
        raise Refused(
            _(
                "With these votes the result could be another. While the item is being treated, annul the vote and vote again; afterwards the body must treat the matter anew."
            )
        )


def _said(vote: Vote) -> str:
    """What the vote said, in the language of the minutes."""
    with translation.override("nb"):
        sides = [
            f"{side.label} {side.count}"
            + "".join(f"; {party}: {', '.join(names)}" for party, names in side.by_party)
            for side in voting.sides(vote)
        ]
        return f"{voting.outcome(vote)}. {' – '.join(sides)}"


def close_versions(meeting: Meeting, kind: str, *, by, at: datetime) -> None:
    """Close every version there is of a meeting's notice or minutes."""
    for row in meeting.documents.filter(document__kind=kind).select_related("document"):
        documents.take_down_versions(row.document, by=by, at=at, within=meeting)


SETS = {DocumentKind.NOTICE: papers.notice, DocumentKind.MINUTES: papers.minutes}


@transaction.atomic
def make_anew(meeting: Meeting, kind: str, *, by, at: datetime, today: date) -> None:
    """A notice or minutes with something that was not to be published: closed, and set anew without it.

    What is exempt now, in its item, case or attachment, is left out of the new version.
    """
    meeting = agenda.locked(meeting)
    close_versions(meeting, kind, by=by, at=at)
    set_anew(meeting, kind, by=by, today=today)


@transaction.atomic
def set_anew(meeting: Meeting, kind: str, *, by, today: date) -> None:
    """A new version of a meeting's notice or minutes, from what is recorded now."""
    for internal, data in SETS[DocumentKind(kind)](meeting):
        taken = intake.keep(data)
        agenda.file_document(meeting, kind, taken, internal=internal, by=by, today=today)


def _minutes_say_so(meeting: Meeting, *, by, today: date) -> None:
    """Minutes that have been approved come in a new version; who has signed is asked to, or told."""
    if meeting.status not in (Status.APPROVED, Status.PUBLISHED):
        return
    if meeting.status == Status.APPROVED:
        meeting.signatures.update(signed_at=None)
    set_anew(meeting, DocumentKind.MINUTES, by=by, today=today)
    if meeting.status == Status.APPROVED:
        notices.to_sign(meeting)
    else:
        notices.put_right(meeting)
