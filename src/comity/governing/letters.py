"""What the mails about questions say. Each letter is a function of its reader, called in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.audit.queries import grouped
from comity.core.ballots.methods import Marks
from comity.governing.counting import ON_OBJECTIONS, way_of
from comity.governing.models import PLAIN, Decision, Objection, Question, RollEntry, Vote
from comity.governing.rules import (
    figures_in_words,
    lowered,
    majority_in_words,
    outcome_words,
    quorum_in_words,
    why_in_words,
)
from comity.governing.wording import choices_of, name_of
from comity.notices.links import absolute

Letter = Callable[[Any], dict[str, Any]]


def opened_letter(question: Question, entry: RollEntry, link: str) -> Letter:
    """The question, its rule and three buttons; each opens the page where the answer is confirmed."""
    return lambda reader: (
        _asking(question, entry, reader, link)
        | {
            "subject": _("{name}’s answer is asked: {title}").format(name=entry.name, title=question.title)[
                :200
            ],
            "preheader": _("Closes {day}. Two taps, no password.").format(
                day=moment(question, question.closes_at)
            ),
        }
    )


def reminder_letter(question: Question, entry: RollEntry, link: str) -> Letter:
    """The same for those who have not answered, a day before the end."""
    return lambda reader: (
        _asking(question, entry, reader, link)
        | {
            "subject": _("{name} has not answered yet: {title}").format(
                name=entry.name, title=question.title
            )[:200],
            "preheader": _("Closes {day}. Silence is not a “no”: it counts as no answer.").format(
                day=moment(question, question.closes_at)
            ),
        }
    )


def moved_letter(question: Question, entry: RollEntry, link: str) -> Letter:
    """There is more time. The link is new; the old one works as well."""

    def letter(reader: Any) -> dict[str, Any]:
        closes = moment(question, question.closes_at)
        subject = _("More time until {day}: {title}").format(day=closes, title=question.title)
        more = _(
            "So that more organisations can answer, it now closes later. An answer given before still counts."
        )
        asking = _asking(question, entry, reader, link)
        return asking | {"subject": subject[:200], "paragraphs": [more, *asking["paragraphs"]]}

    return letter


def withdrawn_letter(question: Question) -> Letter:
    """Nobody needs to answer any more, and why."""
    return lambda reader: (
        frame(question, reader)
        | {
            "subject": _("Withdrawn: {title}").format(title=question.title)[:200],
            "lede": _("This question was withdrawn. Nothing is decided, and nobody needs to answer."),
            "quote": question.withdrawn_why,
            "quote_from": question.for_name,
            **reading_link(question, _("Read the question")),
        }
    )


def objection_letter(objection: Objection) -> Letter:
    """To the author: the concern, and the change that would settle it."""
    question = objection.question
    return lambda reader: (
        frame(question, reader)
        | {
            "subject": _("{name} objects: {title}").format(
                name=objection.organisation.name, title=question.title
            )[:200],
            "quote": objection.concern,
            "quote_from": _("{name} would agree with this change: {change}").format(
                name=objection.organisation.name, change=objection.change
            ),
            "why_you": _("You get this because you put the question forward."),
            **reading_link(question, _("Read the objection and answer it")),
        }
    )


def proxy_letter(question: Question, giver: str, url: str) -> Letter:
    """Another organisation asks ours to vote for it."""
    return lambda reader: (
        frame(question, reader)
        | {
            "subject": _("{name} asks you to vote for it: {title}").format(name=giver, title=question.title)[:200],
            "paragraphs": [_("Nothing counts before you accept. Either of you can end it at any time.")],
            "link_text": _("Accept, or say no"),
            "link_url": absolute(url),
        }
    )


def entered_letter(vote: Vote, said: str, writer: str, witness: str) -> Letter:
    """Somebody wrote our vote down, and who heard it."""
    question, name = vote.question, vote.organisation.name
    told = _("{writer} wrote down for {name}: “{answer}”. {witness} heard it, too.")
    return lambda reader: (
        frame(question, reader)
        | {
            "subject": _("Your vote was written down: {title}").format(title=question.title)[:200],
            "paragraphs": [
                told.format(writer=writer, witness=witness, name=name, answer=said),
                _("If that is not what you said, contest it on the page of the question, or answer anew there."),
            ],
            **reading_link(question, _("Read the question")),
        }
    )


def closed_letter(
    decision: Decision, reports: Mapping[UUID, list[tuple[str, str]]], due: date | None
) -> Letter:
    """The result with its figures, and the code that proves it; and the button that says one's organisation was told.

    reports: by person, the organisations that hear of it from them, with the address behind the button.
    """
    question = decision.question

    def letter(reader: Any) -> dict[str, Any]:
        return frame(question, reader) | {
            "subject": outcome_words(decision)[:200],
            "lede": why_in_words(decision),
            "paragraphs": [
                figures_in_words(decision),
                *([] if question.binding else [_("This is advice. It binds nobody.")]),
                _(
                    "Seal of this decision: {seal}. Keep this mail: with the seal you can prove what was decided."
                ).format(seal=grouped(decision.seal)),
            ],
            **_reporting(reports.get(reader.person, []), due),
            **reading_link(question, _("Read the decision, with the dissent")),
        }

    return letter


def _reporting(mine: list[tuple[str, str]], due: date | None) -> dict[str, Any]:
    """The buttons with which a representative says that the organisation has heard of it."""
    if not mine or due is None:
        return {}
    under = _("By our ground rules each organisation hears of it from its representative until {day}.")
    buttons = [(_("We have told {name}").format(name=name), link) for name, link in mine[:3]]
    return {"buttons": buttons, "under_buttons": under.format(day=date_format(due, "j F"))}


def _asking(question: Question, entry: RollEntry, reader: Any, link: str) -> dict[str, Any]:
    until = _("The question closes on {day}.").format(day=moment(question, question.closes_at))
    quorum = lowered(quorum_in_words(question.rule))
    rule = _("{majority} decide. Quorum: {quorum}.").format(
        majority=majority_in_words(question.rule), quorum=quorum
    )
    if question.method != PLAIN:
        rule = _("{way}. Quorum: {quorum}.").format(way=name_of(question.method), quorum=quorum)
    return frame(question, reader) | {
        "to_line": _("To {person}, who votes for {name}").format(person=reader.name, name=entry.name),
        "lede": question.lede,
        "paragraphs": [f"{until} {rule}"],
        **_buttons(question, link),
        "why_you": _(
            "You get this because you hold the vote of {name}. This link is yours alone; please do not forward it."
        ).format(name=entry.name),
        **_objection_quote(question),
        **reading_link(question, _("Read everything, say why, or object")),
    }


def _buttons(question: Question, link: str) -> dict[str, Any]:
    """A button for each answer; where there is a ballot to fill in, one that opens it.

    The address of a private answer never says which one it is.
    """
    if way_of(question).marks is not Marks.ANSWER or question.private:
        under = _("A tap opens your ballot. It counts when you send it there. No password is needed.")
        return {"buttons": [(_("Fill in our ballot"), link)], "under_buttons": under}
    under = _(
        "A tap opens a page that shows your answer. It counts only when you confirm it there. "
        "No password is needed."
    )
    found = [(label, f"{link}?choice={choice}") for choice, label, _note in choices_of(question)]
    if question.method in ON_OBJECTIONS:
        found = found[:2]
    return {"buttons": found, "under_buttons": under}


def _objection_quote(question: Question) -> dict[str, str]:
    """The first standing objection. The sender has read them with the question."""
    first = next(iter(question.standing_objections), None)
    if first is None:
        return {}
    words = _("An objection of {name}. They would agree if: {change}")
    return {
        "quote": first.concern,
        "quote_from": words.format(name=first.organisation.name, change=first.change),
    }


def frame(question: Question, reader: Any) -> dict[str, Any]:
    coalition = question.coalition
    return {
        "title": question.title,
        "paragraphs": [],
        "why_you": _("You get this because you take part in the decisions of {name}.").format(
            name=coalition.name
        ),
    }


def reading_link(question: Question, words: str) -> dict[str, str]:
    return {"link_text": words, "link_url": absolute(question.get_absolute_url())}


def moment(question: Question, at: datetime | None) -> str:
    """A moment in the coalition's zone: "Friday 20 November, 18:00"."""
    pattern = pgettext("date format, as in Friday 20 November, 18:00", "l j F, H:i")
    return "" if at is None else date_format(at.astimezone(question.coalition.tz), pattern)
