"""Every page, at both widths: nothing for axe to find, nothing wider than the screen.

Which pages there are, and who opens them, is read off the table of access (``access.txt``): what
everyone may open is looked at by nobody in particular, in each language one example (in nynorsk the
second, where there are two); the rest by the first role that may.
"""

import json
from collections import defaultdict

import pytest
from playwright.sync_api import Error

from tests.browser import DESK, Person, chromium, served
from tests.installation import installation
from tests.test_access import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.once]

ADDRESSES = """
import json
from tests.examples import make_what_lillevik_lacks
from tests.test_access import _addresses
make_what_lillevik_lacks()
print(json.dumps(dict(_addresses())))
"""
# Addresses of lists that only show what they can when something is asked of them.
ASKED = {
    "portal:search": "?q=omsorg",
    "delegation:ask": "?q=permisjon",
    "delegation:regulations": "?since=2026-01-01",
    "arrangements:detail": "?case=26/1",
    "arrangements:compare": "?first=fredrikstad&second=esbjerg",
    "allowances:send_claim": "?kind=care",
    "meetings:send_motion": "?kind=legality",
}


def _readers() -> dict[str, str]:
    """label -> who opens it: "" for everyone, else the first role of those who may."""
    found = {}
    for line in TABLE.read_text().splitlines():
        label, _colon, rest = line.rpartition(": ")
        allowed = [part[4:].split(", ") for part in rest.split("; ") if part.startswith("200 ")]
        who = allowed[0] if allowed else []
        if "nobody" in who or "everyone" in who:
            found[label] = ""
        elif who:
            found[label] = who[0]
    return found


def _pages(module: str, addresses: dict[str, str]) -> dict[tuple[str, str], list[str]]:
    """(reader, language) -> addresses of the module's pages."""
    examples: dict[str, list[str]] = defaultdict(list)
    readers = _readers()
    for label in readers:
        route = label.split(" ")[0]
        if route.startswith(f"{module}:"):
            examples[route].append(label)
    pages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for route, labels in examples.items():
        first, second = labels[0], labels[1] if len(labels) > 1 else labels[0]
        looks = {"nb": first} if readers[first] else {"nb": first, "nn": second, "en": first}
        for language, label in looks.items():
            pages[readers[label], language].append(addresses[label] + ASKED.get(route, ""))
    return pages


MODULES = sorted({label.split(":")[0] for label in _readers()})


def _look_at_all(reader: Person, paths: list[str]) -> None:
    for path in paths:
        try:
            answer = reader.page.goto(reader.address + path)
        except Error as fault:
            # What is handed over as a file is no page to look at.
            if "Download is starting" not in fault.message:
                raise
        else:
            if answer and "text/html" in answer.headers.get("content-type", ""):
                reader.look_at_both_widths()
    reader.leave()


@pytest.fixture(scope="module")
def complete(demonstration, tmp_path_factory):
    """(addresses by label, where it is served, a browser): Lillevik with what it lacks, for one worker."""
    home = tmp_path_factory.mktemp("complete") / "home"
    with installation(home, like=demonstration) as made:
        addresses = json.loads(made.ask(ADDRESSES))
        with served(made) as address, chromium() as browser:
            yield addresses, address, browser


@pytest.mark.parametrize("module", MODULES)
def test_every_page_is_accessible(module, complete):
    addresses, address, browser = complete
    for (name, language), paths in _pages(module, addresses).items():
        reader = Person(browser, address, DESK, name)
        reader.context.add_cookies([{"name": "malform", "value": language, "url": address}])
        _look_at_all(reader, paths)
