"""What Comity keeps about a person, for the person to take along. Floors above register what they keep."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import models

from comity.audit.models import INSTALL, Entry
from comity.base.registry import Registry
from comity.notices.models import ActionLink, Ask, Mail, Quiet
from comity.people.models import MailedKey, Person, Sitting

Rows = list[dict[str, Any]]
PROFILE = (
    "name", "email", "language", "zone", "wants_digest", "is_administrator", "joined_at", "last_login",
)  # fmt: skip


@dataclass(frozen=True)
class Belonging:
    """The rows of a model that are about a person: which column names them, and which columns they take along.

    Keys to doors and what others wrote stay out.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    by: str = "person"

    def rows(self, person: Person) -> Rows:
        """All of them, from every coalition."""
        found = self.model._base_manager.filter(**{self.by: person.pk})
        return list(found.order_by("pk").values(*self.columns))


#: what it is called in the file → Belonging
belongings: Registry[Belonging] = Registry("belonging")


def register_belonging(name: str, model: type[models.Model], *columns: str, by: str = "person") -> None:
    """Say that rows of this model are about a person; in `AppConfig.ready`."""
    belongings.register(name, Belonging(model, columns, by))


def register() -> None:
    """What this floor and those below keep."""
    register_belonging("addresses", EmailAddress, "email", "verified", "primary", by="user")
    register_belonging("second_factors", Authenticator, "type", "created_at", "last_used_at", by="user")
    register_belonging("sittings", Sitting, "device", "since_at", "expire_date")
    register_belonging("sign_in_mails", MailedKey, "purpose", "address", "asked_at", "expires_at", "used_at")
    register_belonging("mails", Mail, "kind", "to", "coalition", "queued_at", "sent_at")
    link = ("purpose", "coalition", "organisation", "expires_at", "used_at", "said")
    register_belonging("links_in_mails", ActionLink, *link)
    register_belonging("unwanted_mails", Quiet, "kind", "coalition", "since_at", "ended_at")
    register_belonging("asks", Ask, "kind", "coalition", "opened_at", "due_at", "closed_at")  # titles are others’ words


def belongings_of(person: Person) -> dict[str, Any]:
    """Plain values for JSON. Of acts in coalitions only that they were done: the words are the coalition’s."""
    return {
        "person": {"id": person.pk} | {key: getattr(person, key) for key in PROFILE},
        **{name: kept.rows(person) for name, kept in belongings.items()},
        "acts": _acts(person.pk),
    }


def _acts(person: UUID) -> Rows:
    entries = Entry.objects.filter(person=person).order_by("at", "seq").values("chain", "act", "at", "hash")
    return [
        {
            "coalition": None if row["chain"] == INSTALL else row["chain"],
            "act": row["act"],
            "at": row["at"],
            "seal": row["hash"],
        }
        for row in entries
    ]
