"""How evidence is asked for is worked out once; the answers are asked for each time, of each coalition apart."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from comity.base import evidence, registry
from comity.base.clock import now, stopped_at
from comity.base.evidence import Alike, alike, facts, questions
from comity.base.moments import NOW, TODAY
from comity.base.tallies import Tally, counts, worded
from comity.coalitions.models import BodyKind, Membership
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing, standing_of
from comity.journey.queries import KEYS
from comity.people.models import Sector
from tests.cast import THEN, Troupe, harbour, join
from tests.journey.test_evidence import body, seated, task

OURS = [source for _name, source in registry.evidence.items() if isinstance(source, Alike)]
FIGURES = ("count", "needed", "fresh", "fresh_of")


def read(troupe: Troupe, **of: Any) -> dict[str, tuple[int, int]]:
    with troupe.scope():
        standing = standing_of(of.get("person", troupe.coordinator.pk), troupe.coalition.pk, at=THEN)
        return {key: (fact.count, fact.needed) for key, fact in facts(standing, KEYS).items()}


def wording(source: Alike, troupe: Troupe) -> list[tuple[Any, ...]]:
    """What a source asks of a coalition, worked out anew; its id and address taken out."""
    coalition, slug = troupe.coalition.pk, troupe.coalition.slug
    return [
        (fact.text, fact.key, fact.url.replace(slug, "…"), *(bare(getattr(fact, name), coalition) for name in FIGURES))
        for fact in questions.__wrapped__(source, coalition, "en")
    ]


def bare(said: Any, coalition: Any) -> Any:
    if not isinstance(said, Tally):
        return said
    ids = (coalition, coalition.hex, str(coalition))
    params = (getattr(one, "obj", one) for one in said.params)  # JSON travels to PostgreSQL in a wrapper
    return said.sql, tuple("…" if isinstance(one, type(coalition) | str) and one in ids else one for one in params)


def test_evidence_is_worked_out_once(founders: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(founders)

    def refuse(rows: Any) -> Any:
        raise AssertionError(f"worked out again: {rows.model}")

    monkeypatch.setattr(evidence, "worded", refuse)
    assert read(founders) == before


def test_what_has_changed_since_shows_at_once_and_to_everyone(founders: Troupe) -> None:
    """Both read in one process, one after the other: nothing of an answer is kept."""
    ines, tomas = founders.people["Ines"].pk, founders.people["Tomas"].pk
    before = read(founders, person=ines)
    task(founders)
    seated(founders, body(founders, BodyKind.EXECUTIVE), "YC")
    after = read(founders, person=ines)
    assert (before["journey.tasks"], after["journey.tasks"]) == ((0, 1), (1, 1))
    assert (before["coalitions.seated"], after["coalitions.seated"]) == ((0, 1), (1, 1))
    assert read(founders, person=tomas) == after


def test_each_coalition_is_asked_for_itself(founders: Troupe) -> None:
    other = harbour()
    mine, theirs = read(founders), read(other)
    body(other, BodyKind.ACTION, "Another group")
    join(other, "Bank", Sector.PRIVATE)
    assert read(founders) == mine
    assert read(other)["journey.groups"][0] == theirs["journey.groups"][0] + 1
    assert read(other)["founding.gains"][1] == theirs["founding.gains"][1] + 1


def test_who_is_outside_is_told_nothing_of_it(founders: Troupe) -> None:
    read(founders)
    with founders.scope():
        assert not {key for key in facts(Standing(None, founders.coalition.pk), KEYS) if key.startswith("journey.")}


@pytest.mark.parametrize("source", OURS, ids=lambda one: one.source.__module__.split(".")[-2])
def test_a_kept_question_knows_no_reader_no_answer_and_no_time(
    source: Alike, founders: Troupe, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = harbour()
    slug_of(founders.coalition.pk), slug_of(other.coalition.pk)
    with django_assert_num_queries(0):
        asked = wording(source, founders)
        with stopped_at(THEN + timedelta(days=400)):
            assert wording(source, founders) == asked
        assert wording(source, other) == asked


def test_words_are_kept_for_each_language_apart(founders: Troupe) -> None:
    source = next(one for one in OURS if one.source.__module__ == "comity.journey.facts")
    first = questions(source, founders.coalition.pk, "en")
    with override("de"):
        assert questions(source, founders.coalition.pk, "de") is not first


def test_a_number_is_refused_where_a_question_would_be_kept(founders: Troupe) -> None:
    with pytest.raises(TypeError, match="given as rows"):
        questions(alike(lambda standing: iter([registry.Shown("Many", 3, 1)])), uuid4(), "en")


def test_moments_are_said_when_the_question_is_sent(founders: Troupe) -> None:
    with founders.scope():
        old = worded(Membership.objects.filter(since_on__lt=TODAY - timedelta(days=30), coalition__started_at__lte=NOW))
        first = Membership.objects.order_by("since_on").values_list("since_on", flat=True)[0]
        nobody = worded(Membership.objects.none())
    with stopped_at(THEN):
        assert counts([old, nobody]) == {old: 0, nobody: 0}
    with stopped_at(THEN + timedelta(days=31)):
        assert counts([old, nobody])[old] == 3, (first, now())


def test_equal_questions_are_asked_once(founders: Troupe) -> None:
    with founders.scope():
        assert len(counts([worded(Membership.objects.all()), worded(Membership.objects.all())])) == 1
