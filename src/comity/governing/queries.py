"""Questions and decisions as people may read them; every read starts from `visible_to`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext as _

from comity.base.clock import day_of, now
from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.core.ballots.timing import TooLate, earliest_close, units_too_late
from comity.core.ballots.types import Choice, Why
from comity.core.rulebook.kinds import HALTED
from comity.credits.queries import with_credit
from comity.governing.counting import count, turnout
from comity.governing.entitled import entitled
from comity.governing.models import (
    SPLIT,
    Amendment,
    Decision,
    Inquiry,
    Objection,
    ObjectionState,
    Option,
    Proxy,
    Question,
    Reopening,
    Reply,
    RollEntry,
    RulebookVersion,
    State,
    Vote,
    Wording,
)
from comity.governing.rules import figures_in_words, share_in_words
from comity.governing.sealing import outcome_facts
from comity.tasks.queries import with_tasks


def visible_to(standing: Standing) -> "QuerySet[Question]":
    """The questions a person may know of. Until they are shared, drafts are seen by those in whose name they
    stand, and by coordinators."""
    rows = readable(Question.objects.all(), standing)
    if standing.coordinates:
        return rows
    mine = Q(person=standing.person) if standing.person else Q(pk=None)
    mine |= Q(organisation__in=[hold.of for hold in standing.organisations])
    mine |= Q(for_body__in=[hold.of for hold in standing.bodies])
    return rows.filter(Q(opened_at__isnull=False) | Q(shared_at__isnull=False) | mine)


def with_counts(rows: "QuerySet[Question]") -> "QuerySet[Question]":
    """Each with how many said yes, no, abstain (`yes`, `no`, `abstain`), its decision and its coalition.

    Of what is decided that is what was sealed; of an open one, what stands now: divided votes by their parts, and
    objections that halt it as "no". None while nobody may know.
    """
    secret = Q(private=True) & ~Q(state=State.CLOSED)
    counts = {
        choice: Case(
            When(decision__isnull=False, then=F(f"decision__{choice}")),
            When(secret, then=Value(None)),
            default=_said(choice) + (_halting() if choice == Choice.NO else Value(0)),
            output_field=IntegerField(),
        )
        for choice in Choice
    }
    named = {choice.value: count for choice, count in counts.items()}
    return rows.select_related("decision__superseded_by", "coalition", "matter__topic__merged_into").annotate(**named)


def _said(choice: Choice) -> Coalesce:
    """The weight that live votes give to an answer."""
    parts = Cast(NullIf("marks", Value("")), JSONField())
    part = Case(
        When(choice=choice, then=F("weight")),
        When(choice=SPLIT, then=Coalesce(Cast(KeyTextTransform(choice.value, parts), IntegerField()), 0)),
        default=Value(0),
    )
    return _sum(Vote.objects.filter(question=OuterRef("pk"), replaced_at=None), part)


def _halting() -> Coalesce:
    """The weight of those whose objection stands, where objections halt it: there nobody votes no."""
    standing = Objection.objects.filter(
        question=OuterRef("question"), organisation=OuterRef("organisation"), state=ObjectionState.STANDING
    )
    roll = RollEntry.objects.filter(Exists(standing), question=OuterRef("pk"), question__method__in=HALTED)
    return _sum(roll, F("weight"))


def _sum(rows: "QuerySet[Any]", what: Any) -> Coalesce:
    """A sum over the rows of one question."""
    added = rows.order_by().values("question").annotate(n=Sum(what)).values("n")
    return Coalesce(Subquery(added, output_field=IntegerField()), 0)


def to_read(rows: "QuerySet[Question]") -> "QuerySet[Question]":
    """Questions with everything their page shows: roll, options, votes, objections with replies, and how
    much was asked (`inquiry_count`) and how often the text changed (`wording_count`). Six queries."""
    return with_people(rows).prefetch_related(*_parts())


def read_one(rows: "QuerySet[Question]", pk: UUID, *, holder: UUID | None = None, on: date | None = None) -> Any:
    """One question in the same way, or None; for what it has none of, nothing is asked. Of a draft only its options
    are read: nobody has been asked yet. With a holder, each entry of the roll is `lent` if that organisation holds
    its proxy on that day. `ruled_by` is what the rulebook says under which an open one was put."""
    own = OuterRef("pk")
    has = {
        "has_options": Exists(Option.objects.filter(question=own)),
        "has_objections": Exists(Objection.objects.filter(question=own)),
    }
    says = RulebookVersion.objects.filter(pk=OuterRef("rulebook")).values("plain")
    ruled = Case(When(state=State.OPEN, then=Subquery(says[:1])))
    found: Any = with_people(rows).annotate(**has, ruled_by=ruled).filter(pk=pk).first()
    if found is not None:
        parts = _parts(
            asked=found.opened_at is not None, objected=found.has_objections, chosen=found.has_options,
            roll=_with_lent(RollEntry.objects.all(), holder, on) if found.proxies else RollEntry.objects.all(),
        )  # fmt: skip
        prefetch_related_objects([found], *parts)
    return found


def lent_to(holder: UUID, question: Any, *, on: date) -> "QuerySet[Proxy]":
    """The accepted proxies that an organisation holds for a question (its id, or a reference to it) on that day."""
    until = Q(question=question) | Q(question=None, until_on__gte=on)
    rows: QuerySet[Proxy] = Proxy.objects.filter(until, holder=holder, ended_at=None, accepted_at__isnull=False)
    return rows


def _with_lent(roll: "QuerySet[RollEntry]", holder: UUID | None, on: date | None) -> "QuerySet[RollEntry]":
    if holder is None or on is None:
        return roll
    held = lent_to(holder, OuterRef("question"), on=on).filter(giver=OuterRef("organisation"))
    return roll.annotate(lent=Exists(held))


def with_people(rows: "QuerySet[Question]") -> "QuerySet[Question]":
    """Questions with what they are of, who put them forward, and what came of them."""
    related = ("coalition", "body", "organisation", "for_body", "person", "matter__reopens__coalition", "tally",
               "matter__topic__coalition", "matter__topic__merged_into__coalition", "ratification")  # fmt: skip
    decided = ("decision__superseded_by__question__coalition", "decision__supersedes__question__coalition")
    counts = {
        "inquiry_count": _count(Inquiry.objects.filter(answers=None)),
        "reopening_count": _count(Reopening.objects.all()),
        "wording_count": _count(Wording.objects.all()),
        "amendment_count": _count(Amendment.objects.all()),
    }
    practised: QuerySet[Question] = with_credit(with_tasks(rows))
    return practised.select_related(*related, *decided).annotate(**counts)


def _parts(
    *, asked: bool = True, objected: bool = True, chosen: bool = True, roll: "QuerySet[RollEntry] | None" = None
) -> tuple[Prefetch[Any], ...]:
    roll = (RollEntry.objects.all() if roll is None else roll).select_related("organisation")
    hands = ("organisation", "person", "through", "entered_by", "witness")
    votes = Vote.objects.select_related(*hands).order_by("cast_at", "pk")
    objections = Objection.objects.select_related("organisation", "person").order_by("raised_at", "pk")
    replies = Reply.objects.select_related("organisation", "for_body", "person")
    found = roll, votes, objections.prefetch_related(Prefetch("replies", replies))
    roll, votes, objections = found if asked else [rows.none() for rows in found]
    objections = objections if objected else objections.none()
    options = Option.objects.all() if chosen else Option.objects.none()
    parts = {"roll": roll, "votes": votes, "objections": objections, "options": options}
    return tuple(Prefetch(name, some) for name, some in parts.items())


def _count(rows: "QuerySet[Any]") -> Coalesce:
    """How many of these rows belong to the question."""
    of_it = rows.filter(question=OuterRef("pk")).order_by().values("question").annotate(n=Count("pk"))
    return Coalesce(Subquery(of_it.values("n")), 0)


def any_ballot(question: Question) -> bool:
    """Whether anybody has voted on it, openly or on a private paper, and be it replaced. At most two queries."""
    votes, given = Vote.objects.filter(question=question), RollEntry.objects.filter(question=question, answered=True)
    return bool(votes.exists() or given.exists())


def live_votes(question: Question) -> list[Vote]:
    """The votes that count. Needs `to_read`."""
    return [vote for vote in question.votes.all() if vote.replaced_at is None]


def figures(question: Question) -> Decision:
    """The decision; of a question not sealed yet, what it would be by the votes as they stand. Needs `to_read`."""
    sealed: Decision | None = getattr(question, "decision", None)
    if sealed is not None:
        return sealed
    outcome = turnout(question) if question.secret_still else count(question).outcome
    return Decision(**outcome_facts(outcome))


def due(at: datetime) -> "QuerySet[Question]":
    """Open questions whose time has come and whose matter does not rest, longest over first; none whose tie waits."""
    settled = Q(tie_asked_at=None) | ~Q(tie_choice="")
    rows: QuerySet[Question] = Question.objects.filter(settled, state=State.OPEN, closes_at__lte=at)
    thawed = Q(matter__frozen_until=None) | Q(matter__frozen_until__lte=at)
    return rows.filter(thawed).select_related("matter").order_by("closes_at", "number")


def review_due(at: datetime) -> "QuerySet[Decision]":
    """Decisions whose day of review has come and that nobody was asked about."""
    rows: QuerySet[Decision] = Decision.objects.filter(review_due_on__lte=day_of(at), review_asked_at=None)
    return rows.order_by("review_due_on", "pk")


# ── who can answer in time ──


@dataclass(frozen=True)
class Slow:
    """An organisation that can't decide by the closing day."""

    organisation: Any
    late: TooLate


def slow_ones(question: Question, *, at: datetime) -> list[Slow]:
    """The organisations that have not answered and need longer than until the closing day, the slowest first."""
    if question.closes_at is None:
        return []
    answered = {vote.organisation_id for vote in live_votes(question)} if question.opened_at else set()
    asked = {str(one.pk): one for one in asked_by(question, at) if one.pk not in answered}
    tz = question.coalition.tz
    late = units_too_late(
        _lead_days(asked), opens_on=_day_of(question, at), closes_on=question.closes_at.astimezone(tz).date()
    )
    return [Slow(asked[one.unit], one) for one in late]


def day_for_all(question: Question, *, at: datetime) -> date:
    """The first closing day that lets every organisation asked decide."""
    asked = {str(one.pk): one for one in asked_by(question, at)}
    return earliest_close(_lead_days(asked), opens_on=_day_of(question, at))


def asked_by(question: Question, at: datetime) -> list[Any]:
    """The organisations asked; of a draft, those that would be asked today. Read once for each question."""
    if question.opened_at is not None:
        return [entry.organisation for entry in question.roll.all()]
    known: list[Any] | None = getattr(question, "would_ask", None)
    if known is None:
        known = list(entitled(question, on=day_of(at)))
        question.would_ask = known  # type: ignore[attr-defined]
    return known


def _lead_days(asked: dict[str, Any]) -> dict[str, int]:
    return {unit: one.lead_days or 0 for unit, one in asked.items()}


def _day_of(question: Question, at: datetime) -> date:
    return day_of(question.opened_at or at, question.coalition.tz)


# ── for other rooms ──


@dataclass(frozen=True)
class Fresh:
    """A decision in one line: its title and address, how it came about, and its state as sign and word."""

    title: str
    url: str
    how: str
    kind: str
    state: str


def fresh_decisions(standing: Standing, *, limit: int = 3) -> list[Fresh]:
    """The newest decisions a person may know of. One query."""
    rows = visible_to(standing).filter(state=State.CLOSED, binding=True)
    rows = rows.select_related("decision__superseded_by", "coalition").prefetch_related("options")
    return [fresh(question) for question in rows.order_by("-ended_at", "-number")[:limit]]


def fresh(question: Question) -> Fresh:
    """A sealed question as such a line."""
    decision = question.decision
    how = _("{code} · {body} · {share} · {yes} for, {no} against, {abstain} abstained").format(
        code=question.code, body=question.body_name, share=share_in_words(question.rule.threshold),
        yes=decision.yes, no=decision.no, abstain=decision.abstain,
    )  # fmt: skip
    if decision.why in (Why.CHOSEN, Why.NONE_CHOSEN):
        how = f"{question.code} · {question.body_name} · {figures_in_words(decision)}"
    kind, state = standing_of_question(question, now())
    return Fresh(question.title, question.get_absolute_url(), how, kind, state)


def standing_of_question(question: Question, at: datetime) -> tuple[str, str]:
    """Sign and word of where a question stands: ("ok", "Agreed")."""
    decision = getattr(question, "decision", None)
    if decision is not None:
        return _standing_of_decision(decision, question, at)
    words = {
        State.DRAFT: ("", _("Draft")),
        State.OPEN: ("info", _("Open")),
        State.CLOSED: ("info", _("Closed, being sealed")),
        State.WITHDRAWN: ("", _("Withdrawn")),
    }
    return words[question.reads(at)]


def _standing_of_decision(decision: Decision, question: Question, at: datetime) -> tuple[str, str]:
    if not question.binding and decision.why == Why.CHOSEN:
        return "", _("Advice: chosen")
    if not question.binding:
        if decision.why == Why.NO_QUORUM:
            return "", _("Advice: too few answered")
        if decision.why == Why.CHOSEN:
            return "", _("Advice: chosen")
        return "", _("Advice: in favour") if decision.carried else _("Advice: not in favour")
    if getattr(decision, "superseded_by", None) is not None:
        return "", _("Superseded")
    if decision.review_due_on and decision.review_due_on <= day_of(at):
        return "warn", _("Review due")
    return ("ok", _("Agreed")) if decision.carried else ("bad", _("Not agreed"))


def decisions_between(standing: Standing, since: datetime, until: datetime) -> "QuerySet[Question]":
    """What was decided in that time."""
    rows = visible_to(standing).filter(state=State.CLOSED, ended_at__gt=since, ended_at__lte=until)
    return rows.select_related("decision", "coalition").prefetch_related("options").order_by("ended_at")


def opened_between(standing: Standing, since: datetime, until: datetime) -> "QuerySet[Question]":
    """What was opened in that time and is still open."""
    rows = visible_to(standing).filter(state=State.OPEN, opened_at__gt=since, opened_at__lte=until)
    return rows.filter(closes_at__gt=until).select_related("coalition").order_by("closes_at")
