"""The install: its demo door, its administrators' page and its logos."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from comity.base.clock import now
from comity.base.refusal import Refused
from comity.notices.models import Mail, MailState
from comity.people import visibility
from comity.people.acts import edit_person, make_administrator, register_organisation, register_person
from comity.people.arrival import oneself
from comity.people.demo import entry_link
from comity.people.logos import Picture, checked, picture_of
from comity.people.models import Organisation, Person
from tests.cast import THEN
from tests.cast import oneself as by_whom
from tests.people.conftest import signed_in

# ── demo ──


@pytest.fixture
def invented() -> Person:
    return register_person(
        name="Ilse Invented", email="ilse@example.org", invented=True, by=by_whom(None), at=THEN
    )


def test_a_demo_has_a_door_for_each_invented_person(client: Client, invented: Person, settings: Any) -> None:
    settings.DEMO = True
    path = entry_link(invented).removeprefix(settings.ADDRESS)
    assert "Come in as Ilse Invented" in client.get(path).content.decode()
    assert signed_in(client) is None
    for browser in (client, Client()):
        assert browser.post(path).status_code == 302
        assert signed_in(browser) == "Ilse Invented"


def test_outside_a_demo_that_door_is_not_there(client: Client, invented: Person, settings: Any) -> None:
    path = entry_link(invented).removeprefix(settings.ADDRESS)
    settings.DEMO = False
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
    assert signed_in(client) is None


def test_no_door_for_real_people(client: Client, amina: Person, invented: Person, settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(ValueError):
        entry_link(amina)
    path = entry_link(invented).removeprefix(settings.ADDRESS)
    forged = path.replace(invented.pk.hex, amina.pk.hex)
    Person.objects.filter(pk=invented.pk).update(invented=False)
    for answer in (client.post(path), client.post(forged), client.post("/demo/as/x.y/")):
        assert answer.status_code == 404
    assert signed_in(client) is None


def test_invented_people_stay_as_they_are(invented: Person, settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(Refused, match="invented"):
        edit_person(invented, name="Spoiled", by=oneself(invented), at=now())


# ── administrators ──


def test_the_install_is_nobody_elses_business(inside: Client) -> None:
    assert inside.get("/install/").status_code == 404
    assert Client().get("/install/").url.startswith("/sign-in/")


def test_an_administrator_sees_how_it_runs_and_not_what_is_in_it(inside: Client, amina: Person) -> None:
    make_administrator(amina, by=by_whom(None), at=now())
    Mail(
        kind="governing.vote", to="secret@example.org", subject="Secret subject", text="Secret text", queued_at=now(),
        next_try_at=now(), state=MailState.FAILED, fault="550 no such mailbox",
        headers={"X": "y"},
    ).store()  # fmt: skip
    page = inside.get("/install/").content.decode()
    assert "governing.vote" in page
    assert "550 no such mailbox" in page
    assert "ecret" not in page.replace("secret-key", "")
    assert "synchronous is 2" in page or "PostgreSQL is version" in page


def test_the_page_of_the_install_asks_little(
    inside: Client, amina: Person, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    make_administrator(amina, by=by_whom(None), at=now())
    inside.get("/install/")
    with django_assert_max_num_queries(12):
        assert inside.get("/install/").status_code == 200


def test_administrators_make_administrators(amina: Person, marta: Person) -> None:
    with pytest.raises(Refused):
        make_administrator(amina, by=oneself(amina), at=now())
    make_administrator(amina, by=by_whom(None), at=now())
    make_administrator(marta, by=oneself(amina), at=now())
    assert Person.objects.filter(is_administrator=True).count() == 2


# ── logos ──


def png(width: int = 64, height: int = 64) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * 3 * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 10 + b"\xff\xff\xc0\x00\x11\x08\x00\x30\x00\x40" + b"\0" * 20
WEBP_X = b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\0\0\x2f\0\0"
WEBP_L = b"RIFF\x30\0\0\0WEBPVP8L\x0a\0\0\0\x2f" + struct.pack("<I", 63 | 47 << 14) + b"\0" * 8
WEBP_ = b"RIFF\x30\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 64, 48) + b"\0" * 8


@pytest.mark.parametrize(
    ("data", "picture"),
    [
        (png(64, 48), Picture("png", 64, 48)),
        (JPEG, Picture("jpg", 64, 48)),
        (WEBP_X, Picture("webp", 64, 48)),
        (WEBP_L, Picture("webp", 64, 48)),
        (WEBP_, Picture("webp", 64, 48)),
    ],
)
def test_pictures_are_known_by_their_head(data: bytes, picture: Picture) -> None:
    assert picture_of(data) == picture
    for end in range(len(data)):
        assert picture_of(data[:end]) in (None, picture)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "kind"),
        (b"<html>", "kind"),
        (b"GIF89a" + b"\0" * 30, "kind"),
        (b"", "kind"),
        (png(8, 64), "sides"),
        (png()[:16] + struct.pack(">II", 60000, 60000) + png()[24:], "sides"),
        (png() + b"\0" * 1_000_000, "size"),
    ],
)
def test_other_files_are_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as trouble:
        checked(ContentFile(data, name="logo.png"))
    assert trouble.value.code == code


def test_a_logo_gets_a_name_of_our_own() -> None:
    file = checked(ContentFile(png(), name="../../evil.html"))
    assert file.name.endswith(".png")
    assert "/" not in file.name
    assert file.read() == png()


@pytest.fixture
def shelter(settings: Any, tmp_path: Path) -> Organisation:
    settings.MEDIA_ROOT = tmp_path
    organisation = register_organisation(name="Open Door", by=by_whom(None), at=THEN)
    organisation.logo.save("x.png", checked(ContentFile(png(), name="x")))
    return organisation


def test_a_logo_is_served_as_a_picture_to_those_who_may_see_it(
    inside: Client, shelter: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/files/logo/open-door"
    assert inside.get(path).status_code == Client().get(path).status_code == 404
    monkeypatch.setattr(visibility, "sees_organisation", [lambda person, organisation: person is not None])
    answer = inside.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"].startswith("private")
    assert io.BytesIO(b"".join(answer.streaming_content)).getvalue() == png()
    assert Client().get(path).status_code == 404


def test_a_public_page_shows_its_logo_to_everyone(shelter: Organisation) -> None:
    Organisation.objects.update(has_page=True)
    answer = Client().get("/files/logo/open-door")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("public")
    b"".join(answer.streaming_content)
    Organisation.objects.update(logo="logos/gone.png")
    assert Client().get("/files/logo/open-door").status_code == 404
    assert Client().get("/files/logo/no-such").status_code == 404
