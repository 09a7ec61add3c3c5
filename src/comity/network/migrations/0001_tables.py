import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import comity.base.ids
import comity.base.text


class Migration(migrations.Migration):

    replaces = [('network', '0001_initial'), ('network', '0002_overview')]

    initial = True

    dependencies = [
        ('coalitions', '0001_tables'),
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='DrawnMap',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=64)),
                ('picture', models.BinaryField(blank=True, default=b'')),
                ('asked_at', models.DateTimeField()),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('coalition', 'key'), name='one_map_per_content')],
            },
        ),
        migrations.CreateModel(
            name='KeptOverview',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.UUIDField(default=comity.base.ids.uuid7)),
                ('made_of', models.UUIDField(null=True)),
                ('shape', models.PositiveSmallIntegerField(default=0)),
                ('content', models.BinaryField(blank=True, default=b'')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('coalition',), name='one_overview_per_coalition')],
            },
        ),
        migrations.CreateModel(
            name='RosterDraft',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('hat', models.CharField(max_length=60)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('checking', 'Being checked'), ('checked', 'Checked'), ('running', 'Being entered'), ('done', 'Entered'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('tables', models.BinaryField()),
                ('row_count', models.PositiveIntegerField()),
                ('choices', models.JSONField(blank=True, default=dict)),
                ('found', models.JSONField(blank=True, default=dict)),
                ('entry', models.UUIDField(null=True)),
                ('busy_since_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['expires_at'], name='draft_by_expiry')],
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_name', comity.base.text.Line(max_length=160)),
                ('second_name', comity.base.text.Line(max_length=160)),
                ('first_says', models.PositiveSmallIntegerField(choices=[(0, 'No tie'), (1, 'Networking'), (2, 'Coordination'), (3, 'Cooperation'), (4, 'Collaboration'), (5, 'Multisector collaboration')], null=True)),
                ('second_says', models.PositiveSmallIntegerField(choices=[(0, 'No tie'), (1, 'Networking'), (2, 'Coordination'), (3, 'Cooperation'), (4, 'Collaboration'), (5, 'Multisector collaboration')], null=True)),
                ('list_says', models.PositiveSmallIntegerField(choices=[(0, 'No tie'), (1, 'Networking'), (2, 'Coordination'), (3, 'Cooperation'), (4, 'Collaboration'), (5, 'Multisector collaboration')], null=True)),
                ('contact', models.CharField(blank=True, choices=[('never', 'Never'), ('yearly', 'Every year'), ('quarterly', 'Every quarter'), ('monthly', 'Every month'), ('weekly', 'Every week'), ('daily', 'Every day'), ('some', 'At times')], max_length=10)),
                ('source', comity.base.text.Line(blank=True, max_length=160, verbose_name='where it comes from')),
                ('said_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('confidentiality', models.CharField(choices=[('public', 'Everyone'), ('coalition', 'Members of the coalition'), ('body', 'Members of one body'), ('named', 'Named people only')], default='coalition', max_length=10)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['coalition', 'second'], name='tie_by_second')],
                'constraints': [models.UniqueConstraint(fields=('coalition', 'first', 'second'), name='one_tie_per_pair'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='tie_has_an_order')],
            },
        ),
    ]
