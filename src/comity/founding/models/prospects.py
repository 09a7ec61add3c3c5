"""Looking for partners: the committee's criteria, prospects, what several people think of them, gaps and waves."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words, sort_key
from comity.coalitions.models import ScopedRecord, SeatLevel
from comity.core.advice.scoring import MOST
from comity.people.models import Sector

#: longest name of a population, competence or place
WORD = 120


class PartnerSearch(ScopedRecord):
    """Which committee looks for partners, and how its criteria were agreed. One for each coalition.

    adopted_on, adopted_how, decision: when and how the committee agreed; scoring_began_at: from then on the criteria
    stand still.
    """

    body = models.ForeignKey("coalitions.Body", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    adopted_on = models.DateField(null=True)
    adopted_how = Words(_("how the committee agreed"), longest=600, blank=True)
    decision = models.ForeignKey("governing.Decision", models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    scoring_began_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition"], name="one_partner_search")]

    def get_absolute_url(self) -> str:
        return reverse("founding:prospects-criteria", args=[self.coalition.slug])


class Criterion(ScopedRecord):
    """One sentence by which prospects are scored, and how much it counts."""

    text = Line(_("criterion"), max_length=200)
    weight = models.PositiveSmallIntegerField(
        _("how much it counts"), default=1, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["stated_at", "id"]

    def __str__(self) -> str:
        return str(self.text)


class WaveTrigger(models.TextChoices):
    DAY = "day", _("On a day")
    MEMBERS = "members", _("When we are so many")
    WORDS = "words", _("When something has happened")


class RecruitingWave(ScopedRecord):
    """One wave of recruiting and what sets it going. told_at: when the committee heard that its time has come."""

    name = Line(_("name"), max_length=120)
    trigger = models.CharField(max_length=8, choices=WaveTrigger.choices)
    trigger_on = models.DateField(null=True)
    trigger_members = models.PositiveIntegerField(null=True)
    trigger_words = Words(_("what has to have happened"), longest=600, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["planned_at", "id"]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("founding:prospects-waves", args=[self.coalition.slug])


class ProspectState(models.TextChoices):
    FOUND = "found", _("Found")
    LOOKED = "looked", _("Looked into")
    CHOSEN = "chosen", _("Chosen")
    INVITED = "invited", _("Invited")
    JOINED = "joined", _("Joined")
    DECLINED = "declined", _("Declined")
    ASIDE = "aside", _("Set aside")


P = ProspectState
#: from state → states that may follow; each step can be taken back
STEPS: dict[str, tuple[str, ...]] = {
    P.FOUND: (P.LOOKED, P.CHOSEN, P.ASIDE),
    P.LOOKED: (P.CHOSEN, P.FOUND, P.ASIDE),
    P.CHOSEN: (P.INVITED, P.LOOKED, P.FOUND, P.ASIDE),
    P.INVITED: (P.JOINED, P.DECLINED, P.CHOSEN),
    P.JOINED: (P.INVITED,),
    P.DECLINED: (P.INVITED, P.CHOSEN, P.ASIDE),
    P.ASIDE: (P.FOUND, P.LOOKED, P.CHOSEN, P.DECLINED),
}


class Prospect(ScopedRecord):
    """Somebody whom we might win as a partner. organisation: where it stands in our list already.

    populations, competences, places: what it would cover, one a line.
    """

    name = Line(_("name"), max_length=160)
    sort_name = models.CharField(max_length=300, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, blank=True)
    populations = Words(_("whom it serves or speaks for, one a line"), longest=1000, blank=True)
    competences = Words(_("what it is good at, one a line"), longest=1000, blank=True)
    places = Words(_("where it works, one a line"), longest=1000, blank=True)
    level = models.CharField(_("whom of it"), max_length=10, choices=SeatLevel.choices, blank=True)
    why = Words(_("why we think of it"), longest=1000, blank=True)
    state = models.CharField(max_length=10, choices=ProspectState.choices, default=ProspectState.FOUND)
    why_state = Words(_("why it stands there"), longest=600, blank=True)
    wave = models.ForeignKey(RecruitingWave, models.PROTECT, null=True, related_name="prospects")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "organisation"], condition=models.Q(struck_at=None), name="one_prospect_each"
            )
        ]
        indexes = [models.Index(fields=["coalition", "state"], name="prospect_by_state")]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def derived(self) -> set[str]:
        return {"sort_name"}

    @property
    def steps(self) -> list[ProspectState]:
        """The states that may follow."""
        return [ProspectState(one) for one in STEPS[self.state]]

    def get_absolute_url(self) -> str:
        return reverse("founding:prospects-one", args=[self.coalition.slug, self.pk])


class Secret(ScopedRecord):
    """A record for the eyes of the committee that looks for partners alone."""

    body = models.ForeignKey("coalitions.Body", models.PROTECT, related_name="+")
    prospect = models.ForeignKey(Prospect, models.PROTECT, related_name="%(class)s_rows")
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.BODY, editable=False
    )

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return str(self.prospect.get_absolute_url())


class Judgement(Secret):
    """What one person thinks of a prospect: given once, before that person could see what others gave."""

    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    words = Words(_("what you base it on"), longest=1000, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prospect", "person"], name="one_judgement_each")]


class Points(ScopedRecord):
    """What a judgement gives for one criterion."""

    judgement = models.ForeignKey(Judgement, models.PROTECT, related_name="points")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgement", "criterion"], name="points_once")]


class Need(ScopedRecord):
    """One cell of the coverage matrix that somebody has to cover; empty: any. explained: why we leave it open."""

    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, blank=True)
    population = Line(_("population"), max_length=WORD, blank=True)
    competence = Line(_("competence"), max_length=WORD, blank=True)
    place = Line(_("place"), max_length=WORD, blank=True)
    explained = Words(_("why we leave it open"), longest=600, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["named_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "sector", "population", "competence", "place"],
                condition=models.Q(struck_at=None), name="one_need_each",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        words = [self.get_sector_display() if self.sector else "", self.population, self.competence, self.place]
        return " · ".join(str(word) for word in words if word)

    def get_absolute_url(self) -> str:
        return reverse("founding:prospects-coverage", args=[self.coalition.slug])
