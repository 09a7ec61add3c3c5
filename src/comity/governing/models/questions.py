"""A question put to a body, the rule it is decided by, and the roll of organisations it is put to."""

from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.ballots.answers import Side
from comity.core.ballots.types import Base, Counted, Quorum, Rule, Threshold, TieRule
from comity.core.rulebook.types import Unit


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: from state → states that may follow
TRANSITIONS: dict[str, set[str]] = {
    State.DRAFT: {State.OPEN, State.WITHDRAWN},
    State.OPEN: {State.CLOSED, State.WITHDRAWN},
    State.CLOSED: set(),
    State.WITHDRAWN: set(),
}

#: the method of a question that is answered yes, no or abstain and decided by a share
PLAIN = "majority"
#: who may know of a question: the levels that voting bodies use
LEVELS = [c for c in Confidentiality.choices if c[0] != Confidentiality.NAMED]


class Question(ScopedRecord):
    """A question to the organisations of a body: answered yes, no or abstain, or by marking options on a ballot.

    Its text, method and rule change only as a draft; opening gives it a number, freezes the rule and takes the roll.
    `acts_for`, `organisation`, `for_body` and `for_name` are the capacity in which `person` put it forward.
    """

    #: read with the question where its mails are written
    standing_objections: list[Any]
    #: the number of the paper just cast, for its voter's eyes; kept nowhere
    paper_key: UUID | None = None
    #: the ground rule on promises that it goes beyond, once that was looked up
    limit_found: Any

    number = models.PositiveIntegerField(null=True)
    matter = models.ForeignKey("governing.Matter", models.PROTECT, null=True, related_name="questions")
    #: whether its outcome binds; of a question that only asks for advice it does not
    binding = models.BooleanField(default=True)
    #: the version of the rulebook and the clause that named body and rule, and why no smaller body decides
    rulebook = models.UUIDField(null=True)
    clause = models.CharField(max_length=20, blank=True)
    routed_why = Words(longest=1000, blank=True)
    #: the share of votes cast that decides in spite of an objection, where the rulebook names one
    overrule_top = models.PositiveSmallIntegerField(null=True)
    overrule_bottom = models.PositiveSmallIntegerField(null=True)
    #: since when an open objection halts its closing
    halted_at = models.DateTimeField(null=True)
    title = Line(_("question"), max_length=160)
    lede = Words(_("in one or two sentences"), longest=600)
    text = Words(_("everything one should know"), longest=20_000, blank=True)
    body = models.ForeignKey("coalitions.Body", models.PROTECT, related_name="+")
    body_name = Line(max_length=120)
    confidentiality = models.CharField(max_length=10, choices=LEVELS, default=Confidentiality.COALITION)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)

    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160, blank=True)

    base = models.CharField(max_length=12, choices=[(b.value, b.value) for b in Base])
    share_top = models.PositiveSmallIntegerField()
    share_bottom = models.PositiveSmallIntegerField()
    share_exceed = models.BooleanField()
    quorum_top = models.PositiveSmallIntegerField(null=True)
    quorum_bottom = models.PositiveSmallIntegerField(null=True)
    quorum_exceed = models.BooleanField(default=False)
    quorum_counted = models.CharField(
        max_length=8, choices=[(c.value, c.value) for c in Counted], default=Counted.CAST
    )
    tie = models.CharField(
        max_length=12, choices=[(t.value, t.value) for t in TieRule], default=TieRule.NOT_CARRIED
    )
    may_split = models.BooleanField(default=False)
    #: what has a vote, and how many days an organisation must have belonged to have one
    unit = models.CharField(max_length=12, choices=[(u.value, u.value) for u in Unit], default=Unit.ORGANISATION)
    member_for = models.PositiveSmallIntegerField(default=0)

    #: how it is voted on, by its name in core.ballots.methods; what that method wants agreed, as canonical text
    method = models.CharField(max_length=40, default=PLAIN)
    settings = models.TextField(default="{}")
    #: whether nobody learns which organisation marked what
    private = models.BooleanField(default=False)
    #: organisation → weight, where they don't all weigh one; canonical text
    weights = models.TextField(default="{}")
    #: for how many others one organisation may vote by proxy
    proxies = models.PositiveSmallIntegerField(default=1)
    #: what is shared out, in the smallest coin, and the currency
    budget = models.PositiveBigIntegerField(null=True, blank=True)
    currency = Line(max_length=3, blank=True)
    #: fingerprint of the roll as it was taken; the secret of the lot, and its fingerprint, told at opening
    roll_mark = models.CharField(max_length=64, blank=True)
    lot_secret = models.CharField(max_length=64, blank=True)
    lot_mark = models.CharField(max_length=64, blank=True)
    #: the vote in a room, if it is one: what meets, whether all were told of it and enough came
    sitting_label = models.CharField(max_length=80, blank=True)
    sitting = models.UUIDField(null=True)
    sitting_title = Line(max_length=200, blank=True)
    sitting_url = models.CharField(max_length=300, blank=True)
    sitting_noticed = models.BooleanField(default=True)
    sitting_quorate = models.BooleanField(default=True)
    #: of advice: the binding vote to which it was put afterwards
    ratification = models.ForeignKey("self", models.PROTECT, null=True, related_name="ratifies")
    #: a tie that waits for the chair: since when, what the chair said, and why
    tie_asked_at = models.DateTimeField(null=True)
    tie_choice = models.CharField(max_length=8, blank=True)
    tie_why = Words(longest=1000, blank=True)

    drafted_at = models.DateTimeField()
    #: since when those who decide could read it, where that was before it opened
    shared_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    #: from when, and until when, its rule lets it close
    earliest_at = models.DateTimeField(null=True)
    latest_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    #: when members that are not asked were told that it opened, and what came of it
    opening_told_at = models.DateTimeField(null=True)
    outcome_told_at = models.DateTimeField(null=True)
    withdrawn_why = Words(longest=1000, blank=True)

    effect = models.CharField(max_length=80, blank=True)
    effect_target = models.UUIDField(null=True)
    effect_label = Line(max_length=300, blank=True)
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "binding", "number"], name="one_question_per_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(number__isnull=False, opened_at__isnull=False, closes_at__isnull=False),
                name="asked_questions_are_complete",
            ),
            models.CheckConstraint(
                condition=models.Q(share_bottom__gte=models.F("share_top"), share_top__gte=1),
                name="share_is_a_share",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "state", "closes_at"], name="question_by_state"),
            models.Index(fields=["coalition", "-opened_at"], name="question_by_opening"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def code(self) -> str:
        """Its number in the register, "D-032", or "A-007" for advice; nothing for a draft."""
        return "" if self.number is None else f"{'D' if self.binding else 'A'}-{self.number:03d}"

    def reads(self, at: datetime) -> State:
        """The state as everyone sees it at that moment: past its closing time an open question reads closed."""
        return State.CLOSED if self.state == State.OPEN and self.is_past(at) else State(self.state)

    @property
    def overrule(self) -> Fraction | None:
        """The share in favour that decides in spite of an objection."""
        return Fraction(self.overrule_top, self.overrule_bottom or 1) if self.overrule_top else None

    @overrule.setter
    def overrule(self, share: Fraction | None) -> None:
        self.overrule_top, self.overrule_bottom = (share.numerator, share.denominator) if share else (None, None)

    def all_had_time(self, at: datetime) -> bool:
        """Whether the time has passed that its rule gives to all, or there is none."""
        return self.earliest_at is None or at >= self.earliest_at

    def is_past(self, at: datetime) -> bool:
        """Whether its closing time has come. A vote at that very moment is too late."""
        return self.closes_at is not None and at >= self.closes_at

    @property
    def rule(self) -> Rule:
        """The rule as the count takes it."""
        share = Threshold(Fraction(self.share_top, self.share_bottom), exceed=self.share_exceed)
        base, quorum, tie = Base(self.base), self._quorum(), TieRule(self.tie)
        return Rule(threshold=share, base=base, quorum=quorum, tie=tie, may_split=self.may_split)

    @rule.setter
    def rule(self, rule: Rule) -> None:
        """Keep every part of a rule in its columns."""
        self.tie, self.may_split = rule.tie, rule.may_split
        self.quorum_counted = rule.quorum.counted if rule.quorum else Counted.CAST
        share = rule.threshold.share
        self.base, self.share_exceed = rule.base, rule.threshold.exceed
        self.share_top, self.share_bottom = share.numerator, share.denominator
        self.quorum_top, self.quorum_bottom, self.quorum_exceed = _quorum_columns(rule.quorum)

    def _quorum(self) -> Quorum | None:
        if self.quorum_top is None:
            return None
        if self.quorum_bottom is None:
            return Quorum(self.quorum_top, Counted(self.quorum_counted))
        share = Threshold(Fraction(self.quorum_top, self.quorum_bottom), exceed=self.quorum_exceed)
        return Quorum(share, Counted(self.quorum_counted))

    @property
    def secret_still(self) -> bool:
        """Whether what was marked stays unknown to everyone for now: a private ballot that is not counted yet."""
        return self.private and self.state != State.CLOSED

    def get_absolute_url(self) -> str:
        return reverse("governing:question", args=[self.coalition.slug, self.pk])


def _quorum_columns(quorum: Quorum | None) -> tuple[int | None, int | None, bool]:
    """A share as numerator and denominator, a number of organisations as numerator alone."""
    if quorum is None:
        return None, None, False
    if isinstance(quorum.need, int):
        return quorum.need, None, False
    return quorum.need.share.numerator, quorum.need.share.denominator, quorum.need.exceed


class RollEntry(ScopedRecord):
    """One organisation that is asked, under the name it had when the question opened. `place` is its order.

    `weight` and `side` are as they were at opening. `present`: whether it was in the room, None where nobody meets.
    `answered` and `through` (who held its proxy) are noted when it votes.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="roll")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    place = models.PositiveIntegerField()
    weight = models.PositiveIntegerField(default=1)
    side = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Side], blank=True)
    present = models.BooleanField(null=True)
    answered = models.BooleanField(default=False)
    #: what decided it at home, where its representative may not promise so much alone
    at_home = Line(_("how it was decided at home"), max_length=300, blank=True)
    through = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["question", "organisation"], name="once_on_the_roll"),
            models.UniqueConstraint(fields=["question", "place"], name="one_place_on_the_roll"),
        ]

    @property
    def initials(self) -> str:
        return self.organisation.initials

    @property
    def sector(self) -> str:
        return self.organisation.sector
