"""Under which hat somebody answers for a task behind a mailed link, where no hat is worn."""

from comity.base.capacity import Capacity
from comity.coalitions.models import Power
from comity.coalitions.standing import Standing, capacities
from comity.tasks.models import Task


def own_hat(standing: Standing, name: str, task: Task) -> Capacity:
    """That of the task's organisation where the person speaks for it; else oneself."""
    hats = capacities(standing, name=name)
    ours = (hat for hat in hats if hat.organisation is not None and hat.organisation == task.organisation_id)
    return next((hat for hat in ours if standing.may(hat, Power.SPEAK)), hats[-1])
