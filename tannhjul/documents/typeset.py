"""Tagged, archivable PDF: Typst sets the text, pikepdf puts attachments' pages where they belong.

A Typst template leaves a placeholder picture, with its alternative text, for each attached page.
Afterwards the picture is replaced by the page itself, so that the page stands inside the document's
own structure: bookmarks, page numbers and tags come from one place.
"""

import io
import json
import re
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tannhjul.core.law import Refused

MARK = (3, 5)

# Width over height of the placeholder in house.typ: 170 mm by 235 mm.
RATIO = 170 / 235

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

    ``pages``: the PDF attachments in the order of the placeholders that the template makes from
    ``data["attachments"]``, which the caller fills with ``describe``.
    """
    code = (get_language() or "nb").split("-")[0]
    full = {**data, "lang": "en" if code == "en" else code, "placeholder": _marker()}
    files: Any = {
        "main.typ": template.read_bytes(),
        "house.typ": (Path(__file__).parent / "templates" / "typst" / "house.typ").read_bytes(),
        "data.json": json.dumps(_plain(full), ensure_ascii=False).encode(),
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


def _compile(files: Any) -> bytes:
    """Typeset; signs that no font has (which PDF/UA forbids) are replaced by a star."""
    for allowed in (COMMON, LATIN):
        text = files["data.json"].decode()
        files["data.json"] = allowed.sub(UNKNOWN, text).encode()
        try:
            return typst.compile(files, pdf_standards=["ua-1"])
        except typst.TypstError:
            continue
    raise Refused(_("The document cannot be made: a text holds signs that cannot be printed."))


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


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
    """Draw ``attached`` where the placeholder is: a form scaled into the picture's unit square."""
    form = pdf.copy_foreign(attached.as_form_xobject())
    left, low, right, high = (float(n) for n in form.BBox)
    wide, tall = right - left or 1, high - low or 1
    ratio = min(RATIO / (wide / tall), 1.0), min((wide / tall) / RATIO, 1.0)
    across, up = ratio[1] / wide, ratio[0] / tall
    form.Matrix = pikepdf.Array([across, 0, 0, up, -left * across, 1 - high * up])
    resources = pikepdf.Dictionary(dict(page.resources.items()))
    resources.XObject = pikepdf.Dictionary(dict(resources.XObject.items()))
    resources.XObject[name] = form
    page.obj.Resources = resources
