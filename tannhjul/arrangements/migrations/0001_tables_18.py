import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_tables_18'),
        ('decisions', '0001_tables_18'),
        ('organisation', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sets', models.JSONField()),
                ('before', models.JSONField(blank=True, null=True)),
                ('valid_from', models.DateField(verbose_name='from')),
                ('trial_to', models.DateField(blank=True, null=True, verbose_name='a trial until')),
                ('goes_on', models.BooleanField(default=False, verbose_name='goes on when the trial is over')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='reviewed by')),
                ('verdicts', models.JSONField(blank=True, default=dict)),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='decision')),
                ('status', models.CharField(choices=[('proposed', 'Before the council'), ('decided', 'Decided, not yet in force'), ('applied', 'In force'), ('rejected', 'Not adopted'), ('replaced', 'Stepped back from')], db_index=True, default='proposed', max_length=8, verbose_name='state')),
                ('case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoption', to='cases.case')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='decisions.decision')),
                ('goes_back', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps_back', to='arrangements.adoption')),
                ('raised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person', verbose_name='raised by')),
            ],
            options={
                'verbose_name': 'adoption of an arrangement',
                'ordering': ['-valid_from', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'applied'), _negated=True), ('before__isnull', False), _connector='OR'), name='arrangements_applied_remembers_what_was'), models.CheckConstraint(condition=models.Q(('trial_to', None), ('trial_to__gte', models.F('valid_from')), _connector='OR'), name='arrangements_trial_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('review_on', None), ('review_on__gte', models.F('valid_from')), _connector='OR'), name='arrangements_reviewed_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Aim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='aim')),
                ('seen_by', models.CharField(max_length=300, verbose_name='how one sees it')),
                ('adoption', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aims', to='arrangements.adoption')),
            ],
            options={
                'verbose_name': 'aim of an arrangement',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100)),
                ('name', models.CharField(max_length=200, verbose_name='part')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='stepped back from')),
                ('adoption', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='arrangements.adoption')),
            ],
            options={
                'verbose_name': 'part of an arrangement',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('adoption', 'key'), name='arrangements_part_once')],
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
