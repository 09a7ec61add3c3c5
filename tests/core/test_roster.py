"""Rosters: whole and typed, or every problem by row, column and value."""

import random
import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.base.sheets.reading import BadSheet, read_sheet
from comity.core.roster.fields import FIELDS, Base, Contact, Field, Kind, Reported, Rung, Sector
from comity.core.roster.guessing import guess_columns
from comity.core.roster.parsing import parse_roster
from comity.core.roster.problems import TABLE, Code, Mend, Told
from comity.core.roster.types import ColumnMap, Known, Problems, Roster

MEMBERS = """key,organisation,sector,community-based,city,staff,website,office e-mail,description
o1,Food Bank,nonprofit,yes,Millbrook,12,foodbank.example.org,hello@foodbank.example.org,feeds people
o2,City Housing Office,City,no,Millbrook,"1,200",https://housing.example.org/a?b=1,,
o3,Oak Street Neighbours,citizen group,community,,,,,
o4,Brightwater Paper Ltd,private,,Lower Millbrook,about fifty,,,
"""
PEOPLE = """name,e-mail,organisation,role,may vote
Ana Ruiz,Ana.Ruiz@Example.ORG,FOOD  BANK,director,yes
Bo Li,bo@example.org,o2,,no
Cy Day,,oak street neighbours,chair,
"""
TIES = """from,to,relationship,contact,date
Food Bank,o2,share information,weekly,2026-03-02
o2,food bank,informal cooperation,monthly,2026-03
o3,Food Bank,formal agreement,,2026
o3,o2,,rarely,
o4,o1,none,quarterly,
"""


def roster(organisations=None, people=None, ties=None, existing=(), maps=None):
    texts = {Kind.ORGANISATIONS: organisations, Kind.PEOPLE: people, Kind.TIES: ties}
    tables = {kind: read_sheet(text) for kind, text in texts.items() if text}
    return parse_roster(tables, maps, existing)


def whole(*args, **kwargs):
    found = roster(*args, **kwargs)
    assert isinstance(found, Roster), found
    return found


def problems(*args, **kwargs):
    found = roster(*args, **kwargs)
    assert isinstance(found, Problems), found
    return [(p.code, p.row, p.column, p.value) for p in found.problems]


class TestWhole:
    def test_organisations_come_typed(self):
        bank, housing, neighbours, paper = whole(MEMBERS).organisations
        assert (bank.key, bank.name, bank.sector, bank.base) == (
            "o1",
            "Food Bank",
            Sector.NONPROFIT,
            Base.COMMUNITY,
        )
        assert (bank.place, bank.size, bank.website) == ("Millbrook", 12, "https://foodbank.example.org")
        assert (bank.email, bank.words, bank.row) == ("hello@foodbank.example.org", "feeds people", 2)
        assert (housing.sector, housing.base, housing.size) == (Sector.PUBLIC, Base.INSTITUTION, 1200)
        assert (neighbours.sector, neighbours.base, neighbours.size) == (Sector.CITIZEN, Base.COMMUNITY, None)
        assert (paper.sector, paper.base, paper.size) == (Sector.PRIVATE, None, None)

    def test_what_could_not_be_read_is_told_and_left_open(self):
        text = MEMBERS.replace("private", "syndicate").replace("citizen group", "guild")
        found = whole(text)
        told = {remark.code: remark for remark in found.remarks}
        assert found.without_sector == 2
        assert (told[Told.SECTOR_UNKNOWN].count, told[Told.SECTOR_UNKNOWN].row) == (2, 4)
        assert told[Told.SECTOR_UNKNOWN].samples == ("guild", "syndicate")
        assert (told[Told.SIZE_UNREAD].column, told[Told.SIZE_UNREAD].samples) == ("staff", ("about fifty",))

    def test_people_belong_to_organisations_by_key_or_name(self):
        found = whole(MEMBERS, PEOPLE)
        ana, bo, cy = found.people
        assert (ana.name, ana.email, ana.role, ana.may_vote) == (
            "Ana Ruiz",
            "Ana.Ruiz@example.org",
            "director",
            True,
        )
        assert ana.organisation is found.organisations[0]
        assert (bo.organisation, bo.may_vote) == (found.organisations[1], False)
        assert (cy.organisation, cy.email, cy.may_vote) == (found.organisations[2], "", None)

    def test_ties_have_a_rung_a_contact_and_a_day(self):
        found = whole(MEMBERS, None, TIES)
        bank, housing, neighbours, paper = found.organisations
        assert [(t.from_, t.to, t.level, t.contact) for t in found.ties] == [
            (bank, housing, Rung.NETWORKING, Contact.WEEKLY),
            (housing, bank, Rung.COORDINATION, Contact.MONTHLY),
            (neighbours, bank, Rung.COOPERATION, None),
            (neighbours, housing, Rung.NETWORKING, Contact.YEARLY),
            (paper, bank, Rung.NONE, Contact.QUARTERLY),
        ]
        assert [t.on for t in found.ties] == [
            date(2026, 3, 2),
            date(2026, 3, 1),
            date(2026, 1, 1),
            None,
            None,
        ]
        assert {t.reported for t in found.ties} == {Reported.FROM}

    def test_contact_without_a_level_counts_as_networking_and_is_told(self):
        (remark,) = whole(MEMBERS, None, TIES).remarks[1:]
        assert (remark.code, remark.count, remark.row) == (Told.ASSUMED_NETWORKING, 1, 5)

    def test_no_relationship_and_no_contact_is_no_tie(self):
        found = whole(
            MEMBERS, None, "from,to,relationship,contact\no1,o2,none,never\no1,o3,,\no1,o4,none,weekly\n"
        )
        assert [(t.to.key, t.level) for t in found.ties] == [("o4", Rung.NONE)]
        told = {remark.code: remark.count for remark in found.remarks}
        assert told[Told.NO_TIE_ROWS] == 2

    def test_a_frequency_without_a_name_is_contact_of_unknown_frequency(self):
        found = whole(MEMBERS, None, "from,to,frequency\no1,o2,3\n")
        assert (found.ties[0].contact, found.ties[0].level) == (Contact.SOME, Rung.NETWORKING)
        assert Told.CONTACT_UNREAD in {remark.code for remark in found.remarks}

    @pytest.mark.parametrize(
        ("cell", "reported"),
        [
            ("both sides", Reported.BOTH),
            ("one side", Reported.FROM),
            ("Ana said", Reported.GIVEN),
            ("", Reported.FROM),
        ],
    )
    def test_who_reported(self, cell, reported):
        found = whole(MEMBERS, None, f"from,to,contact,reported by\no1,o2,weekly,{cell}\no1,o3,weekly,both\n")
        assert found.ties[0].reported is reported

    def test_the_same_tie_twice_is_one_and_told(self):
        found = whole(MEMBERS, None, "from,to,contact\no1,o2,weekly\nFood Bank,o2,weekly\no2,o1,weekly\n")
        assert len(found.ties) == 2, "the other side's report is a report of its own"
        assert {r.code: r.row for r in found.remarks}[Told.SAME_TIE_MERGED] == 3

    def test_a_table_of_pairs_has_no_direction(self):
        found = whole(MEMBERS, None, "a,b,contact\no1,o2,weekly\no2,o1,weekly\n")
        assert len(found.ties) == 1
        assert found.ties[0].reported is Reported.GIVEN

    def test_one_sheet_may_hold_organisations_and_their_contacts(self):
        text = (
            "Organisation;Sector;Contact name;E-mail\n"
            "Food Bank;nonprofit;Ana Ruiz;ana@example.org\n"
            "Food Bank;;Bo Li;Bo <bo@example.org>\n"
            "City Housing Office;public;;\n"
            "Oak Street;;;desk@example.org\n"
        )
        found = whole(text)
        assert [(o.name, o.sector) for o in found.organisations] == [
            ("Food Bank", Sector.NONPROFIT),
            ("City Housing Office", Sector.PUBLIC),
            ("Oak Street", None),
        ]
        bank, _, oak = found.organisations
        assert [(p.name, p.email, p.organisation) for p in found.people] == [
            ("Ana Ruiz", "ana@example.org", bank),
            ("Bo Li", "bo@example.org", bank),
            ("desk", "desk@example.org", oak),
        ]

    def test_people_alone_bring_their_organisations(self):
        found = whole(None, PEOPLE + "Dee,,food bank,,\n")
        assert [o.name for o in found.organisations] == ["FOOD  BANK", "o2", "oak street neighbours"]
        assert found.people[3].organisation is found.people[0].organisation
        assert (found.remarks[0].code, found.remarks[0].count) == (Told.ORGANISATIONS_FROM_PEOPLE, 3)

    def test_organisations_that_are_there_already_may_be_named(self):
        known = Known("17", "Mill Clinic")
        found = whole(
            None, None, "from,to\nmill clinic,Harbour School\n", (known, Known("18", "Harbour School"))
        )
        assert found.ties[0].from_ is known
        people = whole(MEMBERS, "name,organisation\nDee,Mill Clinic\n", None, (known,)).people
        assert people[0].organisation is known

    def test_likeness_is_offered_and_never_merged(self):
        known = Known("17", "The Food Bank, Inc.")
        found = whole(MEMBERS, None, None, (known, Known("18", "County Housing Office")))
        assert len(found.organisations) == 4
        (one,) = found.suggestions
        assert (one.organisation.name, one.other, one.score, one.exact) == ("Food Bank", known, 100, False)

    def test_a_person_in_two_organisations_is_in_both(self):
        text = "name,e-mail,organisation\nAna,ana@example.org,o1\nAna,ANA@example.org,o2\nana,ana@example.org,o1\n"
        found = whole(MEMBERS, text)
        assert [p.organisation.key for p in found.people] == ["o1", "o2"]
        assert {r.code: r.count for r in found.remarks}[Told.SAME_PERSON_MERGED] == 1

    def test_people_s_corrections_of_the_map_are_followed(self):
        text = "from,to,how\no1,o2,+++\no1,o3,+\n"
        columns = {Field.FROM: "from", Field.TO: "to", Field.LEVEL: "how"}
        chosen = ColumnMap(Kind.TIES, columns, levels={"+++": Rung.COLLABORATION, "+": Rung.NETWORKING})
        assert [t.level for t in whole(MEMBERS, None, text, maps={Kind.TIES: chosen}).ties] == [4, 1]


class TestProblems:
    @pytest.mark.parametrize(
        ("members", "expected"),
        [
            ("organisation,city\n,Millbrook\n", (Code.MISSING_NAME, 2, "organisation", "")),
            ("organisation,city\nA,x1\na ,x2\n", (Code.DUPLICATE_ORGANISATION, 3, "organisation", "a")),
            ("organisation,city\nA,same\nA,same\n", (Code.DUPLICATE_ORGANISATION, 3, "organisation", "A")),
            ("key,organisation\n1,A\n1,B\n", (Code.DUPLICATE_KEY, 3, "key", "1")),
            ("organisation,e-mail\nA,a(at)b.org\n", (Code.BAD_EMAIL, 2, "e-mail", "a(at)b.org")),
            ("organisation,e-mail\nA,a@b.org; b@b.org\n", (Code.BAD_EMAIL, 2, "e-mail", "a@b.org; b@b.org")),
            ("organisation,website\nA,javascript:x()\n", (Code.BAD_WEBSITE, 2, "website", "javascript:x()")),
            ("organisation,city\n" + "A" * 201 + ",x\n", (Code.TOO_LONG, 2, "organisation", "A" * 200)),
        ],
    )  # fmt: skip
    def test_of_organisations(self, members, expected):
        assert problems(members) == [expected]

    @pytest.mark.parametrize(
        ("people", "expected"),
        [
            ("name,organisation\n,o1\n", (Code.MISSING_NAME, 2, "name", "")),
            ("name,organisation\nAna,o9\n", (Code.UNKNOWN_ORGANISATION, 2, "organisation", "o9")),
            ("name,e-mail\nAna,ana@example\nBo,bo@example.org\n", (Code.BAD_EMAIL, 2, "e-mail", "ana@example")),
            ("name,e-mail\nAna,a@b.org\nBo,A@B.org\n", (Code.EMAIL_OF_ANOTHER, 3, "e-mail", "A@B.org")),
            ("name,may vote\nAna,perhaps\n", (Code.UNCLEAR_YES_NO, 2, "may vote", "perhaps")),
        ],
    )  # fmt: skip
    def test_of_people(self, people, expected):
        assert problems(MEMBERS, people) == [expected]

    @pytest.mark.parametrize(
        ("ties", "expected"),
        [
            ("from,to\no1,Fod Bank\n", (Code.UNKNOWN_ORGANISATION, 2, "to", "Fod Bank")),
            ("from,to\no1,\n", (Code.MISSING_END, 2, "to", "")),
            ("from,to\no1,food bank\n", (Code.SELF_TIE, 2, "to", "food bank")),
            ("from,to,contact\no1,o2,weekly\no1,o2,daily\n", (Code.CONTRADICTORY_TIE, 3, "to", "o2")),
            ("from,to,relationship\no1,o2,friends\n", (Code.UNKNOWN_LEVEL, 2, "relationship", "friends")),
            ("from,to,relationship\no1,o2,no formal tie\n", (Code.UNKNOWN_LEVEL, 2, "relationship", "no formal tie")),
            ("from,to,date\no1,o2,2026-02-30\n", (Code.BAD_DATE, 2, "date", "2026-02-30")),
            ("from,to,date\no1,o2,03/04/2026\n", (Code.BAD_DATE, 2, "date", "03/04/2026")),
        ],
    )  # fmt: skip
    def test_of_ties(self, ties, expected):
        assert problems(MEMBERS, None, ties) == [expected]

    def test_a_contradiction_is_one_whichever_way_a_pair_is_written(self):
        assert (
            problems(MEMBERS, None, "a,b,contact\no1,o2,weekly\no2,o1,daily\n")[0][0]
            is Code.CONTRADICTORY_TIE
        )

    def test_names_that_fit_two_organisations(self):
        members = "organisation,short name\nFood Bank North,FB\nFood Bank South,FB\n"
        found = roster(members, None, "from,to\nFB,Food Bank North\n")
        (problem,) = found.problems
        assert problem.code is Code.AMBIGUOUS_ORGANISATION
        assert problem.values == {"names": ("Food Bank North", "Food Bank South")}

    def test_a_misspelt_reference_gets_the_nearest_name(self):
        (problem,) = roster(MEMBERS, None, "from,to\no1,City Housng Office\n").problems
        assert (problem.values["nearest"], problem.mend) == ("City Housing Office", Mend.ADD_ORGANISATION)

    def test_all_problems_of_all_tables_come_at_once_and_nothing_else(self):
        found = roster(MEMBERS + ",,,,,x,,,\n", PEOPLE + "Dee,nope,,,\n", TIES + "o1,o9,,,\n")
        assert isinstance(found, Problems)
        assert [(p.kind, p.row, p.code) for p in found.problems] == [
            (Kind.ORGANISATIONS, 6, Code.MISSING_NAME),
            (Kind.PEOPLE, 5, Code.BAD_EMAIL),
            (Kind.TIES, 7, Code.UNKNOWN_ORGANISATION),
        ]

    def test_many_problems_are_cut_and_counted(self):
        found = roster(MEMBERS, None, "from,to\n" + "x,y\n" * 400)
        assert (len(found.problems), found.more) == (500, 300)

    def test_columns_must_be_chosen_and_be_there(self):
        chosen = ColumnMap(Kind.ORGANISATIONS, {Field.PLACE: "town"})
        found = roster(MEMBERS, maps={Kind.ORGANISATIONS: chosen})
        assert [(p.code, p.values["field"]) for p in found.problems] == [
            (Code.COLUMN_NOT_CHOSEN, Field.NAME),
            (Code.COLUMN_NOT_THERE, Field.PLACE),
        ]

    def test_no_table_at_all(self):
        assert parse_roster({}).problems[0].code is Code.NO_ROWS

    def test_each_code_is_documented_once(self):
        assert set(TABLE) == set(Code)
        assert {entry.mend for entry in TABLE.values()} <= set(Mend)


@pytest.mark.realdata
class TestRealData:
    """Lists nobody here wrote, guessed without help."""

    def test_indiana(self, realdata):
        at = realdata / "indiana-tobacco-2010"
        found = roster((at / "members.csv").read_text(), None, (at / "ties.csv").read_text())
        levels = [t.level for t in found.ties]
        assert (len(found.organisations), len(found.ties)) == (25, 198)
        assert sum(level is not Rung.NONE for level in levels) == 161
        assert [levels.count(rung) for rung in Rung] == [37, 0, 81, 38, 42, 0]

    @pytest.mark.parametrize(
        ("event", "members", "reports"),
        [("texas", 25, 186), ("lake-pomona", 20, 148), ("mt-si", 13, 33), ("wichita", 20, 149)],
    )
    def test_search_and_rescue(self, realdata, event, members, reports):
        at = realdata / "search-and-rescue"
        found = roster(
            (at / f"{event}-members.csv").read_text(), None, (at / f"{event}-ties.csv").read_text()
        )
        assert (len(found.organisations), len(found.ties)) == (members, reports)
        assert found.without_sector == 0
        assert {t.reported for t in found.ties} == {Reported.FROM}
        assert {o.place for o in found.organisations} == {""}, "L and NL are codes, no places"

    def test_texas_ties_of_either_side_and_of_both(self, realdata):
        at = realdata / "search-and-rescue"
        found = roster((at / "texas-members.csv").read_text(), None, (at / "texas-ties.csv").read_text())
        arcs = {(t.from_.key, t.to.key) for t in found.ties}
        assert len({frozenset(arc) for arc in arcs}) == 129
        assert sum((b, a) in arcs for a, b in arcs) // 2 == 57


# Nothing but Roster, Problems or BadSheet, whatever comes.

WORDS = [
    "Food Bank",
    "o1",
    "o2",
    "public",
    "x",
    "",
    "a@b.org",
    "none",
    "weekly",
    "2026-02-30",
    "-",
    "=1+1",
    "ß",
    "☕",
    "\u0301",
    "1" * 40,
]
CELL = st.sampled_from(WORDS) | st.text(max_size=8)


@st.composite
def any_table(draw):
    width = draw(st.integers(1, 6))
    names = st.lists(
        st.sampled_from(["name", "organisation", "key", "e-mail", "from", "to", "level", "contact", "size", "date"])
        | st.text(min_size=1, max_size=6),
        min_size=width, max_size=width,
    )  # fmt: skip
    row = st.lists(CELL, min_size=width, max_size=width)
    lines = [draw(names), *draw(st.lists(row, min_size=1, max_size=6))]
    return "\n".join("\t".join(" ".join(c.replace('"', "").split()) for c in line) for line in lines)


@settings(max_examples=250, deadline=None)
@given(any_table(), any_table(), any_table())
def test_any_three_tables_give_a_roster_or_problems(organisations, people, ties):
    tables = {}
    for kind, text in zip(Kind, (organisations, people, ties), strict=True):
        try:
            tables[kind] = read_sheet(text)
        except BadSheet:
            continue
    found = parse_roster(tables)
    assert isinstance(found, Roster) or found.problems


def test_a_thousand_scrambled_rosters():
    """Cells swapped, doubled, cut and spoiled: each run ends in one of three ways, and all three are met."""
    pick, ends = random.Random(7), {Roster: 0, Problems: 0, BadSheet: 0}
    for _ in range(1000):
        texts = [_scrambled(text, pick) for text in (MEMBERS, PEOPLE, TIES)]
        try:
            tables = {kind: read_sheet(text) for kind, text in zip(Kind, texts, strict=True)}
        except BadSheet:
            ends[BadSheet] += 1
            continue
        found = parse_roster(tables)
        ends[type(found)] += 1
        for problem in getattr(found, "problems", ()):
            assert problem.mend in Mend
            if problem.row is not None:
                assert problem.row in tables[problem.kind].numbers
    assert min(ends.values()) > 10, ends


def _scrambled(text, pick):
    letters = list(text)
    for _ in range(pick.randrange(4)):
        at = pick.randrange(len(letters))
        letters[at : at + pick.randrange(3)] = pick.choice(
            [",", "\n", '"', "", pick.choice(string.printable), "o1"]
        )
    return "".join(letters)


NAMES = (
    st.text(alphabet=string.ascii_letters + "äéñ ", min_size=3, max_size=12)
    .map(str.strip)
    .filter(lambda n: len(n) > 2)
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(NAMES, st.sampled_from(Sector)),
        min_size=1,
        max_size=12,
        unique_by=lambda o: o[0].casefold(),
    ),
    st.data(),
)
def test_a_roster_written_out_comes_back(organisations, data):
    ends = st.integers(0, len(organisations) - 1)
    pairs = (
        data.draw(st.lists(st.tuples(ends, ends).filter(lambda p: p[0] != p[1]), unique=True))
        if len(organisations) > 1
        else []
    )
    rungs = data.draw(st.lists(st.sampled_from(list(Rung)[1:]), min_size=len(pairs), max_size=len(pairs)))
    members = "key,name,sector\n" + "".join(f"k{i},{n},{s.value}\n" for i, (n, s) in enumerate(organisations))
    ties = "from,to,level\n" + "".join(
        f"k{a},k{b},{r.name.lower()}\n" for (a, b), r in zip(pairs, rungs, strict=True)
    )
    found = roster(members, None, ties if pairs else None)
    if isinstance(found, Problems):  # names that differ in accents or space only
        assert {p.code for p in found.problems} == {Code.DUPLICATE_ORGANISATION}
        return
    assert [(o.name, o.sector) for o in found.organisations] == organisations
    assert [(t.from_.key, t.to.key, t.level) for t in found.ties] == [
        (f"k{a}", f"k{b}", r) for (a, b), r in zip(pairs, rungs, strict=True)
    ]


def test_every_field_can_be_chosen_for_some_kind():
    assert {field for fields in FIELDS.values() for field in fields} == set(Field)
    assert guess_columns(read_sheet(MEMBERS), Kind.ORGANISATIONS).kind is Kind.ORGANISATIONS
