"""Which organisations belong to the coalition, since when, and how they came and went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models.scoped import ScopedRecord


class MembershipState(models.TextChoices):
    PROSPECT = "prospect", _("Prospect")
    INVITED = "invited", _("Invited")
    MEMBER = "member", _("Member")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("Left")


S = MembershipState
#: from state → states that may follow
TRANSITIONS: dict[str, set[str]] = {
    S.PROSPECT: {S.INVITED, S.MEMBER, S.LEFT},
    S.INVITED: {S.MEMBER, S.PROSPECT, S.LEFT},
    S.MEMBER: {S.SUSPENDED, S.LEFT},
    S.SUSPENDED: {S.MEMBER, S.LEFT},
    S.LEFT: {S.PROSPECT, S.INVITED, S.MEMBER},
}


class Membership(ScopedRecord):  # scoped managers are untyped
    """One organisation in one coalition. `shown_as` overrides how it appears here."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=10, choices=MembershipState.choices)
    since_on = models.DateField()
    shown_as = Line(_("shown here as"), max_length=160, blank=True)
    #: a member that said it leaves: from which day it is none, and why
    leaves_on = models.DateField(null=True)
    leaves_why = Words(longest=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "organisation"], name="one_membership")]


class MembershipChange(ScopedRecord):
    """One step in a membership's history."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=MembershipState.choices)
    on = models.DateField()
    reason = Words(longest=1000, blank=True)
