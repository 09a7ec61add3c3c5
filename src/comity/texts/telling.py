"""Whom a text reaches: its keepers are asked for an answer, who suggested gets it, a thread hears its answers.

Called inside acts. Nobody is told of a text they may not know of any more.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.coalitions.held import Keeper, keepers_of, thing_of, title_of
from comity.coalitions.standing import standing_of
from comity.core.diff import Kind, compare
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person
from comity.texts.models import Comment, Suggestion, SuggestionState, Text
from comity.texts.queries import visible_to

#: kinds of ask and mail
ASK, SUGGESTED, ANSWERED, COMMENTED = "texts.suggestion", "texts.suggested", "texts.answered", "texts.commented"


def ask_keepers(suggestion: Suggestion, *, by: Capacity | None, at: datetime) -> None:
    """A suggestion waits: who keeps the text has it among what needs them, and gets a mail."""
    thing = thing_of(suggestion.text)
    keepers = _who_see(suggestion.text, keepers_of(thing, at=at), at)
    open_asks(_ask(suggestion, keeper, at) for keeper in keepers)
    others = [keeper.person for keeper in keepers if by is None or keeper.person.pk != by.person]
    _send(SUGGESTED, suggestion.text, others, lambda _reader: _suggested(suggestion, title_of(thing)), at=at)


def ask_again(text: Text, *, at: datetime) -> None:
    """A text was brought back: what waited waits again. Nobody gets a second mail."""
    for suggestion in Suggestion.objects.filter(text=text, state=SuggestionState.WAITING):
        keepers = _who_see(text, keepers_of(thing_of(text), at=at), at)
        open_asks([_ask(suggestion, keeper, at) for keeper in keepers])


def settle(suggestion: Suggestion, *, at: datetime) -> None:
    """It has its answer: nobody is asked any more."""
    close_asks(suggestion, at=at)


def stop_asking(text: Text, *, at: datetime) -> None:
    """The text was taken away: nothing at it waits."""
    for suggestion in Suggestion.objects.filter(text=text, state=SuggestionState.WAITING):
        close_asks(suggestion, at=at)


def tell_suggester(suggestion: Suggestion, *, by: Capacity, at: datetime) -> None:
    """Who suggested it gets the answer and the reason, unless they gave it themselves."""
    if suggestion.person is not None and suggestion.person_id != by.person:
        seen = _who_see(suggestion.text, [Keeper(suggestion.person)], at)
        _send(ANSWERED, suggestion.text, [one.person for one in seen], lambda _reader: _answered(suggestion), at=at)


def tell_thread(comment: Comment, *, at: datetime) -> None:
    """Everyone who spoke in the thread before hears the answer."""
    first = comment.thread
    said = [first, *Comment.objects.filter(thread=first).exclude(pk=comment.pk).select_related("person")]
    people = {one.person_id: one.person for one in said if one.person and one.person_id != comment.person_id}
    seen = _who_see(comment.text, [Keeper(person) for person in people.values()], at)
    _send(COMMENTED, comment.text, [one.person for one in seen], lambda _reader: _commented(comment), at=at)


def _who_see(text: Text, keepers: Iterable[Keeper], at: datetime) -> list[Keeper]:
    def sees(person: Person) -> bool:
        standing = standing_of(person.pk, text.coalition_id, at=at)
        return standing.inside and visible_to(standing).filter(pk=text.pk).exists()

    return [keeper for keeper in keepers if sees(keeper.person)]


def _ask(suggestion: Suggestion, keeper: Keeper, at: datetime) -> Ask:
    title = _("A change to “{title}” is suggested").format(title=suggestion.text.title)
    return Ask(
        person=keeper.person.pk, coalition=suggestion.coalition_id, organisation=keeper.organisation, body=keeper.body,
        acts_for=keeper.name, kind=ASK, label=suggestion._meta.label_lower, thing=suggestion.pk, title=title,
        url=suggestion.get_absolute_url(), opened_at=at,
    )  # fmt: skip


def _send(kind: str, text: Text, people: Iterable[Person], letter: Any, *, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        kind, to, template="base/mail/base.html", at=at, coalition=text.coalition_id,
        context=lambda reader: {"mail": letter(reader)},
    )  # fmt: skip


# ── what the mails say ──


def _suggested(suggestion: Suggestion, holder: str) -> dict[str, Any]:
    text = suggestion.text
    why = _("{name} says why: {why}").format(name=suggestion.said_for, why=suggestion.why) if suggestion.why else ""
    return {
        "subject": _("{name} suggests a change: {title}").format(name=suggestion.said_for, title=text.title)[:200],
        "title": text.title,
        "lede": _("A change to this text of {holder} waits for your answer.").format(holder=holder),
        "paragraphs": [why] if why else [],
        "quote": changed_words(suggestion),
        "quote_from": _("As {name} would have it").format(name=suggestion.said_for),
        "link_text": _("Compare both texts and answer"),
        "link_url": absolute(suggestion.get_absolute_url()),
        "why_you": _("You get this because you keep this text for {holder}.").format(holder=holder),
    }


def _answered(suggestion: Suggestion) -> dict[str, Any]:
    text, accepted = suggestion.text, suggestion.state == SuggestionState.ACCEPTED
    subject = _("Accepted: your change to {title}") if accepted else _("Declined: your change to {title}")
    lede = (
        _("What you suggested stands in version {number}, with your name.").format(number=text.number)
        if accepted
        else _("The text stays as it is.")
    )
    return {
        "subject": subject.format(title=text.title)[:200],
        "title": text.title,
        "lede": lede,
        "quote": suggestion.reason,
        "quote_from": suggestion.settled_for,
        "link_text": _("See the answer"),
        "link_url": absolute(suggestion.get_absolute_url()),
        "why_you": _("You get this because you suggested a change."),
    }


def _commented(comment: Comment) -> dict[str, Any]:
    return {
        "subject": _("{name} answers: {title}").format(name=comment.said_for, title=comment.text.title)[:200],
        "title": comment.text.title,
        "quote": comment.words,
        "quote_from": comment.said_for,
        "link_text": _("Read the thread"),
        "link_url": absolute(f"{comment.text.get_absolute_url()}#comments"),
        "why_you": _("You get this because you wrote in this thread."),
    }


def changed_words(suggestion: Suggestion) -> str:
    """The passages that a suggestion changes, as they would read; short enough for a mail."""
    rows = compare(suggestion.against.words, suggestion.words)
    changed = ["".join(piece.text for piece in row.new) for row in rows if row.kind != Kind.SAME and row.new]
    return "\n\n".join(changed)[:1500] or _("(Some of the text is taken out.)")
