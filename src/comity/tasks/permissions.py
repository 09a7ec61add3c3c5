"""Who may give, confirm, finish and change tasks: each answers None, or the reason and who could.

`may_…` take the capacity of an act and read where the person stands at that time. Pages, which have read the standing
already, ask the rule beneath: `owning`, `managing`, …
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.held import may_add
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, mute, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.tasks.models import TRANSITIONS, State, Task


def may_give(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Give a task that belongs to a thing: whoever may add to that thing."""
    return may_add(by, thing, at=at)


def may_answer(by: Capacity, task: Task, *, at: datetime) -> Reason | None:
    """Confirm or decline: the person whose task it is, or who speaks for the organisation whose task it is."""
    return same_coalition(by, task) or may_act_as(by, at=at) or owning(standing_behind(by, at=at), by, task)


def owning(standing: Standing, by: Capacity, task: Task) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if task.person_id is not None and task.person_id == by.person:
        return None
    if by.organisation is not None and by.organisation == task.organisation_id and standing.may(by, Power.SPEAK):
        return None
    hold = standing.organisation(task.organisation_id)
    ours = task.person_id is None and hold is not None and Power.SPEAK in hold.powers
    why = _("This is the task of {name}.").format(name=task.owner_name)
    return Reason(why, _("Choose its hat above.") if ours else _("They can answer for it."))


def may_change(by: Capacity, task: Task, *, at: datetime) -> Reason | None:
    """Change its words and day, drop it: those in whose name it was given, its body, and coordinators."""
    return same_coalition(by, task) or may_act_as(by, at=at) or managing(standing_behind(by, at=at), by, task)


def managing(standing: Standing, by: Capacity, task: Task) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and (standing.coordinates or by.of == task.held_id):
        return None
    given_here = (by.acts_for, by.of) == (task.given_as, task.given_for)
    if given_here and (by.acts_for != ActsFor.SELF or by.person == task.given_by_id):
        return None if by.acts_for == ActsFor.SELF or standing.may(by, Power.SPEAK) else mute(by)
    who = _("{name} or a coordinator can.").format(name=task.given_name)
    return Reason(_("This task was given by others."), who)


def may_carry(by: Capacity, task: Task, *, at: datetime) -> Reason | None:
    """Say that it is not done after all, hand it over: its owner, and those who may change it."""
    return may_answer(by, task, at=at) and may_change(by, task, at=at) and _neither(task, by, at=at)


def carrying(standing: Standing, by: Capacity, task: Task) -> Reason | None:
    """The same where the standing is known."""
    if owning(standing, by, task) is None or managing(standing, by, task) is None:
        return None
    return owning(standing, by, task)


def may_finish(by: Capacity, task: Task, *, at: datetime) -> Reason | None:
    """Say that it is done. While it waits for a yes only its owner can: nobody says yes for others by that."""
    return (may_answer if task.state == State.GIVEN else may_carry)(by, task, at=at)


def finishing(standing: Standing, by: Capacity, task: Task) -> Reason | None:
    """The same where the standing is known."""
    return (owning if task.state == State.GIVEN else carrying)(standing, by, task)


def stepping(task: Task, state: State) -> Reason | None:
    """Whether the task can take this step from where it stands."""
    if state in TRANSITIONS[task.state]:
        return None
    why = _("This task is “{found}” now.").format(found=State(task.state).label)
    return Reason(why, _("Load the page anew."), Bar.CONFLICT)


def answering(task: Task, state: State) -> Reason | None:
    """Whether a yes or no can be said to the task: what is done is taken up again, not confirmed."""
    return stepping(task, State.DONE if task.state == State.DONE else state)


def _neither(task: Task, by: Capacity, *, at: datetime) -> Reason | None:
    barred = may_answer(by, task, at=at)
    if barred is None or barred.bar == Bar.HIDDEN:
        return barred
    who = _("{owner}, those who gave it, or a coordinator can.").format(owner=task.owner_name)
    return Reason(barred.why, who)
