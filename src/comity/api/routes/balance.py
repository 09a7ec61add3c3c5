"""Seats and voting power in a body."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from ninja.schema import Schema
from pydantic import ConfigDict, Field

from comity.api.operations import Call, reading
from comity.api.routes.bodies import ONE, body_found
from comity.api.shapes.balance import BalanceShape, balance_shape
from comity.base.clock import day_of, now
from comity.governing.balance import Asked, balance_of

router = Router(tags=["governing"])


class SayAsked(Schema):
    """Another majority or quorum to try; nothing is changed by asking."""

    model_config = ConfigDict(extra="forbid")

    share: Literal["half", "three-fifths", "two-thirds", "three-quarters", "all"] = Field(
        "half", description="The share of the votes that carries."
    )
    quorum: Literal["half", "third", "two-thirds", "none"] = Field(
        "half", description="The share of the organisations that must take part."
    )


@reading(router, f"{ONE}/say", says=_("Read seats and voting power"), answers=BalanceShape, asks=SayAsked)
def say(request: Call, body: UUID, asked: SayAsked) -> Any:
    """Who holds how many seats, and how often each vote decides (Banzhaf, Shapley–Shubik), exact."""
    tried = Asked(share=asked.share, quorum=asked.quorum)
    return balance_shape(balance_of(body_found(request, body), tried, on=day_of(now())))
