"""What an operator copies works as it stands: units, container file, proxies, and every setting is in the documents."""

import argparse
import configparser
import json
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from comity.base import logs
from comity.cli import COMMANDS
from comity.config import Config
from tests.absent import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
SETTINGS = {f"COMITY_{name.upper()}" for name in Config.model_fields}
#: addresses that are keys, as they are asked for
KEYS = ("/a/abc.def/", "/unsubscribe/abc.def/?x=1", "/sign-in/by/abc", "/demo/as/abc.def/")
OTHERS = {"/c/x/a/": "/c/x/a/", "/account/": "/account/", "/sign-in/": "/sign-in/", "/": "/"}


def unit(path: Path) -> configparser.ConfigParser:
    """A unit, read strictly: sections, then keys of their own case; a key that stands twice is a mistake here."""
    found = configparser.ConfigParser(
        interpolation=None, strict=True, delimiters=("=",), comment_prefixes=("#",)
    )
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(path, encoding="utf-8")
    return found


def named(text: str) -> set[str]:
    """Every setting that a text names."""
    return set(re.findall(r"\bCOMITY_[A-Z_]+[A-Z]\b", text))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_there_is_and_gives_it_little_room(path: Path) -> None:
    service = unit(path)["Service"]
    for key in ("ExecStart", "ExecStartPre"):
        if key in service:
            program, command, *words = service[key].split()
            assert program == "/opt/comity/.venv/bin/comity" and command in COMMANDS
            parser = argparse.ArgumentParser()
            import_module(COMMANDS[command].module).add_arguments(parser)
            parser.parse_args(words)
    assert service["User"] == "comity" and service["UMask"] == "0077"
    assert service["EnvironmentFile"] == "/etc/comity/comity.env"
    assert (service["ProtectSystem"], service["NoNewPrivileges"], service["CapabilityBoundingSet"]) == (
        "strict",
        "yes",
        "",
    )
    assert service["StateDirectory"] == "comity" and service["StateDirectoryMode"] == "0700"
    assert service["Type"] == "oneshot" or (
        service["Restart"] == "on-failure" and service["KillMode"] == "mixed"
    )


def test_systemd_understands_every_unit() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here; the units are read by ourselves above")
    units = [str(path) for path in (*UNITS, *DEPLOY.glob("*.timer"))]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "is not executable" not in line] == []


def test_the_timer_starts_the_backup_every_night() -> None:
    timer = unit(DEPLOY / "comity-backup.timer")
    assert timer["Timer"]["Persistent"] == "true" and timer["Install"]["WantedBy"] == "timers.target"
    assert unit(DEPLOY / "comity-backup.service")["Service"]["ExecStart"].split()[1:] == [
        "backup",
        "--keep",
        "14",
    ]


def test_the_data_lie_where_the_units_may_write() -> None:
    text = (DEPLOY / "comity.env").read_text(encoding="utf-8")
    given = dict(re.findall(r"^#?(COMITY_\w+)=(.*)$", text, re.MULTILINE))
    assert set(given) <= SETTINGS
    assert given["COMITY_DATA"] == "/var/lib/comity"
    kept = {
        name.removeprefix("COMITY_").lower(): value
        for name, value in given.items()
        if value and f"\n#{name}" not in text
    }
    assert Config(**kept).address == "https://comity.example.org"


@pytest.mark.parametrize(
    "name", ["Containerfile", *(f"deploy/{path.name}" for path in sorted(DEPLOY.iterdir()))]
)
def test_what_is_copied_names_only_settings_there_are(name: str) -> None:
    assert named((ROOT / name).read_text(encoding="utf-8")) <= SETTINGS


def test_the_documents_name_every_setting_and_no_other() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    table = set(re.findall(r"^\| `(COMITY_\w+)` \|", text, re.MULTILINE))
    assert table == SETTINGS
    assert named(text) - SETTINGS <= {"COMITY_OIDC"}, "the family of that name"


def test_the_container_is_built_from_what_is_pinned_and_from_no_address() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert bases and all(re.fullmatch(r"[a-z]+:[\w.-]+", base) for base in bases), "a plain name, no registry"
    assert re.findall(r"https?://(?!127\.0\.0\.1|comity\.example\.org)", text) == []
    assert "--require-hashes" in text and text.index("USER comity") < text.index('CMD ["comity"')
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        for path in copied.split():
            assert (ROOT / path).exists(), path
    (health,) = re.findall(r"^HEALTHCHECK .*?CMD (\[.+?\])$", text.replace("\\\n", " "), re.MULTILINE)
    program, option, script = json.loads(health)
    assert (program, option) == ("python", "-c") and "/healthz" in script
    compile(script, "healthcheck", "exec")
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert ignored[0] == "*", "only what is named goes in: no data, no history"


# ── proxies keep keys out of their logs ──


def kept_rooms() -> set[str]:
    """The rooms of keys, as our own log knows them."""
    return set(logs.NETS[0][0].pattern.partition("(")[2].partition(")")[0].split("|"))


def test_nginx_logs_no_key() -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (pattern,) = re.findall(r'"~(\^\(\?<key_room>[^"]+)"', text)
    room = re.compile(pattern.replace("?<key_room>", "?P<key_room>"))
    assert set(pattern.partition("(?:")[2].partition(")")[0].split("|")) == kept_rooms()
    for asked in KEYS:
        found = room.match(asked)
        assert found and "abc" not in found["key_room"]
    assert all(room.match(asked) is None for asked in OTHERS)
    (form,) = re.findall(r"log_format comity (.+?);", text, re.DOTALL)
    assert "$logged_uri" in form
    for leaking in ("$request ", '$request"', "$request_uri", "$args", "$http_referer", "$http_cookie"):
        assert leaking not in form
    assert text.count("access_log") == 2 and "X-Forwarded-For $remote_addr" in text


def test_caddy_logs_no_key() -> None:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    ((pattern, left),) = re.findall(r'request>uri regexp "([^"]+)" "([^"]*)"', text)
    assert set(pattern.partition("(?:")[2].partition(")")[0].split("|")) == kept_rooms()

    def logged(asked: str) -> str:
        return re.sub(pattern, left.replace("${1}", r"\1"), asked)

    assert not any("abc" in logged(asked) for asked in KEYS)
    assert logged("/c/x/search/?q=words") == "/c/x/search/"
    assert {asked: logged(asked) for asked in OTHERS} == OTHERS
    assert "request>headers delete" in text and text.count("{") == text.count("}")


def test_a_key_is_known_to_every_log() -> None:
    """A new address that is a key must be kept out of ours, and so out of the proxies'."""
    for asked in KEYS:
        assert "abc" not in logs.cut(asked)
