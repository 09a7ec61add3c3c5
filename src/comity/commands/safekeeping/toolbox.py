"""PostgreSQL's own tools for dumping and restoring: where they are, whether they are new enough, and running them."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

#: where distributions keep the tools of each version
KEPT = "/usr/lib/postgresql/*/bin"
#: schemas that a restore put aside are no part of the next backup
ASIDE = "before_*"


class ToolTrouble(Exception):
    """A tool is missing, too old, or failed; says how to mend it."""


def dump(parameters: Mapping[str, Any], server: int, snapshot: str, into: Path) -> None:
    """Write the database, as that snapshot sees it, in PostgreSQL's custom format."""
    words = ["--format=custom", f"--snapshot={snapshot}", f"--exclude-schema={ASIDE}", "--no-owner", "--no-privileges"]
    _run(newest("pg_dump", server), [*words, f"--file={into}"], parameters)


def restore(parameters: Mapping[str, Any], server: int, dumped: Path) -> None:
    """Put a dump into an empty database: all of it, or nothing."""
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--schema=public"]
    _run(newest("pg_restore", server), [*words, str(dumped)], parameters, target="--dbname")


def read_through(server: int, dumped: Path, table: str) -> str:
    """Read a dump to its end, which checks it; returns what it holds for a table, as its rows are copied in."""
    tool = newest("pg_restore", server)
    _run(tool, [f"--file={os.devnull}", str(dumped)])
    return _run(tool, ["--data-only", f"--table={table}", "--file=-", str(dumped)])


def newest(name: str, server: int) -> str:
    """The newest tool of that name. ToolTrouble if it is missing, or older than the server."""
    found = sorted({(version(path), path) for path in _candidates(name)})
    package = f"Install PostgreSQL’s client programs, version {server} or newer (the package is often called"
    mend = f"{package} postgresql-client-{server}), and put them on the PATH."
    if not found:
        raise ToolTrouble(f"{name} is missing. {mend}")
    major, path = found[-1]
    if major < server:
        raise ToolTrouble(f"{name} is of version {major} and can’t read a server of version {server}. {mend}")
    return path


def version(path: str) -> int:
    """The major version of a tool; 0 if it does not tell."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    digits = re.search(r"(\d+)(?:\.\d+|beta|rc|devel)", said)
    return int(digits[1]) if digits else 0


def _candidates(name: str) -> list[str]:
    on_path = shutil.which(name)
    kept = [str(folder / name) for folder in sorted(Path("/").glob(KEPT.lstrip("/"))) if (folder / name).exists()]
    return [*([on_path] if on_path else []), *kept]


def _run(tool: str, words: Sequence[str], parameters: Mapping[str, Any] | None = None, target: str = "-d") -> str:
    """Run a tool; the password goes by the environment, where other users of the machine can't read it."""
    environment, given = dict(os.environ), dict(parameters or {})
    password = given.pop("password", None)
    if password:
        environment["PGPASSWORD"] = str(password)
    to = [target, make_conninfo("", **given)] if parameters is not None else []
    done = subprocess.run([tool, *to, *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolTrouble(f"{Path(tool).name} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout
