"""Children that end when their parent does, even if it was killed without a word."""

import argparse
import os
import signal
import time
from threading import Thread

#: seconds: between two looks for the parent, and for a request to be finished
EVERY, GRACE = 0.5, 10.0


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


def to_parent() -> None:
    """Ask ourselves to stop once the process that started us is gone, though it was killed and could not tell us."""
    parent = os.getppid()

    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(EVERY)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)  # what was acknowledged is on disk; nobody is left who would wait for the rest

    Thread(target=wait, daemon=True, name="tied").start()
