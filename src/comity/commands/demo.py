"""`comity demo`: an invented coalition in a data folder of its own."""

import argparse
import sys
from importlib import import_module, util


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How big it is."""
    parser.add_argument("--big", action="store_true", help="hundreds of organisations, to see how it feels")


def run(args: argparse.Namespace) -> int:
    """Build the demo's data if it is not there, then serve it."""
    if util.find_spec("comity.web.demo") is None:
        print(
            "This copy of Comity has no demo. `comity serve` starts it with your own data.", file=sys.stderr
        )
        return 1
    return int(import_module("comity.web.demo").start(big=args.big) or 0)
