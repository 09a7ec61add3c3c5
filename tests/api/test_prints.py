"""Programs ask for a PDF, wait, and fetch it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.base.clock import stopped_at
from comity.prints import jobs, machine
from comity.signatures.acts import sign
from tests.acts.stories_practice import laid_out
from tests.api.stage import NOW, Program
from tests.api.test_thread import problem_of
from tests.cast import Troupe
from tests.governing.stage import hat

Programs = Callable[..., Program]
PDF = b"%PDF-1.7 of a test"


@pytest.fixture(autouse=True)
def _press(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(jobs, "pressed", lambda layout, at: PDF)
    monkeypatch.setattr(machine, "lacks", lambda: "")


def made(troupe: Troupe, pk: str) -> None:
    with stopped_at(NOW):
        jobs.make.call(coalition=str(troupe.coalition.pk), print=pk)


def test_a_sheet_is_asked_for_made_and_fetched(program: Programs, troupe: Troupe) -> None:
    sheet, marta = laid_out(troupe, "OD", "HT"), program("Marta", "OD")
    wish = {"of": "signatures.sheet", "of_id": str(sheet.pk)}
    asked = marta.post("prints", wish)
    assert (asked.status_code, asked.json()["state"], asked.json()["up_to_date"]) == (201, "making", False)
    one = asked.json()["id"]
    assert marta.post("prints", wish).json()["id"] == one
    assert marta.get(f"prints/{one}/file").status_code == 404
    made(troupe, one)
    told = marta.get(f"prints/{one}").json()
    assert (told["state"], told["up_to_date"], told["size"]) == ("ready", True, len(PDF))
    answer = marta.get(f"prints/{one}/file")
    assert answer.headers["Content-Type"] == "application/pdf" and b"".join(answer.streaming_content) == PDF
    assert program("Henk", "DR").post("prints", wish).json()["id"] == one, "who reads the same is handed the same"


def test_what_has_changed_since_is_told_and_made_anew(program: Programs, troupe: Troupe) -> None:
    sheet, marta = laid_out(troupe, "OD", "HT"), program("Marta", "OD")
    wish = {"of": "signatures.sheet", "of_id": str(sheet.pk)}
    one = marta.post("prints", wish).json()["id"]
    made(troupe, one)
    sign(sheet, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=NOW)
    assert marta.get(f"prints/{one}").json()["up_to_date"] is False
    problem_of(marta.get(f"prints/{one}/file"), 409, "not-now")
    assert marta.post("prints", wish).json()["id"] != one


def test_what_one_may_not_know_of_or_cannot_print_is_absent(program: Programs, troupe: Troupe) -> None:
    marta = program("Marta", "OD")
    for of, pk in (("signatures.sheet", troupe.coalition.pk), ("coalitions.body", troupe.bodies["steering"].pk)):
        problem_of(marta.post("prints", {"of": of, "of_id": str(pk)}), 404, "absent")
