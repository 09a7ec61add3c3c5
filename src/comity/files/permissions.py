"""Who may upload, replace and withdraw: the keepers of the thing a file belongs to. Its readers may read it."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.held import may_keep, thing_of
from comity.coalitions.permissions import hidden, same_coalition
from comity.coalitions.standing import standing_behind
from comity.files.models import Attachment
from comity.files.queries import visible_to

#: so long the content of a withdrawn file waits for being brought back
KEPT = timedelta(days=30)


def may_upload(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Add a file to a thing: its keepers."""
    return may_keep(by, thing, at=at)


def may_change(by: Capacity, file: Attachment, *, at: datetime) -> Reason | None:
    """Replace a file: the keepers, while it counts."""
    return _kept(by, file, at) or counting(file)


def may_withdraw(by: Capacity, file: Attachment, *, at: datetime) -> Reason | None:
    """Withdraw a file, one that another took the place of, too: the keepers, while it is given out."""
    return _kept(by, file, at) or given_out(file)


def may_restore(by: Capacity, file: Attachment, *, at: datetime) -> Reason | None:
    """Bring a file back: the keepers, while its bytes are there."""
    return _kept(by, file, at) or restorable(file)


def may_empty(by: Capacity, file: Attachment, *, at: datetime) -> Reason | None:
    """Let the bytes of a withdrawn file go: the rule alone, once they were kept long enough to bring it back."""
    if by.acts_for != ActsFor.RULE:
        return Reason(_("Nobody can do this by hand."), bar=Bar.HIDDEN)
    if not file.file or file.withdrawn_at is None or file.withdrawn_at > at - KEPT:
        return Reason(_("Its content is still needed, or gone already."), bar=Bar.CONFLICT)
    return same_coalition(by, file)


def counting(file: Attachment) -> Reason | None:
    """The reason why a file is no longer the one that counts."""
    if file.replaced_at:
        return Reason(_("Another file took its place."), bar=Bar.CONFLICT)
    return given_out(file)


def given_out(file: Attachment) -> Reason | None:
    """The reason why a file is no longer given out."""
    if file.withdrawn_at:
        return Reason(_("This file was withdrawn."), _("Who keeps it can bring it back."), Bar.CONFLICT)
    return None


def restorable(file: Attachment) -> Reason | None:
    """The reason why a file can't be brought back."""
    if file.withdrawn_at is None:
        return Reason(_("This file was not withdrawn."), bar=Bar.CONFLICT)
    return None if file.file else Reason(_("Its content is gone for good. Upload it anew."), bar=Bar.CONFLICT)


def _kept(by: Capacity, file: Attachment, at: datetime) -> Reason | None:
    seen = visible_to(standing_behind(by, at=at)).filter(pk=file.pk).exists()
    return same_coalition(by, file) or (None if seen else hidden()) or may_keep(by, thing_of(file), at=at)
