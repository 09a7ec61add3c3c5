"""Two answers for load balancers and alarms, plain and cheap: no session, two short queries, nothing secret.

`/readyz`: this process can serve pages. `/healthz`: the whole install works, the worker too.
"""

from datetime import timedelta
from functools import lru_cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comity.base.clock import now
from comity.notices.beats import last_seen

#: how long the worker may have been silent
SILENT = timedelta(minutes=5)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 if the database answers, its tables are up to date and a worker was seen lately; else 503 with what fails."""
    return _answer(_database() | _worker())


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """The same without the worker: pages can be served while no worker is alive."""
    return _answer(_database())


def _answer(parts: dict[str, str]) -> JsonResponse:
    well = all(state == "ok" for state in parts.values())
    return JsonResponse({"status": "ok" if well else "failing"} | parts, status=200 if well else 503)


def _database() -> dict[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            missing = newest() - set(cursor.fetchall())
    except Error:
        return {"database": "does not answer"}
    return {"database": "ok", "migrations": f"{len(missing)} missing" if missing else "ok"}


def _worker() -> dict[str, str]:
    try:
        seen = last_seen()
    except Error:
        return {"worker": "unknown"}
    if seen is None:
        return {"worker": "none seen"}
    return {"worker": "ok" if now() - seen < SILENT else "not seen for minutes"}


@lru_cache(maxsize=1)
def newest() -> frozenset[tuple[str, str]]:
    """The last migration of each app, as the program has it; read once from its files."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
