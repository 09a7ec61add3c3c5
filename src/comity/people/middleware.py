"""Who reads, in which language and zone."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import get_language_from_request

Next = Callable[[HttpRequest], HttpResponse]


class ReaderMiddleware:
    """Sets `request.person` (None for a stranger), and the language and time zone of what follows."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.person = request.user if request.user.is_authenticated else None
        chosen = request.person.language if request.person else ""
        language = chosen or get_language_from_request(request)
        zone = (request.person.zone if request.person else "") or settings.TIME_ZONE
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
