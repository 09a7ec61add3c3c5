"""Surveys full of canaries: one for all inside with answers for its keepers, a draft, one for the committee's eyes."""

from datetime import datetime, timedelta
from typing import Any

from comity.governing.models import Question as Proposal
from comity.surveys import acts
from comity.surveys.acts import Asked
from comity.surveys.models import Question, Respondent, Round, Survey
from tests.cast import Troupe
from tests.matrix.practising import secret_of


def survey_everything(troupe: Troupe, name: str, things: Any, at: datetime) -> None:
    """One of each; the answers are the keepers' alone, and so is the draft."""
    canary, draft = f"KANARI-{name}", f"KANARI-DRAFT-{name}"
    things.draft_survey, things.draft_question = _drafted(troupe, troupe.coalition, draft, at)
    things.survey, things.survey_question = _drafted(troupe, troupe.coalition, canary, at)
    things.translation = _translated(troupe, things.survey, canary, at)
    things.asking, things.respondent = _opened(troupe, things.survey, canary, draft, at)
    secret = secret_of(name)
    thing = Proposal.objects.get(pk=things.secret)
    things.secret_survey, things.secret_survey_question = _drafted(troupe, thing, secret, at)
    things.secret_translation = _translated(troupe, things.secret_survey, secret, at)
    things.secret_asking, things.secret_respondent = _opened(troupe, things.secret_survey, secret, secret, at)
    nameless, _question = _drafted(troupe, troupe.coalition, canary, at, anonymous=True)
    things.nameless_asking, _row = _opened(troupe, nameless, canary, draft, at)
    acts.close_round(Round.objects.get(pk=things.nameless_asking), by=troupe.by, at=at)


def _drafted(troupe: Troupe, thing: Any, canary: str, at: datetime, **more: Any) -> tuple[Any, Any]:
    survey = acts.draft_survey(
        thing=thing, title=f"Survey {canary}", intro=canary, thanks=canary, by=troupe.by, at=at, **more
    )
    acts.add_question(survey, kind="section", text=f"Part {canary}", by=troupe.by, at=at)
    options = {"options": [["o1", f"First {canary}"], ["o2", "Second"]]}
    acts.add_question(survey, kind="choice", text=canary, help=canary, settings=options, by=troupe.by, at=at)
    question = acts.add_question(survey, kind="text", text=f"Why {canary}?", by=troupe.by, at=at)
    return survey.pk, question.pk


def _translated(troupe: Troupe, survey: Any, canary: str, at: datetime) -> Any:
    """In another language, as full of canaries as the original."""
    found = Survey.objects.select_related("coalition").get(pk=survey)
    made = acts.begin_translation(found, language="es", by=troupe.by, at=at)
    acts.translate(made, {"title": f"Encuesta {canary}", "intro": canary}, by=troupe.by, at=at)
    return made.pk


def _opened(troupe: Troupe, survey: Any, canary: str, answer: str, at: datetime) -> tuple[Any, Any]:
    """The coordinator is asked and has not answered; an organisation has, on paper."""
    found = Survey.objects.select_related("coalition").get(pk=survey)
    other = list(troupe.organisations.values())[1]
    asked = [Asked(None, troupe.coordinator), Asked(other, None)]
    round_ = acts.open_round(
        found, asked=asked, closes_on=at.date() + timedelta(days=40), note=canary, by=troupe.by, at=at
    )
    key = Question.objects.get(survey=found, kind="text").key
    rows = {one.person_id: one for one in Respondent.objects.filter(round=round_)}
    acts.type_in(rows[None], {key: answer}, by=troupe.by, at=at)
    return round_.pk, rows[troupe.coordinator.pk].pk
