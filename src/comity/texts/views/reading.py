"""What all views here begin with: the text as the reader may see it, and the thing it belongs to."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from comity.coalitions.held import held_by
from comity.coalitions.requests import CoalitionRequest
from comity.texts.models import Comment, Suggestion, Text
from comity.texts.queries import VOICES, visible_to


def seen(request: CoalitionRequest, text: UUID) -> tuple[Text, Any]:
    """The text and its holder; 404 for what the reader may not know of."""
    rows = visible_to(request.standing).select_related("coalition", "body")
    found: Text = get_object_or_404(rows, pk=text)
    return found, held_by(request.standing, found.held_by, found.held_id)


def suggested(request: CoalitionRequest, text: UUID, suggestion: UUID) -> tuple[Suggestion, Any]:
    """A suggestion to a text that the reader may see, and the holder."""
    of, thing = seen(request, text)
    rows = Suggestion.objects.filter(text=of).select_related(*VOICES, "against", "coalition", "settled_by")
    found: Suggestion = get_object_or_404(rows, pk=suggestion)
    found.text = of
    return found, thing


def commented(request: CoalitionRequest, text: UUID, comment: UUID) -> Comment:
    """A comment on a text that the reader may see."""
    of, _thing = seen(request, text)
    found: Comment = get_object_or_404(Comment.objects.filter(text=of).select_related(*VOICES), pk=comment)
    found.text = of
    return found


def page(request: CoalitionRequest, name: str, *args: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"texts:{name}", args=[request.coalition.slug, *args])
