"""What organisations say to a question: their votes, objections, and the replies to these.

Each row keeps its free text beside a salted commitment to it (`words_mark`). Seals cover the commitment, so that a
person's words can be erased later while the decision stays provable.
"""

import json
import secrets
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.audit.canonical import canonical, commitment
from comity.base.capacity import ActsFor
from comity.base.text import Words
from comity.coalitions.models import ScopedRecord
from comity.core.ballots.types import Choice
from comity.governing.models.questions import Question

CHOICES = [
    (Choice.YES.value, _("In favour")),
    (Choice.NO.value, _("Against")),
    (Choice.ABSTAIN.value, _("Abstain")),
]
#: the word for an answer that divides the organisation's weight
SPLIT = "split"


class Spoken(ScopedRecord):
    """Somebody's words in a question's record, with the commitment that seals them; as confidential as the question."""

    #: the fields that hold free text
    WORDS: tuple[str, ...] = ()
    question: Any

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    salt = models.CharField(max_length=32, blank=True)
    words_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return str(self.question.confidentiality)

    @property
    def body_id(self) -> UUID:
        return UUID(str(self.question.body_id))

    def seal_words(self) -> None:
        """Commit to the words as they now stand. Nothing was said: nothing to commit to."""
        said = any(getattr(self, name) for name in self.WORDS)
        self.salt = secrets.token_hex(16) if said else ""
        self.words_mark = self._mark() if said else ""

    def found_mark(self) -> str:
        """The commitment to the words as they are found; of erased words, the one that was kept."""
        there = self.salt or any(getattr(self, name) for name in self.WORDS)
        return self._mark() if there else self.words_mark

    def _mark(self) -> str:
        return commitment(self.salt, "words", canonical({name: getattr(self, name) for name in self.WORDS}))


class Vote(Spoken):
    """One organisation's answer, cast by a person with its mandate. The live one has no `replaced_at`; all are kept."""

    WORDS = ("why",)

    question = models.ForeignKey(Question, models.PROTECT, related_name="votes")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    #: nothing where options are marked; SPLIT where the organisation's weight is divided among answers
    choice = models.CharField(_("answer"), max_length=8, choices=[*CHOICES, (SPLIT, _("Divided"))], blank=True)
    #: what is marked on the ballot, or how the weight is divided: canonical text, by an option's place or an answer
    marks = models.TextField(blank=True)
    weight = models.PositiveIntegerField(default=1)
    #: who cast it with the organisation's proxy; of a vote that was told by phone: who wrote it down, who heard it too
    through = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    witness = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    #: the organisation says that this was not its vote
    contested_at = models.DateTimeField(null=True)
    why = Words(_("why"), longest=2000, blank=True)
    cast_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "organisation"],
                condition=models.Q(replaced_at=None),
                name="one_live_vote_per_organisation",
            )
        ]
        indexes = [models.Index(fields=["question", "replaced_at"], name="vote_by_question")]


    def marked(self) -> dict[int, int]:
        """The marks by the place of an option; of a yes/no answer, none."""
        return {int(place): mark for place, mark in json.loads(self.marks or "{}").items() if place.isdigit()}

    def answers(self) -> dict[Choice, int]:
        """The weight it gives to each answer."""
        if self.choice == SPLIT:
            parts = json.loads(self.marks)
            return {choice: parts[choice] for choice in Choice if choice in parts}
        return {Choice(self.choice): self.weight} if self.choice else {}


class ObjectionState(models.TextChoices):
    STANDING = "standing", _("Stays on record")
    ASIDE = "aside", _("Stands aside; stays on record")
    INTEGRATED = "integrated", _("Its change was taken in")
    WITHDRAWN = "withdrawn", _("Taken back")


class Objection(Spoken):
    """An organisation's concern, with the change that would settle it.

    On a majority question it stops nothing. Under consent and consensus it halts the closing until it is settled: its
    change is taken in, it is taken back, its organisation stands aside, or keeps it.
    """

    WORDS = ("concern", "change")

    question = models.ForeignKey(Question, models.PROTECT, related_name="objections")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    concern = Words(_("what is the concern"), longest=2000)
    change = Words(_("which change would settle it"), longest=2000)
    state = models.CharField(max_length=10, choices=ObjectionState.choices, default=ObjectionState.STANDING)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    #: the organisation keeps it although it was answered: under consent the question can't be agreed then
    kept_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "organisation"],
                condition=models.Q(state="standing"),
                name="one_standing_objection",
            )
        ]


class Reply(Spoken):
    """What those who put the question forward, or the objecting organisation, answer to an objection."""

    WORDS = ("text",)

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="replies")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    text = Words(_("answer"), longest=2000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    @property
    def question(self) -> Question:
        return self.objection.question

    def speaker(self) -> Any:
        """The organisation or body in whose name it was said."""
        return self.organisation or self.for_body
