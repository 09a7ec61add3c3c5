"""`comity restore FILE`: put a backup back, proven to be what was saved."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from comity.config import Config


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, into which folder, and whether what is there may be put aside."""
    parser.add_argument("file", metavar="FILE", help="a backup made by `comity backup`")
    parser.add_argument("--into", metavar="FOLDER", help="the data folder; without it, that of COMITY_DATA")
    parser.add_argument("--replace", action="store_true", help="put aside (never delete) what is there")


def run(args: argparse.Namespace) -> int:
    """0 when everything is back and proven; 1 when it was refused or failed; 2 when there is no such file."""
    path = Path(args.file)
    if not path.is_file():
        print(f"There is no file {path}.", file=sys.stderr)
        return 2
    if args.into:
        os.environ["COMITY_DATA"] = str(Path(args.into).resolve())
    had_key = (Config().data / "secret-key").exists()
    import_module("django").setup()
    return _restore(path, replace=args.replace, had_key=had_key)


def _restore(path: Path, *, replace: bool, had_key: bool) -> int:
    restoring: Any = import_module("comity.commands.safekeeping.restoring")
    trouble = (
        restoring.Damaged, restoring.Unwilling, restoring.toolbox.ToolTrouble, restoring.psycopg.Error, OSError,
    )  # fmt: skip
    at = import_module("comity.base.clock").now()
    try:
        done = restoring.restore(path, replace=replace, at=at, say=lambda words: print(words, flush=True))
    except trouble as error:
        print(f"Not restored. {error}", file=sys.stderr)
        return 1
    _tell(done, restoring.files_in(done.manifest), had_key=had_key)
    return 0


def _tell(done: Any, files: int, *, had_key: bool) -> None:
    told = done.manifest.told
    rows = sum(table["rows"] for table in told["tables"].values())
    print(f"Restored as it was at {told['made_at']}, and compared. The same are:")
    print(f"tables: {len(told['tables'])}, rows: {rows:,}, uploaded files: {files:,}, records: {len(told['heads'])}")
    if done.migrated:
        print(f"It came from version {told['version']} and was brought up to date.")
    for place in done.aside:
        print(f"What was here before lies in {place}. Remove it once you are sure.")
    if not had_key and "secret-key" not in done.manifest.members:
        print("The signing key was not inside: everybody signs in anew, and links in older mails have ended.")
    print("Settings of the machine it came from are in settings-from-backup.env.")
    print("Mails that waited at that moment will go out once a worker runs: look at them first if that was long ago.")
