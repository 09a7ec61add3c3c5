"""The ground of a test run, laid before anything else is imported: a data folder, a database, and Django on both.

Conftests further down import models, so this can't wait for a hook. Workers inherit the server of their controller;
each process has a data folder of its own.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django

from tests.postgres import Server, started

#: what the caller may say to a test run; every other setting is the run's own
KEPT = {
    "COMITY_TEST_DATABASE_URL", "COMITY_TEST_SERVER", "COMITY_REALDATA", "COMITY_CHROMIUM", "COMITY_BENCH_JSON",
    "COMITY_BENCH_PORT", "COMITY_LOAD_MINUTES",
}  # fmt: skip
FOLDER = Path(tempfile.mkdtemp(prefix="comity-test-"))
#: where the compiled code goes that Python was told not to write beside its source
COMPILED = Path(__file__).parent.parent / ".pytest_cache" / "compiled"


def keep_compiled() -> None:
    """Compile each module once for all processes: whoever wants none beside the source gets it elsewhere."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(COMPILED))
        sys.pycache_prefix, sys.dont_write_bytecode = os.environ["PYTHONPYCACHEPREFIX"], False


def asked_for_postgres() -> bool:
    """Whether the command line says --database=postgres."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--database")
    return bool(parser.parse_known_args(sys.argv[1:])[0].database == "postgres")


def server() -> Server | None:
    """Say in the environment which server to use, for workers too; returns it if this process started it."""
    if not asked_for_postgres() or "COMITY_TEST_SERVER" in os.environ:
        return None
    own = started() if "COMITY_TEST_DATABASE_URL" not in os.environ else None
    os.environ["COMITY_TEST_SERVER"] = own.url if own else os.environ["COMITY_TEST_DATABASE_URL"]
    return own


def lay() -> None:
    """Set the run's own settings, and Django up on them."""
    for name in [name for name in os.environ if name.startswith("COMITY_") and name not in KEPT]:
        del os.environ[name]
    os.environ["COMITY_DATA"] = str(FOLDER)
    os.environ["COMITY_DATABASE_URL"] = os.environ.get("COMITY_TEST_SERVER", "")
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.settings"
    django.setup()
    del os.environ["DJANGO_SETTINGS_MODULE"]  # or a worker would read settings before it has its own folder


def clear() -> None:
    """Stop what was started and remove what was made."""
    if SERVER:
        SERVER.stop()
    shutil.rmtree(FOLDER, ignore_errors=True)


keep_compiled()
SERVER = server()
try:
    lay()
except BaseException:
    clear()
    raise
