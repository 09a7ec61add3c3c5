"""Rows as they stand once the chain is locked: what an act was handed may be minutes old."""

from comity.base import versions
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.permissions import same_coalition
from comity.texts.models import Comment, Suggestion, Text


def fresh_text(text: Text, by: Capacity, read: versions.Version | None = None) -> Text:
    """The text, read anew inside the act; Refused for one of another coalition, Changed when it says something else."""
    require(same_coalition(by, text))
    found: Text = Text.objects.select_related("coalition", "body").get(pk=text.pk)
    if read is not None:
        read.require(found)
    return found


def fresh_suggestion(suggestion: Suggestion, by: Capacity, read: versions.Version | None = None) -> Suggestion:
    """The suggestion with its text, read anew."""
    require(same_coalition(by, suggestion))
    found: Suggestion = Suggestion.objects.select_related(
        "against", "person", "organisation", "for_body", "coalition"
    ).get(pk=suggestion.pk)
    found.text = fresh_text(suggestion.text, by, read)
    return found


def fresh_comment(comment: Comment, by: Capacity) -> Comment:
    """The comment with its text, read anew."""
    require(same_coalition(by, comment))
    found: Comment = Comment.objects.select_related("person", "organisation", "for_body").get(pk=comment.pk)
    found.text = fresh_text(comment.text, by)
    return found
