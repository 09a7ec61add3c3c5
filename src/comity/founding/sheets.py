"""Tables that people bring in, by the names of their columns: read whole, and every cell that is wrong is named."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import Form, LongField
from comity.base.sheets.reading import BadSheet
from comity.core.roster.folding import fold
from comity.network.roster.sources import Given, read
from comity.network.roster.wording import trouble_in_words

#: so many problems are told at once
TOLD = 20
#: our name of a column → what people call it
Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Batch:
    """What was read: rows as an act takes them, and what is wrong, in words that name the row."""

    rows: tuple[dict[str, Any], ...] = ()
    problems: tuple[str, ...] = ()


def read_batch(
    sheet: Given, columns: Columns, check: Callable[[dict[str, str]], dict[str, Any]]
) -> Batch:
    """Read a table by its columns. check: makes a row of an act of the cells, or raises ValidationError."""
    places = _places(sheet, columns)
    if "name" not in places:
        return Batch((), (_("No column is called “name”."),))
    rows, problems = [], []
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        said = {key: cells[place].strip() if place < len(cells) else "" for key, place in places.items()}
        try:
            rows.append(check(said))
        except ValidationError as wrong:
            problems += [_("Row {n}: {what}").format(n=number, what=words) for words in wrong.messages]
    return Batch(tuple(rows), tuple(problems))


def _places(sheet: Given, columns: Columns) -> dict[str, int]:
    """Which column means what; of two alike the first."""
    heads = [fold(head) for head in sheet.header]
    found = {key: [heads.index(name) for name in names if name in heads] for key, names in columns.items()}
    return {key: min(places) for key, places in found.items() if places}


def too_long(said: Mapping[str, str], longest: Mapping[str, int]) -> list[str]:
    """A sentence for each cell that holds more than it may."""
    return [
        _("“{text}…” is too long.").format(text=said[key][:30])
        for key, most in longest.items()
        if len(said.get(key, "")) > most
    ]


def lines(cell: str) -> str:
    """Several words of one cell, between semicolons or on lines of their own, one a line."""
    parts = (part.strip() for part in cell.replace(";", "\n").splitlines())
    return "\n".join(part for part in parts if part)


class SheetForm(Form):
    """A table, pasted or as a file. Valid: `batch` holds its rows. A subclass says how it is read."""

    columns: Columns = {}
    text = LongField(label=gettext_lazy("Paste the table"), max_length=1_000_000, required=False)
    file = forms.FileField(label=gettext_lazy("Or choose a file (CSV or Excel)"), required=False)

    def as_text(self) -> str:
        """The table as it was read, to be pasted again."""
        assert self.given is not None
        into = io.StringIO()
        csv.writer(into).writerows([self.given.header, *self.given.rows])
        return into.getvalue()

    def check_row(self, said: dict[str, str]) -> dict[str, Any]:
        """The row as the act takes it, or ValidationError with all that is wrong."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        text, file = found.get("text", ""), found.get("file")
        self.batch, given = Batch(), None
        if bool(text) == bool(file):
            self.add_error("text", _("Paste a table, or choose a file: one of the two."))
            return found
        try:
            source, called = (file.read(), file.name) if file else (text, "")
            given = read(source, called)
            self.batch = read_batch(given, self.columns, self.check_row)
        except BadSheet as trouble:
            self.add_error("file" if file else "text", trouble_in_words(trouble))
        for problem in self.batch.problems[:TOLD]:
            self.add_error(None, problem)
        self.given = given
        if not self.errors and not self.batch.rows:
            self.add_error("text", _("There is no row beneath the names of the columns."))
        return found
