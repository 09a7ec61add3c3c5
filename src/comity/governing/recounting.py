"""Files from which anyone can count a question again, with `comity count` or another program."""

from collections.abc import Mapping

from comity.audit.canonical import canonical
from comity.base.sheets.writing import write_csv
from comity.core.ballots.budgets import BudgetPoll
from comity.core.ballots.files import table_of, write_blt, write_pabulib
from comity.core.ballots.methods import Marks
from comity.core.ballots.polls import RankedPoll
from comity.core.ballots.recount import FORM
from comity.core.ballots.types import Counted
from comity.governing.counting import (
    ON_OBJECTIONS,
    agreed,
    answered,
    aside,
    ballots,
    listed,
    objecting,
    poll,
    roll_of,
    way_of,
)
from comity.governing.models import Question
from comity.governing.sealing import rule_facts

#: what a method's ballots can be written as, besides our own form
FORMS: Mapping[Marks, str] = {
    Marks.RANKING: "blt", Marks.PROJECTS: "pb", Marks.APPROVALS: "csv", Marks.SCORES: "csv",
}  # fmt: skip


def forms_of(question: Question) -> list[str]:
    """The forms there are for this question."""
    other = FORMS.get(way_of(question).marks)
    return ["json", *([other] if other else [])]


def written_as(question: Question, form: str) -> str:
    """All ballots in this form. Reads what `read_one` reads, and the tally."""
    if form == "json":
        return our_form(question)
    found = poll(question, ballots(question))
    if isinstance(found, RankedPoll):
        return write_blt(found, seats=int(agreed(question).get("seats", 1)), title=question.title)
    if isinstance(found, BudgetPoll):
        return write_pabulib(found, title=question.title, currency=question.currency)
    header, *rows = table_of(found)
    return "".join(write_csv(rows, [str(name) for name in header]))


def our_form(question: Question) -> str:
    """Everything the count rests on, in canonical JSON."""
    roll, rule = roll_of(question), question.rule
    told = {
        "form": FORM, "question": question.code, "title": question.title, "method": question.method,
        "settings": agreed(question), "seed": question.tally.seed, "budget": question.budget,
        "options": [{"name": one.name, "cost": one.cost} for one in listed(question)],
        "ballots": [
            {"key": one.key, "unit": one.unit, "marks": one.marked, "answers": one.answers, "weight": one.weight}
            for one in ballots(question)
        ],
        "rule": {
            **rule_facts(rule), "may_split": rule.may_split,
            "counted": rule.quorum.counted if rule.quorum else Counted.CAST,
        },
        "roll": roll.eligible, "present": None if roll.present is None else sorted(roll.present),
        "answered": answered(question), "objecting": objecting(question) if question.method in ON_OBJECTIONS else [],
        "aside": aside(question), "overrule": question.overrule,
        "sides": {str(one.organisation_id): one.side for one in question.roll.all() if one.side},
        "chair": question.tie_choice,
    }  # fmt: skip
    return canonical(told)
