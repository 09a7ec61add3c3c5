"""The install, for those who run it and the programs that watch over it: whether it works, never what is in it."""

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comity.base.clock import now
from comity.base.doctor import findings
from comity.base.refusal import Bar, Reason, Refused
from comity.base.toasts import toast
from comity.notices.models import Mail, MailState
from comity.people.acts import try_mail_again
from comity.people.arrival import oneself
from comity.people.figures import as_prometheus, figures
from comity.people.running import running

View = Callable[..., HttpResponse]


def by_administrators(view: View) -> View:
    """For others than administrators there is nothing here."""

    @wraps(view)
    @login_required
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.person.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return asked


@require_safe
@never_cache
@by_administrators
def install(request: Any) -> HttpResponse:
    """How it runs."""
    context = {"state": running(at=now()), "findings": findings(reached=True)}
    return render(request, "people/install.html", context)


@require_POST
@by_administrators
def send_again(request: Any, pk: UUID) -> HttpResponse:
    """Let a mail that failed be tried again."""
    mail = get_object_or_404(Mail, pk=pk, state=MailState.FAILED)
    try:
        try_mail_again(mail, by=oneself(request.person), at=now())
    except ValidationError as why:
        raise Refused(Reason(" ".join(why.messages), bar=Bar.CONFLICT)) from why
    toast(request, _("The worker tries it again."))
    return redirect("people:install")


@require_safe
@never_cache
def metrics(request: Any) -> HttpResponse:
    """How it is doing: a page for administrators; text for a program that brings the token (`?format=prometheus`)."""
    if request.GET.get("format") == "prometheus" and brings_token(request):
        text = as_prometheus(figures(at=now()))
        return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")
    return metrics_page(request)


@by_administrators
def metrics_page(request: Any) -> HttpResponse:
    """The same for people."""
    return render(request, "people/metrics.html", {"figures": figures(at=now())})


def brings_token(request: HttpRequest) -> bool:
    """Whether the request carries the token that the operator set."""
    kind, _blank, given = request.headers.get("Authorization", "").partition(" ")
    token = settings.CONFIG.metrics_token
    return bool(token) and kind == "Bearer" and hmac.compare_digest(given.encode(), token.encode())
