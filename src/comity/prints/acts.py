"""Prints are asked for; the worker says what became of them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.standing import home
from comity.notices.jobs import enqueue
from comity.prints.models import LIVES, Print, PrintState
from comity.prints.permissions import may_print, may_tell

JOB = "comity.prints.jobs.make"


@act("prints.print.asked", says=gettext_noop("asked for a PDF"))
def ask_for_print(thing: Any, *, by: Capacity, at: datetime) -> Changes[Print]:
    """Have a thing made into a PDF, as the person may read it when it is made."""
    require(may_print(by, thing, at=at))
    one = Print(person_id=by.someone, asked_at=at, expires_at=at + LIVES)
    one.belong_to(thing)
    one.store()
    enqueue(JOB, coalition=home(by), print=one.pk)
    return Changes(one, kind=one.held_by, thing=one.held_id)


@act("prints.print.made", says=gettext_noop("made a PDF that was asked for"))
def print_made(
    one: Print, *, file: str, size: int, sha256: str, mark: str, by: Capacity, at: datetime
) -> Changes[Print]:  # fmt: skip
    """It lies there, for a week."""
    one = _fresh(one)
    require(may_tell(by, one))
    one.state, one.file, one.size, one.sha256, one.mark = PrintState.READY, file, size, sha256, mark
    one.made_at, one.expires_at = at, at + LIVES
    one.store()
    return Changes(one, kind=one.held_by, thing=one.held_id, sha256=sha256, size=size)


@act("prints.print.failed", says=gettext_noop("could not make a PDF that was asked for"))
def print_failed(one: Print, *, by: Capacity, at: datetime) -> Changes[Print]:
    """There is none; the person can ask again."""
    one = _fresh(one)
    require(may_tell(by, one))
    one.state = PrintState.FAILED
    one.store()
    return Changes(one, kind=one.held_by, thing=one.held_id)


def _fresh(one: Print) -> Print:
    """The row as it stands once the chain is locked."""
    found: Print = Print.objects.select_related("coalition").get(pk=one.pk)
    return found
