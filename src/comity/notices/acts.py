"""Acts on notices: which mails a person does without."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, require
from comity.notices.mails import Unwanted
from comity.notices.models import Quiet


@act("notices.kind.quieted", says=gettext_noop("chose to get no more mails of a kind"))
def quiet(what: Unwanted, *, by: Capacity, at: datetime) -> Changes[Quiet]:
    """The person gets no more mails of this kind from this coalition; doing it twice changes nothing more."""
    require(may_choose(by, what.person))
    row = (
        quiet_row(what)
        or Quiet(person=what.person, coalition=what.coalition, kind=what.kind, since_at=at).store()
    )
    return Changes(row, kind=what.kind, coalition=what.coalition)


@act("notices.kind.wanted", says=gettext_noop("chose to get mails of a kind again"))
def want(what: Unwanted, *, by: Capacity, at: datetime) -> Changes[Quiet | None]:
    """The person gets these mails again."""
    require(may_choose(by, what.person))
    row = quiet_row(what)
    if row:
        row.ended_at = at
        row.store()
    return Changes(row, kind=what.kind, coalition=what.coalition)


def quiet_row(what: Unwanted) -> Quiet | None:
    """The choice as it stands."""
    return Quiet.objects.filter(
        person=what.person, coalition=what.coalition, kind=what.kind, ended_at=None
    ).first()


def may_choose(by: Capacity, person: UUID) -> Reason | None:
    """Everyone chooses for themselves alone."""
    return None if by.person == person else Reason("", bar=Bar.HIDDEN)


def oneself(person: UUID) -> Capacity:
    """The bare hat of a person known by id alone, as a mail's link knows them."""
    return Capacity(person, "", ActsFor.SELF, None, "", None)
