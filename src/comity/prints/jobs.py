"""Work done behind the page: making PDFs, and clearing them away after a week."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.coalitions.standing import standing_of
from comity.notices.jobs import job
from comity.notices.links import absolute
from comity.prints.acts import print_failed, print_made
from comity.prints.layout import Layout, read
from comity.prints.models import Print, PrintState

#: where prints lie in the storage; backups leave this folder out
FOLDER = "prints"
#: a print that takes longer was left by a worker that died
LONGEST = timedelta(hours=1)
PRESS = "comity.prints.pressing.pressed"


@job(tries=3)
def make(coalition: str, print: str) -> None:
    """Make the PDF that was asked for, as its person may read the thing now. Made twice, only one of them counts."""
    with scope(coalition=UUID(coalition)):
        rows = Print.objects.select_related("coalition")
        waiting = rows.filter(pk=print, state=PrintState.MAKING).first()
        if waiting is not None:
            _make(waiting, at=now())


def _make(one: Print, *, at: datetime) -> None:
    rule = the_rule(one.coalition_id)
    layout = read(standing_of(one.person_id, one.coalition_id, at=at), one.held_by, one.held_id)
    if layout is None:
        print_failed(one, by=rule, at=at)
        return
    try:
        pdf = pressed(layout, at=at)
    except Exception:
        print_failed(one, by=rule, at=at)
        raise
    stored = default_storage.save(f"{FOLDER}/{one.pk}.pdf", ContentFile(pdf))
    try:
        print_made(
            one, file=stored, size=len(pdf), sha256=sha256(pdf).hexdigest(), mark=layout.mark, by=rule, at=at
        )  # fmt: skip
    except BaseException:
        default_storage.delete(stored)
        raise


def pressed(layout: Layout, *, at: datetime) -> bytes:
    """The layout as a PDF that says when it was made."""
    coalition = layout.thing.coalition
    with translation.override(coalition.language):
        day = date_format(at.astimezone(coalition.tz), _("j F Y, H:i"))
        foot = _("{coalition} · made with Comity on {day}").format(coalition=coalition.name, day=day)
    made: bytes = import_string(PRESS)(layout.html, address=absolute("/"), foot=foot)
    return made


def sweep(coalition: UUID | None, at: datetime) -> None:
    """Clear away what is a week old, and what a worker that died left half made."""
    with scope(coalition=coalition):
        for one in Print.objects.filter(expires_at__lt=at):
            if one.file:
                default_storage.delete(one.file)
            one.delete()
        for one in Print.objects.filter(state=PrintState.MAKING, asked_at__lt=at - LONGEST):
            print_failed(one, by=the_rule(one.coalition_id), at=at)
