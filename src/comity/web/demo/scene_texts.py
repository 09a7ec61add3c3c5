"""The steering committee writes its house rules, gets suggestions, and keeps what was quoted to it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from comity.base.capacity import ActsFor, Capacity
from comity.files.acts import replace_file, upload_file
from comity.texts.acts import (
    accept_suggestion,
    comment_on,
    decline_suggestion,
    open_text,
    suggest,
    write_version,
)
from comity.texts.models import Text

if TYPE_CHECKING:
    from comity.web.demo.story import Story

COMMITTEE = "Steering committee"
FIRST = """We work for dry, warm and affordable homes in Saltmere. This is how we work with each other.

## Meetings

We meet on the second Tuesday of each month at six, in Harbour Hall. Whoever speaks is heard out.

Minutes go out within two weeks.

## Money

Sums up to €5,000 are the executive committee's. Everything above comes to us.

## When we disagree

We first talk in private. If that does not help within a month, we ask somebody from outside."""
SECOND = FIRST.replace("within two weeks", "within a week, to everyone who was invited").replace(
    "## When we disagree", "Who is paid by a sum on the table says so, and leaves the room for the vote.\n\n## When we disagree"
)
QUOTES = "firm,flats,price in euro\nHolm & Daughters,40,182000\nQuayside Roofing,40,176500\nNorth Harbour Builders,38,191000\n"
NEWER = QUOTES.replace("176500", "179900")


def write(story: "Story") -> None:
    """Rules in three versions, one suggestion that waits, a thread; quotes that were replaced."""
    at, committee = story.moment(18, 19), story.bodies[COMMITTEE]
    chair = _hat(story, "Marta Lind")
    rules = open_text(committee, title="House rules", words=FIRST, by=chair, at=at)
    _talk(story, rules, at + timedelta(days=3))
    rules = write_version(
        rules, words=SECOND, note="Minutes sooner, and who leaves the room", by=chair, at=at + timedelta(days=21)
    )
    _suggest(story, rules, chair, at + timedelta(days=40))
    table = upload_file(
        committee, ContentFile(QUOTES.encode(), name="Quotes for 40 flats.csv"), note="Quotes of three firms",
        by=chair, at=at + timedelta(days=50),
    )  # fmt: skip
    replace_file(
        table, ContentFile(NEWER.encode(), name="Quotes for 40 flats.csv"),
        note="Quotes of three firms, one of them corrected", by=chair, at=at + timedelta(days=57),
    )  # fmt: skip


def _talk(story: "Story", rules: Text, at: datetime) -> None:
    asked = comment_on(
        rules, words="Two weeks is long when a deadline lies between. Could minutes go out sooner?",
        by=story.voter("DR"), at=at,
    )  # fmt: skip
    comment_on(rules, words="A week is fine with us.", thread=asked, by=story.voter("HT"), at=at + timedelta(days=1))


def _suggest(story: "Story", rules: Text, chair: Capacity, at: datetime) -> None:
    early = suggest(
        rules, words=SECOND.replace("at six", "at half past six"), by=story.voter("DR"), at=at,
        why="Shops close at six. Half an hour lets us come.",
    )  # fmt: skip
    late = suggest(
        rules, words=SECOND.replace("in Harbour Hall", "by telephone"), by=story.voter("CH"), at=at,
        why="It would save the way.",
    )  # fmt: skip
    accept_suggestion(early, reason="Gladly; so do some of us.", by=chair, at=at + timedelta(days=4))
    decline_suggestion(
        late, reason="Seeing each other once a month is what holds us together. The executive meets by telephone.",
        by=chair, at=at + timedelta(days=4),
    )  # fmt: skip
    rules.refresh_from_db()
    suggest(
        rules, words=rules.words.replace("If that does not help within a month", "If that does not help within two weeks"),
        by=story.voter("HT"), at=story.today - timedelta(days=3), why="A month is long for tenants who wait for a repair.",
    )  # fmt: skip


def _hat(story: "Story", name: str) -> Capacity:
    """Somebody for the committee."""
    body = story.bodies[COMMITTEE]
    return Capacity(story.people[name].pk, name, ActsFor.BODY, body.pk, body.name, story.coalition_id)
