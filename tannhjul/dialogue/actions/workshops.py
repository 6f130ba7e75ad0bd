"""Questions, tables, notes, and asking whether it was understood (domain 001 A1, R13-R16)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen
from tannhjul.core.law import Refused
from tannhjul.core.models import Event
from tannhjul.dialogue import notices, queries, rules
from tannhjul.dialogue.choices import TABLE_SIZE
from tannhjul.dialogue.enums import HOW, Kind, Status
from tannhjul.dialogue.models import Gathering, Note, Place, Prompt, Reply, Table
from tannhjul.organisation.models import Person

from . import topics
from .gatherings import locked, note


def _workshop(gathering: Gathering) -> Gathering:
    row = locked(gathering)
    if row.kind != Kind.WORKSHOP:
        raise Refused(_("Only a workshop has questions and tables."))
    return row


@transaction.atomic
def ask(gathering: Gathering, asks: str, text: str, *, by) -> Prompt:
    """Set a question for the tables: what or why. How is for the administration to work out."""
    row = _workshop(gathering)
    if row.status not in (Status.PLANNED, Status.UNDER_WAY):
        raise Refused(_("The workshop is over."))
    if text.strip().lower().startswith(HOW):
        raise Refused(_("Ask what or why. How is for the administration to work out afterwards."))
    prompt = Prompt.objects.create(gathering=row, asks=asks, text=text)
    note("ask", row, by, prompt=prompt.pk)
    return prompt


@transaction.atomic
def draw_tables(gathering: Gathering, *, by) -> list[Table]:
    """Seat those it is for across parties; drawn anew if it is done again. Only politicians sit."""
    row = _workshop(gathering)
    if row.status not in (Status.PLANNED, Status.UNDER_WAY):
        raise Refused(_("The workshop is over."))
    if Note.objects.filter(table__gathering=row).exists():
        raise Refused(_("The tables have begun to write, so they stay as they are."))
    seats = {seat.person_id: seat.party_id for seat in queries.invited(row)}
    size = chosen(TABLE_SIZE, localdate(row.starts_at))
    times = Event.objects.filter(verb="dialogue.draw_tables", subject_id=row.pk).count()
    plan = rules.seating(
        [(person, party or 0) for person, party in seats.items()], size, f"{row.pk}:{times}"
    )
    row.tables.all().delete()
    drawn = []
    for number, people in enumerate(plan, 1):
        table = Table.objects.create(gathering=row, number=number)
        Place.objects.bulk_create(
            Place(table=table, person_id=person, party_id=seats[person]) for person in people
        )
        drawn.append(table)
    note("draw_tables", row, by, tables=len(drawn))
    return drawn


@transaction.atomic
def write_note(table: Table, prompt: Prompt, text: str, *, by, at: datetime) -> Note:
    """What a table answers to a question."""
    row = _workshop(table.gathering)
    if row.status != Status.UNDER_WAY or prompt.gathering_id != row.pk:
        raise Refused(_("Notes are written while the workshop is under way."))
    new = Note.objects.create(
        table=table, prompt=prompt, text=text, at=at, by_id=getattr(by, "pk", None)
    )
    note("write_note", row, by, table=table.pk, prompt=prompt.pk)
    return new


@transaction.atomic
def mirror(gathering: Gathering, text: str, *, by, at: datetime) -> Gathering:
    """The administration says what it has understood, and asks those who were there if it is so."""
    row = _workshop(gathering)
    if row.status != Status.HELD:
        raise Refused(_("Mirror back what was said when the workshop is over."))
    if row.replies.exists():
        raise Refused(_("Some have replied already. Take it up in the next workshop."))
    row.mirror, row.mirrored_at = text, at
    row.save(update_fields=["mirror", "mirrored_at"])
    note("mirror", row, by)
    notices.mirrored(row)
    return row


@transaction.atomic
def reply(gathering: Gathering, person: Person, understood: str, comment: str, *, by) -> Reply:
    """A member says whether it was understood; the last word counts."""
    row = _workshop(gathering)
    if row.mirrored_at is None:
        raise Refused(_("The administration has not said yet what it has understood."))
    if not queries.is_invited(row, person):
        raise Refused(_("Only those the workshop was for reply."))
    if understood != "yes" and not comment.strip():
        raise Refused(_("Write what was not understood."))
    answer, _new = Reply.objects.update_or_create(
        gathering=row, person=person, defaults={"understood": understood, "comment": comment}
    )
    open_now = [Status.PLANNED, Status.UNDER_WAY]
    coming = Gathering.objects.filter(follows=row, status__in=open_now).first()
    if coming:
        topics.take_up(answer, coming)
    note("reply", row, by, understood=understood)
    return answer
