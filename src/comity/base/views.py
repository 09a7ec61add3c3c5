"""Answers that every part of Comity shares."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from comity.base.breakdowns import breakdown


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: from elsewhere, or from a page left open too long."""
    why = _("This form was open too long, or came from another site. Nothing was changed.")
    context = {"reason": why, "who_could": _("Go back, load the page anew and send it again.")}
    return render(request, "403.html", context, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed: ours, or a disk or database around us. The page asks nothing of the database.

    Django calls this while the error is being handled; the page names the request as the log does.
    """
    found = breakdown(sys.exception())
    words = {"request_id": getattr(request, "request_id", ""), "breakdown": found}
    answer = HttpResponse(get_template("500.html").render(words), status=found.status if found else 500)
    if found and found.retry:
        answer.headers["Retry-After"] = str(found.retry)
    return answer
