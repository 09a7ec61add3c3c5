"""The promises of safekeeping on an install as large as the big demo: 500 organisations, 5,000 people."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from comity.commands.safekeeping import archives
from comity.commands.safekeeping.imprints import Imprint
from tests.postgres import started
from tests.safekeeping.conftest import Install
from tests.safekeeping.stage import database_of, held_by, seals_of

pytestmark = [pytest.mark.trust, pytest.mark.wide]
TELL = "from comity.commands.demo import told; told(big=True)"
#: somebody who changes the coalition's place through the act, again and again, and says how often
WORK = """
import os, sys, time
import django; django.setup()
import comity.urls
from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.coalitions.acts import change_settings
from comity.coalitions.models import Coalition
one, done = Coalition.objects.order_by("-started_at").first(), 0
while not os.path.exists(sys.argv[1]):
    change_settings(one, by=the_rule(one.pk), at=now(), place=f"Pier {done}")
    done += 1
print(done)
"""
Noted = Callable[[str, object], None]


def python(install: Install, code: str, *words: str) -> "subprocess.Popen[str]":
    env = install.environment() | {"DJANGO_SETTINGS_MODULE": "comity.settings", "COMITY_DEMO": "true"}
    return subprocess.Popen([sys.executable, "-c", code, *words], env=env, stdout=subprocess.PIPE, text=True)


@contextmanager
def at_work(install: Install, over: Path) -> Iterator[Callable[[], int]]:
    """Somebody works in a process of their own; how often they did can be asked for afterwards."""
    hand, done = python(install, WORK, str(over)), list[int]()
    try:
        time.sleep(4)
        yield lambda: done[0]
    finally:
        over.touch()
        done.append(int(hand.communicate(timeout=60)[0].strip() or 0))


def test_a_large_install_comes_back_and_moves(tmp_path: Path, record_property: Noted) -> None:
    def promise(name: str, measured: str, line: str, holds: bool) -> None:
        record_property("promise", (name, measured, line, holds))
        print(f"{name}: {measured} (pass line: {line})")
        assert holds, (name, measured)

    first, archive = Install(tmp_path / "first"), tmp_path / "big.tar"
    assert python(first, TELL).wait(timeout=1800) == 0
    with at_work(first, tmp_path / "over") as done:
        began = time.monotonic()
        saved = first.run("backup", "--to", str(archive))
        took = time.monotonic() - began
    assert saved.returncode == 0, saved.stderr
    told = archives.verified(archive).told
    wanted = {name: Imprint(table["rows"], table["hash"]) for name, table in told["tables"].items()}
    rows = sum(one.rows for one in wanted.values())
    shutil.rmtree(first.data)

    second = Install(tmp_path / "second")
    restored = second.run("restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    lite = database_of(second.data, "")
    found = held_by(lite)
    differ = sum(found[name] != wanted[name] for name in found)
    heads = seals_of(lite) == {chain: tuple(head) for chain, head in told["heads"].items()}
    busy = f"{rows:,} rows, backup in {took:.0f} s beside {done():,} acts: {differ} tables differ"
    promise("backup of a busy install, restored", busy, "0, same seals", differ == 0 and heads and done() > 0)

    server = started()
    try:
        began = time.monotonic()
        moved = second.run("move-database", "--to", server.url)
        took = time.monotonic() - began
        assert moved.returncode == 0, moved.stderr
        there = held_by(database_of(second.data, server.url))
        differ = sum(there[name] != found[name] for name in found)
        whole = Install(second.data, server.url).run("audit", "verify").returncode == 0
        said = f"{rows:,} rows in {took:.0f} s: {differ} tables differ"
        promise("SQLite → PostgreSQL, large", said, "0, record whole", differ == 0 and whole)
    finally:
        server.stop()
    _taken_along(second, tmp_path / "along", promise)


def _taken_along(install: Install, folder: Path, promise: Callable[..., None]) -> None:
    packed = install.run("export", "federation-of-the-long-coast", "--to", str(folder))
    assert packed.returncode == 0, packed.stderr
    command = [sys.executable, "-I", str(folder / "check.py")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    people = json.loads((folder / "confidential" / "tables" / "people.json").read_text())
    text = "".join(path.read_text("utf-8") for path in (folder / "public").rglob("*.*") if path.suffix != ".png")
    named = sum(one["name"] in text or one["e-mail"] in text for one in people if one["e-mail"])
    said = f"{named} of {len(people):,} people named in public/, {checked.stdout.strip().splitlines()[-1]}"
    promise("a whole coalition taken along", said, "0, Whole.", named == 0 and checked.returncode == 0)
