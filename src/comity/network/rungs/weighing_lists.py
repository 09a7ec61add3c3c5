"""Weighings as a list: those of one's own organisations. Pages and other programs read the same."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.network.models import WeighingState
from comity.network.rungs.weighing_queries import weighings_visible_to
from comity.network.rungs.wording import rung_named

LOOKS = {WeighingState.OPEN: "warn", WeighingState.SHOWN: "ok", WeighingState.ENDED: ""}


def weighings(request: CoalitionRequest) -> Listing:
    """All that one's organisations weigh, the newest first."""
    columns = [
        Column("title", _("Who weighs it"), "title", sort="title", head=True, link=lambda w: w.get_absolute_url()),
        Column("state", _("Status"), lambda w: w.get_state_display(), show=_shown, sort="state"),
        Column("rung", _("Advice"), lambda w: "" if w.rung is None else rung_named(w.rung)),
        Column("started_at", _("Begun"), "started_at", sort="started_at"),
        Column("started_name", _("By"), "started_name", shown=False),
    ]
    return Listing(
        request, weighings_visible_to(request.standing), name="weighings", columns=columns, default="-started_at",
        caption=_("How closely to work"),
        filters=(Words(("title",)), Choose("state", _("Status"), list(WeighingState.choices))),
        empty=_empty(request),
    )  # fmt: skip


def _shown(weighing: Any) -> str:
    return status(LOOKS[WeighingState(weighing.state)], weighing.get_state_display())


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("Your organisation weighs nothing yet"),
        _("Each side answers for itself alone; then all see which step fits next."),
        "net",
        _("Weigh it with another"),
        reverse("network:start-weighing", args=[request.coalition.slug]),
        _("“Should we and the school share a worker, or first just align our hours?”"),
    )


