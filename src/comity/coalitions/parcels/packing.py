"""What goes into a parcel, part by part, and the page that explains it.

`public/` is what an outsider may read and names no person; `confidential/` is everything the reader may see. Needs the
coalition's scope.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from comity import __version__
from comity.base import registry
from comity.base.sheets.writing import write_csv
from comity.coalitions.models import Coalition
from comity.coalitions.parcels import public, record
from comity.coalitions.parcels.boxes import Box
from comity.coalitions.standing import Standing

PUBLIC, CONFIDENTIAL = "public", "confidential"
CHECK, MANIFEST, README = "check.py", "manifest.json", "README.md"
A_PIECE = 1 << 16


@dataclass
class Packed:
    """What was put in: for each file its name and what it is; what was to go in and is missing."""

    box: Box
    told: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, name: str, what: str, pieces: Iterable[bytes]) -> None:
        self.box.add(name, pieces)
        self.told.append((name, what))


def pack(coalition: Coalition, standing: Standing, box: Box, *, at: datetime, public_only: bool = False) -> None:
    """Pack what the standing may see, in the coalition's language and zone."""
    with translation.override(coalition.language), timezone.override(coalition.tz):
        packed = Packed(box)
        _part(packed, PUBLIC, coalition, Standing(None, coalition.pk))
        if not public_only:
            _part(packed, CONFIDENTIAL, coalition, standing)
        box.add(CHECK, [files("comity.coalitions.parcels").joinpath(CHECK).read_bytes()])
        box.add(README, [_readme(packed, coalition, at, public_only=public_only).encode()])
        manifest = {"form": "comity.parcel.1", "version": __version__, "packed_at": _plain(at), "files": box.sums}
        box.add(MANIFEST, [_json(manifest)])


def _part(packed: Packed, part: str, coalition: Coalition, standing: Standing) -> None:
    outside = not standing.inside
    profile = public.profile(coalition) if outside else _profile(coalition)
    packed.add(f"{part}/coalition.json", _("The coalition itself."), [_json(profile)])
    if outside:
        who = _("Who belongs, as the public page names them.")
        packed.add(f"{part}/members.csv", who, _csv(public.members(coalition)))
    for name, table in registry.export.items():
        if not outside or table.public:
            _table(packed, f"{part}/tables/{name}", table, standing)
    for name, kind in registry.writings.items():
        for one in kind.texts(standing):
            packed.add(f"{part}/texts/{name}/{one.name}.md", str(kind.label), [one.text.encode()])
    for name, uploads in registry.uploads.items():
        for stored in uploads.files(standing):
            _file(packed, f"{part}/files/{name}", stored, str(uploads.label))
    for name, what, pieces in record.files_of(coalition.pk, standing):
        packed.add(f"{part}/record/{name}", what, pieces)


def _table(packed: Packed, name: str, table: registry.Exportable, standing: Standing) -> None:
    """The same rows twice: for spreadsheets, and exactly."""
    what = str(table.about or table.label)
    packed.add(f"{name}.csv", what, _csv(table.rows(standing)))
    packed.add(f"{name}.json", what, _objects(table.rows(standing)))


def _csv(rows: Iterator[tuple[Any, ...]]) -> Iterator[bytes]:
    header = next(rows, ())
    for piece in write_csv(rows, [str(label) for label in header]):
        yield piece.encode()


def _objects(rows: Iterator[tuple[Any, ...]]) -> Iterator[bytes]:
    """A list of objects, a line each."""
    header, between = [str(label) for label in next(rows, ())], b"["
    for row in rows:
        yield between + b"\n" + _json(dict(zip(header, row, strict=True)), indent=None)
        between = b","
    yield b"[]\n" if between == b"[" else b"\n]\n"


def _file(packed: Packed, folder: str, stored: str, what: str) -> None:
    if not default_storage.exists(stored):
        packed.missing.append(stored)
        return
    with default_storage.open(stored) as file:
        packed.add(f"{folder}/{stored.rpartition('/')[2]}", what, iter(lambda: file.read(A_PIECE), b""))


def _profile(coalition: Coalition) -> dict[str, Any]:
    """Its own row."""
    return {f.name: getattr(coalition, f.attname) for f in coalition._meta.concrete_fields}


def _json(value: Any, *, indent: int | None = 1) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


# ── the page that explains it ──


def _readme(packed: Packed, coalition: Coalition, at: datetime, *, public_only: bool) -> str:
    day = timezone.localtime(at).strftime("%Y-%m-%d")
    lines = [
        f"# {coalition.name if not public_only or coalition.has_page else coalition.slug}", "",
        _("Taken along from Comity on {day}.").format(day=day), "",
        _("`public/` holds what anyone may read. It names no person. You may pass it on."),
    ]  # fmt: skip
    if not public_only:
        lines.append(_("`confidential/` holds everything that you may see. Guard it as you would the original."))
    lines += ["", *_how_to_check(), "", "## " + _("What lies where"), ""]
    lines += [f"- `{name}`: {what}" for name, what in _gathered(packed.told)]
    if packed.missing:
        lines += ["", "## " + _("What should be here and is missing"), "", *(f"- `{name}`" for name in packed.missing)]
    return "\n".join(lines) + "\n"


def _how_to_check() -> list[str]:
    return [
        "## " + _("Is it whole?"), "",
        _("`python3 check.py` reads every file, walks the record of acts from the first to the last, and names what"
          " does not fit. It needs Python and nothing else. Add a seal from one of your mails to check against it:"
          " `python3 check.py 1a2b 3c4d 5e6f 7a8b`."), "",
        _("Tables are there twice: CSV for spreadsheets, and JSON. In CSV a cell that a spreadsheet could take for a"
          " formula begins with an apostrophe, and moments are in the coalition’s time zone; in JSON they are in UTC."),
    ]  # fmt: skip


def _gathered(told: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Files of one folder that are of one kind stand in one line."""
    seen = set()
    for name, what in told:
        folder = name.rpartition("/")[0]
        many = sum(other.startswith(f"{folder}/") and words == what for other, words in told) > 2
        shown = f"{folder}/*" if many else name
        if shown not in seen:
            seen.add(shown)
            yield shown, what
