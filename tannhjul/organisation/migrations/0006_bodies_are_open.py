from django.db import migrations

MAY = ("executive_council", "parliamentary_board", "other")


def open_up(apps, schema_editor):
    """Until now this was only a word; only bodies under parliamentary rule may meet in private."""
    bodies = apps.get_model("organisation", "Body").objects.filter(openness="closed")
    bodies.exclude(kind__in=MAY).update(openness="open")


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_voting")]

    operations = [migrations.RunPython(open_up, migrations.RunPython.noop)]
