"""What the mails about surveys say, in the reader's language."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comity.notices.links import absolute
from comity.surveys.models import AskState, Respondent, Round, Survey
from comity.surveys.queries import day_of_closing, translations_of
from comity.surveys.translating import language_name, read_in

Letter = dict[str, Any]


def invitation(round_: Round, one: Respondent, link: str) -> Letter:
    """What is asked, how long it takes, until when, and a button for each language."""
    survey, others = round_.survey, _in_others(round_.survey)
    frame = _frame(round_, one, link)
    frame["buttons"] += [(name, f"{link}?read-in={code}") for code, name, _words in others]
    asks = _("{name} asks for your answers: {title}").format(name=round_.opened_name, title=round_.survey.title)
    words = (round_.note, survey.intro, *(words for _code, _name, words in others), _until(round_), _who_reads(round_))
    return frame | {
        "subject": asks[:200],
        "title": survey.title,
        "preheader": _("No account, no password. You can stop and go on later."),
        "lede": _for_whom(one),
        "paragraphs": [part for part in words if part],
    }


def _in_others(survey: Survey) -> list[tuple[str, str, str]]:
    """Of each other language: its code, its name, and what the survey is called and for in it."""
    found = []
    for one in translations_of(survey):
        shown = read_in(survey, [], one).survey
        words = " ".join(filter(None, (f"{language_name(one.language)}: {shown.title}.", shown.intro)))
        found.append((one.language, language_name(one.language), words))
    return found


def reminder(round_: Round, one: Respondent, link: str) -> Letter:
    """Kindly, and shorter."""
    begun = one.state == AskState.BEGUN
    went_on = _("You have begun. What you saved is still there; it counts once you send it.")
    subject = _("Still open until {day}: {title}")
    return _frame(round_, one, link) | {
        "subject": subject.format(day=_day(day_of_closing(round_)), title=round_.survey.title)[:200],
        "title": round_.survey.title,
        "lede": went_on if begun else _("Your answers are missing so far. A gap is a gap for everybody."),
        "paragraphs": [_until(round_)],
    }


def moved(round_: Round, one: Respondent, link: str) -> Letter:
    """Another last day."""
    return _frame(round_, one, link) | {
        "subject": _("Another last day: {title}").format(title=round_.survey.title)[:200],
        "title": round_.survey.title,
        "lede": _until(round_),
        "paragraphs": [],
    }


def called_off(round_: Round, one: Respondent, link: str) -> Letter:
    """Not asked after all."""
    return {
        "subject": _("Not asked after all: {title}").format(title=round_.survey.title)[:200],
        "title": round_.survey.title,
        "lede": _("You need not answer any more. What was answered already is not used."),
        "quote": round_.why,
        "quote_from": round_.opened_name,
        "why_you": _why_you(round_),
    }


def all_answered(round_: Round, n: int) -> Letter:
    """To who keeps the survey."""
    lede = ngettext("The one who was asked has answered.", "All %(n)d who were asked have answered.", n) % {"n": n}
    return {
        "subject": _("All have answered: {title}").format(title=round_.survey.title)[:200],
        "title": round_.survey.title,
        "lede": lede,
        "paragraphs": [_("You can close it now. Until then everybody can still change their answers.")],
        "link_text": _("Look at it and close it"),
        "link_url": absolute(round_.get_absolute_url()),
        "why_you": _("You get this because you keep this survey."),
    }


def page_of(one: Respondent, round_: Round) -> str:
    """Where somebody who is signed in answers."""
    return reverse("surveys:answer", args=[round_.survey.coalition.slug, one.pk])


def _frame(round_: Round, one: Respondent, link: str) -> Letter:
    begun = one.state == AskState.BEGUN
    return {
        "buttons": [(_("Go on answering") if begun else _("Answer"), link)],
        "under_buttons": _("This link is yours alone: whoever has it answers as you. Please don’t pass it on."),
        "why_you": _why_you(round_),
    }


def _for_whom(one: Respondent) -> str:
    if one.organisation is None:
        return _("You are asked for yourself.")
    return _("You are asked for {name}.").format(name=one.organisation.name)


def _who_reads(round_: Round) -> str:
    return reading_words(round_.survey)


def reading_words(survey: Any) -> str:
    """Who will read the answers, in a sentence or two. The page says the same."""
    if survey.anonymous:
        return _(
            "Your answers are anonymous. They are kept question by question, without your name, without the time, and "
            "counts of fewer than five are never shown. We only keep that you answered."
        )
    if survey.readers == "all":
        return _("Your answers, with your name, can be read by everyone in the coalition who may know of this survey.")
    words = _("Your answers, with your name, can be read by {name} and by coordinators.").format(name=survey.kept_name)
    return f"{words} {_('Others see counts only.')}" if survey.results_open else words


def _until(round_: Round) -> str:
    return _("You can answer, and change your answers, until the evening of {day}.").format(
        day=_day(day_of_closing(round_))
    )


def _why_you(round_: Round) -> str:
    return _("You get this because {name} asks you.").format(name=round_.opened_name)


def _day(day: date) -> str:
    return date_format(day, pgettext("date format, as in Friday 20 November", "l j F"))
