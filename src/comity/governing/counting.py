"""From rows to the count and back: the arithmetic itself lies in `core.ballots`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from comity.audit.canonical import canonical, fingerprint
from comity.core.ballots.answers import Said, Side
from comity.core.ballots.lots import Lot
from comity.core.ballots.majority import figures as bare_figures
from comity.core.ballots.majority import settle_tie
from comity.core.ballots.majority import settled as answers_settled
from comity.core.ballots.marks import Listed, Marked, poll_of
from comity.core.ballots.methods import Marks, Method, methods
from comity.core.ballots.overruling import overruled
from comity.core.ballots.polls import Poll
from comity.core.ballots.types import Choice, Outcome, Roll, TieRule, Why
from comity.core.ballots.types import Vote as Counted
from comity.governing.models import ObjectionState, Question, RollEntry

#: methods that ask for objections, not for noes
ON_OBJECTIONS = {"consent", "consensus"}


@dataclass(frozen=True)
class Ballot:
    """One ballot that counts: of which unit ("" for a private paper), its number, its marks or answers, its weight."""

    unit: str
    key: str
    marked: Marked
    answers: Mapping[Choice, int]
    weight: int


@dataclass(frozen=True)
class Count:
    """A count: outcome and quorum; of options, the method's own result and the places of those taken; the seed."""

    outcome: Outcome
    result: Any = None
    taken: tuple[int, ...] = ()
    seed: str = ""


def way_of(question: Question) -> Method:
    """The method a question is voted on by."""
    return methods()[question.method]


def agreed(question: Question) -> dict[str, Any]:
    """The settings of its method."""
    found: dict[str, Any] = json.loads(question.settings)
    return found


def count(question: Question, *, seed: str = "") -> Count:
    """The votes as they stand, counted. Reads roll, votes, options, objections; of private ones the papers.

    seed: of the lot that settles ties; without one nothing is drawn among answers.
    """
    found = ballots(question)
    if way_of(question).marks is Marks.ANSWER:
        outcome: Outcome = way_of(question).run(said(question, found), agreed(question))
        outcome = overruled(outcome, question.overrule)
        return Count(_settled(question, outcome, seed), seed=seed)
    result = way_of(question).run(poll(question, found), agreed(question), lot=Lot(seed))
    return _of_options(question, found, result, seed)


def turnout(question: Question) -> Outcome:
    """Who took part, and nothing of what they said."""
    roll = roll_of(question)
    here = [Counted(unit, Choice.ABSTAIN, roll.eligible[unit]) for unit in sorted(answered(question))]
    return replace(bare_figures(here, question.rule, roll), weight=dict.fromkeys(Choice, 0))


def early(question: Question) -> bool:
    """Whether nothing can change any more, whatever those who have not answered say. Never of what is secret still."""
    if question.private or question.method in ON_OBJECTIONS:
        return False
    method, found = way_of(question), ballots(question)
    if method.marks is Marks.ANSWER:
        return question.method == "majority" and answers_settled(said(question, found))
    counted, roll = count(question), roll_of(question)
    if method.settled is None or counted.outcome.why is not Why.CHOSEN or counted.result.ties:
        return False
    waiting = roll.weight_of(roll.eligible.keys() - answered(question))
    return method.settled(poll(question, found), counted.result, waiting, **agreed(question))


# ── what is counted ──


def roll_of(question: Question) -> Roll:
    """The roll with its weights; who is present, where somebody noted it."""
    entries = list(question.roll.all())
    met = [entry for entry in entries if entry.present is not None]
    present = frozenset(str(entry.organisation_id) for entry in met if entry.present) if met else None
    return Roll({str(entry.organisation_id): entry.weight for entry in entries}, present)


def ballots(question: Question) -> list[Ballot]:
    """The ballots that count, in the order of their numbers."""
    if question.private:
        papers = sorted(question.papers.all(), key=lambda one: one.pk)
        return [Ballot("", str(one.pk), one.marked(), one.answers(), 1) for one in papers]
    live = sorted((vote for vote in question.votes.all() if vote.replaced_at is None), key=lambda one: one.pk)
    return [Ballot(str(v.organisation_id), str(v.pk), v.marked(), v.answers(), v.weight) for v in live]


def answered(question: Question) -> set[str]:
    """The units that have voted; where objections are asked for, those who object as well."""
    found = {str(vote.organisation_id) for vote in question.votes.all() if vote.replaced_at is None}
    if question.private:
        found = {str(entry.organisation_id) for entry in question.roll.all() if entry.answered}
    if question.method in ON_OBJECTIONS:
        found |= objecting(question) | aside(question)
    return found


def aside(question: Question) -> frozenset[str]:
    """The units that let it go ahead: stood aside, or took their objection back when no answer could be given any more.

    They took part as if they had abstained. Who did so before the text was last changed is asked anew.
    """
    if question.method not in ON_OBJECTIONS:
        return frozenset()
    settled = [(one, one.settled_at) for one in question.objections.all() if one.settled_at is not None]
    changed = [when for one, when in settled if one.state == ObjectionState.INTEGRATED]
    found = [(one, when) for one, when in settled if not changed or when > max(changed)]
    stood = {one.organisation_id for one, _when in found if one.state == ObjectionState.ASIDE}
    late = {
        one.organisation_id for one, when in found
        if one.state == ObjectionState.WITHDRAWN and question.is_past(when)
    }  # fmt: skip
    return frozenset(str(one) for one in stood | late) - objecting(question)


def objecting(question: Question) -> frozenset[str]:
    """The units whose objection stands."""
    standing = (one for one in question.objections.all() if one.state == ObjectionState.STANDING)
    return frozenset(str(one.organisation_id) for one in standing)


def poll(question: Question, found: Iterable[Ballot]) -> Poll:
    """The ballots on options as the method counts them."""
    pairs = [(one.marked, one.weight) for one in found]
    return poll_of(way_of(question), listed(question), pairs, agreed(question), question.budget)


def said(question: Question, found: Iterable[Ballot]) -> Said:
    """What was answered. Papers bear no name: they go to those who voted in any order, as all weigh the same."""
    roll, against = roll_of(question), objecting(question) if question.method in ON_OBJECTIONS else frozenset()
    units = iter(sorted(answered(question) - (against if question.private else set())))
    votes = [
        Counted(unit, choice, weight)
        for one in found
        for unit in [one.unit or next(units)]
        for choice, weight in one.answers.items()
    ]
    silent = sorted(against - {vote.unit for vote in votes})
    votes += [Counted(unit, Choice.NO, roll.eligible[unit]) for unit in silent]
    quiet = sorted(aside(question) - {vote.unit for vote in votes})
    votes += [Counted(unit, Choice.ABSTAIN, roll.eligible[unit]) for unit in quiet]
    sides = {str(entry.organisation_id): Side(entry.side) for entry in question.roll.all() if entry.side}
    return Said(votes, question.rule, roll, against, sides)


def listed(question: Question) -> list[Listed]:
    """The options on the ballot."""
    return [Listed(option.title, option.cost) for option in question.options.all()]


def ballots_mark(found: Iterable[Ballot]) -> str:
    """The fingerprint of all ballots in the order of their numbers."""
    rows = [[one.key, one.unit, marks_text(one.marked, one.answers), one.weight] for one in found]
    return fingerprint(canonical({"ballots": rows}))


def roll_mark(roll: Iterable[RollEntry]) -> str:
    """The fingerprint of the roll as it was taken."""
    rows = [[entry.organisation_id, entry.name, entry.weight, entry.side, entry.present] for entry in roll]
    return fingerprint(canonical({"roll": rows}))


def marks_text(marked: Marked, answers: Mapping[Choice, int] | None = None) -> str:
    """Marks or answers as they are kept."""
    told: dict[str, int] = {str(place): mark for place, mark in marked.items()}
    return canonical(told | {choice.value: weight for choice, weight in (answers or {}).items()})


def seed_of(question: Question, mark: str) -> str:
    """The seed of the lot: the secret fixed at opening, then the fingerprint of the ballots. Nobody chooses both."""
    return f"{question.lot_secret}:{mark}" if question.lot_secret else mark


# ── what comes of it ──


def _settled(question: Question, outcome: Outcome, seed: str) -> Outcome:
    """A tie settled by the rule: by the lot, or by what the chair said."""
    rule = question.rule
    if outcome.why is not Why.TIE:
        return outcome
    if rule.tie is TieRule.CHAIR and question.tie_choice:
        return settle_tie(outcome, rule, Choice(question.tie_choice))
    if rule.tie is TieRule.LOT and seed:
        return settle_tie(outcome, rule, Choice(Lot(seed).draw([Choice.YES.value, Choice.NO.value])))
    return outcome


def _of_options(question: Question, found: list[Ballot], result: Any, seed: str) -> Count:
    outcome = turnout(question)
    blank = sum(one.weight for one in found if not one.marked)
    cast = sum(one.weight for one in found)
    outcome = replace(outcome, weight={**outcome.weight, Choice.ABSTAIN: blank}, base_weight=cast)
    if outcome.why is not Why.NO_QUORUM:
        outcome = outcome.decided(Why.CHOSEN if result.winners else Why.NONE_CHOSEN, needed=0)
    places = {option.title: option.place for option in question.options.all()}
    taken = tuple(places[name] for name in result.winners) if outcome.carried else ()
    return Count(outcome, result, taken, seed)
