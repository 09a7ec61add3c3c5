import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import comity.base.ids
import comity.base.text


class Migration(migrations.Migration):

    dependencies = [
        ('coalitions', '0001_tables'),
        ('network', '0004_waves'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', comity.base.text.Line(max_length=160, verbose_name='what it is about')),
                ('state', models.CharField(choices=[('trust', 'Getting to know each other'), ('defining', 'Saying what the problem is'), ('planning', 'Making a plan'), ('working', 'At work'), ('ended', 'Ended')], default='trust', max_length=10)),
                ('trust_until_on', models.DateField(verbose_name='time for trust until')),
                ('problem', comity.base.text.Words(blank=True, longest=4000, verbose_name='the problem')),
                ('number', models.PositiveIntegerField(default=0)),
                ('written_name', comity.base.text.Line(blank=True, max_length=160)),
                ('started_name', comity.base.text.Line(max_length=160)),
                ('started_at', models.DateTimeField()),
                ('working_since_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', comity.base.text.Words(blank=True, longest=1000, verbose_name='why')),
                ('confidentiality', models.CharField(choices=[('coalition', 'Members of the coalition')], default='coalition', max_length=10)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='InitiativeSeat',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', comity.base.text.Line(max_length=160)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('ready_at', models.DateTimeField(null=True)),
                ('solo', comity.base.text.Words(blank=True, longest=2000, verbose_name='what we tried alone before')),
                ('definition', comity.base.text.Words(blank=True, longest=2000, verbose_name='how we see the problem')),
                ('aside', comity.base.text.Words(blank=True, longest=2000, verbose_name='the interest of our own that we put aside')),
                ('agreed_number', models.PositiveIntegerField(default=0)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='network.initiative')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['joined_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Weighing',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', comity.base.text.Line(max_length=300)),
                ('state', models.CharField(choices=[('open', 'Answers are awaited'), ('shown', 'The advice is there'), ('ended', 'Ended without advice')], default='open', max_length=8)),
                ('started_name', comity.base.text.Line(max_length=160)),
                ('started_at', models.DateTimeField()),
                ('shown_at', models.DateTimeField(null=True)),
                ('today', models.PositiveSmallIntegerField(choices=[(0, 'No tie'), (1, 'Networking'), (2, 'Coordination'), (3, 'Cooperation'), (4, 'Collaboration'), (5, 'Multisector collaboration')], null=True)),
                ('rung', models.PositiveSmallIntegerField(choices=[(0, 'No tie'), (1, 'Networking'), (2, 'Coordination'), (3, 'Cooperation'), (4, 'Collaboration'), (5, 'Multisector collaboration')], null=True)),
                ('waits_for', models.PositiveSmallIntegerField(choices=[(0, 'No tie'), (1, 'Networking'), (2, 'Coordination'), (3, 'Cooperation'), (4, 'Collaboration'), (5, 'Multisector collaboration')], default=0)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_name', comity.base.text.Line(blank=True, max_length=160)),
                ('confidentiality', models.CharField(choices=[('named', 'Named people only')], default='named', max_length=10)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WeighingSide',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', comity.base.text.Line(max_length=160)),
                ('wants', models.PositiveSmallIntegerField(choices=[(0, 'No tie'), (1, 'Networking'), (2, 'Coordination'), (3, 'Cooperation'), (4, 'Collaboration'), (5, 'Multisector collaboration')], null=True)),
                ('time', models.PositiveSmallIntegerField(null=True)),
                ('skills', models.PositiveSmallIntegerField(null=True)),
                ('money', models.PositiveSmallIntegerField(null=True)),
                ('backing', models.PositiveSmallIntegerField(null=True)),
                ('commitment', models.PositiveSmallIntegerField(null=True)),
                ('people', models.PositiveSmallIntegerField(null=True)),
                ('relies', models.PositiveSmallIntegerField(null=True)),
                ('stays', models.PositiveSmallIntegerField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('knowingly_at', models.DateTimeField(null=True)),
                ('knowingly_why', comity.base.text.Words(blank=True, longest=1000, verbose_name='why')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('knowingly_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('weighing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='network.weighing')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='initiative',
            index=models.Index(fields=['coalition', 'state'], name='initiative_by_state'),
        ),
        migrations.AddConstraint(
            model_name='initiativeseat',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('initiative', 'organisation'), name='one_seat_at_the_table'),
        ),
        migrations.AddIndex(
            model_name='weighing',
            index=models.Index(fields=['coalition', 'state'], name='weighing_by_state'),
        ),
        migrations.AddConstraint(
            model_name='weighingside',
            constraint=models.UniqueConstraint(fields=('weighing', 'organisation'), name='one_side_of_a_weighing'),
        ),
    ]
