"""`comity demo`: an invented coalition, told anew the first time and gone on with later."""

import argparse
import os
from importlib import import_module

from comity.commands import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How big it is."""
    parser.add_argument("--big", action="store_true", help="hundreds of organisations, to see how it feels")


def run(args: argparse.Namespace) -> int:
    """Make the demo's data if it is not there, then serve it."""
    os.environ["COMITY_DEMO"] = "true"
    return serve.serve(lambda: told(big=args.big))


def told(*, big: bool) -> str:
    """Make the database and the story ready; answers with the ways in, a line each."""
    import_module("django").setup()
    import_module("comity.commands.migrate").migrate()
    links = import_module("comity.web.demo.start").prepare(
        big=big, say=lambda words: print(words, flush=True)
    )
    return "\n".join(f"  {link.who}: {link.url}" for link in links)
