"""News and their answers."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment
from comity.base.versions import Version
from comity.network.acts.news import EDITABLE
from comity.network.models import NewsAnswer, NewsItem


class NewsAnswerShape(Answer):
    """What was answered."""

    id: UUID
    for_name: str = Field(description="In whose name.", examples=["Open Door Shelter"])
    words: str = Field(examples=["Thank you. We ask her today."])
    answered_at: Moment


class NewsShape(Answer):
    """News of a member. Send `version` as If-Match with a change."""

    id: UUID
    title: str = Field(examples=["The city answers letters again"])
    text: str = Field(examples=["Ask for Mrs Holm."])
    for_name: str = Field(description="In whose name it was posted.", examples=["Harbour Tenants’ Union"])
    sector: str = Field(description="For which sector; empty: for all.", examples=[""])
    audience: Ref | None = Field(description="For which body.", examples=[None])
    until_on: Day
    posted_at: Moment
    withdrawn_at: Moment | None = Field(examples=[None])
    answers: list[NewsAnswerShape] = Field(description="Oldest first; empty in lists.")
    version: str = Field(examples=["title=3f2a91c07b14"])


def news_shape(item: NewsItem, answers: Any = ()) -> NewsShape:
    """An item as programs see it."""
    return NewsShape(
        id=item.pk, title=item.title, text=item.text, for_name=item.for_name, sector=item.sector,
        audience=ref(item.audience), until_on=item.until_on, posted_at=item.posted_at, withdrawn_at=item.withdrawn_at,
        answers=[news_answer_shape(one) for one in answers], version=str(Version.of(item, EDITABLE)),
    )  # fmt: skip


def news_answer_shape(answer: NewsAnswer) -> NewsAnswerShape:
    """An answer as programs see it."""
    return NewsAnswerShape(
        id=answer.pk, for_name=answer.for_name, words=answer.words, answered_at=answer.answered_at
    )
