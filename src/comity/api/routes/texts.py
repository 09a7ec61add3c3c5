"""Texts: written, compared, suggested to, commented on."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.texts import (
    CommentShape,
    ComparisonShape,
    SuggestionShape,
    TextRow,
    TextShape,
    VersionShape,
    comment_shape,
    comparison_shape,
    suggestion_shape,
    text_row,
    text_shape,
    version_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version as Read
from comity.coalitions.held import held_by
from comity.core.diff import compare
from comity.texts import acts, forms, queries
from comity.texts.lists import texts as listed
from comity.texts.models import Version
from comity.texts.views.reading import commented, seen, suggested

router = Router(tags=["texts"])
ALL = f"{AT}/texts"
ONE = f"{ALL}/{{uuid:text}}"
ITS = f"{ONE}/suggestions/{{uuid:suggestion}}"
SAID = f"{ONE}/comments/{{uuid:comment}}"


class TextsAsked(lists.Asked):
    """What the list of texts can be asked."""

    kind: str | None = Field(None, max_length=80, description="Only texts of such things, as “coalitions.body”.")
    state: Literal["waiting", "frozen", "away"] | None = Field(
        None, description="Only those where suggestions wait, that stand still, or that were taken away."
    )


class Compared(lists.Asked):
    """Which versions are compared."""

    old: int = Field(1, ge=1, le=10**7, description="The number of one version.")
    new: int = Field(1, ge=1, le=10**7, description="The number of the other.")


HELD_BY = (str, Field(description="What kind of thing it belongs to.", examples=["coalitions.body"], max_length=80))
HELD_ID = (UUID, Field(description="The thing it belongs to."))
PASSAGE = (int | None, Field(None, ge=0, le=100_000, description="Only this passage, counted from 0.", examples=[0]))
BY_HAND = (str | None, Field(None, description="How it should read, where the text changed in the same passage."))
THREAD = (UUID | None, Field(None, description="The comment that it answers.", examples=[None]))
NEW = bodies.body("NewText", forms.TextForm, held_by=HELD_BY, held_id=HELD_ID)
WRITTEN = bodies.body("NewVersion", forms.WriteForm, optional={"title"})
SUGGESTED = bodies.body("NewSuggestion", forms.SuggestForm, passage=PASSAGE)
ACCEPTED = bodies.body("Acceptance", forms.AcceptForm, words=BY_HAND)
DECLINED = bodies.body("Refusal", forms.DeclineForm)
FROZEN = bodies.body("Freezing", forms.FreezeForm)
COMMENTED = bodies.body("NewComment", forms.CommentForm, thread=THREAD)


@reading(router, ALL, says=_("List texts"), answers=lists.list_of(TextRow), lists="texts", asks=TextsAsked)
def texts(request: Call, asked: TextsAsked) -> Any:
    """All texts one may know of, the last changed first."""
    return lists.part(request, listed(request), asked, text_row)


@deed(router, ALL, says=_("Begin a text"), act="texts.text.begun", takes=NEW, answers=TextShape, status=201)
def begin(request: Call, given: Any) -> Any:
    """At a body, or another thing that texts can belong to. What you send is its first version."""
    thing = held_by(request.standing, given.held_by, given.held_id)
    said = bodies.read_by(forms.TextForm, given.model_dump(exclude={"held_by", "held_id"}))
    return _text(request, acts.open_text(thing, by=request.capacity, at=now(), **said).pk)


@reading(router, ONE, says=_("Read one text"), answers=TextShape)
def text(request: Call, text: UUID) -> Any:
    """How it reads, its versions, what is suggested and said."""
    return _text(request, text)


@deed(router, f"{ONE}/versions", says=_("Write a new version"), act="texts.version.written", takes=WRITTEN,
      answers=TextShape, status=201, versioned=True)  # fmt: skip
def write(request: Call, text: UUID, given: Given, read: Read | None) -> Any:
    """The versions before stay."""
    found, _thing = seen(request, text)
    said = bodies.read_by(forms.WriteForm, {"title": found.title} | given.model_dump(exclude_unset=True))
    acts.write_version(found, by=request.capacity, at=now(), read=read, **said)
    return _text(request, text)


@reading(router, f"{ONE}/versions/{{int:number}}", says=_("Read one version"), answers=VersionShape)
def version(request: Call, text: UUID, number: int) -> Any:
    """As it read, with its seal."""
    return version_shape(_version(request, text, number))


@reading(router, f"{ONE}/comparison", says=_("Compare two versions"), answers=ComparisonShape, asks=Compared)
def comparison(request: Call, text: UUID, asked: Compared) -> Any:
    """Passage by passage, with the words that differ."""
    old, new = (_version(request, text, number) for number in (asked.old, asked.new))
    return comparison_shape(old, new, compare(old.words, new.words))


@deed(router, f"{ONE}/freeze", says=_("Let a text stand still"), act="texts.text.frozen", takes=FROZEN,
      answers=TextShape, versioned=True)  # fmt: skip
def freeze(request: Call, text: UUID, given: Given, read: Read | None) -> Any:
    """Because something rests on how it reads."""
    said = bodies.cleaned(forms.FreezeForm, given)
    acts.freeze_text(seen(request, text)[0], by=request.capacity, at=now(), read=read, **said)
    return _text(request, text)


@deed(router, f"{ONE}/thaw", says=_("Let a text be changed again"), act="texts.text.thawed", answers=TextShape)
def thaw(request: Call, text: UUID) -> Any:
    """Nothing rests on it any more."""
    acts.thaw_text(seen(request, text)[0], by=request.capacity, at=now())
    return _text(request, text)


@deed(router, f"{ONE}/take-away", says=_("Take a text away"), act="texts.text.withdrawn", answers=TextShape)
def take_away(request: Call, text: UUID) -> Any:
    """It leaves the page of its thing. Its versions stay, and it can be brought back."""
    acts.withdraw_text(seen(request, text)[0], by=request.capacity, at=now())
    return _text(request, text)


@deed(router, f"{ONE}/bring-back", says=_("Bring a text back"), act="texts.text.restored", answers=TextShape)
def bring_back(request: Call, text: UUID) -> Any:
    """After it was taken away."""
    acts.restore_text(seen(request, text)[0], by=request.capacity, at=now())
    return _text(request, text)


# ── suggestions ──


@deed(router, f"{ONE}/suggestions", says=_("Suggest a change to a text"), act="texts.suggestion.made",
      takes=SUGGESTED, answers=SuggestionShape, status=201, versioned=True)  # fmt: skip
def suggest(request: Call, text: UUID, given: Any, read: Read | None) -> Any:
    """The whole text as you would have it, or one passage. With If-Match it starts from the version you read."""
    kind = forms.SuggestForm if given.passage is None else forms.PassageForm
    said = bodies.read_by(kind, given.model_dump(exclude_unset=True, exclude={"passage"}))
    found, _thing = seen(request, text)
    return suggestion_shape(
        acts.suggest(found, passage=given.passage, by=request.capacity, at=now(), read=read, **said)
    )  # fmt: skip


@reading(router, ITS, says=_("Read one suggestion"), answers=SuggestionShape)
def suggestion(request: Call, text: UUID, suggestion: UUID) -> Any:
    """With what became of it."""
    return suggestion_shape(suggested(request, text, suggestion)[0])


@deed(router, f"{ITS}/accept", says=_("Accept a suggestion"), act="texts.suggestion.accepted", takes=ACCEPTED,
      answers=SuggestionShape, versioned=True)  # fmt: skip
def accept(request: Call, text: UUID, suggestion: UUID, given: Any, read: Read | None) -> Any:
    """It becomes a new version, which names who suggested it."""
    found, by_hand = suggested(request, text, suggestion)[0], given.words
    said = bodies.read_by(forms.AcceptForm, given.model_dump(exclude_unset=True, exclude={"words"}))
    done = acts.accept_suggestion(found, words=by_hand, by=request.capacity, at=now(), read=read, **said)
    return suggestion_shape(done)


@deed(router, f"{ITS}/decline", says=_("Decline a suggestion"), act="texts.suggestion.declined", takes=DECLINED,
      answers=SuggestionShape)  # fmt: skip
def decline(request: Call, text: UUID, suggestion: UUID, given: Given) -> Any:
    """The text stays as it is; who suggested it gets the reason by mail."""
    said, found = bodies.cleaned(forms.DeclineForm, given), suggested(request, text, suggestion)[0]
    return suggestion_shape(acts.decline_suggestion(found, by=request.capacity, at=now(), **said))


@deed(router, f"{ITS}/take-back", says=_("Take a suggestion back"), act="texts.suggestion.withdrawn",
      answers=SuggestionShape)  # fmt: skip
def take_back(request: Call, text: UUID, suggestion: UUID) -> Any:
    """Your own, while it waits. It stays readable as taken back."""
    found = suggested(request, text, suggestion)[0]
    return suggestion_shape(acts.take_back_suggestion(found, by=request.capacity, at=now()))


# ── comments ──


@deed(router, f"{ONE}/comments", says=_("Comment on a text"), act="texts.comment.made", takes=COMMENTED,
      answers=CommentShape, status=201)  # fmt: skip
def comment(request: Call, text: UUID, given: Any) -> Any:
    """On the text as it reads now, or in answer to a first comment."""
    found, _thing = seen(request, text)
    thread = commented(request, text, given.thread) if given.thread else None
    said = bodies.read_by(forms.CommentForm, given.model_dump(exclude_unset=True, exclude={"thread"}))
    return comment_shape(acts.comment_on(found, thread=thread, by=request.capacity, at=now(), **said))


@deed(router, f"{SAID}/settle", says=_("Settle a thread of comments"), act="texts.comment.resolved",
      answers=CommentShape)  # fmt: skip
def settle(request: Call, text: UUID, comment: UUID) -> Any:
    """At its first comment. An answer opens it again."""
    return comment_shape(acts.resolve_comment(commented(request, text, comment), by=request.capacity, at=now()))


@deed(router, f"{SAID}/reopen", says=_("Open a thread again"), act="texts.comment.reopened", answers=CommentShape)
def reopen(request: Call, text: UUID, comment: UUID) -> Any:
    """After it was settled."""
    return comment_shape(acts.reopen_comment(commented(request, text, comment), by=request.capacity, at=now()))


def _text(request: Call, pk: UUID) -> TextShape:
    found, _thing = seen(request, pk)
    written, made = list(queries.versions_of(found)), list(queries.suggestions_of(found))
    return text_shape(found, written, made, list(queries.threads_of(found)))


def _version(request: Call, text: UUID, number: int) -> Version:
    found = queries.version_at(seen(request, text)[0], number)
    if found is None:
        raise Http404
    return found
