"""A real council case and a real council meeting, replayed through the users' own actions.

Source: the folder no-steinkjer-2026 (its README lists how it was made and the traps in it). What is
computed must equal what the minutes say; where the source contradicts itself, a finding says so.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.journal import replaying
from tannhjul.meetings.actions import agenda, attendance, debate, minutes, votes
from tannhjul.meetings.enums import Finding, Method, ProposalKind, Result
from tannhjul.meetings.models import Item, Meeting, Proposal, Vote
from tannhjul.organisation import actions as organisation
from tannhjul.organisation.models import Body, Entity, Party, Person, Seat

from .reading import field as need
from .reading import json_of, text_of
from .report import Report

SOURCE = "steinkjer"
KINDS = {
    "KS": "council",
    "FS": "executive_committee",
    "HOK": "committee",
    "HHO": "committee",
    "HPNM": "committee",
    "KTU": "committee",
    "FOR": "committee",
    "UGW": "committee",
    "AMU": "joint_committee",
    "AD": "joint_committee",
    "KN": "complaints_board",
    "VN": "special_law",
    "ELRÅ": "elderly_council",
    "RÅFIM": "disability_council",
    "UNGRÅ": "youth_council",
    "SSKO": "enterprise_board",
    "SSBY": "enterprise_board",
    "INR": "representative_council",
    "AUINR": "working_committee",
}
ADVISES = {"elderly_council", "disability_council", "youth_council"}
TERM = date(2023, 10, 1)
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


@dataclass
class Play:
    """The import while it runs."""

    path: Path
    report: Report
    parties: dict[str, Party] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


@transaction.atomic
def load(path: Path, show: bool = False) -> Report:
    """Import and replay; a second run finds everything in place and changes nothing."""
    play = Play(path, Report(SOURCE))
    register = json_of(path / "utvalg_2026.json", dict)
    held = json_of(path / "mote_KS_2026-02-04.json", dict)
    record = json_of(path / "voteringer_KS_2026-02-04.json", dict)
    way = json_of(path / "saker_utdrag.json", list)
    early = json_of(path / "voteringer_forberedende_utvalg_des2025.json", list)
    if Meeting.objects.filter(source=SOURCE, source_id=str(need(held, "mote_id", "mote"))).exists():
        return play.report
    if not Entity.objects.exists():
        organisation.establish("Steinkjer kommune", "5006", 24_000, by=None)
    _bodies(play, register)
    _seats(play, held)
    case = _case(play, next(row for row in way if row["sak_id"] == 7688))
    _committees(play, case, early)
    _council(play, case, held, record)
    return play.report


def _bodies(play: Play, register: dict) -> None:
    for code, name in need(register, "partier", "utvalg_2026.json").items():
        play.parties[code], new = Party.objects.get_or_create(
            code=code, defaults={"name": name, "source": SOURCE, "source_id": code}
        )
        play.report.add("parties", int(new))
    for row in need(register, "utvalg", "utvalg_2026.json"):
        short, kind = row["kortnavn"], KINDS.get(row["kortnavn"], "other")
        taken = Body.objects.filter(short=short).exists()
        body = Body.objects.create(
            name=row["navn"],
            short=f"{short}-ST" if taken else short,
            kind=kind,
            power="advises" if kind in ADVISES else "decides",
            seats_total=row["faste_medlemmer"],
            valid_from=TERM,
            source=SOURCE,
            source_id=str(row["utvalg_id"]),
        )
        play.bodies[short] = body
        play.report.add("bodies")


def _person(play: Play, name: str) -> Person:
    """The person with this name; a spelling that is nearly one we know is the same person."""
    if name in play.people:
        return play.people[name]
    near = _same(name, list(play.people))
    if near:
        play.report.find(f"«{name}» is taken to be «{near}»")
        play.people[name] = play.people[near]
    else:
        play.people[name] = Person.objects.create(name=name, source=SOURCE, source_id=name)
        play.report.add("people")
    return play.people[name]


def _alike(one: str, other: str) -> bool:
    """The same word, or one of them only the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _same(name: str, known: list[str]) -> str:
    """Another spelling of the same name: an accent, a hyphen, or a middle name cut to its initial."""
    words = name.replace(".", "").split()
    for other in known:
        parts = other.split()
        if len(parts) == len(words) and parts[-1] == words[-1] and all(map(_alike, parts, words)):
            return other
    close = get_close_matches(name, known, n=1, cutoff=0.92)
    return close[0] if close and close[0].split()[-1] == words[-1] else ""


def _seat(play: Play, body: Body, person: Person, party: str, kind: str, office: str = "") -> Seat:
    seat = Seat.objects.filter(body=body, person=person, valid_to=None).first()
    if seat:
        return seat
    order = Seat.objects.filter(body=body, kind=kind).count() + 1
    play.report.add("seats")
    return organisation.seat(
        body,
        person,
        party=play.parties[party],
        kind=kind,
        office=office,
        order=order,
        by=None,
        today=TERM,
        source=SOURCE,
        source_id=f"{body.source_id}/{person.pk}",
    )


def _seats(play: Play, held: dict) -> None:
    """Who has a seat in the council, as far as the meeting tells: those met, and those stood in for."""
    council = play.bodies["KS"]
    for row in need(held, "oppmote", "mote"):
        person = _person(play, row["navn"])
        if row["funksjon"] == "Varamedlem":
            _seat(play, council, person, row["repr"], "deputy")
            if row["vara_for"]:
                _seat(play, council, _person(play, row["vara_for"]), row["repr"], "member")
            else:
                play.report.find(f"{row['navn']} sits as deputy, but the source names no member")
        else:
            office = {"Leder": "leader", "Nestleder": "deputy_leader"}.get(row["funksjon"], "")
            _seat(play, council, person, row["repr"], "member", office)
    _seat(play, council, _person(play, "Erik Røsegg"), "INP", "member")
    _seat(play, council, _person(play, "Lill Marit Sandseter"), "SP", "member")


def _case(play: Play, row: dict) -> Case:
    """The case with its paper, approved and on its way as in 2025."""
    day = date(2025, 12, 2)
    with replaying(_moment(day)):
        case = cases.open_case(
            row["tittel"], by=None, today=day, source=SOURCE, source_id=str(row["sak_id"])
        )
        paper = text_of(play.path / "saksframlegg_725437_sak_7688.txt")
        head, _mark, rest = paper.partition("Saksopplysninger:")
        facts, _mark, weighed = rest.partition("Saksvurderinger:")
        proposed = head.partition("Kommunedirektørens forslag til vedtak:")[2].strip()
        cases.write(
            case,
            {
                "question": row["tittel"],
                "background": facts.strip(),
                "assessment": weighed.strip(),
                "recommendation": proposed,
            },
            based_on=1,
            by=None,
        )
        cases.add_alternative(case, row["tittel"], by=None)
        bodies = [play.bodies[stop["utvalg"]] for stop in row["saksgang"][:5]]
        powers = ["recommends"] * (len(bodies) - 1) + ["decides"]
        cases.set_way(case, list(zip(bodies, powers, strict=True)), by=None)
        cases.submit(case, by=None)
        cases.approve(case, proposed, by=None, today=day)
    play.report.add("cases")
    return case


def _moment(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


def _meet(
    play: Play,
    body: Body,
    starts: datetime,
    source_id: str,
    people: list[tuple[Person, str]],
    case: Case,
) -> tuple[Meeting, Item]:
    """A committee's meeting with those who voted in it, up to where the case is being treated."""
    for person, party in people:
        _seat(play, body, person, party, "member")
    meeting = agenda.plan(body, starts, by=None, source=SOURCE, source_id=source_id)
    item = agenda.add_case(meeting, case.steps.get(body=body, status="waiting"), by=None)
    agenda.convene(meeting, by=None, today=timezone.localdate(starts) - timedelta(days=5))
    attendance.open_meeting(meeting, [person.pk for person, _party in people], by=None, at=starts)
    debate.start_item(item, by=None)
    play.report.add("meetings")
    return meeting, item


def _committees(play: Play, case: Case, early: list[dict]) -> None:
    """The committees of December 2025, then the council that sent the case back."""
    for row in early:
        if row["sak_id"] != 7688:
            continue
        starts = timezone.make_aware(datetime.fromisoformat(row["dato"]))
        people = [(_person(play, name), party) for name, party in row["partier"].items()]
        with replaying(starts):
            meeting, item = _meet(
                play, play.bodies[row["utvalg"]], starts, f"b{row['behandling_id']}", people, case
            )
            for fact in row["voteringer"]:
                _vote(play, item, fact, starts)
            minutes.conclude(item, "recommended", by=None, at=starts + timedelta(hours=1))
            minutes.close(meeting, by=None, at=starts + timedelta(hours=2))
    play.report.find(
        "HOK, FS and KS in December 2025: the source has no votes or attendance; those steps are recorded as treated only"
    )
    with replaying(_moment(date(2025, 12, 17), 18)):
        for short, day in (("HOK", 10), ("FS", 11)):
            cases.treat(
                case.steps.get(body=play.bodies[short], status="waiting"),
                "noted",
                "",
                by=None,
                today=date(2025, 12, day),
            )
        cases.treat(
            case.steps.get(body=play.bodies["KS"], status="waiting"),
            "returned",
            "",
            by=None,
            today=date(2025, 12, 17),
        )
        again = Case.objects.get(pk=case.pk)
        cases.set_way(again, [(play.bodies["KS"], "decides")], by=None)
        cases.submit(again, by=None)
        text = case.recommendations.get(body=None).text
        cases.approve(again, text, by=None, today=date(2026, 1, 20))


# --- the council meeting -----------------------------------------------------------------------


def _council(play: Play, case: Case, held: dict, record: dict) -> None:
    starts = timezone.make_aware(datetime.fromisoformat(held["dato"]))
    late = _moment(starts.date(), 18, 30)
    with replaying(starts):
        meeting, items = _convened(play, case, held, starts)
        _roll_call(play, meeting, held, starts, late)
        at = late
        for item in items:
            at += timedelta(minutes=10)
            _treat(play, item, held, record, at)
        signers = [_person(play, name) for name in held["protokollunderskrivere"]]
        minutes.choose_signers(meeting, signers, by=None)
        minutes.close(meeting, by=None, at=_moment(starts.date(), 21))
    _compare_attendance(play, meeting, held, late)


def _convened(play: Play, case: Case, held: dict, starts: datetime) -> tuple[Meeting, list[Item]]:
    meeting = agenda.plan(
        play.bodies["KS"],
        starts,
        by=None,
        place=held["sted"],
        source=SOURCE,
        source_id=str(held["mote_id"]),
    )
    items = []
    for number, title in held["saksliste"]:
        if number == "PS 1/26":
            items.append(agenda.add_case(meeting, case.steps.get(status="waiting"), by=None))
        else:
            items.append(agenda.add_item(meeting, title, by=None, kind=number[:2]))
    agenda.convene(meeting, by=None, today=starts.date() - timedelta(days=8))
    for item, (number, _title) in zip(items, held["saksliste"], strict=True):
        item.refresh_from_db()
        if item.reference != number:
            play.report.find(f"computed number {item.reference}, the minutes say {number}")
    play.report.add("meetings")
    play.report.add("items", len(items))
    return meeting, items


def _roll_call(play: Play, meeting: Meeting, held: dict, starts: datetime, late: datetime) -> None:
    """Absences, deputies, the roll call, and the one who came at half past six."""
    only_item, comes_late, here = "Kristian Hovd Sjøli", "Thorolf Antonsen", []
    for row in held["oppmote"]:
        person = _person(play, row["navn"])
        if row["funksjon"] == "Varamedlem" and row["navn"] != only_item:
            member = row["vara_for"] or "Lill Marit Sandseter"
            reason = "permisjon" if not row["vara_for"] else "forfall"
            attendance.report_absence(
                meeting, _person(play, member), reason, by=None, at=starts, call=False
            )
            call = attendance.call_deputy(
                meeting, person, _person(play, member), by=None, at=starts
            )
            attendance.answer_call(call, True, by=None, at=starts)
        if row["navn"] not in (only_item, comes_late):
            here.append(person.pk)
    attendance.report_absence(
        meeting,
        _person(play, "Erik Røsegg"),
        "forfall, ingen vara kunne møte",
        by=None,
        at=starts,
        call=False,
    )
    attendance.open_meeting(
        meeting, here, by=None, at=starts, chair=_person(play, "Gunnar Thorsen")
    )
    attendance.arrive(meeting, _person(play, comes_late), by=None, at=late)
    attendance.approve_agenda(meeting, by=None)
    meeting.refresh_from_db()


def _treat(play: Play, item: Item, held: dict, record: dict, at: datetime) -> None:
    debate.start_item(item, by=None)
    finding = held["habilitet"]
    if item.reference == finding["sak"]:
        _disqualify(play, item, finding, at)
    facts = [fact for fact in record["voteringer"] if fact["saksnr"] == item.reference]
    for fact in facts:
        _vote(play, item, fact, at)
    decided = held["vedtak"].get(item.reference)
    text = "\n".join(decided) if decided else None
    if facts:
        minutes.conclude(item, "adopted", by=None, at=at, resolution=text)
    else:
        minutes.conclude(item, "noted", by=None, at=at)


def _disqualify(play: Play, item: Item, finding: dict, at: datetime) -> None:
    person, deputy = _person(play, finding["person"]), _person(play, finding["vara"])
    row = debate.raise_partiality(item, person, "Reist i møtet", by=None, basis=finding["hjemmel"])
    debate.decide_partiality(row, Finding.PARTIAL, by=None, at=at, deputy=deputy)
    note = next((line for line in play_notes(play) if "inhabil" in line), "")
    if item.reference not in note:
        play.report.find(
            f"the attendance note says «{note}», while the minutes treat the impartiality in {item.reference}; the minutes are followed"
        )


def play_notes(play: Play) -> list[str]:
    """The free-text notes on attendance."""
    return json_of(play.path / "mote_KS_2026-02-04.json", dict)["deltakelse"]


def _vote(play: Play, item: Item, fact: dict, at: datetime) -> Vote:
    """One vote as recorded: proposals on the table, ballots with names, and the computed result."""
    kind = PROPOSALS[fact["type"]]
    proposer = _person(play, fact["forslagsstiller"]) if fact.get("forslagsstiller") else None
    behalf = fact.get("paa_vegne_av") or ""
    if "alternativer" in fact:
        first = _table(item, ProposalKind.RECOMMENDATION, f"{fact['tekst']}: forslag 1", None, "")
        second = _table(
            item, ProposalKind.ALTERNATIVE, f"{fact['tekst']}: forslag 2", proposer, behalf
        )
        vote = votes.open_vote(
            item, Method.AGAINST_EACH_OTHER, first, by=None, at=at, against=second
        )
        sides = {row["forslag"]: row["navn"] for row in fact["alternativer"]}
        yes, no = sides.get("1", []), sides.get("2", [])
    else:
        vote = votes.open_vote(
            item, Method.HANDS, _table(item, kind, fact["tekst"], proposer, behalf), by=None, at=at
        )
        yes, no = fact["for"], fact["mot"]
    ballots = {_person(play, name).pk: "for" for name in yes} | {
        _person(play, name).pk: "against" for name in no
    }
    votes.cast(vote, ballots, by=None, at=at)
    vote = votes.close_vote(vote, by=None, at=at)
    _compare_vote(play, vote, fact, len(yes), len(no))
    return vote


def _table(item: Item, kind: str, text: str, proposer: Person | None, behalf: str) -> Proposal:
    return debate.propose(item, kind, text, by=None, proposer=proposer, on_behalf_of=behalf)


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


def _compare_attendance(play: Play, meeting: Meeting, held: dict, late: datetime) -> None:
    """The numbers the minutes give before and after half past six."""
    before = meeting.presences.filter(arrived_at__lt=late, item=None).count()
    after = meeting.presences.filter(arrived_at__lte=late, item=None).count()
    play.report.add("attendances", meeting.presences.count())
    for number, when in ((before, "Fram til kl.18.30"), (after, "Fra kl.18.30")):
        said = next(line for line in held["deltakelse"] if line.startswith(when))
        if str(number) not in said:
            play.report.find(f"counted {number} present; the minutes say «{said}»")
    if len(held["oppmote"]) != meeting.presences.count():
        play.report.find(
            f"{len(held['oppmote'])} on the attendance list, {meeting.presences.count()} recorded"
        )
