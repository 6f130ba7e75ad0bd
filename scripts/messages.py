"""Catalogues of translations without any tool beyond Python: extract, check, compile.

Each module has its own. A message that several use stands in the lowest of them; what only the
composition root says stands in ``web``.

``extract`` brings the catalogues up to date with the sources, ``check`` fails unless every message
has a translation whose placeholders match, ``compile`` makes the files that Django reads.
"""

import io
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "tannhjul"
CODES = ("nb", "nn")
THEN = datetime(2026, 1, 1, tzinfo=UTC)
NO_DATES = {"creation_date": THEN, "revision_date": THEN}  # or each run would touch every catalogue
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


def modules() -> list[str]:
    """The modules from below, as the contract on layers has them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contract["contracts"][0]["layers"]
    return [name.strip() for layer in reversed(layers) for name in layer.split("|")]


def sources() -> Iterator[tuple[str, str, bytes]]:
    """(module, path, Python-like source) of every file that may hold messages."""
    for module in modules():
        yield from ((module, *row) for row in _files(MODULES / module))
    yield from (("web", *row) for row in _files(ROOT / "config"))


def _files(top: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(top.rglob("*")):
        name = str(path.relative_to(ROOT))
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield name, path.read_bytes()
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            lines = templatize(path.read_text(), origin=name).splitlines()
            yield name, "\n".join(line.strip() for line in lines).encode()  # read as Python


def found() -> dict[str, Catalog]:
    """The messages in the sources, by the module that they belong to."""
    catalogs: dict[str, Catalog] = {}
    known: set[tuple] = set()
    for module, name, source in sources():
        own = catalogs.setdefault(module, Catalog(charset="utf-8"))
        for _line, message, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
            key = (message, context)
            if own.get(message if isinstance(message, str) else message[0], context) is None:
                if key in known:
                    continue
                known.add(key)
            own.add(message, locations=[(name, None)], context=context, flags=_flags(message))
    return {module: catalog for module, catalog in catalogs.items() if len(catalog)}


def _flags(message: str | tuple[str, ...]) -> list[str]:
    text = message if isinstance(message, str) else message[0]
    return ["python-format"] if PLACEHOLDER.search(text) else []


def place(module: str, code: str, ending: str = "po") -> Path:
    """Where the catalogue of a module in a language lies."""
    return MODULES / module / "locale" / code / "LC_MESSAGES" / f"django.{ending}"


def kept(module: str, code: str) -> Catalog:
    """The catalogue of a module in a language as it lies in the repository."""
    path = place(module, code)
    if not path.exists():
        return Catalog(locale=code, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def update() -> None:
    """Bring the catalogues up to date; messages that are gone disappear, those that moved come along."""
    wanted = found()
    for code in CODES:
        old = [kept(module, code) for module in modules()]
        for module, catalog in wanted.items():
            new = Catalog(locale=code, charset="utf-8", fuzzy=False, **NO_DATES)
            for message in sorted((m for m in catalog if m.id), key=lambda m: str(m.id)):
                before = (each.get(message.id, message.context) for each in old)
                text = next((row.string for row in before if row and row.string), "")
                new.add(message.id, text, flags=message.flags, context=message.context)
            _write(new, place(module, code))


def _write(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, omit_header=False, no_location=True)


def faults() -> list[str]:
    """What is missing or does not match."""
    wanted = found()
    return [
        fault
        for code in CODES
        for module, catalog in wanted.items()
        for fault in _faults_in(module, code, catalog)
    ]


def _faults_in(module: str, code: str, wanted: Catalog) -> Iterator[str]:
    catalog = kept(module, code)
    for message in (m for m in wanted if m.id):
        row = catalog.get(message.id, message.context)
        texts = (
            [row.string]
            if row and isinstance(row.string, str)
            else list(row.string or ())
            if row
            else []
        )
        if not texts or not all(texts):
            yield f"{module} {code}: not translated: {message.id!r}"
        elif isinstance(message.id, str) and any(
            set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(t)) for t in texts
        ):
            yield f"{module} {code}: other placeholders: {message.id!r}"


def build() -> None:
    """Make the compiled catalogues."""
    for code in CODES:
        for module in modules():
            if place(module, code).exists():
                with place(module, code, "mo").open("wb") as file:
                    write_mo(file, kept(module, code))


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
