"""Acts on a person's sittings: the browsers on which they are signed in."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.people.models import Person, Sitting
from comity.people.permissions import may_change


@act("people.sittings.ended", says=gettext_noop("signed out elsewhere"))
def end_sittings(person: Person, keys: Collection[str], *, by: Capacity, at: datetime) -> Changes[Person]:
    """End the person's sittings with these session keys; others' are left alone."""
    require(may_change(by, person))
    ended, _rows = Sitting.objects.filter(person=person.pk, session_key__in=keys).delete()
    return Changes(person, ended=ended)
