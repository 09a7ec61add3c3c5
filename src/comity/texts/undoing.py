"""Taking a step back within ten minutes: for each act its compensating act, which asks the same permissions."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.texts import acts
from comity.texts.models import Comment, Text, Version


def text_begun(entry: Entry, *, by: Capacity, at: datetime) -> Text:
    """The text is taken away again."""
    return acts.withdraw_text(_text(entry), by=by, at=at)


def text_withdrawn(entry: Entry, *, by: Capacity, at: datetime) -> Text:
    """The text is brought back."""
    return acts.restore_text(_text(entry), by=by, at=at)


def text_frozen(entry: Entry, *, by: Capacity, at: datetime) -> Text:
    """The text may change again."""
    return acts.thaw_text(_text(entry), by=by, at=at)


def version_written(entry: Entry, *, by: Capacity, at: datetime) -> Text:
    """A further version with the words of the one before, unless somebody has written since."""
    text, number = _text(entry), json.loads(entry.text)["facts"]["number"]
    if text.number != number:
        raise ValidationError(_("This was changed again since. Change it by hand."))
    before = Version.objects.get(text=text, number=number - 1)
    note = _("As version {number} again").format(number=before.number)
    return acts.write_version(text, words=before.words, title=before.title, note=note, by=by, at=at)


def comment_resolved(entry: Entry, *, by: Capacity, at: datetime) -> Comment:
    """The thread is open again."""
    return acts.reopen_comment(_thing(entry, Comment), by=by, at=at)


def _text(entry: Entry) -> Text:
    found: Text = _thing(entry, Text)
    return found


def _thing(entry: Entry, model: Any) -> Any:
    """The row that the act was about, as it is now."""
    label = model._meta.label_lower
    pk = entry.ids_of(label)[0]
    return model.objects.get(pk=pk)


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {
    "texts.text.begun": text_begun,
    "texts.text.withdrawn": text_withdrawn,
    "texts.text.frozen": text_frozen,
    "texts.version.written": version_written,
    "texts.comment.resolved": comment_resolved,
}
