"""What Comity keeps about a person, for the person to take along."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from comity.audit.models import INSTALL, Entry
from comity.notices.models import Ask, Mail, Quiet
from comity.people.models import Person, Sitting

Rows = list[dict[str, Any]]
#: name → f(person): what floors above keep about a person; they fill it in `AppConfig.ready`
further: dict[str, Callable[[Person], Rows]] = {}


def belongings_of(person: Person) -> dict[str, Any]:
    """Plain values for JSON. Of acts in coalitions only that they were done: the words are the coalition’s."""
    profile = (
        "name",
        "email",
        "language",
        "zone",
        "wants_digest",
        "is_administrator",
        "joined_at",
        "last_login",
    )
    return {
        "person": {"id": person.pk} | {key: getattr(person, key) for key in profile},
        "addresses": _rows(EmailAddress.objects.filter(user=person), "email", "verified", "primary"),
        "second_factors": _rows(
            Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at"
        ),
        "sittings": _rows(Sitting.objects.filter(person=person.pk), "device", "since_at", "expire_date"),
        "mails": _rows(
            Mail.objects.filter(person=person.pk), "kind", "to", "coalition", "queued_at", "sent_at"
        ),
        "unwanted_mails": _rows(
            Quiet.objects.filter(person=person.pk), "kind", "coalition", "since_at", "ended_at"
        ),
        "asks": _rows(
            Ask.objects.filter(person=person.pk), "kind", "coalition", "opened_at", "due_at", "closed_at"
        ),
        "acts": _acts(person.pk),
        **{name: rows(person) for name, rows in further.items()},
    }


def _rows(found: Any, *fields: str) -> Rows:
    return list(found.order_by("pk").values(*fields))


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
