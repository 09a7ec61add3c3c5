"""The mailbox of a demo: what invented people were sent. Mails to anyone else are never shown."""

from uuid import UUID

from csp.constants import HEADER, SELF
from csp.decorators import csp_update
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from comity.notices.above import invented
from comity.notices.models import Mail
from comity.notices.views import demo_only, secretive

#: the mail may look as it likes and be followed by a click; it can run, load or post nothing
CAGE = (
    "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'self'; frame-ancestors 'self'"
)


def shown() -> "QuerySet[Mail]":
    """Mails to invented people, newest first."""
    theirs = Q(pk=None)
    for _, ids in invented.items():
        theirs |= Q(person__in=ids())
    return Mail.objects.filter(theirs).exclude(text="").order_by("-queued_at", "-pk")


@demo_only
@secretive
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails, newest first; `?to=` shows those of one address."""
    to = request.GET.get("to", "")
    mails = shown().defer("html", "headers")
    people = list(shown().order_by("name", "to").values_list("to", "name").distinct())
    chosen = mails.filter(to=to) if to else mails
    page = Paginator(chosen, 50).get_page(request.GET.get("page"))
    return render(request, "notices/mailbox.html", {"page": page, "people": people, "to": to})


@demo_only
@secretive
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """One mail: as it looks, and as text."""
    return render(request, "notices/letter.html", {"mail": get_object_or_404(shown(), pk=key)})


@demo_only
@secretive
@require_safe
@xframe_options_sameorigin
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """A mail's own HTML, caged; a click opens its target in the whole window."""
    mail = get_object_or_404(shown(), pk=key)
    html = mail.html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(html, headers={HEADER: CAGE})
