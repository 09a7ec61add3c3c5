"""Ties one may see. All need the coalition's scope."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import Standing
from comity.core.network.reports import Report, Reports
from comity.network.models import Contact, Tie


def ties_visible_to(standing: Standing) -> "QuerySet[Tie]":
    """Ties that hold today between members, and that the person may know of: somebody names a rung, or contact."""
    return words_visible_to(standing).filter(_something())


def words_visible_to(standing: Standing) -> "QuerySet[Tie]":
    """The same with the pairs of which somebody said "no tie": an answer, but no tie."""
    rows = Tie.objects.filter(_member("first"), _member("second"), ended_on=None)
    return readable(rows, standing)


def _member(side: str) -> Exists:
    """Each row asks for itself: as two lists, SQLite would try every pair of members."""
    return Exists(Membership.objects.filter(organisation=OuterRef(side), state=MembershipState.MEMBER))


def ties_of(standing: Standing, organisation: UUID) -> "QuerySet[Tie]":
    """The ties of one organisation with both ends, by the other's name under which it was made."""
    rows = ties_visible_to(standing).filter(Q(first=organisation) | Q(second=organisation))
    return rows.select_related("first", "second").order_by("-list_says", "pk")


def _something() -> Q:
    own = Q(first_says__gt=0) | Q(second_says__gt=0)
    listed = Q(list_says__gt=0) & (Q(first_says=None) | Q(second_says=None))
    return own | listed | ~Q(contact__in=["", Contact.NEVER])


def reports_of(ties: Iterable[Tie], members: Iterable[UUID], *, rung: int = 0) -> Reports:
    """What the ties say as reports: who names whom at which rung, at least `rung`; 0 takes mere contact in.

    A list's word counts as that of a side that gave none of its own. Who said anything, also "no tie", has answered.
    """
    keys = tuple(str(pk) for pk in members)
    known, said, answered = set(keys), list[Report](), set[str]()
    for tie in ties:
        first, second = str(tie.first_id), str(tie.second_id)
        if first not in known or second not in known:
            continue
        least = max(rung, 0 if tie.in_contact else 1)
        for by, about, word in zip((first, second), (second, first), tie.sides, strict=True):
            answered |= {by} if word is not None else set()
            said += [Report(by, about, word)] if word is not None and word >= least else []
    return Reports.of(keys, said, answered=answered)


def spoke_for_themselves(ties: Iterable[Tie]) -> set[UUID]:
    """Organisations that gave their own word on at least one pair."""
    ones = {tie.first_id for tie in ties if tie.first_says is not None}
    return ones | {tie.second_id for tie in ties if tie.second_says is not None}
