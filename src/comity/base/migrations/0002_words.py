"""The word index of each database: FTS5 kept by triggers on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

SQLITE = [
    ("CREATE VIRTUAL TABLE base_findable_words USING fts5(folded, content='base_findable', content_rowid='id',"
    " tokenize='unicode61')"),
    ("CREATE TRIGGER base_findable_added AFTER INSERT ON base_findable BEGIN"
    " INSERT INTO base_findable_words(rowid, folded) VALUES (new.id, new.folded); END"),
    ("CREATE TRIGGER base_findable_gone AFTER DELETE ON base_findable BEGIN"
    " INSERT INTO base_findable_words(base_findable_words, rowid, folded) VALUES ('delete', old.id, old.folded); END"),
    ("CREATE TRIGGER base_findable_changed AFTER UPDATE ON base_findable BEGIN"
    " INSERT INTO base_findable_words(base_findable_words, rowid, folded) VALUES ('delete', old.id, old.folded);"
    " INSERT INTO base_findable_words(rowid, folded) VALUES (new.id, new.folded); END"),
]
SQLITE_BACK = [
    "DROP TRIGGER base_findable_added",
    "DROP TRIGGER base_findable_gone",
    "DROP TRIGGER base_findable_changed",
    "DROP TABLE base_findable_words",
]
POSTGRES = ["CREATE INDEX base_findable_words ON base_findable USING gin (to_tsvector('simple', folded))"]
POSTGRES_BACK = ["DROP INDEX base_findable_words"]


def forwards(apps, schema_editor):
    _run(schema_editor, POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE)


def backwards(apps, schema_editor):
    _run(schema_editor, POSTGRES_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK)


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
