"""Below /api/v1/ nothing answers with a page: what never reaches an operation is told as a problem, too."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comity.api.problems import KINDS, MEDIA_TYPE, problem

BELOW = "/api/v1/"
#: status → kind, for answers made outside the operations
BY_STATUS = {400: "unreadable", 404: "absent", 405: "method", 413: "too-large", 500: "broken", 503: "away", 507: "full"}
#: headers of such an answer that hold for the problem, too
KEPT = ("Allow", "Retry-After")
Next = Callable[[HttpRequest], HttpResponse]


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


class ProblemsMiddleware:
    """Turns Django's own pages for errors into problems, for programs."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BELOW):
            return self.get_response(request)
        response = problem("too-large") if _too_large(request) else self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code < 400:
            return response
        if response.headers.get("Content-Type", "").startswith((MEDIA_TYPE, "application/json")):
            return response
        kind = BY_STATUS.get(response.status_code)
        if kind is None or kind not in KINDS:
            return response
        kept = {name: response.headers[name] for name in KEPT if name in response.headers}
        return problem(kind, headers={"Cache-Control": "no-store"} | kept)
