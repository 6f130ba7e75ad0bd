"""Promises and judgements belong where what they are about belongs; duties with whom they are owed to."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tannhjul.core import subjects
from tannhjul.core.enums import ELECTED, Phase
from tannhjul.core.subjects import Place, Text, in_body, subject

from .access import see, see_duty, see_judgement
from .enums import REACHED, Reached, Status
from .kinds import KINDS, kind
from .models import Commitment, Duty, Judgement


def _place(row: Commitment) -> Place:
    phase = Phase.FOLLOW_UP if row.status == Status.DONE else Phase.IMPLEMENTATION
    place = replace(subjects.of(row.about).place(row.about), phase=phase)
    return replace(place, unit=row.unit_id) if row.unit_id else place


def _where_judged(row: Judgement) -> Place:
    return replace(subjects.of(row.about).place(row.about), phase=KINDS[row.kind].phase)


subject(
    Commitment,
    slug="oppfolgingspunkt",
    place=_place,
    see=see,
    colours={Status.OPEN: "info", Status.DONE: "success"},
)
kind(
    REACHED,
    Commitment,
    asks=_("Was the aim reached?"),
    verdicts=dict(Reached.choices),
    roles=ELECTED,
    open_to=lambda row: row.status == Status.DONE,
    answers="owner",
)
subject(
    Duty,
    slug="plikt",
    place=lambda row: in_body(row.to_id, unit=row.unit_id, phase=Phase.FOLLOW_UP),
    see=see_duty,
    texts=lambda row: [Text(str(row), row.source, arena=row.to_id)],
)
subject(
    Judgement,
    place=_where_judged,
    see=see_judgement,
    content=lambda row: [row.verdict, row.why, row.answer],
)
