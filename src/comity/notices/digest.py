"""The weekly digest: one mail a person and coalition with what needs them and what happened; none when that is nothing.

It carries the newest seal of the coalition's record. So every member holds a proof that the record is still the same,
on a machine that nobody else governs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from comity.audit.acts import Changes, act
from comity.audit.queries import SEAL_DIGITS, grouped, head_of
from comity.base.capacity import Capacity, the_rule
from comity.base.reasons import reasons_of
from comity.base.registry import Registry, digest
from comity.notices.above import Place, place_of
from comity.notices.asks import pressing_first
from comity.notices.links import absolute
from comity.notices.mails import Addressee, quiet_people, write
from comity.notices.models import Ask, Mail

KIND = "notices.digest"
#: how many asks and lines stand in a mail; the rest is counted
SHOWN = 5
WEEK = timedelta(days=7)

#: name → f(coalition, at) -> (addressee, viewer) of those who want the digest; the viewer is handed to the digest parts
members: Registry[Callable[[UUID, datetime], Iterable[tuple[Addressee, Any]]]] = Registry(
    "source of digest readers"
)


@dataclass(frozen=True)
class Letter:
    """What stands in one person's digest: asks, and lines (text, address)."""

    to: Addressee
    asks: list[Ask]
    lines: list[tuple[str, str]]


def send_digests(coalition: UUID, at: datetime) -> None:
    """Write the digest of the week that ended then. A second run for the same moment does nothing."""
    place = place_of(coalition)
    if place is None or Mail.objects.filter(kind=KIND, coalition=coalition, queued_at=at).exists():
        return
    letters = list(_letters(coalition, at))
    if letters:
        send_digest(letters, place, by=the_rule(coalition), at=at)


@act(
    "notices.digest.sent",
    says=gettext_noop("sent {told} people the weekly digest, with the seal of this record"),
)
def send_digest(letters: list[Letter], place: Place, *, by: Capacity, at: datetime) -> Changes[list[Mail]]:
    """Put the letters into the outbox. The entry tells how many, and which seal they carry."""
    head, by_person = head_of(place.coalition), {letter.to.person: letter for letter in letters}
    said: dict[str, str] = {}

    def context(to: Addressee) -> dict[str, Any]:
        words = _words(by_person[to.person], place, head.seq, head.hash)
        if why := _why(place.coalition, to.language, said):
            words["mail"]["reasons"] = why
        return words

    readers = [letter.to for letter in letters]
    mails = write(
        KIND, readers, template="notices/mail/digest.html", at=at, coalition=place.coalition, context=context
    )
    return Changes(mails, told=len(mails), seal=head.hash)


def _why(coalition: UUID, language: str, said: dict[str, str]) -> str:
    """Why the members work together, in the reader's language; read once for each."""
    if language not in said:
        said[language] = " · ".join(reasons_of(coalition))
    return said[language]


def _letters(coalition: UUID, at: datetime) -> Iterator[Letter]:
    """One for each who wants it and for whom there is anything."""
    quiet = quiet_people(KIND, coalition)
    readers = [
        one for _, source in members.items() for one in source(coalition, at) if one[0].person not in quiet
    ]
    asks = _asks(coalition, [to.person for to, _ in readers])
    for to, viewer in readers:
        with translation.override(to.language or settings.LANGUAGE_CODE):
            lines = [line for _, part in digest.items() for line in part(viewer, at - WEEK, at)]
        if asks[to.person] or lines:
            yield Letter(to, asks[to.person], lines)


def _asks(coalition: UUID, people: list[UUID]) -> dict[UUID, list[Ask]]:
    """The open asks of each, most pressing first. One query."""
    found: dict[UUID, list[Ask]] = defaultdict(list)
    for ask in pressing_first(Ask.objects.filter(coalition=coalition, person__in=people, closed_at=None)):
        found[ask.person].append(ask)
    return found


def _words(letter: Letter, place: Place, seq: int, seal: str) -> dict[str, Any]:
    count = len(letter.asks)
    title = (
        ngettext("%(n)d thing needs you", "%(n)d things need you", count) % {"n": count}
        if count
        else _("This week")
    )
    return {
        "mail": {
            "subject": f"{title} · {place.name}",
            "title": title,
            "why_you": _("You get this each week because you take part in %(name)s.") % {"name": place.name},
        },
        "asks": [(ask, absolute(ask.url)) for ask in letter.asks[:SHOWN]],
        "more_asks": max(0, count - SHOWN),
        "lines": [(text, absolute(url)) for text, url in letter.lines[:SHOWN]],
        "more_lines": max(0, len(letter.lines) - SHOWN),
        "home": absolute(place.address),
        "seal": grouped(seal),
        "seq": seq,
        "command": f"comity audit verify --coalition {place.slug} --head {seal[:SEAL_DIGITS]}",
    }
