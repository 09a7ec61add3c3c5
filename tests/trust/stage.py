"""A coalition made for being written to: many voters, many open questions. Run by itself on an install's data folder.

`python -m tests.trust.stage VOTERS QUESTIONS` prints, as JSON, the doors at which clients write: page forms with the
sitting of someone signed in, and mailed links.
"""

import json
import sys
from datetime import timedelta
from typing import Any

import django


def build(voters: int, questions: int) -> dict[str, Any]:
    """Everything by acts: organisations with one voter each, all in the assembly, and open questions to it."""
    from comity.base.clock import now
    from comity.people.models import Sector
    from tests.cast import found, join, person

    at = now() - timedelta(days=2)
    troupe = found("Harbour Homes Together", person("Amina Haddad"))
    sectors = list(Sector)
    for n in range(voters):
        join(troupe, f"Organisation {n}", sectors[n % 4], person(f"Voter No{n}"), short=f"V{n}")
    asked = [_question(troupe, n, at) for n in range(questions)]
    doors = []
    for organisation in troupe.organisations.values():
        doors += _doors(troupe, organisation, asked)
    return {"coalition": str(troupe.coalition.pk), "doors": doors}


def _question(troupe: Any, n: int, at: Any) -> Any:
    from comity.governing.acts import draft_question, open_question

    given = {"title": f"Question {n}?", "lede": "Yes or no.", "text": "Say."}
    closes = at + timedelta(days=30)
    draft = draft_question(by=troupe.by, at=at, closes_at=closes, body=troupe.assembly, **given)
    return open_question(draft, by=troupe.by, at=at)


def _doors(troupe: Any, organisation: Any, asked: list[Any]) -> list[dict[str, str]]:
    """For one voter and each question: the page's form, and the mailed link."""
    from django.test import Client
    from django.urls import reverse

    from comity.governing.telling import vote_links
    from comity.people.models import Person

    voter = Person.objects.get(name=f"Voter No{organisation.name.split()[1]}")
    client = Client()
    client.force_login(voter)
    cookie, slug = client.cookies["sessionid"].value, troupe.coalition.slug
    hat = f"organisation:{organisation.pk}"
    doors = []
    for question in asked:
        [link] = vote_links(question, [(organisation.pk, voter.pk)]).values()
        path = reverse("governing:answer", args=[slug, question.pk])
        common = {"voter": str(organisation.pk), "question": str(question.pk)}
        doors.append({**common, "kind": "page", "path": path, "cookie": cookie, "hat": hat})
        doors.append({**common, "kind": "mail", "path": link[link.index("/a/") :], "cookie": "", "hat": ""})
    return doors


if __name__ == "__main__":
    django.setup()
    from comity.commands.migrate import migrate

    migrate()
    print("DOORS" + json.dumps(build(*map(int, sys.argv[1:3]))))
