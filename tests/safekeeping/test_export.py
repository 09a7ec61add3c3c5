"""A whole coalition leaves in open formats: nothing confidential in the public part, and proof of the rest."""

import argparse
import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope

import comity
from comity.audit.models import Entry
from comity.audit.queries import head_of
from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.coalitions import jobs
from comity.coalitions.acts import change_settings
from comity.coalitions.acts.parcels import take_along
from comity.coalitions.models import NamedReader, Parcel, ParcelState
from comity.commands import export
from comity.governing.acts import draft_question
from comity.network.models import Tie
from comity.notices.models import Mail
from comity.notices.worker import run_once
from comity.people.erasure import erase_person
from tests.cast import THEN, Troupe, oneself
from tests.governing.stage import OPENS, asking, close, hat, say
from tests.remembering import remembered
from tests.safekeeping.stage import PICTURE, picture, together

LATER = OPENS + timedelta(hours=2)
pytestmark = pytest.mark.row("P2")


@pytest.fixture
def filled(db: None) -> Troupe:
    """Harbour Homes with canaries at each level of confidentiality, and one decision for everyone."""
    troupe = confiding()
    picture(troupe)
    return troupe


@remembered
def confiding() -> Troupe:
    """All of it that stands in rows."""
    troupe = together()
    with troupe.scope():
        public = asking(troupe)(title="OPEN-CANARY for everyone?", confidentiality=Confidentiality.PUBLIC)
        say(troupe, public, HT="yes", OD="yes")
        close(public)
        inside = asking(troupe)(title="INNER-CANARY for members?", body=troupe.assembly)
        say(troupe, inside, DR="no")
        steering = asking(troupe)(title="BODY-CANARY for the committee?", confidentiality=Confidentiality.BODY)
        say(troupe, steering, OD="yes")
        draft_question(
            body=troupe.assembly, title="DRAFT-CANARY", lede="DRAFT-CANARY", by=hat(troupe, "Henk", "DR"), at=OPENS
        )
        ends = sorted([troupe.organisations["HT"].pk, troupe.organisations["DR"].pk])
        named = Tie(
            coalition_id=troupe.coalition.pk, first_id=ends[0], second_id=ends[1], first_name="A", second_name="B",
            source="NAMED-CANARY", first_says=2, said_on=THEN.date(), confidentiality=Confidentiality.NAMED,
        ).store()  # fmt: skip
        NamedReader(coalition_id=troupe.coalition.pk, thing=named.pk, person=troupe.people["Okafor"]).store()
    return troupe


CANARIES = {"INNER-CANARY", "BODY-CANARY", "DRAFT-CANARY", "NAMED-CANARY"}


def ran(*words: str) -> int:
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    return export.run(parser.parse_args(words))


def packed(troupe: Troupe, folder: Path, *words: str) -> Path:
    assert ran(troupe.coalition.slug, "--to", str(folder), *words) == 0
    return folder


def text_below(folder: Path) -> str:
    """Names and contents of all files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "\n".join(f"{path.relative_to(folder)}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files)


def checked(folder: Path, *words: str) -> tuple[int, str]:
    """What the script inside says, run without anything of ours on the path."""
    command = [sys.executable, "-I", str(folder / "check.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env={})
    return done.returncode, done.stdout + done.stderr


# ── what is in it ──


def test_the_public_part_holds_no_canary_and_no_person(filled: Troupe, tmp_path: Path) -> None:
    with filled.scope():
        change_settings(filled.coalition, by=filled.by, at=LATER, has_page=True, purpose="We share a harbour.")
    text = text_below(packed(filled, tmp_path / "all") / "public")
    assert "OPEN-CANARY" in text and "We share a harbour." in text and "Open Door Shelter" in text
    assert {canary for canary in CANARIES if canary in text} == set()
    people = [one for person in filled.people.values() for one in (person.name, person.email or "", str(person.pk))]
    assert [one for one in people if one in text] == []


def test_a_coalition_without_a_public_page_says_nothing_of_itself(filled: Troupe, tmp_path: Path) -> None:
    text = text_below(packed(filled, tmp_path / "all", "--public-only"))
    assert "Harbour Homes Together" not in text and "Open Door Shelter" not in text
    assert not (tmp_path / "all" / "confidential").exists()
    assert checked(tmp_path / "all")[0] == 0


def test_the_confidential_part_holds_everything_in_open_formats(filled: Troupe, tmp_path: Path) -> None:
    folder = packed(filled, tmp_path / "all") / "confidential"
    text = text_below(folder)
    assert {canary for canary in CANARIES if canary not in text} == set()
    rows = list(csv.DictReader(io.StringIO((folder / "tables" / "organisations.csv").read_text("utf-8-sig"))))
    exact = json.loads((folder / "tables" / "organisations.json").read_text())
    assert [row["name"] for row in rows] == [row["name"] for row in exact]
    assert {"Open Door Shelter", "Dock Road Traders"} <= {row["name"] for row in rows}
    assert (folder / "files" / "logos").exists() and PICTURE in [
        path.read_bytes() for path in (folder / "files" / "logos").iterdir()
    ]
    decision = next((folder / "texts" / "decisions").glob("*open-canary*.md")).read_text()
    assert "# D-003 OPEN-CANARY for everyone?" in decision and "Open Door Shelter" in decision
    assert "## Agreed" in decision
    assert json.loads((folder / "coalition.json").read_text())["name"] == "Harbour Homes Together"
    readme = (tmp_path / "all" / "README.md").read_text()
    for name in ("tables/votes.csv", "record/entries.jsonl", "texts/decisions", "python3 check.py"):
        assert name in readme, name


def test_every_file_is_explained(filled: Troupe, tmp_path: Path) -> None:
    folder = packed(filled, tmp_path / "all")
    readme = (folder / "README.md").read_text()
    told = {line.split("`")[1] for line in readme.splitlines() if line.startswith("- `")}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    there -= {"README.md", "check.py", "manifest.json"}
    assert {name for name in there if name not in told and f"{name.rpartition('/')[0]}/*" not in told} == set()


# ── the proof ──


def test_the_script_inside_says_whole_and_knows_the_seal_one_holds(filled: Troupe, tmp_path: Path) -> None:
    seal = head_of(filled.coalition.pk).hash
    folder = packed(filled, tmp_path / "all")
    code, said = checked(folder)
    assert code == 0 and "Whole." in said, said
    assert f"newest seal {seal[:16]}" in said
    assert checked(folder, seal[:4], seal[4:8], seal[8:12], seal[12:16])[0] == 0
    code, said = checked(folder, "0" * 16)
    assert code == 1 and "the seal you hold is not in this record" in said
    assert checked(folder, "hello")[0] == 2


def resealed(folder: Path) -> None:
    """As somebody would who knows that the manifest holds sums."""
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = {name: sha256((folder / name).read_bytes()).hexdigest() for name in manifest["files"]}
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("entries.jsonl", "coalitions.member.added", "coalitions.member.halved", "was changed"),
        ("words.jsonl", "Marta Lind", "Marta Lund", "the words of act"),
        ("sealed.jsonl", "Shelter", "Sheltar", "governing."),
        ("head.json", '"seq": ', '"seq": 1', "its head names act"),
    ],
)
def test_a_change_is_found_even_if_the_sums_were_made_to_fit(
    filled: Troupe, tmp_path: Path, file: str, old: str, new: str, why: str
) -> None:
    folder = packed(filled, tmp_path / "all")
    path = folder / "confidential" / "record" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert f"confidential/record/{file}: was changed" in checked(folder)[1]
    resealed(folder)
    code, said = checked(folder)
    assert code == 1 and why in said, said


def test_an_act_that_is_left_out_and_a_file_that_is_added_are_found(filled: Troupe, tmp_path: Path) -> None:
    folder = packed(filled, tmp_path / "all")
    path = folder / "confidential" / "record" / "entries.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:4] + lines[5:]))
    (folder / "public" / "more.txt").write_text("more")
    (folder / "public" / "coalition.json").unlink()
    resealed_files = checked(folder)[1]
    assert "act 5 is missing" in resealed_files
    assert "public/more.txt: was not packed" in resealed_files and "public/coalition.json: is missing" in resealed_files


def test_words_that_were_erased_are_no_fault(filled: Troupe, tmp_path: Path) -> None:
    henk = filled.people["Henk"]
    erase_person(henk, by=oneself(henk), at=LATER)
    folder = packed(filled, tmp_path / "all")
    assert checked(folder) == (0, checked(folder)[1]) and "Whole." in checked(folder)[1]
    assert "Henk Baas" not in text_below(folder)


# ── the command ──


def test_the_record_tells_that_the_operator_took_it_along(filled: Troupe, tmp_path: Path) -> None:
    packed(filled, tmp_path / "public", "--public-only")
    assert not Entry.objects.filter(act="coalitions.coalition.exported").exists()
    packed(filled, tmp_path / "all")
    assert Entry.objects.filter(act="coalitions.coalition.exported", chain=filled.coalition.pk).count() == 1
    assert list(verify(filled.coalition.pk)) == []


def test_it_writes_a_zip_and_never_over_something(
    filled: Troupe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.zip"
    assert ran(filled.coalition.slug, "--to", str(path)) == 0
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    shutil.unpack_archive(path, tmp_path / "unpacked")
    assert checked(tmp_path / "unpacked")[0] == 0
    assert ran(filled.coalition.slug, "--to", str(path)) == 2
    assert ran(filled.coalition.slug, "--to", str(tmp_path)) == 1
    assert ran("nowhere") == 2
    assert filled.coalition.slug in capsys.readouterr().err


# ── on the page ──


def page_of(troupe: Troupe) -> str:
    return f"/c/{troupe.coalition.slug}/export/"


def signed_in(who: object) -> Client:
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    return client


def asked(troupe: Troupe) -> Client:
    """Amina asked for it on the page, and the worker packed it."""
    amina = signed_in(troupe.coordinator)
    with stopped_at(LATER):
        answer = amina.post(f"{page_of(troupe)}all/")
        assert answer.status_code == 302
        assert "Being packed" in amina.get(page_of(troupe)).content.decode()
        run_once(LATER)
    return amina


def link_on(client: Client, troupe: Troupe, at: datetime = LATER) -> str:
    with stopped_at(at):
        page = client.get(page_of(troupe)).content.decode()
    return next((part.split('"')[0] for part in page.split('href="') if ".zip" in part.split('"')[0]), "")


def test_a_coordinator_asks_for_the_whole_and_fetches_it(filled: Troupe, tmp_path: Path) -> None:
    amina = asked(filled)
    mail = Mail.objects.get(kind="coalitions.parcel")
    assert mail.subject == "Everything from Harbour Homes Together is packed" and page_of(filled) in mail.text
    in_time = LATER + timedelta(days=6)
    with stopped_at(in_time):
        answer = amina.get(link_on(amina, filled, in_time))
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/zip"
    content = b"".join(answer)  # type: ignore[arg-type]
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path / "all")
    assert checked(tmp_path / "all")[0] == 0
    text = text_below(tmp_path / "all")
    assert {canary for canary in CANARIES if canary in text} == {"INNER-CANARY", "BODY-CANARY", "DRAFT-CANARY"}
    entry = Entry.objects.get(act="coalitions.parcel.asked")
    assert entry.person == filled.coordinator.pk


def test_after_a_week_it_is_gone_from_the_disk_too(filled: Troupe) -> None:
    amina = asked(filled)
    with scope(coalition=filled.coalition.pk):
        parcel = Parcel.objects.get()
        assert parcel.state == ParcelState.READY
        address = link_on(amina, filled)
        late = LATER + timedelta(days=7, minutes=1)
        with stopped_at(late):
            assert amina.get(address).status_code == 404
            assert link_on(amina, filled, late) == ""
        assert jobs.default_storage.exists(parcel.file)
        jobs.sweep(filled.coalition.pk, late)
        assert not jobs.default_storage.exists(parcel.file)
        assert not Parcel.objects.exists()


def test_it_is_for_the_one_who_asked_and_only_while_they_coordinate(filled: Troupe) -> None:
    amina = asked(filled)
    address = link_on(amina, filled)
    with stopped_at(LATER):
        assert signed_in(filled.people["Marta"]).get(address).status_code == 404
        assert signed_in(filled.people["Marta"]).post(f"{page_of(filled)}all/").status_code == 403
    with scope(coalition=filled.coalition.pk):
        assert Parcel.objects.count() == 1


def test_what_is_being_packed_is_not_asked_for_twice(filled: Troupe) -> None:
    amina = signed_in(filled.coordinator)
    with stopped_at(LATER):
        assert amina.post(f"{page_of(filled)}all/").status_code == 302
        assert amina.post(f"{page_of(filled)}all/").status_code == 409
        assert "still being packed" in amina.get(page_of(filled)).content.decode()


def test_what_cannot_be_packed_is_told_and_can_be_asked_for_again(
    filled: Troupe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(jobs, "pack", broken)
    amina = asked(filled)
    with stopped_at(LATER), scope(coalition=filled.coalition.pk):
        assert Parcel.objects.get().state == ParcelState.FAILED
        assert "could not be packed" in amina.get(page_of(filled)).content.decode()
        take_along(by=filled.by, at=LATER)
        jobs.sweep(filled.coalition.pk, LATER + timedelta(hours=3))
        assert not Parcel.objects.filter(state=ParcelState.PACKING).exists()
    assert list(verify(filled.coalition.pk)) == []


def test_only_commands_see_with_the_eyes_of_the_machine() -> None:
    """Whoever asks on a page or through the interface stands where their mandates put them."""
    source = Path(comity.__file__).parent
    places = {path.relative_to(source).parts[0] for path in source.rglob("*.py") if "operates=" in path.read_text()}
    assert places == {"commands"}
