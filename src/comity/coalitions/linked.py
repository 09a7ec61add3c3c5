"""Who acts behind a mailed link: the person it was written to, for the organisation it was written to."""

from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Reason, Refused
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.notices.models import ActionLink
from comity.people.models import Person


def hat_behind(link: ActionLink, *, at: datetime) -> tuple[Standing, Capacity]:
    """Who the person is here now; Http404 where there is nobody, Refused once the mandate is over."""
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    hats = capacities(standing, name=person.name)
    by = next((hat for hat in hats if hat.organisation == link.organisation), None)
    if by is None:
        raise Refused(Reason(_("You no longer act for this organisation."), _("Somebody else speaks for it now.")))
    return standing, by
