"""What we change in allauth: it sends no mail, says nothing, and goes only to our own pages."""

from datetime import datetime
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.base.clock import now
from comity.people.network import client_address, device_words, safe_path
from comity.people.sessions import DEVICE, SINCE

SURE = "sure_at"


class DoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The end of allauth's login stages: notes device and time on the session."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        request.session[SINCE] = now().isoformat()
        request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
        note_presence(request, now())

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> NoReturn:
        """No mail leaves past the outbox."""
        raise RuntimeError(f"allauth wanted to send {template_prefix}")

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_safe_url(self, url: str) -> bool:
        return bool(safe_path(self.request, url))

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return render(request, "people/closed.html", status=403)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Passkeys and authenticator apps are made out to Comity."""

    def _get_site_name(self) -> str:
        return settings.SITE_NAME


def note_presence(request: HttpRequest, at: datetime) -> None:
    """Remember on the session that the person has just shown who they are."""
    request.session[SURE] = at.isoformat()
