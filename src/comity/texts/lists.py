"""The texts of a coalition as a list: what it shows, how it sorts, what narrows it."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comity.base import registry
from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.held import label_of
from comity.coalitions.requests import CoalitionRequest
from comity.texts import queries
from comity.texts.models import Text


def texts(request: CoalitionRequest) -> Listing:
    """All texts one may know of, the newest first; those taken away only under their own filter."""
    rows = queries.with_counts(queries.visible_to(request.standing))
    if request.GET.get("state") != "away":
        rows = rows.filter(withdrawn_at=None)
    return Listing(
        request, rows, name="texts", columns=_columns(request), default="-changed", caption=_("Texts"),
        filters=(Words(("title", "words")), Choose("kind", _("Belongs to"), _kinds, field="held_by"), _states()),
        empty=Empty(
            _("No text yet"), _("Texts are begun on the page of what they belong to: a body, a proposal, a meeting."),
            "file", "", "", _("“House rules of the steering committee, version 3.”"),
        ),
    )  # fmt: skip


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("texts:text", request.coalition.slug, like=UUID(int=0))
    return [
        Column("title", _("Text"), "title", sort="title", head=True, link=lambda one: page(one.pk)),
        Column("kind", _("Belongs to"), label_of, sort="held_by"),
        Column("number", _("Version"), "number", sort="number", numeric=True),
        Column("changed", _("Changed"), "changed_at", show=lambda one: day(one.changed_at, short=True),
               sort="changed_at"),
        Column("waiting", _("Suggestions that wait"), "waiting", sort="waiting", numeric=True),
        Column("threads", _("Open comments"), "open_threads", sort="open_threads", numeric=True),
        Column("state", _("Status"), lambda one: state_of(one)[1], show=lambda one: status(*state_of(one))),
    ]  # fmt: skip


def state_of(text: Text) -> tuple[str, str, str]:
    """Where a text stands: kind of status, word and sign."""
    if text.withdrawn_at:
        return "", _("Taken away"), "x"
    if text.frozen_at:
        return "info", _("Stands still"), "lock"
    return "ok", _("Can be changed"), "edit"


def _kinds() -> list[tuple[str, str]]:
    return [(label, str(holder.label)) for label, holder in registry.holders.items()]


def _states() -> Choose:
    choices = [("waiting", _("Suggestions wait")), ("frozen", _("Stands still")), ("away", _("Taken away"))]
    return Choose("state", _("Status"), choices, apply=_in_state)


def _in_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == "waiting":
        return rows.filter(queries.has_waiting())
    wanted = {"frozen": {"frozen_at__isnull": False}, "away": {"withdrawn_at__isnull": False}}
    return rows.filter(**wanted[value])
