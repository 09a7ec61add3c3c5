"""Calls for help as a list. Pages and other programs read the same."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.network.calls import queries
from comity.network.models import HelpKind

STATES = [
    ("open", gettext_lazy("Help is wanted")), ("given", gettext_lazy("Help was given")),
    ("over", gettext_lazy("Over without help")),
]  # fmt: skip


def help_calls(request: CoalitionRequest) -> Listing:
    """All calls; those to which one can offer come first by day."""
    today = today_in(request)
    mine = [hold.of for hold in request.standing.organisations]
    return Listing(
        request, queries.visible_to(request.standing), name="help-calls", columns=_columns(request, today),
        default="-by_on", caption=_("Calls for help"), empty=_empty(request),
        filters=(
            Words(("title", "text", "for_name")),
            Choose("state", _("Status"), STATES, apply=lambda rows, value: _in_state(rows, value, today)),
            Choose("kind", _("Kind of help"), HelpKind.choices),
            Choose("whose", _("Whose"), [("ours", gettext_lazy("Ours"))],
                   apply=lambda rows, _value: rows.filter(organisation__in=mine), every=_("Everybody’s")),
        ),
    )  # fmt: skip


def today_in(request: CoalitionRequest) -> date:
    """The day it is where the coalition is."""
    return now().astimezone(request.coalition.tz).date()


def state_of(call: Any, today: date) -> tuple[str, str]:
    """Sign and words; needs the counts of `visible_to`."""
    if call.given_count:
        return "ok", _("Help was given")
    if call.is_open(today):
        return "info", _("Help is wanted")
    return "", _("Over without help")


def minutes_in_words(minutes: int) -> str:
    """“45 minutes”, “2 hours”, “2 hours 30 minutes”."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("{n} hour", "{n} hours", hours).format(n=hours)] if hours else []
    parts += [ngettext("{n} minute", "{n} minutes", rest).format(n=rest)] if rest or not hours else []
    return " ".join(parts)


def _columns(request: CoalitionRequest, today: date) -> list[Column]:
    page = addresses("network:help-call", request.coalition.slug, like=UUID(int=0))
    return [
        Column("title", _("What is asked for"), "title", sort="title", head=True, link=lambda c: page(c.pk)),
        Column("who", _("Who asks"), "for_name", sort="for_name"),
        Column("by_on", _("Until"), "by_on", sort="by_on", narrow=True),
        Column("minutes", _("About"), "minutes", show=lambda c: minutes_in_words(c.minutes), sort="minutes"),
        Column("offers", _("Offers"), "offer_count", sort="offer_count", numeric=True),
        Column("state", _("Status"), lambda c: state_of(c, today)[1], show=lambda c: status(*state_of(c, today))),
        Column("kind", _("Kind of help"), lambda c: c.get_kind_display(), shown=False),
        Column("text", _("What one should know"), "text", shown=False),
    ]  # fmt: skip


def _in_state(rows: Any, value: str, today: date) -> Any:
    if value == "given":
        return rows.filter(given_count__gt=0)
    opened = queries.is_open(today)
    return rows.filter(opened, given_count=0) if value == "open" else rows.filter(~opened, given_count=0)


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("Nobody has asked for help yet"),
        _("An hour of somebody who knows saves days. Say what you need, until when, and how long it takes."), "swap",
        _("Ask for help"), reverse("network:ask-for-help", args=[request.coalition.slug]),
        _("“Somebody to read our lease with us, an hour, until Friday.”"),
    )  # fmt: skip
