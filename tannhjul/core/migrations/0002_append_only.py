"""Events and seals are written once: the database itself refuses to change, replace or delete them."""

from django.db import migrations

TABLES = ("core_event", "core_seal")

# INSERT OR REPLACE deletes what it replaces; that fires the trigger because the connection asks for
# recursive triggers (config.settings.base).
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
REFUSED = {"postgresql": ("update", "delete", "truncate"), "sqlite": ("update", "delete")}


def forwards(apps, schema_editor):
    """Create the triggers of the engine in use."""
    engine = schema_editor.connection.vendor
    if engine == "postgresql":
        schema_editor.execute(POSTGRES)
    template = POSTGRES_TRIGGER if engine == "postgresql" else SQLITE
    for table in TABLES:
        for what in REFUSED[engine]:
            schema_editor.execute(template.format(table=table, what=what))


def backwards(apps, schema_editor):
    """Drop them."""
    engine = schema_editor.connection.vendor
    on = " ON {table}" if engine == "postgresql" else ""
    for table in TABLES:
        for what in REFUSED[engine]:
            schema_editor.execute(f"DROP TRIGGER {table}_no_{what}" + on.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("core", "0001_tables_18")]
    operations = [migrations.RunPython(forwards, backwards)]
