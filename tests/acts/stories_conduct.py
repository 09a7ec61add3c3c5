"""Stories of who does what, of statements and of conflicts."""

from datetime import timedelta

from comity.core.duties import Part
from comity.governing.acts import areas
from comity.governing.models import Area
from tests.acts.stories import story
from tests.cast import Troupe
from tests.governing.stage import OPENS, hat

LATER = OPENS + timedelta(hours=1)


def repairs(troupe: Troupe) -> Area:
    """An area that nobody has a part in."""
    by = hat(troupe, "Marta", "OD")
    return areas.name_area(name="Repairs", words="Doors.", needs="fire safety", by=by, at=OPENS)


@story("governing.area.named", "governing.area.changed", "governing.area.closed", "governing.area.reopened")
def an_area_comes_and_goes(troupe: Troupe) -> None:
    area = repairs(troupe)
    areas.change_area(area, name="Emergency repairs", by=troupe.by, at=LATER)
    areas.close_area(area, by=troupe.by, at=LATER)
    areas.reopen_area(area, by=troupe.by, at=LATER)


@story("governing.duty.claimed", "governing.duty.dropped", "governing.area.put")
def two_decide_and_one_lets_go(troupe: Troupe) -> None:
    area, shelter, tenants = repairs(troupe), hat(troupe, "Marta", "OD"), hat(troupe, "Amina", "HT")
    for mark, by in (("OD", shelter), ("HT", tenants)):
        part = areas.claim_part(area, Part.DECIDES, organisation=troupe.organisations[mark], by=by, at=OPENS)
    areas.put_area(area, by=shelter, at=LATER)
    areas.drop_part(part, by=tenants, at=LATER)


@story("governing.competence.stated", "governing.competence.withdrawn")
def the_shelter_says_what_it_is_good_at(troupe: Troupe) -> None:
    shelter = hat(troupe, "Marta", "OD")
    areas.state_competence(name="Fire safety", level=1, by=shelter, at=OPENS)
    said = areas.state_competence(name="fire safety", level=2, evidence="31 beds", by=shelter, at=LATER)
    areas.withdraw_competence(said, by=shelter, at=LATER)
