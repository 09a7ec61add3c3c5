"""How the relationship survey is told in stories: drafted from its template and put to all four organisations."""

from datetime import timedelta
from typing import Any

from comity.surveys import acts
from comity.surveys.acts import Asked
from comity.surveys.models import Respondent, Round
from tests.cast import THEN, Troupe

VOICES = {"OD": "Marta", "DR": "Henk", "HT": "Ruth", "HH": "Okafor"}
CLOSES = THEN.date() + timedelta(days=14)


def opened(troupe: Troupe) -> Round:
    """A round of the relationship survey, asked of somebody of each organisation."""
    survey = acts.draft_survey(
        thing=troupe.coalition, title="Who works with whom", pattern="network.relations", by=troupe.by, at=THEN
    )
    asked = [Asked(troupe.organisations[mark], troupe.people[name]) for mark, name in VOICES.items()]
    return acts.open_round(survey, asked=asked, closes_on=CLOSES, by=troupe.by, at=THEN)


def value(troupe: Troupe, **levels: int | None) -> dict[str, Any]:
    """What a roster keeps: marks with rungs, None for left open."""
    found = {}
    for mark, level in levels.items():
        one = troupe.organisations[mark]
        found[str(one.pk)] = {"name": one.name, "level": level}
    return found


def closed(troupe: Troupe, round_: Round, said: dict[str, dict[str, Any]], *, close: bool = True) -> None:
    """Some answer, each for the organisation of a mark; then the round is closed."""
    for mark, ties in said.items():
        with troupe.scope():
            row = Respondent.objects.select_related("round__survey").get(
                round=round_, organisation=troupe.organisations[mark]
            )
        by = troupe.hat(troupe.people[VOICES[mark]])
        acts.give_answers(row, {"ties": ties}, by=by, at=THEN + timedelta(hours=1))
    if close:
        acts.close_round(round_, by=troupe.by, at=THEN + timedelta(days=1))
