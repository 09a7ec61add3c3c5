"""Django's `migrate`, which lays an empty database at once.

Migrations tell how an older database becomes today's. To an empty one each of them would be applied in turn, and Django
makes all models anew for every step: forty seconds for what the models of today say in one. That both ways end with the
same tables is a test.
"""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

#: what stands in migrations alone: indexes and triggers that no model can name
BESIDE_MODELS = ["comity.base.migrations.0002_words"]


class Command(migrate.Command):
    """Lays an empty database first; then, as ever, applies what is missing (nothing) and tells the apps."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if not (options["app_label"] or options["plan"] or options["check_unapplied"] or options["fake"]):
            connection.prepare_database()
            if not connection.introspection.table_names():
                lay(connection)
        super().handle(*args, **options)


def lay(connection: BaseDatabaseWrapper) -> None:
    """Make the tables of all models, and write down every migration as applied: all of it or nothing."""
    executor, recorder = MigrationExecutor(connection), MigrationRecorder(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for name in BESIDE_MODELS:
            import_module(name).forwards(apps, editor)
        for migration, _back in plan:
            for applied in migration.replaces or [(migration.app_label, migration.name)]:
                recorder.record_applied(*applied)
        executor.check_replacements()
