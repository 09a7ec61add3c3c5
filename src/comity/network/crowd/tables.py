"""What is taken along of open calls. Addresses of people outside stay here."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.network.crowd.queries import answers_visible_to, visible_to


def register() -> None:
    """Fill the registry."""
    about = gettext_lazy("What everybody was asked, in whose name, and until when.")
    registry.export.register("open-calls", registry.Exportable(gettext_lazy("Open calls"), calls, about))
    about = gettext_lazy("What came in, and what was made of it; of its sender the name, never the address.")
    registry.export.register("open-answers", registry.Exportable(gettext_lazy("Answers to open calls"), answers, about))


def calls(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "id", "question", "text", "in_the_name_of", "until_on", "opened_at", "closed_at"
    for c in visible_to(standing).order_by("opened_at", "pk").iterator(chunk_size=500):
        yield c.pk, c.title, c.text, c.for_name, c.until_on, c.opened_at, c.closed_at


def answers(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "call", "question", "name", "answer", "to_be_named", "state", "reply", "came_in_at", "task"
    for a in answers_visible_to(standing).order_by("confirmed_at", "pk").iterator(chunk_size=500):
        yield a.call_id, a.call.title, a.name, a.words, a.credited, a.state, a.reply, a.confirmed_at, a.task_id
