"""How one reads: light or dark, and in which language. Kept in a cookie on this device."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEME = "theme"
THEMES = ("", "light", "dark")
YEAR = 60 * 60 * 24 * 365


def theme_of(request: HttpRequest) -> str:
    """The theme chosen on this device; empty follows the device."""
    chosen = request.COOKIES.get(THEME, "")
    return chosen if chosen in THEMES else ""


def back(request: HttpRequest, otherwise: str = "/") -> HttpResponse:
    """Back to the page the form named, if it lies on this site."""
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return redirect(address if safe else otherwise)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device says, on this device."""
    response, chosen = back(request), request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME, chosen, max_age=YEAR, samesite="Lax", secure=settings.SECURE, httponly=True
        )
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language on this device; the account's language is for mails and other devices."""
    response, chosen = back(request), request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        name = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", secure=settings.SECURE, httponly=True)
    return response
