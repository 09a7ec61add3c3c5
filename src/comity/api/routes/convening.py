"""Founding: the meeting, those invited, their reservations, the formal approval, the constitution."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.convening import (
    ConveningShape,
    FoundingShape,
    ReservationShape,
    convening_shape,
    reservation_shape,
)
from comity.api.values import Day, Given, Moment
from comity.base.clock import now
from comity.coalitions.queries import members_of
from comity.founding.convening import acts, forms, prospecting, queries
from comity.founding.convening import lists as listings
from comity.founding.convening.views import find, find_party
from comity.meetings.models import Reply
from comity.people.models import Sector

router = Router(tags=["founding"])
ALL = f"{AT}/founding/meeting"
PARTY = f"{ALL}/parties/{{uuid:party}}"
ROWS = f"{AT}/founding/reservations"
ROW = f"{ROWS}/{{uuid:reservation}}"
INTRODUCED = bodies.body("FoundingIntroduction", forms.IntroduceForm, optional=None)
DROPPED = bodies.body("FoundingDropped", forms.DropForm)
SETTLED = bodies.body("ReservationSettled", forms.SettleForm)
REPLIED = bodies.body("FoundingReply", forms.ReplyForm)


class NewConvening(Given):
    """When and where, who calls, and the founding rule."""

    starts_at: Moment
    minutes: int = Field(120, ge=5, le=2880)
    place: str = Field("", max_length=200, examples=["School hall"])
    link: str = Field("", max_length=300)
    caller: UUID | None = Field(None, description="The member in whose name all are invited.")
    minutes_each: int = Field(5, ge=1, le=60, description="For each to introduce itself.")
    at_least: int = Field(3, ge=1, le=1000, description="Approvals, at least.")
    share: int = Field(50, ge=0, le=100, description="And of a hundred invited.")


class NewParty(Given):
    """An organisation that is known here, or a new one, and who answers for it."""

    organisation: UUID | None = None
    name: str = Field("", max_length=160, examples=["Ferry Kitchen"])
    sector: Literal["", "public", "private", "nonprofit", "citizen"] = "nonprofit"
    contact: str = Field("", max_length=120, examples=["Lotte Marsh"])
    email: str = Field("", max_length=254, examples=["lotte@example.org"])
    prospect: UUID | None = Field(None, description="A prospect that was agreed upon, in the place of an organisation.")
    knowing: bool = Field(False, description="You know which methods do not fit, and invite all the same.")


class ApprovalOpened(Given):
    """Until which day organisations are asked to approve."""

    sign_by_on: Day | None = None


class Heard(Given):
    """Whether an organisation had its time in the round."""

    had: bool = True


class NewReservation(Given):
    """What your organisation has doubts about."""

    words: str = Field(min_length=1, max_length=2000, examples=["Who pays?"])


class ReservationsAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["open", "closed", "carried"] | None = Field(None, description="Only these.")


@reading(router, ALL, says=_("Read the founding"), answers=FoundingShape)
def founding(request: Call) -> Any:
    """The one under way or done, with all who are invited."""
    thing = queries.current(request.standing)
    return FoundingShape(founding=convening_shape(queries.founding_of(thing)) if thing else None)


@deed(router, ALL, says=_("Prepare the founding meeting"),
      act=("founding.convening.prepared", "meetings.meeting.planned"), takes=NewConvening, answers=ConveningShape,
      status=201)  # fmt: skip
def prepare(request: Call, given: NewConvening) -> Any:
    """Once the checklist is open, the brief adopted, mission and structure drafted."""
    said = given.model_dump()
    caller = said.pop("caller")
    member = get_object_or_404(members_of(request.coalition.pk), pk=caller) if caller else None
    return _told(acts.prepare_convening(**said, caller=member, by=request.capacity, at=now()))


@deed(router, f"{ALL}/parties", says=_("Invite an organisation to the founding"), act="founding.party.invited",
      scope=Scope.COORDINATE, takes=NewParty, answers=ConveningShape, status=201)  # fmt: skip
def invite(request: Call, given: NewParty) -> Any:
    """It is invited from now on, and becomes a member by approving."""
    thing = find(request)
    known = get_object_or_404(queries.to_invite(thing), pk=given.organisation) if given.organisation else None
    new = None if known else {"name": given.name, "sector": given.sector or Sector.NONPROFIT}
    chosen = prospecting.offered(request.standing, thing)
    acts.invite_party(
        thing, organisation=known, new=new, contact=given.contact, email=given.email, knowing=given.knowing,
        prospect=get_object_or_404(chosen, pk=given.prospect) if given.prospect else None, by=request.capacity,
        at=now(),
    )  # fmt: skip
    return _told(thing)


@deed(router, f"{PARTY}/remove", says=_("Do not invite an organisation after all"), act="founding.party.removed",
      answers=ConveningShape)  # fmt: skip
def remove(request: Call, party: UUID) -> Any:
    """Before the invitations are sent."""
    return _told(acts.remove_party(find_party(request, party), by=request.capacity, at=now()).convening)


@deed(router, f"{ALL}/send", says=_("Send the invitations to the founding"),
      act=("founding.convening.sent", "meetings.meeting.called"), answers=ConveningShape)  # fmt: skip
def send(request: Call) -> Any:
    """With mission and structure as they read now."""
    return _told(acts.send_convening(find(request), by=request.capacity, at=now()))


@deed(router, f"{ALL}/remind", says=_("Remind the silent of the founding"), act="founding.convening.reminded",
      answers=ConveningShape)  # fmt: skip
def remind(request: Call) -> Any:
    """Once a day."""
    return _told(acts.remind_parties(find(request), by=request.capacity, at=now()))


@deed(router, f"{PARTY}/reply", says=_("Say whether your organisation comes to the founding"),
      act="founding.party.replied", takes=REPLIED, answers=ConveningShape)  # fmt: skip
def reply(request: Call, party: UUID, given: Given) -> Any:
    """A later answer replaces an earlier one."""
    said = bodies.cleaned(forms.ReplyForm, given)
    done = acts.reply_to_invitation(
        find_party(request, party), Reply(said["reply"]), deputy=said["deputy"], by=request.capacity, at=now()
    )
    return _told(done.convening)


@deed(router, f"{PARTY}/introduction", says=_("Keep how an organisation introduces itself"),
      act="founding.party.introduced", method="PUT", takes=INTRODUCED, answers=ConveningShape)  # fmt: skip
def introduce(request: Call, party: UUID, given: Given) -> Any:
    """In its own words, or taken down in the round."""
    said = bodies.cleaned(forms.IntroduceForm, given)
    return _told(acts.introduce(find_party(request, party), **said, by=request.capacity, at=now()).convening)


@deed(router, f"{PARTY}/heard", says=_("Note that an organisation had its time"), act="founding.party.heard",
      takes=Heard, answers=ConveningShape)  # fmt: skip
def hear(request: Call, party: UUID, given: Heard) -> Any:
    """In the round of introductions."""
    return _told(acts.hear_party(find_party(request, party), given.had, by=request.capacity, at=now()).convening)


@deed(router, f"{ALL}/approval", says=_("Open the formal approval"),
      act=("founding.approval.opened", "signatures.sheet.opened"), takes=ApprovalOpened,
      answers=ConveningShape)  # fmt: skip
def open_approval(request: Call, given: ApprovalOpened) -> Any:
    """Each organisation signs by its mandate, or declines with a reason; as every sheet."""
    done = acts.open_approval(find(request), sign_by_on=given.sign_by_on, by=request.capacity, at=now())
    return _told(done)


@deed(router, f"{ALL}/constitute", says=_("Constitute the coalition"), act="founding.coalition.constituted",
      answers=ConveningShape)  # fmt: skip
def constitute(request: Call) -> Any:
    """Once the founding rule is met and no reservation is open. For good."""
    return _told(acts.constitute(find(request), by=request.capacity, at=now()))


@deed(router, f"{PARTY}/later", says=_("Ask an organisation once more after the founding"),
      act="founding.party.asked_later", answers=ConveningShape)  # fmt: skip
def later(request: Call, party: UUID) -> Any:
    """On the same words."""
    return _told(acts.ask_later(find_party(request, party), by=request.capacity, at=now()).convening)


@deed(router, f"{ALL}/give-up", says=_("Give the founding up"), act="founding.convening.dropped", takes=DROPPED,
      answers=ConveningShape)  # fmt: skip
def drop(request: Call, given: Given) -> Any:
    """All who were invited are told why."""
    why = bodies.cleaned(forms.DropForm, given)["why"]
    return _told(acts.drop_convening(find(request), why=why, by=request.capacity, at=now()))


@reading(router, ROWS, says=_("List reservations about the founding"), answers=lists.list_of(ReservationShape),
         lists="reservations", asks=ReservationsAsked)  # fmt: skip
def reservations(request: Call, asked: ReservationsAsked) -> Any:
    """Each is open, closed with an answer, or carried openly."""
    return lists.part(request, listings.reservations(request), asked, reservation_shape)


@deed(router, ROWS, says=_("Raise a reservation about the founding"), act="founding.reservation.raised",
      takes=NewReservation, answers=ReservationShape, status=201)  # fmt: skip
def reserve(request: Call, given: NewReservation) -> Any:
    """For the organisation you act for."""
    party = get_object_or_404(queries.parties_of(find(request)), organisation=request.capacity.organisation)
    return reservation_shape(acts.raise_reservation(party, given.words, by=request.capacity, at=now()))


@deed(router, f"{ROW}/settle", says=_("Settle a reservation"), act="founding.reservation.settled", takes=SETTLED,
      answers=ReservationShape)  # fmt: skip
def settle(request: Call, reservation: UUID, given: Given) -> Any:
    """Closed by what answers it, or carried openly."""
    said = bodies.cleaned(forms.SettleForm, given)
    row = get_object_or_404(queries.reservations_visible_to(request.standing), pk=reservation)
    done = acts.settle_reservation(row, said["outcome"], answer=said["answer"], by=request.capacity, at=now())
    return reservation_shape(done)


@deed(router, f"{ROW}/reopen", says=_("Take a reservation up again"), act="founding.reservation.reopened",
      answers=ReservationShape)  # fmt: skip
def reopen(request: Call, reservation: UUID) -> Any:
    """By who raised it, and who leads."""
    row = get_object_or_404(queries.reservations_visible_to(request.standing), pk=reservation)
    return reservation_shape(acts.reopen_reservation(row, by=request.capacity, at=now()))


def _told(thing: Any) -> ConveningShape:
    return convening_shape(queries.founding_of(thing))
