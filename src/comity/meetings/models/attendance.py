"""Who was there: each stay of somebody, for an organisation or as a guest, from when until when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line
from comity.core.meetings.presence import Stay
from comity.meetings.models.meetings import Meeting, OfMeeting


class Present(models.TextChoices):
    REPRESENTATIVE = "representative", _("For an organisation of the body")
    DEPUTY = "deputy", _("As deputy for an organisation of the body")
    OBSERVER = "observer", _("For an organisation without a place here")
    GUEST = "guest", _("As a guest")


#: those whose organisation counts for the quorum
COUNTED = (Present.REPRESENTATIVE, Present.DEPUTY)


class Attendance(OfMeeting):
    """One stay. Who leaves and comes back has two. `person` is known here, `name` is what the list says."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    organisation_name = Line(max_length=160, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    name = Line(_("who"), max_length=120)
    role = models.CharField(_("as what"), max_length=16, choices=Present.choices)
    remote = models.BooleanField(_("by phone or video"), default=False)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["arrived_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation", "name"],
                condition=models.Q(left_at=None),
                name="there_once",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(left_at__gte=models.F("arrived_at")),
                name="left_after_arriving",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "left_at"], name="attendance_by_meeting")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def counts(self) -> bool:
        """Whether it makes the organisation present."""
        return self.role in COUNTED

    @property
    def stay(self) -> Stay:
        """As the arithmetic takes it: of those who do not count, without a unit."""
        return Stay(str(self.organisation_id) if self.counts else "", self.arrived_at, self.left_at)
