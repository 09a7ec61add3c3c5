"""Reading an install's database from outside, past the software that wrote it."""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from tests.operation.installs import comity
from tests.trust.writers import Diary

MARKED = "SELECT why, question_id FROM governing_vote WHERE why LIKE 'mark-%'"
TWICE = (
    "SELECT question_id, organisation_id FROM governing_vote WHERE replaced_at IS NULL "
    "GROUP BY question_id, organisation_id HAVING count(*) > 1"
)
CAST = "SELECT count(*) FROM audit_entry WHERE act = 'governing.vote.cast'"
VOTES = "SELECT count(*) FROM governing_vote"


@contextlib.contextmanager
def opened(env: Mapping[str, str]) -> Iterator[Any]:
    """The database of an install."""
    if url := env.get("COMITY_DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as link:
            yield link
        return
    with contextlib.closing(sqlite3.connect(Path(env["COMITY_DATA"]) / "comity.sqlite3")) as link:
        yield link


def compared(env: Mapping[str, str], diary: Diary) -> dict[str, int]:
    """What the clients were told, against what stands there.

    missing: acknowledged, and not there or with another question; double: there more than once, or two answers of one
    organisation that both count; unknown: there, and nobody wrote it; unrecorded: votes without an entry of their own.
    """
    with opened(env) as link:
        rows = link.execute(MARKED).fetchall()
        twice = link.execute(TWICE).fetchall()
        [[cast]], [[votes]] = link.execute(CAST).fetchall(), link.execute(VOTES).fetchall()
    there = {mark: str(question).replace("-", "") for mark, question in rows}
    often = [mark for mark, times in Counter(mark for mark, _ in rows).items() if times > 1]
    missing = [mark for mark, at in diary.said.items() if there.get(mark) != at.replace("-", "")]
    return {
        "missing": len(missing),
        "double": len(often) + len(twice),
        "unknown": len(set(there) - set(diary.said) - diary.unsure - {mark for _, mark in diary.others}),
        "refused but kept": len({mark for _, mark in diary.others} & set(there)),
        "unrecorded": abs(votes - cast),
    }


def whole(env: Mapping[str, str]) -> bool:
    """Is the file sound, and the record whole?"""
    if not env.get("COMITY_DATABASE_URL"):
        with opened(env) as link:
            if link.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return False
    done = comity("audit", "verify", env=env)
    return done.returncode == 0 and "whole" in done.stdout
