"""Events and seals are written once: the database itself refuses to change or delete them."""

from django.db import migrations

TABLES = ("core_event", "core_seal")

SQLITE = """
CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

POSTGRES = """
CREATE OR REPLACE FUNCTION tannhjul_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION tannhjul_append_only()
"""


def forwards(apps, schema_editor):
    """Create the triggers of the engine in use."""
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(POSTGRES)
    template = POSTGRES_TRIGGER if postgres else SQLITE
    for table in TABLES:
        for what in ("update", "delete"):
            schema_editor.execute(template.format(table=table, what=what))


def backwards(apps, schema_editor):
    """Drop them."""
    on = " ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    for table in TABLES:
        for what in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{what}" + on.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("core", "0001_squashed")]
    operations = [migrations.RunPython(forwards, backwards)]
