"""The log of the media: where, when, who spoke, and in which capacity."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version, fresh
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.governing.models import MediaEntry, SpokeAs
from comity.governing.statements import permissions

FIELDS = ("on", "outlet", "kind", "about", "spoke", "spoke_as", "organisation", "link", "clip")


@act("governing.media.logged", says=gettext_noop("noted in the media log: {about}"))
def log_media(*, by: Capacity, at: datetime, **said: Any) -> Changes[MediaEntry]:
    """Note once that somebody was in the media. Takes FIELDS."""
    require(permissions.may_log(by, at=at))
    entry = MediaEntry(coalition_id=home(by), person_id=by.person, entered_at=at)
    return _kept(entry, said)


@act("governing.media.changed", says=gettext_noop("changed in the media log: {about}"))
def change_media(
    entry: MediaEntry, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[MediaEntry]:
    """Change any of FIELDS. Raises Changed when it no longer says what was `read`."""
    require(same_coalition(by, entry))
    entry = fresh(entry, read)
    require(permissions.may_change_entry(by, entry, at=at))
    return _kept(entry, said)


@act("governing.media.struck", says=gettext_noop("struck from the media log: {about}"))
def strike_media(entry: MediaEntry, *, by: Capacity, at: datetime) -> Changes[MediaEntry]:
    """Take an entry out."""
    require(same_coalition(by, entry))
    entry = fresh(entry)
    require(permissions.may_change_entry(by, entry, at=at))
    if entry.struck_at is not None:
        raise ValidationError(_("This was struck already."))
    entry.struck_at = at
    entry.store()
    return Changes(entry, words={"about": str(entry)})


@act("governing.media.restored", says=gettext_noop("put back into the media log: {about}"))
def restore_media(entry: MediaEntry, *, by: Capacity, at: datetime) -> Changes[MediaEntry]:
    """Put a struck entry back."""
    require(same_coalition(by, entry))
    entry = fresh(entry)
    require(permissions.may_change_entry(by, entry, at=at))
    entry.struck_at = None
    entry.store()
    return Changes(entry, words={"about": str(entry)})


def _kept(entry: MediaEntry, said: dict[str, Any]) -> Changes[MediaEntry]:
    if unknown := set(said) - set(FIELDS):
        raise TypeError(f"The media log has no {sorted(unknown)}.")
    for name, value in said.items():
        setattr(entry, name, value)
    if entry.spoke_as == SpokeAs.ORGANISATION and entry.organisation_id is None:
        raise ValidationError({"organisation": _("Say for which organisation.")})
    if entry.spoke_as != SpokeAs.NOBODY and entry.spoke_id is None:
        raise ValidationError({"spoke": _("Say who spoke.")})
    entry.store()
    return Changes(entry, words={"about": str(entry)}, whom=entry.spoke_id)
