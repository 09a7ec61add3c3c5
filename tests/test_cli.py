"""The `comity` command, run as people run it: a process of its own with its own data folder."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest

from comity.cli import COMMANDS

pytestmark = pytest.mark.wide

ROOT = Path(__file__).resolve().parent.parent
#: what imports all of Django's or our models shows here
HEAVY = ("django", "comity.settings", "numpy", "granian")
SERVE_WITHIN = 60.0


def bare() -> dict[str, str]:
    """Our environment, with nothing in it that concerns Comity."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("COMITY_", "DJANGO_"))}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A machine on which nothing is set but where the data lie and on which port to listen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        **bare(), "PYTHONPATH": str(ROOT / "src"), "COMITY_DATA": str(tmp_path / "data"), "COMITY_PORT": str(port),
        "PYTHONWARNINGS": "ignore",
    }  # fmt: skip


def comity(*words: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "comity", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_help_names_every_command_without_loading_what_they_need(environment: dict[str, str]) -> None:
    script = (
        "import sys; from comity.cli import main\n"
        "try: main(['--help'])\n"
        f"except SystemExit as end: print(end.code, [m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.endswith("0 []\n")
    assert all(f" {name} " in done.stdout or f" {name}\n" in done.stdout for name in COMMANDS)


def test_measuring_needs_neither_django_nor_a_data_folder(
    environment: dict[str, str], tmp_path: Path
) -> None:
    members, ties = tmp_path / "members.csv", tmp_path / "ties.csv"
    members.write_text("id,name\na,Open Door\nb,Harbour Homes\nc,Dock Road\n")
    ties.write_text("from,to\na,b\nb,c\n")
    script = (
        "import sys; from comity.cli import main\n"
        f"code = main(['measure', '--members', {str(members)!r}, '--ties', {str(ties)!r}])\n"
        "print(code, 'django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.endswith("0 False\n")
    assert "Organisations                    3" in done.stdout
    assert not Path(environment["COMITY_DATA"]).exists()


@pytest.mark.parametrize(
    "words", [[], ["dance"], ["audit"], ["audit", "verify", "--dance"], ["administrator"]]
)
def test_what_is_not_understood_is_said_with_usage(environment: dict[str, str], words: list[str]) -> None:
    done = comity(*words, env=environment)
    assert done.returncode == 2
    assert "usage: comity" in done.stderr


def test_a_wrong_setting_stops_the_start_and_is_named(environment: dict[str, str]) -> None:
    done = comity("migrate", env={**environment, "COMITY_PORT": "many"})
    assert done.returncode != 0
    assert "COMITY_PORT" in done.stderr


def test_migrating_again_does_nothing(install: dict[str, str]) -> None:
    assert "is up to date" in comity("migrate", env=install).stdout


def test_three_that_migrate_at_once_end_with_one_good_database(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "comity", "migrate"]
    running = [
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [(one.wait(timeout=120), one.communicate()[1]) for one in running] == [(0, "")] * 3
    with sqlite3.connect(Path(environment["COMITY_DATA"]) / "comity.sqlite3") as database:
        applied = database.execute(
            "SELECT app, name, count(*) FROM django_migrations GROUP BY app, name"
        ).fetchall()
    assert {count for *_, count in applied} == {1}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an install with one coalition, made once."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    script = (
        "import django; django.setup()\n"
        "from comity.commands.migrate import migrate; migrate()\n"
        "from tests.cast import found, person\n"
        "found('Harbour Homes Together', person('Amina Haddad'))\n"
    )
    path = f"{ROOT / 'src'}:{ROOT}"
    env = {
        **bare(), "PYTHONPATH": path, "COMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "comity.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", script], env=env, cwd=ROOT, timeout=120, check=True)
    return folder


@pytest.fixture
def install(environment: dict[str, str], founded: Path) -> dict[str, str]:
    """An install with one coalition, for one story."""
    shutil.copytree(founded, environment["COMITY_DATA"])
    return environment


def sql(install: dict[str, str], order: str) -> None:
    with sqlite3.connect(Path(install["COMITY_DATA"]) / "comity.sqlite3") as database:
        assert database.execute(order).rowcount > 0


def seal(install: dict[str, str]) -> str:
    done = comity("audit", "head", "--coalition", "harbour-homes-together", env=install)
    assert done.returncode == 0
    return done.stdout.rpartition(" ")[2].strip()


def test_a_whole_record_is_said_to_be_whole(install: dict[str, str]) -> None:
    done = comity("audit", "verify", env=install)
    assert (done.returncode, done.stderr) == (0, "")
    assert "This install: whole" in done.stdout
    assert "Harbour Homes Together: whole" in done.stdout


def test_a_changed_record_is_named_with_coalition_entry_and_act(install: dict[str, str]) -> None:
    sql(
        install,
        "UPDATE audit_entry SET text = replace(text, 'facts', 'fakts') WHERE act LIKE 'coalitions.%founded'",
    )
    done = comity("audit", "verify", env=install)
    assert done.returncode == 1
    assert "Harbour Homes Together, entry 1 (coalitions.coalition.founded): Entry 1" in done.stdout
    assert "This install: whole" in done.stdout


def test_a_seal_from_a_mail_finds_a_record_written_anew(install: dict[str, str]) -> None:
    held = seal(install)
    name = ["audit", "verify", "--coalition", "harbour-homes-together", "--head"]
    assert comity(*name, " ".join(held[n : n + 4] for n in range(0, 16, 4)), env=install).returncode == 0
    done = comity(*name, "0" * 16, env=install)
    assert done.returncode == 1
    assert "The seal you hold is not in this record" in done.stdout


def test_a_coalition_whose_whole_record_is_gone_is_noticed(install: dict[str, str]) -> None:
    with sqlite3.connect(Path(install["COMITY_DATA"]) / "comity.sqlite3") as database:
        [(chain,)] = database.execute(
            "SELECT chain FROM audit_entry WHERE act LIKE 'coalitions.%founded'"
        ).fetchall()
        for table in ("audit_entrywords", "audit_entrything"):
            of_chain = "SELECT id FROM audit_entry WHERE chain = ?"
            database.execute(f"DELETE FROM {table} WHERE entry_id IN ({of_chain})", [chain])
        for table in ("audit_entry", "audit_chainhead"):
            database.execute(f"DELETE FROM {table} WHERE chain = ?", [chain])
    done = comity("audit", "verify", env=install)
    assert done.returncode == 1
    assert "Harbour Homes Together, entry 0: It has no record at all" in done.stdout


#: what is asked of the record, and why it makes no sense
NO_SENSE = [
    (["--coalition", "nowhere"], "There is no coalition “nowhere”."),
    (["--head", "0" * 16], "name it with --coalition"),
    (["--coalition", "harbour-homes-together", "--head", "abc"], "at least 16 digits"),
    (["--coalition", "harbour-homes-together", "--head", "z" * 16], "at least 16 digits"),
]


def test_questions_that_make_no_sense_are_not_answered(install: dict[str, str]) -> None:
    """One process answers them all: each would load the house anew."""
    script = (
        "import sys; from comity.cli import main\n"
        f"for words in {[words for words, _ in NO_SENSE]!r}:\n"
        "    print('→', main(['audit', 'verify', *words]), file=sys.stderr)"
    )
    order = [sys.executable, "-c", script]
    done = subprocess.run(order, env=install, capture_output=True, text=True, timeout=120, check=True)
    *said, after = done.stderr.split("→ 2\n")
    assert (len(said), after) == (len(NO_SENSE), "")
    for words, (_, why) in zip(said, NO_SENSE, strict=True):
        assert why in words


def test_someone_becomes_administrator_known_or_not(install: dict[str, str]) -> None:
    done = comity("administrator", "new@example.org", "--name", "Noor Azizi", env=install)
    assert (done.returncode, done.stdout.startswith("Noor Azizi (new@example.org) administers")) == (0, True)
    assert comity("administrator", "amina.haddad@example.org", env=install).returncode == 0
    with sqlite3.connect(Path(install["COMITY_DATA"]) / "comity.sqlite3") as database:
        made = database.execute("SELECT count(*) FROM people_person WHERE is_administrator").fetchall()
    assert made == [(2,)]
    assert comity("audit", "verify", env=install).returncode == 0
    assert comity("administrator", "not an address", env=install).returncode == 1


def test_the_doctor_says_what_to_mend(install: dict[str, str]) -> None:
    done = comity("doctor", env=install)
    assert done.returncode == 1
    assert "MEND    No mail server is set" in done.stdout
    assert "well    The tables are up to date." in done.stdout


def test_a_worker_can_do_what_is_due_and_end(install: dict[str, str]) -> None:
    sql(
        install,
        "INSERT INTO notices_mail (id, kind, 'to', name, subject, text, html, headers, calendar, state, tries,"
        " next_try_at, queued_at, fault)"
        " VALUES ('0192000000007000800000000000abcd', 'x', 'a@example.org', '', 'Hello', 'x', '',"
        " '{}', '', 'waiting', 0, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '')",
    )
    assert comity("worker", "--once", env=install).returncode == 0
    sql(install, "UPDATE notices_mail SET tries = 1 WHERE state = 'kept'")


# ── serving ──


class Served:
    """A running `comity serve`, with what it said."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port, self.log = int(environment["COMITY_PORT"]), log
        self.began = time.monotonic()
        command = [sys.executable, "-m", "comity", "serve"]
        with log.open("w") as out:
            self.process = subprocess.Popen(
                command, env=environment, stdout=out, stderr=out, start_new_session=True
            )

    def until_ready(self) -> float:
        """Seconds until it said so."""
        while "Comity is ready" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() - self.began < SERVE_WITHIN, self.log.read_text()
            time.sleep(0.05)
        return time.monotonic() - self.began

    def get(self, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={"Host": f"localhost:{self.port}"})
        status = connection.getresponse().status
        connection.close()
        return status

    def children(self) -> list[int]:
        found = subprocess.run(
            ["ps", "-o", "pid=", "-g", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(word) for word in found.stdout.split()]

    def end(self) -> None:
        """Leave nothing behind, whatever happened."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def served(install: dict[str, str], tmp_path: Path) -> Iterator[Served]:
    running = Served(install, tmp_path / "log")
    try:
        yield running
    finally:
        running.end()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_one_command_serves_pages_and_one_signal_stops_all_of_it(
    served: Served, number: signal.Signals
) -> None:
    served.until_ready()
    said = served.log.read_text()
    assert f"Comity is ready at http://localhost:{served.port}\n" in said
    assert said.count("Comity is ready") == 1
    assert served.get("/static/base/comity.css") == 200
    assert served.get("/sign-in/") == 200
    until = time.monotonic() + 20
    while len(served.children()) < 4 and time.monotonic() < until:  # itself, web and its process, worker
        time.sleep(0.1)
    assert len(served.children()) >= 4
    served.process.send_signal(number)
    assert served.process.wait(timeout=30) == 0
    assert served.children() == []
    assert "Traceback" not in served.log.read_text()


def test_a_port_that_is_taken_is_said_at_once(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(environment["COMITY_PORT"]))):
        done = comity("serve", env=environment)
    assert done.returncode == 1
    assert f"Port {environment['COMITY_PORT']} is taken" in done.stderr


def test_a_worker_that_falls_is_set_up_again(served: Served) -> None:
    served.until_ready()
    fallen = wait_for_worker(served, set())
    os.kill(fallen, signal.SIGKILL)
    assert wait_for_worker(served, {fallen}) != fallen
    assert served.get("/static/base/comity.css") == 200


def test_a_parent_killed_without_a_word_leaves_no_orphans(served: Served) -> None:
    served.until_ready()
    wait_for_worker(served, set())
    served.process.kill()
    served.process.wait()
    until = time.monotonic() + 20
    while served.children() and time.monotonic() < until:
        time.sleep(0.1)
    assert served.children() == []


def wait_for_worker(served: Served, but: set[int]) -> int:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "-g", str(served.process.pid)],
            capture_output=True,
            text=True,
            check=True,
        )
        found = {int(line.split()[0]) for line in listed.stdout.splitlines() if " worker " in line}
        if found - but:
            return min(found - but)
        time.sleep(0.1)
    pytest.fail("no worker came up")
