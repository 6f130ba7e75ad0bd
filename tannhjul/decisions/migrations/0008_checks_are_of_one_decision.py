from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("decisions", "0007_what_was_tried_before"),
    ]

    operations = [
        migrations.RemoveField(
            model_name='legalitycheck',
            name='decision',
        ),
        migrations.RemoveField(
            model_name='legalitycheck',
            name='kept_by',
        ),
        migrations.RemoveField(
            model_name='legalitycheck',
            name='postponed',
        ),
        migrations.AddConstraint(
            model_name='legalitycheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delegated', None), ('item__isnull', False)), models.Q(('delegated__isnull', False), ('item', None)), _connector='OR'), name='decisions_check_of_one_decision'),
        ),
    ]
