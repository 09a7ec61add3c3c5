"""The description of the interface, and the pages on which people make and revoke tokens."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comity.api import acts, queries
from comity.api.documents import contents
from comity.api.forms import TokenForm
from comity.api.models import Token
from comity.api.schema import description
from comity.api.tokens import new_secret
from comity.base.clock import now
from comity.base.toasts import toast
from comity.coalitions.asking import posted
from comity.people.arrival import oneself
from comity.people.views.sure import surely

USUAL = timedelta(days=90)
SHOWN_ENDED = 20


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The interface as OpenAPI 3.1."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    return render(request, "api/docs.html", contents())


# ── tokens ──


@never_cache
@login_required
def tokens(request: Any) -> HttpResponse:
    """One's own tokens."""
    at = now()
    ended = queries.ended_tokens(request.person, at=at)[:SHOWN_ENDED]
    context = {"live": queries.live_tokens(request.person, at=at), "ended": ended, "at": at}
    return render(request, "api/tokens.html", context)


@surely
def new(request: Any) -> HttpResponse:
    """Make a token; its secret is shown once, as the answer to this very form."""
    at = now()
    places = queries.places_of(request.person, at=at)
    form = TokenForm(posted(request), places=places, until=at.date() + USUAL)
    if request.method == "POST" and form.is_valid():
        secret = new_secret()
        token = _issued(request, form.cleaned_data, secret, at)
        context = {"token": token, "secret": secret, "address": settings.ADDRESS}
        return render(request, "api/secret.html", context)
    return render(request, "api/new_token.html", {"form": form}, status=422 if form.errors else 200)


def _issued(request: Any, given: dict[str, Any], secret: str, at: datetime) -> Token:
    place = given["where"]
    return acts.issue_token(
        request.person, name=given["name"], secret=secret, scopes=given["scopes"], expires_on=given["expires_on"],
        coalition=place.coalition, acts_for=place.acts_for, of=place.of, strong=_is_strong(request),
        by=oneself(request.person), at=at,
    )  # fmt: skip


def _is_strong(request: Any) -> bool:
    """Whether this sitting has passed a second factor."""
    shown = request.session.get("account_authentication_methods", [])
    return any(record.get("method") == "mfa" for record in shown)


@require_POST
@login_required
def revoke(request: Any, pk: UUID) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(Token.objects.filter(person=request.person), pk=pk)
    acts.revoke_token(token, by=oneself(request.person), at=now())
    toast(request, _("The token is revoked. Whatever used it is out now."))
    return redirect("api:tokens")
