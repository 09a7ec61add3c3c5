"""The shape of what people type about surveys. What is allowed is decided by the acts."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from comity.base.forms import DateField, Form, LongField, Option
from comity.surveys.asking import Askable, addresses
from comity.surveys.forms_translations import language_code
from comity.surveys.kinds import kinds
from comity.surveys.models import Readers
from comity.surveys.models.surveys import SECTION
from comity.surveys.patterns import patterns

RHYTHMS = [
    (0, gettext_lazy("Never")), (3, ngettext_lazy("Every day", "Every three days", 3)),
    (7, gettext_lazy("Every week")), (14, gettext_lazy("Every two weeks")),
]  # fmt: skip


class SurveyForm(Form):
    """What it is called and for, who may read the answers."""

    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=160)
    intro = LongField(
        label=gettext_lazy("What is it for?"), max_length=4000, required=False,
        help_text=gettext_lazy("It stands in the invitation and on the first page. Say what is done with the answers."),
    )  # fmt: skip
    readers = forms.ChoiceField(
        label=gettext_lazy("Who may read each answer, with its name?"), widget=forms.RadioSelect,
        initial=Readers.KEEPERS,
        choices=[
            (Readers.KEEPERS, Option(gettext_lazy("Those who keep the survey"),
                                     gettext_lazy("You, in the name you drafted it in, and coordinators"))),
            (Readers.ALL, Option(gettext_lazy("Everyone inside"), gettext_lazy("Who may know of the survey"))),
        ],
    )  # fmt: skip
    anonymous = forms.BooleanField(
        label=gettext_lazy("Nobody: the answers are anonymous"), required=False,
        help_text=gettext_lazy(
            "They are kept without name, time or order, question by question; counts below five are never shown. Then "
            "answers can’t be saved half done, changed, or compared with a round before."
        ),
    )  # fmt: skip
    results_open = forms.BooleanField(
        label=gettext_lazy("Everybody may see the counts once it has closed"), required=False, initial=True,
        help_text=gettext_lazy("Without names, and no count below five."),
    )  # fmt: skip
    thanks = LongField(
        label=gettext_lazy("What do they read after answering?"), max_length=1000, required=False,
        help_text=gettext_lazy("Say when they hear what came of it."),
    )  # fmt: skip
    language = forms.CharField(
        label=gettext_lazy("Which language are the questions in?"), max_length=12, required=False,
        help_text=gettext_lazy("As a short code, “en” or “es”, so that a screen reader says them right."),
    )  # fmt: skip

    def clean_language(self) -> str:
        """Letters, and perhaps a region."""
        return language_code(self.cleaned_data["language"])


class NewSurveyForm(SurveyForm):
    """The same, with what it begins from."""

    pattern = forms.ChoiceField(
        label=gettext_lazy("What does it begin from?"), required=False, widget=forms.RadioSelect, initial="",
        help_text=gettext_lazy("You can change every question afterwards."),
    )  # fmt: skip
    field_order = ["pattern", "title"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = [(name, Option(one.label, one.about)) for name, one in patterns.items()]
        bare = ("", Option(_("Nothing"), _("You write every question yourself.")))
        chosen: Any = self.fields["pattern"]
        chosen.choices = [*begun, bare]


class CopyForm(Form):
    """What the copy is called."""

    title = forms.CharField(label=gettext_lazy("What is the copy called?"), max_length=160)


class QuestionForm(Form):
    """A question of one kind: its words, and what the kind asks about it."""

    text = forms.CharField(label=gettext_lazy("The question"), max_length=300)
    help = LongField(
        label=gettext_lazy("What helps to answer it?"), max_length=1000, required=False,
        help_text=gettext_lazy("It stands beneath the question."),
    )  # fmt: skip
    required = forms.BooleanField(
        label=gettext_lazy("It needs an answer"), required=False,
        help_text=gettext_lazy("Ask this of few questions. Who can’t answer one gives up on all."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)
        if kind == SECTION:
            self.fields["text"].label, self.fields["help"].label = _("The heading"), _("What stands below it?")
            self.fields["help"].help_text = _("A heading begins a new page.")
            del self.fields["required"]
            return
        last = self.fields.pop("required")
        self.fields |= {f"s_{name}": field for name, field in kinds[kind].setting_fields().items()}
        self.fields["required"] = last

    def clean(self) -> dict[str, Any]:
        """The kind reads its own part."""
        cleaned = super().clean() or self.cleaned_data
        own = {name.removeprefix("s_"): value for name, value in cleaned.items() if name.startswith("s_")}
        wanted = {name.removeprefix("s_") for name in self.fields if name.startswith("s_")}
        kept: dict[str, Any] = {name: value for name, value in cleaned.items() if not name.startswith("s_")}
        kept["settings"] = {}
        if self.kind != SECTION and wanted <= set(own):
            try:
                kept["settings"] = kinds[self.kind].settings(own)
            except ValidationError as fault:
                for name, errors in fault.error_dict.items():
                    self.add_error(f"s_{name}" if f"s_{name}" in self.fields else None, errors)
        return kept


class AskAlsoForm(Form):
    """Who is asked."""

    asked = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Several people of one organisation may answer; each gets a link of their own."),
    )  # fmt: skip
    others = LongField(
        label=gettext_lazy("Further addresses"), max_length=20_000, required=False,
        help_text=gettext_lazy("One a line: “organisation; name; address”, or the address alone."),
    )  # fmt: skip

    def __init__(self, *args: Any, askable: Askable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.askable = askable
        chosen: Any = self.fields["asked"]
        chosen.choices = askable.choices()

    def clean_others(self) -> list[Any]:
        """Each line is an address."""
        return addresses(self.cleaned_data["others"], self.askable)

    def clean(self) -> dict[str, Any]:
        """Both ways together say who is asked."""
        cleaned = super().clean() or self.cleaned_data
        others = cleaned.pop("others", [])
        cleaned["asked"] = [*self.askable.asked(cleaned.get("asked", [])), *others]
        return cleaned


class RoundForm(AskAlsoForm):
    """Who is asked, until when, how they are reminded."""

    closes_on = DateField(label=gettext_lazy("Until the evening of which day?"))
    every = forms.TypedChoiceField(
        label=gettext_lazy("How often is who hasn’t answered reminded?"), coerce=int, choices=RHYTHMS, initial=7
    )
    opens_filled = forms.BooleanField(
        label=gettext_lazy("Who answered the last round finds those answers filled in"), required=False, initial=True,
        help_text=gettext_lazy("The page says so. They confirm or change them."),
    )  # fmt: skip
    note = LongField(label=gettext_lazy("A few words in the invitation"), max_length=2000, required=False)

    def __init__(self, *args: Any, askable: Askable, **kwargs: Any) -> None:
        super().__init__(*args, askable=askable, **kwargs)
        self.fields["asked"].initial = askable.first()


class ProlongForm(Form):
    """Another last day."""

    closes_on = DateField(label=gettext_lazy("Until the evening of which day?"))


class WhyForm(Form):
    """Why not after all."""

    why = LongField(label=gettext_lazy("Why?"), max_length=1000)


class FileForm(Form):
    """Answers as a table."""

    table = LongField(
        label=gettext_lazy("Paste the table"), max_length=2_000_000, required=False,
        help_text=gettext_lazy("The first line names the columns, as in the table to fill in."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"), required=False, help_text=gettext_lazy("CSV or Excel")
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("table")) == bool(cleaned.get("file")):
            self.add_error("table", _("Paste the table or choose a file, one of the two."))
        return cleaned


def last_day(today: date) -> date:
    """What is proposed: two weeks."""
    return date.fromordinal(today.toordinal() + 14)
