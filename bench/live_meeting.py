"""The meeting that bench/live.py loads: prepared, counted, and its ballots committed bare."""

import sys
import time
from datetime import timedelta
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from tannhjul.accounts.models import RoleAssignment, SignIn, User  # noqa: E402
from tannhjul.core.enums import Role  # noqa: E402
from tannhjul.meetings.actions import agenda, attendance, counting, debate, votes  # noqa: E402
from tannhjul.meetings.models import Ballot, Vote  # noqa: E402
from tannhjul.meetings.voting import signed_paper  # noqa: E402
from tannhjul.organisation.models import Body, Person, Seat  # noqa: E402

BACKEND = "django.contrib.auth.backends.ModelBackend"


def prepare(members: int) -> None:
    """A body with so many members, all present and signed in, and an electronic vote."""
    call_command("migrate", verbosity=0, interactive=False)
    now, today = timezone.now(), timezone.localdate()
    body = Body.objects.create(
        name="Prøve",
        short="BENCH",
        kind="other",
        power="decides",
        valid_from=today,
        seats_total=members,
    )
    users = User.objects.bulk_create(
        User(username=f"bench{n}", name=f"Medlem {n}") for n in range(members)
    )
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, role=Role.COUNCILLOR, valid_from=today) for user in users
    )
    people = Person.objects.bulk_create(Person(name=user.name, user=user) for user in users)
    Seat.objects.bulk_create(
        Seat(body=body, person=person, kind="member", order=n, valid_from=today)
        for n, person in enumerate(people, 1)
    )
    meeting = agenda.plan(body, now + timedelta(minutes=1), by=None)
    item = agenda.add_item(meeting, "Sak", by=None, kind="PS")
    agenda.convene(meeting, by=None, today=today)
    attendance.open_meeting(meeting, [person.pk for person in people], by=None, at=now)
    item = debate.start_item(item, by=None)
    row = debate.propose(item, "other", "Forslag", by=None)
    vote = votes.open_vote(item, "electronic", row, by=None, at=timezone.now())
    print(meeting.pk, vote.pk, *(_member(vote, person) for person in people))


def _member(vote: Vote, person: Person) -> str:
    """What the member's browser holds: the session, and the ballot it was given."""
    user, key = person.user, _session(person.user)
    SignIn.objects.create(user=user, session_key=key, at=timezone.now())
    return f"{key},{signed_paper(vote, person, user.wearing(Role.COUNCILLOR), key)}"


def _session(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store["_auth_user_backend"] = BACKEND
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store.create()
    return store.session_key


def count(vote: int) -> None:
    """Count the vote, and say how many ballots there were and when it was committed."""
    row = Vote.objects.get(pk=vote)
    counting.close_vote(row, by=None, at=timezone.now())
    print(row.ballots.count(), time.time())


def bare(vote: int) -> None:
    """The same ballots in a table without anything around it, one transaction each."""
    rows = list(Ballot.objects.filter(vote=vote).values_list("vote", "person", "choice"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (vote bigint, person bigint, choice varchar(7))")
        start = time.perf_counter()
        for row in rows:
            with transaction.atomic():
                cursor.execute("INSERT INTO bench_bare VALUES (%s, %s, %s)", row)
        took = time.perf_counter() - start
        cursor.execute("DROP TABLE bench_bare")
    print(f"{len(rows)} rows bare, one writer: {took:.2f} s = {len(rows) / took:.0f}/s")


def main() -> None:
    """prepare MEMBERS, count VOTE or bare VOTE."""
    {"prepare": prepare, "count": count, "bare": bare}[sys.argv[1]](int(sys.argv[2]))


main()
