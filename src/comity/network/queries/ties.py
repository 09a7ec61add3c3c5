"""Ties one may see. All need the coalition's scope."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest

from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import Standing
from comity.core.network.reports import Report, Reports
from comity.network.models import Contact, Tie
from comity.network.rungs.carried import levels_on, version_in

#: who says that there is a tie
EVIDENCE, BOTH, ONE, LIST = "evidence", "both", "one", "list"


def ties_visible_to(standing: Standing) -> "QuerySet[Tie]":
    """Pairs of members of which somebody names a rung, or contact, and that the person may know of."""
    return words_visible_to(standing).filter(_something())


def words_visible_to(standing: Standing) -> "QuerySet[Tie]":
    """The same with the pairs of which somebody said "no tie": an answer, but no tie."""
    return known_to(standing).filter(ended_on=None)


def known_to(standing: Standing) -> "QuerySet[Tie]":
    """The same with pairs whose words have ended: what they did together may still stand for them."""
    return readable(Tie.objects.filter(_member("first"), _member("second")), standing)


def _member(side: str) -> Exists:
    """Each row asks for itself: as two lists, SQLite would try every pair of members."""
    return Exists(Membership.objects.filter(organisation=OuterRef(side), state=MembershipState.MEMBER))


def ties_of(standing: Standing, organisation: UUID, today: date) -> "QuerySet[Any]":
    """The ties of one organisation with both ends, as the map shows them, the closest first."""
    rows = shown_to(standing, today).filter(Q(first=organisation) | Q(second=organisation))
    return rows.select_related("first", "second").order_by("-rung", "pk")


def _something() -> Q:
    own = Q(first_says__gt=0) | Q(second_says__gt=0)
    listed = Q(list_says__gt=0) & (Q(first_says=None) | Q(second_says=None))
    return own | listed | ~Q(contact__in=["", Contact.NEVER])


def shown_to(standing: Standing, today: date) -> "QuerySet[Any]":
    """The ties that the map shows, each with `rung`, the one that stands for it today, and `who` says so.

    who: "evidence" where the rung follows from what they did, else both, one, or a list. Two queries, once a process
    has read what was done.
    """
    levels = levels_on(standing.coalition, version_in(standing.coalition).first(), today)
    by_level: dict[int, list[UUID]] = {}
    for pk, level in levels.items():
        by_level.setdefault(level, []).append(pk)
    held = [When(pk__in=pks, then=Value(level)) for level, pks in sorted(by_level.items())]
    own = [Coalesce(F(name), F("list_says"), Value(0)) for name in ("first_says", "second_says")]
    both, some = Q(first_says__gt=0, second_says__gt=0), Q(first_says__gt=0) | Q(second_says__gt=0)
    rows = known_to(standing).annotate(
        rung=Case(*held, default=Greatest(*own), output_field=IntegerField()),
        who=Case(
            When(pk__in=list(levels), then=Value(EVIDENCE)), When(both, then=Value(BOTH)), When(some, then=Value(ONE)),
            default=Value(LIST),
        ),
    )  # fmt: skip
    contact = ~Q(contact__in=["", Contact.NEVER]) & Q(ended_on=None)
    found: QuerySet[Any] = rows.filter(Q(pk__in=list(levels)) | Q(ended_on=None)).filter(Q(rung__gt=0) | contact)
    return found


def reports_of(
    ties: Iterable[Tie], members: Iterable[UUID], done: Mapping[UUID, int], *, rung: int = 0
) -> Reports:
    """What stands for each pair, as reports: who names whom at which rung, at least `rung`; 0 takes mere contact in.

    done: rungs that follow from what two did together, by the tie's id; that speaks for both. Else each side's word
    counts, and that of a list for a side that gave none.
    Who said anything, also "no tie", has answered.
    """
    keys = tuple(str(pk) for pk in members)
    known, said, answered = set(keys), list[Report](), set[str]()
    for tie in ties:
        first, second = str(tie.first_id), str(tie.second_id)
        if first not in known or second not in known:
            continue
        least = max(rung, 0 if tie.in_contact else 1)
        for by, about, word in zip((first, second), (second, first), _words(tie, done), strict=True):
            answered |= {by} if word is not None else set()
            said += [Report(by, about, word)] if word is not None and word >= least else []
    return Reports.of(keys, said, answered=answered)


def _words(tie: Tie, done: Mapping[UUID, int]) -> tuple[int | None, int | None]:
    if tie.pk in done:
        return done[tie.pk], done[tie.pk]
    return tie.sides if tie.ended_on is None else (None, None)


def spoke_for_themselves(ties: Iterable[Tie], done: Mapping[UUID, int]) -> set[UUID]:
    """Organisations that gave their own word on at least one pair, or stand by what they did together."""
    found: set[UUID] = set()
    for tie in ties:
        found |= {tie.first_id} if tie.pk in done or tie.first_says is not None else set()
        found |= {tie.second_id} if tie.pk in done or tie.second_says is not None else set()
    return found
