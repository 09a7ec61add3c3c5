"""Django's session engine over our own table, which knows whose session it is."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession

DEVICE, SINCE = "device", "since"


class SessionStore(DatabaseStore):
    """Sessions as `people.Sitting` rows."""

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        from comity.people.models import Sitting  # noqa: PLC0415  (Django loads this engine before the models)

        return Sitting

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.person = data.get(SESSION_KEY)
        row.device = data.get(DEVICE, "")
        row.since_at = datetime.fromisoformat(data[SINCE]) if SINCE in data else None
        return row
