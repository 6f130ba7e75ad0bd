from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('once', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('led_to', models.CharField(blank=True, default='', max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'sent form',
            },
        ),
    ]
