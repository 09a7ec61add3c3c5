"""The shape of what people type about areas and competences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.base.forms import Form, LongField, Option
from comity.core.duties import Part
from comity.governing.models import Level
from comity.people.models import Organisation

NOTES = {
    Part.DECIDES: (_("Decides"), _("Has the last word. One organisation for each area.")),
    Part.DOES: (_("Does"), _("Does the work and answers for it.")),
    Part.SUPPORTS: (_("Supports"), _("Helps with people, places, money or knowledge.")),
    Part.TOLD: (_("Is told"), _("Hears what happens, and asks for nothing more.")),
}


class AreaForm(Form):
    """A piece of the common work."""

    name = forms.CharField(
        label=_("What is the area called?"), max_length=120, help_text=_("For example: emergency repairs.")
    )
    words = LongField(label=_("What belongs to it, and what does not?"), max_length=1000, required=False)
    needs = LongField(
        label=_("What does it take?"), max_length=1000, required=False,
        help_text=_("One competence a line. From these we suggest who could take part."),
    )  # fmt: skip


class PartForm(Form):
    """Which part an organisation has."""

    part = forms.ChoiceField(
        label=_("Which part?"), widget=forms.RadioSelect,
        choices=[(part.value, Option(label, note)) for part, (label, note) in NOTES.items()],
    )  # fmt: skip


class PartOfForm(PartForm):
    """The same for coordinators, who say of which organisation."""

    organisation = forms.ModelChoiceField(
        label=_("Which organisation?"), queryset=Organisation.objects.none(), empty_label=None
    )
    field_order = ("organisation", "part")

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.queryset = organisations


class CompetenceForm(Form):
    """What an organisation is good at."""

    name = forms.CharField(
        label=_("What are you good at?"), max_length=80, help_text=_("In a few words: “reading leases”.")
    )
    level = forms.TypedChoiceField(
        label=_("How well?"), widget=forms.RadioSelect, coerce=int,
        choices=[(level.value, level.label) for level in Level],
    )  # fmt: skip
    evidence = LongField(
        label=_("What shows it?"), max_length=1000, required=False,
        help_text=_("A project, a certificate, years of doing it. Others rely on this."),
    )  # fmt: skip
