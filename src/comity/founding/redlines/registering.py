"""What red lines tell the rooms below: that there is one, and never whose unless its organisation allows it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.merging import on_merge
from comity.coalitions.standing import Standing
from comity.founding.models import Acknowledged, LineKind, RedLine
from comity.founding.redlines import queries
from comity.governing.models import Question, State
from comity.governing.opening import opening_guards
from comity.people.belongings import register_belonging
from comity.people.models import Organisation


def register() -> None:
    """Fill the registries."""
    registry.warnings.register("founding.red-lines", warned)
    opening_guards.append(waits)
    on_merge.append(move_along)
    about = gettext_lazy("Your own organisation’s red lines and wishes, by topic.")
    label = gettext_lazy("Red lines and wishes")
    registry.export.register("red-lines", registry.Exportable(label, lines_table, about))
    about = gettext_lazy("What authors said they do about a red line on their topic.")
    label = gettext_lazy("Red lines known to authors")
    registry.export.register("red-lines-known", registry.Exportable(label, known_table, about))
    register_belonging("red_lines", RedLine, "coalition", "organisation", "topic", "kind", "words", "drawn_at")
    register_belonging("red_lines_known", Acknowledged, "coalition", "question", "words", "at")


def warned(question: Question) -> Iterator[registry.Warned]:
    """That a red line exists on its topic; its words only where its organisation lets others know."""
    if question.state != State.DRAFT:
        return
    lines = queries.on_topic_of(question)
    hidden = [one for one in lines if one.kind == LineKind.LINE and not one.shown]
    url = reverse("founding:redlines-acknowledge", args=[question.coalition.slug, question.pk])
    url = url if queries.unacknowledged(question) else ""
    if hidden:
        yield registry.Warned(_("A red line exists on this topic. Ask around before you open the vote."), url)
    for one in lines:
        if one.shown and one.organisation:
            said = _("A red line of {name}: {words}") if one.kind == LineKind.LINE else _("A wish of {name}: {words}")
            link = url if one.kind == LineKind.LINE and not hidden else ""
            yield registry.Warned(said.format(name=one.organisation.name, words=one.words), link)


def waits(question: Question, at: datetime) -> Reason | None:
    """A vote opens only once its authors say that they know of a red line on its topic."""
    if not queries.unacknowledged(question):
        return None
    url = reverse("founding:redlines-acknowledge", args=[question.coalition.slug, question.pk])
    why = _("A red line exists on the topic of this question.")
    return Reason(why, _("Say first that you know, and what you do about it."), Bar.NOT_NOW, url)


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[Any]:
    """Two rows for one organisation become one: all of their red lines are those of the one that stays."""
    moved = list(RedLine.objects.filter(organisation=gone))
    for row in moved:
        row.organisation = kept
        row.store()
    return moved


def lines_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "organisation", "topic", "kind", "words", "shown", "drawn_at"
    for one in queries.visible_to(standing).order_by("drawn_at", "pk"):
        name = one.organisation.name if one.organisation else ""
        yield name, one.topic.name, one.kind, one.words, one.shown, one.drawn_at


def known_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "question", "words", "for", "at"
    for one in queries.acknowledged_visible_to(standing).order_by("at", "pk"):
        yield one.question.code or one.question_id, one.words, one.said_for, one.at
