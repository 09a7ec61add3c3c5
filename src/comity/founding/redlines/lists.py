"""One's own red lines as a list. Pages and other programs read the same."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.founding.models import LineKind, RedLine
from comity.founding.redlines import queries


def red_lines(request: CoalitionRequest) -> Listing:
    """Those of the organisations that one acts for."""
    return Listing(
        request, queries.visible_to(request.standing), name="red-lines", default="topic",
        caption=_("Red lines and wishes"),
        columns=[
            Column("topic", _("Topic"), "topic.name", sort="topic__sort_name", head=True),
            Column("kind", _("Kind"), lambda one: one.get_kind_display(), show=_kind, sort="kind", narrow=True),
            Column("words", _("What it is"), "words"),
            Column("organisation", _("Whose"), "organisation.name", sort="organisation__sort_name"),
            Column("shown", _("Others may know"), lambda one: one.shown, sort="shown", narrow=True),
            Column("drawn", _("Since"), "drawn_at", sort="drawn_at", narrow=True),
        ],
        filters=(Words(("words", "topic__name")), Choose("kind", _("Kind"), LineKind.choices)),
        empty=Empty(
            _("You have noted none yet"),
            _("Know before you talk what you could not live with. Nobody but your own people reads it."), "lock",
            _("Note one"), reverse("founding:redlines-new", args=[request.coalition.slug]),
            _("“No data on single patients leaves our house.”"),
        ),
    )  # fmt: skip


def _kind(line: RedLine) -> Any:
    return status("warn" if line.kind == LineKind.LINE else "", str(line.get_kind_display()), "flag")
