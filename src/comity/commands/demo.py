"""`comity demo`: an invented coalition, told anew the first time and gone on with later."""

import argparse
import os
from importlib import import_module
from pathlib import Path

import comity
from comity.commands import serve
from comity.config import Config

MARK = "demo-told-by"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How big it is."""
    parser.add_argument("--big", action="store_true", help="hundreds of organisations, to see how it feels")


def run(args: argparse.Namespace) -> int:
    """Make the demo's data if it is not there, then serve it."""
    os.environ["COMITY_DEMO"] = "true"
    return serve.serve(lambda: told(big=args.big), ready_already=is_told())


def is_told() -> bool:
    """Was the demo told by this very version? A file beside the database remembers which one it was."""
    mark = Config().data / MARK
    return mark.exists() and mark.read_text(encoding="utf-8") == version()


def version() -> str:
    """Of the program and of its tables."""
    migrations = sorted(Path(comity.__file__).parent.glob("*/migrations/[0-9]*.py"))
    return " ".join([comity.__version__, *(f"{file.name}:{file.stat().st_mtime_ns}" for file in migrations)])


def told(*, big: bool) -> str:
    """Make the database and the story ready; answers with the ways in, a line each."""
    import_module("django").setup()
    import_module("comity.commands.migrate").migrate()
    links = import_module("comity.web.demo.start").prepare(
        big=big, say=lambda words: print(words, flush=True)
    )
    (Config().data / MARK).write_text(version(), encoding="utf-8")
    return "\n".join(f"  {link.who}: {link.url}" for link in links)
