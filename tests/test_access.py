"""Who may see and do what: every address by every role, as one readable table."""

from collections import defaultdict
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tannhjul.accounts.models import User
from tannhjul.cases.models import Case
from tannhjul.commitments.kinds import KINDS
from tannhjul.core import subjects
from tannhjul.core.access import Permission
from tannhjul.meetings.models import Item, Meeting
from tannhjul.portal.models import Follow
from tannhjul.web import errors
from tests.examples import examples, make_what_lillevik_lacks

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parent / "access.txt"

ROLES = [
    None,
    "innbygger",
    "journalist",
    "representant",
    "gruppeleder",
    "ordforer",
    "utvalgsleder",
    "vara",
    "sekretaer",
    "saksbehandler",
    "enhetsleder",
    "kommunedirektor",
    "revisor",
    "administrator",
]


def _patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from _patterns(entry, prefix + space)
        elif isinstance(entry, URLPattern):
            yield prefix + (entry.name or ""), entry


def test_every_route_declares_a_permission():
    for name, entry in _patterns():
        assert isinstance(_permission(entry), Permission), name


KEYS = {"arrangements": "fredrikstad", "organisation": "meetings.signers"}


def _permission(entry) -> Permission | None:
    view = entry.callback
    while hasattr(view, "__wrapped__") and not hasattr(view, "permission"):
        view = view.__wrapped__
    return getattr(view, "permission", None)


def _addresses():
    """(label, address) of every route, with an example of each state of what it is about.

    What a route is about is the model of its permission; those that are about anything take one of
    every kind. Routes within another row are tried in the tests of their own module.
    """
    case = Case.objects.first()
    follow = Follow.objects.create(kind="sak", subject=case.pk, email="a@example.org")
    for name, entry in _patterns():
        arguments = frozenset(entry.pattern.regex.groupindex)
        alone = {frozenset(): [], frozenset({"token"}): [follow.token]}
        alone[frozenset({"key"})] = [KEYS.get(name.split(":")[0])]
        if arguments in alone:
            yield name, reverse(name, args=alone[arguments])
        elif arguments == {"pk"} and (model := _permission(entry).model):
            for label, key in examples(model):
                yield f"{name} {label}".strip(), reverse(name, args=[key])
        elif arguments == {"kind", "pk"}:
            yield from _of_any_kind(name)
        elif arguments == {"kind", "slug", "pk"}:
            yield from _of_any_judgement(name)


def _of_any_kind(name):
    for about in subjects.SUBJECTS.values():
        if about.slug and about.see:
            for label, key in examples(about.model):
                yield f"{name} {about.slug} {label}".strip(), reverse(name, args=[about.slug, key])


def _of_any_judgement(name):
    for kind in KINDS.values():
        for noun in kind.nouns:
            for label, key in examples(noun.model):
                address = reverse(name, args=[kind.key, noun.slug, key])
                yield f"{name} {kind.key} {noun.slug} {label}".strip(), address


def _sign_in(client, name):
    user = User.objects.get(username=f"demo-{name}")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def _statuses(role, addresses) -> dict[str, int]:
    client = Client()
    if role:
        _sign_in(client, role)
    return {label: client.get(address).status_code for label, address in addresses}


def _as_table(found: dict[str, dict[str, int]]) -> str:
    table: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for role, statuses in found.items():
        for label, status in statuses.items():
            table[label][status].append(role)
    lines = []
    for label, rows in sorted(table.items()):
        parts = (f"{status} {', '.join(who)}" for status, who in sorted(rows.items()))
        everyone = ", ".join(role or "nobody" for role in ROLES)
        lines.append(f"{label}: {'; '.join(parts)}".replace(everyone, "everyone"))
    return "\n".join(lines) + "\n"


def _of_table(role: str) -> dict[str, int]:
    """What the table says of one role."""
    found = {}
    for line in TABLE.read_text().splitlines():
        label, _colon, rest = line.rpartition(": ")
        for part in rest.split("; "):
            status, who = part.split(" ", 1)
            if who == "everyone" or role in who.split(", "):
                found[label] = int(status)
    return found


@pytest.fixture
def unset(monkeypatch):
    """Nothing is set as a page: what the pages look like is seen elsewhere (``test_looks``)."""
    monkeypatch.setattr(errors, "render", lambda *args, status: HttpResponse(status=status))
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")


# Some after one another on the same examples, which take longer to make than a role to try.
TOGETHER = [ROLES[start : start + 4] for start in range(0, len(ROLES), 4)]


@pytest.mark.once
@pytest.mark.parametrize("roles", TOGETHER, ids=["-".join(map(str, each)) for each in TOGETHER])
def test_every_page_by(roles, unset, request):
    """The table is ``access.txt``; ``pytest tests/test_access.py --snapshot-update`` writes it anew."""
    make_what_lillevik_lacks()
    addresses = list(_addresses())
    if request.config.getoption("--snapshot-update"):
        if None in roles:
            found = {each or "nobody": _statuses(each, addresses) for each in ROLES}
            TABLE.write_text(_as_table(found))
        return
    for role in roles:
        statuses = _statuses(role, addresses)
        assert not [label for label, status in statuses.items() if status >= 500], role
        assert statuses == _of_table(role or "nobody"), role


def test_an_address_that_only_takes_a_button_cannot_be_opened(browse):
    assert (
        browse("sekretaer")
        .get(
            reverse(
                "meetings:convene",
                args=[Meeting.objects.get(status="planned", body__short="HTM").pk],
            )
        )
        .status_code
        == 405
    )


def test_what_lacks_a_right_is_named(browse):
    case = Case.objects.get(title__startswith="Gang")
    response = browse("representant").get(reverse("cases:write", args=[case.pk]))
    assert response.status_code == 403
    assert "Forberede saken" in response.content.decode()


def test_nobody_is_asked_to_sign_in(browse):
    response = browse().get(reverse("cases:open_case"))
    assert response.status_code == 302
    assert response["Location"] == "/logg-inn/?next=%2Fsaker%2Fny%2F"


def test_the_hat_decides_not_the_person(browse):
    meeting = Meeting.objects.get(status="convened")
    address = reverse("meetings:desk", args=[meeting.pk])
    assert browse("ordforer", "mayor").get(address).status_code == 200
    assert browse("ordforer", "councillor").get(address).status_code == 403
    assert browse("ordforer", "chief_executive").get(address).status_code == 200, (
        "a role one does not have is not taken"
    )


def test_a_chair_runs_only_the_own_body(browse):
    chair = browse("utvalgsleder")
    own = Meeting.objects.filter(body__short="HTM").first()
    other = Meeting.objects.filter(body__short="KST").first()
    assert chair.get(reverse("meetings:desk", args=[own.pk])).status_code == 200
    assert chair.get(reverse("meetings:desk", args=[other.pk])).status_code == 403


def test_rows_of_another_meeting_cannot_be_reached_through_mine(browse):
    mine = Meeting.objects.filter(body__short="HTM").first()
    theirs = Item.objects.filter(meeting__body__short="KST").first()
    address = reverse("meetings:change_agenda", args=[mine.pk, theirs.pk, "fjern"])
    assert browse("utvalgsleder").post(address).status_code == 404


def test_post_without_the_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("accounts:language"), {"language": "nn"})
    assert response.status_code == 403
    assert "for gammelt" in response.content.decode()
