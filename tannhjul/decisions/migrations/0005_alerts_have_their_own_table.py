from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0004_alerts_are_kept'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='commitment',
            name='alert_told',
        ),
        migrations.RemoveField(
            model_name='commitment',
            name='hindered',
        ),
        migrations.RemoveField(
            model_name='commitment',
            name='hindered_on',
        ),
    ]
