"""Contacts from a table, by the names of its columns: our own file comes back in as it went out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from comity.core.roster.folding import fold
from comity.network.models import AcquaintanceKind, Every
from comity.network.roster.sources import Given, read

#: so many problems are told at once
TABLE = 20
#: our name of a column → what people call it
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name", "contact", "full name"), "kind": ("kind", "type"),
    "works_for": ("organisation", "organization", "works for", "company", "for which organisation"),
    "role": ("role", "title", "job title", "function"),
    "email": ("email", "e mail", "mail", "e mail address", "email address"),
    "phone": ("phone", "telephone", "tel", "mobile"), "how": ("how", "how to reach them", "notes", "note"),
    "why": ("why", "why we keep this", "reason"), "source": ("source", "where we have it from", "where from"),
    "every": ("every", "how often", "rhythm"), "last_on": ("last on", "last touch", "last"),
    "next_on": ("next on", "next touch", "next"),
}  # fmt: skip
LONGEST = {"name": 160, "works_for": 160, "role": 120, "phone": 60, "how": 600, "why": 600, "source": 200}


@dataclass(frozen=True)
class Batch:
    """What was read: rows as `enter_contact` takes them, and what is wrong, in words that name the row."""

    rows: tuple[dict[str, Any], ...]
    problems: tuple[str, ...]


def read_contacts(source: str | bytes, called: str, usual: Mapping[str, str]) -> Batch:
    """Read a pasted text or a file. usual: what holds where a row says nothing. Raises BadSheet."""
    sheet = read(source, called)
    places = _places(sheet)
    if "name" not in places:
        return Batch((), (_("No column is called “name”."),))
    rows, problems = [], []
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        said = {key: cells[place].strip() if place < len(cells) else "" for key, place in places.items()}
        try:
            rows.append(_row({**said, **{key: said.get(key) or value for key, value in usual.items()}}))
        except ValidationError as wrong:
            problems += [_("Row {n}: {what}").format(n=number, what=words) for words in wrong.messages]
    return Batch(tuple(rows), tuple(problems))


def _places(sheet: Given) -> dict[str, int]:
    """Which column means what; of two alike the first."""
    heads = [fold(head) for head in sheet.header]
    found = {key: [heads.index(name) for name in names if name in heads] for key, names in COLUMNS.items()}
    return {key: min(places) for key, places in found.items() if places}


def _row(said: dict[str, str]) -> dict[str, Any]:
    """One row, checked. Raises ValidationError with all that is wrong."""
    wrong: list[str] = []
    if not said["name"]:
        wrong.append(_("The name is missing."))
    wrong += [] if said.get("why") else [_("It does not say why we keep it.")]
    wrong += [] if said.get("source") else [_("It does not say where it is from.")]
    wrong += [_("“{text}…” is too long.").format(text=said[key][:30]) for key, most in LONGEST.items()
              if len(said.get(key, "")) > most]  # fmt: skip
    if said.get("email"):
        try:
            validate_email(said["email"])
        except ValidationError:
            wrong.append(_("“{text}” is no e-mail address.").format(text=said["email"][:80]))
    days = {key: _day(said.get(key, ""), wrong) for key in ("last_on", "next_on")}
    kind, every = _kind(said.get("kind", "")), _every(said.get("every", ""), wrong)
    if wrong:
        raise ValidationError(wrong)
    told = {key: said.get(key, "") for key in (*LONGEST, "email")}
    return {**told, **days, "kind": kind, "every": every}


def _kind(word: str) -> str:
    known = {AcquaintanceKind.ORGANISATION.value, fold(str(AcquaintanceKind.ORGANISATION.label)), "organization", "org"}
    return AcquaintanceKind.ORGANISATION if fold(word) in known else AcquaintanceKind.PERSON


def _every(word: str, wrong: list[str]) -> int:
    if not word:
        return int(Every.NEVER)
    known = {fold(str(one.label)): one.value for one in Every} | {str(one.value): one.value for one in Every}
    if fold(word) not in known:
        wrong.append(_("“{text}” is no rhythm we know.").format(text=word[:40]))
    return int(known.get(fold(word), Every.NEVER))


def _day(word: str, wrong: list[str]) -> date | None:
    if not word:
        return None
    try:
        return date.fromisoformat(word[:10])
    except ValueError:
        wrong.append(_("“{text}” is no day; write it as 2026-03-31.").format(text=word[:30]))
        return None
