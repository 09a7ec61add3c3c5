"""What is taken along of the contact book."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.network.contacts.queries import visible_to
from comity.network.models import Touch


def register() -> None:
    """Fill the registry."""
    about = gettext_lazy("Whom we know, how they are reached, who keeps it up, why we keep it and where it is from.")
    registry.export.register("contacts", registry.Exportable(gettext_lazy("Contacts"), contacts, about))
    about = gettext_lazy("Each time that somebody was in touch with a contact, and what came of it.")
    registry.export.register("contact-touches", registry.Exportable(gettext_lazy("Touches"), touches, about))


def contacts(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield (
        "id", "name", "kind", "organisation", "role", "email", "phone", "how", "why", "source", "keeper", "every",
        "last_on", "next_on", "level", "entered_at",
    )  # fmt: skip
    for c in visible_to(standing).order_by("sort_name", "pk").iterator(chunk_size=500):
        yield (
            c.pk, c.name, c.kind, c.works_for, c.role, c.email, c.phone, c.how, c.why, c.source, c.keeper.name,
            c.every, c.last_on, c.next_on, c.confidentiality, c.entered_at,
        )  # fmt: skip


def touches(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "contact", "name", "on", "way", "note", "by"
    rows: Any = Touch.objects.filter(acquaintance__in=visible_to(standing).values("pk"), struck_at=None)
    for t in rows.select_related("acquaintance", "person").order_by("on", "pk").iterator(chunk_size=500):
        yield t.acquaintance_id, t.acquaintance.name, t.on, t.way, t.note, t.person.name
