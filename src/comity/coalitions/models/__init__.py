"""The coalition, its members, bodies, seats and mandates. What one may do follows from these rows, not from flags."""

from comity.coalitions.models.bodies import Body, BodyKind, Role, Seat, SeatLevel, Term
from comity.coalitions.models.coalitions import Coalition, CoalitionType, Stage
from comity.coalitions.models.mandates import COLUMNS, Mandate, Power
from comity.coalitions.models.memberships import TRANSITIONS, Membership, MembershipChange, MembershipState
from comity.coalitions.models.parcels import Parcel, ParcelState
from comity.coalitions.models.scoped import Held, NamedReader, ScopedRecord, Voiced
from comity.coalitions.models.structure import RHYTHMS, Structure

__all__ = [
    "COLUMNS",
    "RHYTHMS",
    "TRANSITIONS",
    "Body",
    "BodyKind",
    "Coalition",
    "CoalitionType",
    "Held",
    "Mandate",
    "Membership",
    "MembershipChange",
    "MembershipState",
    "NamedReader",
    "Parcel",
    "ParcelState",
    "Power",
    "Role",
    "ScopedRecord",
    "Seat",
    "SeatLevel",
    "Stage",
    "Structure",
    "Term",
    "Voiced",
]
