"""The word is no longer needed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("governing", "0003_words_to_topics")]
    operations = [migrations.RemoveField("matter", "word")]
