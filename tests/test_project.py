"""The project as a whole: what is fetched is pinned, what is promised is there, the house stands."""

import ast
import json
import re
import statistics
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from comity.config import Config
from tests.absent import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ROOMS = [path for path in SOURCES if "migrations" not in path.parts]
PINNED = sorted((ROOT / "requirements").glob("*.txt"))


def pins(path: Path) -> dict[str, Version]:
    """Name → version of each line of a pinned file."""
    found = re.findall(r"^([\w.-]+)==([^\s;\\]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in found}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file and its number of lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


# ── what is fetched ──


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    bare = re.sub(r"^\s*#.*\n?", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [block for block in re.split(r"\n(?=\S)", bare) if block.strip()]
    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


@pytest.mark.parametrize(
    "name",
    [*(f"requirements/{path.name}" for path in sorted((ROOT / "requirements").iterdir())),
     "package.json", "package-lock.json", ".npmrc", "pyproject.toml", "Makefile", ".ci/run"],
)  # fmt: skip
def test_no_file_that_fetches_names_an_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!localhost|127\.0\.0\.1)|--(?:extra-)?index-url|\"resolved\"", text) == []


def test_the_pins_fit_what_the_wheel_asks_for() -> None:
    pinned = pins(ROOT / "requirements" / "core.txt")
    asked = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
    assert [str(one) for one in asked if pinned[canonicalize_name(one.name)] not in one.specifier] == []


def test_core_requirements_and_wheel_name_the_same_packages() -> None:
    lines = (ROOT / "requirements" / "core.in").read_text(encoding="utf-8").splitlines()
    core = {Requirement(line).name for line in lines if line and not line.startswith("#")}
    assert core == {Requirement(line).name for line in PYPROJECT["project"]["dependencies"]}


def test_one_version_of_a_package_serves_all_but_the_oracles() -> None:
    together = [pins(path) for path in PINNED if path.stem != "oracles"]
    versions: dict[str, set[Version]] = {}
    for name, version in (item for found in together for item in found.items()):
        versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_lock_of_the_browser_libraries_is_whole() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())


def test_no_file_holds_a_path_of_this_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    assert names
    here = [place.encode() + b"/" for place in (str(ROOT), str(Path.home())) if place != "/"]
    assert [name for name in names if any(place in (ROOT / name).read_bytes() for place in here)] == []


# ── the house ──


def floors() -> dict[str, int]:
    """Room → floor, the ground being the highest number, as the linter's contract has it."""
    contract = next(one for one in PYPROJECT["tool"]["importlinter"]["contracts"] if one["id"] == "floors")
    layers = [re.sub(r"[()\s]", "", layer).split("|") for layer in contract["layers"]]
    return {room: floor for floor, rooms in enumerate(layers) for room in rooms}


def test_foreign_keys_point_downward_too() -> None:
    height = floors()
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("comity."):
            continue
        own = model._meta.app_label
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or not target.__module__.startswith("comity."):
                continue
            other = target._meta.app_label
            if other != own and height[other] <= height[own]:
                wrong.append(f"{own}.{model.__name__}.{field.name} → {other}")
    assert wrong == []


def test_rooms_talk_upward_through_registries_never_through_signals() -> None:
    heard = re.compile(r"django\.(db\.models\.signals|dispatch)|\b(pre|post)_(save|delete)\b")
    assert [str(path) for path in ROOMS if heard.search(path.read_text(encoding="utf-8"))] == []


def test_rooms_stay_small() -> None:
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in ROOMS}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_functions_stay_short() -> None:
    sizes = [size for path in ROOMS for _, size in functions(path)]
    assert statistics.median(sizes) <= 8
    assert statistics.quantiles(sizes, n=10)[-1] <= 25


def test_no_function_is_longer_than_a_screen() -> None:
    assert [name for path in ROOMS for name, size in functions(path) if size > 60] == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# ── what the documents promise ──


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/operating.md"])
def test_each_make_command_of_a_document_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = {
        start or inside for start, inside in re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", text, re.MULTILINE)
    }
    assert named
    assert named <= targets()


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)  # fmt: skip
def test_each_link_of_a_document_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if not link.startswith(("http://localhost", "mailto:"))]
    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_operating_lists_every_setting_and_no_other() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `COMITY_([A-Z_]+)` \|", text, re.MULTILINE))
    assert listed == {name.upper() for name in Config.model_fields}


def test_the_glossary_explains_each_word_once() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| \*\*(.+?)\*\* \|", text, re.MULTILINE)
    assert len(words) > 20
    assert sorted(words, key=str.casefold) == sorted(set(words), key=str.casefold)
