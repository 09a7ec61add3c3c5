"""Each word that stood in a matter becomes a topic, once."""

from django.db import migrations

from comity.base.ids import uuid7
from comity.base.text import fold, sort_key


def gather(apps, _schema):
    """The words that stand in matters, as topics; two that differ in case or accents alone are one."""
    Matter, Topic = apps.get_model("governing", "Matter"), apps.get_model("topics", "Topic")
    known = {(t.coalition_id, t.folded): t for t in Topic._base_manager.all()}
    for matter in Matter._base_manager.exclude(word="").order_by("begun_at", "pk").iterator(500):
        key = matter.coalition_id, fold(matter.word)[:200]
        if key not in known:
            known[key] = Topic._base_manager.create(
                pk=uuid7(), coalition_id=key[0], name=matter.word, folded=key[1], sort_name=sort_key(matter.word),
                added_at=matter.begun_at,
            )
        Matter._base_manager.filter(pk=matter.pk).update(topic=known[key])


def spread(apps, _schema):
    """Back to words."""
    Matter = apps.get_model("governing", "Matter")
    for matter in Matter._base_manager.exclude(topic=None).select_related("topic").iterator(500):
        Matter._base_manager.filter(pk=matter.pk).update(word=matter.topic.name[:60])


class Migration(migrations.Migration):
    dependencies = [("governing", "0002_topics")]
    operations = [migrations.RunPython(gather, spread)]
