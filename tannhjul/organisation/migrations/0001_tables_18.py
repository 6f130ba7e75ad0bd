import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('moved', 'Moves out of the municipality'), ('exempt', 'Exempted on application'), ('ex_open', 'Exempted until further notice, probably for more than three months'), ('lost', 'Can no longer be elected'), ('dead', 'Dead'), ('suspended', 'Suspended'), ('removed', 'Removed from the office of mayor'), ('governs', 'Sits in the executive council meanwhile'), ('serves', 'Has a political position at the executive council meanwhile'), ('other', 'The seat ends for another reason')], max_length=9, verbose_name='ground')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='decision')),
            ],
            options={
                'verbose_name': 'departure from a seat',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_departure_dates')],
            },
        ),
        migrations.CreateModel(
            name='Population',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted_on', models.DateField(unique=True, verbose_name='counted on')),
                ('inhabitants', models.PositiveIntegerField(verbose_name='inhabitants')),
            ],
            options={
                'verbose_name': 'number of inhabitants',
                'ordering': ['-counted_on'],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('short', models.CharField(max_length=20, unique=True, verbose_name='short name')),
                ('kind', models.CharField(choices=[('council', 'Municipal council'), ('executive_committee', 'Executive committee'), ('executive_council', 'Executive council (parliamentary)'), ('committee', 'Committee'), ('district_committee', 'District committee'), ('control_committee', 'Control committee'), ('working_committee', 'Working committee'), ('joint_board', 'Joint elected board (host municipality)'), ('council_committee', 'Committee of the council'), ('network', 'Network between units'), ('parliamentary_board', 'Board under parliamentary rule'), ('representative_council', 'Representative council'), ('company_representatives', 'Representatives in an intermunicipal company'), ('special_law', 'Body under special law'), ('joint_committee', 'Joint committee of employer and employees'), ('institution_board', 'Board of an institution'), ('collaboration_organ', 'Subordinate organ of a collaboration'), ('enterprise_board', 'Board of a municipal enterprise'), ('elderly_council', 'Council of the elderly'), ('disability_council', 'Council for persons with disabilities'), ('youth_council', 'Youth council'), ('complaints_board', 'Complaints board'), ('other', 'Other meeting place')], max_length=30, verbose_name='kind')),
                ('power', models.CharField(choices=[('decides', 'Decides'), ('recommends', 'Recommends'), ('advises', 'Advises'), ('discusses', 'Discusses')], default='decides', max_length=12, verbose_name='power')),
                ('gear', models.CharField(choices=[('politics', 'Politics'), ('administration', 'Administration'), ('inhabitants', 'Inhabitants'), ('partners', 'Partners')], default='politics', max_length=20, verbose_name='gear')),
                ('openness', models.CharField(choices=[('open', 'Open to everyone'), ('not_streamed', 'Open, but not streamed'), ('closed', 'Closed by law')], default='open', max_length=14, verbose_name='openness')),
                ('seats_total', models.PositiveSmallIntegerField(default=0, verbose_name='number of members')),
                ('elected_by_voters', models.BooleanField(default=False, editable=False)),
                ('kept_because', models.CharField(blank=True, max_length=300, verbose_name='why the network is kept')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisation.body')),
            ],
            options={
                'verbose_name': 'body',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='organisation_body_one_per_source_id'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_body_dates')],
            },
        ),
        migrations.CreateModel(
            name='Entity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('number', models.CharField(max_length=6, verbose_name='municipality number')),
                ('inhabitants', models.PositiveIntegerField(verbose_name='inhabitants')),
                ('url', models.URLField(blank=True, verbose_name='web address')),
            ],
            options={
                'verbose_name': 'municipality',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='organisation_one_entity')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
            ],
            options={
                'verbose_name': 'party',
                'ordering': ['code'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='organisation_party_one_per_source_id')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('gender', models.CharField(blank=True, choices=[('', 'Not stated'), ('f', 'Woman'), ('m', 'Man')], default='', max_length=1, verbose_name='gender')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'person',
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='organisation_person_one_per_source_id')],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tie', models.CharField(choices=[('board', 'Leads, or sits on the board'), ('employed', 'Employed'), ('owner', 'Owns, wholly or partly'), ('member', 'Member'), ('property', 'Property'), ('family', 'Close family'), ('governor', 'County governor, or the deputy'), ('secretary', "In the executive council's secretariat, with power passed on"), ('accounts', 'Keeps its accounts, or audits them'), ('other', 'Other tie')], max_length=10, verbose_name='tie')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('ours', models.BooleanField(default=False, verbose_name='the municipality owns a share')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='organisation.person')),
            ],
            options={
                'verbose_name': 'interest',
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_interest_dates'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('person', 'tie', 'name'), name='organisation_interest_once')],
            },
        ),
        migrations.CreateModel(
            name='Regulations',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.TextField(verbose_name='scope')),
                ('decision_power', models.TextField(verbose_name='power to decide')),
                ('period', models.CharField(max_length=120, verbose_name='period')),
                ('other', models.TextField(blank=True, verbose_name='other central rules')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='decided by')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='regulations', to='organisation.body')),
            ],
            options={
                'verbose_name': 'regulations',
                'ordering': ['-valid_from', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('kind', models.CharField(choices=[('member', 'Member'), ('deputy', 'Deputy')], max_length=8, verbose_name='kind')),
                ('office', models.CharField(blank=True, choices=[('', 'No office'), ('leader', 'Leader'), ('deputy_leader', 'Deputy leader')], default='', max_length=14, verbose_name='office')),
                ('by_employees', models.BooleanField(default=False, verbose_name='elected by the employees')),
                ('slate', models.BigIntegerField(blank=True, editable=False, null=True)),
                ('order', models.PositiveSmallIntegerField(verbose_name='place on the list')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisation.body')),
                ('meanwhile', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='organisation.departure')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.party')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisation.person')),
            ],
            options={
                'verbose_name': 'seat',
                'ordering': ['kind', 'order', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['body', 'kind', 'order'], name='organisatio_body_id_5199b5_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='organisation_seat_one_per_source_id'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_seat_dates'), models.UniqueConstraint(condition=models.Q(('meanwhile', None), ('valid_to', None)), fields=('body', 'person'), name='organisation_seat_one_open_per_person'), models.UniqueConstraint(condition=models.Q(('meanwhile', None), ('valid_to', None), models.Q(('office', ''), _negated=True)), fields=('body', 'office'), name='organisation_seat_one_leader')],
            },
        ),
        migrations.AddField(
            model_name='departure',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departures', to='organisation.seat'),
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='name')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
            ],
            options={
                'verbose_name': 'term',
                'ordering': ['valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_term_dates')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('task', models.CharField(choices=[('head', 'Above all the others'), ('line', 'In line, gives services'), ('director', "Director on the chief executive's behalf"), ('sector', 'Sector head in line'), ('staff', 'Staff or support, advises'), ('internal', 'Internal service')], default='line', max_length=8, verbose_name='place in the organisation')),
                ('basis', models.CharField(blank=True, choices=[('', 'Not stated'), ('place', 'Place of service'), ('target', 'Target group'), ('task', 'Sort of task')], default='', max_length=6, verbose_name='divided by')),
                ('keeps_accounts', models.BooleanField(default=False, verbose_name="keeps the municipality's accounts")),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('board', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enterprises', to='organisation.body', verbose_name='board of the enterprise')),
            ],
            options={
                'verbose_name': 'unit',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='organisation_unit_one_per_source_id'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_unit_dates'), models.UniqueConstraint(condition=models.Q(('task', 'head'), ('valid_to', None)), fields=('task',), name='organisation_one_head')],
            },
        ),
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('director', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='organisation.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supervisions', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'follow-up of a unit',
                'ordering': ['valid_from', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_supervision_dates'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('unit',), name='organisation_one_director_supervises')],
            },
        ),
        migrations.CreateModel(
            name='Leadership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaderships', to='organisation.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaderships', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'leadership of a unit',
                'ordering': ['-valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_leadership_dates'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('unit',), name='organisation_one_leader_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='UnitPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('above', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places_below', to='organisation.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'place of a unit',
                'ordering': ['valid_from', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_unit_place_dates'), models.CheckConstraint(condition=models.Q(('unit', models.F('above')), _negated=True), name='organisation_not_below_itself'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('unit',), name='organisation_one_place_of_unit')],
            },
        ),
    ]
