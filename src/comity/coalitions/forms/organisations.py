"""Forms about organisations."""

from typing import Any

from django import forms as django_forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from comity.base import forms
from comity.base.forms import Option
from comity.coalitions.models import MembershipState
from comity.people.models import Base, Organisation, Sector

#: a field of the profile → what stands beneath its label
HINTS = {
    "name": _("The full name, as you write it yourselves."),
    "short": _("Two or three letters on the mark. Empty: we take them from the name."),
    "people_count": _("Members, households or staff: what you count yourselves."),
    "place": _("A street, a district or a town."),
    "website": _("It begins with https://"),
    "words": _("Who you are and why you do it. This stays yours: others can’t change it."),
    "serves": _("One group a line, for example: tenants of Pier Street."),
    "languages": _("One a line, the one you speak most first."),
    "holidays": _("One a line. Meetings and closing days will keep clear of them."),
    "decided_by": _("For example: members’ evening; the board up to €500."),
    "lead_days": _("Days from a question to your answer. Ballots that close sooner warn their authors."),
    "has_page": _("Everyone can read your words, place and website. People are never named there."),
}


class ProfileForm(forms.ModelForm):
    """What an organisation says of itself."""

    website = django_forms.URLField(
        label=_("Website"), max_length=300, required=False, assume_scheme="https", help_text=HINTS["website"]
    )

    class Meta:
        model = Organisation
        fields = (
            "name", "short", "sector", "base", "people_count", "place", "website", "words", "serves", "languages",
            "holidays", "decided_by", "decides", "lead_days", "has_page",
        )  # fmt: skip
        help_texts = HINTS
        widgets = {
            "serves": django_forms.Textarea(attrs={"rows": 3}),
            "languages": django_forms.Textarea(attrs={"rows": 3}),
            "holidays": django_forms.Textarea(attrs={"rows": 3}),
        }

    def _post_clean(self) -> None:
        """Nothing is put on the row here: the act checks and keeps it."""


class AddForm(forms.Form):
    """A new organisation for the list."""

    name = django_forms.CharField(label=_("What is it called?"), max_length=160, help_text=HINTS["name"])
    sector = django_forms.ChoiceField(
        label=_("What kind is it?"), choices=Sector.choices, widget=django_forms.RadioSelect
    )
    base = django_forms.ChoiceField(
        label=_("Where does it stand?"),
        choices=[
            (Base.COMMUNITY, Option(_("In the community"), _("It grew out of the people it works with"))),
            (Base.INSTITUTION, Option(_("In an institution"), _("It serves the community from outside"))),
        ],
        widget=django_forms.RadioSelect,
        required=False,
    )
    place = django_forms.CharField(label=_("Where is it?"), max_length=160, required=False)
    state = django_forms.ChoiceField(
        label=_("How does it come in?"),
        choices=[
            (
                MembershipState.PROSPECT,
                Option(_("As a prospect"), _("We would like to win it; it has not been asked")),
            ),
            (MembershipState.INVITED, Option(_("As invited"), _("It has been asked and has not answered"))),
            (MembershipState.MEMBER, Option(_("As a member"), _("It has agreed: it can vote from today"))),
        ],
        widget=django_forms.RadioSelect,
    )


class BringForm(forms.Form):
    """One of the organisations that one speaks for elsewhere."""

    organisation = django_forms.ModelChoiceField(
        label=_("Which of your organisations?"), queryset=Organisation.objects.none(),
        widget=django_forms.RadioSelect, empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.queryset = organisations
        if not organisations:
            chosen.help_text = _("You act for no organisation of another coalition. Enter it anew instead.")


class StepForm(forms.Form):
    """Why a membership takes a step."""

    reason = forms.LongField(
        label=_("Why?"), required=False, max_length=1000,
        help_text=_("One sentence is enough. It stands in the organisation’s history, and all members can read it."),
    )  # fmt: skip


class NeededStepForm(StepForm):
    """A step that can't go without a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True


class ShownAsForm(forms.Form):
    """The name under which an organisation appears here."""

    shown_as = django_forms.CharField(
        label=_("Shown here as"), max_length=160, required=False, help_text=_("Empty: its own name."),
    )  # fmt: skip


class LogoForm(forms.Form):
    """A picture instead of the letters on the mark."""

    logo = django_forms.FileField(
        label=_("Picture"), required=False,
        help_text=_("PNG, JPEG or WebP, at most 1 MB. Choose none to go back to the letters."),
    )  # fmt: skip


class OtherForm(forms.Form):
    """The second of two rows for one organisation."""

    other = django_forms.ModelChoiceField(
        label=_("Which one is the same?"), queryset=Organisation.objects.none(), empty_label=None,
        help_text=_("The most alike stands on top."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["other"]
        chosen.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        chosen.choices = [(one.pk, one.name) for one in organisations]


class MergeForm(forms.Form):
    """For each field in which two profiles differ: whose is kept."""

    def __init__(
        self, *args: Any, kept: Organisation, gone: Organisation, fields: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.differing = fields
        for name in fields:
            self.fields[name] = django_forms.ChoiceField(
                label=labelled(name),
                choices=[("kept", kept.name), ("gone", gone.name)],
                widget=django_forms.RadioSelect,
                initial="kept" if getattr(kept, name) not in ("", None) else "gone",
            )

    @property
    def taken(self) -> list[str]:
        """The fields that come from the one that goes."""
        return [name for name in self.differing if self.cleaned_data[name] == "gone"]


def labelled(field: str) -> str:
    """A field of the profile by its name."""
    return capfirst(str(Organisation._meta.get_field(field).verbose_name))  # type: ignore[union-attr]


def shown(organisation: Organisation, field: str) -> str:
    """A field of the profile in words."""
    display = getattr(organisation, f"get_{field}_display", None)
    value = display() if display else getattr(organisation, field)
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    return "–" if value in ("", None) else str(value)
