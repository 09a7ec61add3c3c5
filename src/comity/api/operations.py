"""Operations: declared once, with what they do, what they need and what they answer.

`reading` declares what is read, `deed` what is done. Below /coalitions/{coalition}/ a view finds `coalition`,
`standing` and `capacity` on its request, as pages do, and does not receive the coalition's id.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import Promise
from ninja import Body, Query, Router

from comity.api import idempotency
from comity.api.entering import allow, entered, stand_alone
from comity.api.lists import Asked
from comity.api.models import Token
from comity.api.scopes import Scope
from comity.api.values import Answer, Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.coalitions.requests import CoalitionRequest
from comity.governing.jobs import seal_due

BELOW = "/coalitions/{uuid:coalition}/"
AT = "/coalitions/{uuid:coalition}"
View = Callable[..., Any]
BODY: Any = Body(...)  # type: ignore[type-arg]
QUERY: Any = Query(...)  # type: ignore[type-arg]


class Call(CoalitionRequest):
    """A request as operations see it: as pages do, with the token. Coalition and standing only below a coalition."""

    auth: Token


@dataclass(frozen=True)
class Operation:
    """What is known of an operation. acts: those it may carry out; lists: the page's list that it answers.

    takes: the body, which the view receives as `given`; asks: the query of a list, received as `asked`; versioned: the
    version in If-Match, received as `read`; media: the kind of file that comes back, where it is no JSON.
    """

    name: str
    method: str
    path: str
    says: str | Promise
    scope: Scope
    answers: type[Answer]
    status: int
    acts: tuple[str, ...] = ()
    lists: str = ""
    versioned: bool = False
    takes: type[Given] | None = None
    asks: type[Asked] | None = None
    media: str = "application/json"
    wing: str = ""

    @property
    def inside(self) -> bool:
        return self.path == AT or self.path.startswith(BELOW)

    @property
    def writes(self) -> bool:
        return self.method != "GET"


#: name → operation; filled as routes are read
OPERATIONS: dict[str, Operation] = {}


def reading(
    router: Router, path: str, *, says: str | Promise, answers: type[Answer], lists: str = "", **more: Any
) -> Callable[[View], View]:
    """Declare something that is read by GET."""
    return _declare(router, "GET", path, says, Scope.READ, answers, 200, lists=lists, **more)


def deed(
    router: Router, path: str, *, says: str | Promise, answers: type[Answer], act: str | tuple[str, ...] = (),
    scope: Scope = Scope.ACT, method: str = "POST", status: int = 200, **more: Any,
) -> Callable[[View], View]:  # fmt: skip
    """Declare something that is done."""
    acts = (act,) if isinstance(act, str) else act
    return _declare(router, method, path, says, scope, answers, status, acts=acts, **more)


def _declare(
    router: Router, method: str, path: str, says: str | Promise, scope: Scope, answers: type[Answer], status: int,
    **more: Any,
) -> Callable[[View], View]:  # fmt: skip
    def declare(view: View) -> View:
        name = f"{view.__module__.rpartition('.')[2]}.{view.__name__}"
        operation = Operation(name, method, path, says, scope, answers, status, wing=(router.tags or [""])[0], **more)
        if name in OPERATIONS:
            raise ValueError(f"The operation {name} is declared twice.")
        OPERATIONS[name] = operation
        router.add_api_operation(
            path, [method], _run(operation, view), response={status: answers}, operation_id=name,
            summary=str(says), description=inspect.getdoc(view),
        )  # fmt: skip
        return view

    return declare


def _run(operation: Operation, view: View) -> View:
    """The view with all that comes before and after it."""

    @wraps(view)
    def run(request: Any, **values: Any) -> HttpResponseBase:
        at, coalition = now(), values.pop("coalition", None)
        allow(request.auth, operation.scope)
        request.person = request.auth.person
        if operation.versioned:
            values["read"] = version_in(request)
        if coalition is None:
            stand_alone(request, writes=operation.writes)
            return _carried_out(operation, view, request, values)
        with entered(request, coalition, writes=operation.writes, at=at):
            return _carried_out(operation, view, request, values)

    run.__signature__ = _signature(operation, view)  # type: ignore[attr-defined]
    return run


def _signature(operation: Operation, view: View) -> inspect.Signature:
    """What is read from the request: the ids of the address, the body and the query, each by its description."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    given = [inspect.Parameter("coalition", keyword, annotation=UUID)] if operation.inside else []
    for one in list(inspect.signature(view).parameters.values())[1:]:
        match one.name:
            case "given":
                given.append(inspect.Parameter("given", keyword, default=BODY, annotation=operation.takes))
            case "asked":
                given.append(inspect.Parameter("asked", keyword, default=QUERY, annotation=operation.asks))
            case "read":
                continue
            case _:
                given.append(one.replace(kind=keyword))
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return inspect.Signature([request, *given])


def _carried_out(operation: Operation, view: View, request: Any, values: dict[str, Any]) -> HttpResponseBase:
    if not operation.writes:
        return answer(operation, view(request, **values))
    if operation.inside:
        seal_due(request.coalition.pk, now())
    if operation.method != "POST":
        return answer(operation, view(request, **values))
    return idempotency.once(
        request, request.auth, lambda: answer(operation, view(request, **values)), at=now()
    )  # fmt: skip


def answer(operation: Operation, found: Any) -> HttpResponseBase:
    """What was found, in the shape that the operation promises; its version is also the ETag."""
    if isinstance(found, HttpResponseBase):
        return found
    shaped = operation.answers.model_validate(found)
    version = getattr(shaped, "version", "")
    headers = {"ETag": f'"{version}"'} if version else {}
    return HttpResponse(
        shaped.model_dump_json(by_alias=True), status=operation.status, content_type="application/json", headers=headers
    )


def version_in(request: HttpRequest) -> Version | None:
    """The version in If-Match, with or without the marks that an ETag wears."""
    given = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    return Version.from_text(given)
