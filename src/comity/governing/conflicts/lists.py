"""One's own cases as a list."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.governing.conflicts.page import status_of
from comity.governing.conflicts.queries import in_lines, step_of, visible_to
from comity.governing.models import CaseState


def cases(request: CoalitionRequest) -> Listing:
    """The cases one is named in; for everybody else there are none."""
    rows = in_lines(visible_to(request.standing))
    return Listing(
        request, rows, name="conflicts", columns=_columns(request), default="-opened", caption=_("Your cases"),
        filters=(Words(("title", "account")), Choose("state", _("Status"), CaseState.choices, apply=_in_state)),
        empty=Empty(
            _("You are named in no case"),
            _("That is good. When talking does not help, open one: only those named learn of it."), "say",
            _("Open a case"), reverse("governing:open-conflict", args=[request.coalition.slug]),
            _("“Who answers night calls”, settled by a mediator after eleven days."),
        ),
    )  # fmt: skip


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("governing:conflict", request.coalition.slug, like=UUID(int=0))
    return [
        Column("title", _("About"), "title", sort="title", head=True, link=lambda c: page(c.pk)),
        Column("between", _("Between"), _between),
        Column("step", _("Step"), lambda c: step_of(c).get_kind_display()),
        Column("until", _("Until"), lambda c: step_of(c).ends_at if c.state == CaseState.OPEN else None),
        Column("opened", _("Opened"), "opened_at", sort="opened_at"),
        Column("state", _("Status"), lambda c: status_of(c)[1], show=lambda c: status(*status_of(c)), sort="state"),
    ]  # fmt: skip


def _between(case: Any) -> str:
    return " · ".join(party.name for party in case.parties.all())


def _in_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(state=value)
