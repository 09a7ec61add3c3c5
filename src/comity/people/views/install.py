"""The install, for those who run it: whether it works, never what is in it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comity.base.clock import now
from comity.base.doctor import findings
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
    return render(request, "people/install.html", {"state": running(at=now()), "findings": findings()})
