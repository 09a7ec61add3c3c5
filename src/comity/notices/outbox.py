"""Sending what waits in the outbox: at least once, by any number of workers, never inside a transaction.

A worker claims mails by moving them from `waiting` to `sending` with a lease; if it dies, the lease runs out and
another takes over. So a mail can go out twice after a crash, under the same Message-ID, but is never lost.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from comity.notices.above import invented
from comity.notices.delays import delay
from comity.notices.models import Mail, MailState
from comity.notices.post import KeptBackend

logger = logging.getLogger(__name__)
#: how many mails a worker claims at once, and for how long they are its own; each may take EMAIL_TIMEOUT seconds
BATCH = 10
LEASE = timedelta(minutes=10)
#: what a calendar program should do with what goes along
METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
#: how long it is known that a mail was sent, when and to whom
ROWS_KEPT = timedelta(days=400)


def send_due(at: datetime, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, until nothing is left or `stop` says so; returns how many were taken on."""
    taken = 0
    while not stop() and (batch := claim(at)):
        taken += len(batch)
        send(batch, at)
    return taken


def claim(at: datetime, *, limit: int = BATCH) -> list[Mail]:
    """Take mails that are due, or whose worker died, so that no other worker sends them."""
    due = Mail.objects.filter(state__in=[MailState.WAITING, MailState.SENDING], next_try_at__lte=at)
    if not due.exists():  # looked at without a lock, so that an idle worker holds nobody up
        return []
    with transaction.atomic():
        mails = list(due.select_for_update(skip_locked=True).order_by("next_try_at", "pk")[:limit])
        keys = [mail.pk for mail in mails]
        Mail.objects.filter(pk__in=keys).update(
            state=MailState.SENDING, tries=F("tries") + 1, next_try_at=at + LEASE
        )
    for mail in mails:
        mail.tries += 1
    return mails


def send(mails: list[Mail], at: datetime) -> None:
    """Send claimed mails over one connection and note what became of each.

    Those to invented people, and all where no mail server is set, are kept here.
    """
    connection, stay = get_connection(), _to_invented(mails)
    leaving = [] if isinstance(connection, KeptBackend) else [mail for mail in mails if mail.pk not in stay]
    for mail in mails:
        if mail not in leaving:
            _settle(mail, state=MailState.KEPT)
    if leaving:
        _send_over(connection, leaving, at)


def _send_over(connection: BaseEmailBackend, leaving: list[Mail], at: datetime) -> None:
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        for mail in leaving:
            _failed(mail, error, at)
        return
    for mail in leaving:
        _try(mail, connection, at)
    connection.close()


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """A mail as it leaves, the same at each try."""
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    own = {"Message-ID": f"<{mail.pk.hex}@{host}>", "Auto-Submitted": "auto-generated"}
    headers = {name: value for name, value in {**own, **mail.headers}.items() if value}
    to = [formataddr((mail.name, mail.to), "utf-8") if mail.name else mail.to]
    message = EmailMultiAlternatives(mail.subject, mail.text, to=to, headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        method = METHOD.search(mail.calendar)
        message.attach("meeting.ics", mail.calendar, f"text/calendar; method={method[1] if method else 'PUBLISH'}")
    return message


def blank_old(at: datetime) -> int:
    """Empty the words of mails past their retention; that they were sent stays. Returns how many."""
    until = at - timedelta(days=settings.MAIL_KEPT_DAYS)
    old = Mail.objects.filter(
        queued_at__lt=until, state__in=[MailState.SENT, MailState.KEPT, MailState.FAILED]
    )
    return old.exclude(text="").update(subject="", text="", html="", headers={}, calendar="", name="")


def drop_old(at: datetime) -> None:
    """Drop mails altogether once nobody will ask any more whether they were sent."""
    ended = [MailState.SENT, MailState.KEPT, MailState.FAILED]
    Mail.objects.filter(queued_at__lt=at - ROWS_KEPT, state__in=ended, text="").delete()


def send_again(mail: Mail, at: datetime) -> bool:
    """Let a mail that failed be tried anew, from the first try on; False if it is none, or its words are gone."""
    failed = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED).exclude(text="")
    return bool(failed.update(state=MailState.WAITING, tries=0, next_try_at=at))


def _to_invented(mails: list[Mail]) -> set[object]:
    """Mails to invented people: they can be read in the mailbox and never leave the machine."""
    rows = Mail.objects.filter(pk__in=[mail.pk for mail in mails])
    return {
        key
        for _, ids in invented.items()
        for key in rows.filter(person__in=ids()).values_list("pk", flat=True)
    }


def _try(mail: Mail, connection: BaseEmailBackend, at: datetime) -> None:
    try:
        connection.send_messages([message_of(mail)])
    except (OSError, SMTPException, ValueError) as error:
        _failed(mail, error, at)
    else:
        _settle(mail, state=MailState.SENT, sent_at=at, fault="")


def _failed(mail: Mail, error: Exception, at: datetime) -> None:
    logger.warning("Mail %s could not be sent (try %s): %s", mail.pk, mail.tries, _in_words(error))
    pause = delay(mail.tries)
    if pause is None or _for_good(error):
        _settle(mail, state=MailState.FAILED, fault=_in_words(error))
    else:
        _settle(mail, state=MailState.WAITING, next_try_at=at + pause, fault=_in_words(error))


def _settle(mail: Mail, **became: object) -> None:
    """Only while the mail is still ours: a lease that ran out belongs to the next worker."""
    Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, tries=mail.tries).update(**became)


def _for_good(error: Exception) -> bool:
    """Does the server say that this address takes no mail, now or later?"""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code // 100 == 5 for code, _ in error.recipients.values()
    )


def _in_words(error: Exception) -> str:
    """The kind of error and its number. What the server answered may hold addresses or secrets: it is not kept."""
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None) or ""
    return f"{type(error).__name__} {code}".strip()[:300]
