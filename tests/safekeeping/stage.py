"""What every story here begins with, and somebody who goes on working meanwhile."""

import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from comity.base.confidentiality import Confidentiality
from comity.coalitions.acts import change_settings
from comity.coalitions.acts.logos import set_logo
from comity.commands.safekeeping import places
from comity.commands.safekeeping.databases import Heads, Lite, Post, heads, imprints
from comity.commands.safekeeping.imprints import Imprint
from comity.commands.safekeeping.tables import DERIVED, tables
from comity.core.roster.fields import Kind
from comity.network.acts import report_tie
from comity.network.roster import drafts
from comity.network.roster.sources import read
from tests.cast import THEN, Troupe, harbour, valley
from tests.governing.stage import asking, close, hat, say
from tests.remembering import remembered

PICTURE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 64, 64) + b"\x08\x06" + b"\x00" * 23


@remembered
def together() -> Troupe:
    """Harbour Homes with one of most kinds of thing, and another coalition beside it.

    Decimals of none, but bytes, JSON, days, moments, ids and words of many scripts.
    """
    troupe = harbour()
    valley()
    with troupe.scope():
        decided = asking(troupe)(title="Sollen wir dämmen? – 断熱しますか", text="Eine Zeile.\nUnd “so” weiter.")
        say(troupe, decided, HT="yes", OD="no")
        close(decided)
        say(troupe, asking(troupe)(title="CANARY-BODY question", confidentiality=Confidentiality.BODY), OD="yes")
        report_tie(troupe.organisations["OD"], level=3, source="a walk", by=hat(troupe, "Amina", "HT"), at=THEN)
        drafts.make({Kind.ORGANISATIONS: read("name,sector\nÅland Öst,citizen\n")}, by=troupe.by, at=THEN)
    return troupe


def picture(troupe: Troupe) -> None:
    """A picture on the disk, where rows that are put back can't put it."""
    with troupe.scope():
        logo = SimpleUploadedFile("logo.png", PICTURE)
        set_logo(troupe.organisations["OD"], logo, by=hat(troupe, "Marta", "OD"), at=THEN)


@contextmanager
def busy(troupe: Troupe) -> Iterator[Callable[[], int]]:
    """Somebody writes through acts, again and again, until the story is over; gives how often they did."""
    over, done, failed = threading.Event(), [0], list[BaseException]()

    def work() -> None:
        try:
            while not over.is_set():
                moment = THEN + timedelta(hours=1, seconds=done[0])
                change_settings(troupe.coalition, by=troupe.by, at=moment, place=f"Pier {done[0]}")
                done[0] += 1
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            connection.close()

    hand = threading.Thread(target=work)
    hand.start()
    try:
        while not done[0] and hand.is_alive():
            over.wait(0.01)
        yield lambda: done[0]
    finally:
        over.set()
        hand.join()
    assert not failed


def held_by(database: Lite | Post) -> dict[str, Imprint]:
    """The imprints of all tables but those that are only derived."""
    with database as open_one:
        return imprints(open_one, [table for table in tables() if table.name not in DERIVED])


def held_here() -> dict[str, Imprint]:
    """Of the database of the test."""
    return held_by(places.here())


def seals_of(database: Lite | Post) -> Heads:
    with database as open_one:
        return heads(open_one)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def files_here() -> dict[str, bytes]:
    return files_below(Path(settings.MEDIA_ROOT))


def database_of(data: Path, database_url: str) -> Lite | Post:
    """The database of an install."""
    return places.postgres(database_url) if database_url else Lite(data / "comity.sqlite3")
