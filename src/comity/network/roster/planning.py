"""From a roster that could be read to the rows it makes and changes: nothing is saved here.

Organisations that stand in the list already keep what they say of themselves; only what is blank is filled in, and
nothing at all where they are at home in another coalition too. One that had left comes back with the roster's details.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.base.text import sort_key
from comity.coalitions.models import Coalition, Mandate, Membership, MembershipChange, MembershipState
from comity.core.roster.fields import Field, Kind, Reported
from comity.core.roster.types import Known, Roster
from comity.core.roster.types import Organisation as Listed
from comity.core.roster.types import Person as Named
from comity.core.roster.types import Tie as Told
from comity.network.models import Contact, Tie
from comity.network.roster.decisions import ANOTHER, Decisions
from comity.network.roster.here import Here
from comity.network.roster.wording import KINDS, Wrong
from comity.people.addresses import plain
from comity.people.models import Organisation, Person

M = TypeVar("M", bound=models.Model)
#: the profile's field → the roster's
PROFILE = {
    "name": Field.NAME, "short": Field.SHORT, "sector": Field.SECTOR, "base": Field.BASE, "place": Field.PLACE,
    "people_count": Field.SIZE, "website": Field.WEBSITE, "words": Field.WORDS,
}  # fmt: skip
#: a mark has at most so many letters; longer short names only help to find the ends of ties
MARK = 3
#: membership states that a roster of members leaves as they are
KEPT = (MembershipState.MEMBER, MembershipState.SUSPENDED)
TIE_STATE = ("first_says", "second_says", "list_says", "contact", "source", "said_on", "ended_on")


@dataclass
class Plan:
    """What an import makes and changes. before: model label → id → the values that were changed."""

    organisations: list[Organisation] = field(default_factory=list)
    filled: list[Organisation] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    moved: list[Membership] = field(default_factory=list)
    steps: list[MembershipChange] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    addresses: list[EmailAddress] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    changed_ties: list[Tie] = field(default_factory=list)
    before: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    unaddressed: int = 0
    homeless: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    def things(self) -> list[models.Model]:
        """Every row with an id of its own that is made or changed."""
        return [
            *self.organisations, *self.filled, *self.memberships, *self.moved, *self.steps, *self.people,
            *self.mandates, *self.ties, *self.changed_ties,
        ]  # fmt: skip

    @property
    def arriving(self) -> int:
        """How many people get a mandate, whether Comity knew their address or not."""
        return len({mandate.person_id for mandate in self.mandates})

    def keep(self, thing: models.Model, names: Iterable[str]) -> None:
        """Remember how a row was before this import changed it."""
        kept = self.before.setdefault(thing._meta.label_lower, {})
        kept.setdefault(str(thing.pk), {name: getattr(thing, name) for name in names})


def plan(
    roster: Roster, decisions: Decisions, here: Here, *, coalition: Coalition, at: datetime, source: str = ""
) -> Plan:
    """What importing would do. Problems of single cells stand in its `wrong`; then it must not be carried out.

    source: where ties come from of which the roster doesn't say it.
    """
    return _Planner(roster, decisions, here, coalition, at, source).run()


class _Planner:
    def __init__(
        self, roster: Roster, decisions: Decisions, here: Here, coalition: Coalition, at: datetime, source: str
    ) -> None:
        self.roster, self.decisions, self.here = roster, decisions, here
        self.coalition, self.at, self.source = coalition, at, source
        self.exact = {s.organisation.row: s.other.id for s in reversed(roster.suggestions)
                      if s.exact and isinstance(s.other, Known)}  # fmt: skip
        self.by_id = {str(pk): membership for pk, membership in here.memberships.items()}
        self.places: dict[int, Organisation] = {}
        self.fresh: set[UUID] = set()  # ties of which an earlier row of this roster spoke
        self.made = Plan()

    def run(self) -> Plan:
        by_row = {one.row: one for one in self.roster.organisations}
        for one in self.roster.organisations:
            self._place(one, by_row, frozenset())
        self._people()
        self._ties()
        _give_slugs(self.made.organisations)
        return self.made

    # ── organisations ──

    def _place(self, one: Listed, by_row: dict[int, Listed], path: frozenset[int]) -> Organisation:
        """The organisation a row stands for: one that is there, the one of another row, or a new one."""
        if one.row in self.places:
            return self.places[one.row]
        same = self.decisions.same.get(str(one.row), self.exact.get(one.row, ANOTHER))
        row = int(same.removeprefix("row ")) if same.startswith("row ") else 0
        if row in by_row and row not in path | {one.row}:
            found = self._place(by_row[row], by_row, path | {one.row})
        else:
            found = self._known(one, same) or self._new(one)
        self.places[one.row] = found
        return found

    def _known(self, one: Listed, same: str) -> Organisation | None:
        membership = self.by_id.get(same)
        if membership is None:
            return None
        self._fill(membership, one)
        self._enter_again(membership)
        return membership.organisation

    def _fill(self, membership: Membership, one: Listed) -> None:
        organisation = membership.organisation
        if organisation.pk in self.here.elsewhere:
            return
        anew = membership.state == MembershipState.LEFT
        given = {
            name: value for name, value in _profile(one).items() if value not in ("", None) and name != "name"
        }
        changed = {name: v for name, v in given.items() if getattr(organisation, name) in ("", None) or anew}
        changed = {name: value for name, value in changed.items() if getattr(organisation, name) != value}
        if changed:
            self.made.keep(organisation, changed)
            _set(organisation, changed)
            self.made.filled.append(organisation)
            self._check(organisation, changed, Kind.ORGANISATIONS, one.row, PROFILE)

    def _enter_again(self, membership: Membership) -> None:
        if self.decisions.prospects or membership.state in KEPT or membership in self.made.moved:
            return
        self.made.keep(membership, ("state", "since_on"))
        membership.state, membership.since_on = MembershipState.MEMBER, day_of(self.at)
        self.made.moved.append(membership)
        self._step(membership)

    def _new(self, one: Listed) -> Organisation:
        organisation = Organisation(**_profile(one))
        self._check(organisation, PROFILE, Kind.ORGANISATIONS, one.row, PROFILE)
        organisation.sort_name = sort_key(organisation.name)
        state = MembershipState.PROSPECT if self.decisions.prospects else MembershipState.MEMBER
        membership = Membership(
            coalition=self.coalition, organisation=organisation, state=state, since_on=day_of(self.at)
        )
        self.made.organisations.append(organisation)
        self.made.memberships.append(membership)
        self._step(membership)
        return organisation

    def _step(self, membership: Membership) -> None:
        self.made.steps.append(
            MembershipChange(
                coalition=self.coalition, membership=membership, state=membership.state, on=day_of(self.at)
            )
        )

    def _end(self, one: Listed | Known) -> Organisation:
        if isinstance(one, Known):
            return self.here.memberships[UUID(one.id)].organisation
        return self.places[one.row]

    # ── people and their mandates ──

    def _people(self) -> None:
        given: dict[tuple[UUID, UUID], Mandate] = {}
        voters = set(self.here.voters)
        voters |= {
            self._end(p.organisation).pk
            for p in self.roster.people
            if p.may_vote and p.email and p.organisation
        }
        for named in self.roster.people:
            if not named.email:
                self.made.unaddressed += 1
            elif named.organisation is None:
                self.made.homeless += 1
            else:
                self._mandate(named, named.organisation, given, voters)
        self.made.mandates = list(given.values())

    def _mandate(
        self, named: Named, where: Listed | Known, given: dict[tuple[UUID, UUID], Mandate], voters: set[UUID]
    ) -> None:
        person, organisation = self._person(named), self._end(where)
        votes = bool(named.may_vote) or (
            named.may_vote is None and self.decisions.first_votes and organisation.pk not in voters
        )
        voters |= {organisation.pk} if votes else set()
        held = self.here.mandates.get((person.pk, organisation.pk), [])
        if any(m.speaks for m in held) and (not votes or any(m.votes for m in held)):
            return
        mandate = given.setdefault(
            (person.pk, organisation.pk),
            Mandate(
                coalition=self.coalition, person=person, organisation=organisation, speaks=True,
                starts_on=day_of(self.at),
            ),
        )  # fmt: skip
        mandate.votes = mandate.votes or votes

    def _person(self, named: Named) -> Person:
        address = plain(named.email)
        person = self.here.people.get(address)
        if person is None:
            person = Person(name=named.name, email=address, password=make_password(None), joined_at=self.at)
            kind = Kind.PEOPLE if Kind.PEOPLE in self.decisions.maps else Kind.ORGANISATIONS
            columns = {"name": Field.NAME, "email": Field.EMAIL}
            if kind is Kind.ORGANISATIONS:
                columns = {"name": Field.CONTACT_NAME, "email": Field.CONTACT_EMAIL}
            self._check(person, columns, kind, named.row, columns)
            person.sort_name = sort_key(person.name)
            self.here.people[address] = person
            self.made.people.append(person)
            self.made.addresses.append(EmailAddress(user=person, email=address, primary=True, verified=False))
        return person

    # ── ties ──

    def _ties(self) -> None:
        touched: dict[tuple[UUID, UUID], Tie] = {}
        for told in self.roster.ties:
            one, other = self._end(told.from_), self._end(told.to)
            if one.pk == other.pk:
                self._wrong(Kind.TIES, told.row, Field.TO, one.name, _("Both ends are the same organisation."),
                            _("Take the row out."))  # fmt: skip
                continue
            first, second = sorted((one, other), key=lambda end: end.pk)
            tie = touched.get((first.pk, second.pk)) or self._tie(first, second)
            touched[first.pk, second.pk] = tie
            self._note(tie, told, one.pk, other.pk)
        self.made.ties = [tie for key, tie in touched.items() if key not in self.here.ties]
        self.made.changed_ties = [tie for key, tie in touched.items() if key in self.here.ties]

    def _tie(self, first: Organisation, second: Organisation) -> Tie:
        known = self.here.ties.get((first.pk, second.pk))
        if known is None:
            return Tie(
                coalition=self.coalition, first=first, second=second, first_name=first.name,
                second_name=second.name,
            )  # fmt: skip
        self.made.keep(known, TIE_STATE)
        if known.ended_on is not None:
            known.first_says = known.second_says = known.list_says = None
            known.contact, known.ended_on = "", None
        return known

    def _note(self, tie: Tie, told: Told, one: UUID, other: UUID) -> None:
        """Add what a row says. Where two rows come to speak of the same pair, the higher rung stays.

        A pair listed without a working relationship is one in contact, or the reading would have left it out.
        """
        level = int(told.level)
        if told.reported is Reported.GIVEN:
            tie.list_says = _higher(tie.list_says, level, tie.pk in self.fresh)
        else:
            tie.says(one, level)
            if told.reported is Reported.BOTH:
                tie.says(other, level)
        self.fresh.add(tie.pk)
        tie.contact = told.contact or tie.contact or ("" if level else Contact.SOME)
        tie.source = told.source or self.source or tie.source
        tie.said_on = told.on or day_of(self.at)
        self._check(tie, ("source",), Kind.TIES, told.row, {"source": Field.SOURCE})

    # ── cells ──

    def _check(
        self, thing: models.Model, names: Iterable[str], kind: Kind, row: int, fields: dict[str, Field]
    ) -> None:
        """Clean single fields as a form would; what is wrong names its cell."""
        for name in names:
            value = getattr(thing, name)
            try:
                if value not in ("", None):
                    field_: Any = thing._meta.get_field(name)
                    setattr(thing, name, field_.clean(value, thing))
            except ValidationError as error:
                self._wrong(kind, row, fields[name], str(value), " ".join(error.messages), _("Correct it."))

    def _wrong(self, kind: Kind, row: int, field_: Field, value: str, says: str, mend: str) -> None:
        chosen = self.decisions.maps.get(kind)
        column = chosen.columns.get(field_, "") if chosen else ""
        self.made.wrong.append(Wrong(str(KINDS[kind]), row, column, value[:200], says, mend))


def _profile(one: Listed) -> dict[str, Any]:
    """A row as an organisation's profile."""
    return {
        "name": one.name,
        "short": one.short if len(one.short) <= MARK else "",
        "sector": one.sector.value if one.sector else "",
        "base": one.base.value if one.base else "",
        "place": one.place,
        "people_count": one.size,
        "website": one.website,
        "words": one.words,
    }


def _set(thing: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _higher(known: int | None, level: int, fresh: bool) -> int:
    return max(known or 0, level) if fresh else level


def _give_slugs(organisations: list[Organisation]) -> None:
    """Addresses nobody has yet."""
    if not organisations:
        return
    taken = set(Organisation.objects.values_list("slug", flat=True))
    for organisation in organisations:
        organisation.slug = next(slug for slug in _slugs(organisation.name) if slug not in taken)
        taken.add(organisation.slug)


def _slugs(name: str) -> Iterator[str]:
    stem = slugify(name)[:70] or "organisation"
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
