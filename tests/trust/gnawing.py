"""Read broken files in a process that may not grow: `python -m tests.trust.gnawing COUNT SEED`.

A file must be read or refused; anything else it raises, and any second beyond five, is told. The answer is JSON.
"""

import json
import random
import resource
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Any

import django

MEMORY, SECONDS = 300 << 20, 5.0
PROC = Path("/proc/self/status")
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 64, 64) + b"\x08\x06" + b"\x00" * 40
JPEG = (
    b"\xff\xd8\xff\xe0"
    + struct.pack(">H", 16)
    + b"JFIF\x00"
    + b"\x01" * 9
    + b"\xff\xc0\x00\x11\x08\x00\x40\x00\x40\x03"
)
WEBP = b"RIFF" + struct.pack("<I", 40) + b"WEBPVP8X" + b"\x00" * 32
PICTURES = (PNG, JPEG + b"\x00" * 40, WEBP)


class Hang(BaseException):
    """Five seconds were not enough. Nothing that is read may catch this."""


def _ring(*_: object) -> None:
    raise Hang


def gnaw(count: int, seed: int) -> dict[str, Any]:
    """How many files were read and refused; all that went otherwise; the slowest, and the most memory held."""
    from django.core.exceptions import ValidationError
    from django.core.files.base import ContentFile

    from comity.base.sheets.reading import BadSheet, read_sheet
    from comity.people.logos import checked
    from tests.base.test_sheets import mutated, seeds

    dice, kept = random.Random(seed), seeds()
    told: dict[str, Any] = {"read": 0, "refused": 0, "crashed": [], "slowest": 0.0}
    for n in range(count):
        picture = n % 5 == 0
        data = mutated(dice.choice(PICTURES if picture else kept), dice)
        since = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            if picture:
                checked(ContentFile(data))
            else:
                sheet = read_sheet(data)
                assert all(len(row) == len(sheet.header) for row in sheet.rows)
            told["read"] += 1
        except (BadSheet, ValidationError):
            told["refused"] += 1
        except (Exception, Hang) as error:  # noqa: BLE001  (whatever comes is what we look for)
            told["crashed"].append(f"{seed}/{n}: {type(error).__name__} {error}"[:200])
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        told["slowest"] = max(told["slowest"], time.perf_counter() - since)
    return told


def most_memory() -> int:
    """The most bytes this process has held; what its parent held before it began does not count."""
    if PROC.exists():
        [line] = [line for line in PROC.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    django.setup()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _ring)
    answer = gnaw(int(sys.argv[1]), int(sys.argv[2]))
    answer["memory"] = most_memory()
    print("GNAWED" + json.dumps(answer))
