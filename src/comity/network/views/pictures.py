"""The picture of a map: drawn, being drawn, to be asked for, or none; and its figure on a page."""

from functools import cache, lru_cache
from uuid import UUID

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from comity.base.clock import now
from comity.core.network.drawing import Drawing
from comity.network.queries.looks import Look, Seen
from comity.network.queries.overview import Shown
from comity.network.queries.pictures import kept, unpacked

#: above so many organisations the picture is a file of its own, which a script makes move
SCRIPTED = 300
SCRIPTS = ("vendor/sigma/graphology.umd.min.js", "vendor/sigma/sigma.min.js")
#: a picture that was asked for so long ago and is not there was lost on its way
LOST_AFTER = 600


def state_of(coalition: UUID, shown: Shown) -> tuple[str, Drawing | None]:
    """The picture, or why there is none: "drawn", "ask" (it must be asked for), "waiting", "many", "none"."""
    if not shown.some:
        return "none", None
    if not shown.key:
        return ("drawn", shown.drawing) if shown.drawing else ("many", None)
    row = kept(coalition, shown.key)
    if row is None or (not row.picture and (now() - row.asked_at).total_seconds() > LOST_AFTER):
        return "ask", None
    return ("drawn", unpacked(bytes(row.picture))) if row.picture else ("waiting", None)


@cache
def scripts_are_here() -> bool:
    """Whether this install has what makes large maps move. Looked up once."""
    return all(finders.find(script) for script in SCRIPTS)


def picture_in_html(drawing: Drawing, look: Look) -> SafeString:
    """The figure. It depends on nothing but what it shows and the language, so a process makes it once."""
    return _figure(drawing, look, get_language())


@lru_cache(maxsize=32)
def _figure(drawing: Drawing, look: Look, _language: str | None) -> SafeString:
    return render_to_string("network/parts/map.html", {"seen": Seen(drawing, look)})
