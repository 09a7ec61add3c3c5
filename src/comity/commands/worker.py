"""`comity worker`: what happens behind the pages."""

import argparse

from comity.commands import tied
from comity.notices.beats import beating
from comity.notices.worker import Worker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Once, or until told to stop."""
    tied.add_argument(parser)
    parser.add_argument("--once", action="store_true", help="do what is due now, then end")


def run(args: argparse.Namespace) -> int:
    """Work until SIGINT or SIGTERM; what was begun is finished first."""
    tied.tie(args)
    worker = Worker()
    if args.once:
        with beating(worker.name):
            worker.run_once()
    else:
        worker.run()
    return 0
