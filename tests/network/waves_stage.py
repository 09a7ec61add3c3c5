"""How waves are told in stories: invented organisations, answers as lists, and waves worked out at once."""

from datetime import date
from typing import Any

from comity.base.sheets.reading import read_sheet
from comity.core.network.answers import Together
from comity.core.network.reading import Read, guess_shape, read_answers
from comity.network.acts import keep_answers
from comity.network.models import Wave
from comity.network.waves import working
from comity.network.waves.snapshots import Brought, names_here
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join

ASKED = date(2026, 3, 1)
QUESTION = "With whom do you work?"
#: marks of four further organisations, so that five can rate a sixth
MORE = {"Boat School": Sector.CITIZEN, "Lamp Keepers": Sector.NONPROFIT, "Night Ferry": Sector.PRIVATE,
        "Quay Library": Sector.PUBLIC}  # fmt: skip


def widen(troupe: Troupe) -> None:
    """Four more organisations join."""
    for name, sector in MORE.items():
        join(troupe, name, sector)


def read(troupe: Troupe, text: str) -> Read:
    """Answers as they would be pasted."""
    sheet = read_sheet(text)
    with troupe.scope():
        names = names_here(troupe.coalition.pk)
    return read_answers(sheet.header, sheet.rows, sheet.numbers, names, guess_shape(sheet.header, names))


def brought(troupe: Troupe, text: str, **more: Any) -> Brought:
    found = read(troupe, text)
    assert not found.faults, found.faults
    return Brought(found.asked, found.filled, more.pop("together", Together.HIGHEST), **more)


def bring(troupe: Troupe, text: str, *, name: str = "Spring", on: date = ASKED, at: Any = THEN, **more: Any) -> Wave:
    """A wave of these answers, worked out."""
    wave = keep_answers(
        brought(troupe, text, **more), name=name, question=QUESTION, asked_on=on, by=troupe.by, at=at, origin="old.csv"
    )
    work_out(troupe, wave)
    return wave


def work_out(troupe: Troupe, wave: Wave) -> None:
    working.work_out.call(str(troupe.coalition.pk), str(wave.pk))


def content(troupe: Troupe, wave: Wave) -> dict[str, Any]:
    with troupe.scope():
        found = working.content_of(wave)
    assert found is not None
    return found
