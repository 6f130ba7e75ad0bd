import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_tables_18'),
        ('commitments', '0001_tables_18'),
        ('delegation', '0001_tables_18'),
        ('meetings', '0001_tables_18'),
        ('organisation', '0001_tables_18'),
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
            name='DelegatedDecision',
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
                ('impartial_because', models.TextField(blank=True, verbose_name='why whoever decided is impartial')),
                ('decided_on', models.DateField(db_index=True, verbose_name='decided')),
                ('status', models.CharField(choices=[('in_force', 'In force'), ('reversed', 'Reversed'), ('changed', 'Changed by who decided'), ('annulled', 'Annulled by the county governor')], default='in_force', max_length=8, verbose_name='state')),
                ('answers_to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegation.area')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegated', to='cases.case')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegated', to='organisation.person')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='delegation.grant')),
                ('leads', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit', verbose_name='the post leads')),
            ],
            options={
                'verbose_name': 'delegated decision',
                'ordering': ['-year', '-number'],
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='decisions_delegated_number')],
            },
        ),
        migrations.CreateModel(
            name='DelegatedDemand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delegated', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='demands', to='decisions.delegateddecision')),
                ('motion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='over_delegated', to='meetings.motion')),
            ],
            options={
                'verbose_name': 'demand over a delegated decision',
                'ordering': ['pk'],
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
        migrations.AddField(
            model_name='delegateddecision',
            name='report',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='delegated', to='decisions.report'),
        ),
        migrations.AddField(
            model_name='decision',
            name='report',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='decisions.report'),
        ),
        migrations.CreateModel(
            name='Reversal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('harmless', 'Nobody whom it protects is worse off for it'), ('not_told', 'Those concerned have not been told, and it is not announced'), ('invalid', 'It is invalid'), ('reserved', 'The law, the decision itself or general administrative law allows it')], max_length=8, verbose_name='ground')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='decisions.decision')),
                ('delegated', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='decisions.delegateddecision')),
                ('political', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='decisions.decision')),
            ],
            options={
                'verbose_name': 'reversal',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('delegated__isnull', False), ('political', None)), models.Q(('delegated', None), ('political__isnull', False)), _connector='OR'), name='decisions_reversal_of_one_decision')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alert', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='told', to='commitments.alert')),
                ('commitment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='told', to='commitments.commitment')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='decisions.report')),
            ],
            options={
                'verbose_name': 'what a body was told',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('alert', None), ('commitment__isnull', False)), models.Q(('alert__isnull', False), ('commitment', None)), _connector='OR'), name='decisions_told_of_one_thing')],
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
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='decisions.decision')),
                ('delegated', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='decisions.delegateddecision')),
            ],
            options={
                'verbose_name': 'complaint',
                'ordering': ['-received_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decision', None), ('delegated__isnull', False)), models.Q(('decision__isnull', False), ('delegated', None)), _connector='OR'), name='decisions_complaint_over_one_decision')],
            },
        ),
        migrations.CreateModel(
            name='LegalityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tries', models.CharField(choices=[('decision', 'The decision'), ('doors', 'That the doors were open or closed'), ('impartiality', 'Who was impartial')], default='decision', max_length=12, verbose_name='what is tried')),
                ('asked_on', models.DateField(verbose_name='asked')),
                ('waits', models.CharField(blank=True, choices=[('', 'Nobody: it is carried out meanwhile'), ('decided', 'Whoever made it'), ('above', 'A body above'), ('governor', 'The county governor')], default='', max_length=8, verbose_name='who has decided that the decision waits meanwhile')),
                ('status', models.CharField(choices=[('asked', 'Whoever decided looks at it again'), ('changed', 'The decision has been changed'), ('dismissed', 'Dismissed: it cannot be tried'), ('sent', 'With the county governor'), ('lawful', 'Found lawful'), ('flawed', 'Found flawed, but it stands'), ('unlawful', 'Found unlawful, and does not stand')], default='asked', max_length=9, verbose_name='state')),
                ('barred', models.CharField(blank=True, choices=[('late', 'It was demanded too late, or by too few'), ('procedure', 'It is not final, or only decides how a matter is treated'), ('employment', 'It is about employing or dismissing someone'), ('procurement', 'It is about the law on procurement'), ('validity', 'It is about whether the municipal election is valid')], default='', max_length=11, verbose_name='why it cannot be tried')),
                ('reason', models.TextField(blank=True, verbose_name='why it was taken up without a demand')),
                ('looked', models.TextField(blank=True, verbose_name='what whoever decided found')),
                ('treated_on', models.DateField(blank=True, null=True, verbose_name='looked at again')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent to the county governor')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered')),
                ('delegated', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='legality_checks', to='decisions.delegateddecision')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='legality_checks', to='meetings.item')),
                ('looked_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.item')),
                ('motion', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='legality_check', to='meetings.motion')),
            ],
            options={
                'verbose_name': 'legality check',
                'ordering': ['-asked_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('delegated', None), ('item__isnull', False)), models.Q(('delegated__isnull', False), ('item', None)), _connector='OR'), name='decisions_check_of_one_decision')],
            },
        ),
        migrations.CreateModel(
            name='Precedent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pushed', 'Pushed down to whose power it is'), ('taken', 'Taken over from whose power it is')], max_length=6, verbose_name='what was done')),
                ('revision', models.PositiveIntegerField(blank=True, null=True)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('why', models.TextField(verbose_name='why')),
                ('on', models.DateField(db_index=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delegation.area')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='precedents', to='cases.case')),
                ('decision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='precedent', to='decisions.delegateddecision')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='precedents', to='delegation.grant')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'verbose_name': 'precedent of whose a matter is',
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='decisions_precedent_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('decision', None), ('kind', 'pushed')), models.Q(('decision__isnull', False), ('kind', 'taken')), _connector='OR'), name='decisions_precedent_is_of_a_case_or_a_decision')],
            },
        ),
        migrations.AddIndex(
            model_name='delegateddecision',
            index=models.Index(fields=['answers_to', 'report'], name='decisions_d_answers_94037f_idx'),
        ),
    ]
