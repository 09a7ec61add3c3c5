"""Topics."""

from collections import Counter
from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Moment
from comity.base.versions import Version
from comity.topics.models import Topic

EDITABLE = ("name", "description", "parent")


class TopicShape(Answer):
    """A topic with what hangs on it. Send `version` as If-Match with a change."""

    id: UUID
    name: str = Field(examples=["Damp flats"])
    description: str = Field(examples=["Walls, heating, and who pays."])
    parent: Ref | None = Field(description="The topic it stands below.")
    merged_into: Ref | None = Field(description="The topic it is another name of.", examples=[None])
    hangs: dict[str, int] = Field(description="How many things of each kind have it.", examples=[{"questions": 3}])
    added_at: Moment
    retired_at: Moment | None = Field(examples=[None])
    version: str = Field(examples=["name=3f2a91c07b14"])


def topic_shape(topic: Topic, tally: Counter[str] | None = None) -> TopicShape:
    """A topic as programs see it."""
    hangs: dict[str, Any] = dict(tally or {})
    return TopicShape(
        id=topic.pk, name=topic.name, description=topic.description, parent=ref(topic.parent),
        merged_into=ref(topic.merged_into), hangs=hangs, added_at=topic.added_at, retired_at=topic.retired_at,
        version=str(Version.of(topic, EDITABLE)),
    )  # fmt: skip
