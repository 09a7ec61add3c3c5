"""Who may make and revoke tokens: the person alone, for what the person may do."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from comity.api.models import Token
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.people.models import Person
from comity.people.permissions import may_speak_as

#: how long a token may live
LONGEST = timedelta(days=366)
#: how many tokens one person may have at a time
MOST = 50


def may_issue(by: Capacity, person: Person, *, expires_on: date, at: datetime) -> Reason | None:
    """Make a token: one's own, ending within a year, and not too many at a time."""
    if barred := may_speak_as(by, person):
        return barred
    if not at.date() <= expires_on <= at.date() + LONGEST:
        return Reason(_("A token ends within a year from today."), _("Choose another last day."))
    if Token.objects.filter(person=person, revoked_at=None, expires_on__gte=at.date()).count() >= MOST:
        why = _("You have {n} tokens. That is enough.").format(n=MOST)
        return Reason(why, _("Revoke one that you no longer use."), bar=Bar.NOT_NOW)
    return None


def may_revoke(by: Capacity, token: Token) -> Reason | None:
    """Revoke a token: its person, while it is not revoked."""
    if by.person != token.person_id:
        return Reason(_("This token is somebody else’s."), bar=Bar.HIDDEN)
    if token.revoked_at is not None:
        return Reason(_("This token is revoked already."), bar=Bar.CONFLICT)
    return None
