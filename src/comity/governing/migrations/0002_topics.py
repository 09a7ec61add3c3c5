"""A matter's topic was a word; it becomes one of the coalition's own topics.

Three steps, because PostgreSQL changes no table in whose rows the same transaction has just written.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governing", "0001_tables"), ("topics", "0001_initial")]
    operations = [
        migrations.RenameField("matter", "topic", "word"),
        migrations.AddField(
            "matter",
            "topic",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="topics.topic",
                verbose_name="topic",
            ),
        ),
    ]
