"""One question a page: who goes back a page finds later what they typed and had not kept yet, in their own sitting."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest

#: where it is put aside, and how many pages of it at most
ASIDE, MOST = "typed", 40
GO, BACK = "go", "back"


def ask_one(
    request: CoalitionRequest, page: str, form: Callable[..., Any], keep: Callable[..., Any], *, row: models.Model,
    names: tuple[str, ...], back: str, **context: Any,
) -> HttpResponse:  # fmt: skip
    """One question of several. keep(**answers, read=…): the act, for the fields `names` that `row` has, too."""
    if goes_back(request, page, *names):
        return redirect(back)
    aside = begun(request, page)

    def run(**given: Any) -> Any:
        kept = keep(**given)
        forget(request, page)
        return kept

    start = {name: getattr(row, name) for name in names} | aside
    return ask(
        request, form(posted(request), initial=start), run, of=row, undo=False, put_aside=aside,
        button=_("Keep it and go on"), **context,
    )  # fmt: skip


def goes_back(request: CoalitionRequest, page: str, *names: str) -> bool:
    """Whether the reader goes back; then what stands in these fields is put aside."""
    if request.method != "POST" or request.POST.get(GO) != BACK:
        return False
    kept = dict(request.session.get(ASIDE, {}))
    kept.pop(_key(request, page), None)
    if any(request.POST.get(name, "").strip() for name in names):
        kept[_key(request, page)] = {name: request.POST.get(name, "")[:4000] for name in names}
    request.session[ASIDE] = dict(list(kept.items())[-MOST:])
    return True


def begun(request: CoalitionRequest, page: str) -> dict[str, Any]:
    """What was put aside, as first values of the form."""
    found: dict[str, Any] = request.session.get(ASIDE, {}).get(_key(request, page), {})
    return found if posted(request) is None else {}


def forget(request: CoalitionRequest, page: str) -> None:
    """It is kept by now: nothing is left aside."""
    kept = request.session.get(ASIDE, {})
    if kept.pop(_key(request, page), None) is not None:
        request.session[ASIDE] = kept


def _key(request: CoalitionRequest, page: str) -> str:
    return f"{request.coalition.pk}:{request.capacity.value}:{page}"
