"""Endorsements as a list and on paper. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day
from comity.coalitions.requests import CoalitionRequest
from comity.founding.mission import queries
from comity.founding.models import Drive, Kind
from comity.founding.writing.permissions import keeping
from comity.founding.writing.queries import adopted_words


def endorsements(request: CoalitionRequest, drive: Drive) -> Listing:
    """All that stand behind it, the newest first."""
    keeps = keeping(request.standing, request.capacity, Kind.MISSION) is None
    strike = addresses("founding:strike-name", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("name", _("Name"), lambda e: e.name or _("Not to be named"), sort="name", head=True,
               show=lambda e: _name(e, strike(e.pk) if keeps and e.named else "")),
        Column("group", _("Group"), "group", sort="group"),
        Column("place", _("Place"), "place", sort="place"),
        Column("version", _("Version"), "number", sort="number", numeric=True, shown=False),
        Column("on", _("Confirmed"), "confirmed_at", show=lambda e: day(e.confirmed_at, short=True),
               sort="confirmed_at", narrow=True),
    ]  # fmt: skip
    groups = [(one, one) for one in drive.asked_groups]
    return Listing(
        request, queries.endorsements_visible_to(request.standing).filter(drive=drive), name="endorsements",
        columns=columns, default="-on", caption=_("Who stands behind it"),
        filters=(Words(("name", "place")), Choose("group", _("Group"), groups)),
        empty=Empty(
            _("Nobody has signed yet"),
            _("Pass the address of the public page on: to neighbours, in your newsletter, on a poster."), "mail",
        ),
    )  # fmt: skip


def on_paper(drive: Drive) -> dict[str, Any]:
    """What the evidence shows: the mission as adopted, counts against the target, those who want to be named."""
    return {
        "mission": adopted_words(drive.text), "number": drive.text.adopted_number, "counts": queries.counts_of(drive),
        "named": list(queries.named(drive)),
    }  # fmt: skip


def _name(row: Any, strike: str) -> Any:
    if not row.named:
        return format_html('<span class="meta">{}</span>', _("Not to be named"))
    if not strike:
        return row.name
    return format_html('{} <a class="fine" href="{}">{}<span class="hide"> {}</span></a>', row.name, strike,
                       _("Show no more"), row.name)  # fmt: skip
