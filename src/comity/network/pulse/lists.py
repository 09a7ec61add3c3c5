"""The figures of the pulse as a list: what was released, and no more. Pages and other programs read the same."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day
from comity.coalitions.requests import CoalitionRequest
from comity.network.pulse.queries import figures_visible_to, in_tenths, sectors, talks_visible_to
from comity.network.pulse.questions import group_in_words, text_of


def figures(request: CoalitionRequest) -> Listing:
    """All figures, the newest wave first."""
    labels, known = sectors(), figures_visible_to(request.standing)
    columns = [
        Column("question", _("Sentence"), lambda one: text_of(one.pulse.questions, one.key), head=True),
        Column("group", _("Who"), lambda one: group_in_words(one.group, labels), sort="group"),
        Column("mean", _("Mean, 1 to 4"), lambda one: in_tenths(one.tenths), sort="tenths"),
        Column("range", _("Range"), lambda one: f"{in_tenths(one.low)}–{in_tenths(one.high)}"),
        Column("n", _("Counted"), "n", sort="n"),
        Column("pulse", _("Pulse"), lambda one: one.pulse.number, sort=("pulse__number", "-group", "-place")),
        Column("closed_at", _("Closed"), lambda one: one.pulse.closed_at, shown=False),
    ]
    return Listing(
        request, known, name="pulse", columns=columns, default="-pulse", caption=_("Figures of the pulse"),
        filters=(
            Choose("wave", _("Pulse"), lambda: _waves(known), apply=lambda rows, value: in_wave(rows, value)),
            Choose("group", _("Who"), lambda: _groups(known, labels), apply=of_group),
        ),
        empty=Empty(
            _("Nothing can be shown yet"),
            _("Once a pulse has closed, its figures stand here: only those of five people and more."), "lock",
        ),
    )  # fmt: skip


def talks(request: CoalitionRequest) -> Listing:
    """Rounds of talk, the newest first."""
    columns = [
        Column("planned_on", _("Planned for"), "planned_on", head=True, sort=("planned_on", "made_at"),
               show=lambda one: day(one.planned_on), link=lambda one: one.get_absolute_url()),
        Column("facilitator", _("Led by"), lambda one: one.facilitator.name, sort="facilitator__sort_name"),
        Column("held_on", _("Held on"), "held_on", sort="held_on",
               show=lambda one: day(one.held_on) if one.held_on else ""),
        Column("result", _("What came of it"), "result"),
    ]  # fmt: skip
    states = [("planned", _("Planned")), ("held", _("Held"))]
    return Listing(
        request, talks_visible_to(request.standing), name="talks", columns=columns, default="-planned_on",
        caption=_("Rounds of talk about trust"),
        filters=(
            Words(("result", "facilitator__name")),
            Choose("state", _("Status"), states, apply=in_state),
        ),
        empty=Empty(
            _("Nobody has planned one yet"),
            _("An hour with a guided agenda tells more than figures where few would be asked."), "say",
        ),
    )  # fmt: skip


def in_state(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(held_on__isnull=value == "planned")


def _waves(known: "QuerySet[Any]") -> list[tuple[str, str]]:
    numbers = known.order_by("-pulse__number").values_list("pulse__number", flat=True).distinct()
    return [(str(number), str(number)) for number in numbers[:40]]


def _groups(known: "QuerySet[Any]", labels: dict[str, str]) -> list[tuple[str, str]]:
    found = known.order_by("group").values_list("group", flat=True).distinct()
    return [(group or "all", group_in_words(group, labels)) for group in found[:40]]


def in_wave(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(pulse__number=int(value)) if value.isdigit() and len(value) < 7 else rows.none()


def of_group(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(group="" if value == "all" else value)
