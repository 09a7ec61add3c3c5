"""The canonical texts of what is sealed: questions, votes, objections, replies and decisions.

A seal is sha256 of such a text. Names of people and free words about a vote stand in it only as salted commitments;
organisations, the question's own text, the rule and every figure stand as they are, so that anyone can recount.
docs/voting.md explains the form to those who check it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comity.audit import sealing
from comity.audit.canonical import canonical, fingerprint
from comity.core.ballots.types import Choice, Outcome, Rule, Threshold, TieRule
from comity.core.rulebook.types import Unit
from comity.governing.models import PLAIN, Decision, Objection, Paper, Question, Reply, RollEntry, Tally, Vote
from comity.governing.rulebook import sealing as rulebook

FORM = "comity.decision.1"


def question_text(question: Question) -> str:
    """All of a question that must not change behind its voters' backs, with the roll."""
    roll = list(RollEntry.objects.filter(question=question).order_by("place"))
    return canonical({**_question(question, roll), "state": question.state, "ended_at": question.ended_at})


def slip(vote: Vote) -> str:
    """What a voter's receipt is the fingerprint of. It stays the same when the vote is replaced later."""
    return canonical(_vote(vote))


def receipt(vote: Vote) -> str:
    """The code on a voter's receipt: sha256 of the slip."""
    return fingerprint(slip(vote))


def vote_text(vote: Vote) -> str:
    """A vote's row: its slip, whether it still counts, and whether its words are still there."""
    return canonical({"slip": slip(vote), "replaced_at": vote.replaced_at, "words_kept": bool(vote.salt)})


def objection_text(objection: Objection) -> str:
    """An objection's row."""
    return canonical({**_objection(objection), "words_kept": bool(objection.salt)})


def reply_text(reply: Reply) -> str:
    """A reply's row."""
    return canonical({**_reply(reply), "words_kept": bool(reply.salt)})


def tally_text(tally: Tally) -> str:
    """The count of a question."""
    names = ("question_id", "method", "figures", "seed", "ballots_mark", "entitled", "present", "represented", "cast")
    return canonical({name: getattr(tally, name) for name in (*names, "counted_at")})


@dataclass(frozen=True)
class Rows:
    """The rows on which a decision rests, each kind in the order in which it is sealed."""

    roll: list[RollEntry]
    votes: list[Vote]
    objections: list[Objection]
    replies: list[Reply]
    papers: list[Paper]
    tally: Tally | None


def rows_of(question: Question) -> Rows:
    """These rows, read anew. Six queries."""
    return Rows(
        roll=list(RollEntry.objects.filter(question=question).order_by("place")),
        votes=list(Vote.objects.filter(question=question, replaced_at=None).order_by("cast_at", "pk")),
        objections=list(Objection.objects.filter(question=question).order_by("raised_at", "pk")),
        replies=list(Reply.objects.filter(objection__question=question).order_by("written_at", "pk")),
        papers=list(Paper.objects.filter(question=question).order_by("pk")),
        tally=Tally.objects.filter(question=question).first(),
    )


def rows_read(question: Question) -> Rows:
    """These rows as a page has read them already (`queries.read_one`)."""
    objections = list(question.objections.all())
    replies = [reply for objection in objections for reply in objection.replies.all()]
    return Rows(
        roll=list(question.roll.all()), votes=[vote for vote in question.votes.all() if vote.replaced_at is None],
        objections=objections, replies=sorted(replies, key=lambda one: (one.written_at, one.pk)),
        papers=list(question.papers.order_by("pk")) if question.private else [], tally=getattr(question, "tally", None),
    )  # fmt: skip


def decision_text(decision: Decision, rows: Rows | None = None) -> str:
    """The whole decision: question, rule, roll, the votes that counted, objections with replies, outcome.

    rows: on which it rests, if they are read; else they are read anew.
    """
    rows = rows or rows_of(decision.question)
    return canonical(
        {
            "form": FORM,
            "question": _question(decision.question, rows.roll),
            "votes": [_vote(vote) for vote in rows.votes],
            "objections": [_objection(objection) for objection in rows.objections],
            "replies": [_reply(reply) for reply in rows.replies],
            "outcome": _outcome(decision),
            **_counted(decision, rows),
        }
    )


def _counted(decision: Decision, rows: Rows) -> dict[str, Any]:
    """The papers of a private ballot, and the tally; a decision made before there were tallies has none."""
    papers, tally = [{"id": one.pk, "marks": one.marks} for one in rows.papers], rows.tally
    told: dict[str, Any] = {"papers": papers} if papers else {}
    if tally:
        told["tally"] = {"figures": tally.figures, "seed": tally.seed, "ballots": tally.ballots_mark}
        told["taken"] = json.loads(decision.taken)
    return told


def rule_facts(rule: Rule) -> dict[str, Any]:
    """A rule as it stands in texts and in the record."""
    need = rule.quorum.need if rule.quorum else None
    share = need if isinstance(need, Threshold) else None
    return {
        "base": rule.base,
        "share": rule.threshold.share,
        "share_exceed": rule.threshold.exceed,
        "quorum": share.share if share else need,
        "quorum_exceed": share is not None and share.exceed,
        "tie": rule.tie,
    }


def outcome_facts(outcome: Outcome) -> dict[str, Any]:
    """A count as the columns of a decision."""
    return {
        "carried": outcome.carried,
        "why": outcome.why,
        "yes": outcome.weight[Choice.YES],
        "no": outcome.weight[Choice.NO],
        "abstain": outcome.weight[Choice.ABSTAIN],
        "base_weight": outcome.base_weight,
        "needed": outcome.needed,
        "cast": outcome.cast,
        "eligible": outcome.eligible,
        "quorum": outcome.quorum,
        "tied": outcome.tied,
    }


def _question(question: Question, roll: list[RollEntry]) -> dict[str, Any]:
    return {
        "id": question.pk, "coalition": question.coalition_id, "number": question.number, "title": question.title,
        "lede": question.lede, "text": question.text, "body": question.body_id, "body_name": question.body_name,
        "put_forward_by": {
            "person": question.person_id, "for": question.acts_for, "name": question.for_name,
            "of": question.organisation_id or question.for_body_id,
        },
        "confidentiality": question.confidentiality, "opened_at": question.opened_at, "closes_at": question.closes_at,
        "effect": question.effect, "effect_target": question.effect_target, "review_on": question.review_on,
        **_matter(question),
        "rule": rule_facts(question.rule), "roll": [_on_roll(entry) for entry in roll], **ballot_facts(question),
    }  # fmt: skip


def ballot_facts(question: Question) -> dict[str, Any]:
    """What is on the ballot and how it is voted on. A plain question says none of it, as before there were others."""
    options = [
        {"place": one.place, "title": one.title, "text": one.text, "cost": one.cost} for one in question.options.all()
    ]  # fmt: skip
    plain = question.method == PLAIN and not options and not question.private and not question.sitting
    plain = plain and question.unit == Unit.ORGANISATION and not question.member_for
    if plain and question.weights == "{}" and not question.may_split and question.tie == TieRule.NOT_CARRIED:
        return {}
    ballot = {
        "method": question.method, "settings": json.loads(question.settings), "options": options,
        "private": question.private, "weights": json.loads(question.weights), "may_split": question.may_split,
        "budget": question.budget, "currency": question.currency, "proxies": question.proxies,
        "sitting": question.sitting, "tie": question.tie, "tie_choice": question.tie_choice,
    }  # fmt: skip
    if question.unit != Unit.ORGANISATION or question.member_for:
        ballot |= {"unit": question.unit, "member_for": question.member_for}
    return {"ballot": ballot}


def _on_roll(entry: RollEntry) -> dict[str, Any]:
    """A line of the roll; what is usual goes without saying."""
    more = {"weight": entry.weight, "side": entry.side, "present": entry.present}
    usual = {"weight": 1, "side": "", "present": None}
    told = {name: value for name, value in more.items() if value != usual[name]}
    return {"organisation": entry.organisation_id, "name": entry.name, **told}


def _matter(question: Question) -> dict[str, Any]:
    """Which rule named body and rule, and for what; of advice, that it binds nobody. Nothing where there is neither."""
    found: dict[str, Any] = {} if question.binding else {"binding": False}
    if question.matter is not None:
        matter = question.matter
        kept = {"id": matter.pk, "kind": matter.kind, "amount": matter.amount, "currency": matter.currency}
        by = {"rulebook": question.rulebook, "clause": question.clause, "routed_why": question.routed_why}
        found |= {"matter": kept, "ruled": by}
    if question.overrule is not None:
        found["overrule"] = question.overrule
    return found


def _vote(vote: Vote) -> dict[str, Any]:
    return {
        "id": vote.pk,
        "question": vote.question_id,
        "organisation": vote.organisation_id,
        "choice": vote.choice,
        "why": vote.found_mark(),
        "person": vote.person_id,
        "cast_at": vote.cast_at,
        **_unusual(vote),
    }


def _unusual(vote: Vote) -> dict[str, Any]:
    """What only some votes have."""
    told = {
        "marks": vote.marks, "weight": vote.weight if vote.weight != 1 else None, "through": vote.through_id,
        "entered_by": vote.entered_by_id, "witness": vote.witness_id,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _objection(objection: Objection) -> dict[str, Any]:
    return {
        "id": objection.pk,
        "question": objection.question_id,
        "organisation": objection.organisation_id,
        "words": objection.found_mark(),
        "person": objection.person_id,
        "raised_at": objection.raised_at,
        "state": objection.state,
        "settled_at": objection.settled_at,
        **({"kept_at": objection.kept_at} if objection.kept_at else {}),
    }


def _reply(reply: Reply) -> dict[str, Any]:
    return {
        "id": reply.pk,
        "objection": reply.objection_id,
        "for": reply.acts_for,
        "of": reply.organisation_id or reply.for_body_id,
        "words": reply.found_mark(),
        "person": reply.person_id,
        "written_at": reply.written_at,
    }


def _outcome(decision: Decision) -> dict[str, Any]:
    names = (
        "carried", "why", "yes", "no", "abstain", "base_weight", "needed", "cast", "eligible", "quorum", "tied",
        "rule_text", "sealed_at", "effect_state", "effect_note",
    )  # fmt: skip
    return {name: getattr(decision, name) for name in names}


# ── for the record: each kind of row, read anew ──


def sealed_decision(decision: Decision) -> str:
    """A decision's row as the record checks it: its text, and a mark if the code kept beside it is another."""
    text = decision_text(decision)
    return text if decision.seal == fingerprint(text) else f"{text}\nthe row names another seal"


TEXTS: dict[type[Any], Callable[[Any], str]] = {
    Question: question_text,
    Vote: vote_text,
    Objection: objection_text,
    Reply: reply_text,
    Tally: tally_text,
    Decision: sealed_decision,
    **rulebook.TEXTS,
}


def seals(*rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *rows)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
