"""Keeping a wave, bringing answers in, and choosing what to look at."""

import csv
import io
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import DateField, Form, LongField, Option
from comity.base.sheets.reading import BadSheet, Limits, Sheet, Trouble, read_sheet
from comity.core.network.answers import Together
from comity.core.network.reading import Read, Shape, guess_shape, read_answers
from comity.network.models import HowTogether
from comity.network.roster.graphs import ENDINGS, BadList, answers_in, is_sheet, network_in
from comity.network.roster.wording import trouble_in_words
from comity.network.waves.snapshots import Brought, names_here

LIMITS = Limits(bytes=2_000_000, rows=20_000)
OWN, LIST, GUESS = "own", "list", "guess"
EXAMPLE = gettext_lazy(
    "from, to, level, reliability\nOpen Door Shelter, Harbour Tenants’ Union, cooperation, 4\n"
    "Harbour Tenants’ Union, Open Door Shelter, coordination, 3"
)
QUESTION = gettext_lazy("With whom do you work, and how closely?")


def _named(**more: Any) -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(
            label=_("What is this wave called?"), max_length=120, help_text=_("For example “Spring 2025”."), **more
        ),
        "question": LongField(
            label=_("What was asked?"), max_length=1000, initial=str(QUESTION),
            help_text=_("It stands under every figure."), **more,
        ),
    }  # fmt: skip


class KeepForm(Form):
    """A name for the ties of today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_named())


class DropForm(Form):
    """Why a wave is taken out of use."""

    why = LongField(label=gettext_lazy("What was wrong with it?"), max_length=500, required=False)


class AnswersForm(Form):
    """Answers from elsewhere, pasted or as a file; looked at first, kept when `go` is "keep".

    Valid: `read` is what came of them, with faults or without.
    """

    def __init__(self, data: Any = None, files: Any = None, *, coalition: UUID, **kwargs: Any) -> None:
        self.keeps = data is not None and data.get("go") == "keep"
        super().__init__(data, files, **kwargs)
        self.coalition = coalition
        self.read: Read | None = None
        self.sheet: Sheet | None = None
        self.shape = Shape.LIST
        self.fields.update({"text": _pasted(), "file": _uploaded(), **_choices(), **_named(required=self.keeps)})
        self.fields["asked_on"] = DateField(label=_("When were they given?"), required=self.keeps)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        text, file = found.get("text", ""), found.get("file")
        if text and file:
            self.add_error("text", _("Paste the answers or choose a file, not both."))
        elif not text and not file:
            self.add_error("text", _("Paste the answers, or choose a file."))
        else:
            self._read(file.read() if file else text, "file" if file else "text", file.name if file else "")
        return found

    def _network(self, source: str | bytes, called: str) -> Sheet | None:
        """A network of another program as a list of answers; None where it is none. A matrix is read as one."""
        if is_sheet(source):
            return None
        if len(source) > LIMITS.bytes:
            raise BadSheet(Trouble.TOO_BIG, bytes=len(source), limit=LIMITS.bytes)
        graph = network_in(source, called)
        if graph is None:
            return None
        if not graph.directed:
            self.cleaned_data["speaks"] = LIST
        header, rows = answers_in(graph)
        return Sheet(header, rows, tuple(range(1, len(rows) + 1)))

    def _read(self, source: str | bytes, field: str, called: str) -> None:
        try:
            self.sheet = self._network(source, called) or read_sheet(source, limits=LIMITS)
        except BadSheet as trouble:
            self.add_error(field, trouble_in_words(trouble))
            return
        except BadList as wrong:
            self.add_error(field, str(wrong))
            return
        names = names_here(self.coalition)
        shape = self.cleaned_data.get("shape") or GUESS
        self.shape = guess_shape(self.sheet.header, names) if shape == GUESS else Shape(shape)
        self.read = read_answers(self.sheet.header, self.sheet.rows, self.sheet.numbers, names, self.shape)

    @property
    def brought(self) -> Brought:
        """The answers with what was said of them; of a valid form without faults."""
        assert self.read is not None
        said = self.cleaned_data
        return Brought(
            self.read.asked, self.read.filled, Together(said.get("together") or Together.HIGHEST),
            all_asked=said["all_asked"], silent_answered=said["silent_answered"], given=said.get("speaks") == LIST,
        )  # fmt: skip

    def show_what_was_read(self) -> None:
        """Let the form show what was read as text: a file can't be sent twice."""
        if self.sheet is not None:
            out = io.StringIO()
            csv.writer(out, delimiter="\t", lineterminator="\n").writerows([self.sheet.header, *self.sheet.rows])
            self.data = {**dict(self.data.items()), "text": out.getvalue()}


def _pasted() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 7, "placeholder": EXAMPLE, "spellcheck": "false"})
    field = forms.CharField(
        label=_("Paste the answers"), widget=widget, required=False, strip=False, max_length=LIMITS.bytes,
        help_text=_("A list with “from” and “to”; or a matrix, with one row for each that answered."),
    )  # fmt: skip
    field.widget.attrs.pop("maxlength", None)
    return field


def _uploaded() -> forms.FileField:
    said = _("A list or a matrix; or a network: GraphML, GEXF, Pajek, Kumu JSON.")
    field = forms.FileField(label=_("Or a file"), required=False, allow_empty_file=True, help_text=said)
    field.widget.attrs["accept"] = ",".join([".csv", ".tsv", ".txt", ".xlsx", *ENDINGS])
    return field


def _choices() -> dict[str, forms.Field]:
    return {
        "shape": forms.ChoiceField(
            label=_("What is it?"), required=False, initial=GUESS,
            choices=[(GUESS, _("Find out")), (Shape.LIST.value, _("A list")), (Shape.MATRIX.value, _("A matrix"))],
        ),
        "speaks": forms.ChoiceField(
            label=_("Who speaks in it?"), required=False, initial=OWN, widget=forms.RadioSelect,
            choices=[
                (OWN, Option(_("Each for itself"), _("A row is what the first says"))),
                (LIST, Option(_("The list for all"), _("A row is a tie of both"))),
            ],
        ),
        "together": forms.ChoiceField(
            label=_("If several people of one organisation answered"), required=False, choices=HowTogether.choices,
            initial=Together.HIGHEST.value,
        ),
        "all_asked": forms.BooleanField(
            label=_("All members were asked, also those who aren’t named in it"), required=False
        ),
        "silent_answered": forms.BooleanField(
            label=_("Who names nobody has answered all the same"), required=False,
            help_text=_("Otherwise they count as silent, and silence is not a “no”."),
        ),
    }  # fmt: skip
