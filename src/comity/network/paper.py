"""The map on paper: the picture with its legend and its day, the ties as a table, what it measures."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.base.clock import day_of, now
from comity.base.toasts import toast
from comity.coalitions.models import Coalition
from comity.coalitions.queries import members_of, slug_of
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing
from comity.core.network.drawing import Drawing
from comity.core.network.reports import Rule
from comity.network.models import KeptOverview, Wave
from comity.network.queries.looks import Look, Seen
from comity.network.queries.overview import Overview, Shown, closest
from comity.network.queries.reading import Reading, read
from comity.network.saying import remark_in_words, stats
from comity.network.views.keys import PictureKeys, blocks_of
from comity.network.views.pictures import state_of
from comity.network.views.telling import about, tie_rows
from comity.network.views.wave_map import rows_of
from comity.network.waves import saying
from comity.network.waves.maps import map_of_wave, shown_of
from comity.network.waves.material import rules_of
from comity.network.waves.queries import visible_to

#: so many ties stand on paper; the files hold all
ROWS = 200


def register() -> None:
    """Let the map of today and that of a wave be had as PDFs."""
    registry.prints.register(
        "network.keptoverview",
        registry.Printable(gettext_lazy("Network map"), find, title, url, "network/paper.html", shown),
    )
    registry.prints.register(
        "network.wave",
        registry.Printable(
            gettext_lazy("Map of a wave"), find_wave, title_of_wave, url_of_wave, "network/paper.html", shown_wave
        ),
    )


# ── today ──


def find(standing: Standing, pk: UUID) -> KeptOverview | None:
    """What is kept of the network stands for the map, for those inside."""
    found: KeptOverview | None = KeptOverview.objects.select_related("coalition").filter(pk=pk).first()
    return found if found is not None and standing.inside else None


def title(_kept: KeptOverview) -> str:
    return _("Network map")


def url(kept: KeptOverview) -> str:
    return reverse("network:map", args=[slug_of(kept.coalition_id)])


def shown(standing: Standing, kept: KeptOverview) -> dict[str, Any]:
    """The ties of the day as this person may know of them."""
    reading = read(standing, list(members_of(kept.coalition_id)), Rule.EITHER, 0)
    overview, picture = Overview.of(reading), Shown.of(reading)
    words = about(overview, date_format(day_of(now()), "j F Y"))
    rows = [(row.one, row.other, row.rung, row.who) for row in tie_rows(closest(reading, ROWS))]
    head = (_("Organisation"), _("With"), _("Relationship"), _("Reported by"))
    return _context(kept.coalition, reading, picture, title(kept), words, rows, head)


def page(request: CoalitionRequest) -> HttpResponse:
    """To the page where the map of today is had as a PDF."""
    kept = KeptOverview.objects.filter(coalition=request.coalition).first()
    if kept is None:
        toast(request, _("The map is being worked out. Ask again in a minute."))
        return redirect(reverse("network:map", args=[request.coalition.slug]))
    return redirect(reverse("prints:page", args=[request.coalition.slug, "network.keptoverview", kept.pk]))


# ── a wave ──


def find_wave(standing: Standing, pk: UUID) -> Wave | None:
    """A wave one may know of."""
    found: Wave | None = visible_to(standing).select_related("coalition").filter(pk=pk).first()
    return found


def title_of_wave(wave: Wave) -> str:
    return _("Map of {name}").format(name=wave.name)


def url_of_wave(wave: Wave) -> str:
    return f"{reverse('network:map', args=[slug_of(wave.coalition_id)])}?wave={wave.pk}"


def shown_wave(standing: Standing, wave: Wave) -> dict[str, Any]:
    """What is known of each pair, under the wave's first rule."""
    found = map_of_wave(wave, rules_of(wave)[0], None)
    content = {"asked": wave.asked, "answered": wave.answered, "people": wave.answered}
    words = saying.about(wave, found.reading.rule, content)
    rows = [(row.one, row.other, *row.words) for row in rows_of(found)[:ROWS]]
    head = (_("Organisation"), _("With"), _("The first says"), _("The other says"), _("State"))
    picture = shown_of(found, standing)
    return _context(wave.coalition, found.reading, picture, title_of_wave(wave), words, rows, head)


# ── both ──


def _context(
    coalition: Coalition, reading: Reading, picture: Shown, called: str, words: str, rows: Sequence[tuple[str, ...]],
    head: tuple[str, ...],
) -> dict[str, Any]:  # fmt: skip
    _state, drawing = state_of(coalition.pk, picture)
    return {
        "called": called, "words": words, "rows": rows, "head": head, "drawing": drawing,
        "seen": Seen(drawing, Look()) if drawing else None,
        "keys": keys_on_paper(drawing, words) if drawing else None,
        "stats": stats(reading.figures, given=reading.given), "more": len(rows) == ROWS,
        "remarks": [remark_in_words(one, reading.names) for one in reading.remarks],
    }  # fmt: skip


def keys_on_paper(drawing: Drawing, words: str) -> PictureKeys:
    """The legend in the picture, with its fine print; the title stands above it."""
    return PictureKeys.of(drawing, blocks_of(drawing, [], ""), "", words)
