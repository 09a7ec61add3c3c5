"""Children that end when their parent does, even if it was killed without a word."""

import argparse
import os
import signal
from threading import Thread


def add_argument(parser: argparse.ArgumentParser) -> None:
    """`--tied`, which `comity serve` gives to its children."""
    parser.add_argument("--tied", action="store_true", help="end when standard input is closed")


def tie(args: argparse.Namespace) -> None:
    """Ask ourselves to stop once standard input is closed: whoever held its other end is gone."""

    def wait() -> None:
        while os.read(0, 1):  # not sys.stdin: its lock would be held in processes forked meanwhile
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    if args.tied:
        Thread(target=wait, daemon=True).start()
