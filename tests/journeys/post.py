"""The post: what the worker sent, opened where a person reads it."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from comity.base.clock import now
from comity.notices.models import Mail, MailState
from comity.notices.worker import Worker
from tests.journeys.hand import Hand

GONE_OUT = (MailState.SENT, MailState.KEPT)
HREF = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True)
class Letter:
    """One mail as it left."""

    mail: Mail

    @property
    def links(self) -> list[str]:
        """Every address in it, and in its headers, each once."""
        named = re.findall(r"<(http[^>]+)>", " ".join(self.mail.headers.values()))
        plain = re.findall(r"https?://\S+", self.mail.text)
        return list(dict.fromkeys([*map(unescape, HREF.findall(self.mail.html)), *named, *plain]))

    @property
    def code(self) -> str:
        """The six digits of a sign-in mail."""
        found = re.search(r"\b\d{3} \d{3}\b", self.mail.text)
        assert found, self.mail.text
        return found[0]

    def open(self, hand: Hand) -> Hand:
        """Show it in the browser as a mail program does: from no site of ours."""
        hand.page.goto("about:blank")
        hand.page.set_content(self.mail.html)
        return hand


class Post:
    """The worker, and the letter boxes it fills."""

    def deliver(self) -> None:
        """Let the worker do what is due at this moment."""
        Worker().run_once(now())

    def newest(self, address: str, kind: str = "", *, deliver: bool = True) -> Letter:
        """The newest letter to somebody, once the worker has been round."""
        if deliver:
            self.deliver()
        rows: Any = Mail.objects.filter(to=address, **({"kind": kind} if kind else {}))
        mail = rows.order_by("queued_at", "pk").last()
        assert mail is not None, f"no {kind or 'mail'} to {address}"
        assert mail.state in GONE_OUT, mail.state
        return Letter(mail)

    def count(self, address: str, kind: str) -> int:
        """How many of a kind somebody got."""
        self.deliver()
        return Mail.objects.filter(to=address, kind=kind, state__in=GONE_OUT).count()

    def all(self) -> list[Letter]:
        """Every letter that ever left."""
        self.deliver()
        return [Letter(mail) for mail in Mail.objects.order_by("queued_at", "pk")]
