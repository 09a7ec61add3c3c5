"""What is taken along of calls for help."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.network.calls.queries import offers_visible_to, visible_to


def register() -> None:
    """Fill the registry."""
    about = gettext_lazy("Each call for small help: who asked for what, until when, and about how many minutes.")
    registry.export.register("help-calls", registry.Exportable(gettext_lazy("Calls for help"), calls, about))
    about = gettext_lazy("What others offered, the answer, and what the helped side confirmed that it got.")
    registry.export.register("help-offers", registry.Exportable(gettext_lazy("Offers of help"), offers, about))


def calls(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "id", "title", "text", "kind", "asked_by", "by_on", "minutes", "state", "asked_at", "closed_at"
    for c in visible_to(standing).order_by("asked_at", "pk").iterator(chunk_size=500):
        yield c.pk, c.title, c.text, c.kind, c.for_name, c.by_on, c.minutes, c.state, c.asked_at, c.closed_at


def offers(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield (
        "call", "title", "offered_by", "words", "state", "answer", "offered_at", "given_on", "given_minutes", "thanks",
    )  # fmt: skip
    for o in offers_visible_to(standing).order_by("offered_at", "pk").iterator(chunk_size=500):
        told = (o.call_id, o.call.title, o.for_name, o.words, o.state, o.answer, o.offered_at)
        yield *told, o.given_on, o.given_minutes, o.thanks
