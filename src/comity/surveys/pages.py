"""What the pages of a survey and of a round show, each in a few queries whatever the number of rows."""

from typing import Any

from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.coalitions.held import known_thing, place_of
from comity.coalitions.requests import CoalitionRequest
from comity.surveys import lists, permissions, queries
from comity.surveys.above import weighing_of
from comity.surveys.kinds import kind_of, kinds
from comity.surveys.letters import reading_words
from comity.surveys.models import AskState, Respondent, RoundState, Survey
from comity.surveys.results import results_of
from comity.surveys.translating import Share, language_name, original_name, share_of, slots_of

#: how many of those who are missing stand on the page
SHOWN = 50


def of_survey(request: CoalitionRequest, survey: Survey) -> dict[str, Any]:
    """The context of a survey's page."""
    barred = permissions.keeping(request.standing, request.capacity, survey)
    questions = queries.questions_of(survey)
    thing = known_thing(request.standing, survey)
    return {
        "survey": survey,
        "barred": barred,
        "keeps": barred is None,
        "items": [(one, "" if one.is_section else kind_of(one).label) for one in questions],
        "asked": [one for one in questions if not one.is_section],
        "kinds": [(name, kind.label) for name, kind in kinds.items()],
        "rounds": list(lists.rounds_of(survey)),
        "unusable": permissions.usable(survey),
        "place": place_of(thing) if thing is not None else None,
        "reading": reading_words(survey),
        "languages": languages_of(survey, questions),
        "original": original_name(survey),
    }


def languages_of(survey: Survey, questions: list[Any]) -> list[tuple[Any, str, Share]]:
    """The other languages, each by its name and how far it is. One query."""
    slots = slots_of(survey, questions)
    found = queries.translations_of(survey)
    return [(one, language_name(one.language), share_of(one, slots)) for one in found]


def of_round(request: CoalitionRequest, round_: Any) -> dict[str, Any]:
    """The context of a round's page."""
    at = now()
    barred = permissions.keeping(request.standing, request.capacity, round_.survey)
    mine = list(Respondent.objects.filter(round=round_, person=request.standing.person).select_related("organisation"))
    open_ = round_.state == RoundState.OPEN
    context = {
        "round": round_, "survey": round_.survey, "barred": barred, "keeps": barred is None, "open": open_,
        "takes": round_.takes_answers(at), "until": queries.day_of_closing(round_), "mine": mine,
        "results": results_of(request.standing, round_), "reading": reading_words(round_.survey),
        "reads": queries.reads_answers(request.standing, round_.survey), "all_in": round_.answered == round_.asked,
        "share": _("{n} of {asked} have answered").format(n=round_.answered or 0, asked=round_.asked or 0),
    }  # fmt: skip
    return context | (_missing(round_) if barred is None and open_ else {"missing": [], "more": 0, "why": ""})


def _missing(round_: Any) -> dict[str, Any]:
    """Who has not answered, those first whose answer matters most."""
    rows = Respondent.objects.filter(round=round_).exclude(state=AskState.ANSWERED)
    weighing = weighing_of(round_)
    found = queries.ordered(rows.select_related("organisation", "person"), weighing.by_organisation)
    return {"missing": found[:SHOWN], "more": max(0, len(found) - SHOWN), "why": weighing.why}
