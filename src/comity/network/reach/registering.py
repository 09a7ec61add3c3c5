"""What reach, values and introductions tell the rooms below."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.network.acts import reach as acts
from comity.network.models import GoBetween, SharedValue, ValueWord
from comity.network.reach import tables, telling
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    tables.register()
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    register_kind(telling.ASKED, gettext_lazy("Introductions that my organisation is asked for"))
    register_kind(telling.NEWS, gettext_lazy("What became of an introduction I asked for"))
    register_belonging("values_stated", SharedValue, "coalition", "text", "stated_at")
    register_belonging("values_affirmed", ValueWord, "coalition", "answer", "words", "said_at")
    register_belonging("introductions_asked", GoBetween, "coalition", "words", "state", "asked_at")
    answered = ("coalition", "answer", "answered_at")
    register_belonging("introductions_answered", GoBetween, *answered, by="answered_by")


def _thing(entry: Entry, model: Any) -> Any:
    label = model._meta.label_lower
    return model.objects.get(pk=entry.ids_of(label)[0])


def stated(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """Nobody is asked about it."""
    return acts.retire_value(_thing(entry, SharedValue), by=by, at=at)


def retired(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It is asked again."""
    return acts.restore_value(_thing(entry, SharedValue), by=by, at=at)


def asked(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The ask is taken back."""
    return acts.withdraw_go_between(_thing(entry, GoBetween), by=by, at=at)


UNDO = {"network.value.stated": stated, "network.value.retired": retired, "network.go_between.asked": asked}
