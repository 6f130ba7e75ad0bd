import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                ('words', models.CharField(blank=True, help_text='Separated by commas.', max_length=300, verbose_name='other words for it')),
                ('reserved', models.CharField(blank=True, default='', max_length=120, verbose_name='the council itself, by')),
                ('elected', models.CharField(blank=True, default='', max_length=120, verbose_name='an elected body, by')),
                ('elected_until', models.DateField(blank=True, null=True, verbose_name='as long as that is the law')),
                ('principles', models.TextField(blank=True, verbose_name='principles of the plan')),
                ('hires', models.BooleanField(default=False, verbose_name='posts are filled here')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='delegation.area')),
            ],
            options={
                'verbose_name': 'area of decision',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='delegation.area')),
            ],
            options={
                'verbose_name': 'exception from a delegation',
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(choices=[('body', 'A body'), ('leader', 'The leader of a body'), ('unit', 'The leader of a unit'), ('entity', 'Another legal entity')], max_length=6, verbose_name='to')),
                ('entity', models.CharField(blank=True, max_length=160, verbose_name='legal entity')),
                ('measure', models.CharField(blank=True, choices=[('', 'No limit'), ('kroner', 'Kroner'), ('percent', 'Percent of the budget'), ('posts', 'Posts')], default='', max_length=7, verbose_name='limit in')),
                ('limit', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='limit')),
                ('principled', models.BooleanField(default=False, verbose_name='also matters of principle')),
                ('urgent', models.BooleanField(default=False, verbose_name='only what cannot wait')),
                ('may_pass_on', models.BooleanField(blank=True, null=True, verbose_name='may be passed on')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('staff_because', models.CharField(blank=True, max_length=300, verbose_name='why staff decides here')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='legal basis')),
                ('decided_by', models.CharField(max_length=200, verbose_name='decision')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('recalled_on', models.DateField(blank=True, null=True, verbose_name='recalled')),
                ('recalled_why', models.TextField(blank=True, verbose_name='why it was recalled')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='delegation.area')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='organisation.body')),
                ('excepted', models.ManyToManyField(related_name='excluded_from', through='delegation.Exclusion', to='delegation.area', verbose_name='except')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passed_on', to='delegation.grant')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'delegation',
                'ordering': ['area__name', 'pk'],
                'indexes': [models.Index(fields=['area', 'valid_from'], name='delegation__area_id_7fadaa_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='delegation_grant_dates'), models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('holder__in', ['body', 'leader'])), models.Q(('holder', 'unit'), ('unit__isnull', False)), models.Q(('holder', 'entity'), models.Q(('entity', ''), _negated=True)), _connector='OR'), name='delegation_grant_has_a_holder'), models.CheckConstraint(condition=models.Q(models.Q(('limit', None), ('measure', '')), models.Q(models.Q(('measure', ''), _negated=True), ('limit__gte', 0)), _connector='OR'), name='delegation_limit_has_a_measure'), models.CheckConstraint(condition=models.Q(('recalled_on', None), models.Q(('recalled_why', ''), _negated=True), _connector='OR'), name='delegation_recall_has_a_reason'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='delegation_not_from_itself')],
            },
        ),
        migrations.AddField(
            model_name='exclusion',
            name='grant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='delegation.grant'),
        ),
        migrations.AddConstraint(
            model_name='exclusion',
            constraint=models.UniqueConstraint(fields=('grant', 'area'), name='delegation_exclusion_once'),
        ),
    ]
