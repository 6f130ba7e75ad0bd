"""Reading other people's files: every way they can be wrong ends in one clear message."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tannhjul.core.law import Refused


def text_of(path: Path) -> str:
    """The text of a UTF-8 file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        raise Refused(f"{path.name} is missing in {path.parent}") from fault
    except UnicodeDecodeError as fault:
        raise Refused(f"{path.name} is not UTF-8 (byte {fault.start}); save it as UTF-8") from fault
    except OSError as fault:
        raise Refused(f"{path.name} cannot be read: {fault.strerror}") from fault


def json_of(path: Path, kind: type) -> Any:
    """The JSON of a file, which must be of ``kind`` (dict or list)."""
    try:
        value = json.loads(text_of(path))
    except json.JSONDecodeError as fault:
        raise Refused(f"{path.name} is not whole JSON: line {fault.lineno}, {fault.msg}") from fault
    if not isinstance(value, kind):
        raise Refused(f"{path.name} should hold a {kind.__name__}, not a {type(value).__name__}")
    return value


def lines_of(path: Path) -> Iterator[dict]:
    """The objects of a gzipped file with one JSON object a line."""
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                value = json.loads(line)
                if not isinstance(value, dict):
                    raise Refused(f"{path.name} line {number}: not an object")
                yield value
    except FileNotFoundError as fault:
        raise Refused(f"{path.name} is missing in {path.parent}") from fault
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise Refused(f"{path.name} is cut off or damaged after line {number}") from fault
    except UnicodeDecodeError as fault:
        raise Refused(f"{path.name} is not UTF-8 after line {number}") from fault
    except json.JSONDecodeError as fault:
        raise Refused(f"{path.name} line {number}: not whole JSON ({fault.msg})") from fault


def field(row: dict, name: str, where: str) -> Any:
    """A field that must be there."""
    if name not in row:
        raise Refused(f"{where}: the field «{name}» is missing")
    return row[name]
