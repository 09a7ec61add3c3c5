"""Who may write, suggest, settle and comment: each answers None, or the reason and who could.

Who may write is the holder's to say: a text of a body is kept by those who act for the body.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base import registry
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.held import may_keep, thing_of
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.texts.models import Comment, Suggestion, SuggestionState, Text
from comity.texts.queries import visible_to


def may_open(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Begin a text at a thing: its keepers."""
    return may_keep(by, thing, at=at)


def may_keep_text(by: Capacity, text: Text, *, at: datetime) -> Reason | None:
    """Freeze, thaw, take away and bring back: the keepers of the thing; the rule, where something rests on it."""
    if by.acts_for == ActsFor.RULE:
        return same_coalition(by, text)
    return _unseen(by, text, at) or may_keep(by, thing_of(text), at=at)


def may_write(by: Capacity, text: Text, *, at: datetime) -> Reason | None:
    """Write a new version: the keepers, unless the text stands still."""
    return may_keep_text(by, text, at=at) or standing_still(text)


def may_thaw(by: Capacity, text: Text, *, at: datetime) -> Reason | None:
    """Let it be changed again: the keepers, unless what rests on it was settled for good."""
    return may_keep_text(by, text, at=at) or for_good(text, thing_of(text))


def for_good(text: Text, thing: Any) -> Reason | None:
    """The reason why a text never changes again, if there is one: the wing of its thing says so."""
    rule = registry.holders[text.held_by].settled
    found: Reason | None = rule(thing) if rule else None
    return found


def standing_still(text: Text) -> Reason | None:
    """The reason why nothing can change in a text now, if there is one."""
    if text.withdrawn_at:
        return Reason(_("This text was taken away."), _("Who keeps it can bring it back."), Bar.CONFLICT)
    if text.frozen_at:
        why = text.frozen_why or _("Something rests on how it reads.")
        return Reason(_("This text stands still: {why}").format(why=why), bar=Bar.NOT_NOW)
    return None


def may_suggest(by: Capacity, text: Text, *, at: datetime) -> Reason | None:
    """Suggest a change: everyone inside who may read it; for an organisation, who speaks for it."""
    return _may_say(by, text, at) or standing_still(text)


def may_comment(by: Capacity, text: Text, *, at: datetime) -> Reason | None:
    """Comment: the same, also while the text stands still."""
    return _may_say(by, text, at) or (standing_still(text) if text.withdrawn_at else None)


def saying(standing: Standing, by: Capacity) -> Reason | None:
    """Whether this hat can say anything about a text, where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.organisation and not standing.may(by, Power.SPEAK):
        return Reason(_("Your mandate for {name} does not let you speak for it.").format(name=by.of_name))
    return None


def may_settle(by: Capacity, suggestion: Suggestion, *, at: datetime) -> Reason | None:
    """Accept or decline: the keepers of the text, while it waits."""
    return may_write(by, suggestion.text, at=at) or _waiting(suggestion)


def may_take_back(by: Capacity, suggestion: Suggestion, *, at: datetime) -> Reason | None:
    """Take a suggestion back: in whose name it was made."""
    barred = same_coalition(by, suggestion) or _may_say(by, suggestion.text, at)
    return barred or own(by, suggestion) or _waiting(suggestion)


def own(by: Capacity, said: Suggestion | Comment) -> Reason | None:
    """The reason why a thing said by others is not one's own."""
    if said.is_of(by):
        return None
    return Reason(_("This was said by others."), _("{name} can.").format(name=said.said_for))


def may_resolve(by: Capacity, comment: Comment, *, at: datetime) -> Reason | None:
    """Settle a thread or open it again: who began it, and the keepers."""
    if comment.thread_id:
        return Reason(_("A thread is settled at its first comment."), bar=Bar.CONFLICT)
    barred = _may_say(by, comment.text, at)
    return barred or (None if comment.is_of(by) else may_keep_text(by, comment.text, at=at))


def _may_say(by: Capacity, text: Text, at: datetime) -> Reason | None:
    standing = standing_behind(by, at=at)
    return _unseen(by, text, at, standing) or not_as(by, standing) or saying(standing, by)


def _unseen(by: Capacity, text: Text, at: datetime, standing: Standing | None = None) -> Reason | None:
    """What one may not know of looks absent, to acts as to pages."""
    seen = visible_to(standing or standing_behind(by, at=at)).filter(pk=text.pk).exists()
    return same_coalition(by, text) or (None if seen else hidden())


def _waiting(suggestion: Suggestion) -> Reason | None:
    if suggestion.state == SuggestionState.WAITING:
        return None
    return Reason(_("This suggestion is already settled."), bar=Bar.CONFLICT)
