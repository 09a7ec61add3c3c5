"""Harbour Homes as it stands on the day of a story, and how its people come in."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client

from comity.base.clock import now
from comity.governing.acts import draft_question, open_question
from comity.governing.models import Question
from tests.cast import Troupe
from tests.journeys.hand import Hand
from tests.journeys.post import Post

AMINA, MARTA, OKAFOR, HENK = (
    f"{name}@example.org" for name in ("amina.haddad", "marta.lind", "okafor.eze", "henk.baas")
)


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


def at_her_desk(sit_down: Callable[..., Hand], troupe: Troupe, name: str = "", **looks: Any) -> Hand:
    """Somebody of the coalition who has signed in already, on its home page; Amina unless named."""
    who, hand = troupe.people[name] if name else troupe.coordinator, sit_down(**looks)
    client = Client()
    client.force_login(who)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    hand.page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": settings.ADDRESS}]
    )
    hand.page.goto(f"/c/{troupe.coalition.slug}/")
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
