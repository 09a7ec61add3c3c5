"""Whom amendments reach: those who put the proposal forward, and whoever made them. Called inside acts."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.governing.letters import Letter, frame
from comity.governing.matters.telling import caretakers
from comity.governing.models import Amendment
from comity.governing.telling import send
from comity.notices.asks import open_asks
from comity.notices.links import absolute
from comity.notices.models import Ask

#: kind of ask and of mail to the authors; kind of mail to whoever made it
AMENDMENT, ANSWERED = "governing.amendment", "governing.amendment-answered"


def ask_authors(amendment: Amendment, *, at: datetime) -> None:
    """Whoever put the proposal forward, or else coordinates, is asked to answer."""
    question = amendment.question
    people = [person for person in caretakers(question, at) if person.pk != amendment.person_id]
    open_asks(
        Ask(
            person=person.pk, coalition=question.coalition_id, organisation=None, acts_for=question.for_name,
            kind=AMENDMENT, power="", label=amendment._meta.label_lower, thing=amendment.pk, title=str(amendment)[:300],
            url=url_of(amendment), opened_at=at,
        )
        for person in people
    )  # fmt: skip
    send(AMENDMENT, question, people, _made(amendment), at=at)


def tell_answered(amendment: Amendment, *, at: datetime) -> None:
    """Whoever made it hears what became of it."""
    people = [amendment.person] if amendment.person else []
    send(ANSWERED, amendment.question, people, _answered(amendment), at=at)


def url_of(amendment: Amendment) -> str:
    """The page of one amendment."""
    return f"{amendment.question.get_absolute_url()}amendments/{amendment.number}/"


def _made(amendment: Amendment) -> Letter:
    question, name = amendment.question, amendment.said_for

    def letter(reader: Any) -> dict[str, Any]:
        subject = _("{name} would have it read otherwise: {title}").format(name=name, title=question.title)
        return frame(question, reader) | {
            "subject": subject[:200], "quote": amendment.why, "quote_from": name,
            "paragraphs": [_("Accept it into a new version, decline it with a reason, or let it be voted on first.")],
            "why_you": _("You get this because you look after this question."),
            "link_text": _("See what would change, and answer"), "link_url": absolute(url_of(amendment)),
        }  # fmt: skip

    return letter


def _answered(amendment: Amendment) -> Letter:
    question, state = amendment.question, str(amendment.get_state_display())

    def letter(reader: Any) -> dict[str, Any]:
        said = _("{state}: your amendment to {title}").format(state=state, title=question.title)
        told = {"quote": amendment.reason, "quote_from": amendment.settled_for} if amendment.reason else {}
        return frame(question, reader) | told | {
            "subject": said[:200], "why_you": _("You get this because you made the amendment."),
            "link_text": _("Read it"), "link_url": absolute(url_of(amendment)),
        }  # fmt: skip

    return letter
