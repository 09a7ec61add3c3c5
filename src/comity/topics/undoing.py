"""Taking a step with a topic back within ten minutes: for each act its compensating act."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.topics.acts import restore_topic, retire_topic
from comity.topics.models import Topic


def _topic(entry: Entry) -> Topic:
    """What the act was about: the first thing of its entry."""
    things = json.loads(entry.text)["things"]
    found: Topic = Topic.objects.get(pk=next(UUID(pk) for kind, pk in things if kind == "topics.topic"))
    return found


def added(entry: Entry, *, by: Capacity, at: datetime) -> Topic:
    """The topic is retired."""
    return retire_topic(_topic(entry), by=by, at=at)


def over(entry: Entry, *, by: Capacity, at: datetime) -> Topic:
    """The topic is brought back."""
    return restore_topic(_topic(entry), by=by, at=at)


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {
    "topics.topic.added": added,
    "topics.topic.retired": over,
    "topics.topic.merged": over,
}
