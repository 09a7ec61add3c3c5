"""Mails to people outside, each with a link of their own and no account; and what the committee hears."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.founding.models import Approach, Enquiry, EnquiryKind
from comity.founding.prospects.telling import TEMPLATE, addressees, committee
from comity.notices.asks import open_asks
from comity.notices.links import absolute, action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask, Mail
from comity.people.models import Person

#: kinds of mails to people outside
ENQUIRY, MESSAGE = "founding.enquiry", "founding.message"
#: kinds of asks and mails to the committee
REVIEW, REVIEWED, FOLLOW, CAME = "founding.review", "founding.reviewed", "founding.follow-up", "founding.answer"
#: purposes of the mailed links
ENQUIRY_LINK, MESSAGE_LINK = "partner-enquiry", "partner-message"
LINK_LASTS = timedelta(days=90)


def ask(row: Enquiry, *, at: datetime) -> None:
    """The question, and a link to answer it."""
    about = {"name": row.prospect.name, "coalition": row.coalition.name}
    if row.kind == EnquiryKind.REFERENCE:
        title = _("You have worked with {name}: how was it?").format(**about)
        lede = _("{coalition} thinks of working with {name}. What you say stays with a few people.").format(**about)
    else:
        title = _("What we heard about {name}: your reply").format(**about)
        lede = _("Before we judge, you should have your say. What you answer stays with a few people.")
    _outside(ENQUIRY, row.email, row.name, row, title, lede, [], row.asked, ENQUIRY_LINK, _("Answer"), at)


def send(row: Approach, *, at: datetime) -> None:
    """The message, with a link for the answer."""
    title = _("{coalition}: a question to {name}").format(coalition=row.coalition.name, name=row.prospect.name)
    said = [row.urgent, row.asks, row.gains]
    _outside(MESSAGE, row.to_email, row.to_name, row, title, "", said, "", MESSAGE_LINK, _("Answer us"), at)


def _outside(
    kind: str, email: str, name: str, row: Any, title: str, lede: str, paragraphs: list[str], quote: str, purpose: str,
    button: str, at: datetime,
) -> None:  # fmt: skip
    """A mail to somebody without an account. Its link stands for the row alone, as there is no person to stand for."""
    link = action_link(purpose, person=row.pk, expires_at=at + LINK_LASTS, coalition=row.coalition_id, thing=row.pk)
    nobody: Any = None
    mail = {
        "subject": title[:200], "title": title, "lede": lede, "paragraphs": paragraphs, "quote": quote, "reasons": "",
        "quote_from": row.coalition.name if quote else "", "buttons": [(button, link)],
        "under_buttons": _("A tap opens a page; nothing is sent before you say so. No account is needed."),
        "why_you": _("Somebody at {name} gave us this address. Reply to us to have it erased.").format(
            name=row.coalition.name),
    }  # fmt: skip
    to = Addressee(nobody, email, name)
    write(kind, [to], template=TEMPLATE, at=at, coalition=row.coalition_id, context={"mail": mail})


def forget(row: Enquiry) -> None:
    """Of somebody who was asked no word stays in mails."""
    mails = Mail.objects.filter(coalition=row.coalition_id, kind=ENQUIRY, to__iexact=row.email, person=None)
    mails.update(to="", name="", subject="", text="", html="")


# ── to the committee ──


def answered(row: Enquiry, *, at: datetime) -> None:
    """Whoever asked hears that an answer is there; what it says stands on the page alone."""
    title = _("An answer about {name} is there").format(name=row.prospect.name)
    people = [one for one in committee(row.body_id, at=at) if one.pk == row.person_id]
    _inside(CAME, people, row, title, _("Read it in the file. It is for the committee alone."), at, file_of(row))


def came(row: Approach, by: Capacity, *, at: datetime) -> None:
    """The committee hears what a prospect answers, but for who wrote it down."""
    title = _("{name} has answered").format(name=row.prospect.name)
    people = [one for one in committee(row.body_id, at=at) if one.pk != by.person]
    _inside(CAME, people, row, title, str(row.get_said_display()), at, row.get_absolute_url())


def ask_for_review(row: Approach, by: Capacity, *, at: datetime) -> None:
    """Everybody else of the committee is asked; the first who looks it over settles it."""
    people = [one for one in committee(row.body_id, at=at) if one.pk != row.person_id]
    title = _("Look over a message to {name}").format(name=row.prospect.name)
    _open(REVIEW, people, row, title, at)
    _inside(REVIEW, people, row, title, _("{name} wrote it and asks for a second pair of eyes.").format(
        name=by.person_name), at, row.get_absolute_url())  # fmt: skip


def reviewed(row: Approach, good: bool, *, at: datetime) -> None:
    """Who wrote it hears what the second person says."""
    title = _("Your message to {name} can go out") if good else _("Your message to {name}: something to change")
    people = [one for one in committee(row.body_id, at=at) if one.pk == row.person_id]
    _inside(REVIEWED, people, row, title.format(name=row.prospect.name), row.review, at, row.get_absolute_url())


def ask_to_follow_up(row: Approach, *, at: datetime) -> None:
    """Who wrote it; once they sit in the committee no more, all who do."""
    everybody = committee(row.body_id, at=at)
    people = [one for one in everybody if one.pk == row.person_id] or everybody
    title = _("Follow up on the message to {name}").format(name=row.prospect.name)
    due = row.follow_up_on and datetime.combine(row.follow_up_on, time(23, 59), row.coalition.tz)
    _open(FOLLOW, people, row, title, at, due)
    _inside(FOLLOW, people, row, title, _("No answer has come yet. A call says more than a second mail."), at,
            row.get_absolute_url())  # fmt: skip


def file_of(row: Any) -> str:
    """The page of the file in which a row stands."""
    return f"{row.prospect.get_absolute_url()}file/"


def _open(kind: str, people: Iterable[Person], row: Any, title: str, at: datetime, due: Any = None) -> None:
    open_asks(
        Ask(
            person=one.pk, coalition=row.coalition_id, kind=kind, label=row._meta.label_lower, thing=row.pk,
            title=title[:300], url=row.get_absolute_url(), due_at=due, opened_at=at,
        )
        for one in people
    )  # fmt: skip


def _inside(kind: str, people: Iterable[Person], row: Any, title: str, lede: str, at: datetime, url: str) -> None:
    mail = {
        "subject": title[:200], "title": title, "lede": lede, "link_text": _("Open it"), "link_url": absolute(url),
        "why_you": _("You get this because you sit in {body}.").format(body=row.body.name),
    }  # fmt: skip
    write(kind, addressees(people), template=TEMPLATE, at=at, coalition=row.coalition_id, context={"mail": mail})
