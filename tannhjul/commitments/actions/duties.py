"""Every write about what is owed at intervals."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tannhjul.commitments.models import Duty, Performance
from tannhjul.commitments.presets import PRESETS, Preset
from tannhjul.commitments.queries import duties as queries
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply


@transaction.atomic
def oblige(what: str, first: date, every: int, per: str, *, by, today: date, **more) -> Duty:
    """Something is owed from ``first`` on, and again after each interval.

    ``more``: key, source, to, and who owes it: role or unit. One with the key of another takes its
    place from today. What the law asks for cannot be made rarer than it asks.
    """
    key = more.get("key", "")
    if first < today:
        raise Refused(_("The first day has already passed. Choose a later date."))
    if key:
        comply(PRESETS[key].keeps, queries.times_a_year(every, per), 0)
        _falls_due_in_time(PRESETS[key], first)
        before = Duty.objects.filter(key=key, unit=more.get("unit"), valid_to=None)
        _replace(before, first, queries.latest_first(every, per, today), by, today)
    try:
        with transaction.atomic():
            row = Duty.objects.create(what=what, valid_from=first, every=every, per=per, **more)
    except IntegrityError:
        raise Refused(_("Someone else has just taken it into use.")) from None
    record("commitments.oblige", row, by=by, due=str(first))
    return row


def _falls_due_in_time(preset: Preset, first: date) -> None:
    """Refuse a day in the year after the one by which the law asks for it."""
    if preset.by and (first.month, first.day) > preset.by:
        last = date(first.year + 1, *preset.by)
        raise Refused(
            _("%(paragraph)s asks for it by then each year: let it fall due by %(day)s.")
            % {"paragraph": preset.rule.paragraph, "day": f"{last:%d.%m.%Y}"}
        )


def _replace(before: QuerySet[Duty], first: date, latest: date, by, today: date) -> None:
    """End what the law asks for in the form it has; what is late stays late, and nothing is put off."""
    for older in before.select_for_update(of=("self",)):
        now = queries.standing(older, today)
        if now.late:
            raise Refused(_("Give what is overdue first."))
        latest = min(latest, now.next_due or latest)
        _end(older, by, today)
    if first > latest:
        raise Refused(
            _("Due the first time on %(day)s at the latest.") % {"day": date_format(latest)}
        )


@transaction.atomic
def perform(duty: Duty, text: str, *, by, today: date, waived: bool = False) -> Performance:
    """What was owed is given, or was not needed this time: it settles the oldest that is owed.

    Refused before the interval it is for has begun, so that nobody is done with next year today.
    """
    duty = _locked(duty)
    if waived and duty.key:
        raise Refused(_("The law asks for it each time."))
    due = next(queries.owed(duty), None)
    if due is None:
        raise Refused(_("Nothing more is owed: the duty has ended."))
    begins = queries.begins(duty, due)
    if begins and today < begins:
        raise Refused(
            _("Everything is given. The next is due %(day)s, and can be given from %(from)s.")
            % {"day": date_format(due), "from": date_format(begins)}
        )
    row = Performance.objects.create(duty=duty, due=due, on=today, text=text, waived=waived)
    record("commitments.perform", duty, by=by, due=str(due), waived=waived)
    return row


@transaction.atomic
def end_duty(duty: Duty, *, by, today: date) -> Duty:
    """Nothing more is owed from today. What the law asks for is not ended."""
    duty = _locked(duty)
    if duty.valid_to:
        raise Refused(_("It has ended already."))
    if duty.key:
        asked = PRESETS[duty.key].rule.paragraph
        raise Refused(_("The law asks for it (%(paragraph)s).") % {"paragraph": asked})
    return _end(duty, by, today)


def _locked(duty: Duty) -> Duty:
    return Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)


def _end(duty: Duty, by, today: date) -> Duty:
    """End it; one that never fell due ends on the day it would have."""
    duty.valid_to = max(today, duty.valid_from)
    duty.save(update_fields=["valid_to"])
    record("commitments.end_duty", duty, by=by)
    return duty
