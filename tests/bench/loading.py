"""Run by test_load on its database: `prepare` the coalition and print who reads what; `count` the votes given."""

import json
import sys
from datetime import timedelta
from importlib import import_module
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django_scopes import scope

from comity.base.clock import now
from comity.coalitions.models import Body, BodyKind, Mandate
from comity.coalitions.standing import capacities, standing_of
from comity.governing.acts import draft_question, open_question
from comity.governing.models import Vote
from comity.people.models import Person
from tests.bench.growing import Stage, grow, stage, told
from tests.bench.pages import addresses

PEOPLE, TITLE = 200, "Shall we go on as we do?"
READ = (
    "home",
    "register",
    "organisations",
    "organisation",
    "people",
    "bodies",
    "ties",
    "record",
    "search",
    "decided",
)


def prepare() -> str:
    """A coalition of 215 organisations; 200 people who may vote for one each, signed in; one question open to all."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    told()
    grow(PEOPLE + 15)
    found = stage()
    with scope(coalition=found.coalition.pk):
        question = _asked(found)
        voters = Mandate.objects.filter(votes=True, person__email__startswith="measured.").select_related(
            "person"
        )
        people = [mandate.person for mandate in voters.order_by("pk")[:PEOPLE]]
    pages = [addresses(found)[name][0] for name in READ]
    return json.dumps(
        {"sessions": [session(one) for one in people], "pages": [*pages, question], "question": question}
    )


def _asked(found: Stage) -> str:
    standing = standing_of(found.coordinator.pk, found.coalition.pk, at=now())
    by = next(hat for hat in capacities(standing, name=found.coordinator.name) if standing.body(hat.of))
    assembly = Body.objects.get(kind=BodyKind.ASSEMBLY)
    draft = draft_question(
        body=assembly, title=TITLE, lede="To see how voting feels.", closes_at=now() + timedelta(days=60), by=by,
        at=now(),
    )  # fmt: skip
    return str(open_question(draft, by=by, at=now()).get_absolute_url())


def session(person: Person) -> str:
    """The key of a session in which the person is signed in, as the door would have made it."""
    session: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def count() -> str:
    found = stage()
    with scope(coalition=found.coalition.pk):
        return str(Vote.objects.filter(question__title=TITLE).count())


if __name__ == "__main__":
    print({"prepare": prepare, "count": count}[sys.argv[1]]())
