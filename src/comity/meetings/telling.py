"""Whom a meeting reaches: asks and mails to those who come, and proof that they were told. Called inside acts."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from comity.base.clock import day_of
from comity.coalitions.models import Power, Seat
from comity.coalitions.queries import people_for
from comity.coalitions.standing import standing_of
from comity.meetings import letters, queries
from comity.meetings.calendar import CANCEL, REQUEST, calendar_of, is_secret
from comity.meetings.models import AHEAD, AgendaItem, Invitation, ItemState, Meeting, Minutes, Said, Told
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of asks: do you come; call it; an item waits to be placed
RSVP, CALL, PROPOSED = "meetings.rsvp", "meetings.call", "meetings.item"
#: the minutes are to be written
MINUTES = "meetings.minutes"
#: purpose of the mailed link
LINK = "meeting"
#: how long after the meeting its link still shows what was said
LINK_LASTS = timedelta(days=30)



@dataclass(frozen=True)
class Pair:
    """Somebody who is told for an invited organisation. sees: may know of the meeting; answers: has a word for it."""

    invitation: Invitation
    person: Person
    sees: bool
    answers: bool


def tell(
    meeting: Meeting, what: Said, *, at: datetime, why: str = "", only: Collection[UUID] | None = None
) -> list[Told]:  # fmt: skip
    """Tell everyone concerned, and keep a row for each as proof: of a call, move, change, cancellation or reminder.

    Those whose organisation has not answered are asked (not when it is cancelled). A reminder goes to them alone. only:
    the organisations to tell. Who lost their place since they were told hears nothing but that it is cancelled.
    """
    gone = what == Said.CANCELLED
    pairs = [pair for pair in _pairs(meeting, at, gone=gone) if pair.sees or gone]
    if only is not None:
        pairs = [pair for pair in pairs if pair.invitation.organisation_id in only]
    silent = [pair for pair in pairs if not pair.invitation.reply]
    if what == Said.REMINDED:
        pairs = silent
    if not gone:
        open_asks(_ask(meeting, pair.invitation, pair.person, at) for pair in silent if pair.answers)
    _write(meeting, pairs, what, why, at=at)
    return [
        Told(
            coalition_id=meeting.coalition_id, meeting=meeting, organisation_id=pair.invitation.organisation_id,
            person=pair.person, what=what, starts_at=meeting.starts_at, at=at,
        ).store()
        for pair in pairs
    ]  # fmt: skip


def rsvp_link(meeting: Meeting, organisation: UUID, person: UUID) -> str:
    """The mailed address at which this person answers for this organisation, without signing in."""
    return action_link(
        LINK, person=person, expires_at=meeting.ends_at + LINK_LASTS, coalition=meeting.coalition_id,
        organisation=organisation, thing=meeting.pk,
    )  # fmt: skip


def ask_to_place(item: AgendaItem, *, at: datetime) -> None:
    """An item was brought: those who lead the body's meetings are asked to place it or leave it out."""
    meeting = item.meeting
    title = letters.asked_to_place(item)
    open_asks(
        _lead_ask(meeting, item, person, PROPOSED, title, at) for person in queries.leads_of(meeting, at=at)
    )


def ask_to_call(meeting: Meeting, *, due: datetime, at: datetime) -> None:
    """Its last day for telling comes near: those who lead are asked to call it."""
    people, title = queries.leads_of(meeting, at=at), letters.asked_to_call(meeting)
    open_asks(_lead_ask(meeting, meeting, person, CALL, title, at, due) for person in people)


def _lead_ask(
    meeting: Meeting, thing: Meeting | AgendaItem, person: Person, kind: str, title: str, at: datetime,
    due: datetime | None = None,
) -> Ask:  # fmt: skip
    return Ask(
        person=person.pk, coalition=meeting.coalition_id, body=meeting.body_id, acts_for=meeting.body_name, kind=kind,
        label=thing._meta.label_lower, thing=thing.pk, title=title, url=meeting.get_absolute_url(),
        due_at=due or meeting.starts_at, opened_at=at,
    )  # fmt: skip


def ask_for_minutes(meeting: Meeting, *, at: datetime) -> None:
    """It is over: those who lead are asked to write its minutes within a week."""
    people, title = queries.leads_of(meeting, at=at), letters.asked_for_minutes(meeting)
    due = at + timedelta(days=7)
    open_asks(_lead_ask(meeting, meeting, person, MINUTES, title, at, due) for person in people)


def tell_minutes(minutes: Minutes, *, approved: bool, at: datetime, amended: str = "") -> None:
    """Those who come for the organisations get the draft to look at, or the approved minutes with their seal."""
    people = {pair.person.pk: pair.person for pair in _pairs(minutes.meeting, at) if pair.sees}
    to = [Addressee(p.pk, p.email or "", p.name, p.speaks()) for p in people.values()]
    write(
        "meetings.minutes", to, template="base/mail/base.html", at=at, coalition=minutes.coalition_id,
        context=lambda reader: {"mail": letters.minutes_letter(minutes, approved=approved, amended=amended)},
    )  # fmt: skip


def stop_asking(seat: Seat, at: datetime) -> None:
    """An organisation lost its seat: meetings of the body no longer wait for its answer."""
    for meeting in Meeting.objects.filter(body=seat.body_id, state__in=AHEAD):
        close_asks(meeting, at=at, kind=RSVP, organisation=seat.organisation_id)


def _pairs(meeting: Meeting, at: datetime, *, gone: bool = False) -> Iterator[Pair]:
    """Each invited organisation that has its place, with each person who is told for it and can be reached.

    gone: those too that were told and lost their place since.
    """
    there = Q(seated=True)
    if gone:
        there |= Q(organisation__in=Told.objects.filter(meeting=meeting).values("organisation"))
    rows = Invitation.objects.filter(there, meeting=meeting).select_related("organisation")
    invited = {one.organisation_id: one for one in rows.order_by("place")}
    people = queries.people_of(meeting, invited, at=at)
    able = [people_for(power, invited, on=day_of(at)) for power in (Power.SPEAK, Power.VOTE)]
    for organisation, invitation in invited.items():
        invitation.meeting = meeting
        for person in people[organisation]:
            if person.email and not person.erased_at:
                has_word = any(person in found[organisation] for found in able)
                yield Pair(invitation, person, _sees(person, invitation, at), has_word)


def _sees(person: Person, invitation: Invitation, at: datetime) -> bool:
    """Whether the person may know of the meeting; of one for all members, all do who are told for one with a place."""
    meeting = invitation.meeting
    if invitation.seated and not is_secret(meeting):
        return True
    standing = standing_of(person.pk, meeting.coalition_id, at=at)
    return queries.visible_to(standing).filter(pk=meeting.pk).exists()


def _ask(meeting: Meeting, invitation: Invitation, person: Person, at: datetime) -> Ask:
    return Ask(
        person=person.pk, coalition=meeting.coalition_id, organisation=invitation.organisation_id,
        acts_for=invitation.name, kind=RSVP, label=meeting._meta.label_lower, thing=meeting.pk,
        title=letters.asked_whether(meeting), url=meeting.get_absolute_url(), due_at=meeting.starts_at, opened_at=at,
    )  # fmt: skip


def _write(meeting: Meeting, pairs: list[Pair], what: Said, why: str, *, at: datetime) -> None:
    """One mail for each organisation a person comes for, with a link for that one and the event for the calendar."""
    rows = AgendaItem.objects.filter(meeting=meeting, state=ItemState.PLACED)
    agenda = list(rows.order_by("place", "brought_at", "pk"))
    method = CANCEL if what == Said.CANCELLED else REQUEST
    for round_ in _rounds(pairs):
        people = [pair.person for pair in round_.values()]
        to = [Addressee(p.pk, p.email or "", p.name, p.speaks()) for p in people]
        write(
            f"meetings.{what.value}", to, template="meetings/mail/meeting.html", at=at, coalition=meeting.coalition_id,
            context=_letter(meeting, round_, agenda, what, why),
            calendar=lambda reader: calendar_of(
                [meeting], method=method, at=at, attendee=reader.address, agenda=agenda
            ),
        )  # fmt: skip


def _letter(
    meeting: Meeting, round_: dict[UUID, Pair], agenda: list[AgendaItem], what: Said, why: str
) -> Callable[[Addressee], letters.Context]:
    def letter(reader: Addressee) -> letters.Context:
        pair = round_[reader.person]
        if not pair.sees:
            return letters.bare_letter(meeting, pair.invitation)
        link = rsvp_link(meeting, pair.invitation.organisation_id, reader.person) if pair.answers else ""
        return letters.letter(meeting, pair.invitation, agenda, what, why, link=link, reader=reader)

    return letter


def _rounds(pairs: Iterable[Pair]) -> Iterator[dict[UUID, Pair]]:
    """Who comes for several organisations gets several mails: in each round, one for each person."""
    waiting = list(pairs)
    while waiting:
        round_ = {pair.person.pk: pair for pair in reversed(waiting)}
        yield round_
        waiting = [pair for pair in waiting if round_[pair.person.pk] is not pair]
