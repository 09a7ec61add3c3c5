"""What wings put on the pages of their things: `{% include "files/parts/panel.html" with panel=… %}`."""

from typing import Any

from comity.base.clock import now
from comity.coalitions.held import keeping
from comity.coalitions.requests import CoalitionRequest
from comity.files.queries import of_thing


def files_panel(request: CoalitionRequest, thing: Any, *, title: str = "") -> dict[str, Any]:
    """The context of the panel: files, barred (why the reader can't add one), label, thing, title."""
    return {
        "files": list(of_thing(request.standing, thing)),
        "barred": keeping(request, thing, at=now()),
        "label": thing._meta.label_lower,
        "thing": thing,
        "title": title,
    }
