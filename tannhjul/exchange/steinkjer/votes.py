"""One recorded vote, replayed and compared with the minutes."""

import re
from datetime import datetime

from tannhjul.exchange.steinkjer.people import Play, person_called
from tannhjul.meetings.actions import ballots, counting, debate, votes
from tannhjul.meetings.enums import Method, ProposalKind, Result
from tannhjul.meetings.models import Item, Proposal, Vote
from tannhjul.organisation.models import Person

PROPOSALS = {
    "innstilling": ProposalKind.RECOMMENDATION,
    "alternativ": ProposalKind.ALTERNATIVE,
    "alternativt forslag": ProposalKind.ALTERNATIVE,
    "tilleggsforslag": ProposalKind.ADDITIONAL,
    "forslag": ProposalKind.OTHER,
}


OUTCOMES = {
    "vedtatt": Result.CARRIED,
    "ikke vedtatt": Result.LOST,
    "forslag 1 vedtatt": Result.FIRST,
    "forslag 2 vedtatt": Result.SECOND,
}


def replay_vote(play: Play, item: Item, fact: dict, at: datetime) -> Vote:
    """One vote as recorded: proposals on the table, ballots with names, and the computed result."""
    kind = PROPOSALS[fact["type"]]
    proposer = person_called(play, fact["forslagsstiller"]) if fact.get("forslagsstiller") else None
    behalf = fact.get("paa_vegne_av") or ""
    if "alternativer" in fact:
        point, text = _point(fact), fact["tekst"]
        first = _table(item, ProposalKind.RECOMMENDATION, f"{text}: forslag 1", None, "", point)
        second = _table(
            item, ProposalKind.ALTERNATIVE, f"{text}: forslag 2", proposer, behalf, point
        )
        vote = votes.open_vote(item, Method.HANDS, first, by=None, at=at, against=second)
        sides = {row["forslag"]: row["navn"] for row in fact["alternativer"]}
        yes, no = sides.get("1", []), sides.get("2", [])
    else:
        vote = votes.open_vote(
            item, Method.HANDS, _table(item, kind, fact["tekst"], proposer, behalf), by=None, at=at
        )
        yes, no = fact["for"], fact["mot"]
    cast = {person_called(play, name).pk: "for" for name in yes} | {
        person_called(play, name).pk: "against" for name in no
    }
    ballots.cast(vote, cast, by=None, at=at)
    vote = counting.close_vote(vote, by=None, at=at)
    _compare_vote(play, vote, fact, len(yes), len(no))
    return vote


def _point(fact: dict) -> str:
    """The point that two rivals are about: as the minutes name it, else the number of the vote."""
    named = re.match(r"Pkt (\d+( [a-z])?)\b", fact["tekst"])
    return named[1] if named else f"nr. {fact['nr']}"


def _table(
    item: Item, kind: str, text: str, proposer: Person | None, behalf: str, point: str = ""
) -> Proposal:
    return debate.propose(
        item, kind, text, by=None, proposer=proposer, on_behalf_of=behalf, point=point
    )


def _compare_vote(play: Play, vote: Vote, fact: dict, yes: int, no: int) -> None:
    play.report.add("votes")
    where = f"{fact.get('saksnr', vote.item.reference)} vote {fact['nr']}"
    counted = (vote.votes_for, vote.votes_against)
    printed = (fact.get("antall_for", yes), fact.get("antall_mot", no))
    if counted != printed:
        play.report.find(f"{where}: counted {counted}, the minutes say {printed}")
    if vote.result != OUTCOMES[fact["resultat"]]:
        play.report.find(f"{where}: computed {vote.result}, the minutes say {fact['resultat']}")
    else:
        play.report.add("votes with the result of the minutes")
