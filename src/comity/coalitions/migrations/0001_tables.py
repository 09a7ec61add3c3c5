import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import comity.base.ids
import comity.base.text
import comity.coalitions.models.coalitions


class Migration(migrations.Migration):

    replaces = [('coalitions', '0001_initial'), ('coalitions', '0002_alter_mandate_person_alter_term_person'), ('coalitions', '0003_structure_sheets'), ('coalitions', '0004_notice_of_leaving')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Coalition',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', comity.base.text.Line(max_length=120, verbose_name='name')),
                ('place', comity.base.text.Line(blank=True, max_length=120, verbose_name='place')),
                ('purpose', comity.base.text.Words(blank=True, longest=1000, verbose_name='why it exists')),
                ('reasons', comity.base.text.Words(blank=True, longest=2000, verbose_name='reasons to work together, one a line')),
                ('type', models.CharField(blank=True, choices=[('information', 'Information network'), ('association', 'Association'), ('council', 'Coordinating council'), ('campaign', 'Campaign'), ('ongoing', 'Ongoing coalition')], max_length=12, verbose_name='type')),
                ('stage', models.CharField(choices=[('pre-formation', 'Getting ready'), ('formation', 'Founding'), ('implementation', 'Doing the work'), ('maintenance', 'Keeping going'), ('institutional', 'Here to stay')], default='pre-formation', max_length=14, verbose_name='stage')),
                ('zone', models.CharField(default='UTC', max_length=64, validators=[comity.coalitions.models.coalitions.refuse_unknown_zone], verbose_name='time zone')),
                ('language', models.CharField(default='en', max_length=12, verbose_name='language of record')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='founded on')),
                ('has_page', models.BooleanField(default=False, verbose_name='has a public page')),
                ('officers_need_second_factor', models.BooleanField(default=True, verbose_name='officers need a second factor')),
                ('invented', models.BooleanField(default=False, help_text='demo data; anyone may enter as its people')),
                ('started_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', comity.base.text.Line(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('assembly', 'General assembly'), ('strategic', 'Strategic committee'), ('executive', 'Executive committee'), ('action', 'Action group'), ('other', 'Another kind')], max_length=10, verbose_name='kind')),
                ('own_kind', comity.base.text.Line(blank=True, max_length=60, verbose_name='what you call this kind')),
                ('purpose', comity.base.text.Words(blank=True, longest=1000, verbose_name='what it is for')),
                ('since_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='coalitions.body')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None), ('kind', 'assembly')), fields=('coalition',), name='one_assembly')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('speaks', models.BooleanField(default=True, verbose_name='may speak')),
                ('votes', models.BooleanField(default=False, verbose_name='may vote')),
                ('signs', models.BooleanField(default=False, verbose_name='may sign')),
                ('reports', models.BooleanField(default=False, verbose_name='may report')),
                ('coordinates', models.BooleanField(default=False, verbose_name='may coordinate')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.body')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'coalition'], name='mandate_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('organisation', None)), models.Q(('body', None), ('organisation__isnull', False)), _connector='OR'), name='mandate_of_one'), models.CheckConstraint(condition=models.Q(('coordinates', False), ('body__isnull', False), _connector='OR'), name='bodies_coordinate')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('prospect', 'Prospect'), ('invited', 'Invited'), ('member', 'Member'), ('suspended', 'Suspended'), ('left', 'Left')], max_length=10)),
                ('since_on', models.DateField()),
                ('shown_as', comity.base.text.Line(blank=True, max_length=160, verbose_name='shown here as')),
                ('leaves_on', models.DateField(null=True)),
                ('leaves_why', comity.base.text.Words(blank=True, longest=1000)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('coalition', 'organisation'), name='one_membership')],
            },
        ),
        migrations.CreateModel(
            name='MembershipChange',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('prospect', 'Prospect'), ('invited', 'Invited'), ('member', 'Member'), ('suspended', 'Suspended'), ('left', 'Left')], max_length=10)),
                ('on', models.DateField()),
                ('reason', comity.base.text.Words(blank=True, longest=1000)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='coalitions.membership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NamedReader',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('thing', models.UUIDField()),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('thing', 'person'), name='named_once')],
            },
        ),
        migrations.CreateModel(
            name='Parcel',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('packing', 'Being packed'), ('ready', 'Ready'), ('failed', 'Could not be packed')], default='packing', max_length=10)),
                ('file', models.CharField(blank=True, max_length=200)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['expires_at'], name='parcel_by_expiry')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'packing')), fields=('coalition', 'person'), name='one_parcel_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('since_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='coalitions.body')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('body', 'organisation'), name='one_seat_per_organisation')],
            },
        ),
        migrations.CreateModel(
            name='Structure',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='the body lasts until')),
                ('until', comity.base.text.Line(blank=True, max_length=200, verbose_name='or until this is reached')),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='seats in all')),
                ('term_months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='months of a term')),
                ('renewals', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='terms that may follow the first')),
                ('every', models.CharField(blank=True, choices=[('week', 'Every week'), ('fortnight', 'Every two weeks'), ('month', 'Every month'), ('two-months', 'Every two months'), ('quarter', 'Every three months'), ('half-year', 'Twice a year'), ('year', 'Once a year')], max_length=12, verbose_name='how often it meets')),
                ('first_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('hour', models.TimeField(blank=True, null=True, verbose_name='hour')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(2880)], verbose_name='minutes of a meeting')),
                ('place', comity.base.text.Line(blank=True, max_length=200, verbose_name='place')),
                ('notice_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='days of notice')),
                ('minimum', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='organisations needed at least')),
                ('between', comity.base.text.Words(blank=True, longest=1000, verbose_name='who works between meetings')),
                ('agreed_on', models.DateField()),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='structure', to='coalitions.body')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('every', ''), models.Q(('first_on__isnull', False), ('hour__isnull', False), ('minutes__isnull', False)), _connector='OR'), name='a_rhythm_is_complete')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('convener', 'Convener'), ('deputy', 'Deputy'), ('member', 'Member')], default='member', max_length=10)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='coalitions.seat')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
