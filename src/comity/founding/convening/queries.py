"""The founding as people may read it: its parties with what each answered, said and approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import Standing
from comity.founding.models import Convening, Party, Reservation, ReservationState
from comity.meetings.models import Invitation
from comity.people.models import Organisation
from comity.signatures.models import Answer, Signatory


@dataclass(frozen=True)
class Place:
    """An invited organisation: whether it comes, and what it said to the founding; `asked` once it can approve."""

    party: Party
    reply: str
    deputy: str
    answer: str
    why: str
    asked: bool

    @property
    def approved(self) -> bool:
        return self.answer == Answer.SIGNED

    @property
    def declined(self) -> bool:
        return self.answer == Answer.DECLINED


@dataclass(frozen=True)
class Founding:
    """One convening with all its parties and reservations."""

    convening: Convening
    places: list[Place]
    reservations: list[Any]

    @property
    def approved(self) -> int:
        return sum(place.approved for place in self.places)

    @property
    def needed(self) -> int:
        return self.convening.rule.needed(len(self.places))

    @property
    def missing(self) -> int:
        """How many approvals are still missing for the founding rule."""
        return self.convening.rule.missing(approved=self.approved, invited=len(self.places))

    @property
    def unsettled(self) -> list[Any]:
        return [one for one in self.reservations if one.state == ReservationState.OPEN]

    @property
    def silent(self) -> list[Place]:
        """Those from whom an answer is awaited: whether they approve, once that is open; else whether they come."""
        if self.convening.approval_opened_at:
            return [one for one in self.places if one.asked and one.answer == Answer.ASKED]
        return [one for one in self.places if not one.reply]

    @property
    def unheard(self) -> list[Place]:
        return [one for one in self.places if one.party.spoke_at is None]

    def place_of(self, organisation: Any) -> Place | None:
        """The place of one organisation, if it is invited."""
        return next((one for one in self.places if one.party.organisation_id == organisation), None)


def visible_to(standing: Standing) -> "QuerySet[Convening]":
    """All convenings, for those inside."""
    rows: QuerySet[Convening] = Convening.objects.all() if standing.inside else Convening.objects.none()
    return rows.select_related(*READ)


READ = ("coalition", "meeting__coalition", "mission__text", "structure__text", "sheet", "caller", "person")


def current(standing: Standing) -> Convening | None:
    """The one under way or done; else the newest that was given up. One query."""
    rows = list(visible_to(standing).order_by("-prepared_at", "-pk")[:2])
    return next((one for one in rows if one.dropped_at is None), rows[0] if rows else None)


def founding_of(thing: Convening) -> Founding:
    """All of one convening. Three queries. For those who may know of it, and for acts."""
    parties: Any = Party.objects.filter(convening=thing, removed_at=None).select_related(
        "organisation", "convening__coalition", "coalition", "person"
    )
    called = Invitation.objects.filter(meeting=thing.meeting_id, organisation=OuterRef("organisation"))
    parties = parties.annotate(
        called_reply=Subquery(called.values("reply")), called_deputy=Subquery(called.values("deputy"))
    )
    parties = list(parties.order_by("place"))
    sheets = {thing.sheet_id, *(one.late_sheet_id for one in parties)} - {None}
    signs: dict[Any, Any] = {}
    for one in Signatory.objects.filter(sheet__in=sheets).order_by("sheet__opened_at", "pk"):
        signs[one.organisation_id] = one
    reservations: Any = Reservation.objects.filter(convening=thing).select_related(
        "organisation", "person", "for_body", "settled_by", "coalition", "convening__coalition"
    )
    places = [_place(party, signs.get(party.organisation_id)) for party in parties]
    return Founding(thing, places, list(reservations.order_by("raised_at", "pk")))


def parties_of(thing: Convening) -> "QuerySet[Any]":
    """Those who are invited, as acts take them."""
    rows: Any = Party.objects.filter(convening=thing, removed_at=None)
    found: QuerySet[Any] = rows.select_related("organisation", "convening__coalition", "coalition", "late_sheet")
    return found


def to_invite(thing: Convening) -> "QuerySet[Any]":
    """Organisations that are known here and not invited yet, by name."""
    invited = Party.objects.filter(convening=thing, removed_at=None).values("organisation")
    known = Membership.objects.exclude(state=MembershipState.SUSPENDED).exclude(organisation__in=invited)
    rows: Any = Organisation.objects.filter(pk__in=known.values("organisation"), merged_into=None)
    found: QuerySet[Any] = rows.order_by("sort_name", "pk")
    return found


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All convenings, header first."""
    yield ("id", "called_by", "at_least", "share_of_invited", "mission_version", "structure_version", "meeting",
           "prepared_at", "sent_at", "approval_opened_at", "constituted_at", "dropped_at", "dropped_why")  # fmt: skip
    for c in visible_to(standing).order_by("prepared_at", "pk").iterator(chunk_size=500):
        yield (
            c.pk, c.caller_name or c.for_name, c.at_least, c.share, c.mission_number, c.structure_number,
            c.meeting_id, c.prepared_at, c.sent_at, c.approval_opened_at, c.constituted_at, c.dropped_at, c.dropped_why,
        )  # fmt: skip


def parties_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Each invited organisation with what it answered and said, header first."""
    yield ("convening", "organisation", "founder", "comes", "who_comes", "motivation", "questions", "expectations",
           "had_its_time_at", "answer", "why", "joined_at")  # fmt: skip
    for thing in visible_to(standing).order_by("prepared_at", "pk"):
        for place in founding_of(thing).places:
            p = place.party
            yield (
                thing.pk, p.name, p.founder, place.reply, place.deputy, p.motivation, p.questions, p.expectations,
                p.spoke_at, place.answer, place.why, p.joined_at,
            )  # fmt: skip


def reservations_visible_to(standing: Standing) -> "QuerySet[Any]":
    """All reservations, for those inside."""
    rows: Any = Reservation.objects.all() if standing.inside else Reservation.objects.none()
    found: QuerySet[Any] = rows.select_related(
        "coalition", "convening__coalition", "organisation", "for_body", "person", "settled_by"
    )
    return found


def reservations_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All reservations with what came of them, header first."""
    yield "convening", "raised_by", "reservation", "state", "answer", "raised_at", "settled_by", "settled_at"
    for r in reservations_visible_to(standing).order_by("raised_at", "pk").iterator(chunk_size=500):
        yield r.convening_id, r.said_for, r.words, r.state, r.answer, r.raised_at, r.settled_for, r.settled_at


def _place(party: Any, signed: Signatory | None) -> Place:
    """What the call of the meeting knows of members goes before what they said by the link."""
    reply, deputy = party.called_reply or party.reply, party.called_deputy or party.deputy
    return Place(
        party, reply, deputy, signed.answer if signed else "", signed.why if signed else "", signed is not None
    )
