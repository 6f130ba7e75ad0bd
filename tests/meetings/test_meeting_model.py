"""A whole meeting, at random, against a model of it that knows nothing of the program.

People come and go, deputies sit down for them, some are disqualified; they propose, vote, double-tap,
vote blank; the doors are closed, the chair changes hands, and the chair does things in any order. Whatever the model forbids is refused, whatever it allows is done, and the minutes say
what the model remembers. 60 meetings are played, and 10 000 by ``make test-long``.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tannhjul.core.flow import IllegalMove
from tannhjul.core.law import Breach, Refused
from tannhjul.meetings import papers
from tannhjul.meetings.actions import (
    agenda,
    attendance,
    ballots,
    counting,
    debate,
    floor,
    impartiality,
    minutes,
    votes,
)
from tannhjul.meetings.models import Item, Meeting, Proposal, Recusal, Vote
from tannhjul.organisation.models import Body, Person, Seat
from tests.long import times

pytestmark = pytest.mark.django_db
SEQUENCES = times(60, 10_000)
MEMBERS, DEPUTIES = 6, 2
EVERYONE = MEMBERS + DEPUTIES
GROUNDS = ("11-5-2", "11-5-a", "nothing")
DECIDED = {"adopted": "Vedtatt", "rejected": "Ikke vedtatt", "noted": "Tatt til orientering"}
REFUSALS = (Refused, Breach, IllegalMove)
who = st.integers(0, MEMBERS - 1)
anyone = st.integers(0, EVERYONE - 1)
which = st.integers(0, 5)


treating = precondition(lambda self: self.open is not None)
proposed = precondition(lambda self: self.open is not None and self.proposals)
voting_now = precondition(lambda self: self.vote is not None)


class Play(RuleBasedStateMachine):
    """The program on one side, a few sets and dictionaries on the other."""

    def __init__(self):
        super().__init__()
        self.status, self.out, self.proposals, self.vote = {}, {}, [], None

    @initialize(absent=st.sets(who, max_size=3))
    def opens(self, absent):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        now, today = timezone.now(), timezone.localdate()
        body = Body.objects.create(
            name="Prøve", short="X", kind="other", power="decides", valid_from=today, seats_total=6
        )
        self.people = [Person.objects.create(name=f"Nummer {n}") for n in range(EVERYONE)]
        for n, person in enumerate(self.people):
            Seat.objects.create(
                body=body,
                person=person,
                kind="member" if n < MEMBERS else "deputy",
                order=n % MEMBERS + 1,
                office="leader" if n == 0 else "",
                valid_from=today,
            )
        meeting = agenda.plan(body, now, by=None)
        self.items = [agenda.add_item(meeting, f"Sak {n}", by=None, kind="PS") for n in (1, 2)]
        agenda.number_agenda(meeting, by=None)
        Meeting.objects.filter(pk=meeting.pk).update(status="convened", convened_on=today)
        self.meeting = Meeting.objects.get(pk=meeting.pk)
        self.clock = now + timedelta(seconds=1)
        here = [n for n in range(MEMBERS) if n not in absent]
        attendance.open_meeting(
            self.meeting, [self.people[n].pk for n in here], by=None, at=self.clock
        )
        self.meeting.refresh_from_db()
        self.present, self.seen, self.sits_for = set(here), set(here), {}
        self.chair = 0 if 0 in self.present else None
        self.status = {0: "waiting", 1: "waiting"}
        self.out, self.ended = {0: {}, 1: {}}, {}
        self.proposals = []
        self.vote = None
        self.counted = []
        self.starts(0)
        self.proposes(here[0], "alternative")
        self.proposes(here[0], "other")

    def teardown(self):
        if not hasattr(self, "savepoint"):
            return
        try:
            if self.status:
                self.the_minutes_say_what_happened()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    # --- the model ---------------------------------------------------------------------------

    @property
    def open(self):
        return next((n for n, status in self.status.items() if status == "open"), None)

    def entitled(self):
        gone = {p for p, finding in self.out[self.open].items() if finding == "partial"}
        return self.present - gone

    def tick(self):
        self.clock += timedelta(seconds=1)
        return {"by": None, "at": self.clock}

    def tries(self, allowed, act):
        """Do it if the model allows it; else it must be refused. Returns what it gave."""
        try:
            with transaction.atomic():
                result = act()
        except REFUSALS:
            assert not allowed, "the program refuses what the law allows"
            return None
        assert allowed, "the program does what the law forbids"
        return result

    def row(self, index):
        return self.proposals[index % len(self.proposals)]

    # --- coming and going --------------------------------------------------------------------

    @rule(n=who)
    def comes(self, n):
        taken = n in self.sits_for.values()
        allowed = n not in self.present and self.vote is None and not taken
        how = self.tick()
        self.tries(allowed, lambda: attendance.arrive(self.meeting, self.people[n], **how))
        if allowed:
            self.present.add(n)
            self.seen.add(n)

    @rule(n=st.integers(MEMBERS, EVERYONE - 1), member=st.none() | who)
    def a_deputy_comes(self, n, member):
        free = [d for d in range(MEMBERS, EVERYONE) if d not in self.present]
        away = member not in self.present and member not in self.sits_for.values()
        allowed = self.vote is None and free[:1] == [n] and member is not None and away
        replaced = None if member is None else self.people[member]
        how = self.tick()
        self.tries(
            allowed,
            lambda: attendance.arrive(self.meeting, self.people[n], replaces=replaced, **how),
        )
        if allowed:
            self.present.add(n)
            self.seen.add(n)
            self.sits_for[n] = member

    @rule(n=anyone)
    def takes_the_chair(self, n):
        out = self.out[self.open] if self.open is not None else {}
        leader_can = 0 in self.present and out.get(0) != "partial"
        busy = self.vote is not None and self.chair in self.present
        allowed = n in self.present and (n == 0 or not leader_can) and not busy
        self.tries(allowed, lambda: attendance.choose_chair(self.meeting, self.people[n], by=None))
        if allowed:
            self.chair = n

    @rule(n=anyone)
    def goes(self, n):
        row = self.meeting.presences.filter(person=self.people[n], left_at=None).first()
        assert (row is not None) == (n in self.present)
        if row:
            allowed = self.vote is None
            how = self.tick()
            self.tries(allowed, lambda: attendance.leave(row, **how))
            if allowed:
                self.present.discard(n)
                self.sits_for.pop(n, None)

    # --- treating ----------------------------------------------------------------------------

    @rule(n=st.integers(0, 1))
    def starts(self, n):
        allowed = self.open is None and self.status[n] == "waiting"
        self.tries(allowed, lambda: debate.start_item(self.items[n], by=None))
        if allowed:
            self.status[n], self.proposals = "open", []

    @treating
    @rule(n=anyone, kind=st.sampled_from(["other", "alternative", "additional"]))
    def proposes(self, n, kind):
        item = self.items[self.open]
        allowed = n in self.seen and self.out[self.open].get(n) != "partial"
        row = self.tries(
            allowed,
            lambda: debate.propose(item, kind, "Tekst", by=None, proposer=self.people[n]),
        )
        if row:
            self.proposals.append([row.pk, "tabled", kind])

    @proposed
    @rule(index=which)
    def withdraws(self, index):
        row = self.row(index)
        allowed = row[1] == "tabled" and not (self.vote and row in self.vote["over"])
        proposal = Proposal.objects.get(pk=row[0])
        self.tries(allowed, lambda: debate.withdraw_proposal(proposal, by=None))
        if allowed:
            row[1] = "withdrawn"

    @treating
    @rule(n=anyone)
    def asks_for_the_floor(self, n):
        item, how = self.items[self.open], self.tick()
        self.tries(n in self.entitled(), lambda: floor.ask(item, self.people[n], "speech", **how))

    @treating
    @rule(no=st.sets(anyone), basis=st.sampled_from(GROUNDS))
    def doors_are_closed(self, no, basis):
        item, sitting = self.items[self.open], set(self.entitled())
        tie = 2 * len(no) == len(sitting)
        carried = 2 * len(no) < len(sitting) or (tie and self.chair in sitting - no)
        closed = bool(Item.objects.get(pk=item.pk).closed_basis)
        allowed = no <= sitting and basis != "nothing" and (carried or not closed)
        allowed = allowed and 2 * len(sitting) >= MEMBERS
        against = [self.people[n] for n in no]
        how = self.tick()
        self.tries(allowed, lambda: debate.close_doors(item, basis, against=against, **how))

    @treating
    @rule(n=anyone)
    def is_questioned(self, n):
        item = self.items[self.open]
        allowed = n not in self.out[self.open]
        self.tries(
            allowed, lambda: impartiality.raise_partiality(item, self.people[n], "Grunn", by=None)
        )
        if allowed:
            self.out[self.open][n] = "pending"

    @treating
    @rule(n=anyone, finding=st.sampled_from(["partial", "impartial"]))
    def is_decided_on(self, n, finding):
        if n not in self.out[self.open]:
            return
        row = Recusal.objects.get(item=self.items[self.open], person=self.people[n])
        pending = self.out[self.open][n] == "pending"
        asked = set(self.out[self.open])
        others = self.entitled() - asked
        alone = len(asked) == 1 or 2 * len(others) >= MEMBERS
        deciding = others if alone else self.present
        allowed = pending and self.vote is None and 2 * len(deciding) >= MEMBERS
        how = self.tick()
        self.tries(allowed, lambda: impartiality.decide_partiality(row, finding, call=False, **how))
        if allowed:
            self.out[self.open][n] = finding

    # --- voting ------------------------------------------------------------------------------

    @proposed
    @rule(
        first=which,
        second=st.none() | which,
        method=st.sampled_from(["hands", "electronic", "electronic", "secret"]),
        majority=st.sampled_from(["simple", "simple", "2/3", "9/10"]),
        trial=st.booleans(),
    )
    def is_put_to_the_vote(self, first, second, method, majority, trial):
        rows = [self.row(first)] + ([self.row(second)] if second is not None else [])
        pending = "pending" in self.out[self.open].values()
        allowed = (
            self.vote is None
            and not pending
            and method != "secret"
            and (len(rows) == 1 or (rows[0] is not rows[1] and majority == "simple"))
            and all(row[1] == "tabled" for row in rows)
            and 2 * len(self.entitled()) >= MEMBERS
        )
        objects = [Proposal.objects.get(pk=row[0]) for row in rows]
        more = {"against": objects[1]} if len(objects) == 2 else {}
        how = self.tick()
        vote = self.tries(
            allowed,
            lambda: votes.open_vote(
                self.items[self.open],
                method,
                objects[0],
                majority=majority,
                trial=trial,
                **more,
                **how,
            ),
        )
        if vote:
            facts = {"method": method, "majority": majority, "trial": trial}
            self.vote = {"row": vote, "over": rows, "ballots": {}, **facts}

    @voting_now
    @rule(n=anyone, choice=st.sampled_from(["for", "against", "for", "against", "blank", "1", ""]))
    def votes_on_the_phone(self, n, choice):
        cast = self.vote["ballots"]
        allowed = (
            self.vote["method"] == "electronic"
            and choice in ("for", "against")
            and n in self.entitled()
            and cast.get(n, choice) == choice
        )
        how = self.tick()
        self.tries(
            allowed,
            lambda: ballots.vote_oneself(self.vote["row"], self.people[n], choice, **how) or True,
        )
        if allowed:
            cast[n] = choice

    @voting_now
    @rule(yes=st.sets(anyone))
    def hands_are_counted(self, yes):
        if self.vote is None or self.vote["method"] != "hands":
            return
        chosen = {n: "for" if n in yes else "against" for n in self.entitled()}
        tied = self.vote["majority"] == "simple" and _tied(chosen)
        allowed = not (tied and self.chair not in chosen)
        facts = {self.people[n].pk: choice for n, choice in chosen.items()}
        how = self.tick()
        done = self.tries(allowed, lambda: counting.count_all(self.vote["row"], facts, **how))
        if done:
            self.vote["ballots"] = chosen
            self.settles(done)

    @voting_now
    @rule()
    def the_rest_is_entered(self):
        if self.vote is None or self.vote["method"] != "electronic":
            return
        rest = {n: "for" for n in self.entitled() if n not in self.vote["ballots"]}
        chosen = self.vote["ballots"] | rest
        tied = self.vote["majority"] == "simple" and _tied(chosen)
        allowed = not (tied and self.chair not in chosen)
        facts = {self.people[n].pk: choice for n, choice in rest.items()}
        how = self.tick()
        done = self.tries(allowed, lambda: counting.enter_missing(self.vote["row"], facts, **how))
        if done:
            self.vote["ballots"] = chosen
            self.settles(done)

    @voting_now
    @rule()
    def is_counted(self):
        chosen = self.vote["ballots"]
        everyone = set(chosen) == self.entitled()
        tied = self.vote["majority"] == "simple" and _tied(chosen)
        allowed = everyone and not (tied and self.chair not in chosen)
        how = self.tick()
        done = self.tries(allowed, lambda: counting.close_vote(self.vote["row"], **how))
        if done:
            self.settles(done)

    @voting_now
    @rule()
    def is_taken_back(self):
        allowed = not self.vote["ballots"]
        self.tries(allowed, lambda: votes.cancel_vote(self.vote["row"], by=None) or True)
        if allowed:
            self.vote = None

    @voting_now
    @rule()
    def is_annulled(self):
        if self.vote and self.vote["ballots"]:
            self.tries(True, lambda: votes.annul_vote(self.vote["row"], by=None))
            self.vote = None

    def settles(self, counted):
        """What the model says came of the vote, and that the program says the same."""
        said, over = Counter(self.vote["ballots"].values()), self.vote["over"]
        yes, no = said["for"], said["against"]
        chair_for = self.vote["ballots"].get(self.chair) == "for"
        carried = {
            "simple": yes > no or (yes == no and chair_for),
            "2/3": 3 * yes >= 2 * (yes + no),
            "9/10": 10 * yes >= 9 * (yes + no),
        }[self.vote["majority"]]
        assert (counted.votes_for, counted.votes_against) == (yes, no)
        rivals = [row for row in self.proposals if row[2] == "alternative" and row[1] == "tabled"]
        goes_on = (
            len(over) == 2
            and over[0][2] == "alternative"
            and any(row not in over for row in rivals)
        )
        won = over[0] if carried else (over[1] if len(over) == 2 else None)
        if not self.vote["trial"]:
            for row in over:
                if row is not won:
                    row[1] = "lost"
                elif not goes_on:
                    row[1] = "carried"
        facts = (dict(self.vote["ballots"]), self.vote["trial"])
        self.counted.append((self.open, counted.pk, *facts))
        self.vote = None

    @treating
    @rule(outcome=st.sampled_from(list(DECIDED)))
    def concludes(self, outcome):
        carried = [row for row in self.proposals if row[1] == "carried"]
        voted = [vote for vote in self.counted if vote[0] == self.open and not vote[3]]
        pending = "pending" in self.out[self.open].values()
        may = {
            "adopted": bool(carried) and not pending,
            "rejected": bool(voted) and not pending,
            "noted": True,
        }[outcome]
        allowed = self.vote is None and may
        item, how = self.items[self.open], self.tick()
        self.tries(allowed, lambda: minutes.conclude(item, outcome, **how))
        if allowed:
            self.ended[self.open] = (outcome, len(carried))
            self.status[self.open] = "done"

    # --- always ------------------------------------------------------------------------------

    @invariant()
    def the_program_and_the_model_agree(self):
        if not self.status:
            return
        stored = dict(Item.objects.filter(meeting=self.meeting).values_list("pk", "status"))
        assert [stored[item.pk] for item in self.items] == list(self.status.values())
        now = dict(
            Proposal.objects.filter(pk__in=[p[0] for p in self.proposals]).values_list(
                "pk", "status"
            )
        )
        assert all(now[pk] == status for pk, status, _kind in self.proposals)
        waiting = Vote.objects.filter(item__meeting=self.meeting, status="open")
        assert waiting.count() == (self.vote is not None)

    def the_minutes_say_what_happened(self):
        """Every vote with its names, everyone who was there, and nothing else."""
        if self.vote:  # a meeting is not closed while people vote
            votes.annul_vote(self.vote["row"], by=None)
        rows = list(self.meeting.items.all())
        said = papers.recorded(self.meeting, rows, True, [])
        assert {line[0] for line in said["present"]} == {self.people[n].name for n in self.seen}
        for number, treated in enumerate(said["items"]):
            outcome, carried = self.ended.get(number, ("", 0))
            assert treated["outcome"] == DECIDED.get(outcome, "Ikke behandlet")
            assert treated["decision"].count("Tekst") == (carried if outcome else 0)
            mine = [cast for item, _pk, cast, _trial in self.counted if item == number]
            printed = [vote for vote in treated["votes"] if "nnuller" not in vote["counted"]]
            assert len([v for v in printed if _is_counted(v)]) == len(mine)
            for vote, cast in zip([v for v in printed if _is_counted(v)], mine, strict=True):
                names = ", ".join(names for _label, names in vote["sides"])
                for n in range(EVERYONE):
                    assert (self.people[n].name in names) == (n in cast)


def _tied(cast):
    said = Counter(cast.values())
    return said["for"] == said["against"]


def _is_counted(vote):
    return bool(vote["sides"]) or vote["counted"].startswith(("Enstemmig", "0–0"))


@pytest.mark.long
def test_no_sequence_gets_around_the_rules_and_the_minutes_equal_the_facts():
    run_state_machine_as_test(
        Play,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
