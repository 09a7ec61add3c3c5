"""`comity move-database`: from SQLite to PostgreSQL, or back; every table is compared."""

import argparse
import sys

import psycopg

from comity.commands.safekeeping.databases import Busy
from comity.commands.safekeeping.moving import Differs, Goal, goal, move
from comity.commands.safekeeping.restoring import Unwilling


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "--to", required=True, metavar="postgresql://…|FOLDER",
        help="an empty database, or a data folder that gets an SQLite file",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """0 when everything is there and compared; 1 when it was refused or failed; 2 when the address makes no sense."""
    try:
        to = goal(args.to)
        move(to, say=lambda words: print(words, flush=True))
    except (ValueError, psycopg.ProgrammingError) as error:
        print(error, file=sys.stderr)
        return 2
    except (Unwilling, Busy, Differs, psycopg.Error, OSError) as trouble:
        print(f"Not moved; what is here was not touched. {trouble}", file=sys.stderr)
        return 1
    print(_then(to))
    return 0


def _then(to: Goal) -> str:
    if to.settings["COMITY_DATABASE_URL"]:
        return "Everything is there. Set COMITY_DATABASE_URL to that address before you start Comity again."
    folder = to.settings["COMITY_DATA"]
    return (
        f"Everything is there. Copy the folder “files” and the file “secret-key” to {folder}, take COMITY_DATABASE_URL"
        " away and set COMITY_DATA to that folder before you start Comity again."
    )
