"""Forms about bodies, seats and terms."""

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.base.forms import Option
from comity.coalitions.models import BodyKind, Role, SeatLevel
from comity.people.models import Organisation, Person

KINDS = [
    (BodyKind.STRATEGIC, Option(BodyKind.STRATEGIC.label, _("Decides where the coalition goes"))),
    (BodyKind.EXECUTIVE, Option(BodyKind.EXECUTIVE.label, _("Runs things between meetings"))),
    (BodyKind.ACTION, Option(BodyKind.ACTION.label, _("Does one piece of the work"))),
    (BodyKind.OTHER, Option(BodyKind.OTHER.label, _("You say below what you call it"))),
]


LEVELS = [("", _("Not settled yet")), *SeatLevel.choices]


class BodyForm(forms.Form):
    """What a body is called, what it is for, and where it stands."""

    name = django_forms.CharField(label=_("What is it called?"), max_length=120)
    purpose = forms.LongField(
        label=_("What is it for?"), required=False, max_length=1000, help_text=_("One or two sentences.")
    )
    parent: Any = django_forms.ModelChoiceField(
        label=_("Under which body does it stand?"), queryset=None, required=False, empty_label=_("Under none")
    )
    own_kind = django_forms.CharField(label=_("What do you call this kind?"), max_length=60, required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["parent"]
        chosen.queryset = bodies


class NewBodyForm(BodyForm):
    """A new body: also its kind."""

    kind = django_forms.ChoiceField(
        label=_("What kind is it?"), choices=KINDS, widget=django_forms.RadioSelect
    )
    field_order = ("name", "kind", "own_kind", "purpose", "parent")


class SeatForm(forms.Form):
    """A seat for a member organisation."""

    organisation = django_forms.ModelChoiceField(
        label=_("Which organisation?"), queryset=Organisation.objects.none(), empty_label=None
    )
    level = django_forms.ChoiceField(label=_("Whom of it do you want there?"), choices=LEVELS, required=False)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.queryset = organisations


class SeatLevelForm(forms.Form):
    """Whom of its organisation one wants in a seat."""

    level = django_forms.ChoiceField(
        label=_("Whom do you want there?"), choices=LEVELS, required=False, widget=django_forms.RadioSelect
    )


class FillForm(forms.Form):
    """Who fills a seat, as what, and for how long."""

    person = django_forms.ModelChoiceField(
        label=_("Who?"), queryset=Person.objects.none(), widget=django_forms.RadioSelect, empty_label=None
    )
    role = django_forms.ChoiceField(label=_("As what?"), widget=django_forms.RadioSelect, initial=Role.MEMBER)
    starts_on = forms.DateField(label=_("From which day?"), required=False, help_text=_("Empty: from today."))
    ends_on = forms.DateField(
        label=_("Until which day?"), required=False,
        help_text=_("The last day is included. We remind you before it. Empty: until somebody ends it."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, barred: Iterable[tuple[Role, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["person"]
        who.queryset = people
        stops = dict(barred)
        role: Any = self.fields["role"]
        role.choices = [(one, Option(str(one.label), "", stops.get(one, ""))) for one in Role]
