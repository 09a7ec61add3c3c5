"""Ballots: the options on them, papers of private votes, proxies, and the tally apart from the decision it leads to."""

import json
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.ballots.types import Choice
from comity.governing.models.questions import Question


class Option(ScopedRecord):
    """One of the things to choose from. `place` counts from 1 and stands on the ballot; `cost` in the smallest coin."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="options")
    place = models.PositiveSmallIntegerField()
    title = Line(_("option"), max_length=120)
    text = Words(_("what it means"), longest=2000, blank=True)
    cost = models.PositiveBigIntegerField(_("what it costs"), null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["question", "place"], name="one_option_per_place")]

    def __str__(self) -> str:
        return str(self.title)


class Paper(ScopedRecord):
    """A private ballot: a random number and what is marked. No person, no organisation, no time, and no order.

    Whenever one is cast, all papers of the question are written anew in the order of their numbers: not even the
    database can tell which came last.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="papers")
    marks = models.TextField()

    def marked(self) -> dict[int, int]:
        """The marks by the place of an option; of a yes/no paper, none."""
        return {int(place): mark for place, mark in json.loads(self.marks).items() if place.isdigit()}

    def answers(self) -> dict[Choice, int]:
        """The answer on a yes/no paper."""
        said = json.loads(self.marks)
        return {choice: int(said[choice]) for choice in Choice if choice in said}


class Proxy(ScopedRecord):
    """One organisation lets another vote for it: on one question, or until a day. It holds once the other accepts."""

    giver = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    holder = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="proxies_given")
    until_on = models.DateField(_("until"), null=True, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(question__isnull=False) | models.Q(until_on__isnull=False),
                name="a_proxy_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("holder")), name="a_proxy_is_for_another"
            ),
        ]


class Tally(ScopedRecord):
    """The count of one question, apart from the decision: canonical text with every figure needed to repeat it.

    Units: `entitled`, `present` (None where nobody met), `represented` (through another's proxy), `cast`.
    `ballots_mark` is the fingerprint of the sorted ballots; `seed` settles ties by lot.
    """

    question = models.OneToOneField(Question, models.PROTECT, related_name="tally")
    method = models.CharField(max_length=40)
    figures = models.TextField()
    seed = models.CharField(max_length=200, blank=True)
    ballots_mark = models.CharField(max_length=64)
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField(null=True)
    represented = models.PositiveIntegerField()
    cast = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
