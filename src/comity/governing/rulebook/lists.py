"""The lists of the rulebook: versions, what members said, and dues. Pages and other programs read the same."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import SECTORS, day, status
from comity.coalitions.requests import CoalitionRequest
from comity.core.rulebook.types import Rulebook
from comity.governing.models import Acceptance, RulebookVersion, VersionState
from comity.governing.rulebook import queries

KINDS = {
    VersionState.DRAFT: "", VersionState.PROPOSED: "info", VersionState.ADOPTED: "ok", VersionState.REPLACED: "",
    VersionState.DROPPED: "",
}  # fmt: skip


def state_of(version: RulebookVersion) -> tuple[str, str]:
    """Kind and words of a version's state."""
    state = VersionState(version.state)
    return KINDS[state], str(state.label)


def versions(request: CoalitionRequest) -> Listing:
    """All versions, the newest first."""
    at = now()
    columns = [
        Column("number", _("No."), "number", sort="number"),
        Column("version", _("Version"), str, head=True, link=lambda one: one.get_absolute_url()),
        Column("state", _("Status"), lambda one: state_of(one)[1], show=lambda one: status(*state_of(one))),
        Column("why", _("What changed"), "why"),
        Column("by", _("Drafted by"), "for_name"),
        Column("adopted", _("In force from"), "adopted_at", show=lambda one: _day(one.adopted_at, at)),
        Column("ended", _("until"), "ended_at", show=lambda one: _day(one.ended_at, at)),
    ]
    return Listing(
        request, queries.versions_visible_to(request.standing), name="rulebooks", columns=columns, default="-number",
        filters=(Words(("why", "for_name")), Choose("state", _("Status"), VersionState.choices, field="state")),
        caption=_("Versions of the rulebook"),
        empty=Empty(
            _("There are no rules yet"), _("The first draft begins with what your kind of coalition usually agrees."),
            "book", _("Draft a rulebook"), reverse("governing:rulebook-new", args=[request.coalition.slug]),
        ),
    )  # fmt: skip


def acceptances(request: CoalitionRequest) -> Listing:
    """What members said to the versions, the newest word first; replaced ones only when they are asked for."""
    at, rows = now(), queries.acceptances_visible_to(request.standing)
    columns = [
        Column("organisation", _("Organisation"), "organisation", head=True,
               sort="organisation__sort_name"),
        Column("version", _("Version"), lambda one: one.version.number, sort="version__number"),
        Column("said", _("What it said"), _said, show=_shown),
        Column("why", _("Why"), "why"),
        Column("person", _("Said by"), lambda one: one.person.name),
        Column("said_at", _("When"), "said_at", show=lambda one: _day(one.said_at, at), sort="said_at"),
    ]  # fmt: skip
    words = [("accepted", _("Accepted")), ("declined", _("Declined")), ("replaced", _("Replaced since"))]
    if request.GET.get("said") != "replaced":
        rows = rows.filter(replaced_at=None)
    return Listing(
        request, rows, name="acceptances", columns=columns, default="-said_at", caption=_("What members said"),
        filters=(
            Words(("organisation__name", "why")),
            Choose("version", _("Version"), _numbers, field="version__number", every=_("All versions")),
            Choose("said", _("What it said"), words, apply=_saying),
        ),
        empty=Empty(_("Nobody has said anything yet"), _("Members are asked when a version comes into force."), "book"),
    )  # fmt: skip


def dues(request: CoalitionRequest, rules: Rulebook) -> Listing:
    """What each member owes a year, and when it is due next."""
    today = now().astimezone(request.coalition.tz).date()
    columns = [
        Column("organisation", _("Organisation"), "shown_name", head=True, sort="sort_name"),
        Column("sector", _("Sector"), lambda one: str(SECTORS.get(one.sector, "")), sort="sector"),
        Column("since", _("Member since"), "since_here", show=lambda one: day(one.since_here)),
        Column("owed", _("Dues a year"), lambda one: queries.owed_plainly(rules, one.sector),
               show=lambda one: queries.owed_in_words(rules, one.sector)),
        Column("due", _("Next due"), lambda one: queries.due_on(rules, one.sector, today), show=lambda one: _day(
            queries.due_on(rules, one.sector, today), today)),
        Column("currency", _("Currency"), lambda _one: rules.currency, shown=False),
    ]  # fmt: skip
    return Listing(
        request, queries.owing(request.standing, rules), name="dues", columns=columns, default="organisation",
        filters=(Words(("name",)), Choose("sector", _("Sector"), list(SECTORS.items()), field="sector")),
        caption=_("Dues"),
        empty=Empty(_("There are no members yet"), _("Dues are computed once organisations have joined."), "money"),
    )  # fmt: skip


def _day(moment: Any, at: Any) -> Any:
    return "" if moment is None else day(moment, at)


def _said(one: Acceptance) -> str:
    return _("Accepted") if one.accepted else _("Declined")


def _shown(one: Acceptance) -> Any:
    return status("ok" if one.accepted else "bad", _said(one))


def _numbers() -> list[tuple[Any, str]]:
    numbers = RulebookVersion.objects.order_by("-number").values_list("number", flat=True)
    return [(n, str(n)) for n in numbers]


def _saying(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == "replaced":
        return rows.exclude(replaced_at=None)
    return rows.filter(accepted=value == "accepted")
