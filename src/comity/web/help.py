"""Help: short answers to what people ask, one page a topic."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """One question with its answer in short paragraphs."""

    slug: str
    title: Any
    paragraphs: tuple[Any, ...]


TOPICS = (
    Topic(
        "sign-in",
        _("How do I sign in?"),
        (
            _(
                "Type your e-mail address. Comity sends a link and a code; either opens the door for ten minutes, once."
            ),
            _("You need no password. You may set one, or a passkey, in your account."),
            _("Officers also show a second factor, because they can change things for everyone."),
        ),
    ),
    Topic(
        "hat",
        _("What is the hat at the top?"),
        (
            _(
                "It says for whom you act: for your organisation, for a body of the coalition, or for yourself."
            ),
            _("It stands on everything you write, vote or sign, and the record keeps it."),
            _("A hat is yours only while your mandate lasts. When it ends, so does the hat."),
        ),
    ),
    Topic(
        "vote",
        _("How do we vote?"),
        (
            _("Each organisation has one vote, given by whoever holds its mandate to vote."),
            _("You can answer from the mail in two clicks, and change your answer until the ballot closes."),
            _("Silence is not a “no”. The quorum counts organisations that answered."),
            _(
                "An objection says what worries you and which change would settle it. It stays with the decision."
            ),
        ),
    ),
    Topic(
        "roster",
        _("How do I bring in our list?"),
        (
            _(
                "Paste it from a spreadsheet, or upload a CSV or Excel file. Comity guesses what each column means."
            ),
            _(
                "You see a preview first. If a row can’t be read, Comity names the row, the column and the mend."
            ),
            _("All of it goes in, or nothing. For ten minutes you can take it back."),
        ),
    ),
    Topic(
        "map",
        _("How do I read the map?"),
        (
            _("Shape and colour show the sector; the line shows how closely two organisations work."),
            _("Half a line means that only one side says so. Silence is never taken for “no”."),
            _("Each figure has a plain sentence, its rule and a table."),
        ),
    ),
    Topic(
        "record",
        _("How do I know that nothing was changed?"),
        (
            _(
                "Every act is written into a chain: each entry carries a seal made from its text and the seal before."
            ),
            _("Each week the newest seal comes to you by mail. Compare it on the page “Record of acts”."),
            _("If someone changes a stored row behind Comity’s back, the check names it."),
        ),
    ),
    Topic(
        "privacy",
        _("Who sees what?"),
        (
            _(
                "Members see their coalition and nothing of any other. Some things only one body or named people see."
            ),
            _(
                "The administrator of the machine sees no confidential content in Comity. Whoever holds the disk can."
            ),
            _("You can download what Comity holds about you, and have yourself erased, in your account."),
        ),
    ),
)


def contents(request: HttpRequest) -> HttpResponse:
    """All topics with their answers' beginnings."""
    return render(request, "web/help.html", {"topics": TOPICS})


def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic."""
    found = next((one for one in TOPICS if one.slug == topic), None)
    if found is None:
        raise Http404
    return render(request, "web/help_topic.html", {"topic": found, "topics": TOPICS})
