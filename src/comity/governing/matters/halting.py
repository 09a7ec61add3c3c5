"""Under consent and consensus an open objection halts the closing, until it is settled or overruled as agreed."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.base.refusal import Bar, Reason
from comity.core.ballots.types import Outcome, Why
from comity.core.rulebook.kinds import HALTED
from comity.governing.models import Objection, ObjectionState, Question, State
from comity.governing.permissions import must_be

#: so long objections halt a closing at most; then they count as kept
LONGEST_HALT = timedelta(days=28)


def halts(question: Question) -> bool:
    """Whether objections halt this question."""
    return question.method in HALTED


def open_objections(question: Question) -> list[Objection]:
    """The objections that halt it: not settled, and not kept for good by their organisation."""
    if not halts(question):
        return []
    rows = question.objections.all()
    return [one for one in rows if one.state == ObjectionState.STANDING and one.kept_at is None]


def halted(question: Question, outcome: Outcome) -> Reason | None:
    """Why it can't be closed, who could lift that, and what the rulebook says. None where nothing halts it.

    An objection is overruled where the rulebook names a share for it, and that share is in favour.
    """
    found = open_objections(question)
    if not found or outcome.why is not Why.OBJECTION:
        return None
    names = ", ".join(one.organisation.name for one in found)
    why = _("An objection of {names} is open. It halts the closing until it is settled.").format(names=names)
    who = _("{names} can take it back, stand aside or keep it; {author} can take the change in.")
    said = who.format(names=names, author=question.for_name)
    if question.overrule is not None:
        share = f"{question.overrule.numerator}/{question.overrule.denominator}"
        spite = _("By the rulebook {share} of all votes cast in favour decide in spite of it.")
        said += " " + spite.format(share=share)
    if question.halted_at is not None:
        kept = _("From {day} on it counts as kept; until then {author} can also withdraw the question.")
        day = date_format((question.halted_at + LONGEST_HALT).astimezone(question.coalition.tz), "DATE_FORMAT")
        said += " " + kept.format(day=day, author=question.for_name)
    return Reason(why, said, Bar.NOT_NOW)


def withdrawable(question: Question, at: datetime) -> Reason | None:
    """Whether it can still be taken back: while it is open, and as long as an objection or a tie keeps it open."""
    tied = question.tie_asked_at is not None and not question.tie_choice
    if question.state == State.OPEN and (tied or (question.halted_at is not None and open_objections(question))):
        return None
    return must_be(question, State.OPEN, at)


def halted_too_long(question: Question, at: datetime) -> bool:
    """Whether an open objection has halted it for as long as any may."""
    return question.halted_at is not None and at >= question.halted_at + LONGEST_HALT


def last_settled(question: Question) -> datetime | None:
    """When the last objection that halted it was settled or kept. One query, for questions that objections halt."""
    if not halts(question):
        return None
    rows = Objection.objects.filter(question=question).values_list("settled_at", "kept_at")
    moments = [moment for row in rows for moment in row if moment is not None]
    return max(moments, default=None)
