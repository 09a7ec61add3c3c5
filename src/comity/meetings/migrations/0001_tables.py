import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import comity.base.ids
import comity.base.text
import comity.meetings.models.series


class Migration(migrations.Migration):

    replaces = [('meetings', '0001_initial'), ('meetings', '0002_minutes'), ('meetings', '0003_floor'), ('meetings', '0004_ratification_hangs_on_the_question')]

    initial = True

    dependencies = [
        ('coalitions', '0001_tables'),
        ('governing', '0001_tables'),
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('body_name', comity.base.text.Line(max_length=120)),
                ('confidentiality', models.CharField(choices=[('public', 'Everyone'), ('coalition', 'Members of the coalition'), ('body', 'Members of one body')], default='coalition', max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(2880)], verbose_name='length in minutes')),
                ('place', comity.base.text.Line(blank=True, max_length=200, verbose_name='place')),
                ('link', comity.base.text.Line(blank=True, max_length=300, validators=[comity.meetings.models.series.refuse_no_way_in], verbose_name='link or number to join from afar')),
                ('notice_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='days of notice')),
                ('minimum', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='organisations needed at least')),
                ('ground_rules', comity.base.text.Words(blank=True, longest=2000, verbose_name='basic rules, one a line')),
                ('number', models.PositiveIntegerField(null=True)),
                ('title', comity.base.text.Line(blank=True, max_length=160, verbose_name='title')),
                ('purpose', comity.base.text.Words(blank=True, longest=2000, verbose_name='what it is for')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('called', 'Called'), ('running', 'Meeting now'), ('ended', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('planned_on', models.DateField(null=True)),
                ('planned_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('moved_from', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_why', comity.base.text.Words(blank=True, longest=1000)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.body')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
            ],
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('decide', 'Decide'), ('work', 'Work'), ('inform', 'Inform')], max_length=8, verbose_name='kind')),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('placed', 'On the agenda'), ('dropped', 'Left out')], default='proposed', max_length=8)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('title', comity.base.text.Line(max_length=160, verbose_name='what it is about')),
                ('words', comity.base.text.Words(blank=True, longest=10000, verbose_name='what all should know before')),
                ('minutes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='minutes')),
                ('at_hour', models.TimeField(blank=True, null=True, verbose_name='bound to begin at')),
                ('lead', comity.base.text.Line(blank=True, max_length=120, verbose_name='who leads it')),
                ('reserved_for', comity.base.text.Line(blank=True, max_length=120, verbose_name='reserved for')),
                ('told_at', models.DateTimeField(null=True)),
                ('dropped_why', comity.base.text.Words(blank=True, longest=500)),
                ('acts_for', models.CharField(choices=[('self', 'self'), ('organisation', 'organisation'), ('body', 'body'), ('rule', 'rule')], max_length=12)),
                ('for_name', comity.base.text.Line(blank=True, max_length=160)),
                ('brought_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('for_body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.body')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governing.question')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.meeting')),
            ],
            options={
                'ordering': ['place', 'brought_at', 'id'],
                'indexes': [models.Index(fields=['meeting', 'state', 'place'], name='item_by_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('drafted_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_for', comity.base.text.Line(blank=True, max_length=160)),
                ('text', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(null=True)),
                ('seal', models.CharField(blank=True, max_length=64)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_of', to='meetings.meeting')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('seal', ''), _negated=True), _connector='OR'), name='approved_minutes_are_sealed')],
            },
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('words', comity.base.text.Words(longest=4000, verbose_name='what is to be read otherwise')),
                ('for_name', comity.base.text.Line(blank=True, max_length=160)),
                ('written_at', models.DateTimeField()),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='meetings.minutes')),
            ],
            options={
                'ordering': ['written_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', comity.base.text.Words(longest=4000, verbose_name='note')),
                ('kind', models.CharField(choices=[('note', 'Note'), ('decision', 'Put to a vote'), ('task', 'Task'), ('concern', 'Concern')], default='note', max_length=10)),
                ('became_id', models.UUIDField(null=True)),
                ('acts_for', models.CharField(choices=[('self', 'self'), ('organisation', 'organisation'), ('body', 'body'), ('rule', 'rule')], max_length=12)),
                ('for_name', comity.base.text.Line(blank=True, max_length=160)),
                ('written_at', models.DateTimeField()),
                ('struck_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('for_body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.body')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='meetings.meeting')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['written_at', 'id'],
                'indexes': [models.Index(fields=['meeting', 'written_at'], name='note_by_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('turns', 'Speaking round'), ('pairs', 'Talk in pairs')], max_length=8)),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='minutes')),
                ('groups', models.JSONField(blank=True, default=list)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='meetings.meeting')),
            ],
            options={
                'ordering': ['begun_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('meeting',), name='one_round_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('body_name', comity.base.text.Line(max_length=120)),
                ('confidentiality', models.CharField(choices=[('public', 'Everyone'), ('coalition', 'Members of the coalition'), ('body', 'Members of one body')], default='coalition', max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(2880)], verbose_name='length in minutes')),
                ('place', comity.base.text.Line(blank=True, max_length=200, verbose_name='place')),
                ('link', comity.base.text.Line(blank=True, max_length=300, validators=[comity.meetings.models.series.refuse_no_way_in], verbose_name='link or number to join from afar')),
                ('notice_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='days of notice')),
                ('minimum', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='organisations needed at least')),
                ('ground_rules', comity.base.text.Words(blank=True, longest=2000, verbose_name='basic rules, one a line')),
                ('name', comity.base.text.Line(max_length=120, verbose_name='name')),
                ('every', models.CharField(choices=[('week', 'Every week'), ('fortnight', 'Every two weeks'), ('month', 'Every month'), ('two-months', 'Every two months'), ('quarter', 'Every three months'), ('half-year', 'Twice a year'), ('year', 'Once a year')], max_length=12, verbose_name='rhythm')),
                ('first_on', models.DateField(verbose_name='first day')),
                ('hour', models.TimeField(verbose_name='hour')),
                ('pattern', comity.base.text.Words(blank=True, longest=4000, verbose_name='usual agenda')),
                ('begun_at', models.DateTimeField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.body')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
            ],
            options={
                'indexes': [models.Index(fields=['coalition', 'ended_on'], name='series_running')],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.series'),
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('called', 'Called, with the agenda'), ('moved', 'Told of the new time'), ('changed', 'Told of a change'), ('cancelled', 'Told that it is cancelled'), ('reminded', 'Reminded')], max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='meetings.meeting')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['meeting', 'at'], name='told_by_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('organisation_name', comity.base.text.Line(max_length=160)),
                ('first', models.BooleanField(default=False)),
                ('minutes', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='minutes')),
                ('asked_at', models.DateTimeField(null=True)),
                ('began_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='meetings.meeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='meetings.round')),
            ],
            options={
                'ordering': ['began_at', 'asked_at', 'id'],
                'indexes': [models.Index(fields=['meeting', 'began_at'], name='turn_by_meeting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('began_at__isnull', False), ('ended_at', None)), fields=('meeting',), name='one_speaks_at_a_time'), models.UniqueConstraint(condition=models.Q(('began_at', None), ('ended_at', None)), fields=('meeting', 'organisation'), name='in_the_queue_once'), models.CheckConstraint(condition=models.Q(('asked_at__isnull', False), ('began_at__isnull', False), _connector='OR'), name='turns_are_asked_for_or_given')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('coalition', 'person'), name='one_feed_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', comity.base.text.Line(max_length=160)),
                ('place', models.PositiveIntegerField()),
                ('seated', models.BooleanField(default=True)),
                ('reply', models.CharField(blank=True, choices=[('coming', 'We are coming'), ('away', 'We can’t come')], max_length=8, verbose_name='answer')),
                ('deputy', comity.base.text.Line(blank=True, max_length=120, verbose_name='who comes')),
                ('words', comity.base.text.Words(blank=True, longest=500, verbose_name='a word to the chair')),
                ('replied_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='meetings.meeting')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'organisation'), name='invited_once')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('organisation_name', comity.base.text.Line(blank=True, max_length=160)),
                ('name', comity.base.text.Line(max_length=120, verbose_name='who')),
                ('role', models.CharField(choices=[('representative', 'For an organisation of the body'), ('deputy', 'As deputy for an organisation of the body'), ('observer', 'For an organisation without a place here'), ('guest', 'As a guest')], max_length=16, verbose_name='as what')),
                ('remote', models.BooleanField(default=False, verbose_name='by phone or video')),
                ('arrived_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='meetings.meeting')),
            ],
            options={
                'ordering': ['arrived_at', 'id'],
                'indexes': [models.Index(fields=['meeting', 'left_at'], name='attendance_by_meeting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('meeting', 'organisation', 'name'), name='there_once'), models.CheckConstraint(condition=models.Q(('left_at', None), ('left_at__gte', models.F('arrived_at')), _connector='OR'), name='left_after_arriving')],
            },
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['coalition', 'starts_at'], name='meeting_by_start'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('body', 'number'), name='one_meeting_per_number'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('series', 'planned_on'), name='one_meeting_per_day_of_series'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'called', 'cancelled']), ('started_at__isnull', False), _connector='OR'), name='held_meetings_began'),
        ),
    ]
