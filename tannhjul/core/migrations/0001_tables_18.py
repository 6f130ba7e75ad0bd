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
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('verb', models.CharField(max_length=80)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('role', models.CharField(blank=True, choices=[('inhabitant', 'Inhabitant'), ('journalist', 'Journalist'), ('councillor', 'Councillor'), ('group_leader', 'Group leader'), ('mayor', 'Mayor'), ('committee_chair', 'Committee chair'), ('secretary', 'Secretary'), ('case_officer', 'Case officer'), ('unit_leader', 'Unit leader'), ('chief_executive', 'Chief executive'), ('auditor', 'Auditor or secretary of the control committee'), ('system_administrator', 'System administrator')], max_length=30)),
                ('gear', models.CharField(blank=True, choices=[('politics', 'Politics'), ('administration', 'Administration'), ('inhabitants', 'Inhabitants'), ('partners', 'Partners')], max_length=20)),
                ('arena', models.BigIntegerField(null=True)),
                ('arena_kind', models.CharField(blank=True, choices=[('body', 'Body'), ('gathering', 'Gathering'), ('informal', 'Conversation'), ('writing', 'In writing')], max_length=10)),
                ('matter', models.BigIntegerField(db_index=True, null=True)),
                ('unit', models.BigIntegerField(null=True)),
                ('phase', models.CharField(blank=True, choices=[('agenda', 'Put on the agenda'), ('problem', 'Understanding the problem'), ('alternatives', 'Investigating alternatives'), ('recommendation', 'Recommendation'), ('decision', 'Decision'), ('implementation', 'Implementation'), ('follow_up', 'Follow-up and evaluation')], max_length=20)),
                ('facts', models.JSONField(default=dict)),
                ('content', models.CharField(blank=True, max_length=64)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'event',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='core_event_subject_3e9ca1_idx'), models.Index(fields=['verb', 'at'], name='core_event_verb_4ffadf_idx')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('events', models.TextField()),
                ('leaves', models.TextField()),
                ('root', models.CharField(max_length=64)),
                ('previous', models.CharField(blank=True, max_length=64, unique=True)),
                ('hash', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'verbose_name': 'seal',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('scope_kind', models.CharField(blank=True, default='', max_length=60)),
                ('scope', models.BigIntegerField(blank=True, null=True)),
                ('value', models.JSONField()),
                ('valid_from', models.DateField()),
                ('decided_by', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'local choice',
                'ordering': ['key', 'scope_kind', 'scope', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('key', 'scope_kind', 'scope', 'valid_from'), name='core_choice_one_value_a_day', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=60)),
                ('year', models.PositiveIntegerField()),
                ('last', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name': 'number series',
                'constraints': [models.UniqueConstraint(fields=('series', 'year'), name='core_counter_one_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Salt',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='core.event')),
                ('salt', models.CharField(max_length=32)),
            ],
            options={
                'verbose_name': 'salt of an event',
            },
        ),
        migrations.CreateModel(
            name='Unsealed',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='core.event')),
            ],
            options={
                'verbose_name': 'unsealed event',
            },
        ),
    ]
