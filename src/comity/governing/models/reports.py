"""What representatives owe their organisations: word of what was decided, and that they brought it home."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import Held


class HomeReport(Held):
    """One organisation hears from its representative what came of one thing: due on a day, kept once it was done.

    It belongs to the decision or the meeting it is about, and is as confidential as that.
    """

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    #: what it is about, as it was called then, and where it is read
    title = Line(max_length=200)
    url = models.CharField(max_length=300)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    text = Words(_("what was said at home"), longest=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["held_id", "organisation"], name="one_report_home"),
            models.CheckConstraint(
                condition=models.Q(reported_at=None) | models.Q(person__isnull=False), name="reports_have_a_reporter"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "reported_at"], name="report_by_organisation")]

    def __str__(self) -> str:
        return str(self.title)
