"""A pulse is planned, opened, answered so that nobody can be found, called to mind, and closed into figures."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.coalitions.queries import members_of
from comity.coalitions.standing import home, standing_of
from comity.core.anonymity import SCALE, Release, folded, release
from comity.core.pulse import fell, level
from comity.network.models import (
    MOST_QUESTIONS,
    Pulse,
    PulsePlan,
    PulseRoll,
    PulseState,
    TalkRound,
)
from comity.network.pulse import dropping, permissions, queries, telling
from comity.network.pulse.questions import EVERYONE, asked, text_of
from comity.notices.asks import close_asks
from comity.people.models import Organisation, Person
from comity.tasks.acts import give_task

#: so long before its end those who have not answered are asked again; so long a task may take that a fall raises
REMIND_BEFORE, TASK_DAYS, MONTH = timedelta(days=2), timedelta(days=21), 30.4375
#: the mark of the level over all questions among what fell
LEVEL = "level"


@act("network.pulse.planned", says=gettext_noop("said what the pulse of trust asks, and how often"))
def plan_pulse(
    *, texts: str, owner: Organisation, person: Person | None = None, every_months: int = 3,
    open_days: int = 10, by_sector: bool = True, next_on: date | None = None, by: Capacity, at: datetime,
    read: Version | None = None,
) -> Changes[PulsePlan]:  # fmt: skip
    """Say what is asked, how often, and who looks into it when trust falls. Waves that were opened stay as they are.

    texts: one sentence a line.
    """
    require(permissions.may_plan(by, at=at))
    lines = [text.strip() for text in texts.splitlines() if text.strip()]
    if not 1 <= len(lines) <= MOST_QUESTIONS or len({text.casefold() for text in lines}) < len(lines):
        raise ValidationError({"texts": _("Ask one to five different sentences.")})
    if any(len(text) > 200 for text in lines):
        raise ValidationError({"texts": _("Keep each sentence below 200 characters.")})
    if owner.pk not in {one.pk for one in members_of(home(by))}:
        raise ValidationError({"owner": _("Choose a member.")})
    plan = queries.plan()
    if plan is not None and read is not None:
        read.require(plan)
    plan = plan or PulsePlan(coalition_id=home(by))
    plan.questions, plan.owner, plan.person = asked(lines), owner, person
    plan.every_months, plan.open_days, plan.by_sector = every_months, open_days, by_sector
    plan.next_on, plan.changed_at = next_on, at
    plan.store()
    also: list[models.Model] = [owner, *([person] if person else [])]
    facts: dict[str, Any] = {"every_months": every_months, "open_days": open_days, "count": len(lines)}
    return Changes(plan, also=also, words={"about": plan.title, "questions": "\n".join(lines)}, **facts)


@act("network.pulse.opened", says=gettext_noop("opened the {about}"))
def open_pulse(*, by: Capacity, at: datetime) -> Changes[Pulse]:
    """Ask everybody who speaks for a member. Refused where fewer than five could answer."""
    people = queries.to_ask(home(by), at)
    require(permissions.may_open(by, len(people), at=at))
    plan = queries.plan()
    assert plan is not None
    pulse = Pulse(
        coalition=plan.coalition, number=Pulse.objects.count() + 1, questions=plan.questions, asked=len(people),
        opened_at=at, closes_at=at + timedelta(days=plan.open_days),
    ).store()  # fmt: skip
    roll = _roll(pulse, people, plan.by_sector)
    plan.next_on = day_of(at) + timedelta(days=round(plan.every_months * MONTH)) if plan.every_months else None
    plan.store()
    telling.ask_everybody(pulse, [(entry.organisation_id, entry.person) for entry in roll], at=at)
    return Changes(pulse, also=[plan, *roll], words={"about": pulse.title}, asked=pulse.asked)


def _roll(pulse: Pulse, people: Mapping[Any, tuple[Person, Organisation]], by_sector: bool) -> list[PulseRoll]:
    """Who is asked, and in which group an answer counts: of five people at least."""
    sectors = {pk: (one.sector or "none") if by_sector else EVERYONE for pk, (_person, one) in people.items()}
    counts: dict[str, int] = {}
    for sector in sectors.values():
        counts[sector] = counts.get(sector, 0) + 1
    groups = {name: "+".join(sorted(part)) for name, part in folded(counts).items()}
    return [
        PulseRoll(coalition_id=pulse.coalition_id, pulse=pulse, person=person, organisation=organisation,
                  group=groups[sectors[pk]]).store()
        for pk, (person, organisation) in people.items()
    ]  # fmt: skip


@act("network.pulse.answered", says=gettext_noop("answered the {about}"), secret=True)
def answer_pulse(pulse: Pulse, marks: Mapping[str, int], *, by: Capacity, at: datetime) -> Changes[Pulse]:
    """Answer every question, once. The roll notes that somebody answered; the answer goes among the others."""
    pulse = _fresh(pulse, by)
    require(permissions.may_answer(by, pulse, at=at))
    keys = [one["key"] for one in pulse.questions]
    if set(marks) != set(keys) or any(mark not in SCALE for mark in marks.values()):
        raise ValidationError(_("Answer every sentence with one of the four answers."))
    entry = PulseRoll.objects.get(pulse=pulse, person=by.someone)
    entry.answered = True
    entry.save(update_fields=["answered"])
    dropping.drop(pulse, entry.group, {key: int(marks[key]) for key in keys})
    close_asks(pulse, at=at, kind=telling.PULSE, person=by.someone)
    return Changes(pulse, also=[entry], words={"about": pulse.title})


@act("network.pulse.reminded", says=gettext_noop("asked again for answers to the {about}"))
def remind_pulse(pulse: Pulse, *, by: Capacity, at: datetime) -> Changes[Pulse]:
    """Ask those who have not answered yet, once. The rule's to do."""
    pulse = _fresh(pulse, by)
    due = pulse.state == PulseState.OPEN and pulse.reminded_at is None and at >= pulse.closes_at - REMIND_BEFORE
    if by.acts_for != ActsFor.RULE or not due or at >= pulse.closes_at:
        require(Reason(_("Nobody need be asked again now."), bar=Bar.CONFLICT))
    pulse.reminded_at = at
    pulse.store()
    silent = PulseRoll.objects.filter(pulse=pulse, answered=False).select_related("person").order_by("pk")
    waiting = [(entry.organisation_id, entry.person) for entry in silent]
    telling.ask_everybody(pulse, waiting, at=at, again=True)
    return Changes(pulse, words={"about": pulse.title}, count=len(waiting))


@act("network.pulse.closed", says=gettext_noop("closed the {about}"))
def close_pulse(pulse: Pulse, *, by: Capacity, at: datetime) -> Changes[Pulse]:
    """Count what may be counted, keep the figures, and let the single answers be gone. The rule's, at its end.

    A fall that is more than chance becomes a task of whoever looks into it.
    """
    pulse = _fresh(pulse, by)
    if by.acts_for != ActsFor.RULE or pulse.state != PulseState.OPEN or at < pulse.closes_at:
        require(Reason(_("A pulse closes at its end, by the rule."), bar=Bar.NOT_NOW))
    roll = list(PulseRoll.objects.filter(pulse=pulse).order_by("pk"))
    people = dropping.people_by_group(roll)
    came = release(people, queries.shown_before(pulse))
    pulse.answered, pulse.left_out, pulse.held = sum(map(len, people.values())), came.left_out, came.held or ""
    pulse.state, pulse.closed_at = PulseState.CLOSED, at
    figures: list[Any] = dropping.figures_of(pulse, came, roll)
    counted = _note_cells(roll, came)
    pulse.fell = _fallen(pulse)
    pulse.store()
    close_asks(pulse, at=at, kind=telling.PULSE)
    if came.held is not None:
        telling.tell_held(pulse, at=at)
    if pulse.fell:
        _raise_task(pulse, by, at)
    return Changes(
        pulse, also=[*figures, *counted], words={"about": pulse.title}, asked=pulse.asked, answered=pulse.answered,
        left_out=pulse.left_out, fell=len(pulse.fell),
    )  # fmt: skip


def _note_cells(roll: list[PulseRoll], came: Release) -> list[PulseRoll]:
    """In which cell each answer was counted, for the waves to come."""
    names = {group: dropping.cell_of(part, came) or EVERYONE for part, _n in came.cells for group in part}
    counted = [entry for entry in roll if entry.answered and entry.group in names]
    for entry in counted:
        entry.cell = names[entry.group]
    PulseRoll.objects.bulk_update(counted, ["cell"], 500)
    return counted


def _fallen(pulse: Pulse) -> list[str]:
    """The questions whose figure fell since the last wave by more than chance explains, and the level over all."""
    before = queries.last_shown(pulse)
    if before is None or pulse.held:
        return []
    then, today = queries.whole_of(before), queries.whole_of(pulse)
    keys = [key for key in today if key in then]
    found = [key for key in keys if fell(then[key], today[key])]
    whole, was = level([today[key] for key in keys]), level([then[key] for key in keys])
    return [*found, LEVEL] if whole and was and fell(was, whole) else found


def _raise_task(pulse: Pulse, by: Capacity, at: datetime) -> None:
    plan = queries.plan()
    assert plan is not None
    said = [text_of(pulse.questions, key) for key in pulse.fell if key != LEVEL]
    text = _("It fell by more than chance explains. Talk with the members, find out what happened, and say what helps.")
    person = plan.person
    if person is not None and not standing_of(person.pk, pulse.coalition_id, at=at).organisation(plan.owner_id):
        person = None
    give_task(
        thing=pulse, title=_("Trust has fallen: find out why, and what helps"), text="\n".join([text, *said]),
        organisation=plan.owner, person=person, due_on=day_of(at) + TASK_DAYS, by=by, at=at,
    )  # fmt: skip


@act("network.talk.planned", says=gettext_noop("planned a round of talk about trust, led by {person}"))
def plan_talk(*, planned_on: date, facilitator: Person, by: Capacity, at: datetime) -> Changes[TalkRound]:
    """Set a day for a talk about trust, and who leads it: in place of a pulse, or beside it."""
    require(permissions.may_plan_talk(by, at=at))
    if planned_on < day_of(at):
        raise ValidationError({"planned_on": _("Choose a day that is still to come.")})
    if not standing_of(facilitator.pk, home(by), at=at).inside:
        raise ValidationError({"facilitator": _("Choose somebody of the coalition.")})
    plan = queries.plan()
    questions = plan.questions if plan else asked(list(queries.first_questions()))
    talk = TalkRound(
        coalition_id=home(by), questions=questions, planned_on=planned_on, facilitator=facilitator,
        person_id=by.someone, made_at=at,
    ).store()  # fmt: skip
    for pulse in Pulse.objects.exclude(held=""):
        close_asks(pulse, at=at, kind=telling.TALK)
    telling.ask_facilitator(talk, at=at)
    return Changes(talk, also=[facilitator], words={"about": talk.title, "person": facilitator.name}, on=planned_on)


@act("network.talk.noted", says=gettext_noop("noted what came of a round of talk about trust"))
def note_talk(
    talk: TalkRound, *, held_on: date, result: str, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[TalkRound]:
    """Note what came of it: what the group agrees on, never who said what."""
    require(permissions.may_note_talk(by, talk, at=at))
    talk = TalkRound.objects.select_related("coalition").get(pk=talk.pk)
    if read is not None:
        read.require(talk)
    if held_on > day_of(at, talk.coalition.tz):
        raise ValidationError({"held_on": _("Choose a day that is not still to come.")})
    if not result.strip():
        raise ValidationError({"result": _("Say what came of it.")})
    talk.held_on, talk.result = held_on, result
    talk.store()
    close_asks(talk, at=at)
    return Changes(talk, words={"about": talk.title, "result": result}, on=held_on)


def _fresh(pulse: Pulse, by: Capacity) -> Pulse:
    """The pulse, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, pulse))
    found: Pulse = Pulse.objects.select_related("coalition").get(pk=pulse.pk)
    return found
