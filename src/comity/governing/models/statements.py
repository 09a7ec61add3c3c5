"""What is said to the outside: in the coalition's name, or an organisation's for itself; and a log of the media."""

from datetime import datetime

from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.governing.models.conflicts import Case, CaseState
from comity.governing.models.questions import Question


class StatementKind(models.TextChoices):
    COALITION = "coalition", _("In the coalition’s name")
    OWN = "own", _("An organisation for itself")


class StatementState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CLEARING = "clearing", _("Waits to be cleared")
    CLEARED = "cleared", _("Cleared")
    WAITING = "waiting", _("Being talked about inside")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DROPPED = "dropped", _("Dropped")


S = StatementState
#: from state → states that may follow; a published one goes back to a draft when it is corrected, and stays readable
STATEMENT_STEPS: dict[str, set[str]] = {
    S.DRAFT: {S.DRAFT, S.CLEARING, S.WAITING, S.PUBLISHED, S.DROPPED, S.WITHDRAWN},
    S.CLEARING: {S.DRAFT, S.CLEARED, S.DROPPED, S.WITHDRAWN},
    S.CLEARED: {S.DRAFT, S.PUBLISHED, S.DROPPED, S.WITHDRAWN},
    S.WAITING: {S.WAITING, S.PUBLISHED, S.DROPPED},
    S.PUBLISHED: {S.DRAFT, S.WITHDRAWN},
    S.WITHDRAWN: set(),
    S.DROPPED: set(),
}


class Statement(ScopedRecord):
    """One statement. `number` is its newest version, `shown` the published one.

    against: it speaks against what the coalition decided or does. Then it is talked about inside first (`case`), and
    `waits_until` bounds how long. Before it is published, an organisation's own is known to its people alone.
    """

    kind = models.CharField(max_length=10, choices=StatementKind.choices)
    title = Line(_("headline"), max_length=160)
    state = models.CharField(max_length=10, choices=S.choices, default=S.DRAFT)
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.COALITION
    )
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160)
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    against = models.BooleanField(default=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    waits_until = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(default=1)
    shown = models.PositiveIntegerField(null=True)
    omitted_why = Words(_("why somebody is left out"), longest=1000, blank=True)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = Words(longest=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "state"], name="statement_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="coalition") | models.Q(organisation__isnull=False),
                name="own_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(shown__isnull=False),
                name="published_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def waits(self, at: datetime) -> bool:
        """Whether what is raised inside must be waited for: until it is over, and not longer than was agreed.

        Whoever raised it doesn't end the wait by taking the case back.
        """
        if self.waits_until is None or self.case is None:
            return False
        return at < self.waits_until and self.case.state in (CaseState.OPEN, CaseState.WITHDRAWN)

    def get_absolute_url(self) -> str:
        return reverse("governing:statement", args=[self.coalition.slug, self.pk])


class StatementVersion(ScopedRecord):
    """How a statement reads. `why`: what was corrected. Once published it never changes."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = Line(_("headline"), max_length=160)
    text = Words(_("text"), longest=20_000)
    why = Words(_("what was corrected"), longest=1000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="one_version_by_number")]


class Clearance(ScopedRecord):
    """What somebody who speaks for the coalition says to a version: it may go out, or not yet."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="clearances")
    number = models.PositiveIntegerField()
    yes = models.BooleanField()
    why = Words(_("why"), longest=1000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    for_name = Line(max_length=160)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "number", "person"], name="cleared_once_a_person")
        ]


class MediaKind(models.TextChoices):
    PRESS = "press", _("Newspaper or magazine")
    RADIO = "radio", _("Radio")
    TV = "tv", _("Television")
    ONLINE = "online", _("Online")
    OTHER = "other", _("Other")


class SpokeAs(models.TextChoices):
    COALITION = "coalition", _("For the coalition")
    ORGANISATION = "organisation", _("For an organisation")
    SELF = "self", _("For themselves")
    NOBODY = "nobody", _("Nobody of us spoke")


class MediaEntry(ScopedRecord):
    """Once that the coalition or one of its members was in the media. `clip`: what was said there."""

    on = models.DateField(_("day"))
    outlet = Line(_("where"), max_length=120)
    kind = models.CharField(max_length=10, choices=MediaKind.choices)
    about = Line(_("about"), max_length=200)
    spoke = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    spoke_as = models.CharField(max_length=12, choices=SpokeAs.choices)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = Line(_("link"), max_length=300, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    clip = Words(_("what was said"), longest=4000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "on"], name="media_by_day")]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.about}"
