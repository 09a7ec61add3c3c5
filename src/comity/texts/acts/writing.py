"""Texts are begun, written anew, frozen and thawed, taken away and brought back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base import versions
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.base.text import tidy
from comity.coalitions.held import thing_of
from comity.texts import telling
from comity.texts.acts.reading import fresh_text
from comity.texts.models import Suggestion, Text, Version
from comity.texts.permissions import may_keep_text, may_open, may_thaw, may_write, standing_still
from comity.texts.sealing import seals


@act("texts.text.begun", says=gettext_noop("began the text {about}"))
def open_text(thing: Any, *, title: str, words: str, by: Capacity, at: datetime, note: str = "") -> Changes[Text]:
    """Begin a text at a thing that texts can belong to; what is given is its first version."""
    require(may_open(by, thing, at=at))
    text = Text(title=title, words=words, begun_at=at, changed_at=at)
    text.belong_to(thing)
    text.store()
    first = keep_version(text, by=by, at=at, note=note)
    return Changes(text, also=[thing, first], words={"about": text.title}, number=1, seals=seals(first))


@act("texts.version.written", says=gettext_noop("wrote version {number} of {about}"))
def write_version(
    text: Text, *, words: str, by: Capacity, at: datetime, title: str | None = None, note: str = "",
    read: versions.Version | None = None,
) -> Changes[Text]:  # fmt: skip
    """Write the text anew; the versions before stay. Raises Changed when it no longer says what was `read`."""
    text = fresh_text(text, by)
    require(may_write(by, text, at=at))
    if read is not None:
        read.require(text)
    if tidy(words) == text.words and (title is None or tidy(title) == text.title):
        raise ValidationError({"words": _("This reads as before. Change something, or go back.")})
    version = advance(text, words, title=title, note=note, by=by, at=at)
    about = {"about": text.title, "note": version.note}
    return Changes(text, also=[thing_of(text), version], words=about, number=text.number, seals=seals(version))


@act("texts.text.frozen", says=gettext_noop("froze {about} as it reads in version {number}"))
def freeze_text(
    text: Text, *, why: str = "", by: Capacity, at: datetime, read: versions.Version | None = None
) -> Changes[Text]:  # fmt: skip
    """Let the text stand still because something rests on it: a vote, a signature. `why` says what.

    Raises Changed when it no longer says what was `read`.
    """
    text = fresh_text(text, by, read)
    require(may_keep_text(by, text, at=at) or standing_still(text))
    text.frozen_at, text.frozen_why = at, why
    text.store()
    version = Version.objects.get(text=text, number=text.number)
    words = {"about": text.title, "why": text.frozen_why}
    return Changes(text, also=[thing_of(text), version], words=words, number=text.number, seals=seals(version))


@act("texts.text.thawed", says=gettext_noop("let {about} be changed again"))
def thaw_text(text: Text, *, by: Capacity, at: datetime) -> Changes[Text]:
    """Nothing rests on it any more."""
    text = fresh_text(text, by)
    require(may_thaw(by, text, at=at))
    if text.frozen_at is None:
        require(Reason(_("This text does not stand still."), bar=Bar.CONFLICT))
    text.frozen_at, text.frozen_why = None, ""
    text.store()
    return Changes(text, also=[thing_of(text)], words={"about": text.title}, number=text.number)


@act("texts.text.withdrawn", says=gettext_noop("took the text {about} away"))
def withdraw_text(text: Text, *, by: Capacity, at: datetime) -> Changes[Text]:
    """Take a text off the pages of its thing. Its versions stay; it can be brought back."""
    text = fresh_text(text, by)
    require(may_write(by, text, at=at))
    text.withdrawn_at = at
    text.store()
    telling.stop_asking(text, at=at)
    return Changes(text, also=[thing_of(text)], words={"about": text.title}, number=text.number)


@act("texts.text.restored", says=gettext_noop("brought the text {about} back"))
def restore_text(text: Text, *, by: Capacity, at: datetime) -> Changes[Text]:
    """Bring a text back that was taken away."""
    text = fresh_text(text, by)
    require(may_keep_text(by, text, at=at))
    if text.withdrawn_at is None:
        require(Reason(_("This text was not taken away."), bar=Bar.CONFLICT))
    text.withdrawn_at = None
    text.store()
    telling.ask_again(text, at=at)
    return Changes(text, also=[thing_of(text)], words={"about": text.title}, number=text.number)


def advance(
    text: Text, words: str, *, by: Capacity, at: datetime, title: str | None = None, note: str = "",
    suggestion: Suggestion | None = None,
) -> Version:  # fmt: skip
    """Let the text read like that from now on. Inside an act that has asked whether it may."""
    text.words, text.title = words, text.title if title is None else title
    text.number, text.changed_at = text.number + 1, at
    text.store()
    return keep_version(text, by=by, at=at, note=note, suggestion=suggestion)


def keep_version(
    text: Text, *, by: Capacity, at: datetime, note: str = "", suggestion: Suggestion | None = None
) -> Version:  # fmt: skip
    """The newest version as a row of its own."""
    version = Version(
        text=text, number=text.number, title=text.title, words=text.words, note=note, suggestion=suggestion,
        written_at=at,
    )  # fmt: skip
    version.speak_as(by)
    return version.store()
