"""Amendments: how others would have a proposal read, before it is voted on."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import Voiced
from comity.governing.models.questions import Question


class AmendmentState(models.TextChoices):
    WAITING = "waiting", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")
    PUT = "put", _("Put to the vote")
    CARRIED = "carried", _("Carried by vote")
    LOST = "lost", _("Lost by vote")


A = AmendmentState
#: from state → states that may follow
AMENDMENT_STEPS: dict[str, set[str]] = {
    A.WAITING: {A.ACCEPTED, A.DECLINED, A.WITHDRAWN, A.PUT},
    A.DECLINED: {A.PUT},
    A.PUT: {A.CARRIED, A.LOST},
    A.ACCEPTED: set(),
    A.WITHDRAWN: set(),
    A.CARRIED: set(),
    A.LOST: set(),
}


class Amendment(Voiced):
    """A whole text as somebody would have the proposal read, beside the one on which it was made.

    Its authors accept it into a new version, decline it with a reason, or put it to the vote before the proposal; so
    can whoever made it, once it was declined.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField()
    base = Words(longest=20_000, blank=True)
    text = Words(_("how it should read"), longest=20_000)
    why = Words(_("why"), longest=2000)
    state = models.CharField(max_length=10, choices=A.choices, default=A.WAITING)
    reason = Words(_("reason"), longest=2000, blank=True)
    #: the vote on it, where it was put to one
    vote = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_for = Line(max_length=160, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="one_amendment_per_number"),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""), name="declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Amendment {n}: {title}")).format(n=self.number, title=self.question.title)

    @property
    def confidentiality(self) -> str:
        return str(self.question.confidentiality)

    @property
    def body_id(self) -> Any:
        return self.question.body_id

    @property
    def is_settled(self) -> bool:
        """Whether nothing can come of it any more."""
        return not AMENDMENT_STEPS[self.state]
