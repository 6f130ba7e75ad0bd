import django.utils.timezone
import modelsearch.index
import tannhjul.portal.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
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
                ('kind', models.CharField(max_length=40)),
                ('subject', models.BigIntegerField()),
                ('audience', models.CharField(choices=[('public', 'Everyone'), ('restricted', 'Those who may read what is exempt')], max_length=10)),
                ('title', models.CharField(max_length=400)),
                ('excerpt', models.CharField(blank=True, max_length=400)),
                ('url', models.CharField(max_length=200)),
                ('arena', models.BigIntegerField(null=True)),
                ('matter', models.BigIntegerField(null=True)),
                ('state', models.CharField(blank=True, max_length=10)),
                ('day', models.DateField(null=True)),
                ('terms', models.TextField()),
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
                ('kind', models.CharField(max_length=40)),
                ('subject', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254)),
                ('token', models.CharField(default=tannhjul.portal.models._token, max_length=40, unique=True)),
                ('language', models.CharField(default='nb', max_length=5)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'follower',
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject', 'email'), name='portal_follow_once')],
            },
        ),
    ]
