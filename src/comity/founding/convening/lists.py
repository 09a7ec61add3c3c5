"""The register of reservations as a list, and the founding document. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.requests import CoalitionRequest
from comity.founding.convening import queries
from comity.founding.models import Convening, ReservationState
from comity.signatures.models import Sheet
from comity.signatures.queries import places_of, to_read
from comity.signatures.sealing import code_of

SIGNS = {ReservationState.OPEN: "warn", ReservationState.CLOSED: "ok", ReservationState.CARRIED: "info"}


def reservations(request: CoalitionRequest) -> Listing:
    """All reservations about the founding, those that are open first."""
    settle = addresses("founding:settle-reservation", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("words", _("Reservation"), "words", head=True,
               link=lambda r: settle(r.pk) if r.state == ReservationState.OPEN else ""),
        Column("who", _("Raised by"), "said_for", sort="for_name"),
        Column("state", _("Status"), lambda r: r.get_state_display(), show=sign_of, sort="state"),
        Column("answer", _("Answer"), "answer"),
        Column("on", _("Raised"), "raised_at", show=lambda r: day(r.raised_at, short=True), sort="raised_at",
               narrow=True),
    ]  # fmt: skip
    return Listing(
        request, queries.reservations_visible_to(request.standing), name="reservations", columns=columns,
        default="-state", caption=_("Register of reservations"),
        filters=(Words(("words", "answer", "for_name")), Choose("state", _("Status"), ReservationState.choices)),
        empty=Empty(
            _("No reservations"),
            _("Whoever has doubts says so here or by the link in the mail. Nothing is founded over them quietly."),
            "say",
            example=_("“Our board wants to know who pays if the lease runs on.”"),
        ),
    )  # fmt: skip


def sign_of(row: Any) -> Any:
    """Its state with a sign."""
    return status(SIGNS[ReservationState(row.state)], row.get_state_display())


def on_paper(thing: Convening) -> dict[str, Any]:
    """The founding document: what was approved, by which rule, all signatures, who declined, what is carried openly."""
    found = queries.founding_of(thing)
    keys = {thing.sheet_id, *(place.party.late_sheet_id for place in found.places)} - {None}
    sheets: Any = to_read(Sheet.objects.filter(pk__in=keys)).order_by("opened_at", "pk")
    signed = [one for sheet in sheets for one in places_of(sheet) if one.signature is not None]
    for one in signed:
        signature: Any = one.signature
        signature.code = code_of(signature)
    return {
        "thing": thing, "found": found, "sheet": thing.sheet, "signed": signed,
        "declined": [place for place in found.places if place.declined],
        "carried": [one for one in found.reservations if one.state == ReservationState.CARRIED],
    }  # fmt: skip
