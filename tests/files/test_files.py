"""Files of a body: uploaded, replaced, withdrawn; their line is kept, and their bytes are only ever data."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.base import registry, storing
from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.files.acts import empty_file, replace_file, restore_file, upload_file, withdraw_file
from comity.files.jobs import sweep
from comity.files.models import Attachment
from comity.files.queries import counting
from tests.cast import THEN, Troupe
from tests.files.stage import PDF, QUOTES, sent, uploaded
from tests.texts.stage import LATER, Visitor, chair, traders


def test_a_file_keeps_its_name_size_fingerprint_and_who_sent_it_for_whom(troupe: Troupe) -> None:
    one = uploaded(troupe, note="Quotes of three firms")
    assert (one.name, one.size, one.sha256) == ("Quotes.csv", len(QUOTES), hashlib.sha256(QUOTES).hexdigest())
    assert (one.for_name, one.person, one.line, one.number) == (
        "Steering committee", troupe.people["Marta"], one.pk, 1,
    )  # fmt: skip
    assert "Quotes" not in one.file.name, "it lies under a name of ours"


def test_the_same_file_twice_is_said(troupe: Troupe) -> None:
    uploaded(troupe)
    with pytest.raises(ValidationError) as wrong:
        uploaded(troupe, "Copy.csv")
    assert "Quotes.csv" in str(wrong.value)


@pytest.mark.parametrize("data", [b"", b"x" * 2001], ids=["empty", "too large"])
def test_empty_and_too_large_files_leave_nothing_behind(
    troupe: Troupe, settings, folder: Path, data: bytes  # type: ignore[no-untyped-def]
) -> None:
    settings.UPLOAD_LARGEST = 2000
    with pytest.raises(ValidationError) as wrong:
        uploaded(troupe, "Big.txt", data)
    assert "file" in wrong.value.error_dict
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_a_coalition_can_fill_its_share_and_no_more(troupe: Troupe, settings) -> None:  # type: ignore[no-untyped-def]
    settings.UPLOADS_LARGEST = len(QUOTES) + 10
    uploaded(troupe)
    with pytest.raises(ValidationError):
        uploaded(troupe, "Second.txt", b"more than ten bytes")


def test_a_newer_file_takes_the_place_and_the_line_is_kept(troupe: Troupe) -> None:
    first = uploaded(troupe)
    second = replace_file(first, sent("Quotes 2.csv", b"firm,price\n"), by=chair(troupe), at=LATER)
    assert (second.line, second.number) == (first.line, 2)
    with pytest.raises(Refused):
        replace_file(first, sent("Third.txt", b"x"), by=chair(troupe), at=LATER)
    with pytest.raises(ValidationError):
        replace_file(second, sent("Same.csv", b"firm,price\n"), by=chair(troupe), at=LATER)
    henk = standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=LATER)
    with troupe.scope():
        assert list(counting(henk)) == [second]
    page = Visitor(troupe.people["Henk"]).get(second.get_absolute_url()).content.decode()
    assert "Quotes.csv" in page and "Replaced" in page


def test_a_withdrawn_file_is_not_given_out_and_its_bytes_go_after_a_month(troupe: Troupe, folder: Path) -> None:
    one = withdraw_file(uploaded(troupe), why="The wrong one", by=chair(troupe), at=LATER)
    visitor = Visitor(troupe.people["Henk"])
    assert visitor.get(reverse("files:get", args=[troupe.coalition.slug, one.pk])).status_code == 404
    assert "The wrong one" in visitor.get(one.get_absolute_url()).content.decode()
    restore_file(one, by=chair(troupe), at=LATER)
    withdraw_file(one, by=chair(troupe), at=LATER)
    sweep(troupe.coalition.pk, LATER + timedelta(days=29))
    one.refresh_from_db()
    assert one.file
    with pytest.raises(Refused):
        replace_file(one, sent("x.txt", b"x"), by=chair(troupe), at=LATER)
    sweep(troupe.coalition.pk, LATER + timedelta(days=30))
    one.refresh_from_db()
    assert not one.file and one.sha256
    with pytest.raises(Refused):
        restore_file(one, by=chair(troupe), at=LATER + timedelta(days=31))


def test_the_bytes_go_only_when_the_transaction_held(
    troupe: Troupe, folder: Path, django_capture_on_commit_callbacks  # type: ignore[no-untyped-def]
) -> None:
    withdraw_file(uploaded(troupe), by=chair(troupe), at=THEN)
    with django_capture_on_commit_callbacks() as later:
        sweep(troupe.coalition.pk, THEN + timedelta(days=31))
    assert [path for path in folder.rglob("*") if path.is_file()]
    for run in later:
        run()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_only_keepers_send_files(troupe: Troupe, elsewhere: Troupe) -> None:
    one = uploaded(troupe)
    for by in (traders(troupe), elsewhere.by):
        with pytest.raises(Refused):
            upload_file(troupe.bodies["steering"], sent("x.txt", b"x"), by=by, at=LATER)
        with pytest.raises(Refused):
            withdraw_file(one, by=by, at=LATER)


def test_a_file_is_served_as_data_under_its_name(troupe: Troupe) -> None:
    one = uploaded(troupe, "Bericht “März”.pdf", PDF)
    answer = Visitor(troupe.people["Henk"]).get(reverse("files:get", args=[troupe.coalition.slug, one.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;") and "%C3%A4" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "private" in answer["Cache-Control"]


def test_outsiders_get_nothing(troupe: Troupe, elsewhere: Troupe) -> None:
    one = uploaded(troupe)
    url = reverse("files:get", args=[troupe.coalition.slug, one.pk])
    assert Visitor(elsewhere.coordinator).get(url).status_code == 404


def test_a_tampered_row_no_longer_fits_its_seal(troupe: Troupe) -> None:
    one = uploaded(troupe)
    assert not list(verify(troupe.coalition.pk))
    Attachment._base_manager.filter(pk=one.pk).update(sha256="0" * 64)
    assert list(verify(troupe.coalition.pk))


def test_files_leave_with_the_coalition_without_those_withdrawn(troupe: Troupe) -> None:
    one, two = uploaded(troupe), uploaded(troupe, "Other.txt", b"other")
    withdraw_file(two, by=chair(troupe), at=LATER)
    amina = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=LATER)
    with troupe.scope():
        assert list(registry.uploads["files"].files(amina)) == [one.file.name]
        header, *rows = list(registry.export["files"].rows(amina))
    assert dict(zip(header, rows[0], strict=True))["kept_as"] == one.file.name
    assert dict(zip(header, rows[1], strict=True))["kept_as"] == ""


# ── in the browser ──


def test_a_file_is_uploaded_on_the_page_of_its_body(troupe: Troupe) -> None:
    visitor, body = Visitor(troupe.people["Marta"], chair(troupe)), troupe.bodies["steering"]
    url = reverse("files:new", args=[troupe.coalition.slug, "coalitions.body", body.pk])
    page = reverse("coalitions:body", args=[troupe.coalition.slug, body.pk])
    assert url in visitor.get(page).content.decode()
    answer = visitor.post(url, file=io.BytesIO(b"<script>"), note="")
    assert answer.status_code == 422
    answer = visitor.post(url, file=ContentFile(QUOTES, name="Quotes.csv"), note="Three firms")
    assert answer.status_code == 302
    way = f"{reverse('files:files', args=[troupe.coalition.slug])}?of={body.pk}"
    assert way in visitor.get(page).content.decode()
    read = visitor.get(way).content.decode()
    assert "Quotes.csv" in read and "Three firms" in read


def test_what_comes_after_the_largest_size_is_thrown_away_on_arrival(troupe: Troupe, settings) -> None:  # type: ignore[no-untyped-def]
    settings.UPLOAD_LARGEST = 100_000
    visitor = Visitor(troupe.people["Marta"], chair(troupe))
    url = reverse("files:new", args=[troupe.coalition.slug, "coalitions.body", troupe.bodies["steering"].pk])
    answer = visitor.post(url, file=ContentFile(b"x" * 3_000_000, name="Long.txt"), note="Kept words")
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode() and "Kept words" in answer.content.decode()


def test_the_list_searches_filters_sorts_and_leaves_as_a_sheet(troupe: Troupe) -> None:
    uploaded(troupe, note="Quotes of three firms")
    gone = uploaded(troupe, "Other.txt", b"other")
    withdraw_file(gone, by=chair(troupe), at=LATER)
    visitor, url = Visitor(troupe.people["Henk"]), reverse("files:files", args=[troupe.coalition.slug])
    assert "Other.txt" not in visitor.get(url).content.decode()
    assert "Other.txt" in visitor.get(url, state="withdrawn").content.decode()
    assert "Quotes.csv" in visitor.get(url, q="three firms", sort="-size").content.decode()
    sheet = b"".join(visitor.get(url, format="csv").streaming_content).decode()
    assert hashlib.sha256(QUOTES).hexdigest() in sheet


# ── withdrawing for good ──


def test_the_sweep_leaves_what_was_brought_back(troupe: Troupe) -> None:
    one = withdraw_file(uploaded(troupe), by=chair(troupe), at=LATER)
    late = LATER + timedelta(days=31)
    with pytest.raises(Refused):
        empty_file(one, by=the_rule(troupe.coalition.pk), at=LATER + timedelta(days=29))
    restore_file(one, by=chair(troupe), at=late)
    with pytest.raises(Refused):  # as a worker would that had listed it a moment before
        empty_file(one, by=the_rule(troupe.coalition.pk), at=late)
    with troupe.scope():
        assert Attachment.objects.get(pk=one.pk).file


@pytest.mark.row("P4")
def test_a_file_that_was_replaced_can_be_withdrawn_alone_or_with_its_line(troupe: Troupe) -> None:
    old = uploaded(troupe, "Names.txt", b"names of victims")
    new = replace_file(old, sent("Names.txt", b"figures only"), by=chair(troupe), at=LATER)
    henk = Visitor(troupe.people["Henk"])

    def status(one: Attachment) -> int:
        return int(henk.get(reverse("files:get", args=[troupe.coalition.slug, one.pk])).status_code)

    assert status(old) == 200
    withdraw_file(old, by=chair(troupe), at=LATER)
    assert status(old) == 404
    assert status(new) == 200
    restore_file(old, by=chair(troupe), at=LATER)
    withdraw_file(new, whole=True, why="Nobody’s business", by=chair(troupe), at=LATER)
    assert [status(one) for one in (old, new)] == [404, 404]
    with troupe.scope():
        entry = Entry.objects.filter(act="files.file.withdrawn").latest("seq")
        registry.undo["files.file.withdrawn"](entry, by=chair(troupe), at=LATER)
        assert not Attachment.objects.filter(line=old.line, withdrawn_at__isnull=False).exists()


def test_bytes_are_on_the_disk_before_anybody_is_told(troupe: Troupe, folder: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    seen: list[Path] = []
    monkeypatch.setattr(storing, "write_through", seen.append)
    one = uploaded(troupe)
    path = Path(one.file.path)
    assert seen[0] == path and {path.parent, folder} <= set(seen)
    monkeypatch.undo()
    storing.write_through(path)
    storing.write_through(path.parent)
