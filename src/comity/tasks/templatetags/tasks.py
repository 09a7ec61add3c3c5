"""Tasks on the pages of wings: `{% load tasks %}{% tasks_of thing %}`, of a registered holder."""

from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from comity.base.clock import day_of, now
from comity.base.templatetags.marks import status
from comity.tasks import lists
from comity.tasks.models import Task
from comity.tasks.panels import of_thing

register = template.Library()


@register.inclusion_tag("tasks/parts/tasks.html", takes_context=True)
def tasks_of(context: Context, thing: Any) -> dict[str, Any]:
    """The tasks of a thing, with the way to a new one for those who may add to it. One query, and those of its wing."""
    return {"panel": of_thing(context["request"], thing)}


@register.simple_tag
def task_state(task: Task, today: date | None = None) -> SafeString:
    """Where a task stands, as word and sign."""
    return status(*lists.state_of(task, today or day_of(now())))


