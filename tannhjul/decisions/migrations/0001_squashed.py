"""The tables of decisions, in one go; a database that has the earlier migrations has this one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('decisions', '0001_initial'), ('decisions', '0002_delegated'), ('decisions', '0003_reviews'), ('decisions', '0004_after_review')]

    initial = True

    dependencies = [
        ('cases', '0001_squashed'),
        ('delegation', '0001_squashed'),
        ('meetings', '0001_squashed'),
        ('organisation', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('decided_on', models.DateField(db_index=True, verbose_name='decided')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='organisation.body')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='cases.case')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='meetings.item')),
            ],
            options={
                'verbose_name': 'decision',
                'ordering': ['-decided_on', '-pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='decisions_decision_one_per_source_id')],
            },
        ),
        migrations.CreateModel(
            name='CallIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call_in', to='cases.case')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='decisions.decision')),
            ],
            options={
                'verbose_name': 'calling in of a case',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('principled', models.BooleanField(verbose_name='it is a matter of principle')),
                ('why', models.TextField(verbose_name='why')),
                ('on', models.DateField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegation.area')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='organisation.person')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='cases.case')),
            ],
            options={
                'verbose_name': 'judgement of principle',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('principled', False), ('case__isnull', False), _connector='OR'), name='decisions_matter_of_principle_is_a_case')],
            },
        ),
        migrations.CreateModel(
            name='LegalityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='asked')),
                ('postponed', models.BooleanField(default=False, verbose_name='the decision waits meanwhile')),
                ('status', models.CharField(choices=[('asked', 'The body looks at its own decision'), ('changed', 'The body has changed its decision'), ('sent', 'With the county governor'), ('lawful', 'Found lawful'), ('unlawful', 'Found unlawful')], default='asked', max_length=8, verbose_name='state')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent to the county governor')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legality_checks', to='decisions.decision')),
                ('kept_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                ('motion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='legality_check', to='meetings.motion')),
            ],
            options={
                'verbose_name': 'legality check',
                'ordering': ['-asked_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report_of_decisions', to='meetings.item')),
            ],
            options={
                'verbose_name': 'report on delegated decisions',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Delegated',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='public title')),
                ('screened_title', models.CharField(blank=True, max_length=300, verbose_name='screened title')),
                ('ground', models.CharField(blank=True, choices=[('', 'Public'), ('13', 'Duty of confidentiality (offentleglova § 13)'), ('14', 'Internal document (offentleglova § 14)'), ('15', 'Obtained from outside for internal use (offentleglova § 15)'), ('18', 'Court documents (offentleglova § 18)'), ('23', 'Bargaining position or tenders (offentleglova § 23)'), ('24', 'Control measures or security (offentleglova § 24)'), ('25', 'Hiring (offentleglova § 25)'), ('26', 'Exam, or national identity number (offentleglova § 26)')], default='', max_length=3, verbose_name='ground for exemption')),
                ('exempt_until', models.DateField(blank=True, null=True, verbose_name='access postponed until')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('measure', models.CharField(blank=True, choices=[('', 'No limit'), ('kroner', 'Kroner'), ('percent', 'Percent of the budget'), ('posts', 'Posts')], max_length=7, verbose_name='counted in')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount')),
                ('text', models.TextField(verbose_name='decision')),
                ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                ('decided_on', models.DateField(db_index=True, verbose_name='decided')),
                ('status', models.CharField(choices=[('in_force', 'In force'), ('reversed', 'Reversed')], default='in_force', max_length=8, verbose_name='state')),
                ('answers_to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegation.area')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegated', to='cases.case')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegated', to='organisation.person')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='delegation.grant')),
                ('judgement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.judgement')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='delegated', to='decisions.report')),
            ],
            options={
                'verbose_name': 'delegated decision',
                'ordering': ['-year', '-number'],
                'indexes': [models.Index(fields=['answers_to', 'report'], name='decisions_d_answers_e6e52a_idx')],
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='decisions_delegated_number')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='report',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='decisions.report'),
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField(verbose_name='what is to be done')),
                ('deadline', models.DateField(verbose_name='deadline')),
                ('status', models.CharField(choices=[('open', 'To be done'), ('done', 'Reported done')], default='open', max_length=5, verbose_name='state')),
                ('report', models.TextField(blank=True, verbose_name='report')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported')),
                ('hindered', models.TextField(blank=True, verbose_name='what hinders it')),
                ('hindered_on', models.DateField(blank=True, null=True, verbose_name='alerted')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='organisation.person', verbose_name='owner')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.unit', verbose_name='unit')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='decisions.decision')),
                ('alert_told', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alerts', to='decisions.report')),
                ('told', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='commitments', to='decisions.report')),
            ],
            options={
                'verbose_name': 'commitment',
                'ordering': ['deadline', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status', 'open'), ('reported_on__isnull', False), _connector='OR'), name='decisions_done_has_report_date')],
            },
        ),
        migrations.CreateModel(
            name='Reversal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('harmless', 'Nobody whom it protects is worse off for it'), ('not_told', 'Those concerned have not been told, and it is not announced'), ('invalid', 'It is invalid'), ('reserved', 'The law, the decision itself or general administrative law allows it')], max_length=8, verbose_name='ground')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='decisions.decision')),
                ('delegated', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='decisions.delegated')),
                ('political', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='decisions.decision')),
            ],
            options={
                'verbose_name': 'reversal',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('delegated__isnull', False), ('political', None)), models.Q(('delegated', None), ('political__isnull', False)), _connector='OR'), name='decisions_reversal_of_one_decision')],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_whom', models.CharField(max_length=160, verbose_name='who complains')),
                ('text', models.TextField(verbose_name='what the complaint says')),
                ('told_on', models.DateField(verbose_name='told of the decision')),
                ('received_on', models.DateField(verbose_name='received')),
                ('late_because', models.TextField(blank=True, verbose_name='why it is treated although it is late')),
                ('status', models.CharField(choices=[('received', 'Received'), ('dismissed', 'Dismissed: too late'), ('granted', 'Granted by who decided'), ('appealed', 'With the appeal body'), ('closed', 'Decided by the appeal body')], default='received', max_length=9, verbose_name='state')),
                ('outcome', models.TextField(blank=True, verbose_name='outcome')),
                ('treated_on', models.DateField(blank=True, null=True, verbose_name='treated')),
                ('case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='cases.case')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='decisions.decision')),
                ('delegated', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='decisions.delegated')),
            ],
            options={
                'verbose_name': 'complaint',
                'ordering': ['-received_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decision', None), ('delegated__isnull', False)), models.Q(('decision__isnull', False), ('delegated', None)), _connector='OR'), name='decisions_complaint_over_one_decision')],
            },
        ),
    ]
