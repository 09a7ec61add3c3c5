"""What is typed at the door."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.base.text import refuse_control_characters


class Address(forms.Form):
    """An address, to be mailed a key."""

    autocomplete = {"email": "email"}
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    next = django_forms.CharField(required=False, widget=django_forms.HiddenInput, max_length=500)


class Code(forms.Form):
    """The code from the mail; with the address, where this browser asked for none."""

    autocomplete = {"email": "email", "code": "one-time-code"}
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    code = django_forms.CharField(
        label=_("Code from the mail"), help_text=_("Six digits"), max_length=20,
        widget=django_forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if address:
            del self.fields["email"]


class Password(forms.Form):
    """An address and the password set for it."""

    autocomplete = {"login": "username", "password": "current-password"}
    prefix = "by"
    login = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    password = django_forms.CharField(
        label=_("Password"), max_length=200, strip=False, widget=django_forms.PasswordInput
    )  # fmt: skip
    next = django_forms.CharField(required=False, widget=django_forms.HiddenInput, max_length=500)


class SecondFactor(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    autocomplete = {"code": "one-time-code"}
    code = django_forms.CharField(
        label=_("Code from your app"), help_text=_("Six digits; or one of your recovery codes"), max_length=20,
        widget=django_forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class Newcomer(forms.Form):
    """How someone new is called, and in which language they read."""

    autocomplete = {"name": "name"}
    name = django_forms.CharField(
        label=_("Your name"), help_text=_("As others in your coalition know you"), max_length=120,
        validators=[refuse_control_characters],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) > 1:
            self.fields["language"] = django_forms.ChoiceField(
                label=_("Language"), choices=settings.LANGUAGES
            )
