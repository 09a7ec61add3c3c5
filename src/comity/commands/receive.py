"""`comity receive`: take a mail that was sent to a circle, from the mail server's pipe or from a folder of mails.

Exit codes are those that mail servers know: 0 when the mail is done with (whatever became of it), 75 when it should be
tried again.
"""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from comity.base.clock import now
from comity.network.circles import reading
from comity.network.circles.receiving import receive

AGAIN = 75


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where mails come from."""
    add = parser.add_argument
    add("--to", default="", metavar="ADDRESS", help="whom the mail server says it is for; else the mail's head tells")
    add("--maildir", metavar="DIR", help="take all new mails of this folder, instead of one from standard input")


def run(args: argparse.Namespace) -> int:
    """Receive; a line for each circle says what became of a mail, never what it says."""
    if not settings.MAIL_CIRCLES_AT:
        print("Circles have no addresses yet: set COMITY_MAIL_CIRCLES_AT. Try this mail again then.", file=sys.stderr)
        return AGAIN
    if args.maildir:
        return _folder(Path(args.maildir), args.to)
    raw = sys.stdin.buffer.read(reading.MOST_BYTES + 1)
    while sys.stdin.buffer.read(1_000_000):  # what is too much is let go: a mail server waits until all is read
        pass
    return _one(raw, args.to)


def _one(raw: bytes, to: str) -> int:
    try:
        found = receive(raw, at=now(), to=to)
    except (DatabaseError, OSError) as fault:
        print(f"Not now: {type(fault).__name__}. Try again.", file=sys.stderr)
        return AGAIN
    for one in found:
        print(f"{one.fate}: {one.why}" if one.why else one.fate)
    return 0


def _folder(folder: Path, to: str) -> int:
    """Each new mail once: those done with move to `cur`, those to be tried again stay."""
    if not all((folder / name).is_dir() for name in ("new", "cur", "tmp")):
        print(f"{folder} is no Maildir: it needs the folders new, cur and tmp.", file=sys.stderr)
        return 2
    code = 0
    for path in sorted((folder / "new").iterdir(), key=lambda one: (one.stat().st_mtime, one.name)):
        if path.name.startswith(".") or not path.is_file():
            continue
        if done := _one(_read(path), to):
            code = done
            continue
        path.rename(folder / "cur" / f"{path.name}:2,S")
    return code


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(reading.MOST_BYTES + 1)
