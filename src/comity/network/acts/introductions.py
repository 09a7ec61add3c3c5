"""Introductions are proposed, asked for, answered, helped along, told to have happened, and noted privately."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.models import NamedReader
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home, standing_behind, standing_of
from comity.core.introductions import Aim, propose
from comity.network.introductions import permissions, queries, telling
from comity.network.models import (
    Introduction,
    IntroductionNote,
    IntroductionRound,
    IntroductionSide,
    IntroductionState,
    SideSays,
)
from comity.notices.asks import close_asks
from comity.people.models import Organisation, Person

S = IntroductionState


@act("network.introductions.proposed", says=gettext_noop("proposed introductions: {about}"))
def propose_introductions(
    *, size: int, aim: str, answer_by: date, seed: str, by: Capacity, at: datetime
) -> Changes[IntroductionRound]:
    """Propose to organisations that never met that they do, and ask each of them.

    size: how many meet at a time, 2 to 4. The seed settles what is equally good. ValidationError where there is nobody
    left to introduce, and for a day that is past.
    """
    require(permissions.may_propose(by, at=at))
    if answer_by <= day_of(at):
        raise ValidationError({"answer_by": _("Choose a day that is still to come.")})
    members = {one.pk: one for one in queries.members(home(by))}
    known = queries.known(standing_behind(by, at=at), list(members.values()))
    groups = propose(list(members), known, size=size, aim=Aim(aim), seed=seed)
    if not groups:
        raise ValidationError(_("Everybody has met everybody, or is about to. There is nobody left to introduce."))
    made = IntroductionRound(
        coalition_id=home(by), number=IntroductionRound.objects.count() + 1, size=size, aim=aim, seed=seed,
        answer_by=answer_by, person_id=by.someone, made_at=at,
    ).store()  # fmt: skip
    rows: list[models.Model] = []
    for group in groups:
        introduction, sides = _introduce([members[pk] for pk in group], made, answer_by, by, at)
        telling.ask_sides(introduction, sides, at=at)
        rows += [introduction, *sides]
    return Changes(made, also=rows, words={"about": made.title}, seed=seed, size=size, aim=aim, count=len(groups))


@act("network.introduction.asked", says=gettext_noop("asked to meet {about}"))
def ask_to_meet(other: Organisation, *, words: str = "", by: Capacity, at: datetime) -> Changes[Introduction]:
    """Ask for one's own organisation to meet another member; one's own yes is given by that."""
    require(permissions.may_ask_to_meet(by, at=at))
    here = {one.pk: one for one in queries.members(home(by))}
    if other.pk not in here or other.pk == by.of:
        raise ValidationError({"other": _("Choose another member.")})
    pair = frozenset((by.spoken_for, other.pk))
    rows = list(queries.to_read(Introduction.objects.filter(sides__organisation=other.pk)))
    if pair in queries.by_state(rows):
        raise ValidationError({"other": _("You have met, or are being introduced already.")})
    introduction, sides = _introduce([here[by.spoken_for], other], None, queries.answer_by(day_of(at)), by, at)
    _say(sides[0], SideSays.YES, words, by, at)
    introduction = _fresh(introduction, by)
    telling.ask_sides(introduction, [side for side in introduction.sides.all() if side.pk == sides[1].pk], at=at)
    return Changes(introduction, also=sides, words={"about": other.name}, organisation=other.pk)


@act("network.introduction.answered", says=gettext_noop("answered whether it wants to meet: {about}"))
def answer_introduction(
    introduction: Introduction, says: str, *, words: str = "", wishes_facilitator: bool = False, by: Capacity,
    at: datetime,
) -> Changes[Introduction]:  # fmt: skip
    """Yes, another time, or not now; changed as often as wanted until they met. Nobody needs to say why.

    Once all who did not say no say yes, both learn it. With fewer than two left, it is declined.
    """
    introduction = _fresh(introduction, by)
    require(permissions.may_answer(by, introduction, at=at))
    if says not in (SideSays.YES, SideSays.LATER, SideSays.NO):
        raise ValidationError({"says": _("Choose one of the answers.")})
    side = next(side for side in introduction.sides.all() if side.organisation_id == by.of)
    _say(side, says, words, by, at)
    close_asks(introduction, at=at, kind=telling.ANSWER, organisation=side.organisation_id)
    before, introduction.state = introduction.state, _state(introduction)
    introduction.facilitator_wished = introduction.facilitator_wished or wishes_facilitator
    introduction.agreed_at = at if introduction.state == S.AGREED else None
    introduction.reminded_on = introduction.reminded_on if introduction.state == before else None
    introduction.store()
    if introduction.state == S.AGREED and before != S.AGREED:
        telling.tell_agreed(introduction, at=at)
    elif introduction.state != S.AGREED:
        close_asks(introduction, at=at, kind=telling.MEET)
        if introduction.state == S.DECLINED:
            close_asks(introduction, at=at)
    facts: dict[str, Any] = {"says": says, "state": introduction.state, "organisation": side.organisation_id}
    return Changes(introduction, also=[side], words={"about": introduction.title}, **facts)


@act("network.introduction.facilitated", says=gettext_noop("named {person} to help a first talk along: {about}"))
def name_facilitator(
    introduction: Introduction, person: Person, *, by: Capacity, at: datetime
) -> Changes[Introduction]:
    """Name who helps the talk along: somebody inside, of none of those who meet."""
    introduction = _fresh(introduction, by)
    require(permissions.may_name_facilitator(by, introduction, at=at))
    standing = standing_of(person.pk, introduction.coalition_id, at=at)
    if not standing.inside:
        raise ValidationError({"person": _("Choose somebody of the coalition.")})
    if {hold.of for hold in standing.organisations} & permissions.organisations_in(introduction):
        raise ValidationError({"person": _("Choose somebody who belongs to none of those who meet.")})
    if introduction.facilitator_id is not None:
        close_asks(introduction, at=at, kind=telling.MEET, person=introduction.facilitator_id)
    introduction.facilitator, introduction.facilitator_wished = person, True
    introduction.store()
    telling.tell_facilitator(introduction, at=at)
    words = {"about": introduction.title, "person": person.name}
    return Changes(introduction, also=[person], words=words)


@act("network.introduction.met", says=gettext_noop("said that they met: {about}"))
def say_met(introduction: Introduction, *, on: date, by: Capacity, at: datetime) -> Changes[Introduction]:
    """They met on that day. One side’s word is enough; the others are told."""
    introduction = _fresh(introduction, by)
    require(permissions.may_say_met(by, introduction, at=at))
    if on > day_of(at, introduction.coalition.tz):
        raise ValidationError({"on": _("Choose a day that is not still to come.")})
    rows: list[models.Model] = []
    for side in introduction.sides.all():
        if side.organisation_id == by.of and side.says != SideSays.YES:
            _say(side, SideSays.YES, side.words, by, at)
            rows.append(side)
    introduction.state, introduction.met_on = S.MET, on
    introduction.store()
    telling.tell_met(introduction, by.organisation, at=at)
    return Changes(introduction, also=rows, words={"about": introduction.title}, on=on)


@act("network.introduction.noted", says=gettext_noop("noted something for themselves"), secret=True)
def note_privately(introduction: Introduction, *, text: str, by: Capacity, at: datetime) -> Changes[IntroductionNote]:
    """Note something about the talk for one’s own eyes. A later note replaces the earlier one."""
    introduction = _fresh(introduction, by)
    require(permissions.may_note(by, introduction, at=at))
    note = IntroductionNote.objects.filter(introduction=introduction, person=by.someone).first()
    rows: list[models.Model] = []
    if note is None:
        note = IntroductionNote(coalition_id=introduction.coalition_id, introduction=introduction, person_id=by.someone)
        rows = [NamedReader(coalition_id=introduction.coalition_id, thing=note.pk, person_id=by.someone).store()]
    note.text, note.noted_at = text, at
    note.store()
    return Changes(note, also=rows)


@act("network.introductions.dropped", says=gettext_noop("took introductions back: {about}"))
def drop_round(made: IntroductionRound, *, by: Capacity, at: datetime) -> Changes[IntroductionRound]:
    """Take back what was proposed in a round; what somebody has answered already stays."""
    require(same_coalition(by, made) or permissions.may_propose(by, at=at))
    made = IntroductionRound.objects.select_related("coalition").get(pk=made.pk)
    if made.dropped_at is not None:
        require(Reason(_("This round was taken back already."), bar=Bar.NOT_NOW))
    rows = []
    for one in queries.to_read(made.introductions.filter(state=S.PROPOSED)):
        if all(side.says == SideSays.WAITING for side in one.sides.all()):
            one.state = S.DROPPED
            rows.append(one.store())
            close_asks(one, at=at)
    made.dropped_at = at
    made.store()
    return Changes(made, also=rows, words={"about": made.title}, count=len(rows))


@act("network.introduction.reminded", says=gettext_noop("called an introduction to mind: {about}"))
def remind_sides(introduction: Introduction, *, by: Capacity, at: datetime, today: date) -> Changes[Introduction]:
    """Call it to mind. The rule’s to do."""
    introduction = _fresh(introduction, by)
    if by.acts_for != ActsFor.RULE or not queries.to_remind(today).filter(pk=introduction.pk).exists():
        require(Reason(_("Nobody need be reminded of this."), bar=Bar.CONFLICT))
    introduction.reminded_on = today
    introduction.store()
    telling.remind(introduction, at=at)
    return Changes(introduction, words={"about": introduction.title}, state=introduction.state)


def _introduce(
    group: Sequence[Organisation], made: IntroductionRound | None, answer_by: date, by: Capacity, at: datetime
) -> tuple[Introduction, list[IntroductionSide]]:
    introduction = Introduction(coalition_id=home(by), round=made, answer_by=answer_by, made_at=at).store()
    sides = [
        IntroductionSide(
            coalition_id=home(by), introduction=introduction, place=place, organisation=one, name=one.name
        ).store()
        for place, one in enumerate(group)
    ]
    return _fresh(introduction, by), sides


def _fresh(introduction: Introduction, by: Capacity) -> Introduction:
    """The introduction with its sides, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, introduction))
    found: Introduction = queries.to_read(Introduction.objects.all()).get(pk=introduction.pk)
    return found


def _say(side: IntroductionSide, says: str, words: str, by: Capacity, at: datetime) -> None:
    side.says, side.words, side.person_id, side.answered_at = says, words, by.someone, at
    side.store()


def _state(introduction: Introduction) -> Any:
    going = [side for side in introduction.sides.all() if side.says != SideSays.NO]
    if len(going) < 2:
        return S.DECLINED
    return S.AGREED if all(side.says == SideSays.YES for side in going) else S.PROPOSED
