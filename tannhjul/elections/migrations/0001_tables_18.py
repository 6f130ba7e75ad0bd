import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(choices=[('voters', 'By the voters (council)'), ('proportion', 'By lists (proportional election)'), ('agreement', 'By agreement (unanimous)'), ('proposal', 'On one recommendation (majority)'), ('designation', 'Designated by the mayor, composed by its leader'), ('majority', 'By majority (leader or deputy leader)')], max_length=12, verbose_name='method')),
                ('office', models.CharField(blank=True, choices=[('', 'No office'), ('leader', 'Leader'), ('deputy_leader', 'Deputy leader')], default='', max_length=14, verbose_name='office')),
                ('seats', models.PositiveSmallIntegerField(verbose_name='number of members')),
                ('held_on', models.DateField(verbose_name='held')),
                ('status', models.CharField(choices=[('open', 'Lists and names are received'), ('voting', 'Being voted on'), ('counted', 'Counted'), ('seated', 'Has taken effect'), ('cancelled', 'Called off')], default='open', max_length=10, verbose_name='state')),
                ('seed', models.CharField(max_length=40, verbose_name='seed for lots')),
                ('blank', models.PositiveIntegerField(default=0, verbose_name='blank votes')),
                ('second', models.BooleanField(default=False, verbose_name='second ballot')),
                ('result', models.JSONField(blank=True, editable=False, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elections', to='organisation.body')),
            ],
            options={
                'verbose_name': 'election',
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['open', 'counted'])), fields=('body', 'office'), name='elections_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Slate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('votes', models.PositiveIntegerField(blank=True, null=True, verbose_name='votes')),
                ('ballots', models.PositiveIntegerField(blank=True, null=True, verbose_name='ballots')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slates', to='elections.election')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.party')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lists_signed', to='organisation.person')),
            ],
            options={
                'verbose_name': 'list in an election',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('election', 'name'), name='elections_slate_once')],
            },
        ),
        migrations.CreateModel(
            name='Nominee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place on the list')),
                ('increased', models.BooleanField(default=False, verbose_name='addition of 25 percent')),
                ('personal', models.PositiveIntegerField(default=0, verbose_name='personal votes')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominees', to='elections.election')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.party')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='organisation.person')),
                ('slate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominees', to='elections.slate')),
            ],
            options={
                'verbose_name': 'candidate',
                'ordering': ['place', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('election', 'person'), name='elections_nominee_on_one_list')],
            },
        ),
    ]
