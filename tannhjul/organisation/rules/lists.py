"""Lists of people as they are pasted: plain Python."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One person on a pasted list: the line's number, the party's code, the name, the address."""

    number: int
    party: str
    name: str
    email: str


def read_lines(text: str) -> list[Line]:
    """Lines of «party; name; e-mail», as pasted from a spreadsheet (tabs) or typed (semicolons).

    Raises ``ValueError`` with the number of the first line that does not have two or three parts.
    """
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
        if not 2 <= len(parts) <= 3 or not parts[1]:
            raise ValueError(number)
        lines.append(Line(number, parts[0], parts[1], parts[2] if len(parts) == 3 else ""))
    return lines
