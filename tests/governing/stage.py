"""How questions are put and answered in stories: by the tenants to the steering committee of Harbour Homes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from comity.base.capacity import the_rule
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote, close_question, draft_question, open_question
from comity.governing.models import Decision, Question, Vote
from comity.governing.rules import DEFAULT
from comity.people.models import Person
from tests.cast import THEN, Troupe
from tests.governing.rules import work_by_rule

OPENS = THEN + timedelta(days=1)
CLOSES = OPENS + timedelta(days=40)
Asks = Callable[..., Question]


def asking(troupe: Troupe) -> Asks:
    """Open a question: `asks(title=…, rule=…, body=…)`; without a rule it is that of the software."""

    def ask(*, at: datetime = OPENS, by: Any = None, **given: Any) -> Question:
        given.setdefault("body", troupe.bodies["steering"])
        given.setdefault("title", "Insulate 40 flats before the frost?")
        given.setdefault("lede", "Spend 180,000 of the shared fund on 40 flats.")
        given.setdefault("closes_at", CLOSES)
        hat = by or tenants(troupe)
        rule = given.pop("rule", None)
        if rule is not None and given.get("binding") is False:
            given["rule"] = rule
        else:
            work_by_rule(troupe, rule or DEFAULT, at)
        return open_question(draft_question(by=hat, at=at, **given), by=hat, at=at)

    return ask


def tenants(troupe: Troupe) -> Any:
    """Amina, for the tenants' union."""
    return troupe.hat(troupe.coordinator, troupe.organisations["HT"])


def hat(troupe: Troupe, name: str, mark: str) -> Any:
    """The capacity of a person, by first name, for an organisation, by mark."""
    return troupe.hat(troupe.people[name], troupe.organisations[mark])


def say(troupe: Troupe, question: Question, at: datetime = OPENS, **answers: str) -> list[Vote]:
    """Organisations answer through their first voter: `say(troupe, q, HT="yes", OD="no")`."""
    who = {"HT": "Amina", "OD": "Marta", "HH": "Okafor", "DR": "Henk"}
    return [
        cast_vote(question, Choice(answer), by=hat(troupe, who[mark], mark), at=at + timedelta(minutes=n))
        for n, (mark, answer) in enumerate(answers.items(), start=1)
    ]


def close(question: Question) -> Decision:
    """The rule closes it at its time."""
    return close_question(question, by=the_rule(question.coalition_id), at=question.closes_at)


def signed_in(person: Person) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(person)
    return client
