import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.TextField(verbose_name='what is proposed, and why')),
                ('what_is_new', models.TextField(blank=True, verbose_name='what is new in it')),
                ('begun_on', models.DateField(verbose_name='begun')),
                ('status', models.CharField(choices=[('gathering', 'Gathers support'), ('forward', 'Put forward to the council'), ('treated', 'Treated by the council'), ('withdrawn', 'Withdrawn'), ('down', 'Taken down')], default='gathering', max_length=10, verbose_name='state')),
                ('on_paper', models.PositiveIntegerField(default=0, verbose_name='signatures on paper')),
                ('put_forward_on', models.DateField(blank=True, null=True, verbose_name='put forward')),
                ('in_plan', models.BooleanField(default=False, verbose_name='referred to a planning case under way')),
                ('treated_on', models.DateField(blank=True, null=True, verbose_name='treated')),
                ('stood_behind', models.PositiveIntegerField(null=True, verbose_name='signatures when it was put forward')),
                ('why_down', models.TextField(blank=True, verbose_name='why it was taken down')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to=settings.AUTH_USER_MODEL)),
                ('case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='initiative', to='cases.case')),
            ],
            options={
                'verbose_name': "inhabitants' proposal",
                'ordering': ['-begun_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['forward', 'treated']), _negated=True), models.Q(('case__isnull', False), ('put_forward_on__isnull', False)), _connector='OR'), name='participation_put_forward_has_a_case'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'down'), _negated=True), models.Q(('why_down', ''), _negated=True), _connector='OR'), name='participation_taken_down_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='endorsements', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='endorsements', to='participation.initiative')),
            ],
            options={
                'verbose_name': 'signature of a proposal',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('initiative', 'user'), name='participation_signs_once')],
            },
        ),
    ]
