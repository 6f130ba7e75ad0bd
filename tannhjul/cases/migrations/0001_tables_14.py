import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_tables_14'),
        ('organisation', '0001_tables_14'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('title', models.CharField(max_length=300, verbose_name='public title')),
                ('screened_title', models.CharField(blank=True, max_length=300, verbose_name='screened title')),
                ('ground', models.CharField(blank=True, choices=[('', 'Public'), ('13', 'Duty of confidentiality (offentleglova § 13)'), ('14', 'Internal document (offentleglova § 14)'), ('15', 'Obtained from outside for internal use (offentleglova § 15)'), ('18', 'Court documents (offentleglova § 18)'), ('23', 'Bargaining position or tenders (offentleglova § 23)'), ('24', 'Control measures or security (offentleglova § 24)'), ('25', 'Hiring (offentleglova § 25)'), ('26', 'Exam, or national identity number (offentleglova § 26)')], default='', max_length=3, verbose_name='ground for exemption')),
                ('exempt_until', models.DateField(blank=True, null=True, verbose_name='access postponed until')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('label', models.CharField(blank=True, max_length=40)),
                ('kind', models.CharField(choices=[('PS', 'Political case'), ('RS', 'Referred for information'), ('OS', 'Briefing'), ('FO', 'Question or interpellation'), ('GO', 'Approval of notice or minutes')], default='PS', max_length=2, verbose_name='kind')),
                ('nature', models.CharField(blank=True, choices=[('', 'Ordinary'), ('budget', 'Annual budget'), ('economic_plan', 'Economic plan'), ('accounts', 'Accounts and annual report'), ('tax', 'Rates of tax'), ('municipal_plan', 'Municipal plan'), ('complaint', 'Complaint'), ('election', 'Election to offices'), ('allowances', 'Allowances to elected members'), ('employee', "An employee's position"), ('employer', 'The municipality as employer'), ('inhabitants', "Inhabitants' proposal"), ('control', 'Audit, secretariat or plan of control'), ('bargaining', 'Negotiations or conflict with employees'), ('regulation', 'Regulations'), ('organising', 'How elected bodies are organised')], default='', max_length=14, verbose_name='sort of matter')),
                ('control', models.BooleanField(default=False, verbose_name='prepared by the secretariat of the control committee')),
                ('status', models.CharField(choices=[('draft', 'Being prepared'), ('submitted', 'With the chief executive'), ('ready', 'On its way through the bodies'), ('decided', 'Decided'), ('withdrawn', 'Withdrawn'), ('record', 'Historical record')], default='draft', max_length=10, verbose_name='state')),
                ('mandate', models.CharField(blank=True, choices=[('', 'Not stated'), ('arena', 'Democratic arena'), ('service', 'Service provider'), ('authority', 'Authority'), ('developer', 'Developer of the community')], default='', max_length=10, verbose_name='what the municipality acts as')),
                ('initiative_by', models.CharField(blank=True, max_length=160, verbose_name='taken up by')),
                ('initiative_gear', models.CharField(choices=[('politics', 'Politics'), ('administration', 'Administration'), ('inhabitants', 'Inhabitants'), ('partners', 'Partners')], default='administration', max_length=20, verbose_name='initiative from')),
                ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='legal basis')),
                ('opened_on', models.DateField(verbose_name='opened')),
                ('public_from', models.DateField(blank=True, null=True, verbose_name='public from')),
                ('approved_revision', models.PositiveIntegerField(blank=True, null=True)),
                ('called_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='called_in', to='organisation.body')),
                ('complaint_over', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='cases.case')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('spokesperson', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spoken_for', to='organisation.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.unit')),
            ],
            options={
                'verbose_name': 'case',
                'ordering': ['-year', '-number'],
                'abstract': False,
                'indexes': [models.Index(fields=['status', 'public_from'], name='cases_case_status_964740_idx'), models.Index(fields=['public_from'], name='cases_case_public__294d81_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='cases_case_one_per_source_id'), models.UniqueConstraint(fields=('year', 'number'), name='cases_case_number'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['ready', 'decided']), _negated=True), ('public_from__isnull', False), ('approved_revision__isnull', False), _connector='OR'), name='cases_case_ready_when_approved')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('published', models.BooleanField(default=False)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='attachment', to='documents.document')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='cases.case')),
            ],
            options={
                'verbose_name': 'attachment',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Alternative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('economy', models.TextField(blank=True, verbose_name='economy')),
                ('processes', models.TextField(blank=True, verbose_name='internal processes')),
                ('employees', models.TextField(blank=True, verbose_name='employees')),
                ('inhabitants', models.TextField(blank=True, verbose_name='inhabitants')),
                ('learning', models.TextField(blank=True, verbose_name='learning')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alternatives', to='cases.case')),
            ],
            options={
                'verbose_name': 'alternative',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='public title')),
                ('screened_title', models.CharField(blank=True, max_length=300, verbose_name='screened title')),
                ('ground', models.CharField(blank=True, choices=[('', 'Public'), ('13', 'Duty of confidentiality (offentleglova § 13)'), ('14', 'Internal document (offentleglova § 14)'), ('15', 'Obtained from outside for internal use (offentleglova § 15)'), ('18', 'Court documents (offentleglova § 18)'), ('23', 'Bargaining position or tenders (offentleglova § 23)'), ('24', 'Control measures or security (offentleglova § 24)'), ('25', 'Hiring (offentleglova § 25)'), ('26', 'Exam, or national identity number (offentleglova § 26)')], default='', max_length=3, verbose_name='ground for exemption')),
                ('exempt_until', models.DateField(blank=True, null=True, verbose_name='access postponed until')),
                ('text', models.TextField(verbose_name='question')),
                ('asked_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='organisation.person')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='cases.case')),
            ],
            options={
                'verbose_name': 'question to the chief executive',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='cases_inquiry_answer_has_time')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='cases.inquiry')),
            ],
            options={
                'verbose_name': 'copy of an answer',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('inquiry', 'person'), name='cases_copy_once')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('url', models.URLField(verbose_name='address')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='cases.case')),
            ],
            options={
                'verbose_name': 'link',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('question', models.TextField(blank=True, verbose_name='what is to be decided')),
                ('background', models.TextField(blank=True, verbose_name='background')),
                ('assessment', models.TextField(blank=True, verbose_name='assessment')),
                ('recommendation', models.TextField(blank=True, verbose_name='recommendation')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='cases.case')),
            ],
            options={
                'verbose_name': 'case paper',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='cases_paper_revision')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('given_on', models.DateField(verbose_name='given')),
                ('deviates', models.BooleanField(default=False, verbose_name='deviates from the chief executive')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('assessment', models.TextField(blank=True, verbose_name="the chief executive's assessment")),
                ('assessed_on', models.DateField(blank=True, null=True, verbose_name='assessed')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.body')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='cases.case')),
                ('leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='organisation.person')),
                ('to_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommended_to', to='organisation.body')),
            ],
            options={
                'verbose_name': 'recommendation',
                'ordering': ['given_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('leader', None), ('to_body', None)), models.Q(('body', None), ('leader__isnull', False), ('to_body__isnull', False)), _connector='OR'), name='cases_leader_recommends_to_a_body'), models.CheckConstraint(condition=models.Q(('deviates', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='cases_deviation_is_reasoned')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('given_on', models.DateField(verbose_name='given')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='cases.case')),
            ],
            options={
                'verbose_name': 'remark',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Track',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('says', models.TextField(blank=True, verbose_name='what it is')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
            ],
            options={
                'verbose_name': 'track',
                'ordering': ['name', 'valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='cases_track_dates'), models.UniqueConstraint(fields=('key', 'valid_from'), name='cases_track_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Rerouting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reroutings', to='cases.case')),
                ('left', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.track')),
                ('track', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.track')),
            ],
            options={
                'verbose_name': 'move to another track',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='track',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.track'),
        ),
        migrations.CreateModel(
            name='TrackStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('actor', models.CharField(choices=[('body', 'A body'), ('administration', 'The chief executive investigates and recommends'), ('workshop', 'Political workshops'), ('knowledge', 'Knowledge meeting'), ('inhabitants', 'Inhabitants take part'), ('hearing', 'Hearing'), ('inspection', 'Public inspection'), ('unit', 'A unit'), ('partner', 'Someone we collaborate with')], max_length=14, verbose_name='who')),
                ('kind', models.CharField(blank=True, choices=[('council', 'Municipal council'), ('executive_committee', 'Executive committee'), ('executive_council', 'Executive council (parliamentary)'), ('committee', 'Committee'), ('district_committee', 'District committee'), ('control_committee', 'Control committee'), ('working_committee', 'Working committee'), ('joint_board', 'Joint elected board (host municipality)'), ('council_committee', 'Committee of the council'), ('network', 'Network between units'), ('parliamentary_board', 'Board under parliamentary rule'), ('representative_council', 'Representative council'), ('company_representatives', 'Representatives in an intermunicipal company'), ('special_law', 'Body under special law'), ('joint_committee', 'Joint committee of employer and employees'), ('institution_board', 'Board of an institution'), ('collaboration_organ', 'Subordinate organ of a collaboration'), ('enterprise_board', 'Board of a municipal enterprise'), ('elderly_council', 'Council of the elderly'), ('disability_council', 'Council for persons with disabilities'), ('youth_council', 'Youth council'), ('complaints_board', 'Complaints board'), ('other', 'Other meeting place')], max_length=30, verbose_name='kind of body')),
                ('power', models.CharField(blank=True, choices=[('decides', 'Decides'), ('recommends', 'Recommends'), ('advises', 'Advises'), ('discusses', 'Discusses')], max_length=12, verbose_name='task')),
                ('role', models.CharField(blank=True, max_length=160, verbose_name='role')),
                ('paper', models.CharField(blank=True, max_length=160, verbose_name='paper')),
                ('gate', models.CharField(blank=True, max_length=300, verbose_name='gate')),
                ('rule', models.SlugField(blank=True, max_length=40)),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='number')),
                ('force', models.CharField(choices=[('law', 'The law asks for it'), ('own', 'Our own rule'), ('advice', 'Advice: it can go on with a reason')], default='own', max_length=6, verbose_name='force')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days')),
                ('each', models.BooleanField(default=False)),
                ('beside', models.BooleanField(default=False)),
                ('track', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='track_steps', to='cases.track')),
            ],
            options={
                'verbose_name': 'step of a track',
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('track', 'order'), name='cases_track_step_order'), models.CheckConstraint(condition=models.Q(models.Q(('actor', 'body'), models.Q(('kind', ''), _negated=True), models.Q(('power', ''), _negated=True)), models.Q(models.Q(('actor', 'body'), _negated=True), ('each', False), ('kind', ''), ('power', '')), _connector='OR'), name='cases_track_step_body_has_a_kind'), models.CheckConstraint(condition=models.Q(models.Q(('actor', 'body'), _negated=True), ('rule', ''), _connector='OR'), name='cases_no_gate_is_held_in_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.CharField(choices=[('body', 'A body'), ('administration', 'The chief executive investigates and recommends'), ('workshop', 'Political workshops'), ('knowledge', 'Knowledge meeting'), ('inhabitants', 'Inhabitants take part'), ('hearing', 'Hearing'), ('inspection', 'Public inspection'), ('unit', 'A unit'), ('partner', 'Someone we collaborate with')], default='body', max_length=14, verbose_name='who')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='name')),
                ('order', models.PositiveSmallIntegerField()),
                ('power', models.CharField(blank=True, choices=[('decides', 'Decides'), ('recommends', 'Recommends'), ('advises', 'Advises'), ('discusses', 'Discusses')], max_length=12, verbose_name='task')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Treated'), ('returned', 'Sent back'), ('skipped', 'Not needed')], default='waiting', max_length=10, verbose_name='state')),
                ('outcome', models.CharField(blank=True, choices=[('adopted', 'Decided'), ('recommended', 'Recommended'), ('noted', 'Noted'), ('rejected', 'Not adopted'), ('postponed', 'Postponed'), ('returned', 'Sent back')], default='', max_length=12, verbose_name='outcome')),
                ('begun_on', models.DateField(blank=True, null=True, verbose_name='begun')),
                ('treated_on', models.DateField(blank=True, null=True, verbose_name='treated')),
                ('leg', models.PositiveSmallIntegerField(default=1)),
                ('due', models.DateField(blank=True, null=True, verbose_name='deadline')),
                ('summary', models.TextField(blank=True, verbose_name='what came of it')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='organisation.body')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='cases.case')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.unit')),
                ('of_track', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.trackstep')),
            ],
            options={
                'verbose_name': 'step',
                'ordering': ['order', 'pk'],
                'indexes': [models.Index(fields=['body', 'status'], name='cases_step_body_id_78dc19_idx')],
                'constraints': [models.UniqueConstraint(fields=('case', 'order', 'body'), name='cases_step_order'), models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'skipped']), ('treated_on__isnull', False), _connector='OR'), name='cases_step_treated_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('actor', 'body'), ('body__isnull', False), models.Q(('power', ''), _negated=True)), models.Q(models.Q(('actor', 'body'), _negated=True), ('body', None), ('power', '')), _connector='OR'), name='cases_step_is_a_body_or_another_arena')],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('missing', models.CharField(max_length=300, verbose_name='what was missing')),
                ('reason', models.TextField(verbose_name='reason')),
                ('on', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='cases.case')),
                ('of_track', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.trackstep')),
            ],
            options={
                'verbose_name': 'passage of a gate',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CaseParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='cases.case')),
            ],
            options={
                'verbose_name': 'party to a case',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('case', 'name'), name='cases_party_once')],
            },
        ),
    ]
