"""Signing in at the operator's own provider: out by a link, back with a proof that is good once."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comity.base.clock import now
from comity.people import elsewhere
from comity.people.arrival import come_with
from comity.people.elsewhere import NotProven
from comity.people.views.door import at_the_door

logger = logging.getLogger(__name__)


@require_GET
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    if not elsewhere.is_set():
        raise Http404
    ahead = request.GET.get("next", "")
    try:
        return redirect(elsewhere.begin(request, ahead, at=now()))
    except NotProven as why:
        return _stays(request, why, ahead)


@require_GET
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Come in with what the provider proved, as by a mailed link."""
    if not elsewhere.is_set():
        raise Http404
    try:
        proven = elsewhere.finish(request, at=now())
    except NotProven as why:
        return _stays(request, why, "")
    return come_with(
        request, proven.address, next_url=proven.next_url, method="elsewhere", name=proven.name, at=now()
    )


def _stays(request: HttpRequest, why: NotProven, ahead: str) -> HttpResponse:
    """At the door, with what went wrong; for the operator, where."""
    if why.kind == "failed":
        logger.warning("The provider of COMITY_OIDC_ISSUER could not be asked.", exc_info=why)
    answer = at_the_door(request, ahead, trouble=_words(why.kind))
    answer.status_code = 403
    return answer


def _words(kind: str) -> str:
    return {
        "cancelled": _("You did not sign in there."),
        "unverified": _("They do not say that your e-mail address is confirmed, so we can’t know that it is yours."),
        "stale": _("That took too long, or began in another browser."),
    }.get(kind, _("Signing in there did not work."))
