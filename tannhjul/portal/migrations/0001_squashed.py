"""The tables of portal, in one go; a database that has the earlier migrations has this one."""

import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import tannhjul.portal.models
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('portal', '0001_initial'), ('portal', '0002_more_kinds')]

    initial = True

    dependencies = [
        ('cases', '0001_squashed'),
        ('organisation', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stem', models.CharField(max_length=100, unique=True)),
            ],
            options={
                'verbose_name': 'word',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('case', 'Case'), ('item', 'Item in a meeting'), ('decision', 'Decision'), ('document', 'Document'), ('body', 'Body'), ('unit', 'Unit'), ('person', 'Person')], max_length=8)),
                ('subject', models.BigIntegerField()),
                ('audience', models.CharField(choices=[('public', 'Everyone'), ('restricted', 'Those who may read what is exempt')], max_length=10)),
                ('title', models.CharField(max_length=400)),
                ('excerpt', models.CharField(blank=True, max_length=400)),
                ('url', models.CharField(max_length=200)),
                ('state', models.CharField(blank=True, max_length=10)),
                ('day', models.DateField(null=True)),
                ('opens_on', models.DateField(null=True)),
                ('terms', models.TextField()),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='organisation.body')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='cases.case')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'ordering': ['-day', '-pk'],
                'indexes': [models.Index(fields=['-day', '-id'], name='portal_entr_day_19ed50_idx')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject', 'audience'), name='portal_entry_once')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('token', models.CharField(default=tannhjul.portal.models._token, max_length=40, unique=True)),
                ('language', models.CharField(default='nb', max_length=5)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='cases.case')),
            ],
            options={
                'verbose_name': 'follower',
                'constraints': [models.UniqueConstraint(fields=('case', 'email'), name='portal_follow_once')],
            },
        ),
    ]
