import django.db.models.deletion
from django.db import migrations, models


def keep_what_was_told(apps, schema_editor):
    """The one alert that a commitment could have becomes the first of its alerts."""
    Alert = apps.get_model("decisions", "Alert")
    Commitment = apps.get_model("decisions", "Commitment")
    for row in Commitment.objects.exclude(hindered_on=None).order_by("pk"):
        Alert.objects.create(
            commitment=row, text=row.hindered, on=row.hindered_on, told_id=row.alert_told_id
        )


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0003_complaints_know_who_entered_them'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='what hinders it')),
                ('on', models.DateField(verbose_name='alerted')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='decisions.commitment')),
                ('told', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alerts', to='decisions.report')),
            ],
            options={
                'verbose_name': 'alert',
                'ordering': ['pk'],
            },
        ),
        migrations.RunPython(keep_what_was_told, migrations.RunPython.noop),
    ]
