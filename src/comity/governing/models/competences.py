"""Areas of the common work, the part each organisation has in them, and what each organisation is good at."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words, fold
from comity.coalitions.models import ScopedRecord
from comity.core.duties import Part

PARTS = [
    (Part.DECIDES.value, _("Decides")),
    (Part.DOES.value, _("Does")),
    (Part.SUPPORTS.value, _("Supports")),
    (Part.TOLD.value, _("Is told")),
]


class Level(models.IntegerChoices):
    """How well an organisation can do something."""

    SOME = 1, _("Some experience")
    OFTEN = 2, _("Does it regularly")
    TEACHES = 3, _("Could teach others")


class Area(ScopedRecord):
    """One piece of the common work. `needs`: the competences it takes, one a line."""

    name = Line(_("area"), max_length=120)
    words = Words(_("what belongs to it"), longest=1000, blank=True)
    needs = Words(_("what it takes"), longest=1000, blank=True)
    question = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "name"], condition=models.Q(ended_at=None), name="one_area_by_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def needed(self) -> list[str]:
        """The competences it takes."""
        return [line.strip() for line in self.needs.splitlines() if line.strip()]

    def get_absolute_url(self) -> str:
        return reverse("governing:area", args=[self.coalition.slug, self.pk])


class Duty(ScopedRecord):
    """That an organisation says it has a part in an area. `person` said so."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="duties")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=PARTS)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "part"], condition=models.Q(ended_at=None), name="said_once"
            )
        ]


class Competence(ScopedRecord):
    """What an organisation is good at, how well, and what shows it. `person` said so."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(_("competence"), max_length=80)
    level = models.PositiveSmallIntegerField(_("how well"), choices=Level.choices)
    evidence = Words(_("what shows it"), longest=1000, blank=True)
    key = models.CharField(max_length=120, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "organisation", "key"],
                condition=models.Q(ended_at=None),
                name="one_competence_by_name",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """The same words in other letters are the same competence."""
        self.key = fold(self.name)[:120]

    def derived(self) -> set[str]:
        return {"key"}
