"""Harbour Homes as it stands on the day of a story, and how its people come in."""

import re
import time
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from comity.base.clock import now
from comity.governing.acts import draft_question, open_question
from comity.governing.models import Question
from tests.cast import Troupe, harbour
from tests.journeys.hand import Hand
from tests.journeys.post import Post

AMINA, MARTA, OKAFOR, HENK = (
    f"{name}@example.org" for name in ("amina.haddad", "marta.lind", "okafor.eze", "henk.baas")
)


def today(**since: int) -> Troupe:
    """Harbour Homes, founded that long ago: `today(days=40)`."""
    return harbour(at=now() - timedelta(**(since or {"days": 40})))


def asked(troupe: Troupe, *, at: datetime | None = None, days: int = 9, **given: Any) -> Question:
    """The tenants put a question to the whole assembly."""
    at = at or now()
    by = troupe.hat(troupe.coordinator, troupe.organisations["HT"], at=at)
    given = {
        "title": "Insulate 40 flats before the frost?", "lede": "Spend 180,000 of the shared fund on 40 flats.",
        "body": troupe.assembly, "closes_at": at + timedelta(days=days), **given,
    }  # fmt: skip
    return open_question(draft_question(by=by, at=at, **given), by=by, at=at)


def come_in(hand: Hand, address: str, post: Post) -> Hand:
    """By the mailed link."""
    hand.page.goto("/")
    hand.follow("Sign in")
    hand.write("Your e-mail address", address)
    hand.tap("Mail me a link")
    post.newest(address, "people.key").open(hand)
    hand.follow("Sign in")
    hand.tap("Sign in")
    return hand


class App:
    """An authenticator app on somebody's phone, set up from the key that the page shows."""

    def __init__(self, key: str) -> None:
        self.key = re.sub(r"\s", "", key)

    def code(self, ahead: int = 0) -> str:
        """The digits it shows now, or after so many half minutes."""
        return str(format_hotp_value(hotp_value(self.key, int(time.time()) // 30 + ahead)))


def set_up_app(hand: Hand) -> App:
    """Set up an authenticator app, from the page of second steps."""
    hand.tap("Set up an app")
    app = App(hand.page.locator("code").inner_text())
    hand.write("Code", app.code())
    hand.tap("Use this app")
    return app
