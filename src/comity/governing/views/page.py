"""Everything the page of one question shows, read once: what the reader can do, and why not."""

from collections import Counter
from datetime import datetime, time
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.audit.queries import Line, history_of, lines
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Reason
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.standing import Hold, Standing
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.types import Why
from comity.governing import permissions, queries
from comity.governing.ballot_permissions import chairing, closing_over, contestable, entering
from comity.governing.ballots import check_ballot
from comity.governing.counting import ON_OBJECTIONS, agreed, early, way_of
from comity.governing.matters.halting import open_objections, withdrawable
from comity.governing.models import (
    Decision,
    Objection,
    ObjectionState,
    Option,
    Question,
    RollEntry,
    State,
    Vote,
)
from comity.governing.results import Result
from comity.governing.rules import majority_in_words, quorum_in_words, why_in_words
from comity.governing.views.around import Around
from comity.governing.views.lines import Objected, Said
from comity.governing.wording import about, how_in_words, name_of, on_paper, settings_in_words, vote_in_words

#: how many answers stand on a page unless all are asked for
A_PAGE = 50
KINDS = {"yes": "ok", "no": "bad", "abstain": ""}


class Sheet:
    """The page of a question read with `to_read`, for one reader with one hat at one moment."""

    def __init__(
        self, question: Question, standing: Standing, by: Capacity, at: datetime, *, everything: bool = False
    ) -> None:
        self.question, self.standing, self.by, self.at, self.everything = question, standing, by, at, everything
        self.roll = {entry.organisation_id: entry for entry in question.roll.all()}
        self.votes = queries.live_votes(question)

    # ── where it stands ──

    @cached_property
    def state(self) -> State:
        return self.question.reads(self.at)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_draft(self) -> bool:
        return self.question.opened_at is None

    @cached_property
    def status(self) -> tuple[str, str]:
        return queries.standing_of_question(self.question, self.at)

    @cached_property
    def decision(self) -> Decision | None:
        """The sealed decision, if there is one."""
        return getattr(self.question, "decision", None)

    @cached_property
    def figures(self) -> Decision:
        return queries.figures(self.question)

    @property
    def why(self) -> str:
        """Why it carried or not, once it has closed."""
        return why_in_words(self.figures)

    # ── the rule and the count ──

    @property
    def rule(self) -> str:
        return how_in_words(self.question)

    @cached_property
    def way(self) -> Method:
        """How it is voted on."""
        return way_of(self.question)

    @property
    def way_name(self) -> str:
        return name_of(self.question.method)

    @property
    def way_about(self) -> str:
        return about(self.question.method)

    @cached_property
    def missing(self) -> list[str]:
        """What its ballot still lacks before it can open."""
        try:
            check_ballot(self.question)
        except ValidationError as fault:
            return list(fault.messages)
        return []

    @property
    def agreed(self) -> list[tuple[str, str]]:
        """What was agreed about this way of voting: label and value."""
        return settings_in_words(self.way, agreed(self.question))

    @property
    def by_answer(self) -> bool:
        """Whether it is answered yes, no or abstain."""
        return self.way.marks is Marks.ANSWER

    @property
    def by_paper(self) -> bool:
        """Whether it is voted on with a ballot of its own."""
        return on_paper(self.question)

    @property
    def by_share(self) -> bool:
        """Whether a share in favour decides, and not that nobody objects."""
        return self.question.method not in ON_OBJECTIONS

    @cached_property
    def result(self) -> Result | None:
        """The count in all its steps, once it is sealed."""
        tally = getattr(self.question, "tally", None)
        return None if tally is None else Result(self.question, tally)

    @property
    def options(self) -> list[Option]:
        return list(self.question.options.all())

    @cached_property
    def paper_in(self) -> bool:
        """Whether our private ballot was given."""
        entry = self.roll.get(self.by.of) if self.by.of else None
        return self.question.private and entry is not None and entry.answered

    @property
    def majority(self) -> str:
        return majority_in_words(self.question.rule)

    @property
    def quorum(self) -> str:
        return quorum_in_words(self.question.rule)

    @property
    def needed(self) -> int:
        """How many in favour the votes so far ask for."""
        return max(1, self.figures.needed)

    @property
    def whole(self) -> int:
        """The whole of which the meter shows a share."""
        return max(1, self.figures.base_weight)

    @property
    def quorum_reached(self) -> bool:
        return self.figures.cast >= self.figures.quorum

    @cached_property
    def here(self) -> list[RollEntry]:
        return [entry for entry in self.roll.values() if entry.organisation_id in self.answered]

    @cached_property
    def out(self) -> list[RollEntry]:
        return [entry for entry in self.roll.values() if entry.organisation_id not in self.answered]

    @cached_property
    def answered(self) -> set[UUID]:
        if self.question.private:
            return {entry.organisation_id for entry in self.roll.values() if entry.answered}
        return {vote.organisation_id for vote in self.votes}

    @cached_property
    def times(self) -> Counter[UUID]:
        """How often each organisation has answered."""
        return Counter(vote.organisation_id for vote in self.question.votes.all())

    # ── what was said ──

    @cached_property
    def answers(self) -> list[Said]:
        return [self._said(vote) for vote in self.votes]

    @property
    def shown(self) -> list[Said]:
        """As many answers as a page bears."""
        return self.answers if self.everything else self.answers[:A_PAGE]

    @property
    def more(self) -> int:
        """How many answers are left out."""
        return len(self.answers) - len(self.shown)

    @property
    def dissent(self) -> list[Said]:
        """Answers against what came out. Where too few answered, nothing did."""
        if not self.by_answer or self.figures.why == Why.NO_QUORUM:
            return []
        against = "no" if self.figures.carried else "yes"
        return [said for said in self.answers if said.vote.choice == against]

    @cached_property
    def objections(self) -> list[Objected]:
        return [self._objected(one) for one in self.question.objections.all()]

    @property
    def standing_objections(self) -> list[Objected]:
        return [one for one in self.objections if one.standing]

    @cached_property
    def history(self) -> list[Line]:
        """What was done with the question, newest first."""
        return lines(with_openness(history_of(self.question.pk), self.standing)[:50])

    # ── what the reader can do ──

    @cached_property
    def hold(self) -> Hold | None:
        """The mandate behind the hat."""
        return self.standing.organisation(self.by.organisation)

    @cached_property
    def barred(self) -> Reason | None:
        """Why the hat can't answer now, if it can't."""
        barred = permissions.answering(self.standing, self.by, self.question, self.roll, at=self.at)
        return barred or (permissions.paper_is_in() if self.paper_in else None)

    def no_proxy(self, unit: UUID) -> Reason | None:
        """Why we can't vote for that organisation by its proxy, if we can't."""
        by, question = self.by, self.question
        barred = permissions.proxying(self.standing, by, question, self.roll, unit, at=self.at)
        given = unit in self.roll and question.private and self.roll[unit].answered
        said = next((vote for vote in self.votes if vote.organisation_id == unit), None)
        barred = barred or permissions.spoken_itself(said, phoned=True)
        return barred or (permissions.paper_is_in() if given else None)

    @cached_property
    def lent(self) -> list[RollEntry]:
        """The organisations that we may vote for by proxy, where we vote at all. The roll was read with them."""
        if not self.is_open or self.by.organisation is None or not self.question.proxies:
            return []
        return [entry for entry in self.roll.values() if getattr(entry, "lent", False)]

    @property
    def may_enter(self) -> bool:
        """Whether the reader can write down a vote that was told by phone."""
        enters = entering(self.standing, self.by, self.question) or contestable(self.question, self.at)
        return self.is_open and not self.question.private and enters is None

    @property
    def waits_for_chair(self) -> bool:
        """Whether a tie waits for whoever chairs the body."""
        return self.question.tie_asked_at is not None and self.decision is None

    @property
    def may_settle(self) -> bool:
        return self.waits_for_chair and chairing(self.standing, self.by, self.question) is None

    @cached_property
    def no_objection(self) -> Reason | None:
        """Why the hat can't object now, if it can't."""
        mine = any(one.standing and one.objection.organisation_id == self.by.of for one in self.objections)
        if mine:
            return Reason(_("Your objection stands already. Take it back to raise another."))
        return permissions.objecting(self.standing, self.by, self.question, self.roll, at=self.at)

    @cached_property
    def may_change(self) -> bool:
        return permissions.changing(self.standing, self.by, self.question) is None

    @property
    def may_withdraw(self) -> bool:
        """Whether those who asked can take it back: while it is open, and while an objection or a tie keeps it so."""
        return self.may_change and withdrawable(self.question, self.at) is None

    @cached_property
    def may_close(self) -> bool:
        figures = self.figures
        closing = permissions.closing(
            self.standing, self.by, self.question, answered=figures.cast, asked=figures.eligible, early=self.settled
        )
        over = closing_over(self.votes, self.at)
        return self.is_open and closing is None and over is None

    @cached_property
    def settled(self) -> bool:
        """Whether nothing can change any more."""
        return self.is_open and self.question.all_had_time(self.at) and early(self.question)

    @cached_property
    def own(self) -> Said | None:
        """The answer of the organisation whose hat is worn."""
        return next((said for said in self.answers if said.vote.organisation_id == self.by.of), None)

    # ── around the vote ──

    @property
    def advice(self) -> bool:
        """Whether it asks for advice only."""
        return not self.question.binding

    @property
    def is_shared(self) -> bool:
        """A draft that those who will decide can read."""
        return self.question.shared_at is not None

    @cached_property
    def around(self) -> Around:
        """Its matter at rest, reviews, requests to take it up again."""
        return Around(self.question, self.standing, self.by, self.at)

    # ── for those who put it forward ──

    @cached_property
    def slow(self) -> list[queries.Slow]:
        return queries.slow_ones(self.question, at=self.at) if self.is_open or self.is_draft else []

    @property
    def later(self) -> datetime:
        """A closing that lets all answer, at the same hour."""
        return later_closing(self.question, self.at)

    @property
    def too_late_for_rule(self) -> bool:
        """Whether the day that lets all answer lies beyond the last one that the rule allows."""
        latest = self.question.latest_at
        return latest is not None and self.later > latest

    @cached_property
    def warnings(self) -> list[registry.Warned]:
        """What the authors should know before it opens."""
        return [warned for _name, found in registry.warnings.items() for warned in found(self.question)]

    def _said(self, vote: Vote) -> Said:
        entry, earlier = self.roll[vote.organisation_id], self.times[vote.organisation_id] - 1
        return Said(entry, vote, vote_in_words(self.question, vote), KINDS.get(vote.choice, ""), earlier)

    def _objected(self, one: Objection) -> Objected:
        own = one.organisation_id == self.by.of
        settles = permissions.unsettled(self.question, self.at) is None
        open_still = settles and one.state == ObjectionState.STANDING
        speaks = own and self.no_word is None
        presides = self.by.body is not None and self.by.of == self.question.body_id
        voted = permissions.integrating(self.question, voted=self.any_ballot)
        return Objected(
            one, self.roll[one.organisation_id], one.state == ObjectionState.STANDING,
            may_take_back=open_still and speaks, may_reply=settles and (speaks or self.may_change or presides),
            may_take_in=voted if open_still and self.may_change else Reason(""),
            halts=one in open_objections(self.question), kept=one.kept_at is not None,
        )  # fmt: skip

    @property
    def any_ballot(self) -> bool:
        """The same as `queries.any_ballot`, of what is read already."""
        return bool(self.question.votes.all()) or any(entry.answered for entry in self.question.roll.all())

    @cached_property
    def no_word(self) -> Reason | None:
        return permissions.speaking(self.standing, self.by, self.question, self.roll)


def later_closing(question: Question, at: datetime) -> datetime:
    """The first day that lets every organisation decide, never before the closing that stands; at its hour."""
    tz = question.coalition.tz
    stands = question.closes_at.astimezone(tz) if question.closes_at else datetime.combine(day_of(at), time(18), tz)
    day = max(queries.day_for_all(question, at=at), stands.date())
    return datetime.combine(day, stands.timetz())
