"""What the payroll system reads: one line for each sum."""

import csv
import io
from decimal import Decimal

from .enums import Kind
from .models import Line, Payee, Settlement, WageCode

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
