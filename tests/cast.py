"""The cast that tests play with: two coalitions, their organisations and people, all invented, all made by acts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django_scopes import scope

from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.ids import uuid7
from comity.coalitions.acts import (
    add_member,
    create_body,
    fill_seat,
    found_coalition,
    give_mandate,
    give_seat,
)
from comity.coalitions.models import Body, BodyKind, Coalition, MembershipState, Power, Role
from comity.coalitions.standing import capacities, standing_of
from comity.core.rulebook.presets import Places, simple
from comity.governing.acts import adopt_rulebook, draft_rulebook
from comity.people.acts import register_organisation, register_person
from comity.people.models import Organisation, Person, Sector
from tests.remembering import remembered

#: the moment at which the cast comes together
THEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ALL = (Power.SPEAK, Power.VOTE, Power.SIGN, Power.REPORT)


def oneself(person: Person | None, coalition: Coalition | None = None) -> Capacity:
    """The bare hat of a person; of None, that of the install itself."""
    if person is None:
        return Capacity(None, "", ActsFor.RULE, None, "", coalition and coalition.pk)
    return Capacity(person.pk, person.name, ActsFor.SELF, None, "", coalition and coalition.pk)


@dataclass
class Troupe:
    """One coalition and who is in it. `people` and `organisations` by first name and mark."""

    coalition: Coalition
    assembly: Body
    coordinator: Person
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    def hat(self, person: Person, of: Organisation | Body | None = None, *, at: datetime = THEN) -> Capacity:
        """The capacity of a person here for an organisation or body, or for oneself."""
        standing = standing_of(person.pk, self.coalition.pk, at=at)
        hats = capacities(standing, name=person.name)
        return next(hat for hat in hats if hat.of == (of and of.pk))

    @property
    def by(self) -> Capacity:
        """The coordinator's hat for the whole coalition."""
        return self.hat(self.coordinator, self.assembly)

    def scope(self):  # type: ignore[no-untyped-def]
        return scope(coalition=self.coalition.pk)


def person(name: str, *, at: datetime = THEN) -> Person:
    """A person with an address made from the name."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    return register_person(name=name, email=address, by=oneself(None), at=at)


def found(name: str, coordinator: Person, *, at: datetime = THEN, **settings: object) -> Troupe:
    """A coalition with its coordinator and nobody else, under the simplest rulebook.

    Its officers need no second factor unless a story says so.
    """
    settings.setdefault("officers_need_second_factor", False)
    by = Capacity(coordinator.pk, coordinator.name, ActsFor.SELF, None, "", uuid7())
    coalition = found_coalition(name=name, by=by, at=at, **settings)
    with scope(coalition=coalition.pk):
        assembly = Body.objects.get()
        adopt_simply(coalition, assembly, at=at)
    return Troupe(coalition, assembly, coordinator)


def adopt_simply(coalition: Coalition, assembly: Body, *, at: datetime) -> None:
    """The simplest rulebook comes into force, so that questions bind: nobody is there yet to vote on it."""
    rule = the_rule(coalition.pk)
    draft = draft_rulebook(simple(Places(assembly.pk)), preset="simple", by=rule, at=at)
    adopt_rulebook(draft, by=rule, at=at)


def join(
    troupe: Troupe, name: str, sector: Sector, *speakers: Person, at: datetime = THEN, votes: bool = True,
    state: MembershipState = MembershipState.MEMBER, **profile: object,
) -> Organisation:  # fmt: skip
    """An organisation joins; its speakers get a mandate, with the vote unless told otherwise."""
    organisation = register_organisation(name=name, sector=sector, by=troupe.by, at=at, **profile)
    add_member(organisation, state=state, by=troupe.by, at=at)
    for speaker in speakers:
        powers = ALL if votes else (Power.SPEAK,)
        give_mandate(speaker, organisation=organisation, powers=powers, by=troupe.by, at=at)
        troupe.people[speaker.name.split()[0]] = speaker
    troupe.organisations[organisation.initials] = organisation
    return organisation


@remembered
def harbour(*, at: datetime = THEN) -> Troupe:
    """Harbour Homes: four organisations of four sectors, a steering committee chaired by Marta.

    Amina coordinates and votes for the tenants (HT); Marta for the shelter (OD), Okafor for the health service (HH),
    Henk for the traders (DR). Ruth speaks for the tenants but has no vote. The traders have no seat in the committee.
    """
    amina, marta, okafor, henk, ruth = map(
        person, ["Amina Haddad", "Marta Lind", "Okafor Eze", "Henk Baas", "Ruth Brandt"]
    )
    troupe = found("Harbour Homes Together", amina, at=at, place="Saltmere", zone="Europe/Berlin")
    tenants = join(troupe, "Harbour Tenants’ Union", Sector.CITIZEN, amina, at=at, lead_days=7)
    shelter = join(troupe, "Open Door Shelter", Sector.NONPROFIT, marta, at=at)
    health = join(troupe, "Harbour Health Service", Sector.PUBLIC, okafor, at=at, lead_days=30)
    join(troupe, "Dock Road Traders", Sector.PRIVATE, henk, at=at)
    give_mandate(ruth, organisation=tenants, powers=[Power.SPEAK], by=troupe.by, at=at)
    troupe.people["Ruth"] = ruth
    steering = create_body(name="Steering committee", kind=BodyKind.STRATEGIC, by=troupe.by, at=at)
    for organisation, member, role in [
        (tenants, amina, Role.MEMBER),
        (shelter, marta, Role.CHAIR),
        (health, okafor, Role.MEMBER),
    ]:
        with troupe.scope():
            seat = give_seat(steering, organisation, by=troupe.by, at=at)
            fill_seat(seat, member, role=role, by=troupe.by, at=at)
    troupe.bodies["steering"] = steering
    return troupe


@remembered
def valley(*, at: datetime = THEN) -> Troupe:
    """Valley Care: another coalition on the same install, with none of the same people."""
    ines = person("Ines Moreau")
    troupe = found("Valley Care Circle", ines, at=at)
    join(troupe, "Valley Nurses", Sector.NONPROFIT, ines, person("Tomas Reyes"), at=at)
    join(troupe, "Mill Town Council", Sector.PUBLIC, person("Pia Novak"), at=at)
    return troupe
