"""What stands around a vote on its page: a matter at rest, what reviews found, requests to take it up again."""

from datetime import datetime
from functools import cached_property
from typing import Any

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.standing import Standing
from comity.governing.counting import count
from comity.governing.matters import permissions as around
from comity.governing.matters import reopening as again
from comity.governing.matters.halting import halted, halts
from comity.governing.models import Decision, Question, Reopening, Review, State
from comity.governing.permissions import putting_forward
from comity.governing.queries import visible_to


class Around:
    """For one reader with one hat at one moment. Needs the question read with `to_read`."""

    def __init__(self, question: Question, standing: Standing, by: Capacity, at: datetime) -> None:
        self.question, self.standing, self.by, self.at = question, standing, by, at
        self.decision: Decision | None = getattr(question, "decision", None)

    @cached_property
    def frozen(self) -> Reason | None:
        """Why nothing can be opened or closed now, while the matter rests."""
        return around.frozen(self.question, self.at)

    @property
    def halts(self) -> bool:
        """Whether objections halt this question."""
        return halts(self.question)

    @cached_property
    def halted(self) -> Reason | None:
        """Why it can't be closed while an objection is open, and who could lift that."""
        if self.question.opened_at is None or self.decision is not None or not self.halts:
            return None
        return halted(self.question, count(self.question).outcome)

    @cached_property
    def may_freeze(self) -> bool:
        """Whether the reader may let the matter rest, or go on."""
        return self.question.matter is not None and around.freezing(self.standing, self.by) is None

    @cached_property
    def reviews(self) -> list[Review]:
        """What was found when the decision was looked at again. A query, for decisions that bind."""
        if self.decision is None or not self.decision.carried or not self.question.binding:
            return []
        rows = Review.objects.filter(decision=self.decision)
        return list(rows.select_related("organisation", "for_body", "person"))

    @cached_property
    def reopenings(self) -> list[Any]:
        """Requests to take it up again, each with what the reader may do about it. Two queries at most."""
        rows = Reopening.objects.filter(question=self.question)
        rows = rows.select_related("organisation", "for_body", "person")
        return [self._asked_again(one) for one in rows.prefetch_related("supports")]

    def _asked_again(self, one: Any) -> Any:
        one.gathering = again.still_gathering(one) is None
        one.kind = {"granted": "ok", "refused": "bad"}.get(one.state, "")
        one.mine = self.by.of is not None and self.by.of in (one.organisation_id, one.for_body_id)
        one.no_support = again.supporting(self.standing, self.by, one) if one.gathering else None
        return one

    @cached_property
    def superseded_by(self) -> Question | None:
        """The question whose decision took the place of this one."""
        newer = getattr(self.decision, "superseded_by", None) if self.decision else None
        return newer.question if newer else None

    @property
    def advised(self) -> bool:
        """Whether it is advice of a meeting that could not decide, and was not put to all yet."""
        return around.advised(self.question) is None

    @cached_property
    def ratification(self) -> Question | None:
        """The binding vote to which this advice was put, if the reader may know of it. A query where there is one."""
        vote = self.question.ratification
        if vote is None or vote.state == State.WITHDRAWN:
            return None
        rows = visible_to(self.standing).select_related("coalition")
        found: Question | None = rows.filter(pk=vote.pk).first()
        return found

    @cached_property
    def no_vote(self) -> Reason | None:
        """Why the reader can't put it to all."""
        seated = any(entry.organisation_id == self.by.organisation for entry in self.question.roll.all())
        return putting_forward(self.standing, self.by, self.question.body, seated=seated)

    @cached_property
    def may_review(self) -> bool:
        """Whether the reader may say what came of the decision."""
        return self.decision is not None and around.reviewing(self.standing, self.by, self.decision) is None

    @property
    def may_carry_out(self) -> bool:
        """Whether the reader may try again what should have followed."""
        return self.decision is not None and self.may_review and around.undone(self.decision) is None
