"""What is on the ballot of a question: checked before it opens, and each marked ballot checked before it is kept."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.audit.canonical import canonical
from comity.core.ballots.double_majority import Halves
from comity.core.ballots.lots import Lot
from comity.core.ballots.marks import Marked, checked, poll_of
from comity.core.ballots.methods import Marks, Method, methods
from comity.core.ballots.types import BadVotes, BallotFault, Choice, Fault
from comity.core.rulebook.kinds import ABSOLUTE, DOUBLE, QUALIFIED, SIDES
from comity.core.rulebook.types import Unit, Way
from comity.governing.counting import ON_OBJECTIONS, agreed, listed, marks_text, way_of
from comity.governing.faults import refused
from comity.governing.models import PLAIN, SPLIT, Question

#: what rulebooks name otherwise than methods are called, with its settings
NAMED: dict[str, tuple[str, dict[str, str]]] = {
    ABSOLUTE: (PLAIN, {}), QUALIFIED: (PLAIN, {}),
    DOUBLE: ("double-majority", {"halves": Halves.UNITS_AND_WEIGHT}),
    SIDES: ("double-majority", {"halves": Halves.SIDES}),
}  # fmt: skip
#: with fewer there is nothing to choose
FEWEST = {Marks.PROJECTS: 1}


def fitting(method: str, settings: Mapping[str, object]) -> str:
    """The settings as they are kept, all of them; ValidationError where they don't fit the method, or there is none."""
    if method not in methods():
        raise ValidationError({"method": _("There is no such way of voting.")})
    try:
        return canonical(methods()[method].fit(settings))
    except BallotFault as fault:
        raise ValidationError({"settings": refused(fault)}) from fault


def kept_ballot(question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft keeps of a method with its settings, and of weights, as canonical text."""
    told: dict[str, Any] = {}
    if "method" in given or "settings" in given:
        method = given.get("method", question.method)
        before = agreed(question) if method == question.method else {}
        told["settings"] = fitting(method, given.get("settings", before))
    if "weights" in given:
        told["weights"] = canonical({str(pk): weight for pk, weight in given["weights"].items()})
    return told


def named_method(name: str) -> str:
    """The method that the rulebook calls so."""
    return NAMED.get(name, (name, {}))[0]


def follow(question: Question, way: Way) -> None:
    """Let the ballot be what a clause of the rulebook says. What the method wants besides, the author agrees on."""
    name, settings = NAMED.get(way.method, (way.method, {}))
    if settings or name != question.method:
        question.method, question.settings = name, canonical(settings)
    weighed = {} if way.weights.equal else way.weights.by_sector
    question.private, question.weights = way.private, canonical(weighed)
    question.unit, question.member_for = way.unit, way.member_for


def check_ballot(question: Question) -> None:
    """Before it opens: options, costs and settings fit the method, and what is to be private can be private."""
    try:
        method = way_of(question)
        if method.marks is Marks.ANSWER:
            method.fit(agreed(question))
        else:
            _check_options(question, method)
    except KeyError as fault:
        raise ValidationError({"method": _("There is no such way of voting.")}) from fault
    except BallotFault as fault:
        raise ValidationError({"options": refused(fault, _titles(question))}) from fault
    if question.private:
        _check_private(question)


def _check_options(question: Question, method: Method) -> None:
    options = listed(question)
    if len(options) < FEWEST.get(method.marks, 2):
        raise ValidationError(
            {"options": _("Write down the options first: there is nothing to choose from yet.")}
        )
    nothing = poll_of(method, options, [], agreed(question), question.budget)
    method.run(nothing, agreed(question), lot=Lot(""))


def _check_private(question: Question) -> None:
    """Whoever weighs more, or divides its vote, could be told by it."""
    unequal = len(set(json.loads(question.weights).values()) | {1}) > 1 or question.unit != Unit.ORGANISATION
    if unequal or question.may_split:
        raise ValidationError({"private": _("A private ballot needs equal weights and undivided votes.")})
    if question.method in ON_OBJECTIONS:
        raise ValidationError({"private": _("Objections have a name, so this ballot can’t be private.")})
    if agreed(question).get("halves") == Halves.SIDES:
        raise ValidationError(
            {"private": _("With one majority on each side, a private ballot can’t be counted.")}
        )


def written(
    question: Question,
    choice: Choice | str | None,
    marked: Marked | None,
    split: Mapping[Choice, int] | None,
    weight: int,
) -> tuple[str, str]:
    """The answer and the marks as a vote keeps them. ValidationError for what does not fit this ballot."""
    method = way_of(question)
    try:
        if method.marks is not Marks.ANSWER:
            if marked is None:
                raise BadVotes(Fault.NO_MARK, unit=0, mark=choice)
            kept = checked(method, marked, len(listed(question)), agreed(question))
            return "", marks_text(kept)
        if split:
            return _divided(question, split, weight)
        if choice == Choice.NO and question.method in ON_OBJECTIONS:
            said = _("Here you object with a concern, and the change that would settle it.")
            raise ValidationError({"choice": said})
        return Choice(choice or "").value, ""
    except BallotFault as fault:
        raise ValidationError({"marks": refused(fault, _titles(question))}) from fault
    except ValueError as fault:
        raise ValidationError({"choice": _("Choose one of the answers.")}) from fault


def _divided(question: Question, split: Mapping[Choice, int], weight: int) -> tuple[str, str]:
    parts = {Choice(choice): part for choice, part in split.items() if part}
    if not question.may_split:
        raise ValidationError({"choice": _("Here a vote can’t be divided.")})
    if any(part < 0 for part in parts.values()) or sum(parts.values()) > weight or not parts:
        raise BadVotes(Fault.MORE_THAN_ITS_WEIGHT, unit=0, weight=sum(parts.values()), allowed=weight)
    if len(parts) == 1 and sum(parts.values()) == weight:
        return next(iter(parts)).value, ""
    return SPLIT, marks_text({}, parts)


def _titles(question: Question) -> list[str]:
    return [one.name for one in listed(question)]


def paper_marks(choice: str, marks: str) -> str:
    """What stands on a private paper: the marks, or the answer with the weight of one."""
    return marks or canonical({choice: 1})


def marks_of(given: Any) -> dict[int, int]:
    """Marks from a program: places as words become numbers."""
    return {int(place): int(mark) for place, mark in dict(given).items()}
