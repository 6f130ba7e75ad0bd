"""Tagged, archivable PDF: Typst sets the text, pikepdf puts attachments' pages where they belong.

A Typst template leaves a placeholder picture, with its alternative text, for each attached page.
Afterwards the picture is replaced by the page itself, so that the page stands inside the document's
own structure: bookmarks, page numbers and tags come from one place.
"""

import io
import json
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused

MARK = (3, 5)
HERE = Path(__file__).parent
PRESS = [sys.executable, "-I", str(HERE / "press.py")]
CANNOT_BE_SET = 3
SECONDS = 300

POINT = 25.4 / 72  # millimetres
MARGIN = (40.0, 62.0)  # what house.typ keeps for margins, header, footer and a heading
SMALLEST, LARGEST = 140.0, 1200.0

# Signs that the fonts have; everything else becomes a star. The second is tried if a font is missing.
COMMON = re.compile(
    "[^\n -~\u00a0-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac\u2116\u2122\u2190-\u2193\u2212]"
)
LATIN = re.compile("[^\n -~\u00a0-\u017f\u2013-\u2014\u2018-\u201d\u2026]")
UNKNOWN = "*"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _marker() -> list[int]:
    """A white PNG of 3 × 5 pixels: the placeholder that is looked for after typesetting."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    width, height = MARK
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return list(png)


def set_pdf(template: Path, data: dict[str, Any], pages: Sequence[bytes] = ()) -> bytes:
    """Typeset ``data`` with a Typst template as PDF/UA-1.

    ``pages``: the PDF attachments, in the order of the placeholders that the template makes from
    the ``sheets`` of each.
    """
    code = (get_language() or "nb").split("-")[0]
    full = {**data, "lang": "en" if code == "en" else code, "placeholder": _marker()}
    files: Any = {
        "main.typ": template.read_text(),
        "house.typ": (HERE / "templates" / "typst" / "house.typ").read_text(),
        "data.json": json.dumps(_plain(full), ensure_ascii=False),
    }
    out = _compile(files)
    return _with_pages(out, pages) if pages else out


def _plain(value: Any) -> Any:
    """The same data without control characters, which no document can hold."""
    if isinstance(value, str):
        return CONTROL.sub(" ", value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _compile(files: dict[str, str]) -> bytes:
    """Typeset; signs that no font has (which PDF/UA forbids) are replaced by a star."""
    for allowed in (COMMON, LATIN):
        files["data.json"] = allowed.sub(UNKNOWN, files["data.json"])
        sent = json.dumps(files).encode()
        try:
            done = subprocess.run(PRESS, input=sent, capture_output=True, timeout=SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise Refused(_("The document is too large to be made. Divide the agenda.")) from None
        if done.returncode == 0:
            return done.stdout
        if done.returncode != CANNOT_BE_SET:
            raise RuntimeError(
                f"typesetting stopped with {done.returncode}: {done.stderr[-2000:]!r}"
            )
    raise Refused(_("The document cannot be made: a text holds signs that cannot be printed."))


@dataclass(frozen=True)
class Sheet:
    """The sheet that an attached page gets in a document: its size, in millimetres."""

    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the place inside the margins, in millimetres."""
        return self.width - MARGIN[0], self.height - MARGIN[1]

    def as_data(self) -> list[float]:
        """Sheet and room, as the template reads them."""
        return [self.width, self.height, *self.room]


def _sheet(page: pikepdf.Page) -> Sheet:
    """The page's own size and direction; A4 where it gives none that a reader could use."""
    left, low, right, high = (float(n) for n in page.cropbox)
    size = [abs(right - left) * POINT, abs(high - low) * POINT]
    if int(page.obj.get("/Rotate", 0)) % 180:
        size.reverse()
    usable = all(SMALLEST <= side <= LARGEST for side in size)
    return Sheet(*(round(side, 1) for side in size)) if usable else Sheet(210.0, 297.0)


def sheets(data: bytes) -> list[Sheet]:
    """The sheet of each page of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [_sheet(page) for page in pdf.pages]


def _with_pages(main: bytes, attachments: Sequence[bytes]) -> bytes:
    """Replace the placeholders, in order, by the attachments' pages."""
    with pikepdf.open(io.BytesIO(main)) as pdf:
        sources = [pikepdf.open(io.BytesIO(data)) for data in attachments]
        waiting = (page for source in sources for page in source.pages)
        for page in pdf.pages:
            name = _placeholder_on(page)
            if name:
                _put(pdf, page, name, next(waiting))
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        for source in sources:
            source.close()
    return out.getvalue()


def _placeholder_on(page: pikepdf.Page) -> str:
    for name, image in page.resources.get("/XObject", {}).items():
        if (image.get("/Width"), image.get("/Height")) == MARK:
            return name
    return ""


def _put(pdf: pikepdf.Pdf, page: pikepdf.Page, name: str, attached: pikepdf.Page) -> None:
    """Draw ``attached``, upright and whole, in the unit square that the placeholder filled."""
    room = _sheet(attached).room
    form = pdf.copy_foreign(attached.as_form_xobject(handle_transformations=True))
    turned = pikepdf.Matrix(form.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0])))
    box: Any = turned.transform(pikepdf.Rectangle(pikepdf.Array(form.BBox)))
    wide, tall = box.width or 1, box.height or 1
    shape, place = wide / tall, room[0] / room[1]
    across, up = min(shape / place, 1.0) / wide, min(place / shape, 1.0) / tall
    fitted = pikepdf.Matrix(across, 0, 0, up, -box.llx * across, 1 - box.ury * up)
    form.Matrix = (turned @ fitted).as_array()
    resources = pikepdf.Dictionary(dict(page.resources.items()))
    resources.XObject = pikepdf.Dictionary(dict(resources.XObject.items()))
    resources.XObject[name] = form
    page.obj.Resources = resources
