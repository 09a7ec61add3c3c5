"""Topics: the coalition's own list."""

from collections import Counter
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.topics import TopicShape, topic_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.topics import acts
from comity.topics.forms import MergeForm, TopicForm
from comity.topics.lists import topics as listed
from comity.topics.models import Topic
from comity.topics.queries import counts
from comity.topics.views import find

router = Router(tags=["topics"])
ALL = f"{AT}/topics"
ONE = f"{ALL}/{{uuid:topic}}"
NEW = bodies.body("NewTopic", TopicForm)
CHANGES = bodies.body("TopicChanges", TopicForm, optional=None)
MERGED = bodies.body("TopicMerged", MergeForm)


class TopicsAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["live", "retired"] | None = Field(None, description="Those in use, or those that were retired.")


@reading(router, ALL, says=_("List topics"), answers=lists.list_of(TopicShape), lists="topics", asks=TopicsAsked)
def topics(request: Call, asked: TopicsAsked) -> Any:
    """What the coalition talks about, with how much hangs on each."""
    tallies = counts(request.standing)
    return lists.part(request, listed(request), asked, lambda row: topic_shape(row, tallies.get(row.pk)))


@deed(router, ALL, says=_("Add a topic"), act="topics.topic.added", scope=Scope.COORDINATE, takes=NEW,
      answers=TopicShape, status=201)  # fmt: skip
def add(request: Call, given: Given) -> Any:
    """It can be chosen from then on."""
    said = bodies.cleaned(TopicForm, given, standing=request.standing)
    return topic_shape(acts.add_topic(by=request.capacity, at=now(), **said))


@reading(router, ONE, says=_("Read one topic"), answers=TopicShape)
def topic(request: Call, topic: UUID) -> Any:
    """Its words, and how much hangs on it."""
    found = find(request, topic)
    return topic_shape(found, counts(request.standing).get(found.pk, Counter()))


@deed(router, ONE, says=_("Change a topic"), act="topics.topic.changed", scope=Scope.COORDINATE, method="PATCH",
      takes=CHANGES, answers=TopicShape, versioned=True)  # fmt: skip
def change(request: Call, topic: UUID, given: Given, read: Version | None) -> Any:
    """Its name, what belongs to it, what it stands below. Send only what changes."""
    found = find(request, topic)
    stands = {"name": found.name, "description": found.description, "parent": found.parent_id}
    said = stands | given.model_dump(exclude_unset=True)
    answers = bodies.read_by(TopicForm, said, standing=request.standing, without=found.pk)
    return topic_shape(acts.change_topic(found, by=request.capacity, at=now(), read=read, **answers))


@deed(router, f"{ONE}/merge", says=_("Merge a topic into another"), act="topics.topic.merged",
      scope=Scope.COORDINATE, takes=MERGED, answers=TopicShape)  # fmt: skip
def merge(request: Call, topic: UUID, given: Given) -> Any:
    """It becomes another name of the one that stays."""
    found = find(request, topic)
    into: Topic = bodies.cleaned(MergeForm, given, standing=request.standing, without=found.pk)["into"]
    return topic_shape(acts.merge_topics(found, into, by=request.capacity, at=now()))


@deed(router, f"{ONE}/retire", says=_("Retire a topic"), act="topics.topic.retired", scope=Scope.COORDINATE,
      answers=TopicShape)  # fmt: skip
def retire(request: Call, topic: UUID) -> Any:
    """It can’t be chosen any more; what hangs on it stays."""
    return topic_shape(acts.retire_topic(find(request, topic), by=request.capacity, at=now()))


@deed(router, f"{ONE}/restore", says=_("Bring a topic back"), act="topics.topic.restored", scope=Scope.COORDINATE,
      answers=TopicShape)  # fmt: skip
def restore(request: Call, topic: UUID) -> Any:
    """It can be chosen again."""
    return topic_shape(acts.restore_topic(find(request, topic), by=request.capacity, at=now()))
