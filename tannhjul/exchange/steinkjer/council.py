"""The council meeting of 4 February 2026, from roll call to signers."""

from datetime import datetime, timedelta

from django.utils import timezone

from tannhjul.cases.models import Case
from tannhjul.core.journal import replaying
from tannhjul.exchange.reading import json_of
from tannhjul.exchange.steinkjer.people import SOURCE, Play, moment, person_called, stood_in_for
from tannhjul.exchange.steinkjer.votes import replay_vote
from tannhjul.meetings.actions import agenda, attendance, debate, impartiality, minutes
from tannhjul.meetings.enums import Finding
from tannhjul.meetings.models import Item, Meeting


def council(play: Play, case: Case, held: dict, record: dict) -> None:
    starts = timezone.make_aware(datetime.fromisoformat(held["dato"]))
    late = moment(starts.date(), 18, 30)
    with replaying(starts):
        meeting, items = _convened(play, case, held, starts)
        _roll_call(play, meeting, held, starts, late)
        at = late
        for item in items:
            at += timedelta(minutes=10)
            _treat(play, item, held, record, at)
        signers = [person_called(play, name) for name in held["protokollunderskrivere"]]
        minutes.choose_signers(meeting, signers, by=None)
        minutes.close(meeting, by=None, at=moment(starts.date(), 21))
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
        person = person_called(play, row["navn"])
        if row["funksjon"] == "Varamedlem" and row["navn"] != only_item:
            member = stood_in_for(held, row)
            reason = "forfall" if row["vara_for"] else "permisjon"
            attendance.report_absence(
                meeting, person_called(play, member), reason, by=None, at=starts, call=False
            )
            call = attendance.call_deputy(
                meeting, person, person_called(play, member), by=None, at=starts
            )
            attendance.answer_call(call, True, by=None, at=starts)
        if row["navn"] not in (only_item, comes_late):
            here.append(person.pk)
    attendance.report_absence(
        meeting,
        person_called(play, "Erik Røsegg"),
        "forfall, ingen vara kunne møte",
        by=None,
        at=starts,
        call=False,
    )
    attendance.open_meeting(
        meeting, here, by=None, at=starts, chair=person_called(play, "Gunnar Thorsen")
    )
    attendance.arrive(meeting, person_called(play, comes_late), by=None, at=late)
    attendance.approve_agenda(meeting, by=None)
    meeting.refresh_from_db()


def _treat(play: Play, item: Item, held: dict, record: dict, at: datetime) -> None:
    debate.start_item(item, by=None)
    finding = held["habilitet"]
    if item.reference == finding["sak"]:
        _disqualify(play, item, finding, at)
    facts = [fact for fact in record["voteringer"] if fact["saksnr"] == item.reference]
    for fact in facts:
        replay_vote(play, item, fact, at)
    decided = held["vedtak"].get(item.reference)
    text = "\n".join(decided) if decided else None
    if facts:
        minutes.conclude(item, "adopted", by=None, at=at, resolution=text)
    else:
        minutes.conclude(item, "noted", by=None, at=at)


def _disqualify(play: Play, item: Item, finding: dict, at: datetime) -> None:
    person, deputy = person_called(play, finding["person"]), person_called(play, finding["vara"])
    row = impartiality.raise_partiality(
        item, person, "Reist i møtet", by=None, basis=finding["hjemmel"]
    )
    impartiality.decide_partiality(row, Finding.PARTIAL, by=None, at=at, call=False)
    call = attendance.call_deputy(item.meeting, deputy, person, by=None, at=at, item=item)
    debate.sit_in(item, call.pk, by=None, at=at)
    note = next((line for line in play_notes(play) if "inhabil" in line), "")
    if item.reference not in note:
        play.report.find(
            f"the attendance note says «{note}», while the minutes treat the impartiality in {item.reference}; the minutes are followed"
        )


def play_notes(play: Play) -> list[str]:
    """The free-text notes on attendance."""
    return json_of(play.path / "mote_KS_2026-02-04.json", dict)["deltakelse"]


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
