"""Answers from a table: read, matched with who is asked, and looked at cell by cell before anything is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.base.sheets.reading import BadSheet, Limits, Sheet, read_sheet
from comity.base.text import fold, tidy
from comity.surveys.kinds import Asking, kind_of
from comity.surveys.models import Question, Respondent, Round
from comity.surveys.paging import Values, checked

LIMITS = Limits(bytes=2_000_000, rows=2_000)
ORGANISATION, PERSON = "organisation", "person"
#: how many faults are told at once
TOLD = 20


@dataclass(frozen=True)
class Taken:
    """One line: whose answers these are."""

    respondent: Respondent
    values: Values


def columns(questions: Iterable[Question], round_: Round | None) -> list[tuple[str, str]]:
    """The columns of the table, by key and label: whose answers, then each question’s own."""
    cells = [cell for one in questions for cell in kind_of(one).cells(Asking(one, round_))]
    return [(ORGANISATION, _("Organisation")), (PERSON, _("Person")), *((cell.key, cell.label) for cell in cells)]


def read(source: str | bytes, round_: Round, questions: Iterable[Question]) -> list[Taken]:
    """All lines of a table. ValidationError names line and column of each fault; then nothing is taken."""
    asked = [one for one in questions if not one.is_section]
    sheet, places = _table(source, round_, asked)
    rows = list(Respondent.objects.filter(round=round_).select_related("organisation", "person", "round__survey"))
    taken: list[Taken] = []
    faults: list[str] = []
    for number, line in zip(sheet.numbers, sheet.rows, strict=True):
        cells = {key: line[place] for key, place in places.items() if place < len(line)}
        try:
            one = _whose(cells, rows)
            if any(one.pk == other.respondent.pk for other in taken):
                raise ValidationError(_("these are the same as in a line above"))
            taken.append(Taken(one, _values(cells, asked, round_, one)))
        except ValidationError as fault:
            faults += [_("Line {n}: {why}").format(n=number, why=why) for why in fault.messages]
    if faults:
        raise ValidationError({"table": faults[:TOLD]})
    return taken


def _table(source: str | bytes, round_: Round, questions: list[Question]) -> tuple[Sheet, dict[str, int]]:
    try:
        sheet = read_sheet(source, limits=LIMITS)
    except BadSheet as trouble:
        where = _("Line {n}: ").format(n=trouble.row) if trouble.row else ""
        why = _("This can’t be read as a table. Save it as CSV or Excel, with names of columns in the first line.")
        raise ValidationError({"table": where + why}) from trouble
    wanted = columns(questions, round_)
    named = {fold(tidy(label)): place for place, label in enumerate(sheet.header)}
    places = {
        key: named[fold(said)] for key, label in wanted for said in (key, label) if fold(said) in named
    }
    if ORGANISATION not in places and PERSON not in places:
        raise ValidationError({"table": _("The table needs a column “organisation”, or “person”.")})
    if not set(places) - {ORGANISATION, PERSON}:
        raise ValidationError({"table": _("No column has the name of a question.")})
    return sheet, places


def _whose(cells: Mapping[str, str], rows: list[Respondent]) -> Respondent:
    organisation, person = (fold(tidy(cells.get(key, ""))) for key in (ORGANISATION, PERSON))
    if not organisation and not person:
        raise ValidationError(_("it does not say whose answers these are"))
    found = [
        one for one in rows
        if (not organisation or (one.organisation is not None and fold(one.organisation.name) == organisation))
        and (not person or (one.person is not None and person in (fold(one.person.name), fold(one.person.email or ""))))
    ]  # fmt: skip
    said = " · ".join(filter(None, (cells.get(ORGANISATION, ""), cells.get(PERSON, ""))))
    if not found:
        raise ValidationError(_("“{said}” is not asked in this round").format(said=said[:80]))
    if len(found) > 1:
        raise ValidationError(_("several are asked for “{said}”; say which person").format(said=said[:80]))
    return found[0]


def _values(cells: Mapping[str, str], questions: list[Question], round_: Round, one: Respondent) -> Values:
    values: Values = {}
    faults: list[Any] = []
    for question in questions:
        try:
            value = kind_of(question).parse(Asking(question, round_, one), cells)
        except ValidationError as fault:
            faults += [f"{question.text}: {why}" for why in fault.messages]
            continue
        if value is not None:
            values[question.key] = value
        question.required = False
    if faults:
        raise ValidationError(faults)
    return checked(questions, values, round_, one)
