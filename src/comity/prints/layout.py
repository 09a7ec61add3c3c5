"""What is printed: the words of a thing as one person may read them, laid out for layout, and their fingerprint.

The same words give the same layout, whoever reads them and whenever: no hats, no buttons, no “today”. So a print can
be handed to anybody whose own layout is the same, and to nobody else.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone, translation

from comity.base import registry
from comity.coalitions.models import Coalition
from comity.coalitions.standing import Standing

#: no moment of ours lies in this year: so `{% when moment ever %}` always names the year
EVER = datetime(1900, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Layout:
    """A thing laid out for layout: the whole HTML, and `mark`, its sha256."""

    thing: Any
    kind: registry.Printable
    html: str

    @property
    def mark(self) -> str:
        return sha256(self.html.encode()).hexdigest()

    @property
    def title(self) -> str:
        return self.kind.title(self.thing)

    @property
    def url(self) -> str:
        """Where the thing has its page to print."""
        return self.kind.url(self.thing)


def thing_to_print(standing: Standing, label: str, pk: UUID | str) -> Any | None:
    """The thing, if it can be printed and the person may know of it."""
    kind = registry.prints.get(label)
    try:
        return kind.find(standing, UUID(str(pk))) if kind else None
    except ValueError:
        return None


def read(standing: Standing, label: str, pk: UUID | str) -> Layout | None:
    """The thing as the person may read it now; None for what they may not know of."""
    thing = thing_to_print(standing, label, pk)
    return None if thing is None else lay_out(standing, thing)


def read_or_404(standing: Standing, label: str, pk: UUID | str) -> Layout:
    """The same, or 404."""
    layout = read(standing, label, pk)
    if layout is None:
        raise Http404
    return layout


def lay_out(standing: Standing, thing: Any) -> Layout:
    """A thing that was found, in the coalition's language and zone."""
    kind = registry.prints[thing._meta.label_lower]
    coalition: Coalition = thing.coalition
    with translation.override(coalition.language), timezone.override(coalition.tz):
        shown = kind.context(standing, thing) | {"coalition": coalition, "ever": EVER}
        return Layout(thing, kind, render_to_string(kind.template, shown))
