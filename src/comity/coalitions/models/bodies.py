"""Bodies that decide and work, the seats organisations hold in them, and the terms for which people fill these."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models.scoped import ScopedRecord


class BodyKind(models.TextChoices):
    ASSEMBLY = "assembly", _("General assembly")
    STRATEGIC = "strategic", _("Strategic committee")
    EXECUTIVE = "executive", _("Executive committee")
    ACTION = "action", _("Action group")
    OTHER = "other", _("Another kind")


class Role(models.TextChoices):
    CHAIR = "chair", _("Chair")
    CONVENER = "convener", _("Convener")
    DEPUTY = "deputy", _("Deputy")
    MEMBER = "member", _("Member")


class SeatLevel(models.TextChoices):
    """Whom of an organisation one wants: at a prospect, in a seat."""

    DIRECTOR = "director", _("Somebody who directs it")
    FRONT = "front", _("Somebody of the front line")
    RESIDENT = "resident", _("A resident")
    YOUTH = "youth", _("A youth leader")
    POLITICIAN = "politician", _("A politician")
    EXPERT = "expert", _("An expert")


class Body(ScopedRecord):  # scoped managers are untyped
    """A body of the coalition. In the general assembly every member organisation has its place without a seat row."""

    name = Line(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=BodyKind.choices)
    own_kind = Line(_("what you call this kind"), max_length=60, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    purpose = Words(_("what it is for"), longest=1000, blank=True)
    since_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    #: everyone inside knows that there is a body, and what it is for
    confidentiality = Confidentiality.COALITION

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition"], condition=models.Q(kind="assembly", ended_on=None), name="one_assembly"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class Seat(ScopedRecord):  # scoped managers are untyped
    """A place in a body, held by an organisation. level: whom of it one wants there; empty: not settled."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    level = models.CharField(_("whom of it"), max_length=10, choices=SeatLevel.choices, blank=True)
    since_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "organisation"],
                condition=models.Q(ended_on=None),
                name="one_seat_per_organisation",
            )
        ]


class Term(ScopedRecord):
    """A person filling a seat, in a role, from a day until another (the last day included)."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="terms")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    #: when those who name the next person were asked
    reminded_at = models.DateTimeField(null=True)
