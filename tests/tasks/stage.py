"""How tasks are given in stories: by the tenants, for the steering committee of Harbour Homes, to the shelter."""

from datetime import timedelta
from typing import Any

from comity.tasks.acts import give_task
from comity.tasks.models import Task
from tests.cast import THEN, Troupe
from tests.governing.stage import tenants

DUE = THEN + timedelta(days=10)


def given(troupe: Troupe, **other: Any) -> Task:
    """A task of the shelter unless told otherwise."""
    asked: dict[str, Any] = {
        "thing": troupe.bodies["steering"], "title": "Fetch the key of the hall", "due_on": DUE.date(),
        "by": tenants(troupe), "at": THEN,
    }  # fmt: skip
    if "person" not in other:
        asked["organisation"] = troupe.organisations["OD"]
    return give_task(**asked | other)
