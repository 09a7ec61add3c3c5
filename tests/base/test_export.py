"""Tables leave the house safe to open."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from comity.base.sheets import writing
from comity.base.sheets.writing import TooManyRows, guard, write_csv, write_xlsx


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-1+2"]
)
def test_what_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-12", "-12.50", "-1,234.50", "12", "St Brigid’s", "a=b", ""])
def test_plain_words_and_negative_numbers_stay(cell: str) -> None:
    assert guard(cell) == cell


def test_csv_is_utf8_with_its_mark_and_keeps_commas_quotes_and_lines() -> None:
    rows = [["Brandt, Osei & “Sons”", 'said "yes"', "two\nlines"], ["=HYPERLINK(1)", -3, None]]
    text = "".join(write_csv(rows, ["Name", "=Words", "Note"]))
    assert text.startswith("\ufeff")
    back = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert back == [
        ["Name", "'=Words", "Note"],
        ["Brandt, Osei & “Sons”", 'said "yes"', "two\nlines"],
        ["'=HYPERLINK(1)", "-3", ""],
    ]


def test_csv_comes_in_pieces_however_long() -> None:
    asked = []

    def rows():
        for number in range(1_000):
            asked.append(number)
            yield [number]

    pieces = write_csv(rows(), ["n"])
    next(pieces)
    assert len(asked) < 1_000
    assert sum(piece.count("\r\n") for piece in pieces) > 700


def test_moments_are_told_in_the_active_zone_and_days_in_iso() -> None:
    with timezone.override("Europe/Lisbon"):
        text = "".join(
            write_csv([[datetime(2026, 7, 1, 17, tzinfo=UTC), date(2026, 7, 1), True]], ["a", "b", "c"])
        )
    assert "2026-07-01 18:00,2026-07-01,Yes" in text


def test_xlsx_keeps_numbers_and_days_and_runs_nothing() -> None:
    rows = [["=1+1", Decimal("-2.5"), date(2026, 7, 1), "a\x00b"], ["-7", 3, None, "＝x"]]
    with timezone.override("UTC"):
        sheet = load_workbook(write_xlsx(rows, ["Words", "Sum", "Day", "Note"], "a/b:c")).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0] == ["Words", "Sum", "Day", "Note"]
    assert (cells[1][:2], cells[1][2].date(), cells[1][3]) == (["'=1+1", -2.5], date(2026, 7, 1), "ab")
    assert cells[2] == ["-7", 3, None, "'＝x"]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert sheet.title == "a b c"


def test_a_sheet_refuses_what_it_cannot_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ROWS_A_SHEET", 3)
    assert write_xlsx([[1], [2]], ["n"])
    with pytest.raises(TooManyRows):
        write_xlsx([[1], [2], [3]], ["n"])


def test_days_before_spreadsheets_began_and_odd_values_are_written_too() -> None:
    rows = [[date(1850, 1, 1), Fraction(2, 3), "x" * 40_000, float("nan"), datetime(1, 1, 1, tzinfo=UTC)]]
    with timezone.override("UTC"):
        assert "1850-01-01,2/3," in "".join(write_csv(rows, list("abcde")))
        sheet = load_workbook(write_xlsx(rows, list("abcde"))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["1850-01-01", "2/3", "x" * 32_767, "nan", "0001-01-01 00:00"]
