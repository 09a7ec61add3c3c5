"""What is taken along of values and introductions."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.network.reach.queries import go_betweens_visible_to, values_visible_to


def register() -> None:
    """Fill the registry."""
    about = gettext_lazy("Sentences that members were asked about, and what each says of them.")
    registry.export.register("values", registry.Exportable(gettext_lazy("Shared values"), values, about))
    about = gettext_lazy("Who asked whom for an introduction to whom, and what came of it.")
    asks = registry.Exportable(gettext_lazy("Introductions asked for"), go_betweens, about)
    registry.export.register("go-betweens", asks)


def values(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first; a value that nobody has spoken of stands alone."""
    yield "value", "stated_at", "organisation", "answer", "words", "said_at"
    for value in values_visible_to(standing).order_by("stated_at", "pk"):
        said = list(value.said.all())
        if not said:
            yield value.text, value.stated_at, "", "", "", None
        for one in said:
            yield value.text, value.stated_at, one.organisation.name, one.answer, one.words, one.said_at


def go_betweens(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "asked_by", "go_between", "to_meet", "words", "state", "answer", "asked_at", "answered_at"
    for one in go_betweens_visible_to(standing).order_by("asked_at", "pk").iterator(chunk_size=500):
        names = (one.asker.name, one.via.name, one.target.name)
        yield *names, one.words, one.state, one.answer, one.asked_at, one.answered_at
