import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, editable=False, max_length=40)),
                ('source_id', models.CharField(blank=True, editable=False, max_length=200)),
                ('title', models.CharField(max_length=300, verbose_name='public title')),
                ('screened_title', models.CharField(blank=True, max_length=300, verbose_name='screened title')),
                ('ground', models.CharField(blank=True, choices=[('', 'Public'), ('13', 'Duty of confidentiality (offentleglova § 13)'), ('14', 'Internal document (offentleglova § 14)'), ('15', 'Obtained from outside for internal use (offentleglova § 15)'), ('18', 'Court documents (offentleglova § 18)'), ('23', 'Bargaining position or tenders (offentleglova § 23)'), ('24', 'Control measures or security (offentleglova § 24)'), ('25', 'Hiring (offentleglova § 25)'), ('26', 'Exam, or national identity number (offentleglova § 26)')], default='', max_length=3, verbose_name='ground for exemption')),
                ('exempt_until', models.DateField(blank=True, null=True, verbose_name='access postponed until')),
                ('kind', models.CharField(choices=[('paper', 'Case paper'), ('attachment', 'Attachment'), ('notice', 'Notice of meeting'), ('minutes', 'Minutes'), ('text', 'Imported text'), ('receipt', 'Receipt')], max_length=12, verbose_name='kind')),
                ('external_url', models.URLField(blank=True, max_length=500)),
                ('taken_down_at', models.DateTimeField(blank=True, null=True, verbose_name='taken down')),
                ('taken_down_why', models.TextField(blank=True, verbose_name='why it was taken down')),
            ],
            options={
                'verbose_name': 'document',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='documents_document_one_per_source_id')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('key', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('mime', models.CharField(max_length=100)),
                ('extension', models.CharField(max_length=5)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('taken_down_at', models.DateTimeField(blank=True, null=True, verbose_name='taken down')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='documents.document')),
            ],
            options={
                'verbose_name': 'version',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='documents_version_number')],
            },
        ),
    ]
