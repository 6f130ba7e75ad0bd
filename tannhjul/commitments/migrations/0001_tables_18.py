import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.BigIntegerField()),
                ('what', models.TextField(verbose_name='what is to be done')),
                ('since', models.DateField(verbose_name='promised')),
                ('deadline', models.DateField(verbose_name='deadline')),
                ('measure', models.CharField(blank=True, max_length=300, verbose_name='how one sees that it is done')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='kroner')),
                ('status', models.CharField(choices=[('open', 'To be done'), ('done', 'Reported done')], default='open', max_length=5, verbose_name='state')),
                ('report', models.TextField(blank=True, verbose_name='report')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='organisation.person', verbose_name='owner')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'commitment',
                'ordering': ['deadline', 'pk'],
                'indexes': [models.Index(fields=['about_kind', 'about_id'], name='commitments_about_k_c4f281_idx'), models.Index(fields=['status', 'deadline'], name='commitments_status_5d0706_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status', 'open'), ('reported_on__isnull', False), _connector='OR'), name='commitments_done_has_report_date')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='what hinders it')),
                ('on', models.DateField(verbose_name='alerted')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='commitments.commitment')),
            ],
            options={
                'verbose_name': 'alert',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(blank=True, max_length=60)),
                ('what', models.CharField(max_length=300, verbose_name='what is owed')),
                ('source', models.CharField(blank=True, max_length=160, verbose_name='where that stands')),
                ('role', models.CharField(blank=True, choices=[('inhabitant', 'Inhabitant'), ('journalist', 'Journalist'), ('councillor', 'Councillor'), ('group_leader', 'Group leader'), ('mayor', 'Mayor'), ('committee_chair', 'Committee chair'), ('secretary', 'Secretary'), ('case_officer', 'Case officer'), ('unit_leader', 'Unit leader'), ('chief_executive', 'Chief executive'), ('auditor', 'Auditor or secretary of the control committee'), ('system_administrator', 'System administrator')], max_length=20, verbose_name='role')),
                ('every', models.PositiveSmallIntegerField(verbose_name='how often')),
                ('per', models.CharField(choices=[('week', 'weeks'), ('month', 'months')], default='month', max_length=5, verbose_name='counted in')),
                ('valid_from', models.DateField(verbose_name='due the first time')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.body', verbose_name='to')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.unit', verbose_name='the leader of')),
            ],
            options={
                'verbose_name': 'duty',
                'verbose_name_plural': 'duties',
                'ordering': ['valid_from', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='commitments_duty_dates'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('role', ''), _negated=True), ('unit', None)), models.Q(('role', ''), ('unit__isnull', False)), _connector='OR'), name='commitments_duty_is_owed_by_one'), models.CheckConstraint(condition=models.Q(('every__gte', 1), ('every__lte', 60)), name='commitments_duty_recurs'), models.UniqueConstraint(condition=models.Q(('unit', None), ('valid_to', None), models.Q(('key', ''), _negated=True)), fields=('key',), name='commitments_one_duty_of_a_preset'), models.UniqueConstraint(condition=models.Q(('unit__isnull', False), ('valid_to', None), models.Q(('key', ''), _negated=True)), fields=('key', 'unit'), name='commitments_one_duty_of_an_enterprise')],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40, verbose_name='what is judged')),
                ('verdict', models.CharField(max_length=20, verbose_name='judgement')),
                ('why', models.TextField(verbose_name='why')),
                ('on', models.DateField(verbose_name='judged')),
                ('until', models.DateField(blank=True, null=True, verbose_name='holds until')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='organisation.person')),
            ],
            options={
                'verbose_name': 'judgement',
                'ordering': ['on', 'pk'],
                'indexes': [models.Index(fields=['kind', 'about_kind', 'about_id'], name='commitments_kind_fc9316_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by', None), ('answered_on', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='commitments_answer_has_someone_and_a_day'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('on')), _connector='OR'), name='commitments_judged_dates')],
            },
        ),
        migrations.CreateModel(
            name='Performance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due', models.DateField(verbose_name='due')),
                ('on', models.DateField(verbose_name='given')),
                ('waived', models.BooleanField(default=False, verbose_name='not needed this time')),
                ('text', models.TextField(verbose_name='what was given, and where it is found')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='performances', to='commitments.duty')),
            ],
            options={
                'verbose_name': 'performance of a duty',
                'ordering': ['due'],
                'constraints': [models.UniqueConstraint(fields=('duty', 'due'), name='commitments_performed_once')],
            },
        ),
    ]
