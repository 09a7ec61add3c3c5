"""Members whom mails of circles do not reach, as far as the mail server says so when it is handed one.

A mail that comes back later is not read: bounces look different everywhere, and anybody can write one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Max, Q

from comity.network.circles.mailing import DAILY, POST
from comity.network.models import CircleMember
from comity.notices.models import Mail, MailState

#: older tries say nothing about today
LATELY = timedelta(days=60)


def unreached(members: Sequence[CircleMember], *, at: datetime) -> list[CircleMember]:
    """Those of whom the newest mail to the address they have now was refused for good. One query."""
    people = {one.person_id: one for one in members if one.person.email}
    tried = Mail.objects.filter(person__in=list(people), kind__in=(POST, DAILY), queued_at__gt=at - LATELY)
    found = tried.values("person", "to").annotate(
        refused=Max("queued_at", filter=Q(state=MailState.FAILED)),
        taken=Max("queued_at", filter=Q(state=MailState.SENT)),
    )
    lost = {
        (row["person"], row["to"]) for row in found
        if row["refused"] and (row["taken"] is None or row["taken"] < row["refused"])
    }  # fmt: skip
    return [one for key, one in people.items() if (key, one.person.email) in lost]
