"""Topics, tasks, sheets and credit of a coalition of the world, with canaries: for all inside, and for one body."""

from datetime import datetime
from typing import Any

from comity.credits.acts import give_credit
from comity.governing.models import Question
from comity.signatures.acts import open_sheet, sign
from comity.tasks.acts import give_task
from comity.topics.acts import add_topic
from tests.cast import Troupe


def secret_of(name: str) -> str:
    """What stands for the eyes of one body."""
    return {"ALPHA": "KANARI-STEERING"}.get(name, f"KANARI-COMMITTEE-OF-{name}")


def practise(troupe: Troupe, name: str, things: Any, at: datetime) -> None:
    """One of each for the coalition, and one for a question that is for the committee's eyes."""
    canary, by = f"KANARI-{name}", troupe.by
    things.topic = add_topic(name=f"Topic {canary}", description=canary, by=by, at=at).pk
    found = _all(troupe, troupe.coalition, canary, at)
    things.task, things.sheet, things.credit = found
    secret = Question.objects.get(pk=things.secret)
    things.secret_task, things.secret_sheet, things.secret_credit = _all(troupe, secret, secret_of(name), at)


def _all(troupe: Troupe, thing: Any, canary: str, at: datetime) -> tuple[Any, Any, Any]:
    """A task and credit of one organisation of the committee; a sheet that it has signed and another one has not."""
    if "OD" in troupe.organisations:
        signer, other = troupe.people["Marta"], troupe.organisations["DR"]
        owner = troupe.organisations["OD"]
    else:
        owner, _two, other = list(troupe.organisations.values())[:3]
        signer = troupe.coordinator
    by = troupe.by
    task = give_task(thing=thing, title=f"Task {canary}", text=canary, organisation=owner, by=by, at=at)
    sheet = open_sheet(
        thing=thing, title=f"Sheet {canary}", text=canary, organisations=[owner, other], by=by, at=at
    )
    sign(sheet, typed=f"Signed {canary}", at_home=f"At home {canary}", by=troupe.hat(signer, owner), at=at)
    credit = give_credit(thing=thing, organisation=owner, what=f"Credit {canary}", by=by, at=at)
    return task.pk, sheet.pk, credit.pk
