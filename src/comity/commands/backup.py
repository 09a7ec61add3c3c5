"""`comity backup`: one file with everything in it, made while people go on working."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from comity.base.clock import now
from comity.commands.safekeeping.archives import Damaged
from comity.commands.safekeeping.backing import back_up, older_ones, own_name
from comity.commands.safekeeping.toolbox import ToolTrouble

WITHOUT_KEY = (
    "The signing key is not inside. Keep it elsewhere, or after a restore on another machine everybody signs in anew\n"
    "and links in older mails end. --with-key puts it in; then guard the file like the key."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, how many to keep, and whether the key goes in."""
    parser.add_argument("--to", metavar="FILE|FOLDER", help="without it: the folder “backups” in the data folder")
    parser.add_argument("--keep", type=int, metavar="N", help="remove older backups in that folder beyond the newest N")
    parser.add_argument("--with-key", action="store_true", help="put the signing key in, too")


def run(args: argparse.Namespace) -> int:
    """0 when the backup is written and checked; 1 when it failed, and then nothing is left of it; 2 not understood."""
    at = now()
    path = _path(args.to, own_name(at))
    if why := _not_understood(path, args):
        print(why, file=sys.stderr)
        return 2
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        back_up(path, at=at, with_key=args.with_key, say=_say)
    except (ToolTrouble, Damaged, OSError) as trouble:
        print(f"No backup was made. {trouble}", file=sys.stderr)
        return 1
    print(f"Written, read back and found whole: {path} ({path.stat().st_size / 1e6:.1f} MB)")
    if not args.with_key:
        print(WITHOUT_KEY)
    for old in older_ones(path.parent, args.keep) if args.keep else []:
        old.unlink()
        print(f"Removed the older {old.name}.")
    return 0


def _path(to: str | None, name: str) -> Path:
    """A folder gets a file of our own naming."""
    chosen = Path(to) if to else settings.DATA / "backups"
    is_folder = to is None or to.endswith("/") or chosen.is_dir()
    return chosen / name if is_folder else chosen


def _not_understood(path: Path, args: argparse.Namespace) -> str:
    if args.keep is not None and args.keep < 1:
        return "--keep needs a number from 1 on."
    if path.exists():
        return f"{path} is there already. Choose another name."
    if path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        return "A backup can’t lie among the files it saves. Choose another folder."
    return ""


def _say(words: str) -> None:
    print(words, flush=True)
