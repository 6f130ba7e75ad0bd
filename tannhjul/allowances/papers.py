"""What the payroll system reads, one line for each sum; and what a member shows the employer."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tannhjul.core.law import Rule
from tannhjul.documents.typeset import set_pdf
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Person, Term
from tannhjul.organisation.queries import entity

from .enums import Kind
from .models import Fixed, Line, Payee, Settlement, WageCode
from .rules import has_leave_on, has_time_off, leave_ends

CONFIRMATION = Path(__file__).parent / "templates" / "typst" / "confirmation.typ"

HEAD = (
    "lonnsnummer",
    "navn",
    "lonnsart",
    "type",
    "dato",
    "organ",
    "antall",
    "sats",
    "belop",
    "fra",
    "til",
    "linje",
)


def payroll(settlement: Settlement) -> str:
    """The lines of a settlement as semicolon-separated text with decimal commas and a heading.

    What people have written cannot become a formula in a spreadsheet.
    """
    numbers = dict(Payee.objects.values_list("person", "number"))
    codes = dict(WageCode.objects.values_list("kind", "code"))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for line in settlement.lines.select_related("person", "body", "settlement"):
        writer.writerow(_row(line, numbers.get(line.person_id, ""), codes.get(line.kind, "")))
    return out.getvalue()


def _row(line: Line, number: str, code: str) -> list[str]:
    return [
        _safe(number),
        _safe(line.person.name),
        _safe(code),
        Kind(line.kind).value,
        line.day.isoformat(),
        _safe(line.body.short if line.body else ""),
        _comma(line.quantity),
        _comma(line.rate),
        _comma(line.amount),
        line.settlement.since.isoformat(),
        line.settlement.until.isoformat(),
        str(line.pk),
    ]


def _comma(number: Decimal) -> str:
    return f"{number:.2f}".replace(".", ",")


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def confirmation(person: Person, meetings: Iterable[Meeting], today: date) -> bytes:
    """To the employer, as PDF: the meetings that ``person`` must attend, and leave for an office.

    Source: kommuneloven §§ 8-1 and 8-2.
    """
    freed = Fixed.objects.on(today).filter(person=person, kind=Kind.FREED).first()
    parts = [_time_off(list(meetings)), *_leave(freed, today)]
    title = _("Confirmation to the employer of %(person)s") % {"person": person}
    data = {
        "title": title,
        "author": str(entity() or "Tannhjul"),
        "footer": _("Printed on %(day)s") % {"day": _day(today)},
        "intro": _("%(person)s holds an elected office in %(municipality)s.")
        % {"person": person, "municipality": entity()},
        "parts": parts,
    }
    return set_pdf(CONFIRMATION, data)


def _time_off(meetings: list[Meeting]) -> dict[str, Any]:
    rows = [
        [date_format(localtime(each.starts_at), "DATETIME_FORMAT"), each.body.name, each.place]
        for each in meetings
    ]
    return {
        "title": _("Time off for meetings"),
        "law": _law(has_time_off.rule)  # type: ignore[attr-defined]
        if has_time_off(bool(rows))
        else _("No meeting is planned."),
        "head": [_("When"), _("Body"), _("Place")],
        "rows": rows,
    }


def _leave(freed: Fixed | None, today: date) -> list[dict[str, Any]]:
    """That someone is freed from other work, for as long as the law gives a right to it."""
    term = Term.objects.on(today).first()
    ends = term.valid_to if term else None
    if freed is None or not has_leave_on(today, freed.valid_from, ends):
        return []
    last = leave_ends(freed.valid_from, ends)
    until = min(freed.valid_to, last) if freed.valid_to else last
    return [
        {
            "title": _("Leave for the office"),
            "law": _law(has_leave_on.rule),  # type: ignore[attr-defined]
            "head": [_("From"), _("To"), _("Decided")],
            "rows": [[_day(freed.valid_from), _day(until), freed.decided_by]],
        }
    ]


def _law(rule: Rule) -> str:
    return f"{_(rule.says)} ({rule.paragraph})"


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
