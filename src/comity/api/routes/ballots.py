"""How a question is voted on, what there is to choose from, and ballots on options."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.ballots import (
    BallotChanges,
    BallotShape,
    NewMarks,
    NewOptions,
    NewProxy,
    ProxyShape,
    SettledTie,
    ballot_shape,
    proxy_shape,
)
from comity.api.shapes.governing import VoteShape, vote_shape
from comity.base.clock import day_of, now
from comity.base.versions import Version
from comity.coalitions.queries import members_of
from comity.core.ballots.types import Choice
from comity.governing import acts
from comity.governing.models import Proxy, Vote
from comity.governing.views.reading import asked as shown

router = Router(tags=["governing"])
ONE = f"{AT}/questions/{{uuid:question}}"


@reading(router, f"{ONE}/ballot", says=_("Read how a question is voted on"), answers=BallotShape)
def ballot(request: Call, question: UUID) -> Any:
    """Method, settings and options; once it is sealed, the tally from which anyone can count again."""
    return ballot_shape(shown(request, question))


@deed(router, f"{ONE}/ballot", says=_("Choose how a draft is voted on"), act="governing.question.edited",
      method="PATCH", takes=BallotChanges, answers=BallotShape, versioned=True)  # fmt: skip
def choose(request: Call, question: UUID, given: BallotChanges, read: Version | None) -> Any:
    """The method checks its settings, and says which it misses."""
    said = given.model_dump(exclude_unset=True)
    acts.edit_question(shown(request, question), by=request.capacity, at=now(), read=read, **said)
    return ballot_shape(shown(request, question))


@deed(router, f"{ONE}/options", says=_("Write down the options of a draft"), act="governing.options.listed",
      method="PUT", takes=NewOptions, answers=BallotShape)  # fmt: skip
def options(request: Call, question: UUID, given: NewOptions) -> Any:
    """All of them, in the order of the ballot; those that stood there before are replaced."""
    rows = [one.model_dump() for one in given.options]
    acts.list_options(shown(request, question), rows, by=request.capacity, at=now())
    return ballot_shape(shown(request, question))


@deed(router, f"{ONE}/ballots", says=_("Give your organisation’s ballot"), act="governing.vote.cast",
      scope=Scope.VOTE, takes=NewMarks, answers=VoteShape, status=201)  # fmt: skip
def mark(request: Call, question: UUID, given: NewMarks) -> Any:
    """On a question with options, while its ballot is open. Private ballots are given on the page alone."""
    found = shown(request, question)
    if not all(place.isdigit() for place in given.marks):
        raise ValidationError({"marks": _("Name options by their place, from 1.")})
    marked = {int(place): mark for place, mark in given.marks.items()}
    cast = acts.cast_vote(
        found, marked=marked, why=given.why, at_home=given.at_home, by=request.capacity, at=now()
    )
    return vote_shape(cast, {entry.organisation_id: entry.name for entry in found.roll.all()})


# ── by other hands ──


@reading(router, f"{AT}/proxies", says=_("List proxies"), answers=lists.list_of(ProxyShape), asks=lists.Asked)
def proxies(request: Call, asked: lists.Asked) -> Any:
    """Those that your organisation gave or was asked for, and that have not ended."""
    of = request.capacity.organisation
    rows = (Proxy.objects.filter(giver=of) | Proxy.objects.filter(holder=of)).filter(ended_at=None)
    found = list(rows.select_related("giver", "holder").order_by("offered_at"))
    return lists.cut(request, found, asked, proxy_shape, total=len(found))


@deed(router, f"{AT}/proxies", says=_("Ask another organisation to vote for yours"), act="governing.proxy.offered",
      scope=Scope.VOTE, takes=NewProxy, answers=ProxyShape, status=201)  # fmt: skip
def offer_proxy(request: Call, given: NewProxy) -> Any:
    """On one question, or on all until a day. It holds once the other accepts."""
    holder = get_object_or_404(members_of(request.coalition.pk, on=day_of(now())), pk=given.holder)
    found = shown(request, given.question) if given.question else None
    made = acts.offer_proxy(holder, question=found, until_on=given.until_on, by=request.capacity, at=now())
    return proxy_shape(made)


@deed(router, f"{AT}/proxies/{{uuid:proxy}}/accept", says=_("Accept a proxy"), act="governing.proxy.accepted",
      scope=Scope.VOTE, answers=ProxyShape)  # fmt: skip
def accept_proxy(request: Call, proxy: UUID) -> Any:
    """Your organisation votes for the other from then on."""
    return proxy_shape(acts.accept_proxy(_mine(request, proxy), by=request.capacity, at=now()))


@deed(router, f"{AT}/proxies/{{uuid:proxy}}/end", says=_("End a proxy"), act="governing.proxy.ended",
      scope=Scope.VOTE, answers=ProxyShape)  # fmt: skip
def end_proxy(request: Call, proxy: UUID) -> Any:
    """Either side can. A vote already given stands until its organisation gives another."""
    return proxy_shape(acts.end_proxy(_mine(request, proxy), by=request.capacity, at=now()))


@deed(router, f"{ONE}/votes/{{uuid:vote}}/contest", says=_("Contest a vote written down for you"),
      act="governing.vote.contested", scope=Scope.VOTE, answers=VoteShape)  # fmt: skip
def contest(request: Call, question: UUID, vote: UUID) -> Any:
    """It counts no more from then on, and your organisation can answer itself."""
    found = shown(request, question)
    told = get_object_or_404(Vote.objects.select_related("question__coalition"), pk=vote, question=found)
    names = {entry.organisation_id: entry.name for entry in found.roll.all()}
    return vote_shape(acts.contest_vote(told, by=request.capacity, at=now()), names)


@deed(router, f"{ONE}/tie", says=_("Decide a tie as the chair"), act="governing.tie.settled", takes=SettledTie,
      answers=BallotShape)  # fmt: skip
def settle_tie(request: Call, question: UUID, given: SettledTie) -> Any:
    """Where the rule leaves it to the chair, once the time is over. Then the question is sealed."""
    choice = Choice(given.choice)
    acts.settle_tie(shown(request, question), choice, why=given.why, by=request.capacity, at=now())
    return ballot_shape(shown(request, question))


def _mine(request: Call, proxy: UUID) -> Proxy:
    of = request.capacity.organisation
    rows = Proxy.objects.filter(giver=of) | Proxy.objects.filter(holder=of)
    found: Proxy = get_object_or_404(rows, pk=proxy)
    return found
