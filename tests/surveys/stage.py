"""How surveys stand in stories: drafted by the coordinator of Harbour Homes, asked of its organisations."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client

from comity.base.clock import stopped_at
from comity.notices.models import Mail
from comity.surveys import acts
from comity.surveys.acts import Asked
from comity.surveys.models import Respondent, Round, Survey
from tests.cast import THEN, Troupe

LATER = THEN + timedelta(hours=1)
CLOSES = THEN.date() + timedelta(days=14)
AFTER = THEN + timedelta(days=16)
OPTIONS = {"options": [["o1", "Money"], ["o2", "People"], ["o3", "Rooms"]]}
#: what fits the questions of `drafted`
ANSWERS = {"q2": "o2", "q3": ["o1", "o3"], "q5": 3, "q6": "12.5", "q7": "2026-04-01", "q8": "All is well."}
#: who speaks in the stories, by mark of the organisation
VOICES = {"OD": "Marta", "DR": "Henk", "HT": "Ruth"}


def drafted(troupe: Troupe, **other: Any) -> Survey:
    """Two pages with a question of each kind; q2 and q5 need an answer."""
    survey = acts.draft_survey(thing=troupe.coalition, by=troupe.by, at=THEN, **{"title": "What we lack", **other})
    for kind, text, more in (
        ("section", "What you lack", {}), ("choice", "What do you lack most?", {"required": True, "settings": OPTIONS}),
        ("several", "What could you lend?", {"settings": OPTIONS}), ("section", "How it goes", {}),
        ("scale", "We are heard.", {"required": True, "settings": {"low": "never", "high": "always"}}),
        ("number", "Hours a week", {"settings": {"unit": "hours"}}), ("day", "Since when?", {}),
        ("text", "Anything else?", {"settings": {"long": True}}),
    ):  # fmt: skip
        acts.add_question(survey, kind=kind, text=text, by=troupe.by, at=THEN, **more)
    return survey


def voices(troupe: Troupe, *marks: str) -> list[Asked]:
    """One person of each organisation."""
    return [Asked(troupe.organisations[mark], troupe.people[VOICES[mark]]) for mark in marks or VOICES]


def opened(troupe: Troupe, survey: Survey | None = None, *, at: datetime = THEN, **other: Any) -> Round:
    """Put to three organisations until two weeks later."""
    asked: dict[str, Any] = {"asked": voices(troupe), "closes_on": CLOSES, **other}
    return acts.open_round(survey or drafted(troupe), by=troupe.by, at=at, **asked)


def row(troupe: Troupe, round_: Round, mark: str) -> Respondent:
    """The row of who is asked for an organisation."""
    with troupe.scope():
        found: Respondent = Respondent.objects.select_related("round__survey").get(
            round=round_, organisation=troupe.organisations[mark]
        )
        return found


def given(troupe: Troupe, round_: Round, mark: str, *, at: datetime = LATER, **other: Any) -> Respondent:
    """The organisation's person sends answers."""
    one = row(troupe, round_, mark)
    by = troupe.hat(troupe.people[VOICES[mark]])
    return acts.give_answers(one, {**ANSWERS, **other}, by=by, at=at)


def link_to(name: str, troupe: Troupe, kind: str = "surveys.asked") -> str:
    """The newest link in a mail to that person, as a path."""
    mail = Mail.objects.filter(person=troupe.people[name].pk, kind=kind).order_by("queued_at", "pk").last()
    assert mail is not None
    return link_in(mail)


def link_in(mail: Mail) -> str:
    found = re.search(r"/a/[\w.-]+/", mail.text)
    assert found, mail.text
    return found[0]


def visit(url: str, said: dict[str, Any] | None = None, *, at: datetime = LATER, client: Client | None = None) -> Any:
    """What a browser gets in which nobody has signed in; with answers it posts them."""
    browser = client or Client()
    with stopped_at(at):
        return browser.get(url) if said is None else browser.post(url, said)


def day(n: int) -> date:
    return THEN.date() + timedelta(days=n)
