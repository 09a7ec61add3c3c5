"""Who may draft, keep and answer surveys: each answers None, or the reason and who could.

`may_…` take the capacity of an act; pages, which know the standing, ask the rule beneath.
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
from comity.surveys.models import Respondent, Round, RoundState, Survey, SurveyState


def may_draft(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Draft a survey that belongs to a thing: whoever may add to that thing."""
    return may_add(by, thing, at=at)


def may_keep(by: Capacity, survey: Survey, *, at: datetime) -> Reason | None:
    """Change it, open and close rounds, type answers in: in whose name it was drafted, and who coordinates."""
    return same_coalition(by, survey) or may_act_as(by, at=at) or keeping(standing_behind(by, at=at), by, survey)


def keeping(standing: Standing, by: Capacity, survey: Survey) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and standing.coordinates:
        return None
    drafted_here = (by.acts_for, by.of) == (survey.kept_as, survey.kept_for)
    if drafted_here and (by.acts_for != ActsFor.SELF or by.person == survey.kept_by_id):
        return None if by.acts_for == ActsFor.SELF or standing.may(by, Power.SPEAK) else mute(by)
    own = standing.coordinates or standing.organisation(survey.kept_for) or standing.body(survey.kept_for)
    who = _("Choose the hat of {name} above.") if own else _("{name} or a coordinator can.")
    return Reason(_("Others keep this survey."), who.format(name=survey.kept_name))


def drafting(survey: Survey) -> Reason | None:
    """Whether its questions can still change."""
    if survey.is_draft:
        return None
    why = _("Questions stand still once a round was opened, so that answers mean the same to everybody.")
    return Reason(why, _("Copy the survey and change the copy."), Bar.CONFLICT)


def usable(survey: Survey) -> Reason | None:
    """Whether a round can be opened at all: a survey that was withdrawn asks nobody any more."""
    if survey.state == SurveyState.WITHDRAWN:
        return Reason(_("This survey was withdrawn."), _("Copy it to ask again."), Bar.CONFLICT)
    return None


def running(round_: Round) -> Reason | None:
    """Whether the round is still open, whatever its moment says."""
    if round_.state == RoundState.OPEN:
        return None
    words = _("This round is “{state}”.").format(state=RoundState(round_.state).label)
    return Reason(words, _("Open another one."), Bar.CONFLICT)


def taking(round_: Round, *, at: datetime) -> Reason | None:
    """Whether answers are still taken."""
    if round_.takes_answers(at):
        return None
    why = _("This survey has closed. Answers are not taken any more.")
    who = _("{name} can say whether it is opened again.").format(name=round_.opened_name)
    return Reason(why, who, Bar.NOT_NOW)


def may_answer(by: Capacity, respondent: Respondent, *, at: datetime) -> Reason | None:
    """Answer: the person who is asked, until the round closes. They need belong to nobody here."""
    if same_coalition(by, respondent) or by.person is None or by.person != respondent.person_id:
        return Reason(_("Somebody else is asked here."), bar=Bar.HIDDEN)
    return taking(respondent.round, at=at)
