"""Tables as people send them: from any spreadsheet program, broken, odd or hostile."""

import csv
import io
import random
import string
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from datetime import time as clock
from struct import pack

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.base.sheets.reading import BadSheet, Limits, Remark, Trouble, read_sheet, sheet_names
from comity.base.sheets.trouble import letter

PLAIN = "name,sector\nFood Bank,nonprofit\nCity Housing Office,public\n"
PLAIN_ROWS = (("Food Bank", "nonprofit"), ("City Housing Office", "public"))


def xlsx(*sheets, **named):
    """The bytes of a workbook; each sheet is a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {**{f"Sheet{i + 1}": rows for i, rows in enumerate(sheets)}, **named}.items():
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    return saved(book)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(source, **options):
    with pytest.raises(BadSheet) as error:
        read_sheet(source, **options)
    return error.value


def with_part(data, part, change):
    """The archive with one part's text changed (or added)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, change(body.decode()) if name == part else body)
        if part not in old.namelist():
            new.writestr(part, change(""))
    return out.getvalue()


FIRST = "xl/worksheets/sheet1.xml"


def worksheet(rows_xml, styles=""):
    """A workbook whose first sheet holds this XML between its sheetData tags."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    data = xlsx([["a", "b"], ["1", "2"]])
    return with_part(data, FIRST, lambda _: head + rows_xml + "</sheetData></worksheet>")


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def by_hand():
    """A workbook as other programs write it: shared strings, prefixed tags, targets from the root."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    relation = f'<Relationship Id="{{}}" Type="{office}/{{}}" Target="{{}}"/>'
    parts = {
        "_rels/.rels": relations.format(relation.format("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {MAIN} {LINKS}><sheets>"
        '<sheet name="M" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations.format(
            relation.format("a", "worksheet", "/" + FIRST)
            + relation.format("b", "sharedStrings", "strings.xml")
            + relation.format("c", "styles", "styles.xml")
        ),
        "xl/strings.xml": f"<x:sst {MAIN.replace('xmlns', 'xmlns:x')}><x:si><x:t>name</x:t></x:si>"
        "<x:si><x:r><x:t>Food </x:t></x:r><x:r><x:t>Bank</x:t></x:r></x:si>"
        "<x:si><x:t>on</x:t></x:si></x:sst>",
        "xl/styles.xml": f"<styleSheet {MAIN}>"
        '<numFmts><numFmt numFmtId="170" formatCode="dd.mm.yyyy"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
        "</styleSheet>",
        FIRST: f"<x:worksheet {MAIN.replace('xmlns', 'xmlns:x')}><x:sheetData>"
        '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>2</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" t="s"><x:v>1</x:v></x:c><x:c r="B2" s="1"><x:v>46083</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


class TestText:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    def test_any_delimiter_and_line_end(self, mark, end):
        sheet = read_sheet(PLAIN.replace(",", mark).replace("\n", end))
        assert sheet.header == ("name", "sector")
        assert sheet.rows == PLAIN_ROWS
        assert sheet.numbers == (2, 3)
        assert sheet.first_row == 2
        assert sheet.notes == ()

    def test_line_ends_may_be_mixed(self):
        assert read_sheet("a,b\r1,2\r\n3,4\n5,6").rows == (("1", "2"), ("3", "4"), ("5", "6"))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_unicode_by_its_mark(self, encoding):
        sheet = read_sheet("Name;Ort\nBürgerhaus Süd;Köln\n日本;東京\n".encode(encoding))
        assert sheet.header == ("Name", "Ort")
        assert sheet.rows[0] == ("Bürgerhaus Süd", "Köln")
        assert sheet.notes == ()

    def test_an_old_encoding_is_guessed_and_said(self):
        sheet = read_sheet("Name;Ort\nBürgerhaus „Süd“;Köln\n".encode("cp1252"))
        assert sheet.rows == (("Bürgerhaus „Süd“", "Köln"),)
        assert [note.code for note in sheet.notes] == [Remark.ENCODING_GUESSED]

    def test_bytes_that_mean_nothing_are_refused_with_their_row(self):
        error = refusal(b"name,place\nA,B\nC\x81\xff,D\n")
        assert (error.code, error.row) == (Trouble.ENCODING, 3)

    def test_half_a_character_is_refused(self):
        assert refusal("name,place\nA\ud800,B\n").code is Trouble.ENCODING

    @pytest.mark.parametrize("source", ["a,b\n1,\x002\n", b"a,b\n1,\x002\n", b"a,b\n1,\xff\x002\n"])
    def test_nul_is_refused_with_its_row(self, source):
        error = refusal(source)
        assert (error.code, error.row) == (Trouble.NUL, 2)

    def test_utf_16_without_its_mark_is_no_text(self):
        assert refusal("a,b\n1,2\n".encode("utf-16-le")).code is Trouble.NUL

    def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_ends(self):
        sheet = read_sheet('name,words\n"Smith, Inc","says ""hi""\r\nand goes"\nB,c\n')
        assert sheet.rows == (("Smith, Inc", 'says "hi"\nand goes'), ("B", "c"))
        assert sheet.numbers == (2, 3), "rows are numbered as a spreadsheet shows them"

    def test_delimiters_inside_quotes_don_t_count(self):
        sheet = read_sheet('"name, full";"place, land"\n"A, B";"C, D"\n')
        assert sheet.header == ("name, full", "place, land")

    def test_decimal_commas_don_t_win_over_semicolons(self):
        assert read_sheet("name;share\nA;1,5\nB;2,5\n").rows == (("A", "1,5"), ("B", "2,5"))

    def test_one_column_may_hold_any_delimiter(self):
        sheet = read_sheet("name\nSmith, Inc\nNord; Süd\nBoth\n")
        assert sheet.rows == (("Smith, Inc",), ("Nord; Süd",), ("Both",))

    def test_the_separator_line_of_a_spreadsheet_program(self):
        sheet = read_sheet("sep=|\na,x|b\n1|2\n")
        assert (sheet.header, sheet.numbers) == (("a,x", "b"), (3,))

    def test_an_open_quotation_mark_is_refused_where_it_opens(self):
        error = refusal('name,place\nA,B\n"C,D\nE,F\n')
        assert (error.code, error.row) == (Trouble.UNCLOSED_QUOTE, 3)

    def test_blank_rows_are_skipped_and_row_numbers_stay(self):
        sheet = read_sheet("\n\nname,place\n\nA,B\n , \nC,D\n,,\n")
        assert sheet.rows == (("A", "B"), ("C", "D"))
        assert sheet.numbers == (5, 7)

    def test_short_rows_are_filled_and_said(self):
        sheet = read_sheet("name,place,size\nA,B,3\nC\nD,E\n")
        assert sheet.rows[1:] == (("C", "", ""), ("D", "E", ""))
        (note,) = sheet.notes
        assert (note.code, note.row, note.values) == (Remark.ROWS_PADDED, 3, {"count": 2})

    def test_content_beyond_the_header_is_refused_with_its_place(self):
        error = refusal("name,place\nA,B\nC,D,,too much\n")
        assert (error.code, error.row, error.column) == (Trouble.ROW_TOO_LONG, 3, "D")
        assert error.values == {"cell": "too much", "header_width": 2}

    def test_empty_cells_beyond_the_header_do_no_harm(self):
        assert read_sheet("name,place\nA,B,,,\n").rows == (("A", "B"),)

    def test_repeated_column_names_are_refused_by_name(self):
        error = refusal("Name,place,name \n1,2,3\n")
        assert error.code is Trouble.DUPLICATE_COLUMNS
        assert error.values == {"columns": ["Name", "name"], "letters": ["A", "C"]}

    def test_a_column_without_a_name_gets_one(self):
        sheet = read_sheet("name,,place\nA,x,B\n")
        assert sheet.header == ("name", "(B)", "place")
        assert [(n.code, n.column) for n in sheet.notes] == [(Remark.COLUMN_NAMED, "B")]

    def test_a_title_above_the_table_is_skipped_and_said(self):
        sheet = read_sheet("Members 2026,,\n\nname,place,size\nA,B,1\n")
        assert (sheet.header, sheet.numbers) == (("name", "place", "size"), (4,))
        assert sheet.notes[0].values == {"titles": ["Members 2026"]}

    def test_a_table_without_names_is_refused(self):
        error = refusal("Ana Ruiz,ana@example.org\nBo Li,bo@example.org\n")
        assert (error.code, error.column) == (Trouble.LOOKS_LIKE_DATA, "B")

    @pytest.mark.parametrize("source", ["", b"", "\n \n", "name,place\n", b"\xef\xbb\xbf"])
    def test_nothing_is_refused_as_nothing(self, source):
        assert refusal(source).code is Trouble.EMPTY

    def test_what_begins_like_a_formula_stays_text(self):
        sheet = read_sheet("name,note\nA,=1+1\nB,'=HYPERLINK(1)\nC,-5\nD,'quoted'\n")
        assert [row[1] for row in sheet.rows] == ["=1+1", "=HYPERLINK(1)", "-5", "'quoted'"]

    def test_space_around_and_invisible_marks_go(self):
        assert read_sheet("name,b\n\u200b A\u00a0,\u202fx\ufeff\n").rows == (("A", "x"),)


class TestLimits:
    LIMITS = Limits(bytes=2000, rows=5, columns=4, cells=12, cell_characters=20)

    @pytest.mark.parametrize(
        ("source", "code"),
        [
            ("a,b\n" + "1,2\n" * 500, Trouble.TOO_BIG),
            ("a\n" + "1\n" * 6, Trouble.TOO_MANY_ROWS),
            ("a,b,c\n" + "1,2,3\n" * 5, Trouble.TOO_MANY_CELLS),
            ("a,b,c,d,e\n1,2,3,4,5\n", Trouble.TOO_MANY_COLUMNS),
            ("a,b\n1," + "x" * 21 + "\n", Trouble.CELL_TOO_LONG),
        ],
    )
    def test_each_limit_is_told(self, source, code):
        error = refusal(source, limits=self.LIMITS)
        assert error.code is code
        assert "limit" in error.values

    def test_a_long_cell_is_told_by_row_and_letter(self):
        error = refusal("a,b\n1,2\n3," + "x" * 10_001 + "\n")
        assert (error.code, error.row, error.column) == (Trouble.CELL_TOO_LONG, 3, "B")

    def test_a_cell_too_long_even_for_the_csv_reader(self):
        error = refusal("a,b\n1,2\n3," + "x" * 200_000 + "\n")
        assert (error.code, error.row) == (Trouble.CELL_TOO_LONG, 3)

    def test_time_is_limited(self):
        with pytest.raises(BadSheet) as error:
            read_sheet("a,b\n" + "1,2\n" * 5000, limits=Limits(seconds=0))
        assert error.value.code is Trouble.TOO_SLOW

    def test_letters(self):
        assert [letter(i) for i in (0, 25, 26, 51, 701, 702, 16383)] == [
            "A",
            "Z",
            "AA",
            "AZ",
            "ZZ",
            "AAA",
            "XFD",
        ]


class TestWorkbook:
    def test_numbers_dates_and_truth_come_as_people_wrote_them(self):
        row = [
            3,
            3.0,
            0.1 + 0.2,
            1e20,
            True,
            date(2026, 3, 2),
            datetime(2026, 3, 2, 14, 30),  # noqa: DTZ001  (sheets know no zone)
            clock(9, 5),
            None,
        ]
        sheet = read_sheet(xlsx([[f"c{i}" for i in range(len(row))], row]))
        assert sheet.rows == (
            ("3", "3", "0.3", "1e+20", "true", "2026-03-02", "2026-03-02 14:30:00", "09:05:00", ""),
        )

    def test_a_workbook_of_another_program(self):
        sheet = read_sheet(by_hand())
        assert (sheet.header, sheet.rows) == (("name", "on"), (("Food Bank", "2026-03-02"),))

    def test_a_shared_string_too_long_is_told_where_it_is_used(self):
        data = with_part(by_hand(), "xl/strings.xml", lambda body: body.replace("Food ", "x" * 10_001))
        error = refusal(data)
        assert (error.code, error.row, error.column) == (Trouble.CELL_TOO_LONG, 2, "A")

    def test_more_strings_than_cells_are_refused(self):
        data = with_part(
            by_hand(), "xl/strings.xml", lambda body: body.replace("</x:sst>", "<x:si/>" * 90 + "</x:sst>")
        )
        assert refusal(data, limits=Limits(cells=50)).code is Trouble.TOO_MANY_CELLS

    def test_old_epoch_dates(self):
        book = openpyxl.Workbook()
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book.active.append(["on"])
        book.active.append([date(2026, 3, 2)])
        assert read_sheet(saved(book)).rows == (("2026-03-02",),)

    def test_the_first_days_of_1900(self):
        book = openpyxl.Workbook()
        book.active.append(["on"])
        for serial in (1, 59, 61):
            book.active.append([serial])
            book.active.cell(book.active.max_row, 1).number_format = "yyyy-mm-dd"
        assert read_sheet(saved(book)).rows == (("1900-01-01",), ("1900-02-28",), ("1900-03-01",))

    @pytest.mark.parametrize("pattern", ["0.00", '0 "days"', "[Red]0", "[h]:mm", "General"])
    def test_letters_in_a_number_format_make_no_date(self, pattern):
        book = openpyxl.Workbook()
        book.active.append(["n"])
        book.active.append([42])
        book.active["A2"].number_format = pattern
        assert read_sheet(saved(book)).rows == (("42",),)

    def test_the_stored_result_of_a_formula_is_read_and_never_the_formula(self):
        stored = (
            '<row r="1"><c r="A1" t="inlineStr"><is><t>n</t></is></c></row>'
            '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
        )
        assert read_sheet(worksheet(stored)).rows == (("2",),)

    def test_a_formula_without_result_is_empty_and_said(self):
        sheet = read_sheet(xlsx([["a", "b"], ["x", "=1+1"], ["y", "=A1"]]))
        assert sheet.rows == (("x", ""), ("y", ""))
        (note,) = sheet.notes
        assert (note.code, note.row, note.column, note.values) == (
            Remark.NO_STORED_RESULT,
            2,
            "B",
            {"count": 2},
        )

    def test_an_error_value_is_empty_and_said(self):
        sheet = read_sheet(xlsx([["a", "b"], ["x", "#REF!"]]))
        assert sheet.rows == (("x", ""),)
        assert sheet.notes[0].code is Remark.ERROR_VALUES

    def test_rich_text_without_reading_aids(self):
        rich = (
            '<row><c t="inlineStr"><is><r><t>na</t></r><r><t>me</t></r><rPh><t>aid</t></rPh></is></c></row>'
            '<row><c t="inlineStr"><is><t>two_x000D_\nlines_xD800_</t></is></c></row>'
        )
        sheet = read_sheet(worksheet(rich))
        assert (sheet.header, sheet.rows) == (("name",), (("two\nlines",),))

    def test_rows_and_cells_may_be_missing(self):
        sheet = read_sheet(xlsx([["a", "b", "c"], [], [None, "x"], ["y", None, "z"]]))
        assert (sheet.rows, sheet.numbers) == ((("", "x", ""), ("y", "", "z")), (3, 4))

    def test_sheets_are_picked_by_name(self):
        data = xlsx(Members=[["name"], ["A"]], Ties=[["from"], ["B"]])
        assert sheet_names(data) == ("Members", "Ties")
        first = read_sheet(data)
        assert (first.name, first.rows, first.notes[0].values) == ("Members", (("A",),), {"sheets": ["Ties"]})
        assert read_sheet(data, sheet="Ties").rows == (("B",),)
        assert read_sheet(data, sheet="Ties").notes == ()
        error = refusal(data, sheet="People")
        assert (error.code, error.values["sheets"]) == (Trouble.NO_SUCH_SHEET, ["Members", "Ties"])

    def test_hidden_sheets_stay_hidden(self):
        book = openpyxl.Workbook()
        book.active.append(["secret"])
        book.active.sheet_state = "hidden"
        shown = book.create_sheet("Shown")
        shown.append(["name"])
        shown.append(["A"])
        assert read_sheet(saved(book)).rows == (("A",),)

    def test_a_wide_and_deep_claim_costs_nothing(self):
        """Cells far out, and a dimension that promises the whole grid."""
        far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
        assert read_sheet(worksheet(far)).numbers == (1_048_576,)
        wide = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
        assert refusal(worksheet(wide)).code is Trouble.TOO_MANY_COLUMNS

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="0"><c><v>1</v></c></row>',
            '<row r="99999999"><c><v>1</v></c></row>',
            '<row r="x"><c><v>1</v></c></row>',
            '<row><c t="s"><v>99</v></c></row>',
            '<row><c t="s"><v>-1</v></c></row>',
            '<row><c t="s"><v>a</v></c></row>',
            '<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
            '<row><c r="1A"><v>1</v></c></row>',
            '<row><c s="x"><v>1</v></c></row>',
            "<row><c><v>1</c></row>",
            "<a>" * 60 + "</a>" * 60,
        ],
    )
    def test_a_sheet_that_breaks_the_format_is_broken(self, rows):
        assert refusal(worksheet(rows)).code is Trouble.BROKEN_XLSX


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "code", "kind"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Trouble.OLD_EXCEL, None),
            (b"%PDF-1.7\n%\xe2\xe3", Trouble.NOT_A_TABLE, "pdf"),
            (b"\x89PNG\r\n\x1a\n", Trouble.NOT_A_TABLE, "image"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", Trouble.NOT_A_TABLE, "image"),
            (b"\n<!DOCTYPE html><html><body>Sign in</body></html>", Trouble.NOT_A_TABLE, "html"),
            (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", Trouble.NOT_A_TABLE, "html"),
            (b"PK\x03\x04 and then nothing", Trouble.BROKEN_XLSX, None),
        ],
    )
    def test_other_kinds_of_file_are_named(self, data, code, kind):
        error = refusal(data)
        assert (error.code, error.values.get("kind")) == (code, kind)

    def test_a_zip_that_is_no_workbook(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("notes.txt", "hello")
        error = refusal(out.getvalue())
        assert (error.code, error.values) == (Trouble.NOT_A_TABLE, {"kind": "archive"})

    def test_an_open_document_is_named(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        assert refusal(out.getvalue()).code is Trouble.OPEN_DOCUMENT

    @pytest.mark.parametrize("part", [FIRST, "xl/workbook.xml", "xl/styles.xml", "xl/strings.xml"])
    @pytest.mark.parametrize(
        "subset", ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">', '<!ENTITY a SYSTEM "file:///etc/hostname">', ""]
    )
    def test_document_types_are_refused_and_with_them_every_entity(self, part, subset):
        data = with_part(by_hand(), part, lambda body: f"<!DOCTYPE w [{subset}]>" + body)
        assert refusal(data).code is Trouble.FORBIDDEN_XML

    def test_a_zip_bomb_is_refused_before_it_unpacks(self):
        bomb = with_part(xlsx([["a"], ["b"]]), "xl/media/x.bin", lambda _: "0" * 150_000_000)
        assert len(bomb) < 300_000
        tracemalloc.start()
        started = time.perf_counter()
        error = refusal(bomb)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert error.code is Trouble.UNPACKS_TOO_LARGE
        assert peak < 2_000_000
        assert time.perf_counter() - started < 1

    def test_a_bomb_that_lies_about_its_size_unpacks_no_further_than_it_says(self):
        rows = "<row><c><v>1</v></c></row>" * 200_000
        honest = worksheet(rows)
        true_size = pack("<I", zipfile.ZipFile(io.BytesIO(honest)).getinfo(FIRST).file_size)
        lie = honest.replace(true_size, pack("<I", 900))
        assert lie != honest
        tracemalloc.start()
        assert refusal(lie).code is Trouble.BROKEN_XLSX
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
        tracemalloc.stop()

    def test_unpacking_stops_at_the_limit(self):
        noise = "".join(random.Random(3).choices(string.ascii_letters, k=300_000))
        data = worksheet(f'<row><c t="inlineStr"><is><t>{noise}</t></is></c></row>')
        assert refusal(data, limits=Limits(unpacked_bytes=200_000)).code is Trouble.UNPACKS_TOO_LARGE

    def test_one_endless_tag_is_refused(self):
        noise = "".join(random.Random(3).choices(string.ascii_letters, k=3_000_000))
        tag = f'<row spans="{noise}"></row>'
        assert refusal(worksheet(tag)).code is Trouble.BROKEN_XLSX

    def test_a_directory_of_many_thousand_parts_is_refused_unread(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for i in range(20_000):
                archive.writestr(f"{i}", "")
        started = time.perf_counter()
        assert refusal(out.getvalue()).code is Trouble.BROKEN_XLSX
        assert time.perf_counter() - started < 0.5

    def test_a_part_with_a_password(self):
        data = bytearray(xlsx([["a"], ["b"]]))
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        assert refusal(bytes(data)).code is Trouble.BROKEN_XLSX


def seeds():
    table = [
        ["name", "e-mail", "on"],
        ["Åsa & Søn", "a@example.org", date(2026, 1, 2)],
        ['say "hi"', "b", 2.5],
    ]
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return [out.getvalue().encode(), out.getvalue().encode("utf-16"), xlsx(table, table), by_hand()]


def mutated(data, random_):
    """Bytes changed, cut, doubled or spliced; in archives also inside a part, so that the zip stays whole."""
    if data.startswith(b"PK") and random_.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = random_.choice(archive.namelist())
        return with_part(data, part, lambda body: mutated(body.encode(), random_).decode("latin-1"))
    body = bytearray(data)
    for _ in range(random_.randint(1, 8)):
        at, kind = random_.randrange(len(body) or 1), random_.randrange(5)
        if kind == 0 and body:
            body[at % len(body)] = random_.randrange(256)
        elif kind == 1:
            del body[at : at + random_.randrange(1, 40)]
        elif kind == 2:
            body[at:at] = body[at : at + random_.randrange(1, 200)] * random_.randrange(1, 5)
        elif kind == 3:
            body[at:at] = random_.choice(
                [b'"', b"\r", b"\x00", b"&x;", b"<c r='A1'>", b"-1", b"\xff\xfe", b"]]>"]
            )
        else:
            body[at : at + 4] = random_.randbytes(4)
    return bytes(body)


@pytest.mark.parametrize("batch", range(4))
def test_a_thousand_broken_files_are_read_or_refused_and_nothing_else(batch):
    """250 a batch; each within a second. Reading must raise BadSheet or return a whole sheet."""
    random_, outcomes = random.Random(batch), {"read": 0, "refused": 0}
    for _ in range(250):
        data = mutated(random_.choice(seeds()), random_)
        started = time.perf_counter()
        try:
            sheet = read_sheet(data)
        except BadSheet as error:
            assert isinstance(error.code, Trouble)
            outcomes["refused"] += 1
        else:
            assert all(len(row) == len(sheet.header) for row in sheet.rows)
            assert len(sheet.numbers) == len(sheet.rows)
            outcomes["read"] += 1
        assert time.perf_counter() - started < 1
    assert min(outcomes.values()) > 20, "the mutations must reach both ends"


@settings(max_examples=300, deadline=None)
@given(st.text() | st.binary() | st.text(alphabet=',;\t|"\n\r a@=').map(str))
def test_nothing_but_bad_sheet_ever_comes_out(source):
    try:
        sheet = read_sheet(source)
    except BadSheet:
        return
    assert sheet.rows
    assert all(sheet.header)


CELLS = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="'\u200b\u2060\ufeff"),
    max_size=12,
).map(str.strip)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width).filter(any), min_size=1, max_size=8
    )
)


@settings(max_examples=150, deadline=None)
@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(",;\t|"))
def test_what_was_written_is_read_back(rows, end, mark):
    header = [f"column {i}" for i in range(len(rows[0]))]
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    sheet = read_sheet(out.getvalue().encode())
    assert sheet.header == tuple(header)
    assert sheet.rows == tuple(map(tuple, rows))


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_a_workbook_is_read_back(rows):
    header = [f"column {i}" for i in range(len(rows[0]))]
    book = openpyxl.Workbook()
    for y, row in enumerate([header, *rows], start=1):
        for x, cell in enumerate(row, start=1):
            if cell:
                book.active.cell(y, x).value = cell
                book.active.cell(y, x).data_type = "s"
    assert read_sheet(saved(book)).rows == tuple(map(tuple, rows))


@pytest.mark.bench
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_hundred_thousand_rows_are_read_in_ten_seconds(kind):
    rows = [
        [f"Organisation {i} Süd", "public", f"Town {i % 999}", i % 500, f"office@org{i}.example"]
        for i in range(100_000)
    ]
    header = ["name", "sector", "place", "size", "e-mail"]
    if kind == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([header, *rows])
        data = out.getvalue().encode()
    else:
        book = openpyxl.Workbook(write_only=True)
        tab = book.create_sheet()
        for row in [header, *rows]:
            tab.append(row)
        data = saved(book)
    started = time.thread_time()
    sheet = read_sheet(data)
    print(f"{kind}: {time.thread_time() - started:.2f} s")
    assert len(sheet.rows) == 100_000
    assert time.thread_time() - started < 10
