"""What a machine may lack, and the one loud line that says so."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
REALDATA = Path(os.environ.get("COMITY_REALDATA") or ROOT.parent / "shared" / "data")
MISSING = {
    "browser": "BROWSER TESTS DID NOT RUN: no Chromium. Install `chromium` or set COMITY_CHROMIUM.",
    "axe": "ACCESSIBILITY TESTS DID NOT RUN: no axe. Install npm, then `make assets`.",
    "mount": "A FULL DISK WAS NOT TRIED: no small file system could be mounted. Run as root.",
    "strace": "SYNCS WERE NOT COUNTED: no strace. Install `strace`.",
    "pdf": "PDFS WERE NOT MADE: no WeasyPrint or no Pango. Install `libpangoft2-1.0-0` and `libharfbuzz-subset0`.",
    "realdata": f"REAL RECORDS WERE NOT READ: no folder {REALDATA}. Set COMITY_REALDATA.",
}


def absent(what: str) -> NoReturn:
    """Skip this test with the line that the summary shows; in CI, where nothing may be missing, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING[what])
    pytest.skip(MISSING[what])
