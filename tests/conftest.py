"""Everything here runs on Lillevik, loaded once; each test is rolled back."""

import logging
import os
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypotheses

from tannhjul.accounts.models import User
from tannhjul.allowances.models import Claim, Settlement
from tannhjul.cases.models import Case
from tannhjul.core import journal
from tannhjul.core.enums import Role
from tannhjul.core.verbs import VERBS, Verb, declare
from tannhjul.decisions.models import Decision
from tannhjul.documents import typeset
from tannhjul.meetings.actions import agenda, attendance
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Body, Person
from tests import guards
from tests.browser import LookedAt
from tests.guards import remembered
from tests.installation import (  # noqa: F401
    bare,
    demonstration,
    django_db_setup,
    django_db_use_migrations,
    house,
    lillevik,
    shared,
    untouched,
)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
guards.stand()
# A document is made from nothing but what it is given: the same one is set once in each worker.
typeset._compile = remembered(typeset._compile)

# How long anything takes is measured in bench/; a busy machine fails no property.
hypotheses.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypotheses.load_profile("house")


SLOW = ("browser", "faults", "once")
OF_LILLEVIK = {"db", "lillevik", "demonstration"}


def _needs_lillevik(item) -> bool:
    return bool(item.get_closest_marker("django_db") or OF_LILLEVIK & set(item.fixturenames))


def pytest_collection_modifyitems(items):
    """What takes longest begins first in every worker, so that nobody waits for it at the end.

    Each worker is handed one stretch of the list, and takes from the others' when it is done. While
    the first makes Lillevik, the others do what needs none.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    slow = [item for item in items if any(map(item.get_closest_marker, SLOW))]
    alone = sorted((item for item in slow if not _needs_lillevik(item)), key=_is_in_browser)
    first, known = set(alone), set(slow)
    rest = [item for item in slow if item not in first]
    quick = [item for item in items if item not in known]
    size, others = -(-len(quick) // workers), max(workers - 1, 1)
    items[:] = [
        item
        for n in range(workers)
        for item in [
            *(alone[(n - 1) % others :: others] if n or workers == 1 else []),
            *rest[n::workers],
            *quick[n * size : (n + 1) * size],
        ]
    ]


def _is_in_browser(item) -> bool:
    return item.get_closest_marker("browser") is None


@pytest.fixture(scope="session", autouse=True)
def _looked_at(shared):  # noqa: F811
    LookedAt.folder = shared / "looked-at"
    LookedAt.folder.mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def _alike(settings):
    """Bokmål everywhere, and nothing remembered from the test before."""
    settings.LANGUAGE_CODE = "nb"
    cache.clear()


declare("test", {"verb": Verb("Tried", facts=("number",))})


@journal.on("*")
def _carries_what_it_declares(event, _row):
    """In every test: an event has a declared verb, and carries no other facts than it declares."""
    assert set(event.facts) <= set(VERBS[event.verb].facts), event.verb


class Failures(logging.Handler):
    """Keeps what is logged as having failed."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.rows: list[str] = []

    def emit(self, record):
        """One more."""
        self.rows.append(record.getMessage())


@pytest.fixture(autouse=True)
def _nothing_fails_quietly(request):
    """What listens to an event and may fail without undoing it must not fail here."""
    failures = Failures()
    logger = logging.getLogger("tannhjul.core")
    logger.addHandler(failures)
    yield
    logger.removeHandler(failures)
    assert request.node.get_closest_marker("may_fail_quietly") or not failures.rows


def data(folder: str) -> Path:
    """A folder of real data; the test is skipped where it is absent."""
    path = Path(settings.DATA) / folder
    if not path.is_dir():
        pytest.skip(f"real data is absent: {folder} (set TANNHJUL_DATA)")
    return path


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


def user(name: str) -> User:
    """A demo user acting in the first role."""
    row = User.objects.get(username=f"demo-{name}")
    return row.acting(row.roles.order_by("pk").first().role)


@pytest.fixture
def users(db):
    class Users(dict):
        def __missing__(self, name):
            self[name] = user(name)
            return self[name]

    return Users()


@pytest.fixture
def browse(db):
    """A client signed in as a demo user (None: nobody)."""

    def sign_in(name: str | None = None, role: str = "") -> Client:
        client = Client()
        if name:
            client.force_login(
                User.objects.get(username=f"demo-{name}"),
                backend="django.contrib.auth.backends.ModelBackend",
            )
            if role:
                session = client.session
                session["role"] = role
                session.save()
        return client

    return sign_in


@pytest.fixture
def secretary(users):
    return users["sekretaer"].acting(Role.SECRETARY)


@pytest.fixture
def council(db):
    return Body.objects.get(short="KST")


@pytest.fixture
def ready_case(db):
    """A case that waits for its first committee."""
    return Case.objects.get(title="Handlingsplan mot barnefattigdom")


@pytest.fixture
def committee(ready_case):
    return ready_case.steps.first().body


@pytest.fixture
def convened(ready_case, committee, secretary, today):
    """A committee meeting today with the case on its agenda, convened."""
    at = timezone.make_aware(datetime.combine(today, time(17, 0)))
    meeting = agenda.plan(committee, at, by=secretary, place="Rådhuset")
    agenda.add_case(meeting, ready_case.steps.first(), by=secretary)
    agenda.convene(meeting, by=secretary, today=today - timedelta(days=0))
    return type(meeting).objects.get(pk=meeting.pk)


@pytest.fixture
def opened(convened, secretary):
    """The same meeting, in session with everyone present."""
    from tannhjul.meetings.queries import expected

    people = [e.person.pk for e in expected(convened)]
    attendance.open_meeting(convened, people, by=secretary, at=timezone.now())
    return type(convened).objects.get(pk=convened.pk)


@pytest.fixture
def item(opened, secretary):
    """The case of that meeting, being treated."""
    from tannhjul.meetings.actions import debate

    return debate.start_item(opened.items.get(), by=secretary)


@pytest.fixture
def unsettled(db):
    """Lillevik with its rates, before anything has been settled or claimed."""
    Settlement.objects.all().delete()
    Claim.objects.all().delete()


@pytest.fixture
def member(db):
    """An ordinary member of the council who can sign in."""
    return Person.objects.get(user__username="demo-gruppeleder")


@pytest.fixture
def chief(users):
    return users["kommunedirektor"]


@pytest.fixture
def last(db):
    """The last meeting of the council that was held."""
    return Meeting.objects.filter(body__short="KST", status="published").first()


@pytest.fixture
def decision(council):
    """A decision of the council in a case."""
    return Decision.objects.filter(body=council, case__isnull=False).first()
