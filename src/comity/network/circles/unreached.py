"""Members whom mails of circles do not reach, as far as the mail server says so when it is handed one.

A mail that comes back later is not read: bounces look different everywhere, and anybody can write one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from comity.network.circles.mailing import DAILY, POST
from comity.network.models import CircleMember
from comity.notices.models import Mail, MailState

#: older tries say nothing about today
LATELY = timedelta(days=60)


def with_last_try(rows: "QuerySet[CircleMember]", *, at: datetime) -> "QuerySet[Any]":
    """Each with `last_try`: what became of the newest mail of circles to the address they have now."""
    sent = Mail.objects.filter(person=OuterRef("person"), to=OuterRef("person__email"), kind__in=(POST, DAILY))
    tried = sent.filter(queued_at__gt=at - LATELY, state__in=(MailState.SENT, MailState.FAILED))
    return rows.annotate(last_try=Subquery(tried.order_by("-queued_at", "-pk").values("state")[:1]))


def unreached(members: Iterable[CircleMember]) -> list[CircleMember]:
    """Those of whom that mail was refused for good."""
    return [one for one in members if one.last_try == MailState.FAILED]  # type: ignore[attr-defined]
