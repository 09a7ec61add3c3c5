"""Introductions as a list. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.requests import CoalitionRequest
from comity.network.introductions.queries import mine, title_of, to_read, visible_to
from comity.network.models import Introduction, IntroductionState

S = IntroductionState
SIGNS = {S.PROPOSED: "", S.AGREED: "info", S.MET: "ok", S.DECLINED: "", S.DROPPED: ""}


def introductions(request: CoalitionRequest) -> Listing:
    """All introductions, the newest first."""
    page = addresses("network:introduction", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("who", _("Who meets"), names_of, head=True, link=lambda one: page(one.pk)),
        Column("state", _("Status"), lambda one: str(S(one.state).label), sort="state",
               show=lambda one: status(SIGNS[S(one.state)], str(S(one.state).label))),
        Column("answer_by", _("Answer by"), "answer_by", sort="answer_by",
               show=lambda one: day(one.answer_by, short=True)),
        Column("met_on", _("Met on"), "met_on", sort="met_on",
               show=lambda one: day(one.met_on, short=True) if one.met_on else ""),
        Column("round", _("Round"), lambda one: one.round.number if one.round else "", shown=False),
        Column("facilitator", _("Helped by"), lambda one: one.facilitator.name if one.facilitator else "",
               shown=False),
        Column("made_at", _("Proposed"), "made_at", sort="made_at", shown=False),
    ]  # fmt: skip
    states = [(one.value, one.label) for one in S if one != S.DROPPED]
    return Listing(
        request, to_read(visible_to(request.standing)), name="introductions", columns=columns, default="-made_at",
        caption=_("Introductions"),
        filters=(
            Words(("sides__name",)), Choose("state", _("Status"), states),
            Choose("whose", _("Whose"), [("mine", _("Ours"))], apply=lambda rows, _value: ours(rows, request)),
        ),
        empty=Empty(
            _("Nobody has been introduced yet"),
            _("Trust begins between two. Propose that those who never met do, an hour is enough."), "say",
            _("Ask to meet somebody"), reverse("network:ask-to-meet", args=[request.coalition.slug]),
        ),
    )  # fmt: skip


def names_of(introduction: Introduction) -> str:
    """Those who are to meet."""
    return title_of(side.name for side in introduction.sides.all())


def ours(rows: "QuerySet[Any]", request: CoalitionRequest) -> "QuerySet[Any]":
    """Those of the reader's organisations."""
    return rows.filter(pk__in=visible_to(request.standing).filter(mine(request.standing)).values("pk"))
