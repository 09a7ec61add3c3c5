"""What is to be done, what is signed together, who is credited, and what the coalition talks about."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.credits.acts import confirm_credit, give_credit
from comity.governing.models import Question
from comity.signatures.acts import open_sheet, sign
from comity.tasks.acts import accept_task, finish_task, give_task
from comity.topics.acts import add_topic
from comity.web.demo import cast

if TYPE_CHECKING:
    from comity.web.demo.story import Story

TOPICS = (
    ("Housing", "Damp, heating, repairs, and who pays for them."),
    ("Advice", "One story told once: rent, debt, residence, health."),
    ("Money", "The shared fund, dues, and what we may spend."),
)
PROMISE = (
    "From 1 December to 1 March each of us keeps one warm room open until ten in the evening, on every night the "
    "forecast says frost.\n\n"
    "Whoever comes is let in. Nobody is asked for papers or for a reason.\n\n"
    "Whoever can’t open on a night says so by noon, and the nearest of us opens longer."
)
SURVEY = "€7,400 for the attic survey"
#: who is asked to sign, and who has not yet
SIGNERS, STILL_OUT = ("HT", "OD", "HD", "PK", "LL"), "LL"


def talk_of(story: "Story", at: datetime) -> None:
    """Three topics, so that what hangs together is found together."""
    for name, words in TOPICS:
        add_topic(name=name, description=words, by=story.for_all(), at=at)


def credit(story: "Story", at: datetime) -> None:
    """Who did what for the attic survey; one of three has not confirmed it yet."""
    question = Question.objects.get(title=SURVEY)
    lines = (("VC", "climbed into 62 attics"), ("BO", "lent ladders and a van"), ("NB", "interpreted at the doors"))
    for mark, what in lines:
        line = give_credit(
            thing=question, organisation=story.organisations[mark], what=what, by=story.voter("NL"), at=at
        )
        if mark != "NB":
            confirm_credit(line, by=story.voter(mark), at=at + timedelta(days=1))


def give_tasks(story: "Story", at: datetime) -> None:
    """One that is done, one that is late, one under way, and one that waits for the tenants' yes."""
    steering, by = story.bodies["Steering committee"], story.for_all()
    days: Callable[[int], datetime] = lambda n: story.today + timedelta(days=n)  # noqa: E731
    asked = (
        ("Copy the keys of the warm rooms", "PK", -9, "Two sets each, with a label.", finish_task),
        ("Ask the ferry office for its waiting room", "HD", -2, "They open at five; we need it until ten.", accept_task),
        ("Write the list of streets for the leaflet", "OD", 9, "By street, never by house.", accept_task),
        ("Find four people who open the hall on Sundays", "HT", 12, "From ten to four, two at a time.", None),
    )
    for title, mark, day, text, then in asked:
        task = give_task(
            thing=steering, title=title, text=text, organisation=story.organisations[mark], due_on=days(day).date(),
            by=by, at=at,
        )  # fmt: skip
        if then is not None:
            then(task, by=story.voter(mark), at=at + timedelta(days=1))


def promise(story: "Story", at: datetime) -> None:
    """A promise that four organisations have signed and one has not."""
    sheet = open_sheet(
        thing=story.bodies["Steering committee"], title="Warm rooms on cold nights", text=PROMISE,
        organisations=[story.organisations[mark] for mark in SIGNERS], by=story.for_all(), at=at,
        sign_by_on=(story.today + timedelta(days=6)).date(),
    )  # fmt: skip
    for number, mark in enumerate(SIGNERS):
        if mark != STILL_OUT:
            name = next(member.people[0].name for member in cast.MEMBERS if member.short == mark)
            sign(sheet, typed=name, by=story.voter(mark), at=at + timedelta(days=1 + number))


EVENTS = ((1.5, talk_of), (16.6, credit), (23.5, give_tasks), (23.7, promise))
