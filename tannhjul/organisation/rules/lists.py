"""Lists of people as they are pasted: plain Python."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One person on a pasted list: the line's number, party code, name, address, gender (f, m or "")."""

    number: int
    party: str
    name: str
    email: str = ""
    gender: str = ""


GENDERS = {"": "", "k": "f", "f": "f", "m": "m"}


def read_lines(text: str) -> list[Line]:
    """Lines of «party; name; e-mail; k or m», pasted from a spreadsheet (tabs) or typed (semicolons).

    The last two parts may be left out. Raises ``ValueError`` with the number of the first line that
    cannot be read.
    """
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
        party, name, email, gender = [*parts, "", "", ""][:4]
        if not 2 <= len(parts) <= 4 or not name or gender.lower() not in GENDERS:
            raise ValueError(number)
        lines.append(Line(number, party, name, email, GENDERS[gender.lower()]))
    return lines
