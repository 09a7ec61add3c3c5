"""Statements and the media log as lists. Pages and other programs read the same."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import outward, status
from comity.coalitions.requests import CoalitionRequest
from comity.governing.models import MediaKind, SpokeAs, StatementKind, StatementState
from comity.governing.statements.queries import may_be_read, media_visible_to, visible_to

S = StatementState
SIGNS = {
    S.DRAFT: "", S.CLEARING: "info", S.CLEARED: "info", S.WAITING: "warn", S.PUBLISHED: "ok",
    S.WITHDRAWN: "bad", S.DROPPED: "",
}  # fmt: skip


def state_of(statement: Any) -> tuple[str, str]:
    """Sign and words; of a published one that is being corrected, both."""
    state = StatementState(statement.state)
    if statement.shown is not None and state not in (S.PUBLISHED, S.WITHDRAWN):
        return "ok", _("Published, being corrected")
    return SIGNS[state], str(state.label)


def statements(request: CoalitionRequest) -> Listing:
    """Statements one may know of, newest first; dropped drafts only under their own filter."""
    readable = FilteredRelation("versions", condition=may_be_read(request.standing, "versions"))
    rows = visible_to(request.standing).select_related("organisation").annotate(readable=readable).distinct()
    if request.GET.get("state") != S.DROPPED:
        rows = rows.exclude(state=S.DROPPED)
    page = addresses("governing:statement", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("title", _("Statement"), "title", sort="title", head=True, link=lambda s: page(s.pk)),
        Column("name", _("In whose name"), lambda s: whose(s, request.coalition.name)),
        Column("date", _("Published"), "published_at", sort=("published_at", "drafted_at")),
        Column("state", _("Status"), lambda s: state_of(s)[1], show=lambda s: status(*state_of(s)), sort="state"),
    ]  # fmt: skip
    return Listing(
        request, rows, name="statements", columns=columns, default="-date", caption=_("Statements"),
        filters=(
            Words(("title", "readable__text")), Choose("state", _("Status"), S.choices),
            Choose("kind", _("In whose name"), StatementKind.choices),
        ),
        empty=Empty(
            _("Nothing has been said to the outside yet"),
            _("Draft a statement: it is cleared by who speaks for us, and names the partners."), "mic",
            _("Draft a statement"), reverse("governing:new-statement", args=[request.coalition.slug]),
            _("“Forty flats will be warm by November”, with credit to seven partners."),
        ),
    )  # fmt: skip


def whose(statement: Any, coalition: str) -> str:
    """In whose name it stands."""
    return coalition if statement.kind == StatementKind.COALITION else statement.for_name


def media(request: CoalitionRequest) -> Listing:
    """The media log, newest first."""
    rows, at = media_visible_to(request.standing), now()
    columns = [
        Column("on", _("Day"), "on", sort="on", narrow=True),
        Column("about", _("About"), "about", sort="about", head=True, link=lambda m: outward(m.link)),
        Column("outlet", _("Where"), "outlet", sort="outlet"),
        Column("kind", _("Kind"), lambda m: m.get_kind_display()),
        Column("spoke", _("Who spoke"), lambda m: m.spoke.name if m.spoke else ""),
        Column("spoke_as", _("In which capacity"), capacity_of),
        Column("clip", _("What was said"), "clip"),
        Column("link", _("Link"), "link", shown=False),
        Column("change", _("Change"), lambda m: _("Change"), exported=False,
               link=addresses_of(request, "change-media")),
    ]  # fmt: skip
    return Listing(
        request, rows, name="media", columns=columns, default="-on", caption=_("Media log"),
        filters=(
            Words(("about", "outlet", "clip", "spoke__name")), Choose("kind", _("Kind"), MediaKind.choices),
            Choose("spoke_as", _("In which capacity"), SpokeAs.choices),
            Choose("year", _("Year"), lambda: _years(request, at), field="on__year"),
        ),
        empty=Empty(
            _("The media log is empty"),
            _("Note when somebody of us was in the media, and for whom they spoke."), "mic",
            _("Note an item"), reverse("governing:log-media", args=[request.coalition.slug]),
            _("“Harbour Gazette, 3 March: Marta Lind for the coalition on warm homes.”"),
        ),
    )  # fmt: skip


def addresses_of(request: CoalitionRequest, name: str) -> Any:
    page = addresses(f"governing:{name}", request.coalition.slug, like=UUID(int=0))
    return lambda row: page(row.pk)


def capacity_of(entry: Any) -> str:
    """For whom somebody spoke, with the organisation's name."""
    return entry.organisation.name if entry.organisation else str(entry.get_spoke_as_display())


def _years(request: CoalitionRequest, at: datetime) -> list[tuple[int, str]]:
    rows: QuerySet[Any] = media_visible_to(request.standing).order_by("on")
    first = rows.values_list("on", flat=True)[:1]
    since = first[0].year if first else at.year
    return [(year, str(year)) for year in range(at.year, since - 1, -1)]
