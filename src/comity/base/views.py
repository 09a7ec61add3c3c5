"""Answers that every part of Comity shares."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: from elsewhere, or from a page left open too long."""
    why = _("This form was open too long, or came from another site. Nothing was changed.")
    context = {"reason": why, "who_could": _("Go back, load the page anew and send it again.")}
    return render(request, "403.html", context, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours failed. The page asks nothing of the database, and names the request as the log does."""
    words = get_template("500.html").render({"request_id": getattr(request, "request_id", "")})
    return HttpResponse(words, status=500)
