"""Whether the database file is whole, which no row of it can tell."""

from django.db import DatabaseError, connection


def faults() -> list[str]:
    """What SQLite finds wrong with its own file, indexes included; nothing if it is whole.

    PostgreSQL finds damaged pages by itself where its checksums are on (docs/operation.md).
    """
    if connection.vendor != "sqlite":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(10)")
            rows = [str(row[0]) for row in cursor.fetchall()]
    except DatabaseError as fault:
        return [str(fault)]
    return [] if rows == ["ok"] else rows
