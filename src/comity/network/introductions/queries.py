"""Introductions as people may read them: inside, all know who is introduced to whom; notes are their writer's alone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from comity.coalitions.confidentiality import readable
from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.introductions import Known
from comity.network.models import (
    Introduction,
    IntroductionNote,
    IntroductionSide,
    IntroductionState,
    SideSays,
)
from comity.network.queries.ties import ties_visible_to
from comity.people.models import Organisation

S = IntroductionState
Pair = frozenset[UUID]
#: so long after both said yes they are asked whether they met; and "another time" is asked about again
NUDGE_AFTER, LATER_AFTER = timedelta(days=21), timedelta(days=30)


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """All introductions, for those inside; without those taken back."""
    rows: Any = Introduction.objects.all() if standing.inside else Introduction.objects.none()
    return readable(rows, standing).exclude(state=S.DROPPED)


def to_read(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With their sides."""
    sides = IntroductionSide.objects.select_related("organisation", "person")
    return rows.select_related("coalition", "facilitator", "round").prefetch_related(Prefetch("sides", sides))


def mine(standing: Standing) -> Q:
    """Those of the reader's organisations, or that the reader facilitates."""
    own = [hold.of for hold in standing.organisations]
    return Q(sides__organisation__in=own) | Q(facilitator=standing.person)


def note_of(standing: Standing, introduction: Introduction) -> IntroductionNote | None:
    """The reader's own note."""
    found: IntroductionNote | None = notes_visible_to(standing).filter(introduction=introduction).first()
    return found


def notes_visible_to(standing: Standing) -> "QuerySet[Any]":
    """One's own notes and nobody else's."""
    rows: Any = IntroductionNote.objects.filter(person=standing.person)
    return readable(rows, standing)


def pairs_of(introduction: Introduction) -> Iterator[Pair]:
    """The pairs of those in it that did not say no. Needs `to_read`."""
    going = [side.organisation_id for side in introduction.sides.all() if side.says != SideSays.NO]
    for one, other in combinations(going, 2):
        yield frozenset((one, other))


def by_state(introductions: Iterable[Introduction]) -> dict[Pair, str]:
    """How far each pair is: met, agreed or proposed; the farthest counts."""
    order, found = [S.PROPOSED, S.AGREED, S.MET], dict[Pair, str]()
    for state in order:
        for one in introductions:
            if one.state == state:
                found |= dict.fromkeys(pairs_of(one), state.value)
    return found


def known(standing: Standing, members: list[Organisation]) -> Known[UUID]:
    """What the proposals are made from. Four queries."""
    rows = list(to_read(Introduction.objects.exclude(state=S.DROPPED)))
    met = [pair for one in rows if one.state in (S.PROPOSED, S.AGREED, S.MET) for pair in pairs_of(one)]
    every = [frozenset(pair) for one in rows for pair in combinations([s.organisation_id for s in one.sides.all()], 2)]
    tied = ties_visible_to(standing).values_list("first", "second")
    return Known(
        met=frozenset(met), tied=frozenset(frozenset(pair) for pair in tied), times=Counter(every),
        had=Counter(side.organisation_id for one in rows for side in one.sides.all()),
        tags={one.pk: tags_of(one) for one in members},
    )  # fmt: skip


def tags_of(organisation: Organisation) -> frozenset[str]:
    """What describes an organisation, for how alike two are."""
    told = [f"sector:{organisation.sector}", f"base:{organisation.base}", f"place:{organisation.place.casefold()}"]
    many = [f"{name}:{line.strip().casefold()}" for name in ("serves", "languages")
            for line in getattr(organisation, name).splitlines() if line.strip()]  # fmt: skip
    return frozenset(one for one in told if not one.endswith(":")) | frozenset(many)


def answer_by(today: date) -> date:
    """By when an answer is asked for where nobody said a day."""
    return today + timedelta(days=14)


def to_remind(today: date) -> "QuerySet[Any]":
    """Those whose answer is due soon, who agreed three weeks ago, and who said "another time" a month ago."""
    rows: Any = Introduction.objects.all()
    waiting = Q(state=S.PROPOSED, sides__says=SideSays.WAITING, reminded_on=None, answer_by__lte=today + timedelta(2))
    before = today - NUDGE_AFTER
    agreed = Q(state=S.AGREED, agreed_at__date__lte=before) & (Q(reminded_on=None) | Q(reminded_on__lte=before))
    back = today - LATER_AFTER
    later = Q(state=S.PROPOSED, sides__says=SideSays.LATER, sides__answered_at__date__lte=back)
    later &= Q(reminded_on=None) | Q(reminded_on__lte=back)
    found: QuerySet[Any] = rows.filter(pk__in=rows.filter(waiting | agreed | later).values("pk"))
    return found


# ── what is taken along ──


def introductions_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """One line for each organisation in an introduction, header first."""
    yield (
        "introduction", "round", "organisation", "says", "when_and_where", "state", "facilitator", "proposed_at",
        "met_on",
    )  # fmt: skip
    for one in to_read(visible_to(standing)).order_by("made_at", "pk").iterator(chunk_size=200):
        helper = one.facilitator.name if one.facilitator else ""
        number = one.round.number if one.round else ""
        for side in one.sides.all():
            told = (one.pk, number, side.name, side.says, side.words, one.state)
            yield *told, helper, one.made_at, one.met_on


def notes_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """One's own notes, header first."""
    yield "introduction", "noted_at", "note"
    if standing.operates:
        return
    for note in notes_visible_to(standing).order_by("noted_at", "pk").iterator(chunk_size=200):
        yield note.introduction_id, note.noted_at, note.text


def members(coalition: UUID) -> list[Organisation]:
    """Those who can be introduced."""
    return list(members_of(coalition))


def title_of(names: Iterable[str]) -> str:
    """Those who are to meet, in words."""
    told = list(names)
    return _("{first} and {last}").format(first=", ".join(told[:-1]), last=told[-1]) if len(told) > 1 else told[0]
