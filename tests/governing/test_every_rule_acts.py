"""No rule stands in the rulebook for nothing: each field has a test that shows it at work, and is read by what acts."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import comity
from comity.core.ballots.types import Rule
from comity.core.rulebook import types

TESTS, SOURCE = Path(__file__).parents[1], Path(comity.__file__).parent
PARTS = (
    types.Rulebook, types.Kind, types.Band, types.Way, Rule, types.Weights, types.Grounds, types.ConflictPath,
    types.Rung, types.GroundRules, types.OwnRule, types.MembershipRules, types.Dues,
)  # fmt: skip
#: what only writes rules down, reads them aloud, fills them in or looks for contradictions
PAPER = ("core/rulebook/", "governing/rulebook/", "governing/views/rulebook", "web/demo/", "migrations/", "api/shapes/")
#: of these, what applies rules
AT_WORK = (
    "core/rulebook/finding.py", "core/rulebook/types.py", "governing/rulebook/asking.py",
    "governing/rulebook/ground.py", "governing/rulebook/joining.py", "governing/rulebook/looking.py",
    "governing/rulebook/queries.py", "governing/rulebook/telling.py",
)  # fmt: skip


def test_each_field_of_the_rulebook_has_a_test_that_shows_it_at_work() -> None:
    every = {f"{part.__name__}.{field.name}" for part in PARTS for field in fields(part)}
    shown = set(_bound())
    assert every - shown == set(), "rules that nothing applies: bind them, or take them out"
    assert shown - every == set(), "tests of rules that are not there"


def test_each_field_of_the_rulebook_is_read_by_something_that_acts() -> None:
    read = set(_read())
    unread = {f"{part.__name__}.{field.name}" for part in PARTS for field in fields(part) if field.name not in read}
    assert unread == set()


def _bound() -> Iterator[str]:
    """What tests are marked with, as `binds("Way.unit")`."""
    for path in TESTS.rglob("test_*.py"):
        if "binds(" not in (text := path.read_text()):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "binds":
                yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def _read() -> Iterator[str]:
    """The attributes that the software reads, outside of what only writes rules down."""
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        if name.startswith(PAPER) and name not in AT_WORK or "/migrations/" in name:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                yield node.attr
