"""Suggestions: made against a version, accepted into a new one, declined with a reason, or taken back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base import versions
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.text import tidy
from comity.coalitions.held import thing_of
from comity.core import diff
from comity.texts import telling
from comity.texts.acts.reading import fresh_suggestion, fresh_text
from comity.texts.acts.writing import advance
from comity.texts.models import Suggestion, SuggestionState, Text, Version
from comity.texts.permissions import may_settle, may_suggest, may_take_back
from comity.texts.queries import version_read
from comity.texts.sealing import seals


@act("texts.suggestion.made", says=gettext_noop("suggested a change to {about}"))
def suggest(
    text: Text, *, words: str, by: Capacity, at: datetime, why: str = "", passage: int | None = None,
    read: versions.Version | None = None,
) -> Changes[Suggestion]:  # fmt: skip
    """Suggest how the text should read, or one of its passages (counted from 0; empty words take that out).

    read: the version that the suggestion starts from. Where the text has moved on since, the suggestion is set on the
    newest version if it touches other passages; else Changed is raised, with both texts.
    """
    text = fresh_text(text, by)
    require(may_suggest(by, text, at=at))
    start = version_read(text, read)
    whole = _whole(start, words, passage)
    _must_differ(start.words, whole)
    if start.number != text.number:
        start, whole, passage = _moved_on(text, start, whole), _rebased(text, start, whole), None
        _must_differ(start.words, whole)
    suggestion = Suggestion(text=text, against=start, passage=passage, words=whole, why=why, made_at=at)
    suggestion.speak_as(by)
    suggestion.store()
    telling.ask_keepers(suggestion, by=by, at=at)
    about = {"about": text.title}
    return Changes(suggestion, also=[text, thing_of(text)], words=about, text=text.pk, against=start.number)


@act("texts.suggestion.accepted", says=gettext_noop("took a suggestion of {whose} into {about}: version {number}"))
def accept_suggestion(
    suggestion: Suggestion, *, by: Capacity, at: datetime, reason: str = "", words: str | None = None,
    read: versions.Version | None = None,
) -> Changes[Suggestion]:  # fmt: skip
    """Let the text read as suggested: a new version, which names who suggested it.

    words: how it shall read where the keepers work the suggestion in by hand; needed where it and a later version touch
    the same passage. ValidationError says so.
    """
    suggestion = fresh_suggestion(suggestion, by)
    text = suggestion.text
    require(may_settle(by, suggestion, at=at))
    if read is not None:
        read.require(text)
    whole = words if words is not None else worked_in(suggestion)
    if whole is None:
        raise ValidationError({"words": _("The text has changed in the same passage. Write how it should read now.")})
    if tidy(whole) == text.words:
        raise ValidationError({"words": _("The text reads like this already. Decline it, and say so.")})
    version = advance(text, whole, note=suggestion.why[:200].split("\n")[0], suggestion=suggestion, by=by, at=at)
    _settle(suggestion, SuggestionState.ACCEPTED, reason, by=by, at=at)
    telling.tell_suggester(suggestion, by=by, at=at)
    told = {"about": text.title, "whose": suggestion.said_for, "reason": suggestion.reason}
    return Changes(
        suggestion, also=[text, thing_of(text), version], words=told, text=text.pk, number=text.number,
        whom=suggestion.person_id, seals=seals(version),
    )  # fmt: skip


@act("texts.suggestion.declined", says=gettext_noop("declined a suggestion of {whose} to {about}"))
def decline_suggestion(suggestion: Suggestion, *, reason: str, by: Capacity, at: datetime) -> Changes[Suggestion]:
    """Leave the text as it is, and say why."""
    suggestion = fresh_suggestion(suggestion, by)
    require(may_settle(by, suggestion, at=at))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, for who suggested it.")})
    _settle(suggestion, SuggestionState.DECLINED, reason, by=by, at=at)
    telling.tell_suggester(suggestion, by=by, at=at)
    text = suggestion.text
    told = {"about": text.title, "whose": suggestion.said_for, "reason": suggestion.reason}
    return Changes(
        suggestion, also=[text, thing_of(text)], words=told, text=text.pk, whom=suggestion.person_id
    )  # fmt: skip


@act("texts.suggestion.withdrawn", says=gettext_noop("took back a suggestion to {about}"))
def take_back_suggestion(suggestion: Suggestion, *, by: Capacity, at: datetime) -> Changes[Suggestion]:
    """Take one's own suggestion back; it stays readable as taken back."""
    suggestion = fresh_suggestion(suggestion, by)
    require(may_take_back(by, suggestion, at=at))
    _settle(suggestion, SuggestionState.WITHDRAWN, "", by=by, at=at)
    text = suggestion.text
    return Changes(suggestion, also=[text, thing_of(text)], words={"about": text.title}, text=text.pk)


def worked_in(suggestion: Suggestion) -> str | None:
    """How the text would read with the suggestion in it; None where both changed the same passage."""
    if suggestion.against.number == suggestion.text.number:
        return str(suggestion.words)
    return diff.merge(suggestion.against.words, suggestion.words, suggestion.text.words)


def _whole(start: Version, words: str, passage: int | None) -> str:
    if passage is None:
        return tidy(words)
    try:
        return diff.with_passage(start.words, passage, tidy(words))
    except IndexError as none:
        raise ValidationError({"passage": _("There is no such passage. Choose another.")}) from none


def _must_differ(before: str, after: str) -> None:
    if before == after:
        raise ValidationError({"words": _("This reads as before. Change something, or go back.")})


def _moved_on(text: Text, start: Version, whole: str) -> Version:
    newest: Version = Version.objects.get(text=text, number=text.number)
    if diff.merge(start.words, whole, newest.words) is None:
        raise versions.Changed(text, ["words"])
    return newest


def _rebased(text: Text, start: Version, whole: str) -> str:
    return diff.merge(start.words, whole, text.words) or ""


def _settle(suggestion: Suggestion, state: SuggestionState, reason: str, *, by: Capacity, at: datetime) -> None:
    suggestion.state, suggestion.reason, suggestion.settled_at = state, reason, at
    suggestion.settled_by_id, suggestion.settled_for = by.person, by.of_name
    suggestion.store()
    telling.settle(suggestion, at=at)
