"""A request that is sent twice with one Idempotency-Key does its work once.

The answer is kept in the transaction of the act: either both stand or neither. The key's row is written first and is
private to one token, so two requests wait for each other there, before either has locked the head of a chain.
What was refused is not kept: nothing was done, so the same request may be tried again.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from comity.api.models import KeptAnswer, Token
from comity.api.problems import Problem
from comity.base.ids import uuid7

HEADER, REPLAYED = "Idempotency-Key", "Idempotent-Replayed"
KEPT = timedelta(hours=48)
LONGEST = 128


def once(request: HttpRequest, token: Token, run: Callable[[], HttpResponseBase], *, at: datetime) -> HttpResponseBase:
    """Run the request, or answer as it was answered before under the same key."""
    key = _key(request)
    if not key:
        return run()
    mark = _mark(request)
    if (kept := _kept(token, key, at)) is not None:
        return _again(kept, mark)
    try:
        with transaction.atomic():
            row = _claim(token, key, mark, at)
            response = run()
            assert isinstance(response, HttpResponse), "what is posted is answered whole, not as a stream"
            row.status, row.body = response.status_code, response.content.decode()
            row.save(update_fields=["status", "body"])
            return response
    except _Taken:
        kept = _kept(token, key, at)
        if kept is None:
            raise Problem("busy", headers={"Retry-After": "1"}) from None
        return _again(kept, mark)


def forget(*, at: datetime) -> None:
    """Drop answers that are kept no longer."""
    KeptAnswer.objects.filter(kept_at__lt=at - KEPT).delete()


class _Taken(Exception):
    """Another request holds this key."""


def _claim(token: Token, key: str, mark: str, at: datetime) -> KeptAnswer:
    """Take the key. Waits for a twin that has taken it and is not done."""
    KeptAnswer.objects.filter(token=token, key=key, kept_at__lt=at - KEPT).delete()
    row = KeptAnswer(pk=uuid7(), token=token, key=key, request_hash=mark, kept_at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except (IntegrityError, OperationalError) as taken:
        raise _Taken from taken
    return row


def _kept(token: Token, key: str, at: datetime) -> KeptAnswer | None:
    return KeptAnswer.objects.filter(token=token, key=key, kept_at__gte=at - KEPT).first()


def _again(kept: KeptAnswer, mark: str) -> HttpResponse:
    if kept.request_hash != mark:
        raise Problem("key")
    return HttpResponse(
        kept.body, status=kept.status, content_type="application/json", headers={REPLAYED: "true"}
    )


def _key(request: HttpRequest) -> str:
    key = request.headers.get(HEADER, "")
    if len(key) > LONGEST or not key.isprintable() or not key.isascii():
        raise Problem("unreadable", _("An Idempotency-Key has at most {n} printable characters.").format(n=LONGEST))
    return key


def _mark(request: HttpRequest) -> str:
    """The same for the same request: method, address, hat, version and body."""
    headers = (request.headers.get("Acting-As", ""), request.headers.get("If-Match", ""))
    parts = [request.method or "", request.get_full_path(), *headers]
    return hashlib.sha256("\n".join(parts).encode() + b"\n" + request.body).hexdigest()
