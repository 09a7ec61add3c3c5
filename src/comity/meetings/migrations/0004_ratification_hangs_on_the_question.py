from django.db import migrations


def hang_on_the_question(apps, schema_editor):
    """What ratified advice was kept with the item; now the question that was advised on leads to it."""
    item, question = apps.get_model("meetings", "AgendaItem"), apps.get_model("governing", "Question")
    for row in item._base_manager.exclude(ratification=None).exclude(question=None):
        question._base_manager.filter(pk=row.question_id).update(ratification=row.ratification_id)


def hang_on_the_item(apps, schema_editor):
    item = apps.get_model("meetings", "AgendaItem")
    for row in item._base_manager.exclude(question=None).select_related("question"):
        item._base_manager.filter(pk=row.pk).update(ratification=row.question.ratification_id)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_floor'),
        ('governing', '0013_ratification'),
    ]

    operations = [
        migrations.RunPython(hang_on_the_question, hang_on_the_item),
        migrations.RemoveField(
            model_name='agendaitem',
            name='ratification',
        ),
    ]
