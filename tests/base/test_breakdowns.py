"""A full disk and a busy database are told from faults of our own."""

import errno

import psycopg
import pytest
from django.db import OperationalError
from django.test import RequestFactory

from comity.base.breakdowns import BUSY, FULL, Breakdown, breakdown
from comity.base.views import broken


def caused(outer: Exception, inner: Exception) -> Exception:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OperationalError("database or disk is full"), FULL),
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (caused(OperationalError("could not extend file"), psycopg.errors.DiskFull()), FULL),
        (caused(ValueError("wrapped"), OSError(errno.EDQUOT, "quota")), FULL),
        (OperationalError("database is locked"), BUSY),
        (caused(OperationalError("lock"), psycopg.errors.LockNotAvailable()), BUSY),
        (caused(OperationalError("gone"), psycopg.errors.AdminShutdown()), BUSY),
        (caused(OperationalError("refused"), psycopg.OperationalError("connection refused")), BUSY),
        (OperationalError("no such table: people"), None),
        (OSError(errno.EACCES, "not allowed"), None),
        (ValueError("ours"), None),
        (None, None),
    ],
)
def test_what_broke(error: BaseException | None, kind: Breakdown | None) -> None:
    assert breakdown(error) is kind


@pytest.mark.parametrize(
    ("error", "status", "says", "retry"),
    [
        (OperationalError("database or disk is full"), 507, "There is no room left", None),
        (OperationalError("database is locked"), 503, "very busy", "60"),
        (ValueError("ours"), 500, "it is our fault", None),
    ],
)
def test_the_page_says_what_and_how_to_mend(
    error: Exception, status: int, says: str, retry: str | None
) -> None:
    try:
        raise error
    except (OperationalError, ValueError):
        answer = broken(RequestFactory().get("/"))
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, retry)
    assert says in answer.content.decode()
