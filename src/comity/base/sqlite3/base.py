"""The database engine of `settings.DATABASES` where no server is named."""

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django reckons with SQLite of 2020, which took 999 values a statement; this asks the library what it takes."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        limit = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        self.features.max_query_params = limit  # type: ignore[misc]  # a plain attribute, whatever the stubs say
        return connection
