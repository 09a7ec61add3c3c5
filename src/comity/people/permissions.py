"""Who may change a person's account: the person alone. Rules (imports, command line) act as the rule."""

from django.conf import settings
from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.people.models import Person


def may_change(by: Capacity, person: Person) -> Reason | None:
    """May this capacity change the person's account? In a demo nobody's: the next visitor wants to meet them too."""
    if settings.DEMO and person.invented and by.acts_for != ActsFor.RULE:
        return Reason(
            _("This person is invented and stays as they are."), _("Start your own coalition to try it.")
        )
    return may_speak_as(by, person)


def may_speak_as(by: Capacity, person: Person) -> Reason | None:
    """Is this capacity the person's own, or the rule's?"""
    if person.erased_at is not None:
        return Reason(_("This account was erased."), bar=Bar.CONFLICT)
    if by.acts_for == ActsFor.RULE or by.person == person.pk:
        return None
    who = _("Only %(name)s can change it.") % {"name": person.name}
    return Reason(_("An account belongs to the person alone."), who)


def may_run_install(by: Capacity) -> Reason | None:
    """May this capacity run the install, and make others do so? An administrator, or whoever sits at the machine."""
    if by.acts_for == ActsFor.RULE:
        return None
    if by.person and Person.objects.filter(pk=by.person, is_administrator=True).exists():
        return None
    return Reason(_("You don’t administer this install."), _("An administrator can."))
