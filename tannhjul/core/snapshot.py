"""One state of the database for many reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def snapshot() -> Iterator[None]:
    """Let all reads in it see one state: whoever writes meanwhile neither waits nor is seen.

    For reads alone, and not within another. In a transaction that has begun already, that one decides what is seen.
    """
    if connection.in_atomic_block:
        yield
        return
    repeatable = " ISOLATION LEVEL REPEATABLE READ" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{repeatable}")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
