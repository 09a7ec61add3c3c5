"""What the mails about proposals and reviews say. Each letter is a function of its reader."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.governing.letters import Letter, frame, moment, reading_link
from comity.governing.models import Decision, Inquiry, Objection, Question, Reopening


def shared_letter(question: Question) -> Letter:
    """There is a proposal to read, before anybody votes on it."""

    def letter(reader: Any) -> dict[str, Any]:
        later = _("Nobody votes yet. You can read it, ask about it, and say what would have to change.")
        subject = _("A proposal to read: {title}").format(title=question.title)
        told = {"subject": subject[:200], "lede": question.lede, "paragraphs": [later]}
        return frame(question, reader) | told | reading_link(question, _("Read the proposal"))

    return letter


def inquiry_letter(inquiry: Inquiry) -> Letter:
    """To those who put the question forward: somebody wants to know something."""
    question, name = inquiry.question, str(inquiry.speaker())

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("{name} asks: {title}").format(name=name, title=question.title)
        paragraphs = []
        if question.closes_at:
            paragraphs = [_("The question closes on {day}.").format(day=moment(question, question.closes_at))]
        return frame(question, reader) | {
            "subject": subject[:200], "quote": inquiry.text, "quote_from": name, "paragraphs": paragraphs,
            "why_you": _("You get this because you look after this question."),
            **reading_link(question, _("Answer it where all can read it")),
        }  # fmt: skip

    return letter


def inquiry_answered_letter(answer: Inquiry) -> Letter:
    """To whoever asked."""
    question = answer.question

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("Answered: {title}").format(title=question.title)
        return frame(question, reader) | {
            "subject": subject[:200], "quote": answer.text, "quote_from": str(answer.speaker()),
            "why_you": _("You get this because you asked."), **reading_link(question, _("Read it")),
        }  # fmt: skip

    return letter


def review_letter(decision: Decision) -> Letter:
    """The day has come on which a decision is looked at again."""
    question = decision.question

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("Look at it again: {code} {title}").format(code=question.code, title=question.title)
        lede = _("When this was agreed, today was chosen as the day to look at it again. Did it work?")
        ways = _("You can uphold it, with a later day for the next look, or say that it should be changed.")
        return frame(question, reader) | {
            "subject": subject[:200], "lede": lede, "paragraphs": [question.lede, ways],
            "why_you": _("You get this because you look after this decision."),
            **reading_link(question, _("Say what came of it")),
        }  # fmt: skip

    return letter


def gathering_letter(request: Reopening) -> Letter:
    """To all who speak with a vote: a request waits for supporters."""
    question, name = request.question, str(request.speaker())

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("{name} asks to take up {code} again: {title}")
        needed = ngettext("{n} organisation must support it.", "{n} organisations must support it.", request.needed)
        return frame(question, reader) | {
            "subject": subject.format(name=name, code=question.code, title=question.title)[:200],
            "quote": request.why, "quote_from": name, "paragraphs": [needed.format(n=request.needed)],
            **reading_link(question, _("Read it, and support it if you agree")),
        }  # fmt: skip

    return letter


def taken_up_letter(request: Reopening, draft: Question) -> Letter:
    """To those who asked and those who put it forward then: it is taken up again."""
    question = request.question

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("Taken up again: {code} {title}").format(code=question.code, title=question.title)
        stands = _("The decision stands until another is agreed. A draft is ready to be changed and put forward.")
        return frame(question, reader) | {
            "subject": subject[:200], "quote": request.why, "quote_from": str(request.speaker()),
            "paragraphs": [stands], "why_you": _("You get this because you asked, or put it forward then."),
            **reading_link(draft, _("Go to the draft")),
        }  # fmt: skip

    return letter


def halted_letter(question: Question, found: list[Objection]) -> Letter:
    """The time is over, and an open objection halts the closing."""
    first, names = found[0], ", ".join(one.organisation.name for one in found)

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("An objection halts it: {title}").format(title=question.title)
        ways = _("{names} can take it back, stand aside or keep it; {author} can take the change in.")
        return frame(question, reader) | {
            "subject": subject[:200], "quote": first.concern,
            "quote_from": _("{name} would agree with this change: {change}").format(
                name=first.organisation.name, change=first.change
            ),
            "paragraphs": [ways.format(names=names, author=question.for_name)],
            **reading_link(question, _("Settle the objection")),
        }  # fmt: skip

    return letter
