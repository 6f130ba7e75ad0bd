from django.db import migrations
from django.db.models import Q
from django.utils.timezone import localdate


def carry_over(apps, schema_editor):
    """A check is over an item from now on, and a demand says what was decided when."""
    for row in apps.get_model("decisions", "LegalityCheck").objects.select_related(
        "decision", "motion", "kept_by"
    ):
        row.item_id = row.decision.item_id
        row.waits = "decided" if row.postponed else ""
        if row.kept_by:
            row.looked_in_id, row.treated_on = row.kept_by.item_id, row.kept_by.decided_on
        row.save()
        row.motion.about_id, row.motion.decided_on = row.item_id, row.decision.decided_on
        row.motion.save()


def enter_refusals(apps, schema_editor):
    """What a body with the power to decide refused was decided too."""
    decisions = apps.get_model("decisions", "Decision").objects
    final = Q(step__power="decides") | Q(step=None, body__power="decides")
    items = apps.get_model("meetings", "Item").objects.filter(
        final, outcome="rejected", decision=None, source=""
    )
    for item in items.exclude(kind="GO").select_related("meeting"):
        decisions.create(
            item=item,
            body_id=item.body_id,
            case_id=item.case_id,
            decided_on=localdate(item.meeting.starts_at),
        )


class Migration(migrations.Migration):

    dependencies = [
        ("decisions", "0006_legality_checks_of_all_that_is_decided"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RunPython(enter_refusals, migrations.RunPython.noop),
    ]
