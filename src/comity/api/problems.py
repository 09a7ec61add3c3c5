"""Whatever can go wrong, told as RFC 9457 says: `application/problem+json`, in the words the pages use."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as Unfit

from comity.api.rates import TooMuch
from comity.base.refusal import Bar, Refused
from comity.base.versions import Changed

MEDIA_TYPE = "application/problem+json"
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its status, its title, and what helps, for the documentation."""

    status: int
    title: str | Promise
    helps: str | Promise


KINDS: dict[str, Kind] = {
    "unreadable": Kind(400, gettext_lazy("This can’t be read"),
        gettext_lazy("Send JSON as it is described for the operation.")),
    "hat": Kind(400, gettext_lazy("Say for whom you act"),
        gettext_lazy("Name one of the hats in “hats” in the header Acting-As.")),
    "token": Kind(401, gettext_lazy("There is no such token"),
        gettext_lazy("Send “Authorization: Bearer …” with a token that has neither expired nor been revoked.")),
    "forbidden": Kind(403, gettext_lazy("You can’t do this"),
        gettext_lazy("“detail” says why, and who could.")),
    "scope": Kind(403, gettext_lazy("This token may not be used for that"),
        gettext_lazy("Make a token with the scope that the operation names.")),
    "absent": Kind(404, gettext_lazy("There is no such thing"),
        gettext_lazy("It is not there, or not for you: both look alike.")),
    "method": Kind(405, gettext_lazy("This address does not take that"),
        gettext_lazy("Use a method from the header Allow.")),
    "not-now": Kind(409, gettext_lazy("Not now"),
        gettext_lazy("The thing is in a state in which this can’t be done.")),
    "busy": Kind(409, gettext_lazy("The same request is being worked on"),
        gettext_lazy("Send it again after the seconds in Retry-After.")),
    "changed": Kind(412, gettext_lazy("Somebody changed it meanwhile"),
        gettext_lazy("Read it anew and send your change with the version it has now.")),
    "too-large": Kind(413, gettext_lazy("This is too large"), gettext_lazy("Send less at a time.")),
    "invalid": Kind(422, gettext_lazy("Something is to be mended"),
        gettext_lazy("“fields” says what, by field.")),
    "key": Kind(422, gettext_lazy("This key belongs to another request"),
        gettext_lazy("Choose a new Idempotency-Key for each request that differs.")),
    "too-often": Kind(429, gettext_lazy("That is too much for a minute"),
        gettext_lazy("Wait for the seconds in Retry-After.")),
    "broken": Kind(500, gettext_lazy("Something broke on our side"),
        gettext_lazy("Nothing was changed. Try again later, or tell who runs this install.")),
    "away": Kind(503, gettext_lazy("This installation is very busy"),
        gettext_lazy("Look whether it was done, then try again after the seconds in Retry-After.")),
    "full": Kind(507, gettext_lazy("There is no room left to save this"),
        gettext_lazy("Nothing was changed. Whoever runs this install must make room; reading still works.")),
}  # fmt: skip


class Problem(Exception):
    """Answers the request with a problem. `more` stands beside the standard members; `fields` by name of field."""

    def __init__(
        self, kind: str, detail: str = "", *, fields: Fields | None = None,
        headers: Mapping[str, str] | None = None, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(f"{kind}: {detail}")
        self.kind, self.detail, self.headers = kind, detail, dict(headers or {})
        self.more = more if fields is None else {**more, "fields": fields}


def problem(kind: str, detail: str = "", headers: Mapping[str, str] | None = None, **more: Any) -> HttpResponse:
    """The answer itself."""
    known = KINDS[kind]
    told = {"type": address_of(kind), "title": str(known.title), "status": known.status}
    told |= {"detail": detail or str(known.helps)} | more
    return HttpResponse(
        json.dumps(told, ensure_ascii=False), status=known.status, content_type=MEDIA_TYPE, headers=dict(headers or {})
    )  # fmt: skip


def address_of(kind: str) -> str:
    """Where a kind of problem is explained."""
    return f"{settings.ADDRESS}{reverse('api:docs')}#problem-{kind}"


def raise_form(form: BaseForm) -> None:
    """Raise the ValidationError of a form that was not filled in well; nothing otherwise."""
    if not form.is_valid():
        raise ValidationError(dict(form.errors.as_data()))


# ── from whatever was raised to a problem ──


def of_problem(request: HttpRequest, raised: Problem) -> HttpResponse:
    return problem(raised.kind, raised.detail, raised.headers, **raised.more)


def of_refusal(request: HttpRequest, raised: Refused) -> HttpResponse:
    """A refusal in its own words. What is hidden is absent."""
    if isinstance(raised, Changed):
        return problem("changed", str(raised.reason), changed=sorted(raised.fields))
    kinds = {Bar.HIDDEN: "absent", Bar.FORBIDDEN: "forbidden", Bar.NOT_NOW: "not-now", Bar.CONFLICT: "not-now"}
    hidden = raised.reason.bar == Bar.HIDDEN
    return problem(kinds[raised.reason.bar], "" if hidden else str(raised.reason))


def of_invalid(request: HttpRequest, raised: ValidationError) -> HttpResponse:
    """What an act found wrong, by field; what belongs to no field is the detail."""
    if not hasattr(raised, "error_dict"):
        return problem("invalid", " ".join(raised.messages), fields={})
    fields = {name: list(messages) for name, messages in raised.message_dict.items()}
    return problem("invalid", " ".join(fields.pop(NON_FIELD_ERRORS, [])), fields=fields)


def of_unfit(request: HttpRequest, raised: Unfit) -> HttpResponse:
    """Values of the wrong type, unknown and missing ones."""
    fields: dict[str, list[str]] = {}
    for error in raised.errors:
        fields.setdefault(_place(error["loc"]), []).append(_mend(error))
    return problem("invalid", fields=fields)


def _place(where: Sequence[Any]) -> str:
    """Where a wrong value stands: "powers.0", without the names ninja gives to the whole."""
    return ".".join(str(part) for part in where[1:] if part not in ("given", "asked")) or "body"


def _mend(error: Mapping[str, Any]) -> str:
    kind: str = error["type"]
    told = {
        "missing": _("This is needed."), "extra_forbidden": _("There is no such field."),
        "bool_type": _("Give true or false."), "list_type": _("Give a list."),
        "dict_type": _("Give an object."), "model_attributes_type": _("Give an object."),
        "int_type": _("Give a whole number."), "string_type": _("Give a text."),
        "timezone_aware": _("Give the moment with its offset, as 2026-03-02T18:00:00Z."),
    }  # fmt: skip
    if kind in told:
        return told[kind]
    for part, words in (
        ("uuid", _("Give an id.")), ("datetime", _("Give a moment, as 2026-03-02T18:00:00Z.")),
        ("date", _("Give a day, as 2026-03-02.")), ("int", _("Give a whole number.")),
        ("enum", _("Choose one of those described.")), ("literal", _("Choose one of those described.")),
        ("than", _("This number is too small or too large.")), ("bool", _("Give true or false.")),
    ):  # fmt: skip
        if part in kind:
            return words
    return _("This can’t be read.")


def of_absence(request: HttpRequest, raised: Http404) -> HttpResponse:
    return problem("absent")


def of_too_much(request: HttpRequest, raised: TooMuch) -> HttpResponse:
    return problem("too-often", headers={"Retry-After": str(raised.seconds)})


def of_http(request: HttpRequest, raised: HttpError) -> HttpResponse:
    """What ninja itself finds wrong: no token, or a body that is no JSON."""
    if raised.status_code == 401:
        return problem("token", headers={"WWW-Authenticate": 'Bearer realm="Comity"'})
    return problem("unreadable")


def tell_all(api: NinjaAPI) -> None:
    """Let the interface tell problems this way."""
    for raised, tell in (
        (Problem, of_problem), (Refused, of_refusal), (ValidationError, of_invalid), (Unfit, of_unfit),
        (Http404, of_absence), (TooMuch, of_too_much), (HttpError, of_http),
    ):  # fmt: skip
        api.add_exception_handler(raised, tell)  # type: ignore[arg-type]  # each is only handed its own
