"""Forms about people and their mandates."""

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.base.forms import Option
from comity.coalitions.models import Body, Power
from comity.people.models import Organisation

NOTES = {
    Power.SPEAK: _("Write and speak in its name, and keep its page"),
    Power.VOTE: _("Give its answer when something is decided"),
    Power.SIGN: _("Sign agreements and letters, and end its membership"),
    Power.REPORT: _("Report what it has done"),
    Power.COORDINATE: _("Run the coalition day by day: members, seats, mandates, settings"),
}
OF_ORGANISATIONS = (Power.SPEAK, Power.VOTE, Power.SIGN, Power.REPORT)
UNTIL = _("Until which day?")
UNTIL_HINT = _("The last day is included. Empty: until somebody ends it.")


def options(powers: Iterable[Power]) -> list[tuple[Power, Option]]:
    """Powers as cards with what they mean."""
    return [(power, Option(capfirst(power.label), NOTES[power])) for power in powers]


class PowersField(django_forms.MultipleChoiceField):
    """What a mandate allows."""

    widget = django_forms.CheckboxSelectMultiple

    def __init__(self, powers: Iterable[Power], **kwargs: Any) -> None:
        super().__init__(label=_("What may they do?"), choices=options(powers), **kwargs)

    def clean(self, value: Any) -> list[Power]:
        return [Power(one) for one in super().clean(value)]


class InviteForm(forms.Form):
    """Somebody new, or known by address, who shall act for an organisation."""

    name = django_forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We write there at once, with a link to come in."),
    )
    organisation = django_forms.ModelChoiceField(
        label=_("For which organisation?"), queryset=Organisation.objects.none(), empty_label=None
    )
    powers = PowersField(OF_ORGANISATIONS)
    ends_on = forms.DateField(label=UNTIL, help_text=UNTIL_HINT, required=False)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.queryset = organisations


class GiveForm(forms.Form):
    """A mandate for somebody who is here already."""

    whom = django_forms.ChoiceField(label=_("For whom?"))
    powers = PowersField(Power)
    ends_on = forms.DateField(label=UNTIL, help_text=UNTIL_HINT, required=False)

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation], bodies: Iterable[Body], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        things: list[Organisation | Body] = [*organisations, *bodies]
        self.things = {str(one.pk): one for one in things}
        chosen: Any = self.fields["whom"]
        chosen.choices = [(key, str(getattr(one, "shown_name", one))) for key, one in self.things.items()]

    def clean_whom(self) -> Organisation | Body:
        return self.things[self.cleaned_data["whom"]]


class ExtendForm(forms.Form):
    """Another last day of a mandate."""

    ends_on = forms.DateField(label=UNTIL, help_text=UNTIL_HINT, required=False)


class SureForm(forms.Form):
    """Nothing to fill in: only the button."""
