"""Under which hat somebody answers for credit behind a mailed link, where no hat is worn."""

from comity.base.capacity import Capacity
from comity.coalitions.models import Power
from comity.coalitions.standing import Standing, capacities
from comity.credits.models import Credit


def hat_for(standing: Standing, name: str, credit: Credit, *, about_naming: bool) -> Capacity:
    """That of the credited organisation where the person speaks for it; oneself for one's own name."""
    hats = capacities(standing, name=name)
    ours = (hat for hat in hats if hat.organisation == credit.organisation_id and standing.may(hat, Power.SPEAK))
    return hats[-1] if about_naming else next(ours, hats[-1])
