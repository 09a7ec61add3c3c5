"""Who reads, in which language and zone."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from comity.people.models import Person

Next = Callable[[HttpRequest], HttpResponse]


class ReaderMiddleware:
    """Sets `request.person` (None for a stranger), and the language and time zone of what follows."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.person = request.user if request.user.is_authenticated else None
        language = language_of(request, request.person)
        zone = (request.person.zone if request.person else "") or settings.TIME_ZONE
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest, person: Person | None) -> str:
    """The language chosen on this device, else the account's, else the best the browser asks for."""
    offered = dict(settings.LANGUAGES)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in offered:
        return chosen
    if person is not None and person.language in offered:
        return person.language
    return asked_for(request.headers.get("Accept-Language", ""), tuple(offered), settings.LANGUAGE_CODE)


@lru_cache(maxsize=512)
def asked_for(header: str, offered: tuple[str, ...], otherwise: str) -> str:
    """The first offered language of an Accept-Language header; its variants count ("en-GB" is English)."""
    for wish, _weight in parse_accept_lang_header(header):
        try:
            variant = get_supported_language_variant(wish)
        except LookupError:
            continue
        if variant in offered:
            return variant
    return otherwise
