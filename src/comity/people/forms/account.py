"""What people type on the pages of their account."""

from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import forms
from comity.notices.mails import kinds
from comity.people.models import Person

Choices = list[tuple[str, Any]]
REGIONS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Time zones by region: (region, [(name, place)])."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        region, _slash, place = name.partition("/")
        if region in REGIONS:
            regions.setdefault(region, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return list(regions.items())


class Profile(forms.ModelForm):
    """Name, language and time zone."""

    autocomplete = {"name": "name"}

    class Meta:
        model = Person
        fields = ["name", "language", "zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        device = _("As my device asks")
        here = _("As this installation: %(zone)s") % {"zone": settings.TIME_ZONE}
        self.fields["language"] = django_forms.ChoiceField(
            label=_("Language of pages and mails"),
            choices=[("", device), *settings.LANGUAGES],
            required=False,
        )
        self.fields["zone"] = django_forms.ChoiceField(
            label=_("Time zone"), choices=[("", here), ("UTC", "UTC"), *zones()], required=False,
            help_text=_("Inside a coalition, times are those of the coalition."),
        )  # fmt: skip


class NewAddress(forms.Form):
    """A further address."""

    autocomplete = {"email": "email"}
    email = forms.EmailField(
        label=gettext_lazy("A further e-mail address"), max_length=254,
        help_text=gettext_lazy("We mail it a link. It is yours once you open that."),
    )  # fmt: skip


class Wishes(forms.Form):
    """Which mails one wants."""

    digest = django_forms.BooleanField(
        label=gettext_lazy("The weekly digest"), required=False,
        help_text=gettext_lazy("One screen a week with what needs you; none when nothing does."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if quietable():
            self.fields["kinds"] = django_forms.MultipleChoiceField(
                label=_("Other mails"), required=False, choices=quietable(),
                widget=django_forms.CheckboxSelectMultiple,
            )  # fmt: skip


def quietable() -> Choices:
    """Kinds of mail one can do without, beside the digest: (kind, label)."""
    return [
        (name, kind.label) for name, kind in kinds.items() if kind.can_be_quieted and name != "notices.digest"
    ]


class NewPassword(forms.Form):
    """A password to sign in by."""

    autocomplete = {"password": "new-password"}
    password = django_forms.CharField(
        label=gettext_lazy("New password"), max_length=200, strip=False, widget=django_forms.PasswordInput,
        help_text=gettext_lazy("At least twelve characters. A few words in a row are easy to keep."),
    )  # fmt: skip


class AppCode(forms.Form):
    """The first code of an authenticator app, which shows that it was set up rightly."""

    autocomplete = {"code": "one-time-code"}
    code = django_forms.CharField(
        label=gettext_lazy("Code from the app"), help_text=gettext_lazy("Six digits"), max_length=20,
        widget=django_forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class PasskeyName(forms.Form):
    """What the person calls a passkey."""

    name = django_forms.CharField(
        label=gettext_lazy("Name of the passkey"),
        max_length=60,
        help_text=gettext_lazy("For example: my phone"),
    )


class Sure(forms.Form):
    """One proof more that it is really them: the password, or the code that was mailed."""

    autocomplete = {"password": "current-password", "code": "one-time-code"}
    password = django_forms.CharField(
        label=gettext_lazy("Your password"), max_length=200, strip=False, required=False,
        widget=django_forms.PasswordInput,
    )  # fmt: skip
    code = django_forms.CharField(
        label=gettext_lazy("Code from the mail"), help_text=gettext_lazy("Six digits"), max_length=20,
        widget=django_forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {by}:
            del self.fields[name]


class Farewell(forms.Form):
    """One's own address, typed, before it is erased."""

    address = django_forms.CharField(label=gettext_lazy("Type your e-mail address"), max_length=254)
