"""Taking a step with a topic back within ten minutes: for each act its compensating act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.topics.acts import restore_topic, retire_topic
from comity.topics.models import Topic


def _topic(entry: Entry) -> Topic:
    """What the act was about: the first thing of its entry."""
    found: Topic = Topic.objects.get(pk=entry.ids_of("topics.topic")[0])
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
