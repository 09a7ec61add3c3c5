"""Forms of looking for partners."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, Form, LongField, Option
from comity.base.text import fold
from comity.coalitions.models import SeatLevel
from comity.core.advice.scoring import MOST
from comity.founding.models import (
    Criterion,
    Prospect,
    ProspectState,
    RecruitingWave,
    WaveTrigger,
)
from comity.founding.models.prospects import WORD
from comity.founding.sheets import SheetForm, lines, too_long
from comity.people.models import Sector

SECTORS = [("", gettext_lazy("Not known yet")), *Sector.choices]
LEVELS = [("", gettext_lazy("Not settled yet")), *SeatLevel.choices]
ONE_A_LINE = gettext_lazy("One a line.")
MARKS = [
    gettext_lazy("Not at all"), gettext_lazy("Hardly"), gettext_lazy("In part"), gettext_lazy("Largely"),
    gettext_lazy("Fully"),
]  # fmt: skip


class BodyForm(Form):
    """Which committee looks for partners."""

    body: Any = forms.ModelChoiceField(
        label=gettext_lazy("Which committee?"), queryset=None, empty_label=gettext_lazy("Choose a committee"),
        help_text=gettext_lazy("What is found out about prospects is for its eyes alone."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["body"]
        chosen.queryset = bodies


class CriterionForm(Form):
    """One criterion."""

    text = forms.CharField(
        label=gettext_lazy("What should a partner be, or bring?"), max_length=200,
        help_text=gettext_lazy("One thing that each of you can judge: “People of the harbour quarter trust it.”"),
    )  # fmt: skip
    weight = forms.TypedChoiceField(
        label=gettext_lazy("How much does it count?"), coerce=int, initial=1, widget=forms.RadioSelect,
        choices=[(1, gettext_lazy("Once")), (2, gettext_lazy("Twice")), (3, gettext_lazy("Three times"))],
    )  # fmt: skip


class AdoptForm(Form):
    """On which day, and how, the committee agreed."""

    on = DateField(label=gettext_lazy("On which day did the committee agree?"))
    decision: Any = forms.ModelChoiceField(
        label=gettext_lazy("By which decision?"), queryset=None, required=False,
        empty_label=gettext_lazy("It agreed another way"),
    )  # fmt: skip
    how = LongField(
        label=gettext_lazy("How else?"), max_length=600, required=False,
        help_text=gettext_lazy("“In our meeting, all six present, as the minutes tell.”"),
    )  # fmt: skip

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["decision"]
        chosen.queryset = decisions
        chosen.label_from_instance = lambda one: f"{one.question.code} {one.question.title}"


class ProspectForm(Form):
    """What we know of a prospect."""

    name = forms.CharField(label=gettext_lazy("Who is it?"), max_length=160)
    why = LongField(label=gettext_lazy("Why do we think of it?"), max_length=1000, required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Which sector?"), choices=SECTORS, required=False)
    populations = LongField(
        label=gettext_lazy("Whom does it serve or speak for?"), max_length=1000, required=False, help_text=ONE_A_LINE
    )
    competences = LongField(
        label=gettext_lazy("What is it good at?"), max_length=1000, required=False, help_text=ONE_A_LINE
    )
    places = LongField(label=gettext_lazy("Where does it work?"), max_length=1000, required=False, help_text=ONE_A_LINE)
    level = forms.ChoiceField(
        label=gettext_lazy("Whom of it do we want?"), choices=LEVELS, required=False,
        help_text=gettext_lazy("Who directs can promise; who stands in the front line knows how it is."),
    )  # fmt: skip
    wave: Any = forms.ModelChoiceField(
        label=gettext_lazy("In which wave?"), queryset=None, required=False, empty_label=gettext_lazy("In none"),
        help_text=gettext_lazy("Start small, and grow when the time has come."),
    )  # fmt: skip

    def __init__(self, *args: Any, waves: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["wave"]
        chosen.queryset = waves

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in ("populations", "competences", "places"):
            if any(len(line.strip()) > WORD for line in given.get(name, "").splitlines()):
                self.add_error(name, _("A line may have {n} characters.").format(n=WORD))
        return given


class ImportForm(SheetForm):
    """A table of prospects."""

    columns = {
        "name": ("name", "prospect", "organisation", "organization"), "sector": ("sector",),
        "populations": ("populations", "population", "serves"), "competences": ("competences", "competence", "skills"),
        "places": ("places", "place", "where"), "level": ("level", "whom of it"), "why": ("why", "reason"),
    }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "The first row names the columns: name, sector, populations, competences, places, level, why."
            " Several words in a cell stand between semicolons."
        )

    def check_row(self, said: dict[str, str]) -> dict[str, Any]:
        wrong = [] if said["name"] else [_("The name is missing.")]
        longest = {"name": 160, "populations": 1000, "competences": 1000, "places": 1000, "why": 1000}
        wrong += too_long(said, longest)
        told = {"name": said["name"], "why": said.get("why", "")}
        for key in ("populations", "competences", "places"):
            told[key] = lines(said.get(key, ""))
            wrong += [_("“{text}…” is too long.").format(text=one[:30])
                      for one in told[key].splitlines() if len(one) > WORD]  # fmt: skip
        told["sector"] = _one_of(Sector.choices, said.get("sector", ""), wrong, _("“{text}” is no sector we know."))
        told["level"] = _one_of(
            SeatLevel.choices, said.get("level", ""), wrong, _("“{text}” is no kind of person we know.")
        )
        if wrong:
            raise ValidationError(wrong)
        return told


def _one_of(choices: Iterable[tuple[str, Any]], said: str, wrong: list[str], words: str) -> str:
    """The value that is meant by its name or by what it is called."""
    known = {fold(name): value for value, label in choices for name in (value, str(label))}
    if said and fold(said) not in known:
        wrong.append(words.format(text=said[:40]))
    return known.get(fold(said), "")


class MoveForm(Form):
    """Where a prospect stands from now on, and why."""

    state = forms.ChoiceField(label=gettext_lazy("Where does it stand?"), widget=forms.RadioSelect)
    why = LongField(label=gettext_lazy("Why?"), max_length=600, required=False)
    knowing = forms.BooleanField(
        label=gettext_lazy("We know which methods do not fit, and invite all the same"), required=False
    )

    def __init__(self, *args: Any, prospect: Prospect | None = None, clashes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = prospect.steps if prospect else list(ProspectState)
        self.fields["state"].choices = [(one.value, one.label) for one in steps]  # type: ignore[attr-defined]
        if prospect and not clashes:
            del self.fields["knowing"]


class ScoreForm(Form):
    """Points for every criterion. Given once."""

    words = LongField(label=gettext_lazy("What do you base it on?"), max_length=1000, required=False)

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        words = self.fields.pop("words")
        for one in self.criteria:
            self.fields[f"c-{one.pk}"] = forms.TypedChoiceField(
                label=one.text, coerce=int, widget=forms.RadioSelect,
                choices=[(n, Option(MARKS[n])) for n in range(MOST + 1)],
            )  # fmt: skip
        self.fields["words"] = words

    def given(self) -> dict[Any, int]:
        """Points as the act takes them."""
        return {one.pk: self.cleaned_data[f"c-{one.pk}"] for one in self.criteria}


class NeedsForm(Form):
    """What has to be covered: every combination of these words."""

    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Which sectors?"), choices=Sector.choices, widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    populations = LongField(label=gettext_lazy("Which groups of people?"), required=False, help_text=ONE_A_LINE)
    competences = LongField(label=gettext_lazy("Which competences?"), required=False, help_text=ONE_A_LINE)
    places = LongField(label=gettext_lazy("Which places?"), required=False, help_text=ONE_A_LINE)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in ("populations", "competences", "places"):
            given[name] = [line.strip() for line in given.get(name, "").splitlines() if line.strip()]
            if any(len(line) > WORD for line in given[name]):
                self.add_error(name, _("A line may have {n} characters.").format(n=WORD))
        return given


class ExplainForm(Form):
    """Why a gap stays open."""

    why = LongField(
        label=gettext_lazy("Why does nobody cover it for now?"), max_length=600, required=False,
        help_text=gettext_lazy("Leave it empty to make it a gap again."),
    )  # fmt: skip


class WaveForm(Form):
    """A wave and what sets it going."""

    name = forms.CharField(label=gettext_lazy("What do we call this wave?"), max_length=120)
    trigger = forms.ChoiceField(
        label=gettext_lazy("What sets it going?"), choices=WaveTrigger.choices, widget=forms.RadioSelect
    )
    trigger_on = DateField(label=gettext_lazy("On which day?"), required=False)
    trigger_members = forms.IntegerField(
        label=gettext_lazy("How many members?"), required=False, min_value=1, max_value=10_000
    )
    trigger_words = LongField(label=gettext_lazy("What has to have happened?"), max_length=600, required=False)


def wave_in_words(wave: RecruitingWave, day: Any) -> str:
    """What sets a wave going, in a sentence. day: words a date."""
    if wave.trigger == WaveTrigger.DAY:
        on: date | None = wave.trigger_on
        return _("Begins on {day}").format(day=day(on))
    if wave.trigger == WaveTrigger.MEMBERS:
        return _("Begins when we are {n} members").format(n=wave.trigger_members)
    return str(wave.trigger_words)
