"""Catalogues of translations without any tool beyond Python: extract, check, compile.

``extract`` brings the catalogues up to date with the sources, ``check`` fails unless every message
has a translation whose placeholders match, ``compile`` makes the files that Django reads.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "tannhjul" / "locale"
CODES = ("nb", "nn")
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def sources() -> Iterator[tuple[str, bytes]]:
    """(path, Python-like source) of every file that may hold messages."""
    for top in ("tannhjul", "config"):
        for path in sorted((ROOT / top).rglob("*")):
            name = str(path.relative_to(ROOT))
            if path.suffix == ".py" and "migrations" not in path.parts:
                yield name, path.read_bytes()
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                yield name, templatize(path.read_text(), origin=name).encode()


def found() -> Catalog:
    """The messages in the sources."""
    catalog = Catalog(charset="utf-8")
    for name, source in sources():
        for _line, message, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
            catalog.add(message, locations=[(name, None)], context=context, flags=_flags(message))
    return catalog


def _flags(message: str | tuple[str, ...]) -> list[str]:
    text = message if isinstance(message, str) else message[0]
    return ["python-format"] if PLACEHOLDER.search(text) else []


def kept(code: str) -> Catalog:
    """The catalogue of a language as it lies in the repository."""
    path = LOCALE / code / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=code, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def update() -> None:
    """Bring the catalogues up to date; messages that are gone disappear."""
    wanted = found()
    for code in CODES:
        old, new = kept(code), Catalog(locale=code, charset="utf-8", fuzzy=False)
        for message in sorted((m for m in wanted if m.id), key=lambda m: str(m.id)):
            before = old.get(message.id, message.context)
            text = before.string if before else ""
            new.add(message.id, text, flags=message.flags, context=message.context)
        path = LOCALE / code / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, new, width=100, omit_header=False, no_location=True)


def faults() -> list[str]:
    """What is missing or does not match."""
    wanted, out = found(), []
    for code in CODES:
        catalog = kept(code)
        for message in wanted:
            if not message.id:
                continue
            row = catalog.get(message.id, message.context)
            texts = (
                [row.string]
                if row and isinstance(row.string, str)
                else list(row.string)
                if row
                else []
            )
            if not texts or not all(texts):
                out.append(f"{code}: not translated: {message.id!r}")
            elif isinstance(message.id, str) and any(
                set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(t)) for t in texts
            ):
                out.append(f"{code}: other placeholders: {message.id!r}")
    return out


def build() -> None:
    """Make the compiled catalogues."""
    for code in CODES:
        path = LOCALE / code / "LC_MESSAGES" / "django.mo"
        with path.open("wb") as file:
            write_mo(file, kept(code))


def main() -> int:
    """Run one of the three."""
    settings.configure(USE_I18N=True)
    what = sys.argv[1] if len(sys.argv) == 2 else ""
    if what == "extract":
        update()
    elif what == "compile":
        build()
    elif what == "check":
        rows = faults()
        print("\n".join([*rows, f"{len(rows)} faults in the translations"]))
        return 1 if rows else 0
    else:
        print("usage: messages.py extract|check|compile", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
