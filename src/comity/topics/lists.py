"""The topics as a list, with what hangs on each. Pages and other programs read the same."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.topics import queries
from comity.topics.models import Topic


def topics(request: CoalitionRequest) -> Listing:
    """All topics in use, each below the one it belongs to; retired ones under their own filter."""
    rows = queries.visible_to(request.standing)
    if request.GET.get("state") != "retired":
        rows = rows.filter(retired_at=None)
    aliases = Prefetch("aliases", Topic.objects.order_by("sort_name"))
    return Listing(
        request, rows.prefetch_related(aliases), name="topics", columns=_columns(request), default="topic",
        filters=(
            Words(("name", "description", "aliases__name")),
            Choose("state", _("Status"), [("live", _("In use")), ("retired", _("Retired"))], apply=_in_state),
        ),
        caption=_("Topics"), empty=_empty(request),
    )  # fmt: skip


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("topics:topic", request.coalition.slug, like=UUID(int=0))
    counts = queries.counts(request.standing)
    top = (Coalesce(F("parent__sort_name"), F("sort_name")), F("parent__sort_name"), F("sort_name"))
    return [
        Column("topic", _("Topic"), "name", sort=top, head=True, show=lambda t: _name(t, page(t.pk))),
        Column("parent", _("Below"), "parent.name", shown=False),
        Column("description", _("What belongs to it"), "description"),
        Column("aliases", _("Also called"), lambda t: ", ".join(one.name for one in t.aliases.all())),
        Column("hangs", _("What hangs on it"), lambda t: sum(counts.get(t.pk, Counter()).values()),
               show=lambda t: hung_on(t, counts.get(t.pk, Counter()))),
        Column("state", _("Status"), _state, show=lambda t: status("" if t.retired_at else "ok", _state(t))),
    ]  # fmt: skip


def hung_on(topic: Topic, tally: Counter[str]) -> SafeString | str:
    """Each kind of thing with how many, leading to their list."""
    found = queries.hung(topic, tally)
    if not found:
        return format_html('<span class="fine">{}</span>', _("Nothing yet"))
    links = ((one.url, one.label, one.count) for one in found)
    return format_html_join(", ", '<a href="{}">{}: {}</a>', links)


def _name(topic: Any, url: str) -> SafeString:
    above = format_html('<span class="fine">{} › </span>', topic.parent.name) if topic.parent else ""
    return format_html('{}<a href="{}">{}</a>', above, url, topic.name)


def _state(topic: Topic) -> str:
    return _("Retired") if topic.retired_at else _("In use")


def _in_state(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(retired_at__isnull=value == "live")


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No topics yet"),
        _("Topics tell what a question, a text or a need is about, so that it is found again."),
        "file",
        _("Add the first topic"),
        reverse("topics:new", args=[request.coalition.slug]),
        _("“Housing”, and below it “Damp flats”."),
    )
