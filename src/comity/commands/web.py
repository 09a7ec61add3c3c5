"""`comity web`: the pages, by granian."""

import argparse
import logging
import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import cast

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from comity.base import logs
from comity.commands import tied
from comity.config import Config

#: so that a request that waits for the database doesn't hold up the others
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)


def application() -> Callable[..., Iterable[bytes]]:
    """What each serving process calls: the pages, as long as the first process lives."""
    tied.to_parent()
    return cast(Callable[..., Iterable[bytes]], import_module("comity.wsgi").application)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many processes share the work."""
    tied.add_argument(parser)
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="processes that serve (1)")
    parser.add_argument(
        "--threads", type=int, default=THREADS, metavar="N", help=f"threads in each ({THREADS})"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    tied.tie(args)
    config = Config()
    logging.captureWarnings(True)
    lines = logs.configured(config.log, quiet=config.demo)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.settings")
    Granian(
        "comity.commands.web:application",
        factory=True,
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=args.processes,
        blocking_threads=args.threads,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=lines,
        log_access=False,
        workers_kill_timeout=10,
    ).serve()
    return 0
