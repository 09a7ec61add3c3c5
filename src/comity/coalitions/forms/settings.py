"""What a coalition says of itself, and the stage it is in."""

from typing import Any
from zoneinfo import available_timezones

from django import forms as django_forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.base.forms import Option
from comity.coalitions.models import Coalition, CoalitionType, Stage

TYPES = {
    CoalitionType.INFORMATION: _("Members share what they know"),
    CoalitionType.ASSOCIATION: _("Members keep something going together"),
    CoalitionType.COUNCIL: _("Members tune their services to each other"),
    CoalitionType.CAMPAIGN: _("Members want one change, for a time"),
    CoalitionType.ONGOING: _("Members work on one matter for years"),
}
STAGES = {
    Stage.PREFORMATION: _("Some talk about working together"),
    Stage.FORMATION: _("You agree on reasons, rules and members"),
    Stage.IMPLEMENTATION: _("You plan and act together"),
    Stage.MAINTENANCE: _("You keep members, money and results together"),
    Stage.INSTITUTIONAL: _("What you do has become how things are done"),
}
HINTS = {
    "place": _("The town, district or region you work in."),
    "purpose": _("In your own words: what shall be different one day? It stands on every mail."),
    "reasons": _("One a line: why work together, and not each alone?"),
    "zone": _("All times and closing days are those of this place."),
    "language": _("Decisions and minutes are kept in it. Everyone reads Comity in their own."),
    "founded_on": _("Leave it empty while you are still getting ready."),
    "has_page": _("Everyone can read your purpose and who belongs to you. People are never named there."),
    "officers_need_second_factor": _(
        "Who coordinates must prove who they are by an app or a passkey, from fourteen days after they begin."
    ),
}


def zones() -> list[tuple[str, str]]:
    """Time zones by continent and town."""
    towns = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))
    )
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ").replace("/", " / ")) for zone in towns)]


def languages() -> list[tuple[str, str]]:
    """Languages by their own names."""
    known = [(code, info["name_local"]) for code, info in LANG_INFO.items() if "name_local" in info]
    return sorted(known, key=lambda pair: pair[1].casefold())


class SettingsForm(forms.ModelForm):
    """The coalition's own words and rules."""

    zone = django_forms.ChoiceField(label=_("Time zone"), choices=zones, help_text=HINTS["zone"])
    language = django_forms.ChoiceField(
        label=_("Language of record"), choices=languages, help_text=HINTS["language"]
    )
    founded_on = forms.DateField(label=_("Founded on"), required=False, help_text=HINTS["founded_on"])
    type = django_forms.ChoiceField(
        label=_("What kind of coalition is it?"), required=False, widget=django_forms.RadioSelect,
        choices=[("", Option(_("We don’t know yet"))), *((k, Option(k.label, note)) for k, note in TYPES.items())],
    )  # fmt: skip

    class Meta:
        model = Coalition
        fields = (
            "name", "place", "purpose", "reasons", "type", "zone", "language", "founded_on", "has_page",
            "officers_need_second_factor",
        )  # fmt: skip
        help_texts = HINTS
        widgets = {"reasons": django_forms.Textarea(attrs={"rows": 4})}

    def _post_clean(self) -> None:
        """Nothing is put on the row here: the act checks and keeps it."""


class StageForm(forms.Form):
    """Another stage of the coalition's life."""

    heading_field = "stage"
    stage = django_forms.ChoiceField(
        label=_("Where does the coalition stand now?"), widget=django_forms.RadioSelect
    )

    def __init__(self, *args: Any, here: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["stage"]
        now = _("You are in this stage now")
        chosen.choices = [
            (stage, Option(str(stage.label), note, now if stage == here else ""))
            for stage, note in STAGES.items()
        ]
