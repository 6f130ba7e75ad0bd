import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_tables_18'),
        ('meetings', '0001_tables_18'),
        ('organisation', '0001_tables_18'),
    ]

    operations = [
        migrations.CreateModel(
            name='WageCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('attendance', 'Attendance allowance'), ('office', 'Fixed allowance for the office'), ('freed', 'Fixed allowance in place of other work'), ('after', 'Allowance after leaving office'), ('loss_shown', 'Lost income, documented'), ('loss', 'Lost income, not documented'), ('care', 'Care of others'), ('expense', 'Other expenses'), ('car', 'Travel by own car'), ('fare', 'Travel by other means'), ('meals', 'Meals on a journey'), ('night', 'Overnight stay on a journey')], max_length=10, unique=True, verbose_name='kind')),
                ('code', models.CharField(max_length=20, verbose_name='wage code')),
            ],
            options={
                'verbose_name': 'wage code',
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('loss_shown', 'Lost income, documented'), ('loss', 'Lost income, not documented'), ('care', 'Care of others'), ('expense', 'Other expenses'), ('car', 'Travel by own car'), ('fare', 'Travel by other means'), ('meals', 'Meals on a journey'), ('night', 'Overnight stay on a journey')], max_length=10, verbose_name='kind')),
                ('day', models.DateField(verbose_name='day')),
                ('what', models.CharField(max_length=300, verbose_name='what it was')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='how much')),
                ('sent_on', models.DateField(verbose_name='sent')),
                ('late', models.BooleanField(default=False, verbose_name='after the deadline')),
                ('status', models.CharField(choices=[('sent', 'Received'), ('approved', 'Approved'), ('returned', 'Sent back'), ('withdrawn', 'Withdrawn')], default='sent', max_length=9, verbose_name='state')),
                ('granted', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='granted')),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='rate')),
                ('reply', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                ('edition', models.PositiveSmallIntegerField(default=1)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='meetings.meeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='organisation.person')),
                ('receipt', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claim', to='documents.document')),
            ],
            options={
                'verbose_name': 'claim',
                'ordering': ['-day', '-pk'],
                'indexes': [models.Index(fields=['person', 'day'], name='allowances__person__76b44a_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='allowances_claim_is_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), ('granted__gte', 0), _connector='OR'), name='allowances_approved_has_sum')],
            },
        ),
        migrations.CreateModel(
            name='Fixed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('freed', 'Fixed allowance in place of other work'), ('after', 'Allowance after leaving office')], max_length=10, verbose_name='kind')),
                ('yearly', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='kroner a year')),
                ('income', models.DecimalField(decimal_places=2, default=0, max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='other income in the period')),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='percent of a full position')),
                ('decided_by', models.CharField(max_length=200, verbose_name='decision')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fixed_allowances', to='organisation.person')),
            ],
            options={
                'verbose_name': 'fixed allowance',
                'ordering': ['-valid_from', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='allowances_fixed_dates'), models.CheckConstraint(condition=models.Q(('kind', 'freed'), ('valid_to__isnull', False), _connector='OR'), name='allowances_after_office_ends'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('person',), name='allowances_one_open_fixed')],
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='first day of leave')),
                ('until', models.DateField(verbose_name='first day back')),
                ('like_employees', models.BooleanField(default=False, verbose_name="paid as for the municipality's employees")),
                ('decided_by', models.CharField(max_length=200, verbose_name='decision')),
                ('fixed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='allowances.fixed')),
            ],
            options={
                'verbose_name': 'leave from the office',
                'ordering': ['first', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('first'))), name='allowances_leave_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='payroll number')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='payee', to='organisation.person')),
            ],
            options={
                'verbose_name': 'payroll number',
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='from')),
                ('until', models.DateField(verbose_name='to and including')),
                ('status', models.CharField(choices=[('draft', 'Being prepared'), ('check', 'With the members'), ('closed', 'To be paid')], default='draft', max_length=6, verbose_name='state')),
                ('check_by', models.DateField(blank=True, null=True, verbose_name='to be checked by')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='authorised')),
                ('edition', models.PositiveSmallIntegerField(default=0)),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'settlement',
                'ordering': ['-until', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='allowances_settlement_dates'), models.UniqueConstraint(models.Value(1), condition=models.Q(('status', 'closed'), _negated=True), name='allowances_one_settlement_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('attendance', 'Attendance allowance'), ('office', 'Fixed allowance for the office'), ('freed', 'Fixed allowance in place of other work'), ('after', 'Allowance after leaving office'), ('loss_shown', 'Lost income, documented'), ('loss', 'Lost income, not documented'), ('care', 'Care of others'), ('expense', 'Other expenses'), ('car', 'Travel by own car'), ('fare', 'Travel by other means'), ('meals', 'Meals on a journey'), ('night', 'Overnight stay on a journey')], max_length=10, verbose_name='kind')),
                ('day', models.DateField(verbose_name='day')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='how much')),
                ('rate', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='rate')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='kroner')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='allowances.claim')),
                ('fixed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='allowances.fixed')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.seat')),
                ('settlement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='allowances.settlement')),
            ],
            options={
                'verbose_name': 'line in a settlement',
                'ordering': ['person__name', 'person_id', 'day', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('settlement', 'person', 'kind', 'meeting', 'seat', 'fixed', 'claim'), name='allowances_line_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('meeting__isnull', False), ('seat__isnull', False), ('fixed__isnull', False), ('claim__isnull', False), _connector='OR'), name='allowances_line_has_ground')],
            },
        ),
        migrations.CreateModel(
            name='SettlementCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('waiting', 'Not yet checked'), ('confirmed', 'Confirmed'), ('objected', 'Something is wrong')], default='waiting', max_length=9, verbose_name='state')),
                ('remark', models.TextField(blank=True, verbose_name='what is wrong')),
                ('reply', models.TextField(blank=True, verbose_name='answer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('settlement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='allowances.settlement')),
            ],
            options={
                'verbose_name': 'check of a settlement',
                'ordering': ['person__name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('settlement', 'person'), name='allowances_check_once')],
            },
        ),
    ]
