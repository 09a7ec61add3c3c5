"""Prints full of canaries: of a decision that everyone inside may read, and of one for the eyes of the committee."""

from datetime import datetime
from typing import Any
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from comity.base.capacity import the_rule
from comity.coalitions.standing import standing_of
from comity.governing.models import Question
from comity.governing.paper import find
from comity.prints import machine
from comity.prints.acts import ask_for_print, print_made
from comity.prints.layout import lay_out
from tests.cast import Troupe


def print_decisions(troupe: Troupe, things: Any, canary: str, secret: str, at: datetime) -> None:
    """Both are ready to be fetched; what lies there are the canaries themselves, and no machine need press them."""
    with patch.object(machine, "lacks", lambda: ""):
        things.print = _printed(troupe, things.decided, canary, at)
        things.secret_print = _printed(troupe, things.secret_decided, secret, at)


def _printed(troupe: Troupe, question: Any, canary: str, at: datetime) -> Any:
    thing = Question.objects.select_related("coalition").get(pk=question)
    one = ask_for_print(thing, by=troupe.by, at=at)
    mark = _mark(troupe, thing, at)
    stored = default_storage.save(f"prints/{one.pk}.pdf", ContentFile(canary.encode()))
    by = the_rule(troupe.coalition.pk)
    return print_made(one, file=stored, size=len(canary), sha256="0" * 64, mark=mark, by=by, at=at).pk


def _mark(troupe: Troupe, thing: Question, at: datetime) -> str:
    standing = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=at)
    question = find(standing, thing.pk)
    assert question is not None
    return lay_out(standing, question).mark
