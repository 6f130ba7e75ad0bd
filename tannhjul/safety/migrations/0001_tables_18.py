import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_on', models.DateField(verbose_name='happened')),
                ('channel', models.CharField(choices=[('social', 'Social media'), ('mail', 'Letter or e-mail'), ('phone', 'Telephone'), ('person', 'Face to face')], max_length=8, verbose_name='where')),
                ('text', models.TextField(verbose_name='what happened')),
                ('police', models.BooleanField(default=False, verbose_name='reported to the police')),
                ('status', models.CharField(choices=[('reported', 'Reported'), ('answered', 'Followed up')], default='reported', max_length=8, verbose_name='state')),
                ('answer', models.TextField(blank=True, verbose_name='what has been done')),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='organisation.person')),
            ],
            options={
                'verbose_name': 'incident of hate or threats',
                'ordering': ['-happened_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SafetyContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guidelines', models.TextField(verbose_name='guidelines')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'verbose_name': 'contact about hate and threats',
                'ordering': ['-valid_from', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='safety_contact_dates')],
            },
        ),
    ]
