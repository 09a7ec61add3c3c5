"""What the mails about sheets say. Each letter is a function of its reader, called in the reader's language."""

from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.audit.queries import grouped
from comity.notices.links import absolute
from comity.signatures.models import Sheet, Signatory, State

Letter = Callable[[Any], dict[str, Any]]


def asking_letter(sheet: Sheet, place: Signatory, *, again: bool) -> Letter:
    """The text is laid out; the page behind the link has every word of it."""

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("{name} has not signed yet: {title}") if again else _("{name}’s signature is asked: {title}")
        until = _("Please sign by {day}.").format(day=_day(sheet)) if _day(sheet) else ""
        frozen = _("The text stands still: everybody signs the same words. If one is to change, it is laid out anew.")
        return _frame(sheet) | {
            "subject": subject.format(name=place.name, title=sheet.title)[:200],
            "to_line": _("To {person}, who signs for {name}").format(person=reader.name, name=place.name),
            "lede": _("{opener} has laid this out to be signed.").format(opener=sheet.opened_name),
            "paragraphs": [part for part in (until, frozen) if part],
            "link_text": _("Read every word, then sign or say why not"),
            "why_you": _("You get this because you hold the mandate to sign for {name}.").format(name=place.name),
        }

    return letter


def declined_letter(place: Signatory) -> Letter:
    """To whoever laid it out: who does not sign, and why."""
    return lambda reader: (
        _frame(place.sheet)
        | {
            "subject": _("{name} does not sign: {title}").format(name=place.name, title=place.sheet.title)[:200],
            "quote": place.why,
            "quote_from": place.name,
            "why_you": _("You get this because you laid it out to be signed."),
        }
    )


def ended_letter(sheet: Sheet) -> Letter:
    """What came of it, with the fingerprint of the text."""
    said = {
        State.COMPLETE: _("Signed by all: {title}"),
        State.CLOSED: _("Closed with the signatures it has: {title}"),
        State.CALLED_OFF: _("Called off: {title}"),
    }

    def letter(reader: Any) -> dict[str, Any]:
        proof = _("Fingerprint of the text: {mark}. Keep this mail: with it you can prove what was signed.")
        paragraphs = [] if sheet.state == State.CALLED_OFF else [proof.format(mark=grouped(sheet.mark))]
        return _frame(sheet) | {
            "subject": said[State(sheet.state)].format(title=sheet.title)[:200],
            "paragraphs": paragraphs,
            "quote": sheet.why,
            "quote_from": sheet.opened_name if sheet.why else "",
            "why_you": _("You get this because you signed it, could sign it, or laid it out."),
        }

    return letter


def _frame(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": sheet.title, "paragraphs": [], "link_text": _("Read the sheet"),
        "link_url": absolute(sheet.get_absolute_url()),
    }  # fmt: skip


def _day(sheet: Sheet) -> str:
    pattern = pgettext("date format, as in Friday 20 November", "l j F")
    return date_format(sheet.sign_by_on, pattern) if sheet.sign_by_on else ""
