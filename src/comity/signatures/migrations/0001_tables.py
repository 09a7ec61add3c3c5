import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import comity.base.ids
import comity.base.text


class Migration(migrations.Migration):

    replaces = [('signatures', '0001_initial'), ('signatures', '0002_sheets_print_as_pages')]

    initial = True

    dependencies = [
        ('coalitions', '0001_tables'),
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('held_by', models.CharField(max_length=80)),
                ('held_id', models.UUIDField()),
                ('confidentiality', models.CharField(choices=[('public', 'Everyone'), ('coalition', 'Members of the coalition'), ('body', 'Members of one body'), ('named', 'Named people only')], default='coalition', max_length=10)),
                ('held_title', comity.base.text.Line(max_length=300)),
                ('title', comity.base.text.Line(max_length=160, verbose_name='what is signed')),
                ('text', comity.base.text.Words(longest=40000, verbose_name='the text, word for word')),
                ('mark', models.CharField(max_length=64)),
                ('sign_by_on', models.DateField(blank=True, null=True, verbose_name='until which day')),
                ('state', models.CharField(choices=[('open', 'Being signed'), ('complete', 'Signed by all'), ('closed', 'Closed with the signatures it has'), ('called-off', 'Called off')], default='open', max_length=10)),
                ('why', comity.base.text.Words(blank=True, longest=1000, verbose_name='why')),
                ('opened_as', models.CharField(choices=[('self', 'self'), ('organisation', 'organisation'), ('body', 'body'), ('rule', 'rule')], max_length=12)),
                ('opened_for', models.UUIDField(null=True)),
                ('opened_name', comity.base.text.Line(blank=True, max_length=160)),
                ('opened_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('reminded_on', models.DateField(null=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.body')),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['coalition', 'state', 'sign_by_on'], name='sheet_by_state'), models.Index(fields=['held_id'], name='sheet_by_thing')],
            },
        ),
        migrations.CreateModel(
            name='Signatory',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', comity.base.text.Line(max_length=160)),
                ('place', models.PositiveIntegerField()),
                ('answer', models.CharField(choices=[('asked', 'Has not signed yet'), ('signed', 'Signed'), ('declined', 'Does not sign')], default='asked', max_length=10)),
                ('why', comity.base.text.Words(blank=True, longest=1000, verbose_name='why not')),
                ('answered_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatories', to='signatures.sheet')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'organisation'), name='asked_to_sign_once')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=comity.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', comity.base.text.Line(max_length=160)),
                ('typed', comity.base.text.Line(blank=True, max_length=120, verbose_name='your name')),
                ('drawn', models.TextField(blank=True)),
                ('salt', models.CharField(blank=True, max_length=32)),
                ('words_mark', models.CharField(max_length=64)),
                ('mark', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('coalition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.coalition')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coalitions.mandate')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='signatures.sheet')),
                ('signatory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='signatures.signatory')),
            ],
            options={
                'ordering': ['signed_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('signatory',), name='one_live_signature'), models.CheckConstraint(condition=models.Q(models.Q(('drawn', ''), ('typed', ''), _negated=True), ('salt', ''), _connector='OR'), name='signature_has_a_name')],
            },
        ),
    ]
