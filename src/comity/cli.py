"""The `comity` command. Each subcommand is a module with `add_arguments(parser)` and `run(args) -> exit code`.

Only the module of the chosen command is imported, and Django only where it is needed, so that help and calculations
start at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from comity import __version__


@dataclass(frozen=True)
class Command:
    """Where a subcommand lives, what it does in a line, and whether it needs Django."""

    module: str
    help: str
    django: bool = True


COMMANDS = {
    "serve": Command("comity.commands.serve", "serve pages and do the work behind them", django=False),
    "demo": Command("comity.commands.demo", "serve an invented coalition to try things out", django=False),
    "web": Command("comity.commands.web", "serve pages only", django=False),
    "worker": Command("comity.commands.worker", "only do the work behind the pages: mails, jobs, deadlines"),
    "migrate": Command("comity.commands.migrate", "bring the database up to date"),
    "doctor": Command("comity.commands.doctor", "is everything well? says what to mend"),
    "backup": Command("comity.commands.backup", "save everything in one file, while people go on working"),
    "restore": Command("comity.commands.restore", "put a backup back, proven to be what was saved", django=False),
    "move-database": Command("comity.commands.move_database", "take everything to another database"),
    "export": Command("comity.commands.export", "take a whole coalition along, in open formats"),
    "audit": Command("comity.commands.audit", "check the record of acts, or print its newest seal"),
    "administrator": Command("comity.commands.administrator", "let a person run this install"),
    "receive": Command("comity.commands.receive", "take a mail that was sent to a circle, from a pipe or a folder"),
    "import": Command("comity.network.importing", "read a coalition's organisations, people and ties from files"),
    "measure": Command("comity.network.measuring", "measure a network from two lists or a file", django=False),
    "reach": Command("comity.network.reaching", "whom an organisation reaches, and by whom", django=False),
    "count": Command("comity.governing.calculating", "count ballots from a file, by any method", django=False),
    "power": Command("comity.governing.voting_power", "how often each vote decides", django=False),
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run `comity …`; returns the exit code: 0 done, 1 something is wrong, 2 not understood."""
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return 130
    except ValueError as trouble:
        if not (wrong := wrong_settings(trouble)):
            raise
        print("\n".join(wrong), file=sys.stderr)
        return 2


def wrong_settings(trouble: ValueError) -> list[str]:
    """A line for each setting that pydantic refused, without its value; none if it is about something else."""
    if getattr(trouble, "title", "") != "Config":
        return []
    found = trouble.errors(include_input=False, include_url=False)  # type: ignore[attr-defined]
    return [": ".join([*(f"COMITY_{name}".upper() for name in one["loc"]), f"{one['msg']}."]) for one in found]


def _run(argv: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    chosen = next((word for word in given if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(prog="comity", description="Coalitions of organisations, in one place.")
    parser.add_argument("--version", action="version", version=f"Comity {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=command.help, description=command.help)
        if name == chosen:
            module = _loaded(command)
            module.add_arguments(subparser)
    args = parser.parse_args(given)
    return int(module.run(args) or 0)


def _loaded(command: Command):  # type: ignore[no-untyped-def]
    """The module of a command, with Django ready if it needs it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.settings")
    if command.django:
        import_module("django").setup()
    return import_module(command.module)
