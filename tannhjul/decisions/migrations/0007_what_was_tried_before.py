from django.db import migrations


def carry_over(apps, schema_editor):
    """A check is over an item from now on, and a demand says what was decided when."""
    for row in apps.get_model("decisions", "LegalityCheck").objects.select_related(
        "decision", "motion"
    ):
        row.item_id = row.decision.item_id
        row.waits = "decided" if row.postponed else ""
        row.treated_on = row.kept_by.decided_on if row.kept_by else None
        row.save()
        row.motion.about_id, row.motion.decided_on = row.item_id, row.decision.decided_on
        row.motion.save()


def enter_refusals(apps, schema_editor):
    """What a body finally refused in a case was decided too."""
    decisions = apps.get_model("decisions", "Decision").objects
    items = apps.get_model("meetings", "Item").objects.filter(
        outcome="rejected", step__power="decides", decision=None
    )
    for item in items.select_related("meeting"):
        decisions.create(
            item=item,
            body_id=item.body_id,
            case_id=item.case_id,
            decided_on=item.step.treated_on or item.meeting.starts_at.date(),
        )


class Migration(migrations.Migration):

    dependencies = [
        ("decisions", "0006_legality_checks_of_all_that_is_decided"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RunPython(enter_refusals, migrations.RunPython.noop),
    ]
