"""All evidence as a list. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.rungs import ITEMS, State
from comity.network.models import Evidence, Rung, noted
from comity.network.rungs.queries import AGE, evidence_visible_to
from comity.network.rungs.wording import STATE_WORDS, item_choices, item_in_words

OPEN = Q(first_at=None) | Q(second_at=None)


def evidence(request: CoalitionRequest) -> Listing:
    """What was done together, over all pairs one may know of; the newest first."""
    today = now().astimezone(request.coalition.tz).date()
    page = addresses("network:tie", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("item", _("What was done together"), lambda e: item_in_words(e.item), head=True,
               link=lambda e: page(e.tie_id)),
        Column("first", _("Organisation"), lambda e: e.tie.first_name, sort="tie__first__sort_name"),
        Column("second", _("With"), lambda e: e.tie.second_name, sort="tie__second__sort_name"),
        Column("rung", _("Rung"), lambda e: str(Rung(ITEMS[e.item]).label)),
        Column("done_on", _("When"), "done_on", sort="done_on", show=lambda e: day(e.done_on, today)),
        Column("state", _("Status"), lambda e: str(STATE_WORDS[_state(e, today)][1]),
               show=lambda e: status(STATE_WORDS[_state(e, today)][0], str(STATE_WORDS[_state(e, today)][1]))),
        Column("words", _("In their words"), "words", shown=False),
        Column("noted_by", _("Noted by"), "noted_name", shown=False),
    ]  # fmt: skip
    items = [(key, words) for _rung, some in item_choices() for key, words in some]
    rungs = [(str(one.value), one.label) for one in Rung if 0 < one < Rung.MULTISECTOR]
    states = [(state.value, words) for state, (_look, words) in STATE_WORDS.items()]
    return Listing(
        request, evidence_visible_to(request.standing), name="evidence", columns=columns, default="-done_on",
        caption=_("What was done together"),
        filters=(
            Words(("words", "tie__first_name", "tie__second_name", "noted_name")),
            Choose("rung", _("Rung"), rungs, apply=_of_rung),
            Choose("item", _("What"), items),
            Choose("state", _("Status"), states, apply=lambda rows, value: in_state(rows, value, today)),
        ),
        empty=_empty(request),
    )  # fmt: skip


def _state(row: Evidence, today: Any) -> State:
    return noted(row).state(today, age=AGE)


def _of_rung(rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
    return rows.filter(item__in=[key for key, rung in ITEMS.items() if str(rung) == value])


def in_state(rows: "QuerySet[Any]", value: str, today: Any) -> "QuerySet[Any]":
    """The rows that count so far on that day."""
    if value == State.WITHDRAWN:
        return rows.exclude(withdrawn_at=None)
    standing, oldest = rows.filter(withdrawn_at=None), today - AGE
    if value == State.CLAIMED:
        return standing.filter(OPEN)
    confirmed = standing.exclude(OPEN)
    return confirmed.filter(done_on__lt=oldest) if value == State.STALE else confirmed.filter(done_on__gte=oldest)


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("Nothing is noted yet"),
        _("What two organisations really do together shows on which rung they stand."),
        "net",
        _("Note what we did together"),
        reverse("network:note-evidence", args=[request.coalition.slug]),
        _("“The shelter lent us its hall for three evenings.”"),
    )


