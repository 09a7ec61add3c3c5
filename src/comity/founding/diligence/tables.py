"""What is taken along of files on prospects; only for whom the committee's eyes may see it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.founding.diligence import queries


def register() -> None:
    """Fill the registry."""
    about = gettext_lazy("What the committee found about prospects, where it stands and of which day it is.")
    registry.export.register("prospect-findings", registry.Exportable(gettext_lazy("Findings"), findings, about))
    about = gettext_lazy("Whom the committee asked about prospects, and what they said.")
    registry.export.register("prospect-enquiries", registry.Exportable(gettext_lazy("Enquiries"), enquiries, about))
    about = gettext_lazy("Messages to prospects: how they read, who looked them over, what was answered.")
    label = gettext_lazy("Messages to prospects")
    registry.export.register("prospect-messages", registry.Exportable(label, messages, about))


def findings(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "prospect", "kind", "words", "source", "link", "dated_on", "by", "noted_at"
    for f in queries.findings_visible_to(standing).iterator(chunk_size=500):
        by = f.person.name if f.person else ""
        yield f.prospect.name, f.kind, f.words, f.source, f.link, f.dated_on, by, f.noted_at


def enquiries(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "prospect", "kind", "name", "email", "asked", "state", "again", "answer", "asked_at", "answered_at"
    for e in queries.enquiries_visible_to(standing).iterator(chunk_size=500):
        told = (e.prospect.name, e.kind, e.name, e.email, e.asked, e.state, e.again, e.answer)
        yield *told, e.asked_at, e.answered_at


def messages(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield (
        "prospect", "to", "email", "urgent", "asks", "gains", "state", "written_by", "reviewed_by", "review", "sent_at",
        "follow_up_on", "followed_at", "said", "answer", "answered_at",
    )  # fmt: skip
    for m in queries.approaches_visible_to(standing).iterator(chunk_size=500):
        yield (
            m.prospect.name, m.to_name, m.to_email, m.urgent, m.asks, m.gains, m.state,
            m.person.name if m.person else "", m.reviewer.name if m.reviewer else "", m.review, m.sent_at,
            m.follow_up_on, m.followed_at, m.said, m.answer, m.answered_at,
        )  # fmt: skip
