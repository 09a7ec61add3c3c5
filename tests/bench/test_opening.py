"""Queries on the way to an open vote, page by page: written, checked, kept, opened, read. With 15 and 500 members."""

import gzip
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django_scopes import scope

from comity.base.clock import now
from comity.coalitions.models import Body, BodyKind
from tests.bench.growing import Stage
from tests.bench.pages import listening
from tests.bench.table import Row, Table, Target
from tests.bench.worlds import Worlds, signed_in

pytestmark = pytest.mark.bench
TWELVE = Target(12, "figure", unit="")
#: what opening sends must not grow with those who are asked
ALIKE = Target(1.1)
PAGES, DEED = (
    ("first page", "what it is about", "check of all answers", "draft", "open question"),
    "opening itself",
)


def test_opening(worlds: Worlds, table: Table, tmp_path: Path) -> None:
    counts = {}
    for size in (15, 500):
        found = worlds.copied(size, tmp_path)
        counts[size] = opened(found)
    chapter = "Queries on the way to an open vote, 500 organisations"
    for page in PAGES:
        table.add(chapter, Row(page, counts[500][page], "", counts[15][page], "15", TWELVE))
    table.add(chapter, Row(DEED, counts[500][DEED], "", counts[15][DEED], "15", ALIKE))
    missed = [page for page in PAGES if counts[500][page] > TWELVE.limit]
    assert not missed and counts[500][DEED] <= ALIKE.limit * counts[15][DEED], counts


def opened(found: Stage) -> dict[str, int]:
    """Put a question to the assembly, in the hat of the coordinator; what each request sent."""
    client, inside, counts = signed_in(found), f"/c/{found.coalition.slug}", {}
    with scope(coalition=found.coalition.pk):
        assembly = Body.objects.get(kind=BodyKind.ASSEMBLY)
    client.post(f"{inside}/hat/", {"hat": f"body:{assembly.pk}"})
    written = {
        "what-title": "Shall we go on as we do?",
        "what-lede": "To see what it costs.",
        "text-text": "",
    }
    about = {"kind-kind": "ending", "kind-amount": "", "kind-paid_from": "", "kind-topic": ""}
    whom = {"whom-body": str(assembly.pk), "whom-confidentiality": "coalition"}
    until = {"until-closes_at": f"{now() + timedelta(days=60):%Y-%m-%dT18:00}"}
    answers = written | about | whom | until | {"then-effect": "nothing", "then-review_on": ""}
    seen = {"seen": ["what", "text", "kind", "whom", "until", "then"], "at": "then"}
    new = f"{inside}/decisions/new/"
    with counted(counts, "first page"):
        assert client.get(new).status_code == 200
    with counted(counts, "what it is about"):
        client.post(new, {**written, "seen": ["what"], "at": "text", "go": "next"})
    with counted(counts, "check of all answers"):
        page = client.post(new, {**answers, **seen, "go": "next"})
    assert "Check the question" in words(page)
    kept = client.post(new, {**answers, **seen, "at": "check", "keep": "draft"})
    with counted(counts, "draft"):
        draft = client.get(kept.headers["Location"])
    assert draft.status_code == 200
    with counted(counts, DEED):
        done = client.post(f"{kept.headers['Location']}open/")
    assert done.status_code == 302, words(done)
    with counted(counts, "open question"):
        assert client.get(done.headers["Location"]).status_code == 200
    return counts


def words(page: Any) -> str:
    """What an answer says, compressed or not."""
    plain = gzip.decompress(page.content) if page.content[:2] == b"\x1f\x8b" else page.content
    return str(plain.decode())


@contextmanager
def counted(counts: dict[str, int], page: str) -> Iterator[None]:
    """Note how many statements were sent meanwhile."""
    sent: Counter[str] = Counter()
    with listening(sent):
        yield
    counts[page] = sent.total()
