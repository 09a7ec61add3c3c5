"""Refusals become pages; every answer carries the safe headers."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from comity.base.refusal import Bar, Refused

STATUS = {Bar.FORBIDDEN: 403, Bar.NOT_NOW: 409, Bar.CONFLICT: 409}
#: for what no page of ours answered: static files, refusals before any page
BARE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
Next = Callable[[HttpRequest], HttpResponse]


class RefusedMiddleware:
    """Turns a refused act into a page that says why and who could do it; hidden things are simply absent."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if exception.reason.bar == Bar.HIDDEN:
            raise Http404
        return refused(request, exception)


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """The page for a refusal: its reason, who could do it, and the way back."""
    reason = exception.reason
    context = {"reason": reason.why, "who_could": reason.who_could, "mend_url": reason.url}
    return render(request, "403.html", context, status=STATUS[reason.bar])


class SafeHeaders:
    """Adds the headers every answer has, whatever made it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", BARE)
        if not getattr(response, "xframe_options_exempt", False):
            response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
