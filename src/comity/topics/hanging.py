"""What hangs on topics: wings say so in `hanging`, in their `AppConfig.ready`.

They point to a topic by a foreign key or several, offer `forms.TopicField`, and narrow their lists by `narrowed`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from comity.base.registry import Registry, Worded
from comity.coalitions.standing import Standing


@dataclass(frozen=True)
class Hanging:
    """A kind of thing that has topics. rows(standing): those the person may know of, as a query; field: the key's name.

    url(slug, topic id): where these are listed, narrowed to the topic.
    """

    label: Worded
    rows: Callable[[Standing], "QuerySet[Any]"]
    field: str
    url: Callable[[str, UUID], str]


#: name → Hanging
hanging: Registry[Hanging] = Registry("kind of thing with topics")
