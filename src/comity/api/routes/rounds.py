"""Rounds of surveys: who is asked, what they answered, what came of it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.surveys import (
    AnswersShape,
    RespondentShape,
    ResultsShape,
    SurveyRound,
    answers_shape,
    respondent_shape,
    results_shape,
    round_shape,
)
from comity.api.values import Given
from comity.base.clock import day_of, now
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.surveys import acts, importing, linked
from comity.surveys.acts import Asked
from comity.surveys.asking import Askable, addresses
from comity.surveys.forms import ProlongForm, RoundForm, WhyForm
from comity.surveys.lists import answers as answers_listed
from comity.surveys.lists import respondents as respondents_listed
from comity.surveys.models import Respondent
from comity.surveys.queries import keeps, questions_of, respondents_visible_to
from comity.surveys.results import results_of
from comity.surveys.views.surveys import find, find_round

router = Router(tags=["surveys"])
ASKING = f"{AT}/survey-rounds/{{uuid:asking}}"
WHOM = f"{AT}/respondents/{{uuid:respondent}}"
ASKED: dict[str, Any] = {
    "organisations": (
        list[UUID], Field([], max_length=2000, description="Members; whoever has spoken longest for each is asked.")
    ),
    "others": (
        list[str],
        Field([], max_length=200, description="Further addresses: “organisation; name; address”, or the address alone.",
              examples=[["Open Door Shelter; Marta Lind; marta@example.org"]]),
    ),
}  # fmt: skip
OPENED = bodies.body("NewSurveyRound", RoundForm, without=("asked", "others"), **ASKED)
ALSO = bodies.body("SurveyAskedAlso", **ASKED)
DAY = bodies.body("SurveyLastDay", ProlongForm)
WHY = bodies.body("SurveyCalledOff", WhyForm)
VALUES = bodies.body(
    "SurveyAnswers",
    answers=(dict[str, Any], Field(description="Values by question key.", examples=[{"q1": 3, "q2": ["o1", "o3"]}])),
)
TABLE = bodies.body(
    "SurveyAnswersTable",
    table=(str, Field(max_length=2_000_000, description="A table with a column for each question, as CSV.",
                      examples=["organisation,We are heard.\nOpen Door Shelter,3"])),
)  # fmt: skip


@deed(router, f"{AT}/surveys/{{uuid:survey}}/rounds", says=_("Put a survey to some"), act="surveys.round.opened",
      takes=OPENED, answers=SurveyRound, status=201)  # fmt: skip
def open_(request: Call, survey: UUID, given: Given) -> Any:
    """Each who is asked gets a mail with a link of their own."""
    found, said = find(request, survey), given.model_dump(exclude_unset=True)
    asked = _asked(request, said)
    answers = bodies.read_by(RoundForm, said, askable=Askable(request.coalition.pk, day_of(now())))
    answers["asked"] = asked
    return _round(request, acts.open_round(found, by=request.capacity, at=now(), **answers).pk)


@reading(router, ASKING, says=_("Read one round"), answers=SurveyRound)
def asking(request: Call, asking: UUID) -> Any:
    """Until when, how many are asked, how many have answered."""
    return _round(request, asking)


@reading(router, f"{ASKING}/respondents", says=_("List who is asked"), answers=lists.list_of(RespondentShape),
         lists="survey-respondents", asks=lists.Asked)  # fmt: skip
def respondents(request: Call, asking: UUID, asked: lists.Asked) -> Any:
    """For those who keep the survey."""
    found = find_round(request, asking)
    if not keeps(request.standing, found.survey):
        raise Http404
    return lists.part(request, respondents_listed(request, found), asked, respondent_shape)


@reading(router, f"{ASKING}/answers", says=_("List answers"), answers=lists.list_of(AnswersShape),
         lists="survey-answers", asks=lists.Asked)  # fmt: skip
def answers(request: Call, asking: UUID, asked: lists.Asked) -> Any:
    """Those that one may read with their names; of an anonymous survey there are none."""
    return lists.part(request, answers_listed(request, find_round(request, asking)), asked, answers_shape)


@reading(router, f"{ASKING}/results", says=_("Read what came of a round"), answers=ResultsShape)
def results(request: Call, asking: UUID) -> Any:
    """Counts for each question; where answers are not for the reader, none below five."""
    found = results_of(request.standing, find_round(request, asking))
    if found is None:
        raise Http404
    return results_shape(found)


@deed(router, f"{ASKING}/respondents", says=_("Ask somebody else, too"), act="surveys.respondents.added", takes=ALSO,
      answers=SurveyRound)  # fmt: skip
def ask_also(request: Call, asking: UUID, given: Given) -> Any:
    """In a round that is open."""
    found = find_round(request, asking)
    acts.ask_also(found, asked=_asked(request, given.model_dump()), by=request.capacity, at=now())
    return _round(request, asking)


@deed(router, f"{ASKING}/remind", says=_("Remind who has not answered"), act="surveys.round.reminded",
      answers=SurveyRound)  # fmt: skip
def remind(request: Call, asking: UUID) -> Any:
    """At most once a day to anybody."""
    acts.remind(find_round(request, asking), by=request.capacity, at=now())
    return _round(request, asking)


@deed(router, f"{ASKING}/prolong", says=_("Set another last day"), act="surveys.round.prolonged", takes=DAY,
      answers=SurveyRound)  # fmt: skip
def prolong(request: Call, asking: UUID, given: Given) -> Any:
    """Who has not answered is told."""
    day = bodies.cleaned(ProlongForm, given)["closes_on"]
    acts.prolong(find_round(request, asking), closes_on=day, by=request.capacity, at=now())
    return _round(request, asking)


@deed(router, f"{ASKING}/close", says=_("Close a round"), act="surveys.round.closed", answers=SurveyRound)
def close(request: Call, asking: UUID) -> Any:
    """No answer is taken any more."""
    acts.close_round(find_round(request, asking), by=request.capacity, at=now())
    return _round(request, asking)


@deed(router, f"{ASKING}/call-off", says=_("Call a round off"), act="surveys.round.called_off", takes=WHY,
      answers=SurveyRound)  # fmt: skip
def call_off(request: Call, asking: UUID, given: Given) -> Any:
    """All who were asked are told why."""
    why = bodies.cleaned(WhyForm, given)["why"]
    acts.call_off(find_round(request, asking), why=why, by=request.capacity, at=now())
    return _round(request, asking)


@deed(router, f"{ASKING}/import", says=_("Take answers from a table"), act="surveys.answers.imported", takes=TABLE,
      answers=SurveyRound)  # fmt: skip
def take(request: Call, asking: UUID, given: Given) -> Any:
    """All of them or none; faults are told by line."""
    found = find_round(request, asking)
    if not keeps(request.standing, found.survey):
        raise Http404
    taken = importing.read(given.model_dump()["table"], found, questions_of(found.survey))
    rows = [(one.respondent, one.values) for one in taken]
    acts.import_answers(found, rows, by=request.capacity, at=now())
    return _round(request, asking)


@deed(router, f"{WHOM}/save", says=_("Save my answers"), act="surveys.answers.saved", takes=VALUES,
      answers=RespondentShape)  # fmt: skip
def save(request: Call, respondent: UUID, given: Given) -> Any:
    """To go on later; they don’t count before they are sent."""
    one = linked.find(thing=respondent, person=request.standing.person)
    by = linked.hat(one, now())
    return respondent_shape(acts.save_answers(one, given.model_dump()["answers"], by=by, at=now()))


@deed(router, f"{WHOM}/answers", says=_("Send my answers"), act="surveys.answers.given", takes=VALUES,
      answers=RespondentShape)  # fmt: skip
def give(request: Call, respondent: UUID, given: Given) -> Any:
    """They can be changed until the round closes, unless the survey is anonymous: such answers go through the page."""
    one = linked.find(thing=respondent, person=request.standing.person)
    if one.round.survey.anonymous:
        raise ValidationError(_("Anonymous answers go through the page: what programs send is kept for two days."))
    by = linked.hat(one, now())
    return respondent_shape(acts.give_answers(one, given.model_dump()["answers"], by=by, at=now()))


@deed(router, f"{WHOM}/typed", says=_("Type in answers from paper"), act="surveys.answers.typed", takes=VALUES,
      answers=RespondentShape)  # fmt: skip
def type_in(request: Call, respondent: UUID, given: Given) -> Any:
    """Kept with who typed them in, and that they came from paper."""
    rows = respondents_visible_to(request.standing).select_related("round__survey__coalition")
    one: Respondent = get_object_or_404(rows, pk=respondent)
    if not keeps(request.standing, one.round.survey):
        raise Http404
    return respondent_shape(acts.type_in(one, given.model_dump()["answers"], by=request.capacity, at=now()))


def _asked(request: Call, said: dict[str, Any]) -> list[Asked]:
    """Members by id, each through whoever has spoken longest for it; and addresses."""
    askable = Askable(request.coalition.pk, day_of(now()))
    wanted = set(said.pop("organisations", []))
    speakers = people_for(Power.SPEAK, wanted, on=day_of(now()))
    members = {one.pk: one for one in askable.members}
    if unknown := wanted - set(members):
        raise ValidationError({"organisations": [str(one) for one in unknown]})
    asked = [Asked(members[pk], people[0] if people else None) for pk, people in speakers.items()]
    return [*asked, *addresses("\n".join(said.pop("others", [])), askable)]


def _round(request: Call, pk: UUID) -> SurveyRound:
    return round_shape(find_round(request, pk))
