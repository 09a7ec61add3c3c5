"""Logs: one line for each event, by which an operator finds what went wrong and learns nothing that people wrote.

A line tells when, how grave, who logged, what, and the request or the work it belongs to; persons and coalitions stand
in it as ids. No address of a page is logged but its pattern (`a/<str:token>/`), no query, header, or body. Of an
exception stand its kind and where it happened; its message only where that can't hold what people wrote.
`COMITY_LOG=json` makes each line a JSON object, for programs.

Loaded before Django is set up: granian, which serves, logs through it too.
"""

import json
import logging
import re
import secrets
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from smtplib import SMTPException
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError, ProgrammingError

REQUEST_ID = "X-Request-Id"
#: the logger of one line for each request
REQUESTS = "comity.requests"
#: a request that takes longer is told of as a warning
SLOW_MS = 2000
#: what is asked for so often that it is told of only when it fails
QUIET = {"healthz", "readyz"}
#: exceptions whose messages speak of machine and program alone, in their first line (databases put values further down)
PLAIN = (
    OSError, OperationalError, ProgrammingError, IntegrityError, ImproperlyConfigured, ImportError, AttributeError,
    NameError, TypeError, NotImplementedError, SyntaxError,
)  # fmt: skip
#: addresses that are keys
KEYS = re.compile(r"/(a|unsubscribe|sign-in/by|demo/as)/[^\s\"'<>)]+")
#: the last net: what is cut out of a line, whoever wrote it
NETS = (
    (KEYS, r"/\1/…"),
    (re.compile(r"(/[^\s\"'<>?]*)\?[^\s\"'<>)]+"), r"\1?…"),
    (re.compile(r"://[^\s/@\"']+@"), "://…@"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "…@…"),
    (re.compile(r"(?i)\b(authorization|cookie|set-cookie|password|secret|token|sessionid|csrftoken)"
                r"([\"']?\s*[:=]\s*[\"']?)(?:(?:bearer|basic)\s+)?[^\s\"',;]+"), r"\1\2…"),
)  # fmt: skip
_request: ContextVar[Any] = ContextVar("request", default=None)
_work: ContextVar[Mapping[str, object] | None] = ContextVar("work", default=None)
Next = Callable[[Any], Any]


class RequestLog:
    """The outermost middleware: gives each request its id, answers it as a header, and writes the one line."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.log = logging.getLogger(REQUESTS)

    def __call__(self, request: Any) -> Any:
        request.request_id = secrets.token_hex(8)
        token, began = _request.set(request), time.monotonic()
        try:
            response = self.get_response(request)
            response.headers[REQUEST_ID] = request.request_id
            took = (time.monotonic() - began) * 1000
            self._tell(request, response.status_code, took)
            for counted in on_answer:
                counted(response.status_code, took)
            return response
        finally:
            _request.reset(token)

    def _tell(self, request: Any, status: int, took: float) -> None:
        route = route_of(request)
        if status < 500 and route.strip("/") in QUIET:
            return
        grave = status >= 500 or took > SLOW_MS
        facts = {"method": request.method, "route": route, "status": status, "ms": round(took, 1)}
        self.log.log(logging.WARNING if grave else logging.INFO, "request", extra={"facts": facts})


#: f(status, milliseconds) called for every answer; the counters stand here
on_answer: list[Callable[[int, float], object]] = []


def route_of(request: Any) -> str:
    """The pattern of the address; of one that leads nowhere, its first piece alone: the rest may be a key."""
    found = getattr(request, "resolver_match", None)
    if found is not None:
        return f"/{found.route}"
    first, more, _rest = request.path_info.lstrip("/").partition("/")
    return f"/{first[:40]}/…" if more else f"/{first[:40]}"


@contextmanager
def during(**facts: object) -> Iterator[None]:
    """Whatever is logged inside belongs to this work: `during(job="notices.tidy", coalition=id)`."""
    token = _work.set({**(_work.get() or {}), **facts})
    try:
        yield
    finally:
        _work.reset(token)


# ── one line ──


def event_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a line tells, by name, before anything is cut out."""
    told: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": _said(record),
        **getattr(record, "facts", {}),
        **_belongs_to(getattr(record, "request", None) or _request.get()),
        **(_work.get() or {}),
    }
    if record.exc_info and record.exc_info[1] is not None:
        told |= _went_wrong(record.exc_info[1])
    return told


def _said(record: logging.LogRecord) -> str:
    """What Django says of a request would hold its address: then the status alone is said."""
    status = getattr(record, "status_code", None)
    if status is not None:
        return HTTPStatus(status).phrase
    if record.name.startswith("django.security"):
        return f"refused: {record.name.rpartition('.')[2]}"
    return record.getMessage()


def _belongs_to(request: Any) -> dict[str, str]:
    if not hasattr(request, "request_id"):
        return {}
    found = {"request": request.request_id}
    for name in ("person", "coalition"):
        if (one := request.__dict__.get(name)) is not None:
            found[name] = str(one.pk)
    return found


def _went_wrong(error: BaseException) -> dict[str, Any]:
    """The exception and what it came from: kinds, places, and messages that are safe."""
    chain, seen = [], set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        frames = traceback.extract_tb(here.__traceback__)
        places = [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames]
        kind = type(here).__name__
        said = _safe_words(here)
        chain.append({"kind": kind, "said": said, "where": places} if said else {"kind": kind, "where": places})
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    return {"error": chain}


def _safe_words(error: BaseException) -> str:
    """The first line of the message, unless it may hold what people wrote or what a mail server answered."""
    if not isinstance(error, PLAIN) or isinstance(error, SMTPException):
        return ""
    return next(iter(str(error).strip().splitlines()), "")


def _short(path: str) -> str:
    """A file by its place in its package."""
    for mark in ("/site-packages/", "/src/", "/lib/python"):
        if mark in path:
            return path.rpartition(mark)[2]
    return path


def cut(text: str) -> str:
    """A line without what must not be in it."""
    for net, left in NETS:
        text = net.sub(left, text)
    return text


class JsonLines(logging.Formatter):
    """Each event as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_cut_deep(event_of(record)), ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """Each event as one line that people read; where it went wrong follows, indented."""

    def format(self, record: logging.LogRecord) -> str:
        told = event_of(record)
        at, level, logger, event = (told.pop(name) for name in ("at", "level", "logger", "event"))
        errors = told.pop("error", [])
        line = " ".join([at, level.upper(), logger, event, *(f"{key}={value}" for key, value in told.items())])
        trail = [f"  {one['kind']}: {one.get('said', '')}\n    " + "\n    ".join(one["where"]) for one in errors]
        return cut("\n".join([line, *trail]))


def _cut_deep(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _cut_deep(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cut_deep(one) for one in value]
    return cut(value) if isinstance(value, str) else value


def configured(kind: str, *, quiet: bool = False) -> dict[str, Any]:
    """What `logging` is told. kind: "json" or "line"; quiet: no line for requests that go well."""
    lines = "comity.base.logs.JsonLines" if kind == "json" else "comity.base.logs.PlainLines"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": lines}},
        "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["err"], "level": "INFO"},
        "loggers": {
            REQUESTS: {"level": "WARNING" if quiet else "INFO"},
            "django.server": {"handlers": ["err"], "level": "WARNING", "propagate": False},
            # 404 and the like stand in the line of their request already
            "django.request": {"level": "ERROR"},
            # what makes PDFs tells each of its steps, and each property of a style sheet that it leaves out
            "weasyprint": {"level": "CRITICAL"},
            "fontTools": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "_granian": {"handlers": ["err"], "level": "WARNING", "propagate": False},
            # its lines would hold whole addresses; ours stand for them
            "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
