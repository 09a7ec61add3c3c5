"""What a person holds here ends when the person erases their account."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_scopes import scope, scopes_disabled

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of, now
from comity.base.refusal import Bar, Reason
from comity.coalitions.acts.parting import close_terms, pass_on, stop
from comity.coalitions.models import Coalition, Mandate, Term
from comity.coalitions.standing import live
from comity.people.models import Person


def only_coordinator(person: Person) -> Reason | None:
    """A coalition must not be left without anybody who coordinates it."""
    with scopes_disabled():
        running = Mandate.objects.filter(live(day_of(now())), coordinates=True)
        others = running.exclude(person=person).values("coalition")
        mine = running.filter(person=person).values("coalition")
        alone = list(Coalition.objects.filter(pk__in=mine).exclude(pk__in=others))
    if not alone:
        return None
    names = ", ".join(one.name for one in alone)
    why = _("You are the only one who coordinates {names}.").format(names=names)
    return Reason(why, _("Give somebody else that mandate first."), bar=Bar.NOT_NOW)


def part_everywhere(person: Person, *, by: Capacity, at: datetime) -> None:
    """End the person's mandates and terms in every coalition, in the record of each."""
    with scopes_disabled():
        mandates = Mandate.objects.filter(live(day_of(at)), person=person).values("coalition")
        terms = Term.objects.filter(live(day_of(at)), person=person).values("coalition")
        homes = list(Coalition.objects.filter(models.Q(pk__in=mandates) | models.Q(pk__in=terms)))
    for coalition in homes:
        hat = Capacity(by.person, by.person_name, ActsFor.SELF, None, "", coalition.pk)
        with scope(coalition=coalition.pk):
            give_up_all(person, by=hat, at=at)


@act("coalitions.person.parted", says=gettext_noop("gave up every mandate and seat"))
def give_up_all(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """End all mandates and terms of a person in one coalition. Only for the person, or the rule, that is erasing."""
    if by.person not in (person.pk, None):
        raise ValueError("Only the person gives up what is theirs.")
    rows: list[models.Model] = []
    for mandate in Mandate.objects.filter(live(day_of(at)), person=person):
        rows.append(stop(mandate, on=day_of(at)))
        if mandate.organisation_id and mandate.votes:
            pass_on(mandate, at=at)
    for term in Term.objects.filter(live(day_of(at)), person=person).select_related("seat"):
        rows += close_terms(term.seat, before=day_of(at))
    return Changes(person, also=rows)
