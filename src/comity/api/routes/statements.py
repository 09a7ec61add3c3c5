"""Statements to the outside, and the media log."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.common import Done
from comity.api.shapes.statements import (
    ENTRY,
    MediaShape,
    StatementRow,
    StatementShape,
    media_shape,
    statement_row,
    statement_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.governing.acts import media as media_acts
from comity.governing.acts import statements as acts
from comity.governing.models import MediaEntry
from comity.governing.statements import forms, queries
from comity.governing.statements.lists import media as listed_media
from comity.governing.statements.lists import statements as listed
from comity.governing.views.media import media_form
from comity.governing.views.statements import found, statement_form

router = Router(tags=["statements"])
ALL = f"{AT}/statements"
ONE = f"{ALL}/{{uuid:statement}}"
MEDIA = f"{AT}/media"
ITEM = f"{MEDIA}/{{uuid:media}}"
NEW = bodies.body("NewStatement", forms.StatementForm)
WORDS = bodies.body("StatementWords", forms.WordsForm)
CLEARING = bodies.body("NewClearance", forms.ClearForm)
PUBLISHING = bodies.body("Publishing", forms.PublishForm)
RAISING = bodies.body("RaisedInside", forms.RaiseForm)
WITHDRAWING = bodies.body("StatementWithdrawn", forms.WithdrawForm)
ITEMS = bodies.body("NewMediaItem", forms.MediaForm)
CHANGES = bodies.body("MediaItemChanges", forms.MediaForm, optional=None)


class StatementsAsked(lists.Asked):
    """What the list of statements can be asked."""

    state: Literal["draft", "clearing", "cleared", "waiting", "published", "withdrawn", "dropped"] | None = Field(
        None, description="Only these."
    )
    kind: Literal["coalition", "own"] | None = Field(None, description="Only these.")


class MediaAsked(lists.Asked):
    """What the media log can be asked."""

    kind: Literal["press", "radio", "tv", "online", "other"] | None = Field(None, description="Only this kind.")
    spoke_as: Literal["coalition", "organisation", "self", "nobody"] | None = Field(None, description="Only these.")
    year: int | None = Field(None, ge=1900, le=9999, description="Only this year.")


@reading(router, ALL, says=_("List statements"), answers=lists.list_of(StatementRow), lists="statements",
         asks=StatementsAsked)  # fmt: skip
def statements(request: Call, asked: StatementsAsked) -> Any:
    """What was published, and drafts that you may know of."""
    return lists.part(request, listed(request), asked, statement_row)


@deed(router, ALL, says=_("Draft a statement"), act="governing.statement.drafted", takes=NEW, answers=StatementShape,
      status=201)  # fmt: skip
def draft(request: Call, given: Given) -> Any:
    """In the coalition’s name, or for your own organisation."""
    values = given.model_dump(exclude_unset=True)
    said = bodies.filled(lambda data: statement_form(request, data), values).cleaned_data
    return _one(request, acts.draft_statement(by=request.capacity, at=now(), **said).pk)


@reading(router, ONE, says=_("Read one statement"), answers=StatementShape)
def statement(request: Call, statement: UUID) -> Any:
    """With its versions and who cleared them. Its credit is read at credits."""
    return _one(request, statement)


@deed(router, ONE, says=_("Write a statement anew"), act="governing.statement.written", method="PUT", takes=WORDS,
      answers=StatementShape, versioned=True)  # fmt: skip
def write(request: Call, statement: UUID, given: Given, read: Version | None) -> Any:
    """A new version, to be cleared anew. Of a published one it says in `why` what is corrected."""
    one, said = found(request, statement), bodies.cleaned(forms.WordsForm, given)
    acts.write_statement(one, by=request.capacity, at=now(), read=read, **said)
    return _one(request, statement)


@deed(router, f"{ONE}/submit", says=_("Ask for a statement to be cleared"), act="governing.statement.submitted",
      answers=StatementShape)  # fmt: skip
def submit(request: Call, statement: UUID) -> Any:
    """Those who speak for the coalition are asked."""
    acts.ask_for_clearing(found(request, statement), by=request.capacity, at=now())
    return _one(request, statement)


@deed(router, f"{ONE}/clear", says=_("Clear a statement, or not yet"), act="governing.statement.cleared",
      takes=CLEARING, answers=StatementShape)  # fmt: skip
def clear(request: Call, statement: UUID, given: Given) -> Any:
    """Only who speaks for the coalition."""
    one, said = found(request, statement), bodies.cleaned(forms.ClearForm, given)
    acts.clear_statement(one, said["answer"] == forms.YES, why=said["why"], by=request.capacity, at=now())
    return _one(request, statement)


@deed(router, f"{ONE}/publish", says=_("Publish a statement"), act="governing.statement.published", takes=PUBLISHING,
      answers=StatementShape)  # fmt: skip
def publish(request: Call, statement: UUID, given: Given) -> Any:
    """Once it is cleared; your own at once, unless it must be talked about inside first."""
    one, said = found(request, statement), bodies.cleaned(forms.PublishForm, given)
    acts.publish_statement(one, by=request.capacity, at=now(), **said)
    return _one(request, statement)


@deed(router, f"{ONE}/raise", says=_("Raise inside what a statement is against"), act="governing.statement.raised",
      takes=RAISING, answers=StatementShape)  # fmt: skip
def raise_(request: Call, statement: UUID, given: Given) -> Any:
    """A case opens. You can publish when it is over, and in any case after the time that was agreed."""
    one, said = found(request, statement), bodies.cleaned(forms.RaiseForm, given)
    acts.raise_inside(one, by=request.capacity, at=now(), **said)
    return _one(request, statement)


@deed(router, f"{ONE}/withdraw", says=_("Withdraw a statement"), act="governing.statement.withdrawn",
      takes=WITHDRAWING, answers=StatementShape)  # fmt: skip
def withdraw(request: Call, statement: UUID, given: Given) -> Any:
    """Its page stays and says so. This can’t be taken back."""
    one, said = found(request, statement), bodies.cleaned(forms.WithdrawForm, given)
    acts.withdraw_statement(one, by=request.capacity, at=now(), **said)
    return _one(request, statement)


@deed(router, f"{ONE}/drop", says=_("Drop the draft of a statement"), act="governing.statement.dropped",
      answers=StatementShape)  # fmt: skip
def drop(request: Call, statement: UUID) -> Any:
    """One that was never published."""
    acts.drop_statement(found(request, statement), by=request.capacity, at=now())
    return _one(request, statement)


@reading(router, MEDIA, says=_("List the media log"), answers=lists.list_of(MediaShape), lists="media", asks=MediaAsked)
def media(request: Call, asked: MediaAsked) -> Any:
    """Where the coalition and its members were in the media, newest first."""
    return lists.part(request, listed_media(request), asked, media_shape)


@deed(router, MEDIA, says=_("Note an item in the media log"), act="governing.media.logged", takes=ITEMS,
      answers=MediaShape, status=201)  # fmt: skip
def log(request: Call, given: Given) -> Any:
    """Who spoke where, and in which capacity."""
    said = bodies.filled(lambda data: media_form(request, data), given.model_dump(exclude_unset=True)).cleaned_data
    return media_shape(media_acts.log_media(by=request.capacity, at=now(), **said))


@deed(router, ITEM, says=_("Change an item of the media log"), act="governing.media.changed", method="PATCH",
      takes=CHANGES, answers=MediaShape, versioned=True)  # fmt: skip
def change(request: Call, media: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes."""
    row = _item(request, media)
    stands = {name: getattr(row, name) for name in ENTRY}
    values = {**stands, **given.model_dump(exclude_unset=True)}
    said = bodies.filled(lambda data: media_form(request, data), values).cleaned_data
    return media_shape(media_acts.change_media(row, by=request.capacity, at=now(), read=read, **said))


@deed(router, f"{ITEM}/strike", says=_("Strike an item from the media log"), act="governing.media.struck", answers=Done)
def strike(request: Call, media: UUID) -> Any:
    """The record keeps that it was there."""
    media_acts.strike_media(_item(request, media), by=request.capacity, at=now())
    return Done(done=True)


@deed(router, f"{ITEM}/restore", says=_("Put an item back into the media log"), act="governing.media.restored",
      scope=Scope.ACT, answers=MediaShape)  # fmt: skip
def restore(request: Call, media: UUID) -> Any:
    """One that was struck too soon."""
    rows: Any = MediaEntry.objects.all() if request.standing.inside else MediaEntry.objects.none()
    row = get_object_or_404(rows.select_related("spoke", "organisation"), pk=media)
    return media_shape(media_acts.restore_media(row, by=request.capacity, at=now()))


def _item(request: Call, media: UUID) -> MediaEntry:
    return get_object_or_404(queries.media_visible_to(request.standing), pk=media)


def _one(request: Call, statement: UUID) -> StatementShape:
    return statement_shape(found(request, statement))
