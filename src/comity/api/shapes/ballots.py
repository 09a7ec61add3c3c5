"""Ballots: how a question is voted on, what there is to choose from, and its tally."""

import json
from typing import Any, Literal
from uuid import UUID

from pydantic import Field, StrictInt

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Day, Given, Id
from comity.base.versions import Version
from comity.governing.acts import EDITABLE
from comity.governing.models import Proxy, Question
from comity.governing.wording import how_in_words


class OptionShape(Answer):
    """One of the things to choose from."""

    place: int = Field(description="Its number on the ballot, from 1.", examples=[1])
    title: str = Field(examples=["Town hall"])
    text: str = Field(examples=["Warm, but only until nine."])
    cost: int | None = Field(description="In the smallest coin.", examples=[None])


class TallyShape(Answer):
    """The count of a closed question. `figures` is canonical JSON with every step."""

    figures: str = Field(examples=['{"taken":[1]}'])
    taken: list[int] = Field(description="Places of the options taken, in order.", examples=[[1]])
    seed: str = Field(description="Of the lot that settles ties.", examples=["9f2c:4a1b"])
    ballots_mark: str = Field(description="Fingerprint of all ballots.", examples=["9f2c4a1b"])
    entitled: int = Field(examples=[7])
    present: int | None = Field(description="Null where nobody met.", examples=[None])
    represented: int = Field(description="By another organisation’s proxy.", examples=[0])
    cast: int = Field(examples=[6])


class BallotShape(Answer):
    """How a question is voted on. Send `version` as If-Match with a change."""

    question: UUID
    method: str = Field(examples=["irv"])
    settings: dict[str, Any] = Field(examples=[{"seats": 1}])
    private: bool
    proxies: int = Field(description="For how many others one organisation may vote.", examples=[1])
    budget: int | None = Field(description="In the smallest coin.", examples=[None])
    currency: str = Field(examples=["EUR"])
    in_words: str = Field(examples=["Ranking, one winner. Quorum: more than half of the organisations asked."])
    options: list[OptionShape]
    tally: TallyShape | None = Field(description="Null before it is sealed.")
    version: str = Field(examples=["method=0a1b2c3d4e5f"])


class GivenOption(Given):
    """An option as it is sent."""

    title: str = Field(max_length=120, examples=["Town hall"])
    text: str = Field("", max_length=2000)
    cost: StrictInt | None = Field(None, ge=1, description="In the smallest coin.")


class NewOptions(Given):
    """All options, in the order of the ballot."""

    options: list[GivenOption] = Field(max_length=100)


class BallotChanges(Given):
    """Send only what changes; a new method needs its own settings."""

    method: str | None = Field(None, max_length=40, examples=["irv"])
    settings: dict[str, StrictInt | str] | None = Field(None, examples=[{"seats": 1}])
    private: bool | None = None
    proxies: StrictInt | None = Field(None, ge=0, le=20)
    budget: StrictInt | None = Field(None, ge=1)
    currency: str | None = Field(None, max_length=3)


class NewMarks(Given):
    """A ballot: rank, score, dots, or 1 for an option that is named, by the option’s place. Empty: a blank ballot."""

    marks: dict[str, StrictInt] = Field(max_length=100, examples=[{"1": 2, "2": 1}])
    why: str = Field("", max_length=2000)
    at_home: str = Field("", max_length=300, description="What decided it at home.")


def ballot_shape(question: Question) -> BallotShape:
    """The ballot. Needs its options and its tally."""
    options = [OptionShape(place=o.place, title=o.title, text=o.text, cost=o.cost) for o in question.options.all()]
    tally = getattr(question, "tally", None)
    return BallotShape(
        question=question.pk, method=question.method, settings=json.loads(question.settings), private=question.private,
        proxies=question.proxies, budget=question.budget, currency=question.currency, in_words=how_in_words(question),
        options=options, tally=None if tally is None else _tally(question, tally),
        version=str(Version.of(question, EDITABLE)),
    )  # fmt: skip


def _tally(question: Question, tally: Any) -> TallyShape:
    names = ("figures", "seed", "ballots_mark", "entitled", "present", "represented", "cast")
    taken = json.loads(question.decision.taken)
    return TallyShape(taken=taken, **{name: getattr(tally, name) for name in names})


class ProxyShape(Answer):
    """One organisation lets another vote for it."""

    id: UUID
    giver: Ref
    holder: Ref
    question: UUID | None = Field(description="Null where it holds for all until a day.")
    until_on: Day | None
    accepted: bool
    ended: bool


class NewProxy(Given):
    """Whom you ask, and for which question or until which day."""

    holder: Id
    question: Id | None = None
    until_on: Day | None = None


class SettledTie(Given):
    """What a tie comes to, and why."""

    choice: Literal["yes", "no"]
    why: str = Field(max_length=1000, examples=["The winter will not wait."])


def proxy_shape(proxy: Proxy) -> ProxyShape:
    """One proxy."""
    return ProxyShape(
        id=proxy.pk, giver=Ref(id=proxy.giver_id, name=proxy.giver.name),
        holder=Ref(id=proxy.holder_id, name=proxy.holder.name), question=proxy.question_id, until_on=proxy.until_on,
        accepted=proxy.accepted_at is not None, ended=proxy.ended_at is not None,
    )  # fmt: skip
