"""Who may have a thing as a PDF: whoever may read it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.permissions import hidden, not_as, same_coalition
from comity.coalitions.standing import standing_behind
from comity.prints.layout import thing_to_print
from comity.prints.machine import not_printing
from comity.prints.models import Print, PrintState


def may_print(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Have a PDF made: who may read the thing, under any hat, on a machine that can make one. One at a time."""
    standing = standing_behind(by, at=at)
    known = thing_to_print(standing, thing._meta.label_lower, thing.pk)
    unknown = hidden() if known is None else None
    return same_coalition(by, thing) or not_as(by, standing) or unknown or not_printing() or _at_work(by, thing)


def may_tell(by: Capacity, one: Print) -> Reason | None:
    """Say what became of a print: the rule alone, once."""
    if by.acts_for != ActsFor.RULE:
        return Reason(_("Nobody can do this by hand."), bar=Bar.HIDDEN)
    done = None if one.state == PrintState.MAKING else Reason(_("It was made already."), bar=Bar.CONFLICT)
    return same_coalition(by, one) or done


def outdated() -> Reason:
    """Why a print is not handed out any more."""
    return Reason(
        _("This PDF no longer says what stands here."), _("Have it made anew; that takes a moment."), Bar.CONFLICT
    )


def _at_work(by: Capacity, thing: Any) -> Reason | None:
    mine = Print.objects.filter(held_id=thing.pk, person=by.person, state=PrintState.MAKING)
    if not mine.exists():
        return None
    return Reason(_("This PDF is being made already."), _("Look again in a moment."), Bar.NOT_NOW)
