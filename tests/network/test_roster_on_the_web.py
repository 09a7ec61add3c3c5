"""A list is pasted, looked at, and becomes a coalition with its map."""

import io
import time
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope, scopes_disabled

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.coalitions.acts import give_mandate
from comity.coalitions.models import Mandate, Membership, MembershipState, Power
from comity.coalitions.queries import members_of
from comity.network import jobs
from comity.network.models import RosterDraft, Tie
from comity.network.roster import drafts
from comity.notices.worker import run_once
from comity.people.models import Organisation, Person
from tests.cast import THEN
from tests.network.stage import (
    HALF,
    LIST,
    PEOPLE,
    TIES,
    address,
    decide,
    imported,
    paste,
    rows_of_everything,
    text_of,
)


@pytest.fixture
def amina(home, client: Client):
    """Amina, who coordinates."""
    client.force_login(home.coordinator)
    with stopped_at(THEN):
        yield client


def names(home):
    return {one.name for one in members_of(home.coalition.pk)}


# ── the way in ──


def test_from_paste_to_map_in_five_seconds_with_one_true_remark(home, amina):
    began = time.monotonic()
    page = paste(amina, home, organisations=LIST, ties=TIES)
    assert "Is this right?" in text_of(page)
    page = decide(amina, page)
    assert time.monotonic() - began < 5
    assert page.redirect_chain[-1][0] == address(home, "map/")
    text = text_of(page)
    assert "Entered: 3 new organisations, 2 ties." in text
    assert "Four organisations know nobody." in text
    assert len(page.context["drawing"].ties) == 2
    assert {"Rope Walk Youth", "Lantern Legal", "Port Office"} <= names(home)
    assert Organisation.objects.get(name="Port Office").sector == "public"
    assert list(verify(home.coalition.pk)) == []


def test_it_is_one_act_that_tells_the_counts_and_every_row(home, amina):
    before = Entry.objects.count()
    decide(amina, paste(amina, home, organisations=LIST, people=PEOPLE, ties=TIES))
    entry = Entry.objects.order_by("-seq").filter(chain=home.coalition.pk).first()
    assert Entry.objects.count() == before + 1
    assert entry.act == "network.roster.imported"
    kinds = list(entry.things.values_list("label", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "coalitions.coalition": 1, "people.organisation": 3, "coalitions.membership": 3,
        "coalitions.membershipchange": 3, "people.person": 2, "coalitions.mandate": 3, "network.tie": 2,
    }  # fmt: skip


def test_only_organisations_or_only_ties_will_do(home, amina):
    decide(amina, paste(amina, home, organisations="name\nPort Office\n"))
    assert "Port Office" in names(home)
    decide(amina, paste(amina, home, ties="a,b,level\nPort Office,Open Door Shelter,coordination\n"))
    with home.scope():
        assert Tie.objects.get().list_says == 2


def test_a_workbook_is_read_like_a_pasted_list(home, amina):
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    for row in (["name", "sector"], ["Port Office", "public"], ["=Rope", "citizen"]):
        book.active.append(row)
    book.active["A3"].data_type = "s"
    book.save(data)
    page = paste(amina, home, organisations_file=SimpleUploadedFile("members.xlsx", data.getvalue()))
    decide(amina, page)
    assert {"Port Office", "=Rope"} <= names(home)


def test_a_wrong_guess_is_put_right_on_the_page(home, amina):
    page = paste(amina, home, organisations="thing,what\nPort Office,public\nRope Walk,citizen\n")
    page = decide(amina, page, go="check", organisations__name="0", organisations__sector="1")
    decide(amina, page)
    assert Organisation.objects.get(name="Rope Walk").sector == "citizen"


def test_words_for_a_relationship_are_matched_with_rungs(home, amina):
    ties = "from,to,level\nOpen Door Shelter,Dock Road Traders,2 stars\n"
    page = paste(amina, home, ties=ties)
    assert "Nobody has said yet how close this is. Choose its rung above." in text_of(page)
    assert "Ties, row 2, level" in text_of(page)
    page = decide(amina, page, go="check", level__0="3")
    decide(amina, page)
    with home.scope():
        assert Tie.objects.get().list_says == 3


def test_only_words_that_tell_nothing_are_asked_about(home, amina):
    ties = "from,to,level\nOpen Door Shelter,Dock Road Traders,2 stars\n"
    ties += "Open Door Shelter,Harbour Tenants’ Union,networking\n"
    form = paste(amina, home, ties=ties).context["form"]
    assert [field.label for field in form.levels()] == ["“2 stars” (1)"]
    assert [field.label for field in form.told_levels()] == ["“networking” (1)"]


def test_exactly_the_same_name_is_the_same_without_a_question(home, amina):
    page = paste(amina, home, organisations="name\nOpen Door Shelter\nPort Office\n")
    form = page.context["form"]
    assert [field.label for field in form.same_names()] == ["Open Door Shelter (row 2)"]
    assert form.pairs() == []
    assert page.context["counts"]["organisations"] == 1


def test_from_and_to_speak_for_both_until_a_pair_stands_both_ways_round(home, amina):
    one = paste(amina, home, ties="from,to,level\nOpen Door Shelter,Dock Road Traders,coordination\n")
    assert one.context["form"]["directed"].value() == "list"
    there = "from,to,level\nOpen Door Shelter,Dock Road Traders,coordination\n"
    two = paste(amina, home, ties=there + "Dock Road Traders,Open Door Shelter,networking\n")
    assert two.context["form"]["directed"].value() == "first"


def test_a_list_can_speak_for_both_sides_or_for_the_first(home, amina):
    page = paste(amina, home, ties="from,to,level\nOpen Door Shelter,Dock Road Traders,coordination\n")
    decide(amina, page, directed="list")
    with home.scope():
        tie = Tie.objects.get()
    assert (tie.list_says, tie.first_says, tie.second_says) == (2, None, None)
    assert tie.confirmed


# ── people ──


def test_only_those_vote_of_whom_the_list_says_so(home, amina):
    decide(amina, paste(amina, home, organisations=LIST, people=PEOPLE))
    with home.scope():
        found = {
            (m.person.name, m.organisation.name): m.powers
            for m in Mandate.objects.filter(person__email__in=["ada@example.org", "ben@example.org"])
        }
    speaks, votes = frozenset({Power.SPEAK}), frozenset({Power.SPEAK, Power.VOTE})
    assert found == {
        ("Ada Quill", "Rope Walk Youth"): votes,
        ("Ben Osei", "Rope Walk Youth"): speaks,
        ("Ada Quill", "Lantern Legal"): speaks,
    }


def test_the_first_person_votes_where_the_coordinator_says_so(home, amina):
    people = "name,e-mail,organisation\nAda Quill,ada@example.org,Port Office\nBen Osei,ben@example.org,Port Office\n"
    page = paste(amina, home, organisations=LIST, people=people)
    decide(amina, page, first_votes="on")
    with home.scope():
        assert {
            m.person.name for m in Mandate.objects.filter(organisation__name="Port Office", votes=True)
        } == {"Ada Quill"}


def test_who_is_known_by_the_address_is_not_entered_twice(home, amina, elsewhere):
    ines = elsewhere.coordinator
    before = Person.objects.count()
    people = f"name,e-mail,organisation\nSomebody Else,{ines.email.upper()},Open Door Shelter\n"
    page = paste(amina, home, people=people)
    assert ines.name not in text_of(page)
    decide(amina, page)
    assert Person.objects.count() == before
    with home.scope():
        assert Mandate.objects.filter(person=ines, organisation__name="Open Door Shelter").exists()


def test_people_without_address_or_organisation_stay_out_and_it_is_said(home, amina):
    people = "name,e-mail,organisation\nAda Quill,,Open Door Shelter\nBen Osei,ben@example.org,\n"
    people += "Cleo,cleo@example.org,Open Door Shelter\n"
    page = paste(amina, home, people=people)
    assert "1 person has no e-mail address and stays out" in text_of(page)
    assert "1 person has no organisation and stays out" in text_of(page)
    decide(amina, page)
    assert set(
        Person.objects.filter(joined_at=THEN, email__endswith="@example.org").values_list("name", flat=True)
    ) >= {"Cleo"}
    assert not Person.objects.filter(name__in=["Ada Quill", "Ben Osei"]).exists()


def test_nobody_is_written_to(home, amina):
    from comity.notices.models import Mail

    before = Mail.objects.count()
    decide(amina, paste(amina, home, organisations=LIST, people=PEOPLE))
    assert Mail.objects.count() == before


# ── one organisation or two ──


def test_a_name_that_stands_here_is_the_same_and_only_blanks_are_filled_in(home, amina):
    shelter = home.organisations["OD"]
    page = paste(amina, home, organisations="name,sector,place\nopen door shelter,public,Saltmere\n")
    assert "1 more stands here already." in text_of(page)
    decide(amina, page)
    shelter.refresh_from_db()
    assert (shelter.sector, shelter.place, shelter.name) == ("nonprofit", "Saltmere", "Open Door Shelter")
    assert members_of(home.coalition.pk).count() == 4


def test_a_near_name_is_offered_and_stays_another_unless_told_otherwise(home, amina):
    near = "name\nOpen Door Shelter e.V.\n"
    page = paste(amina, home, organisations=near)
    assert "Open Door Shelter e.V. (row 2)" in text_of(page)
    assert page.context["form"]["same-0"].value() == "another"
    decide(amina, page)
    assert members_of(home.coalition.pk).count() == 5


def test_a_near_name_can_be_the_same(home, amina):
    page = paste(amina, home, organisations="name,place\nOpen Door Shelter e.V.,Saltmere\n")
    decide(amina, page, same__0=str(home.organisations["OD"].pk))
    assert members_of(home.coalition.pk).count() == 4
    home.organisations["OD"].refresh_from_db()
    assert home.organisations["OD"].place == "Saltmere"


def test_two_rows_can_be_one_organisation(home, amina):
    lists = "name,place\nPort Office,Saltmere\nThe Port Office Inc.,Saltmere\n"
    ties = "from,to,level\nPort Office,Open Door Shelter,networking\n"
    ties += "The Port Office Inc.,Open Door Shelter,coordination\n"
    page = paste(amina, home, organisations=lists, ties=ties)
    decide(amina, page, same__0="row 2")
    assert members_of(home.coalition.pk).count() == 5
    with home.scope():
        assert Tie.objects.get().level == 2


def test_an_organisation_at_home_elsewhere_too_keeps_its_page_to_itself(home, amina, elsewhere):
    shelter = home.organisations["OD"]
    with scopes_disabled():
        Membership.objects.create(
            coalition=elsewhere.coalition, organisation=shelter, state="member", since_on=THEN.date()
        )
    decide(amina, paste(amina, home, organisations="name,place\nOpen Door Shelter,Wrongtown\nPort Office,\n"))
    shelter.refresh_from_db()
    assert shelter.place == ""


# ── bad lists ──


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b" " * 60_000_000)
        package.writestr("xl/workbook.xml", b" " * 60_000_000)
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    return data.getvalue()


BAD = {
    "100,000 rows": (
        "name\n" + "\n".join(f"Organisation {n}" for n in range(100_000)),
        "more than 20,000 rows",
    ),
    "nothing": ("", "Paste a list, or choose a file."),
    "only names of columns": ("name,sector\n", "no row beneath the column names"),
    "an open quotation mark": ('name\n"Port Office\nRope Walk\n', "quotation mark"),
    "no text": (b"\x00\x01\x02name\n\x00", "no plain text"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old Excel file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "no table but another kind of file"),
    "a zip bomb": (bomb, "grows far too large"),
    "a broken workbook": (b"PK\x03\x04" + b"rubbish" * 50, "damaged"),
    "columns named twice": ("name,name\na,b\n", "same name"),
    "a row that is too long": (
        "name,sector\nPort Office,public,and,more\n",
        "to the right of the last named column",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_list_is_told_clearly_and_nothing_is_kept(home, amina, what):
    source, said = BAD[what]
    source = source() if callable(source) else source
    before = rows_of_everything()
    if isinstance(source, bytes):
        page = paste(amina, home, organisations_file=SimpleUploadedFile("list.xlsx", source), ties=TIES)
    else:
        page = paste(amina, home, organisations=source, people="name\nKept As Typed\n" if source else "")
    assert page.status_code == 422
    assert said in text_of(page)
    assert rows_of_everything() == before
    if isinstance(source, str) and source:
        assert "Kept As Typed" in page.content.decode()
        assert source[:300].split("\n")[1][:40] in page.content.decode().replace("&quot;", '"')


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings_and_mixed_line_ends_are_read(home, amina, encoding):
    data = "name,place\r\nMütterzentrum,Süd\nÉcole du Port,Ost\rBäckerei Lünn,Nord\r\n".encode(encoding)
    page = paste(amina, home, organisations_file=SimpleUploadedFile("list.csv", data))
    decide(amina, page)
    assert {"Mütterzentrum", "École du Port", "Bäckerei Lünn"} <= names(home)


def test_formulas_stay_words_and_leave_guarded(home, amina):
    decide(amina, paste(amina, home, organisations='name\n"=HYPERLINK(""x"")"\n'))
    assert '=HYPERLINK("x")' in names(home)
    exported = b"".join(amina.get(address(home, "organisations/") + "?format=csv").streaming_content)
    assert b"'=HYPERLINK" in exported


def test_a_half_broken_list_says_row_column_and_mend_and_enters_nothing(home, amina):
    before = rows_of_everything()
    page = paste(amina, home, organisations=HALF, ties="from,to\nPort Offce,Open Door Shelter\n")
    text = text_of(page)
    assert "3 things to mend first" in text
    assert "Organisations, row 3, name" in text and "The row has no name. Fill it in." in text
    assert (
        "Organisations, row 4, website" in text
        and "not a site" in text
        and "This is no web address. Correct it." in text
    )
    assert "Ties, row 2, from" in text and "Did you mean “Port Office”?" in text
    page = decide(amina, page)  # pressing on changes nothing
    assert "3 things to mend first" in text_of(page)
    after = rows_of_everything()
    assert after.pop("network.rosterdraft") == before.pop("network.rosterdraft") + 1
    assert after == before
    table = b"".join(amina.get(page.request["PATH_INFO"] + "problems.csv").streaming_content).decode()
    assert table.count("\n") == 4 and "Did you mean" in table
    again = amina.get(address(home, "roster/") + f"?draft={RosterDraft._base_manager.get().pk}")
    assert "not a site" in again.content.decode()


def test_a_cell_that_no_field_can_hold_is_named(home, amina):
    page = paste(amina, home, organisations=f"name\n{'Very ' * 33}Long\nPort\x07 Office\n")
    text = text_of(page)
    assert "row 2, name" in text and "160 characters" in text
    assert "row 3, name" in text and "control characters" in text
    assert names(home).isdisjoint({"Port Office"})


# ── who may ──


def test_who_does_not_coordinate_learns_why(home, client):
    client.force_login(home.people["Marta"])
    with stopped_at(THEN):
        for page in (
            client.get(address(home, "roster/")),
            client.post(address(home, "roster/"), {"organisations": LIST}),
        ):
            assert page.status_code == 403
            assert "A coordinator of the coalition can." in text_of(page)


def test_for_outsiders_there_is_nothing(home, elsewhere, client):
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        assert client.get(address(home, "roster/")).status_code == 404
        assert client.post(address(home, "roster/"), {"organisations": LIST}).status_code == 404


def test_a_draft_is_its_makers_alone(home, amina, elsewhere):
    page = paste(amina, home, organisations=LIST)
    path = page.request["PATH_INFO"]
    other = Client()
    with home.scope():
        give_mandate(home.people["Marta"], body=home.assembly, powers=[Power.COORDINATE], by=home.by, at=THEN)
    for someone in (home.people["Marta"], elsewhere.coordinator):
        other.force_login(someone)
        for there in (path, path.replace(home.coalition.slug, elsewhere.coalition.slug)):
            assert other.get(there).status_code == 404
            assert other.post(there, {"go": "enter"}).status_code == 404
        assert b"Lantern" not in other.get(address(home, "roster/") + f"?draft={path.split('/')[-2]}").content


def test_what_comes_into_one_coalition_is_not_in_another(home, amina, elsewhere):
    decide(amina, paste(amina, home, organisations=LIST, ties=TIES))
    assert members_of(elsewhere.coalition.pk).count() == 2
    with elsewhere.scope():
        assert Tie.objects.count() == 0


# ── the way back ──


def state(home):
    with scope(coalition=home.coalition.pk):
        return {
            "members": sorted(names(home)),
            "mandates": sorted(str(m.pk) for m in Mandate.objects.all() if m.holds(THEN.date())),
            "ties": sorted(
                (str(t.pk), t.sides, t.contact, t.source, t.said_on)
                for t in Tie.objects.filter(ended_on=None)
            ),
            "profiles": sorted(
                Organisation.objects.filter(name__in=names(home)).values_list("name", "place", "website")
            ),
        }


def test_undo_restores_what_was_there_before(home, amina):
    imported(
        home,
        ties="from,to,level\nOpen Door Shelter,Dock Road Traders,coordination\n",
        at=THEN - timedelta(hours=1),
    )
    before, rows = state(home), Organisation.objects.count()
    page = paste(
        amina, home, people=PEOPLE, ties=TIES + "Open Door Shelter,Dock Road Traders,collaboration\n",
        organisations=LIST.replace("place", "place,website") + "Dock Road Traders,,Docktown,https://traders.example.org\n",
    )  # fmt: skip
    page = decide(amina, page)
    assert state(home) != before
    undo = page.content.decode().split('action="')[1:]
    undo = next(one.split('"')[0] for one in undo if "/undo/" in one)
    page = amina.post(undo, follow=True)
    assert "Taken back" in text_of(page)
    listed = text_of(amina.get(address(home, "organisations/")))
    assert "Port Office" not in listed
    assert "Port Office" in text_of(amina.get(address(home, "organisations/") + "?state=left"))
    assert "took back a roster (organisations:" in text_of(amina.get(address(home, "record/")))
    assert state(home) == before
    assert Organisation.objects.count() == rows + 3  # nothing is deleted
    assert list(verify(home.coalition.pk)) == []
    assert amina.post(undo).status_code == 409  # once


def test_after_the_way_back_a_mended_list_comes_in_anew(home, amina):
    from comity.network.acts import take_roster_back

    imported(home, organisations=LIST)
    with home.scope():
        take_roster_back(Entry.objects.filter(act="network.roster.imported").get(), by=home.by, at=THEN)
    decide(amina, paste(amina, home, organisations=LIST.replace("Port Office,public", "Port Office,private")))
    assert Organisation.objects.get(name="Port Office").sector == "private"
    assert members_of(home.coalition.pk).count() == 7


def test_what_somebody_said_since_outlives_the_way_back(home, amina):
    from comity.network.acts import take_roster_back
    from tests.network.stage import tell

    imported(home, ties="a,b,level\nOpen Door Shelter,Dock Road Traders,coordination\n")
    tell(home, "Marta", "OD", "DR", 4)
    with home.scope():
        take_roster_back(Entry.objects.filter(act="network.roster.imported").get(), by=home.by, at=THEN)
        tie = Tie.objects.get()
    assert tie.ended_on is None and tie.list_says is None and tie.level == 4


# ── large ones ──


def test_a_large_one_goes_on_behind_the_page(home, amina, monkeypatch):
    monkeypatch.setattr(drafts, "AT_ONCE", 2)
    page = paste(amina, home, organisations=LIST, ties=TIES)
    assert "being read" in text_of(page) and page.headers["Refresh"] == "2"
    run_once(THEN)
    page = amina.get(page.request["PATH_INFO"])
    assert "Is this right?" in text_of(page)
    page = decide(amina, page)
    assert "being entered" in text_of(page)
    assert members_of(home.coalition.pk).count() == 4
    run_once(THEN)
    page = amina.get(page.request["PATH_INFO"])
    assert "Entered: 3 new organisations, 2 ties." in text_of(page)
    assert "Four organisations know nobody." in text_of(page)
    assert members_of(home.coalition.pk).count() == 7
    undo = next(one.split('"')[0] for one in page.content.decode().split('action="')[1:] if "/undo/" in one)
    amina.post(undo)
    assert members_of(home.coalition.pk).count() == 4


def test_a_large_one_is_entered_only_by_who_still_coordinates(home, amina, monkeypatch):
    page = paste(amina, home, organisations=LIST)
    monkeypatch.setattr(drafts, "AT_ONCE", 2)
    decide(amina, page)
    with home.scope():
        Mandate.objects.filter(person=home.coordinator, coordinates=True).update(
            ends_on=THEN.date() - timedelta(days=1)
        )
        draft = RosterDraft.objects.get()
        drafts.work_on(draft, at=THEN)
    assert draft.state == "failed"
    assert members_of(home.coalition.pk).count() == 4


def test_pressing_twice_enters_once(home, amina):
    page = paste(amina, home, organisations=LIST)
    decide(amina, page)
    decide(amina, page)
    assert Entry.objects.filter(act="network.roster.imported").count() == 1


def test_drafts_are_forgotten_after_a_day(home, amina):
    page = paste(amina, home, organisations=LIST)
    with home.scope():
        jobs.sweep(home.coalition.pk, THEN + timedelta(hours=23))
        assert RosterDraft.objects.count() == 1
        jobs.sweep(home.coalition.pk, THEN + timedelta(hours=25))
        assert RosterDraft.objects.count() == 0
    assert amina.get(page.request["PATH_INFO"]).status_code == 404


def test_prospects_can_be_brought_in_too(home, amina):
    page = paste(amina, home, organisations=LIST)
    decide(amina, page, state="prospect")
    with home.scope():
        assert Membership.objects.filter(state=MembershipState.PROSPECT).count() == 3


def test_a_suspended_member_stays_suspended(home, amina):
    with home.scope():
        Membership.objects.filter(organisation=home.organisations["DR"]).update(state="suspended")
    decide(amina, paste(amina, home, organisations="name\nDock Road Traders\nPort Office\n"))
    with home.scope():
        assert Membership.objects.get(organisation=home.organisations["DR"]).state == "suspended"


@pytest.mark.slow
def test_ten_thousand_rows_in_reasonable_time(home):
    rows = "".join(
        f"Organisation of Street {n},nonprofit,Person {n},p{n}@example.org,yes\n" for n in range(10_000)
    )
    began = time.monotonic()
    imported(home, organisations="name,sector,contact,contact email,may vote\n" + rows)
    took = time.monotonic() - began
    assert members_of(home.coalition.pk).count() == 10_004
    assert took < 90, took
