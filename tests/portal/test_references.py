"""The number that is printed on everything finds what it stands on, before the rest (wild F6)."""

import html
import re

import pytest

from tannhjul.cases.models import Case
from tannhjul.meetings.models import Item
from tannhjul.portal.language import reference_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "reference"),
    [
        ("26/1", "26/1"),
        ("sak 26/12", "26/12"),
        ("ps 2/26", "PS 2/26"),
        ("PS2/26", "PS 2/26"),
        ("2026", ""),
        ("barnehage 1", ""),
        ("http://x/y", ""),
    ],
)
def test_a_reference_is_known_however_it_is_written(asked, reference):
    assert reference_in(asked) == reference


def _titles(client, words, page=1):
    shown = client.get("/sok/", {"q": words, "page": page}).content.decode()
    main = shown.split("<main", 1)[1].split("</main", 1)[0]
    found = re.findall(r'<a href="([^"]+)"><strong>([^<]+)</strong>', main)
    return [(url, html.unescape(text)) for url, text in found]


def test_each_public_case_is_the_first_hit_of_its_number(browse):
    client = browse()
    rows = Case.objects.filter(public_from__isnull=False, ground="")
    assert rows.count() >= 5
    for case in rows:
        first = _titles(client, case.reference)[0]
        assert first == (case.get_absolute_url(), f"{case.reference} {case.title}"), case


def test_each_item_comes_before_what_only_holds_the_figures(browse):
    client = browse()
    rows = Item.objects.filter(meeting__status="published", number__isnull=False, ground="")
    tried = 0
    for item in rows.filter(case__public_from__isnull=False, case__ground="")[:8]:
        hits = [text for _url, text in _titles(client, item.reference)]
        own = [text.startswith(f"{item.reference} ") for text in hits]
        assert own[0], (item, hits[:3])
        assert own == sorted(own, reverse=True), "those with the number stand together, first"
        tried += 1
    assert tried >= 3
