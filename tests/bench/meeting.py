"""Run by test_live on its database: `prepare` a meeting that goes on, and print who sits in it; `note` on and on."""

import json
import sys
import time
from datetime import timedelta

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django_scopes import scope

from comity.base.clock import now
from comity.coalitions.models import Body, BodyKind, Mandate
from comity.coalitions.standing import capacities, standing_of
from comity.meetings import acts
from comity.meetings.models import Meeting
from tests.bench.growing import Stage, grow, stage, told
from tests.bench.loading import session

PEOPLE, TITLE = 50, "All of us, measured"


def prepare() -> str:
    """65 organisations; the assembly meets, and fifty people of as many organisations are noted as there."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    told()
    grow(PEOPLE + 15)
    found = stage()
    with scope(coalition=found.coalition.pk):
        meeting, by, at = _begun(found), _hat(found), now()
        voters = Mandate.objects.filter(votes=True, person__email__startswith="measured.")
        people = list(voters.select_related("person", "organisation").order_by("pk")[:PEOPLE])
        for one in people:
            acts.arrive(
                meeting, name=one.person.name, organisation=one.organisation, person=one.person, by=by, at=at
            )
        acts.start_round(meeting, 2, by=by, at=at)
    page = f"{meeting.get_absolute_url()}live/"
    return json.dumps({"sessions": [session(one.person) for one in people], "page": page})


def _begun(found: Stage) -> Meeting:
    at, by = now(), _hat(found)
    meeting = acts.plan_meeting(
        body=Body.objects.get(kind=BodyKind.ASSEMBLY), starts_at=at - timedelta(minutes=5), minutes=120, title=TITLE,
        pattern="30 work What comes first?", by=by, at=at - timedelta(days=9),
    )  # fmt: skip
    acts.call_meeting(meeting, by=by, at=at - timedelta(days=9))
    return acts.start_meeting(meeting, by=by, at=at - timedelta(minutes=5))


def _hat(found: Stage):  # type: ignore[no-untyped-def]
    standing = standing_of(found.coordinator.pk, found.coalition.pk, at=now())
    return next(hat for hat in capacities(standing, name=found.coordinator.name) if standing.body(hat.of))


def note(every: str, seconds: str) -> str:
    """Something happens every so many seconds: the floor goes round. How often it did."""
    found, count, until = stage(), 0, time.monotonic() + float(seconds)
    with scope(coalition=found.coalition.pk):
        meeting = Meeting.objects.select_related("coalition").get(title=TITLE)
        while time.monotonic() < until:
            acts.give_floor(meeting, by=_hat(found), at=now())
            count += 1
            time.sleep(float(every))
    return str(count)


if __name__ == "__main__":
    print({"prepare": prepare, "note": note}[sys.argv[1]](*sys.argv[2:]))
