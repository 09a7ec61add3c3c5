"""What wings put on the pages of their things: `{% include "texts/parts/panel.html" with panel=… %}`."""

from dataclasses import dataclass
from typing import Any

from comity.base.clock import now
from comity.base.refusal import Reason
from comity.coalitions.held import keeping
from comity.coalitions.requests import CoalitionRequest
from comity.texts.queries import of_thing


@dataclass(frozen=True)
class TextsPanel:
    """The texts of one thing. barred: why the reader can't add one; url: where one is added; title: the heading."""

    texts: list[Any]
    barred: Reason | None
    label: str
    thing: Any
    title: str = ""


def texts_panel(request: CoalitionRequest, thing: Any, *, title: str = "") -> dict[str, Any]:
    """The context of the panel. One query beside those of the permission."""
    barred = keeping(request, thing, at=now())
    texts = list(of_thing(request.standing, thing))
    panel = TextsPanel(texts, barred, thing._meta.label_lower, thing, title)
    return vars(panel)
