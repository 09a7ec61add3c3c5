"""Guesses: which table, which column, which rung. Wrong guesses cost people their ten minutes."""

import pytest

from comity.base.sheets.reading import read_sheet
from comity.core.roster.fields import Field, Kind, Rung
from comity.core.roster.guessing import guess_columns, guess_kind, guess_levels, level_values
from comity.core.roster.values import (
    guess_rung,
    is_empty,
    read_day,
    read_email,
    read_size,
    read_website,
    read_yes_no,
)

F = Field


def table(header, *rows):
    return read_sheet("\n".join("\t".join(line) for line in (header, *rows)))


def guessed(kind, header, *rows):
    return dict(guess_columns(table(header, *rows), kind).columns)


@pytest.mark.parametrize(
    ("kind", "header", "row", "fields"),
    [
        (Kind.ORGANISATIONS, ["Organisation", "Sector", "Contact name", "E-mail"],
         ["Food Bank", "nonprofit", "Ana Ruiz", "a@b.org"], [F.NAME, F.SECTOR, F.CONTACT_NAME, F.CONTACT_EMAIL]),
        (Kind.ORGANISATIONS, ["Agency Name", "Town", "Web site", "Office e-mail", "Representative"],
         ["Food Bank", "Millbrook", "a.org", "a@b.org", "Ana"], [F.NAME, F.PLACE, F.WEBSITE, F.EMAIL, F.CONTACT_NAME]),
        (Kind.ORGANISATIONS, ["Verein", "Kürzel", "Rechtsform", "Ort", "Ansprechpartner"],
         ["Tafel Süd", "TS", "e.V.", "Köln", "Ana"], [F.NAME, F.SHORT, F.SECTOR, F.PLACE, F.CONTACT_NAME]),
        (Kind.ORGANISATIONS, ["Organización", "Sector", "Ciudad", "Correo electrónico"],
         ["Cocina", "público", "Lugo", "a@b.es"], [F.NAME, F.SECTOR, F.PLACE, F.EMAIL]),
        (Kind.ORGANISATIONS, ["Organisme", "Secteur", "Ville", "Courriel", "Site web"],
         ["Entraide", "associatif", "Lyon", "a@b.fr", "b.fr"], [F.NAME, F.SECTOR, F.PLACE, F.EMAIL, F.WEBSITE]),
        (Kind.ORGANISATIONS, ["Name", "Type"], ["Food Bank", "government"], [F.NAME, F.SECTOR]),
        (Kind.ORGANISATIONS, ["Name", "Type"], ["Food Bank", "monthly meeting"], [F.NAME, None]),
        (Kind.ORGANISATIONS, ["Orgnaisation", "Websites"], ["Food Bank", "a.org"], [F.NAME, F.WEBSITE]),
        (Kind.ORGANISATIONS, ["Who", "Reach us"], ["Food Bank", "a@b.org"], [F.NAME, F.EMAIL]),
        (Kind.PEOPLE, ["Full name", "Mail", "Works for", "Position", "Can vote"],
         ["Ana", "a@b.org", "Food Bank", "chair", "yes"], [F.NAME, F.EMAIL, F.ORGANISATION, F.ROLE, F.MAY_VOTE]),
        (Kind.PEOPLE, ["Name", "E-Mail", "Einrichtung", "Funktion", "Stimmrecht"],
         ["Ana", "a@b.org", "Tafel", "Vorsitz", "ja"], [F.NAME, F.EMAIL, F.ORGANISATION, F.ROLE, F.MAY_VOTE]),
        (Kind.TIES, ["Organization 1", "Organization 2", "Type of relationship", "How often"],
         ["A", "B", "coordination", "weekly"], [F.FROM, F.TO, F.LEVEL, F.CONTACT]),
        (Kind.TIES, ["Von", "Nach", "Zusammenarbeit", "Häufigkeit", "Datum"],
         ["A", "B", "Kooperation", "monatlich", "2026-01-01"], [F.FROM, F.TO, F.LEVEL, F.CONTACT, F.ON]),
        (Kind.TIES, ["from", "to", "relationship"], ["A", "B", "weekly"], [F.FROM, F.TO, F.CONTACT]),
        (Kind.TIES, ["Left", "Right", "Remark"], ["A", "B", "informal"], [F.FROM, F.TO, F.LEVEL]),
    ],
)  # fmt: skip
def test_columns(kind, header, row, fields):
    expected = {field: name for field, name in zip(fields, header, strict=True) if field}
    assert guessed(kind, header, row) == expected


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        (["Name", "E-mail", "Organisation", "May vote"], ["Ana", "a@b.org", "Food Bank", "yes"], Kind.PEOPLE),
        (
            ["Organisation", "Sector", "Contact name", "E-mail"],
            ["A", "public", "Ana", "a@b.org"],
            Kind.ORGANISATIONS,
        ),
        (["Name"], ["Food Bank"], Kind.ORGANISATIONS),
        (["from", "to"], ["A", "B"], Kind.TIES),
        (["a", "b", "contact"], ["1", "2", "weekly"], Kind.TIES),
        (["Organisation 1", "Organisation 2", "Relationship"], ["A", "B", "none"], Kind.TIES),
        (["Something", "Else"], ["Food Bank", "x"], Kind.ORGANISATIONS),
    ],
)
def test_kind(header, row, kind):
    assert guess_kind(table(header, row)) is kind


def test_confidence_tells_a_named_column_from_a_fallback():
    sure = guess_columns(table(["from", "to"], ["A", "B"]), Kind.TIES).confidence
    unsure = guess_columns(table(["left", "right"], ["A", "B"]), Kind.TIES).confidence
    assert min(sure.values()) > 0.8 > 0.5 > max(unsure.values())


def test_a_wrong_name_over_the_column_costs_confidence():
    good = guess_columns(
        table(["name", "e-mail"], ["A", "a@b.org"], ["B", "b@b.org"]), Kind.PEOPLE
    ).confidence
    half = guess_columns(
        table(["name", "e-mail"], ["A", "a@b.org"], ["B", "on paper"]), Kind.PEOPLE
    ).confidence
    assert half[F.EMAIL] < good[F.EMAIL]


@pytest.mark.parametrize(
    ("first", "directed"), [("from", False), ("a", False), ("reporter", True), ("left", False)]
)
def test_direction(first, directed):
    assert guess_columns(table([first, "to"], ["A", "B"]), Kind.TIES).directed is directed


@pytest.mark.parametrize(("first", "directed"), [("from", True), ("left", False)])
def test_a_pair_both_ways_round_tells_that_each_speaks_for_itself(first, directed):
    assert guess_columns(table([first, "to"], ["A", "B"], ["b", "a"]), Kind.TIES).directed is directed


@pytest.mark.parametrize(
    ("words", "rung"),
    [
        ("share information", Rung.NETWORKING),
        ("Share information only", Rung.NETWORKING),
        ("collaborate informally", Rung.COORDINATION),
        ("collaborate formally", Rung.COOPERATION),
        ("Collaborate formally on several projects", Rung.COLLABORATION),
        ("formal (multiple projects)", Rung.COLLABORATION),
        ("networking", Rung.NETWORKING),
        ("Coordination", Rung.COORDINATION),
        ("co-operation", None),
        ("cooperating", Rung.COOPERATION),
        ("Kooperation", Rung.COOPERATION),
        ("Koordinierung", Rung.COORDINATION),
        ("colaboración", Rung.COLLABORATION),
        ("coopération", Rung.COOPERATION),
        ("cross-sector", Rung.MULTISECTOR),
        ("multisector collaboration", Rung.MULTISECTOR),
        ("none", Rung.NONE),
        ("Not linked", Rung.NONE),
        ("keine", Rung.NONE),
        ("not formally", None),
        ("3", None),
        ("friends", None),
    ],
)
def test_rungs(words, rung):
    assert guess_rung(words) is rung


def test_levels_of_a_column_with_how_often_they_occur():
    sheet = table(
        ["from", "to", "level"], ["A", "B", "informal"], ["A", "C", "Informal"], ["B", "C", "thick"]
    )
    assert level_values(sheet, "level") == (("informal", 1), ("Informal", 1), ("thick", 1))
    assert guess_levels(sheet, "level") == {"informal": Rung.COORDINATION}
    assert guess_levels(sheet, None) == guess_levels(sheet, "nowhere") == {}


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("ana@example.org", "ana@example.org"),
        ("Ana.R+x@EXAMPLE.Org", "Ana.R+x@example.org"),
        ("Ana Ruiz <ana@example.org>", "ana@example.org"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("ana@bücher.example", "ana@bücher.example"),
        ("ana@example", None),
        ("ana@@example.org", None),
        ("ana@example..org", None),
        (".ana@example.org", None),
        ("ana@-example.org", None),
        ("a b@example.org", None),
        ("a@b.org, c@d.org", None),
        ("a@b.org\r\nBcc: x@y.org", None),
        ("x" * 65 + "@example.org", None),
        ("a@" + "b" * 300 + ".org", None),
    ],
)
def test_addresses(cell, address):
    assert read_email(cell) == address


@pytest.mark.parametrize(
    ("cell", "website"),
    [
        ("example.org", "https://example.org"),
        ("http://www.example.org/a?b#c", "http://www.example.org/a?b#c"),
        ("HTTPS://Example.org:8080", "HTTPS://Example.org:8080"),
        ("example", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x.org", None),
        ("ftp://example.org", None),
        ("example.org/a b", None),
        ("https://user@example.org", None),
    ],
)
def test_websites(cell, website):
    assert read_website(cell) == website


@pytest.mark.parametrize(
    ("cell", "size"),
    [("12", 12), ("1,200", 1200), ("1.200", 1200), ("1 200", 1200), ("1'200'000", 1_200_000), ("2.5", 3), ("0", 0),
     ("-3", None), ("ten", None), ("nan", None), ("1e9", None), ("Infinity", None), ("12-20", None)],
)  # fmt: skip
def test_sizes(cell, size):
    assert read_size(cell) == size


def test_yes_no_days_and_nothing():
    assert [read_yes_no(c) for c in ("Yes", "ja", "Sí", "OUI", "x", "✓", "1", "true")] == [True] * 8
    assert [read_yes_no(c) for c in ("no", "Nein", "non", "0", "✗", "false")] == [False] * 6
    assert read_yes_no("perhaps") is None
    assert str(read_day("2026-3-2")) == "2026-03-02"
    assert str(read_day("2026-03-02 14:30:00")) == "2026-03-02"
    assert [read_day(c) for c in ("2026-13", "0000", "31.12.2026", "٢٠٢٦-99")] == [None] * 4
    assert all(map(is_empty, ["", "-", "–", "--", "n/a", "N.A.", "nan", "?", "unknown"]))
    assert not any(map(is_empty, ["+", "no", "0", "✓", "none"]))
