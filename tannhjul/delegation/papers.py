"""The regulations on delegation on paper and in a spreadsheet."""

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from tannhjul.core.law import Refused
from tannhjul.documents.typeset import set_pdf
from tannhjul.organisation.queries import entity

from . import queries
from .enums import Holder
from .models import Area, Grant

TEMPLATE = Path(__file__).parent / "templates" / "typst" / "regulations.typ"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST, MOST = 5_000_000, 20_000
# What the library raises for files that are damaged, or only pretend to be spreadsheets.
UNREADABLE = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    IndexError,
    OSError,
    SyntaxError,
    TypeError,
    AttributeError,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
MOST_UNPACKED = 50_000_000  # what a spreadsheet of delegations may hold; packed it is far less

COLUMNS = {
    "area": gettext_lazy("About"),
    "within": gettext_lazy("Part of"),
    "given_by": gettext_lazy("Passed on by"),
    "holder": gettext_lazy("To"),
    "name": gettext_lazy("Who"),
    "limit": gettext_lazy("Limit"),
    "measure": gettext_lazy("Counted in"),
    "principled": gettext_lazy("Matters of principle"),
    "urgent": gettext_lazy("Only what cannot wait"),
    "may_pass_on": gettext_lazy("May be passed on"),
    "excepted": gettext_lazy("Except"),
    "conditions": gettext_lazy("Conditions"),
    "staff_because": gettext_lazy("Why staff decides here"),
    "basis": gettext_lazy("Legal basis"),
    "decided_by": gettext_lazy("Decided by"),
    "valid_from": gettext_lazy("From"),
    "valid_to": gettext_lazy("Ends on"),
}
REQUIRED = ("area", "holder", "name", "decided_by")


# What modules above add to the regulations: (day, since) -> the chapter as it is printed.
_chapters: list[Callable[[date, date | None], dict[str, Any]]] = []


def chapter(
    write: Callable[[date, date | None], dict[str, Any]],
) -> Callable[[date, date | None], dict[str, Any]]:
    """Register a chapter of the regulations that another module keeps.

    It is given the day and the day to compare with (None: not compared), and answers with its
    ``title``, ``head`` (of the columns), ``sections`` (``name``, ``note``, ``rows`` of texts) and
    ``changes`` (texts).
    """
    _chapters.append(write)
    return write


def limit_of(grant: Grant) -> str:
    """How far a delegation reaches, in words."""
    if grant.limit is None:
        return _("No limit")
    number = number_format(grant.limit.normalize(), force_grouping=True, use_l10n=True)
    return f"{number} {str(grant.get_measure_display()).lower()}"


def regulations(day: date, since: date | None) -> bytes:
    """The regulations as they are on ``day``, as PDF; with what changed since another day.

    Source: kommuneloven § 5-14 (regulations on delegation and on who recommends).
    """
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Regulations on delegation and recommendation, %(day)s") % {
            "day": date_format(day, "DATE_FORMAT")
        }
        chapters = [_delegations(day, since), *(write(day, since) for write in _chapters)]
        data = {
            "title": title,
            "author": str(entity() or "Tannhjul"),
            "footer": title,
            "chapters": chapters,
            "changes": [line for part in chapters for line in part["changes"]],
            "changes_title": _("What has changed since %(day)s")
            % {"day": date_format(since, "DATE_FORMAT")}
            if since
            else "",
        }
        return set_pdf(TEMPLATE, data)


def _delegations(day: date, since: date | None) -> dict[str, Any]:
    return {
        "title": _("Who decides"),
        "head": [_("Who"), _("Limit"), _("Matters of principle"), _("Decided")],
        "sections": list(_sections(day)),
        "changes": _changes(since, day) if since else [],
    }


def _by_area(day: date) -> Iterator[tuple[Any, list[Grant]]]:
    found: dict[int, list[Grant]] = {}
    for grant in queries.in_force(day):
        found.setdefault(grant.area_id, []).append(grant)
    for area, _depth in queries.tree():
        if area.pk in found or area.reserved:
            yield area, found.get(area.pk, [])


def _sections(day: date) -> Iterator[dict[str, Any]]:
    areas = list(_by_area(day))
    left_out = queries.exceptions(grant for _area, grants in areas for grant in grants)
    names = dict(Area.objects.values_list("pk", "name"))
    for area, grants in areas:
        yield _as_section(
            area, [(g, [names[pk] for pk in sorted(left_out.get(g.pk, ()))]) for g in grants]
        )


def _who(grant: Grant, excepted: list[str]) -> str:
    """Who has the power, with what is left out and on which conditions."""
    lines = [grant.held_by]
    if excepted:
        lines.append(_("Except: %(names)s") % {"names": ", ".join(excepted)})
    if grant.staff_because:
        lines.append(_("Exception for staff: %(why)s") % {"why": grant.staff_because})
    if grant.conditions:
        lines.append(_("Conditions: %(text)s") % {"text": grant.conditions})
    return "\n".join(lines)


def _decided(grant: Grant) -> str:
    start = date_format(grant.valid_from, "SHORT_DATE_FORMAT")
    if grant.valid_to is None:
        return f"{grant.decided_by}, {start}"
    return f"{grant.decided_by}, {start}–{date_format(grant.valid_to, 'SHORT_DATE_FORMAT')}"


def _principled(grant: Grant) -> str:
    if grant.urgent:
        return _("Only what cannot wait")
    return _("Yes") if grant.principled else _("No")


def _as_section(area: Any, grants: list[tuple[Grant, list[str]]]) -> dict[str, Any]:
    kept = _("The council itself decides: %(basis)s") % {"basis": area.reserved}
    rows = [
        [
            _who(grant, excepted),
            limit_of(grant),
            _principled(grant),
            _decided(grant),
        ]
        for grant, excepted in grants
    ]
    return {"name": area.name, "note": kept if area.reserved else "", "rows": rows}


def _changes(since: date, day: date) -> list[str]:
    came, went = queries.changed(since, day)
    return [
        *(_("New: %(what)s (%(limit)s)") % {"what": g, "limit": limit_of(g)} for g in came),
        *(_("Gone: %(what)s") % {"what": g} for g in went),
    ]


def sheet(grants: Iterable[Grant]) -> bytes:
    """Delegations as a spreadsheet, in an order in which it can be read back."""
    book = Workbook()
    page = book.active
    page.append([str(label) for label in COLUMNS.values()])
    for cell in page[1]:
        cell.font = Font(bold=True)
    rows = list(grants)
    chains = queries.chains(rows)
    names = dict(Area.objects.values_list("pk", "name"))
    left_out = queries.exceptions(rows)
    for grant in sorted(rows, key=lambda row: (len(chains[row.pk]), row.pk)):
        excepted = "; ".join(names[pk] for pk in sorted(left_out.get(grant.pk, ())))
        cells = _cells(chains[grant.pk], excepted)
        page.append([_plain(cell) if isinstance(cell, str) else cell for cell in cells])
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(chain: list[Grant], excepted: str) -> list[Any]:
    grant, parent = chain[-1], chain[-2] if len(chain) > 1 else None
    names = {Holder.BODY: grant.body, Holder.LEADER: grant.body, Holder.UNIT: grant.unit}
    return [
        str(grant.area),
        str(grant.area.parent or ""),
        parent.held_by if parent else "",
        str(grant.get_holder_display()),
        str(names.get(Holder(grant.holder)) or grant.entity),
        float(grant.limit) if grant.limit is not None else None,
        str(grant.get_measure_display()) if grant.measure else "",
        _("Yes") if grant.principled else _("No"),
        _("Yes") if grant.urgent else _("No"),
        "" if grant.may_pass_on is None else _("Yes") if grant.may_pass_on else _("No"),
        excepted,
        grant.conditions,
        grant.staff_because,
        grant.basis,
        grant.decided_by,
        grant.valid_from,
        grant.valid_to,
    ]


def _plain(text: str) -> str:
    """A text that a spreadsheet can hold, and does not take for a formula."""
    clean = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    return f"'{clean}" if clean[:1] in ("=", "+", "-", "@") else clean


def lines(data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """(line number, cells by column) of a spreadsheet; its headings in any of the languages."""
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > MOST_UNPACKED:
            raise Refused(_("The spreadsheet is too large. Split it."))
        pages = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
        rows = list(pages[0].iter_rows(values_only=True, max_row=MOST + 1)) if pages else []
    except UNREADABLE as fault:
        raise Refused(_("The file is not a spreadsheet (xlsx) that can be read.")) from fault
    if not rows:
        raise Refused(_("The spreadsheet is empty."))
    places = _headings(rows[0])
    found = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if any(value not in (None, "") for value in cells.values()):
            found.append((number, cells))
    return found


def _headings(row: Iterable[Any]) -> dict[str, int]:
    known: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            known |= {str(label).casefold(): name for name, label in COLUMNS.items()}
    places = {
        known[text]: place
        for place, cell in enumerate(row)
        if (text := str(cell or "").strip().casefold()) in known
    }
    missing = [str(COLUMNS[name]) for name in REQUIRED if name not in places]
    if missing:
        raise Refused(
            _("The first line lacks these headings: %(names)s.") % {"names": ", ".join(missing)}
        )
    return places


def chosen_in(choices: Any, text: Any) -> str | None:
    """The value of a choice that is written in any of the languages; None if there is none."""
    wanted = str(text or "").strip().casefold()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for value, label in choices.choices:
                if wanted in (str(label).casefold(), str(value).casefold()):
                    return str(value)
    return None


def yes_no_or_unsaid(value: Any) -> bool | None:
    """Whether a cell says yes or no; None: it says nothing."""
    return is_yes(value) if str(value or "").strip() else None


def is_yes(text: Any) -> bool:
    """Whether a cell says yes, in any of the languages."""
    return str(text or "").strip().casefold() in ("ja", "yes", "x", "1", "true", "sann")


def amount_in(text: Any) -> Decimal | None:
    """The number in a cell; None if it is empty."""
    if text in (None, ""):
        return None
    plain = str(text).replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise Refused(_("«%(text)s» is not a number.") % {"text": text}) from None
    small = amount.is_finite() and abs(amount) < Decimal(10) ** 12
    whole = small and amount == amount.quantize(Decimal("0.01"), ROUND_DOWN)
    dotted = "." in str(text) and len(str(text).rpartition(".")[2]) == 3
    if dotted or not whole or amount < 0:
        raise Refused(_("«%(text)s» is not a number.") % {"text": text})
    return amount


def day_in(value: Any, today: date) -> date:
    """The date in a cell; ``today`` if it is empty."""
    if value in (None, ""):
        return today
    if isinstance(value, datetime):
        return value.date()
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a date
        except ValueError:
            continue
    raise Refused(_("«%(text)s» is not a date.") % {"text": value})
