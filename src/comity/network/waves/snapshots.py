"""What a wave is made of, before it is kept: organisations as they stand now, and what they say. Needs the scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.queries import members_of
from comity.core.network.answers import Answer, Filled, Together, spoken
from comity.core.network.reading import Names
from comity.network.models import Tie
from comity.network.queries.ties import reports_of, spoke_for_themselves
from comity.network.rungs.carried import Carried
from comity.people.models import Organisation

OPEN = (Confidentiality.PUBLIC, Confidentiality.COALITION)


@dataclass(frozen=True)
class Standing:
    """An organisation as it is frozen."""

    organisation: Organisation
    name: str
    answered: bool
    respondents: int = 0


@dataclass(frozen=True)
class Snapshot:
    """Who was asked, in order; what they say, by the organisations' ids; whom they left open.

    given: nobody spoke for themselves.
    """

    asked: tuple[Standing, ...]
    answers: tuple[Answer, ...]
    given: bool = False
    left_open: frozenset[tuple[str, str]] = frozenset()
    about_itself: int = 0


def of_ties(coalition: UUID, today: date) -> Snapshot:
    """The ties of today that everyone inside may know of, by what two did, else by their words."""
    organisations = list(members_of(coalition))
    known = {one.pk for one in organisations}
    rows = Tie.objects.filter(confidentiality__in=OPEN).order_by("pk")
    ties = [tie for tie in rows if tie.first_id in known and tie.second_id in known]
    done = Carried.read(coalition).on(ties, today)
    ties = [tie for tie in ties if tie.ended_on is None or tie.pk in done]
    own = spoke_for_themselves(ties, done)
    reports = reports_of(ties, known, done)
    contacts = {frozenset((str(tie.first_id), str(tie.second_id))): tie.contact for tie in ties}
    answers = [
        Answer(by, about, level, contacts[frozenset((by, about))]) for (by, about), level in reports.said.items()
    ]
    asked = tuple(
        Standing(one, _name(one), str(one.pk) in reports.answered, int(one.pk in own)) for one in organisations
    )
    return Snapshot(asked, tuple(answers), given=bool(ties) and not own)


@dataclass(frozen=True)
class Brought:
    """Answers as they come from elsewhere. all_asked: every member was asked, also whom nobody names.

    silent_answered: who names nobody has answered all the same. given: the list is of ties, nobody speaks for itself.
    """

    asked: tuple[str, ...]
    filled: tuple[Filled, ...]
    together: Together = Together.HIGHEST
    all_asked: bool = False
    silent_answered: bool = False
    given: bool = False
    left_open: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def of_answers(coalition: UUID, brought: Brought) -> Snapshot:
    """Answers of organisations that are here, or once were."""
    here = {str(one.pk): one for one in everyone(coalition)}
    words = spoken(brought.filled, brought.together)
    members = [str(one.pk) for one in members_of(coalition)] if brought.all_asked else []
    keys = dict.fromkeys([*brought.asked, *members])
    everybody = brought.silent_answered or brought.given
    asked = tuple(
        Standing(here[key], _name(here[key]), everybody or key in words.respondents, words.respondents.get(key, 0))
        for key in sorted(keys, key=lambda key: (here[key].sort_name, key))
    )
    answers = _both_ways(words.answers) if brought.given else words.answers
    said = {(one.by, one.about) for one in answers}
    left = frozenset(pair for pair in brought.left_open if pair not in said and pair[0] in words.respondents)
    return Snapshot(asked, tuple(answers), brought.given, left, words.about_itself)


def _both_ways(answers: Sequence[Answer]) -> list[Answer]:
    """A tie as a list has it holds for both ends."""
    found: dict[tuple[str, str], Answer] = {}
    for one in answers:
        for answer in (one, replace(one, by=one.about, about=one.by, ratings={}, gave=one.received, received=one.gave)):
            known = found.get((answer.by, answer.about))
            if known is None or answer.level > known.level:
                found[answer.by, answer.about] = answer
    return list(found.values())


def everyone(coalition: UUID) -> list[Organisation]:
    """All organisations that belong or once belonged, under the names they have here."""
    rows = Membership.objects.filter(coalition=coalition).select_related("organisation")
    found: list[Organisation] = []
    for row in rows.order_by("organisation__sort_name", "pk"):
        row.organisation.shown_name = row.shown_as or row.organisation.name  # as `members_of` gives it
        found.append(row.organisation)
    return found


def names_here(coalition: UUID) -> Names:
    """How organisations can be named, also those that left; a merged one's old name leads to the one that stays."""
    pairs: list[tuple[str, str]] = []
    rows = {one.pk: one for one in everyone(coalition)}
    for one in rows.values():
        survivor = one.merged_into_id or one.pk
        if survivor in rows:
            pairs += [(name, str(survivor)) for name in dict.fromkeys((one.name, _name(one), one.short)) if name]
    return Names.of(pairs)


def states(coalition: UUID, organisations: Iterable[UUID]) -> Mapping[UUID, str]:
    """Where these stand today in the coalition."""
    rows = Membership.objects.filter(coalition=coalition, organisation__in=list(organisations))
    return dict(rows.values_list("organisation", "state"))


def is_member(state: str | None) -> bool:
    return state in (MembershipState.MEMBER, MembershipState.SUSPENDED)


def _name(organisation: Organisation) -> str:
    return (getattr(organisation, "shown_name", "") or organisation.name)[:160]
