"""A circle to tell stories with, and mails as mail servers hand them over."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from allauth.account.models import EmailAddress

from comity.network.acts import circles
from comity.network.circles.receiving import Received, receive
from comity.network.models import Circle, CirclePost
from tests.cast import THEN, Troupe
from tests.governing.stage import hat

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: where circles have their addresses in stories
AT = "circles.example.org"


def writers(home: Troupe, **said: Any) -> Circle:
    """A circle that Okafor keeps for the health service, with Marta and Henk in it; all confirmed their address."""
    EmailAddress.objects.filter(user__in=[one.pk for one in home.people.values()]).update(verified=True)
    words = {"name": "Grant writers", "purpose": "We read each other’s drafts."} | said
    circle = circles.begin_circle(**words, by=hat(home, "Okafor", "HH"), at=THEN)
    if circle.joining == "open":
        for name, mark in (("Marta", "OD"), ("Henk", "DR")):
            circles.join_circle(circle, by=hat(home, name, mark), at=THEN)
    return circle


def raw(circle: Circle, sender: str, text: str = "Has anyone a budget template?", **heads: Any) -> bytes:
    """A mail to the circle, as it comes over the wire. heads: further headers, `in_reply_to` for In-Reply-To."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, heads.pop("to", circle.address)
    mail["Subject"] = heads.pop("subject", "Budget template")
    mail["Message-ID"] = heads.pop("message_id", "<one@mail.example>")
    for name, value in heads.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def came(mail: bytes, *, at: Any = THEN + HOUR, to: str = "") -> Received:
    """What became of a mail that was for one circle."""
    (only,) = receive(mail, at=at, to=to)
    return only


def newest(circle: Circle) -> CirclePost:
    """The post that came last."""
    found = CirclePost.objects.filter(circle=circle).order_by("posted_at", "pk").last()
    assert found is not None
    return found
