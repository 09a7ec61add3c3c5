from django.db import migrations, models

import comity.base.ids
import comity.base.text


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial'), ('notices', '0002_calendar_of_a_mail')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Beat',
            fields=[
                ('worker', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ActionLink',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField()),
                ('coalition', models.UUIDField(null=True)),
                ('organisation', models.UUIDField(null=True)),
                ('purpose', models.CharField(max_length=40)),
                ('thing', models.UUIDField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('said', comity.base.text.Line(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['expires_at'], name='link_by_end')],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField()),
                ('coalition', models.UUIDField()),
                ('organisation', models.UUIDField(null=True)),
                ('body', models.UUIDField(null=True)),
                ('acts_for', comity.base.text.Line(blank=True, max_length=200)),
                ('kind', models.CharField(max_length=40)),
                ('power', models.CharField(blank=True, max_length=20)),
                ('label', models.CharField(max_length=60)),
                ('thing', models.UUIDField()),
                ('title', comity.base.text.Line(max_length=300)),
                ('url', models.CharField(max_length=300)),
                ('due_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'closed_at', 'due_at'], name='ask_by_person'), models.Index(fields=['thing', 'closed_at'], name='ask_by_thing')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None), ('organisation__isnull', False)), fields=('person', 'kind', 'thing', 'organisation'), name='one_open_ask_for_organisation'), models.UniqueConstraint(condition=models.Q(('closed_at', None), ('organisation', None)), fields=('person', 'kind', 'thing'), name='one_open_ask_for_self')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField(null=True)),
                ('coalition', models.UUIDField(null=True)),
                ('kind', models.CharField(max_length=40)),
                ('to', models.CharField(max_length=320)),
                ('name', comity.base.text.Line(blank=True, max_length=120)),
                ('subject', comity.base.text.Line(max_length=200)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('headers', models.JSONField(default=dict)),
                ('calendar', models.TextField(blank=True, help_text='an iCalendar object that goes along')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('kept', 'Kept here, not sent'), ('failed', 'Could not be sent')], default='waiting', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('queued_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('fault', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'next_try_at'], name='mail_by_state'), models.Index(fields=['person', 'queued_at'], name='mail_by_person')],
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('key', models.CharField(max_length=160, primary_key=True, serialize=False)),
                ('job', models.CharField(max_length=80)),
                ('coalition', models.UUIDField(null=True)),
                ('due_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('fault', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['done_at', 'next_try_at'], name='occurrence_by_state')],
            },
        ),
        migrations.CreateModel(
            name='Quiet',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField()),
                ('coalition', models.UUIDField(null=True)),
                ('kind', models.CharField(max_length=40)),
                ('since_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('coalition__isnull', False), ('ended_at', None)), fields=('person', 'coalition', 'kind'), name='quiet_once_in_coalition'), models.UniqueConstraint(condition=models.Q(('coalition', None), ('ended_at', None)), fields=('person', 'kind'), name='quiet_once_everywhere')],
            },
        ),
    ]
