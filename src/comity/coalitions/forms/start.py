"""Starting a coalition: one question a page, ten fields in all."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.coalitions.forms.settings import HINTS, zones
from comity.coalitions.models import Coalition
from comity.people.models import Organisation, Sector

ANOTHER = "another"


class NameForm(forms.Form):
    """What it is called."""

    name = django_forms.CharField(label=_("Name of the coalition"), max_length=120)


class PlaceForm(forms.Form):
    """Where it works and what time it is there."""

    place = django_forms.CharField(label=_("Place"), max_length=120, required=False, help_text=HINTS["place"])
    zone = django_forms.ChoiceField(
        label=_("Time zone"), choices=zones, help_text=HINTS["zone"],
        widget=django_forms.Select(attrs={"data-zone": ""}),
    )  # fmt: skip


class WhyForm(forms.Form):
    """Why it exists."""

    purpose = forms.LongField(
        label=_("What shall be different one day?"), max_length=1000, required=False,
        help_text=_("One or two sentences are enough. You can change them together later."),
    )  # fmt: skip
    reasons = forms.LongField(label=_("Reasons"), max_length=2000, required=False, help_text=HINTS["reasons"])


class LikeForm(forms.Form):
    """Whether it shall be built like a coalition that the founder coordinates already."""

    like = django_forms.ChoiceField(
        label=_("Shall it be built like one of these?"), required=False, widget=django_forms.RadioSelect
    )
    #: the coalitions that whoever asks coordinates; set on a subclass made for the request
    coalitions: list[Coalition] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        like: Any = self.fields["like"]
        like.choices = [("", _("No, we begin afresh")), *((one.slug, one.name) for one in self.coalitions)]
        like.initial = ""


class OwnForm(forms.Form):
    """The founder's own organisation: one they speak for already, or another."""

    known = django_forms.ChoiceField(
        label=_("Which of your organisations?"), required=False, widget=django_forms.RadioSelect
    )
    name = django_forms.CharField(label=_("Name of your organisation"), max_length=160, required=False)
    sector = django_forms.ChoiceField(
        label=_("What kind is it?"), choices=Sector.choices, required=False, widget=django_forms.RadioSelect
    )
    place = django_forms.CharField(label=_("Where is it?"), max_length=160, required=False)

    #: the organisations of whoever asks; set on a subclass made for the request
    organisations: list[Organisation] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.organisations:
            del self.fields["known"]
            return
        known: Any = self.fields["known"]
        mine = [(str(one.pk), one.name) for one in self.organisations]
        known.choices = [*mine, (ANOTHER, _("Another one, or none yet"))]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("name") and not answers.get("sector") and not self.chosen(answers):
            self.add_error("sector", _("Say what kind of organisation it is."))
        return answers

    def chosen(self, answers: dict[str, Any]) -> Organisation | None:
        """The known organisation that was picked."""
        return next((one for one in self.organisations if str(one.pk) == answers.get("known")), None)

    def own(self, answers: dict[str, Any]) -> Organisation | dict[str, Any] | None:
        """What `found_coalition` takes as the founder's own: a known organisation, a new profile, or nothing."""
        if picked := self.chosen(answers):
            return picked
        if not answers.get("name"):
            return None
        return {key: answers[key] for key in ("name", "sector", "place")}
