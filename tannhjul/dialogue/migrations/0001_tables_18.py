import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_tables_18'),
        ('meetings', '0001_tables_18'),
        ('organisation', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('dialogue', 'Dialogue meeting'), ('workshop', 'Political workshop'), ('units', 'Meeting with leaders of units'), ('visit', 'Visit to a place of service'), ('party', 'Preparation in a party group'), ('together', 'About how we work together'), ('talk', 'Conversation between mayor and chief executive')], max_length=9, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('purpose', models.TextField(blank=True, verbose_name='purpose')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('place', models.CharField(max_length=200, verbose_name='place')),
                ('form', models.CharField(choices=[('physical', 'In one room'), ('remote', 'Remote'), ('hybrid', 'In one room and remote'), ('urgent', 'Urgent, remote'), ('written', 'Urgent, in writing')], default='physical', max_length=8, verbose_name='form')),
                ('form_because', models.CharField(blank=True, max_length=300, verbose_name='why in this form')),
                ('stream', models.URLField(blank=True, verbose_name='address for those who follow')),
                ('openness', models.CharField(choices=[('open', 'Open to everyone'), ('not_streamed', 'Open, but not streamed'), ('closed', 'Closed by law')], default='not_streamed', max_length=12, verbose_name='openness')),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('under_way', 'Under way'), ('held', 'Held'), ('cancelled', 'Cancelled')], db_index=True, default='planned', max_length=9, verbose_name='state')),
                ('cancelled_because', models.CharField(blank=True, max_length=300, verbose_name='why it is cancelled')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('summed_up_at', models.DateTimeField(blank=True, null=True)),
                ('mirror', models.TextField(blank=True, verbose_name='what the administration has understood')),
                ('mirrored_at', models.DateTimeField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='organisation.body')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='cases.case')),
                ('facilitator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person', verbose_name='facilitator')),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='dialogue.gathering')),
                ('guests', models.ManyToManyField(blank=True, related_name='invited_to', to='organisation.person', verbose_name='others it is for')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='organisation.party')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='occasions', to='dialogue.gathering')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'gathering',
                'ordering': ['-starts_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'party'), ('party__isnull', False)), models.Q(models.Q(('kind', 'party'), _negated=True), ('party', None)), _connector='OR'), name='dialogue_party_group_has_a_party'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'visit'), _negated=True), ('unit__isnull', False), _connector='OR'), name='dialogue_visit_has_a_unit'), models.CheckConstraint(condition=models.Q(('summed_up_at', None), models.Q(('summary', ''), _negated=True), _connector='OR'), name='dialogue_summary_is_written'), models.CheckConstraint(condition=models.Q(('mirrored_at', None), models.Q(('mirror', ''), _negated=True), _connector='OR'), name='dialogue_mirror_is_written')],
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gear', models.CharField(choices=[('politics', 'Politics'), ('administration', 'Administration'), ('inhabitants', 'Inhabitants'), ('partners', 'Partners')], max_length=20, verbose_name='gear')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='organisation.person')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='dialogue.gathering')),
            ],
            options={
                'verbose_name': 'participant in a gathering',
                'ordering': ['gear', 'person__name'],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'person'), name='dialogue_attendee_once')],
            },
        ),
        migrations.CreateModel(
            name='Prompt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asks', models.CharField(choices=[('what', 'What'), ('why', 'Why')], max_length=4, verbose_name='asks')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prompts', to='dialogue.gathering')),
            ],
            options={
                'verbose_name': 'question of a workshop',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Rated',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gear', models.CharField(choices=[('politics', 'Politics'), ('administration', 'Administration'), ('inhabitants', 'Inhabitants'), ('partners', 'Partners')], default='politics', max_length=20, verbose_name='gear')),
                ('gathering', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rated', to='dialogue.gathering')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rated', to='meetings.meeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'verbose_name': 'tick for a climate check',
                'constraints': [models.UniqueConstraint(fields=('gathering', 'person'), name='dialogue_rated_once'), models.UniqueConstraint(fields=('meeting', 'person'), name='dialogue_rated_meeting_once'), models.CheckConstraint(condition=models.Q(models.Q(('gathering__isnull', False), ('meeting', None)), models.Q(('gathering', None), ('meeting__isnull', False)), _connector='OR'), name='dialogue_rated_is_about_one')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('understood', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=6, verbose_name='understood')),
                ('comment', models.TextField(blank=True, verbose_name='comment')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='dialogue.gathering')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'verbose_name': 'reply to what was mirrored back',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'person'), name='dialogue_reply_once')],
            },
        ),
        migrations.CreateModel(
            name='Table',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tables', to='dialogue.gathering')),
            ],
            options={
                'verbose_name': 'table of a workshop',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'number'), name='dialogue_table_number')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.party')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='dialogue.table')),
            ],
            options={
                'verbose_name': 'place at a table',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('table', 'person'), name='dialogue_place_once')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='note')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('prompt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='dialogue.prompt')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='dialogue.table')),
            ],
            options={
                'verbose_name': 'note from a table',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.CharField(choices=[('heard', 'I was heard'), ('roles', 'Roles were clear'), ('neutral', 'The administration was neutral'), ('worth', 'It was worth the time')], max_length=7)),
                ('gear', models.CharField(choices=[('politics', 'Politics'), ('administration', 'Administration'), ('inhabitants', 'Inhabitants'), ('partners', 'Partners')], default='politics', max_length=20, verbose_name='gear')),
                ('score', models.PositiveSmallIntegerField()),
                ('votes', models.PositiveIntegerField(default=0)),
                ('gathering', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='dialogue.gathering')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'climate check',
                'ordering': ['statement', 'score'],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'statement', 'score', 'gear'), name='dialogue_tally_once'), models.UniqueConstraint(fields=('meeting', 'statement', 'score', 'gear'), name='dialogue_tally_of_meeting_once'), models.CheckConstraint(condition=models.Q(models.Q(('gathering__isnull', False), ('meeting', None)), models.Q(('gathering', None), ('meeting__isnull', False)), _connector='OR'), name='dialogue_tally_is_about_one'), models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='dialogue_score_is_one_to_five')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('raised_at', models.DateTimeField()),
                ('next_step', models.CharField(blank=True, choices=[('body', 'A body treats it'), ('case', 'The administration prepares a case'), ('group', 'A working group looks at it'), ('again', 'We talk about it again'), ('rest', 'It rests'), ('decision', 'It is decided')], max_length=8, verbose_name='next step')),
                ('agreed', models.TextField(blank=True, verbose_name='what was agreed')),
                ('standing', models.BooleanField(default=False, editable=False)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='organisation.body')),
                ('carried_from', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='dialogue.topic')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='cases.case')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='dialogue.gathering')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics', to='meetings.item')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='organisation.person')),
                ('reply', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='dialogue.reply')),
            ],
            options={
                'verbose_name': 'matter of a gathering',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('next_step', 'decision'), _negated=True), name='dialogue_nothing_is_decided'), models.CheckConstraint(condition=models.Q(models.Q(('next_step', 'body'), _negated=True), ('body__isnull', False), _connector='OR'), name='dialogue_next_step_names_the_body')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='answer')),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='dialogue.topic')),
            ],
            options={
                'verbose_name': 'answer in a gathering',
                'ordering': ['pk'],
            },
        ),
    ]
