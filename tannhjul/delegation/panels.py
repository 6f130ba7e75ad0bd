"""What the register of delegations shows on pages of others."""

from tannhjul.web import panels

from . import queries

MOST_AREAS = 10


@panels.add("portal:search", "delegation/panels/who_decides.html")
def who_decides(_request, words):
    """The areas of decision that were asked about."""
    areas = queries.areas_asked_about(words)[:MOST_AREAS]
    return {"areas": areas} if areas else None


@panels.add("portal:nothing_found", "delegation/panels/ask.html")
def ask(_request, _words):
    """Where to ask who decides."""
    return {}
