"""What the rooms above show on the pages of organisations and bodies: they fill the lists in `AppConfig.ready`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.coalitions.models import Body
from comity.coalitions.requests import CoalitionRequest
from comity.people.models import Organisation


@dataclass(frozen=True)
class Panel:
    """One section of such a page: `template` renders it with `context` (and the page's own).

    aside: it stands among the facts at the side. order: smaller comes first.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    aside: bool = False
    order: int = 50


#: f(request, organisation) gives a panel, or None when there is nothing to show
panels: list[Callable[[CoalitionRequest, Organisation], Panel | None]] = []
#: the same for a body's page
body_panels: list[Callable[[CoalitionRequest, Body], Panel | None]] = []


def panels_for(request: CoalitionRequest, organisation: Organisation) -> list[Panel]:
    """All panels of that page, in their order."""
    found = [panel for make in panels if (panel := make(request, organisation)) is not None]
    return sorted(found, key=lambda panel: panel.order)


def panels_for_body(request: CoalitionRequest, body: Body) -> list[Panel]:
    """All panels of a body's page, in their order."""
    found = [panel for make in body_panels if (panel := make(request, body)) is not None]
    return sorted(found, key=lambda panel: panel.order)
