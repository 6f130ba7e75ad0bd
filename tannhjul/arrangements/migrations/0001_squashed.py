"""The tables of arrangements, in one go; a database that has the earlier migrations has this one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('arrangements', '0001_initial'), ('arrangements', '0002_after_review')]

    initial = True

    dependencies = [
        ('cases', '0001_squashed'),
        ('decisions', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('plan', models.JSONField()),
                ('before', models.JSONField(blank=True, null=True)),
                ('valid_from', models.DateField(verbose_name='from')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='decision')),
                ('status', models.CharField(choices=[('proposed', 'Before the council'), ('decided', 'Decided, not yet in force'), ('applied', 'In force'), ('rejected', 'Not adopted'), ('replaced', 'Stepped back from')], db_index=True, default='proposed', max_length=8, verbose_name='state')),
                ('case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoption', to='cases.case')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='decisions.decision')),
                ('goes_back', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps_back', to='arrangements.adoption')),
            ],
            options={
                'verbose_name': 'adoption of an arrangement',
                'ordering': ['-valid_from', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'applied'), _negated=True), ('before__isnull', False), _connector='OR'), name='arrangements_applied_remembers_what_was')],
            },
        ),
        migrations.CreateModel(
            name='Redirection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left', models.CharField(max_length=200, verbose_name='from')),
                ('to', models.CharField(blank=True, max_length=200, verbose_name='to')),
                ('adoption', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redirections', to='arrangements.adoption')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redirections', to='cases.case')),
            ],
            options={
                'verbose_name': 'redirection of a case',
                'ordering': ['pk'],
            },
        ),
    ]
