"""Lists to elect from."""

from tannhjul.elections import actions as elections
from tannhjul.organisation.models import Seat
from tannhjul.organisation.rules.lists import Line


def lines(names):
    """Names with a gender letter first: «kKari mOla»."""
    return [
        Line(n, "", name[1:], "", "f" if name[0] == "k" else "m") for n, name in enumerate(names, 1)
    ]


def people(prefix, pattern):
    return lines([f"{letter}{prefix} {n}" for n, letter in enumerate(pattern, 1)])


def councillors(*codes):
    rows = Seat.objects.filter(
        body__short="KST", kind="member", valid_to=None, party__code__in=codes
    )
    return [Line(n, row.party.code, row.person.name) for n, row in enumerate(rows, 1)]


def signer(code=""):
    """A member of the council, of this group if one is named: whoever signs a list."""
    rows = Seat.objects.filter(body__short="KST", kind="member", valid_to=None)
    return (rows.filter(party__code=code) if code else rows).first().person


def three_lists(election, by):
    return [
        elections.put_list(election, name, people(name, pattern), by=by, signed_by=signer())
        for name, pattern in (("A", "mmmmkkkk"), ("B", "kmkm"), ("C", "mmkk"))
    ]
