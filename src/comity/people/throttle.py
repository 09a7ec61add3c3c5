"""How often something may be tried: counted per account and per network, in the database, over a sliding time."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.http import HttpRequest

from comity.people.models import Tally
from comity.people.network import client_address, network_of

SPAN = timedelta(minutes=15)


@dataclass(frozen=True)
class Limit:
    """At most `times` within SPAN, for each subject of this kind."""

    kind: str
    times: int


#: wrong passwords and codes for one account, wherever they come from
GUESSES = Limit("guesses", 10)
#: wrong second factors, which only those past the first can try: nobody else can lock their owner out
FACTORS = Limit("factors", 10)
#: wrong passwords and codes from one network; an office of many members shares one
NETWORK = Limit("network", 50)
#: sign-in mails to one address, and asked for from one network
MAILS = Limit("mails", 5)
NETWORK_MAILS = Limit("network mails", 100)


class TooOften(Exception):
    """Tried too often. `seconds` until the next try counts."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Try again in {seconds} seconds.")
        self.seconds = seconds


def spend(limit: Limit, subject: object, *, at: datetime) -> None:
    """Count one try. Raises TooOften, counting nothing, when the limit is reached."""
    key, now = _key(limit, subject), at.timestamp()
    with transaction.atomic():
        Tally.objects.bulk_create([Tally(key=key, until_at=at + SPAN)], ignore_conflicts=True)
        tally = Tally.objects.select_for_update().get(pk=key)
        tally.moments = [moment for moment in tally.moments if moment > now - SPAN.total_seconds()]
        if len(tally.moments) >= limit.times:
            raise TooOften(ceil(tally.moments[0] + SPAN.total_seconds() - now))
        tally.moments.append(now)
        tally.until_at = at + SPAN
        tally.save()


def allowed(limit: Limit, subject: object, *, at: datetime) -> bool:
    """Count one try, and say whether it was within the limit."""
    try:
        spend(limit, subject, at=at)
    except TooOften:
        return False
    return True


def refund(limit: Limit, subject: object) -> None:
    """Take back the newest try: it was right, and only wrong ones count."""
    with transaction.atomic():
        tally = Tally.objects.select_for_update().filter(pk=_key(limit, subject)).first()
        if tally and tally.moments:
            tally.moments.pop()
            tally.save()


def spend_guess(request: HttpRequest, subject: object, *, at: datetime, limit: Limit = GUESSES) -> None:
    """Count one guess for the account and for the network it comes from."""
    spend(NETWORK, network_of(client_address(request)), at=at)
    spend(limit, subject, at=at)


def refund_guess(request: HttpRequest, subject: object, *, limit: Limit = GUESSES) -> None:
    """The guess was right: it counts against nobody."""
    refund(NETWORK, network_of(client_address(request)))
    refund(limit, subject)


def forget(*, at: datetime) -> None:
    """Drop counts that no longer matter."""
    Tally.objects.filter(until_at__lt=at).delete()


def _key(limit: Limit, subject: object) -> str:
    return hashlib.sha256(f"{limit.kind}\n{subject}".encode()).hexdigest()
