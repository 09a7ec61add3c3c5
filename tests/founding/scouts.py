"""A committee that looks for partners: Marta chairs it, Amina and Okafor sit in it, Henk's traders do not."""

from datetime import timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.founding.models import Criterion, PartnerSearch, Prospect
from comity.founding.prospects import acts
from tests.cast import THEN, Troupe

LATER = THEN + timedelta(hours=2)


def committee(troupe: Troupe) -> PartnerSearch:
    """The steering committee looks for partners; nothing is agreed yet."""
    return acts.begin_search(troupe.bodies["steering"], by=troupe.by, at=THEN)


def marta(troupe: Troupe) -> Capacity:
    return troupe.hat(troupe.people["Marta"], troupe.organisations["OD"])


def okafor(troupe: Troupe) -> Capacity:
    return troupe.hat(troupe.people["Okafor"], troupe.organisations["HH"])


def henk(troupe: Troupe) -> Capacity:
    """Who speaks for a member that has no seat in the committee."""
    return troupe.hat(troupe.people["Henk"], troupe.organisations["DR"])


def agreed(troupe: Troupe) -> list[Criterion]:
    """Two criteria, the first counting twice, agreed on by the committee."""
    committee(troupe)
    made = [
        acts.state_criterion("The quarter trusts it.", weight=2, by=marta(troupe), at=THEN),
        acts.state_criterion("It works in the open.", by=marta(troupe), at=THEN),
    ]
    acts.adopt_criteria(on=THEN.date(), how="In our meeting, all three present.", by=marta(troupe), at=THEN)
    return made


def prospect(troupe: Troupe, name: str = "Quay School", **said: Any) -> Prospect:
    return acts.enter_prospect(name=name, by=marta(troupe), at=THEN, **said)


def points(troupe: Troupe, *given: int) -> dict[Any, int]:
    """Points for the criteria in their order."""
    with troupe.scope():
        criteria = list(Criterion.objects.filter(struck_at=None))
    return dict(zip((one.pk for one in criteria), given, strict=True))


def score(troupe: Troupe, row: Prospect, by: Capacity, *given: int, words: str = "") -> Any:
    return acts.score_prospect(row, points(troupe, *given), words=words, by=by, at=LATER)


