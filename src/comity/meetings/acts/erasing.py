"""What lists of meetings say of a person is emptied when the person erases their account."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_scopes import scope, scopes_disabled

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.meetings.models import Attendance, Invitation
from comity.people.models import Person


def part_from_meetings(person: Person, *, by: Capacity, at: datetime) -> None:
    """In every coalition whose meetings name the person, in the record of each."""
    with scopes_disabled():
        homes = set(Attendance.objects.filter(person=person).values_list("coalition", flat=True))
        homes |= set(Invitation.objects.filter(_said(person)).values_list("coalition", flat=True))
    for coalition in homes:
        hat = Capacity(by.person, by.person_name, ActsFor.SELF, None, "", coalition)
        with scope(coalition=coalition):
            empty_lists(person, by=hat, at=at)


@act("meetings.person.parted", says=gettext_noop("was taken out of the lists of meetings"))
def empty_lists(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Lists keep that somebody was there for the organisation, not who. Only for the person, or the rule."""
    if by.person not in (person.pk, None):
        raise ValueError("Only the person is taken out of the lists.")
    rows: list[models.Model] = []
    for there in Attendance.objects.filter(person=person).select_related("meeting"):
        there.name = _("Somebody ({n})").format(n=str(there.pk)[-4:])
        rows.append(there.store())
    for invited in Invitation.objects.filter(_said(person)).select_related("meeting"):
        invited.deputy, invited.words = "", ""
        rows.append(invited.store())
    return Changes(person, also=rows)


def _said(person: Person) -> models.Q:
    """Answers the person gave with words of their own."""
    return models.Q(person=person) & ~models.Q(deputy="", words="")
