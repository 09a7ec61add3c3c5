"""What mails lead to: the page behind a link, and fewer mails. No page here signs anyone in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from math import ceil
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from django_scopes import scope

from comity.base.clock import now
from comity.notices.above import place_of
from comity.notices.acts import oneself, quiet, quiet_row, want
from comity.notices.links import link_of, purposes
from comity.notices.mails import Unwanted, can_be_quieted, kinds, unwanted
from comity.notices.models import ActionLink

#: within how many seconds the uses of one link are counted
SPAN = 900
ONE_CLICK = {"List-Unsubscribe": ["One-Click"]}
View = Callable[..., HttpResponseBase]


def secretive(view: View) -> View:
    """The address is a key: keep it out of caches, search engines and other sites' logs.

    `same-origin`, not `no-referrer`: with that, browsers would hide from us that our own form was ours.
    """

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return run


@secretive
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """One link of a mail: GET shows what it would do, POST does it. The link stands for its person alone."""
    found = link_of(token)
    if found is None:
        raise Http404
    purpose, at = purposes[found.purpose], now()
    with _place_of(found):
        if purpose.once and found.used_at:
            return render(request, "notices/link_used.html", {"link": found, "now": at})
        if at >= found.expires_at:
            return render(request, "notices/link_expired.html", {"link": found, "now": at}, status=410)
        if request.method == "POST" and (seconds := _to_wait(found, at.timestamp())):
            return _wait(request, seconds)
        return purpose.handler(request, found)


@contextmanager
def _place_of(found: ActionLink) -> Iterator[None]:
    """The link's coalition is entered for as long as its page is made."""
    place = place_of(found.coalition)
    with (
        scope(coalition=found.coalition),
        timezone.override(place.tz if place else timezone.get_current_timezone()),
    ):
        yield


def _to_wait(found: ActionLink, at: float) -> int:
    """Count a use; the seconds to wait when it was too much, else 0. A cache that can't be kept refuses nobody."""
    key = f"link-{found.pk.hex}"
    uses, ends = cache.get(key) or (0, 0)
    if at >= ends:
        uses, ends = 0, at + SPAN
    left = ceil(ends - at)
    cache.set(key, (uses + 1, ends), left)
    return left if uses >= purposes[found.purpose].posts else 0


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    response = render(request, "notices/link_too_often.html", status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


@secretive
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Fewer mails: by a button on a page, or by the mail program's own (RFC 8058), which sends no cookie."""
    what = unwanted(token)
    if what is None or not can_be_quieted(what.kind, what.coalition):
        raise Http404
    if request.method == "POST" and not request.GET and dict(request.POST.lists()) == ONE_CLICK:
        quiet(what, by=oneself(what.person), at=now())
        return HttpResponse(status=204)
    return _choice(request, what)


@csrf_protect
def _choice(request: HttpRequest, what: Unwanted) -> HttpResponse:
    """The page with the button, which takes both ways."""
    if request.method == "POST":
        chosen = want if request.POST.get("choice") == "want" else quiet
        chosen(what, by=oneself(what.person), at=now())
    known = kinds.get(what.kind)
    context = {
        "quiet": quiet_row(what) is not None,
        "label": known.label if known else "",
        "place": place_of(what.coalition),
        "done": request.method == "POST",
    }
    return render(request, "notices/unsubscribe.html", context)


def demo_only(view: View) -> View:
    """Absent unless this install shows invented data."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return run
