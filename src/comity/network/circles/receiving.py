"""A raw mail becomes a post of the circle it was sent to, or one plain answer that says why it did not.

Whoever can't be meant is not answered: programs, bounces and other lists, senders that can't be answered, and mails of
which the host that checks them says that they are forged. Nobody gets more than one such answer a day.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from comity.audit.chain import lock_head
from comity.audit.models import INSTALL
from comity.base.capacity import Capacity
from comity.base.logs import KEYS
from comity.base.refusal import Bar, Reason, Refused
from comity.coalitions.standing import capacities, standing_of
from comity.network.acts.circle_posts import write_post
from comity.network.circles import reading
from comity.network.circles.queries import row_of
from comity.network.circles.reading import Arrival
from comity.network.models import Belongs, Circle, CirclePost
from comity.notices.mails import Addressee, write
from comity.notices.models import Mail
from comity.people.addresses import plain
from comity.people.models import Person

logger = logging.getLogger(__name__)
#: the kind of the answer, and how long nobody gets a second one
ANSWER = "network.circle-answer"
QUIET = timedelta(days=1)


class Fate(StrEnum):
    """What became of a mail, in one circle."""

    POSTED = "posted"
    KNOWN = "known already"
    REFUSED = "refused, and said so"
    SILENT = "refused, and nobody told"


@dataclass(frozen=True)
class Received:
    """What became of a mail, and why."""

    fate: Fate
    why: str = ""


def receive(raw: bytes, *, at: datetime, to: str = "") -> list[Received]:
    """Take one raw mail. to: whom the mail server says it was for; else those in its head are looked through.

    Raises nothing for what is wrong with a mail; faults of the machine (a busy database) come out, so that the mail
    server tries again.
    """
    large = len(raw) > reading.MOST_BYTES
    mail = reading.read(raw[: reading.MOST_BYTES // 100] if large else raw, believed=settings.MAIL_CHECKED_BY)
    if mail.automatic:
        return [Received(Fate.SILENT, "sent by a program or a list")]
    if mail.failed or mail.unchecked:
        why = "its sender could not be proven" if mail.failed else "it was not checked by COMITY_MAIL_CHECKED_BY"
        return [Received(Fate.SILENT, why)]
    keys = list(dict.fromkeys(_keys([to.lower()] if to else mail.to)))
    with translation.override(settings.LANGUAGE_CODE):
        if not keys:
            return [_refuse(mail, _("No circle has this address."), at=at)]
        return [_into(key, mail, large, at) for key in keys]


def circle_at(key: str) -> Circle | None:
    """The circle with that key in its address, in whichever coalition."""
    with scopes_disabled():
        found: Circle | None = Circle.objects.select_related("coalition").filter(key=key).first()
    return found


def _keys(addresses: Any) -> Iterator[str]:
    """What stands in the addresses that are ours: circle-<key>@<our domain>, perhaps with +something."""
    for address in addresses:
        local, _at, domain = parseaddr(address)[1].rpartition("@")
        name = local.split("+")[0]
        if domain == settings.MAIL_CIRCLES_AT and name.startswith("circle-"):
            yield name.removeprefix("circle-")[:16]


def take(circle: Circle, mail: Arrival, *, large: bool = False, at: datetime) -> Received:
    """Take a mail for this circle. large: there was more of it than is read."""
    with scope(coalition=circle.coalition_id), timezone.override(circle.coalition.tz):
        if CirclePost.objects.filter(circle=circle, message=mail.message).exists():
            return Received(Fate.KNOWN)
        person = _person(mail.sender)
        with translation.override(person.speaks() if person else settings.LANGUAGE_CODE):
            try:
                _write(circle, mail, large, person, at)
            except Refused as no:
                if no.reason.bar == Bar.CONFLICT:
                    return Received(Fate.KNOWN)
                return _refuse(mail, str(no.reason), at=at, person=person)
            except ValidationError as wrong:
                return _refuse(mail, " ".join(wrong.messages), at=at, person=person)
    return Received(Fate.POSTED)


def _into(key: str, mail: Arrival, large: bool, at: datetime) -> Received:
    circle = circle_at(key)
    if circle is None:
        return _refuse(mail, _("No circle has this address."), at=at)
    return take(circle, mail, large=large, at=at)


def _write(circle: Circle, mail: Arrival, large: bool, person: Person | None, at: datetime) -> None:
    by = _capacity(circle, person, at)
    _whole(mail, large)
    write_post(
        circle, subject=mail.subject, text=_keyless(mail.said.own), quoted=_keyless(mail.said.quoted),
        message=mail.message, answering=mail.answers, files=mail.files, by=by, at=at,
    )  # fmt: skip


def _keyless(text: str) -> str:
    """Whoever quotes a mail of ours quotes links that are keys of theirs: the others get none of them."""
    ours = re.compile(re.escape(settings.ADDRESS) + KEYS.pattern)
    return ours.sub(lambda found: f"{settings.ADDRESS}/{found[1]}/…", text)


def _person(address: str) -> Person | None:
    """Whose address it is, once they confirmed it."""
    row = EmailAddress.objects.filter(email=plain(address), verified=True).select_related("user").first()
    return row.user if row is not None and row.user.is_active else None


def _capacity(circle: Circle, person: Person | None, at: datetime) -> Capacity:
    """The hat under which the writer belongs to the circle. Refused, in the same words, whoever else it is."""
    row = row_of(circle, person.pk) if person else None
    if person is None or row is None or row.state in (Belongs.ASKED, Belongs.DECLINED):
        raise Refused(Reason(
            _("This circle takes mail of its members alone, from addresses they confirmed."),
            _("If you belong to it, write from the address under which you know us, or add this one to your account."),
        ))  # fmt: skip
    if row.state == Belongs.LEFT:
        raise Refused(Reason(_("You left this circle."), _("Join it again on its page.")))
    standing = standing_of(person.pk, circle.coalition_id, at=at)
    hats = capacities(standing, name=person.name)
    by = next((hat for hat in hats if hat.organisation == row.organisation_id), None)
    if by is None:
        raise Refused(Reason(_("You no longer act for {name}.").format(name=row.name)))
    return by


def _whole(mail: Arrival, large: bool) -> None:
    if large:
        most = reading.MOST_BYTES // 1_000_000
        raise Refused(Reason(_("This mail is larger than {n} MB.").format(n=most), _("Upload large files instead.")))
    if not mail.said.own:
        raise Refused(Reason(_("There is no text in this mail."), _("Write a line, and send it again.")))


def _refuse(mail: Arrival, why: str, *, at: datetime, person: Person | None = None) -> Received:
    """One plain answer, at most one a day for each address; none to what can't be answered."""
    try:
        validate_email(mail.sender)
    except ValidationError:
        return Received(Fate.SILENT, why)
    if mail.sender.rpartition("@")[2] == settings.MAIL_CIRCLES_AT:
        return Received(Fate.SILENT, why)
    with transaction.atomic():
        lock_head(INSTALL)  # two mails at once are answered once
        lately = Mail.objects.filter(kind=ANSWER, to=mail.sender, queued_at__gt=at - QUIET)
        if lately.exists():
            return Received(Fate.SILENT, why)
        _answer(mail, why, person, at)
    return Received(Fate.REFUSED, why)


def _answer(mail: Arrival, why: str, person: Person | None, at: datetime) -> None:
    nobody: Any = person.pk if person else None
    to = Addressee(nobody, mail.sender, person.name if person else "", translation.get_language() or "")
    title = _("Your mail did not reach the circle")
    headers = {"Auto-Submitted": "auto-replied", "In-Reply-To": mail.message, "References": mail.message}
    write(
        ANSWER, [to], template="base/mail/base.html", at=at, coalition=None, headers=lambda _reader: headers,
        context=lambda _reader: {"mail": {
            "subject": title, "title": title, "to_line": "", "paragraphs": [why],
            "why_you": _("You get this because a mail from this address came here. You get one such answer a day."),
        }},
    )  # fmt: skip
