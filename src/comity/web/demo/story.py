"""Two years of the invented coalition, told by calling the acts in the order in which things happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django_scopes import scope

from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.clock import stopped_at
from comity.base.ids import uuid7
from comity.coalitions.acts import (
    add_member,
    create_body,
    enter_stage,
    fill_seat,
    found_coalition,
    give_mandate,
    give_seat,
)
from comity.coalitions.models import (
    Body,
    BodyKind,
    Coalition,
    CoalitionType,
    MembershipState,
    Power,
    Role,
    SeatLevel,
    Stage,
)
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote, close_question, draft_question, open_question, raise_objection
from comity.governing.models import Question
from comity.network.acts import report_tie
from comity.people.acts import register_organisation, register_person
from comity.people.models import Organisation, Person, Sector
from comity.topics.models import Topic
from comity.web.demo import (
    agenda,
    cast,
    scene_ballots,
    scene_circles,
    scene_conduct,
    scene_convening,
    scene_founding,
    scene_ground,
    scene_matters,
    scene_meetings,
    scene_partners,
    scene_path,
    scene_reach,
    scene_rooms,
    scene_rulebook,
    scene_rungs,
    scene_structure,
    scene_surveys,
    scene_texts,
    scene_trust,
    scene_waves,
)
from comity.web.demo.agenda import Put
from comity.web.demo.cast import Group, Member
from comity.web.demo.scene_rules import first_rules, rules_with_limits
from comity.web.demo.ties import TIES

MONTHS = 24
POWERS = {"v": Power.VOTE, "s": Power.SIGN, "r": Power.REPORT}
#: a ballot of the past was open this long
OPEN_FOR = timedelta(days=9)


@dataclass
class Story:
    """What has come to be so far. `today` is the moment the story is told; all before it lies in its past."""

    today: datetime
    coalition: Coalition | None = None
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    assembly: Body | None = None

    def moment(self, month: float, hour: int = 18) -> datetime:
        """So many months after the start, at that hour in Saltmere; month 24 is today."""
        day = (self.today - timedelta(days=(MONTHS - month) * 30.4)).astimezone(ZoneInfo(cast.ZONE))
        return day.replace(hour=hour, minute=0, second=0, microsecond=0)

    @property
    def coalition_id(self) -> UUID:
        assert self.coalition is not None
        return self.coalition.pk

    def for_all(self) -> Capacity:
        """The coordinator, for the whole coalition."""
        assert self.assembly is not None
        return self._hat(cast.COORDINATOR, ActsFor.BODY, self.assembly.pk, self.assembly.name)

    def voter(self, mark: str) -> Capacity:
        """Whoever votes for the organisation of that mark."""
        organisation = self.organisations[mark]
        name = next(m.people[0].name for m in cast.MEMBERS if m.short == mark)
        return self._hat(name, ActsFor.ORGANISATION, organisation.pk, organisation.name)

    def _hat(self, name: str, acts_for: ActsFor, of: UUID, of_name: str) -> Capacity:
        return Capacity(self.people[name].pk, name, acts_for, of, of_name, self.coalition_id)


def tell(today: datetime, progress: Callable[[str], None] = lambda _: None) -> Story:
    """Make the whole coalition; `progress` hears what is being told. About five hundred acts."""
    story = Story(today)
    _begin(story)
    events: list[tuple[datetime, Callable[[], None]]] = []
    for number, member in enumerate(cast.MEMBERS):
        events.append((story.moment(member.joined_month, 9 + number % 8), _later(_join, story, member)))
    for group in cast.GROUPS:
        events.append((story.moment(group.began_month, 20), _later(_gather, story, group)))
    for put in agenda.PAST:
        events.append((story.moment(put.month), _later(_decide, story, put)))
    events += [
        *((story.moment(month, hour), _later(act, story)) for month, hour, act in scene_founding.EVENTS),
        *((at, _later(act, story, at)) for month, act in scene_convening.EVENTS for at in [story.moment(month, 18)]),
        (story.moment(2.5, 19), _later(first_rules, story, story.moment(2.5, 19))),
        (story.moment(4.5, 19), _later(rules_with_limits, story, story.moment(4.5, 19))),
        (story.moment(7, 19), _later(_enter, story, Stage.IMPLEMENTATION, 7)),
        (story.moment(10, 12), _later(_report_ties, story)),
        (story.moment(22, 12), _later(_agree, story)),
        (story.moment(22, 14), _later(scene_meetings.agree_to_meet, story)),
        (story.moment(22.5, 12), _later(_prospects, story)),
        (story.moment(20, 11), _later(scene_conduct.divide, story)),
        (story.moment(17, 10), _later(scene_conduct.settle, story)),
        (story.moment(18, 19), _later(scene_texts.write, story)),
        (story.moment(21.2, 18), _later(scene_ballots.choose, story)),
        (story.moment(23.2, 12), _later(scene_rulebook.accept, story, story.moment(23.2, 12))),
        (story.moment(23.6, 12), _later(scene_rulebook.draft_a_change, story, story.moment(23.6, 12))),
        *((at, _later(act, story, at)) for month, act in scene_matters.EVENTS for at in [story.moment(month, 10)]),
        *((at, _later(act, story, at)) for month, act in scene_ground.EVENTS for at in [story.moment(month, 12)]),
        (story.moment(21, 10), _later(scene_conduct.speak, story)),
        *((story.moment(month, 11), _later(act, story)) for month, act in scene_partners.EVENTS),
        *((at, _later(act, story, at)) for month, act in scene_reach.EVENTS for at in [story.moment(month, 13)]),
        *((at, _later(act, story, at)) for month, act in scene_circles.EVENTS for at in [story.moment(month, 12)]),
        *((at, _later(act, story, at)) for month, act in scene_path.EVENTS for at in [story.moment(month, 16)]),
        *((at, _later(act, story, at)) for month, act in scene_rungs.EVENTS for at in [story.moment(month, 14)]),
        *((at, _later(act, story, at)) for month, act in scene_trust.EVENTS for at in [story.moment(month, 15)]),
        *((at, _later(act, story, at)) for month, act in scene_rooms.EVENTS for at in [story.moment(month, 11)]),
        *((at, _later(act, story, at)) for month, act in scene_waves.EVENTS for at in [story.moment(month, 13)]),
        *((at, _later(act, story, at)) for month, act in scene_surveys.EVENTS for at in [story.moment(month, 14)]),
    ]
    for number, (when, happens) in enumerate(sorted(events, key=lambda event: event[0]), start=1):
        progress(f"{number}/{len(events)}")
        with stopped_at(when), scope(coalition=story.coalition_id):
            happens()
    return story


def _later(do: Callable[..., None], *args: object) -> Callable[[], None]:
    return lambda: do(*args)


def _begin(story: Story) -> None:
    at = story.moment(0, 8)
    nobody = the_rule(None)
    names = [someone.name for member in cast.MEMBERS for someone in member.people]
    with stopped_at(at):
        for name in names:
            story.people[name] = register_person(
                name=name, email=cast.address(name), zone=cast.ZONE, invented=True, by=nobody, at=at
            )
        founder = story.people[cast.COORDINATOR]
        by = Capacity(founder.pk, founder.name, ActsFor.SELF, None, "", uuid7())
        story.coalition = found_coalition(
            name=cast.NAME, place=cast.PLACE, purpose=cast.PURPOSE, reasons=cast.REASONS, zone=cast.ZONE,
            type=CoalitionType.ONGOING, has_page=True, founded_on=story.moment(2).date(), invented=True, by=by, at=at,
        )  # fmt: skip
        with scope(coalition=story.coalition.pk):
            story.assembly = Body.objects.get(kind=BodyKind.ASSEMBLY)
        story.bodies[story.assembly.name] = story.assembly


def _join(story: Story, member: Member) -> None:
    at, by = story.moment(member.joined_month, 18), story.for_all()
    organisation = register_organisation(
        name=member.name, short=member.short, sector=member.sector, base=member.base, words=member.words,
        people_count=member.size, place=f"{member.place}, {cast.PLACE}", serves=member.serves,
        languages=member.languages, holidays=member.holidays, decided_by=member.decided_by, decides=member.decides,
        lead_days=member.lead_days, has_page=True, by=by, at=at,
    )  # fmt: skip
    story.organisations[member.short] = organisation
    add_member(organisation, by=by, at=at)
    for number, someone in enumerate(member.people):
        give_mandate(
            story.people[someone.name], organisation=organisation,
            powers=[Power.SPEAK, *(POWERS[letter] for letter in someone.powers)],
            ends_on=(story.today + timedelta(days=130)).date() if number == 0 else None, by=by, at=at,
        )  # fmt: skip
    for group in cast.GROUPS:
        if member.short in group.seats and group.name in story.bodies:
            _sit(story, group, member.short, at)


def _gather(story: Story, group: Group) -> None:
    at = story.moment(group.began_month, 20)
    parent = story.bodies.get(group.parent, story.assembly)
    story.bodies[group.name] = create_body(
        name=group.name, kind=group.kind, purpose=group.purpose, parent=parent, by=story.for_all(), at=at
    )
    for mark in group.seats:
        if mark in story.organisations:
            _sit(story, group, mark, at)


def _sit(story: Story, group: Group, mark: str, at: datetime) -> None:
    name, role = group.seats[mark]
    organisation = story.organisations[mark]
    level = SeatLevel.RESIDENT if organisation.sector == Sector.CITIZEN else SeatLevel.FRONT
    seat = give_seat(
        story.bodies[group.name], organisation, by=story.for_all(), at=at,
        level=level if role == Role.MEMBER else SeatLevel.DIRECTOR,
    )  # fmt: skip
    ends = None if role == Role.MEMBER else (story.today + timedelta(days=60)).date()
    fill_seat(seat, story.people[name], role=role, ends_on=ends, by=story.for_all(), at=at)


def _enter(story: Story, stage: Stage, month: float) -> None:
    assert story.coalition is not None
    enter_stage(story.coalition, stage, by=story.for_all(), at=story.moment(month, 19))


def _agree(story: Story) -> None:
    scene_structure.agree(story.bodies, by=story.for_all(), at=story.moment(22, 12))


def _prospects(story: Story) -> None:
    at, by = story.moment(22.5, 12), story.for_all()
    for short, name, sector, base in cast.PROSPECTS:
        organisation = register_organisation(name=name, short=short, sector=sector, base=base, by=by, at=at)
        add_member(organisation, state=MembershipState.PROSPECT, by=by, at=at)


def _report_ties(story: Story) -> None:
    at = story.moment(10, 12)
    for one, other, ones, others in TIES:
        for sayer, about, level in ((one, other, ones), (other, one, others)):
            if level:
                about_organisation = story.organisations[about]
                report_tie(about_organisation, level=level, by=story.voter(sayer), at=at)


def _decide(story: Story, put: Put) -> None:
    """A question of the past: put, answered, closed by the rule."""
    opened = story.moment(put.month)
    question = ask(story, put, opened_at=opened, closes_at=opened + OPEN_FOR)
    answer(story, question, put, pace=by_day(opened))
    assert question.closes_at is not None
    close_question(question, by=the_rule(story.coalition_id), at=question.closes_at)


def ask(story: Story, put: Put, *, opened_at: datetime, closes_at: datetime) -> Question:
    """Draft and open a question, put forward by its organisation."""
    seated = put.by in _seats(put.put_to or put.body)
    by = story.voter(put.by) if seated else story.for_all()
    topic = Topic.objects.get(name=put.topic) if put.topic else None
    about: dict[str, Any] = {"kind": put.kind, "amount": put.amount, "topic": topic, "paid_from": put.paid_from}
    question = draft_question(
        body=story.bodies[put.put_to or put.body], title=put.title, lede=put.text, closes_at=closes_at, **about,
        review_on=(opened_at + timedelta(days=30 * put.review_months)).date() if put.review_months else None,
        by=by, at=opened_at,
    )  # fmt: skip
    return open_question(question, by=by, at=opened_at)


Pace = Callable[[int], datetime]


def by_day(opened: datetime) -> Pace:
    """People answer twice a day, in the morning and in the late afternoon, from the next day on."""

    def moment(number: int) -> datetime:
        local = opened.astimezone(ZoneInfo(cast.ZONE)) + timedelta(days=(number + 1) // 2)
        return local.replace(hour=10 if number % 2 else 17, minute=number * 7 % 60, second=0, microsecond=0)

    return moment


def answer(story: Story, question: Question, put: Put, *, pace: Pace) -> None:
    """Every organisation of the body that is not silent answers in its turn; then an objection, if there is one."""
    marks = [mark for mark in _seats(put.body) if mark in story.organisations and mark not in put.silent]
    for number, mark in enumerate(marks, start=1):
        choice = Choice.NO if mark in put.no else Choice.ABSTAIN if mark in put.abstain else Choice.YES
        cast_vote(question, choice, why=put.whys.get(mark, ""), by=story.voter(mark), at=pace(number))
    if put.dissent:
        mark, concern, change = put.dissent
        at = pace(len(marks) + 1)
        raise_objection(question, concern=concern, change=change, by=story.voter(mark), at=at)


def _seats(body: str) -> dict[str, tuple[str, Role]]:
    return next((group.seats for group in cast.GROUPS if group.name == body), {})
