"""Who may open, sign, decline, withdraw and end: each answers None, or the reason and who could."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.held import may_add
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.signatures.models import Answer, Sheet, Signatory


def may_open(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Open a sheet that belongs to a thing: whoever may add to that thing."""
    return may_add(by, thing, at=at)


def may_sign(by: Capacity, sheet: Sheet, signatory: Signatory | None, *, at: datetime) -> Reason | None:
    """Sign for an organisation that is asked, by its mandate to sign, while the sheet is open and until its day."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, sheet) or may_act_as(by, at=at) or signing(standing, by, sheet, signatory, at)


def signing(
    standing: Standing, by: Capacity, sheet: Sheet, signatory: Signatory | None, at: datetime
) -> Reason | None:  # fmt: skip
    """The same where the standing is known. signatory: that of the hat's organisation, None when it is not asked."""
    barred = _for_signatory(standing, by, signatory) or still_open(sheet) or in_time(sheet, at)
    if barred is None and signatory is not None and signatory.answer == Answer.SIGNED:
        return Reason(_("{name} has signed already.").format(name=signatory.name), bar=Bar.CONFLICT)
    return barred


def may_withdraw(by: Capacity, sheet: Sheet, signatory: Signatory | None, *, at: datetime) -> Reason | None:
    """Withdraw a signature: whoever may sign for the organisation, until all have signed."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, sheet) or may_act_as(by, at=at) or withdrawing(standing, by, sheet, signatory)


def withdrawing(standing: Standing, by: Capacity, sheet: Sheet, signatory: Signatory | None) -> Reason | None:
    """The same where the standing is known."""
    barred = _for_signatory(standing, by, signatory) or still_open(sheet)
    if barred is None and signatory is not None and signatory.answer != Answer.SIGNED:
        return Reason(_("{name} has not signed.").format(name=signatory.name), bar=Bar.CONFLICT)
    return barred


def may_end(by: Capacity, sheet: Sheet, *, at: datetime) -> Reason | None:
    """Call a sheet off, close it with the signatures it has: those in whose name it was opened, and coordinators."""
    return same_coalition(by, sheet) or may_act_as(by, at=at) or ending(standing_behind(by, at=at), by, sheet)


def ending(standing: Standing, by: Capacity, sheet: Sheet) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    ours = by.of is not None and (by.acts_for, by.of) == (sheet.opened_as, sheet.opened_for)
    if (by.body and standing.coordinates) or (ours and (by.body or standing.may(by, Power.SPEAK))):
        return still_open(sheet)
    who = _("{name} or a coordinator can.").format(name=sheet.opened_name)
    return Reason(_("This sheet was opened by others."), who)


def still_open(sheet: Sheet) -> Reason | None:
    """The reason why it can't be signed (any more), if it can't."""
    if sheet.is_open:
        return None
    return Reason(_("This sheet is no longer open."), _("A changed text needs a new sheet."), Bar.CONFLICT)


def in_time(sheet: Sheet, at: datetime) -> Reason | None:
    """The reason why it is too late to sign: its day, by the coalition's clock, counts in full."""
    if sheet.sign_by_on is None or at.astimezone(sheet.coalition.tz).date() <= sheet.sign_by_on:
        return None
    who = _("{name} can close it as it is, or open a new one.").format(name=sheet.opened_name)
    return Reason(_("The day for signing this has passed."), who, Bar.CONFLICT)


def _for_signatory(standing: Standing, by: Capacity, signatory: Signatory | None) -> Reason | None:
    asked = signatory is not None and signatory.organisation_id == by.organisation
    if not standing.inside and not (asked and standing.organisation(by.organisation)):
        return hidden()  # who is asked before it is a member may answer, and sees nothing else
    if by.organisation is None:
        return Reason(_("Organisations sign, by somebody with the mandate to."), _("Choose the hat of one above."))
    if not asked:
        who = _("Choose the hat of one that is asked, if you have one.")
        return Reason(_("{name} is not asked to sign this.").format(name=by.of_name), who)
    if not standing.may(by, Power.SIGN):
        why = _("Your mandate for {name} does not include signing.").format(name=by.of_name)
        return Reason(why, _("Whoever holds its mandate to sign can."))
    return None
