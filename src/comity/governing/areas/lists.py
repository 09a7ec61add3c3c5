"""Areas and competences as lists. Pages and other programs read the same."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import mark, status
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.duties import Part
from comity.governing.areas.queries import (
    areas_visible_to,
    competences_visible_to,
    gaps_of,
    having,
    with_parts,
)
from comity.governing.areas.wording import statuses_of
from comity.governing.models import Duty, Level


def areas(request: CoalitionRequest, members: Sequence[Any] | None = None) -> Listing:
    """Areas with who has which part; closed ones only under their own filter. members: if they are at hand."""
    rows = with_parts(areas_visible_to(request.standing), request.coalition.pk)
    if request.GET.get("state") != "closed":
        rows = rows.filter(ended_at=None)
    return Listing(
        request, rows, name="areas", columns=_area_columns(request), filters=_area_filters(request, members),
        default="name",
        caption=_("Areas"), empty=_empty(request),
    )  # fmt: skip


def competences(request: CoalitionRequest) -> Listing:
    """What each organisation says it is good at."""
    rows = competences_visible_to(request.standing).select_related("organisation")
    page = addresses("coalitions:organisation", request.coalition.slug)
    columns = [
        Column("name", _("Good at"), "name", sort="key", head=True),
        Column("organisation", _("Organisation"), "organisation.name", sort="organisation__sort_name",
               link=lambda c: page(c.organisation.slug)),
        Column("level", _("How well"), lambda c: c.get_level_display(), sort="level"),
        Column("evidence", _("What shows it"), "evidence"),
        Column("said", _("Said on"), "said_at", sort="said_at", narrow=True),
    ]  # fmt: skip
    return Listing(
        request, rows, name="competences", columns=columns, default="name", caption=_("Competences"),
        filters=(Words(("name", "evidence", "organisation__name")), Choose("level", _("How well"), Level.choices)),
        empty=Empty(
            _("Nobody has said yet what they are good at"),
            _("When each organisation says it, we can suggest who could take which area."), "star",
            _("Say what we are good at"), reverse("governing:state-competence", args=[request.coalition.slug]),
            _("“Reading leases. Does it regularly: 120 families in two years.”"),
        ),
    )  # fmt: skip


def _area_columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("governing:area", request.coalition.slug, like=UUID(int=0))
    return [
        Column("name", _("Area"), "name", sort="name", head=True, link=lambda a: page(a.pk)),
        *(_part_column(part, label, sort) for part, label, sort in (
            (Part.DECIDES, _("Decides"), "decide"), (Part.DOES, _("Does"), "do"),
            (Part.SUPPORTS, _("Supports"), None), (Part.TOLD, _("Is told"), None))),
        Column("state", _("Status"), lambda a: ", ".join(words for _kind, words in _statuses(a)), show=_chips),
    ]  # fmt: skip


def _part_column(part: Part, label: str, sort: str | None) -> Column:
    def names(area: Any) -> str:
        return ", ".join(one.name for one in having(area, part))

    return Column(part.value, label, names, show=lambda area: _shown(having(area, part)), sort=sort)


def _statuses(area: Any) -> list[tuple[str, str]]:
    return [("", _("Closed"))] if area.ended_at else statuses_of(gaps_of(area))


def _chips(area: Any) -> SafeString:
    chips = format_html_join("", "<span>{}</span>", ((status(*one),) for one in _statuses(area)))
    return format_html('<span class="stack s2">{}</span>', chips)


def _shown(organisations: list[Any]) -> SafeString | str:
    """Marks with names: a name alone has no face, a mark alone no name."""
    if not organisations:
        return "–"
    rows = ((mark(one, "s"), one.name) for one in organisations)
    named = format_html_join("", '<span class="org">{}<span>{}</span></span>', rows)
    return format_html('<span class="stack s2">{}</span>', named)


def _area_filters(request: CoalitionRequest, members: Sequence[Any] | None) -> tuple[Words | Choose, ...]:
    states = [
        ("contested", _("Contested")), ("unclaimed", _("Unclaimed")), ("clear", _("Clear")), ("closed", _("Closed")),
    ]  # fmt: skip
    return (
        Words(("name", "words", "needs")),
        Choose("state", _("Status"), states, apply=_in_state),
        Choose("organisation", _("Organisation"), lambda: _members(request, members), apply=_with),
    )


def _in_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    wanted = {
        "contested": Q(decide__gt=1) | Q(do__gt=1),
        "unclaimed": Q(decide=0) | Q(do=0),
        "clear": Q(decide=1, do=1),
        "closed": Q(ended_at__isnull=False),
    }
    return rows.filter(wanted[value])


def _with(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Areas in which the organisation has a part."""
    return rows.filter(pk__in=Duty.objects.filter(ended_at=None, organisation=value).values("area"))


def _members(request: CoalitionRequest, members: Sequence[Any] | None) -> list[tuple[UUID, str]]:
    rows: Any = members_of(request.coalition.pk) if members is None else members
    return [(one.pk, one.shown_name) for one in rows]


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No area has been named yet"),
        _("Name the pieces of your common work. Then each organisation says which part it has."), "task",
        _("Name an area"), reverse("governing:name-area", args=[request.coalition.slug]),
        _("“Emergency repairs: the tenants’ union decides, the city works department does it.”"),
    )  # fmt: skip
