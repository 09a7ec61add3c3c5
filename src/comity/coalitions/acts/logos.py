"""The picture on an organisation's mark."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.uploads import drop
from comity.base.versions import Version, fresh
from comity.coalitions.permissions import may_edit_organisation
from comity.people.logos import checked
from comity.people.models import Organisation


@act("coalitions.organisation.pictured", says=gettext_noop("changed the logo of {about}"))
def set_logo(
    organisation: Organisation,
    logo: "File[bytes] | None",
    *,
    by: Capacity,
    at: datetime,
    read: Version | None = None,
) -> Changes[Organisation]:
    """Put a picture on the mark; None takes it off. ValidationError (field `logo`) says what is wrong with it."""
    require(may_edit_organisation(by, organisation.pk, at=at))
    before = fresh(organisation, read).logo.name
    try:
        organisation.logo = checked(logo) if logo else ""
    except ValidationError as wrong:
        raise ValidationError({"logo": wrong}) from wrong
    organisation.store()
    if before:
        drop(organisation.logo.storage, before)
    return Changes(organisation, words={"about": organisation.name}, logo=bool(logo))
