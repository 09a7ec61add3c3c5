"""Whom a question reaches: asks and mails to those who hold the organisations' votes. Called inside acts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.coalitions.held import keepers_of_body
from comity.coalitions.models import Seat
from comity.coalitions.queries import organisations_of, slug_of, voters_for
from comity.coalitions.standing import standing_of
from comity.governing.concerns import ask_to_answer
from comity.governing.letters import (
    Letter,
    closed_letter,
    entered_letter,
    moved_letter,
    objection_letter,
    opened_letter,
    proxy_letter,
    reminder_letter,
    withdrawn_letter,
)
from comity.governing.models import (
    Decision,
    HomeReport,
    Objection,
    ObjectionState,
    Proxy,
    Question,
    RollEntry,
    State,
    Vote,
)
from comity.governing.queries import visible_to
from comity.governing.reports.falling_due import report_links
from comity.governing.wording import vote_in_words
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import action_links
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kind of ask, and purpose of the mailed link
VOTE, LINK = "governing.vote", "vote"
PROXY, TIE = "governing.proxy", "governing.tie"
#: how long after closing a mailed link still shows the result
LINK_LASTS = timedelta(days=30)

Voters = Callable[[Question, RollEntry, str], Letter]


def ask(question: Question, roll: Iterable[RollEntry], *, at: datetime) -> None:
    """Ask everyone who holds the vote of an organisation on the roll: one ask and one mail for each."""
    _ask_holders(question, list(roll), opened_letter, "governing.opened", at=at)


def remind(question: Question, *, at: datetime) -> list[UUID]:
    """Ask again for the organisations that have not answered; returns these."""
    roll = _roll(question, day_of(at))
    waiting = [entry for entry in roll if entry.organisation_id not in _answered(question)]
    _ask_holders(question, waiting, reminder_letter, "governing.reminder", at=at)
    return [entry.organisation_id for entry in waiting]


def ask_holder(proxy: Proxy, giver: str, *, at: datetime) -> None:
    """Another organisation asks ours to vote for it: whoever holds our vote is asked."""
    people = voters_for([proxy.holder_id], on=day_of(at))[proxy.holder_id]
    title = _("{name} asks you to vote for it").format(name=giver)
    url = reverse("governing:proxies", args=[slug_of(proxy.coalition_id)])
    open_asks(
        Ask(
            person=person.pk, coalition=proxy.coalition_id, organisation=proxy.holder_id, acts_for=proxy.holder.name,
            kind=PROXY, power="vote", label=proxy._meta.label_lower, thing=proxy.pk, title=title, url=url, opened_at=at,
        )
        for person in people
    )  # fmt: skip
    if proxy.question is not None:
        send(PROXY, proxy.question, people, proxy_letter(proxy.question, giver, url), at=at)


def tell_entered(vote: Vote, writer: str, witness: str, *, at: datetime) -> None:
    """Somebody wrote our vote down: whoever holds it is told, with both names, and can contest it."""
    people = voters_for([vote.organisation_id], on=day_of(at))[vote.organisation_id]
    said = vote_in_words(vote.question, vote)
    send("governing.entered", vote.question, people, entered_letter(vote, said, writer, witness), at=at)


def chairs_to_ask(question: Question, *, at: datetime) -> list[Any]:
    """Who chairs the body and was not asked yet about its tie."""
    asked = set(Ask.objects.filter(thing=question.pk, kind=TIE, closed_at=None).values_list("person", flat=True))
    return [one for one in keepers_of_body(question.body, at) if one.person.pk not in asked]


def ask_chair(question: Question, *, at: datetime) -> None:
    """A tie waits for whoever chairs the body."""
    open_asks(
        Ask(
            person=one.person.pk, coalition=question.coalition_id, body=one.body, acts_for=one.name, kind=TIE,
            label=question._meta.label_lower, thing=question.pk, title=question.title,
            url=question.get_absolute_url(), opened_at=at,
        )
        for one in chairs_to_ask(question, at=at)
    )  # fmt: skip


def tell_moved(question: Question, *, at: datetime) -> None:
    """The closing moved: whoever is still asked is asked until then; all who vote are told."""
    close_asks(question, at=at, kind=VOTE)
    answered, roll = _answered(question), _roll(question, day_of(at))
    holders = _holders(roll, day_of(at))
    open_asks(
        _ask(question, entry, person, at)
        for entry in roll
        for person in holders[entry.organisation_id]
        if entry.organisation_id not in answered
    )
    _write_each(question, roll, holders, moved_letter, "governing.moved", at=at)


def tell_objection(objection: Objection, *, at: datetime) -> None:
    """An objection was raised: the one who put the question forward, and to whom concerns go, are told."""
    heard = [keeper.person for keeper in ask_to_answer(objection, at=at)]
    people = {one.pk: one for one in [*authors_of(objection.question, at), *heard]}
    told = [one for one in people.values() if one.pk != objection.person_id]
    send("governing.objection", objection.question, told, objection_letter(objection), at=at)


def tell_withdrawn(question: Question, *, at: datetime) -> None:
    """The question was withdrawn: all who were asked are told why."""
    send("governing.withdrawn", question, everyone_asked(question, at), withdrawn_letter(question), at=at)


def tell_closed(decision: Decision, reports: list[HomeReport], *, at: datetime) -> None:
    """The decision is sealed: all who were asked, and the author, get the result with its seal.

    Whoever owes their organisation a report finds the button that says it was told.
    """
    question, names = decision.question, {one.organisation_id: one.organisation.name for one in reports}
    buttons: dict[UUID, list[tuple[str, str]]] = {}
    if reports:
        voters = voters_for(names, on=day_of(at))
        pairs = [(organisation, one.pk) for organisation, people in voters.items() for one in people]
        for (organisation, person), link in report_links(question.coalition_id, pairs, reports[0].due_on).items():
            buttons.setdefault(person, []).append((names[organisation], link))
    letter = closed_letter(decision, buttons, reports[0].due_on if reports else None)
    send("governing.closed", question, everyone_asked(question, at), letter, at=at)


def vote_links(question: Question, of: Iterable[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], str]:
    """By organisation and person: the mailed address at which that person answers for it, without signing in."""
    assert question.closes_at is not None
    return action_links(
        LINK, of, expires_at=question.closes_at + LINK_LASTS, coalition=question.coalition_id, thing=question.pk
    )


def _ask_holders(
    question: Question, roll: list[RollEntry], voters: Voters, kind: str, *, at: datetime
) -> None:
    holders = _holders(roll, day_of(at))
    open_asks(
        _ask(question, entry, person, at) for entry in roll for person in holders[entry.organisation_id]
    )
    _write_each(question, roll, holders, voters, kind, at=at)


def _ask(question: Question, entry: RollEntry, person: Person, at: datetime) -> Ask:
    return Ask(
        person=person.pk, coalition=question.coalition_id, organisation=entry.organisation_id,
        acts_for=entry.name, kind=VOTE, power="vote", label=question._meta.label_lower, thing=question.pk,
        title=question.title, url=question.get_absolute_url(), due_at=question.closes_at, opened_at=at,
    )  # fmt: skip


def _write_each(
    question: Question, roll: list[RollEntry], holders: dict[UUID, list[Person]], voters: Voters, kind: str,
    *, at: datetime,
) -> None:  # fmt: skip
    """One mail for each organisation a person votes for, with a link for that one."""
    standing = Objection.objects.filter(state=ObjectionState.STANDING).select_related("organisation")
    told = Prefetch("objections", standing.order_by("raised_at"), to_attr="standing_objections")
    prefetch_related_objects([question], told)
    links = vote_links(
        question, ((entry.organisation_id, one.pk) for entry in roll for one in holders[entry.organisation_id])
    )
    for entries in _rounds(roll, holders):
        people = {person.pk: person for _entry, person in entries.values()}
        send(kind, question, people.values(), _each(question, entries, links, voters), at=at)


def _each(
    question: Question, entries: dict[UUID, tuple[RollEntry, Person]], links: dict[tuple[UUID, UUID], str],
    voters: Voters,
) -> Letter:  # fmt: skip
    def letter(reader: Addressee) -> dict[str, Any]:
        entry, _person = entries[reader.person]
        return voters(question, entry, links[entry.organisation_id, reader.person])(reader)

    return letter


def _rounds(
    roll: list[RollEntry], holders: dict[UUID, list[Person]]
) -> Iterator[dict[UUID, tuple[RollEntry, Person]]]:
    """Who votes for several organisations gets several mails: in each round, one for each person."""
    waiting = [(entry, person) for entry in roll for person in holders[entry.organisation_id]]
    while waiting:
        round_ = {person.pk: (entry, person) for entry, person in reversed(waiting)}
        yield round_
        waiting = [pair for pair in waiting if round_[pair[1].pk] != pair]


def send(kind: str, question: Question, people: Iterable[Person], letter: Letter, *, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        kind, to, template="base/mail/base.html", at=at, coalition=question.coalition_id,
        context=lambda reader: {"mail": letter(reader)},
    )  # fmt: skip


def _roll(question: Question, on: date) -> list[RollEntry]:
    """The roll. Of a question for the body's eyes alone, only organisations that still sit there."""
    roll = RollEntry.objects.filter(question=question).order_by("place")
    if question.confidentiality == Confidentiality.BODY:
        roll = roll.filter(organisation__in=organisations_of(question.body, on=on).values("pk"))
    return list(roll)


def _answered(question: Question) -> set[UUID]:
    voted = Vote.objects.filter(question=question, replaced_at=None).values_list("organisation", flat=True)
    noted = RollEntry.objects.filter(question=question, answered=True).values_list("organisation", flat=True)
    return {*voted, *noted}


def _holders(roll: list[RollEntry], on: date) -> dict[UUID, list[Person]]:
    return voters_for((entry.organisation_id for entry in roll), on=on)


def everyone_asked(question: Question, at: datetime) -> list[Person]:
    """Each person once: who votes for an organisation on the roll, and the author."""
    holders = _holders(_roll(question, day_of(at)), day_of(at))
    people = [person for group in holders.values() for person in group]
    return list({person.pk: person for person in [*people, *authors_of(question, at)]}.values())


def authors_of(question: Question, at: datetime) -> list[Person]:
    """Who put the question forward, if they may still know of it: people move and leave."""
    if question.person is None:
        return []
    return [question.person] if knows(question.person, question, at) else []


def knows(person: Person, question: Question, at: datetime) -> bool:
    """Whether a person may know of a question. Three queries."""
    standing = standing_of(person.pk, question.coalition_id, at=at)
    return bool(visible_to(standing).filter(pk=question.pk).exists())


def stop_asking(seat: Seat, at: datetime) -> None:
    """An organisation lost its seat: questions for the body's eyes no longer wait for it."""
    secret = Question.objects.filter(
        body=seat.body_id, state=State.OPEN, confidentiality=Confidentiality.BODY
    )
    for question in secret:
        close_asks(question, at=at, kind=VOTE, organisation=seat.organisation_id)
