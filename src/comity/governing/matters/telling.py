"""Whom proposals and reviews reach: asks and mails. Called inside acts."""

from collections.abc import Iterable
from datetime import datetime, time

from comity.base.clock import day_of
from comity.coalitions.models import Mandate
from comity.coalitions.queries import organisations_of, voters_for
from comity.coalitions.standing import live
from comity.governing.matters import letters
from comity.governing.matters.reopening import asked_for_support
from comity.governing.models import Decision, Inquiry, Objection, Question, Reopening
from comity.governing.telling import authors_of, knows, send
from comity.notices.asks import open_asks
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of ask
INQUIRY, REVIEW, HALTED = "governing.inquiry", "governing.review", "governing.halted"


def tell_shared(question: Question, *, at: datetime) -> None:
    """A proposal can be read: those who hold the votes of the organisations that will decide are told."""
    asked = [one.pk for one in organisations_of(question.body, on=day_of(at))]
    holders = voters_for(asked, on=day_of(at))
    people = {person.pk: person for group in holders.values() for person in group}
    told = [person for pk, person in people.items() if pk != question.person_id]
    send("governing.shared", question, told, letters.shared_letter(question), at=at)


def ask_authors(inquiry: Inquiry, *, at: datetime) -> None:
    """Whoever put the question forward, or else coordinates, is asked to answer."""
    question = inquiry.question
    people = [person for person in caretakers(question, at) if person.pk != inquiry.person_id]
    open_asks(_ask(question, person, INQUIRY, inquiry, at) for person in people)
    send(INQUIRY, question, people, letters.inquiry_letter(inquiry), at=at)


def tell_answered(inquiry: Inquiry, answer: Inquiry, *, at: datetime) -> None:
    """Whoever asked is told of the answer."""
    people = [] if inquiry.person_id == answer.person_id else [inquiry.person]
    send(
        "governing.inquiry-answered", inquiry.question, people, letters.inquiry_answered_letter(answer), at=at
    )


def ask_review(decision: Decision, *, at: datetime) -> None:
    """Whoever put it forward, or else coordinates, is asked what came of it."""
    question = decision.question
    people = caretakers(question, at)
    open_asks(_ask(question, person, REVIEW, decision, at) for person in people)
    send(REVIEW, question, people, letters.review_letter(decision), at=at)


def caretakers(question: Question, at: datetime) -> list[Person]:
    """Who put the question forward, if still here and free to know of it; else those who coordinate and may know."""
    found = authors_of(question, at)
    if found:
        return found
    running = Mandate.objects.filter(live(day_of(at)), coordinates=True).select_related("person")
    people = _once(mandate.person for mandate in running.order_by("starts_on", "pk"))
    return [person for person in people if knows(person, question, at)]


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())


def _ask(question: Question, person: Person, kind: str, thing: Inquiry | Decision, at: datetime) -> Ask:
    due = question.closes_at if kind == INQUIRY else _end_of_review(thing, question)
    return Ask(
        person=person.pk, coalition=question.coalition_id, organisation=None, acts_for=question.for_name, kind=kind,
        power="", label=thing._meta.label_lower, thing=thing.pk, title=question.title,
        url=_url(question, kind), due_at=due, opened_at=at,
    )  # fmt: skip


def _url(question: Question, kind: str) -> str:
    return question.get_absolute_url() + ("#asked" if kind == INQUIRY else "#review")


def _end_of_review(decision: Inquiry | Decision, question: Question) -> datetime | None:
    """The end of the day of the review, in the coalition's zone."""
    due = getattr(decision, "review_due_on", None)
    return datetime.combine(due, time(23, 59), question.coalition.tz) if due else None


def tell_gathering(request: Reopening, *, at: datetime) -> None:
    """A request waits for supporters: all who hold the vote of a member that may know of the decision are told."""
    question = request.question
    holders = voters_for([one.pk for one in asked_for_support(question, at)], on=day_of(at))
    people = _once(person for group in holders.values() for person in group)
    told = [person for person in people if person.pk != request.person_id]
    send("governing.reopening", question, told, letters.gathering_letter(request), at=at)


def tell_taken_up(request: Reopening, draft: Question, *, at: datetime) -> None:
    """A matter is taken up again: whoever asked, and whoever put it forward then."""
    people = _once([request.person, *authors_of(request.question, at)])
    send("governing.taken-up", request.question, people, letters.taken_up_letter(request, draft), at=at)


def ask_to_settle(question: Question, found: list[Objection], *, at: datetime) -> None:
    """An objection halts the closing: those who object, and those who put it forward, are asked to settle it."""
    holders = voters_for([one.organisation_id for one in found], on=day_of(at))
    people = _once([*(person for group in holders.values() for person in group), *caretakers(question, at)])
    open_asks(
        Ask(
            person=person.pk, coalition=question.coalition_id, organisation=None, acts_for=question.for_name,
            kind=HALTED, power="", label=question._meta.label_lower, thing=question.pk, title=question.title,
            url=question.get_absolute_url() + "#objections", due_at=None, opened_at=at,
        )
        for person in people
    )  # fmt: skip
    send(HALTED, question, people, letters.halted_letter(question, found), at=at)
