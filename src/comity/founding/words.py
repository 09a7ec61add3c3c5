"""The checklist in words: what is asked, what it means, an example; and what fits where the answer is no."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.core.advice.readiness import Answer, Form, Question


@dataclass(frozen=True)
class Asked:
    """One question: short for tables, as it is asked, what it is about, and an example of a yes."""

    short: Any
    text: Any
    meaning: Any
    example: Any


@dataclass(frozen=True)
class Lighter:
    """A lighter form: its name, what it is, and the rung of the network on which it begins."""

    name: Any
    words: Any
    rung: int


ASKED: dict[Question, Asked] = {
    Question.KNOWLEDGE: Asked(
        _("Needs several sectors"),
        _("Does the matter need knowledge that only several sectors have together?"),
        _("A coalition is worth its trouble where no single kind of organisation knows enough."),
        _("The shelter knows who freezes, the utility knows whose power is cut, the city knows which flats are empty."),
    ),
    Question.MISSING: Asked(
        _("Nobody’s charge"),
        _("Is something missing that is nobody’s charge?"),
        _("If somebody is charged with it already, working with them is quicker than founding."),
        _("Three offices each see a part of a family’s trouble, and nobody is charged with the whole."),
    ),
    Question.PRIORITY: Asked(
        _("Others rank it high"),
        _("Do others rank it high, too?"),
        _("A matter that burns for us alone carries nobody through two years of meetings."),
        _("The tenants’ union, the clinic and the school each named damp flats among their first three troubles."),
    ),
    Question.WILLING: Asked(
        _("Others would act"),
        _("Would those others act on it together with us?"),
        _("To find something important and to give hours to it are two things."),
        _("Four directors have said which of their people would come to the table."),
    ),
    Question.TOGETHER: Asked(
        _("Better together"),
        _("Is it better if we own it together than if one of us does?"),
        _("One owner decides faster. Together it is carried by more people and outlives one of them."),
        _("Landlords listen to the tenants, the bank and the city at one table, and to none of them alone."),
    ),
    Question.MEANS: Asked(
        _("Means can be found"),
        _("Can the means be pooled, or found?"),
        _("Time, rooms, skills and money, for as long as it takes."),
        _("The college has rooms in the evening, the foundation pays half a post, two members lend hours."),
    ),
    Question.OWN_WISH: Asked(
        _("Our own wish"),
        _("Would we do it if no funder asked for it?"),
        _("What is founded for a grant ends with the grant."),
        _("We met three times about it before there was a call."),
    ),
}

ANSWERS: dict[Answer, Any] = {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.UNSURE: _("Not sure")}
#: sign of an answer, as lists and tables show it
SIGNS: dict[Answer, str] = {Answer.YES: "ok", Answer.NO: "no", Answer.UNSURE: "warn"}

LIGHTER: dict[Form, Lighter] = {
    Form.NETWORK: Lighter(
        _("An information network"),
        _("Tell each other what each knows, by one channel that reaches all. No offices, hardly any money."),
        1,
    ),
    Form.TIE: Lighter(
        _("A tie to whoever is charged"),
        _("Work with those whose charge it is, instead of beside them."),
        2,
    ),
    Form.INTERESTS: Lighter(
        _("Interests first"),
        _("Ask the others what matters most to them, and look where it meets."),
        1,
    ),
    Form.MESSAGES: Lighter(
        _("Win them one by one"),
        _("Meet each of those who would have to act, and say why it is pressing for them."),
        1,
    ),
    Form.LEAD: Lighter(
        _("One lead, and an agreement"),
        _("One of you owns it; the others lend what they agree to lend."),
        3,
    ),
    Form.MEANS: Lighter(
        _("Needs and offers first"),
        _("Put side by side what each needs and could give. Begin with what fits already."),
        3,
    ),
    Form.FUNDER: Lighter(
        _("A talk with the funder"),
        _("Say together what you would do without the call, and ask for that."),
        2,
    ),
}
