"""An organisation's own page, changed by those who may; the change itself is the floor below's act."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop
from django_scopes import scopes_disabled

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.search import index
from comity.base.versions import Version
from comity.coalitions.models import Membership
from comity.coalitions.permissions import may_edit_organisation
from comity.notices.asks import close_asks
from comity.people.acts import edit_organisation
from comity.people.models import Organisation

#: the ask that greets somebody new
WELCOME = "coalitions.welcome"


@act("coalitions.organisation.described", says=gettext_noop("brought the page of {about} up to date"))
def edit_profile(
    organisation: Organisation, *, by: Capacity, at: datetime, read: Version | None = None, **profile: Any
) -> Changes[Organisation]:
    """Change an organisation's profile: its own people, or a coordinator where it is at home here only.

    Raises Changed when it no longer says what was `read`.
    """
    require(may_edit_organisation(by, organisation.pk, at=at))
    edit_organisation(organisation, by=by, at=at, read=read, **profile)
    close_asks(organisation, at=at, kind=WELCOME, person=by.person)
    with scopes_disabled():
        index(
            Membership.objects.filter(organisation=organisation).select_related("organisation", "coalition")
        )
    return Changes(organisation, words={"about": organisation.name})


@act("coalitions.organisation.confirmed", says=gettext_noop("confirmed that the page of {about} is right"))
def confirm_profile(organisation: Organisation, *, by: Capacity, at: datetime) -> Changes[Organisation]:
    """Say that a page is right as it stands; that answers the welcome of whoever says so."""
    require(may_edit_organisation(by, organisation.pk, at=at))
    close_asks(organisation, at=at, kind=WELCOME, person=by.person)
    return Changes(organisation, words={"about": organisation.name})
