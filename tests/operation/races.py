"""The stage of the races, told in a process of its own: who asks for what at the same moment.

`python -m tests.operation.races` prints as JSON the coalition, and for each race the requests that take part in it.
"""

import json
from datetime import timedelta
from typing import Any

import django

LIST = "name,sector\n" + "".join(f"Newcomer {n},nonprofit\n" for n in range(12))


def told() -> dict[str, Any]:
    """Harbour Homes with an open question, one that all have answered, and a roster that was checked."""
    from django.test import Client
    from django.utils import timezone

    from comity.coalitions.models import Membership
    from tests.api.stage import program
    from tests.cast import harbour
    from tests.governing.stage import asking, say

    now, troupe = timezone.now(), harbour()
    options = {"at": now, "expires_on": (now + timedelta(days=30)).date()}
    with troupe.scope():
        opened, answered, due = (
            asking(troupe)(at=now - timedelta(days=2), closes_at=now + soon, title=title)
            for title, soon in (
                ("Open?", timedelta(days=9)), ("Answered?", timedelta(days=9)), ("Due?", timedelta(seconds=20)),
            )
        )  # fmt: skip
        say(troupe, answered, at=now - timedelta(days=1), HT="yes", OD="yes", HH="no")
        traders = Membership.objects.get(organisation=troupe.organisations["DR"]).organisation_id
    amina, tenants = program(troupe, "Amina", "=", **options), program(troupe, "Amina", "HT", **options)
    amina.at, amina.client = now, Client(SERVER_NAME="localhost")
    roster = amina.post("rosters", {"organisations": LIST}).json()
    steering = troupe.bodies["steering"].pk
    races = {
        "vote": (tenants, f"questions/{opened.pk}/votes", {"choice": "yes"}),
        "import": (amina, f"rosters/{roster['id']}/enter", None),
        "seat": (amina, f"bodies/{steering}/seats", {"organisation": str(traders)}),
        "close": (amina, f"questions/{answered.pk}/close", None),
    }
    asked = {
        name: {"path": path, "body": body, "secret": who.secret, "hat": who.hat}
        for name, (who, path, body) in races.items()
    }
    return {"coalition": str(troupe.coalition.pk), "races": asked, "due": str(due.pk)}


if __name__ == "__main__":
    django.setup()
    from comity.commands.migrate import migrate

    migrate()
    print("RACES" + json.dumps(told()))
