"""The record can't be quietly changed: whatever is altered, dropped, reordered or cut off is found and named."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import F

from comity.audit.acts import Changes
from comity.audit.canonical import canonical, chained, fingerprint
from comity.audit.chain import append, lock_head
from comity.audit.models import START, ChainHead, Entry, EntryThing, EntryWords
from comity.audit.queries import head_of
from comity.audit.verify import Fault, verify
from comity.base import registry
from comity.base.ids import uuid7
from tests.cast import THEN, Troupe, oneself
from tests.trust.ledger import Promise

Tamper = Callable[[Entry], None]


def faults(chain: UUID, head: str = "") -> list[Fault]:
    return list(verify(chain, head=head))


def first_fault(chain: UUID, head: str) -> Fault | None:
    return next(verify(chain, head=head), None)


def said(chain: UUID, head: str = "") -> set[tuple[int, str]]:
    return {(fault.seq, fault.code) for fault in faults(chain, head)}


def of(home: Troupe) -> list[Entry]:
    return list(Entry.objects.filter(chain=home.coalition.pk).order_by("seq"))


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def reword(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(text=entry.text.replace('"facts":{', '"facts":{"x":1,', 1))


def rehash(entry: Entry) -> None:
    """Alter the text and make its own hash fit again."""
    text = entry.text.replace('"facts":{', '"facts":{"x":1,', 1)
    Entry.objects.filter(pk=entry.pk).update(text=text, hash=chained(entry.previous, text))


def retell(entry: Entry) -> None:
    words = json.loads(entry.words.words) | {"about": "somebody else"}
    EntryWords.objects.filter(pk=entry.pk).update(words=json.dumps(words))


def hush(entry: Entry) -> None:
    EntryWords.objects.filter(pk=entry.pk).update(words="{}", salt="")


def unsay(entry: Entry) -> None:
    EntryWords.objects.filter(pk=entry.pk).delete()


def resalt(entry: Entry) -> None:
    EntryWords.objects.filter(pk=entry.pk).update(salt="0" * 32)


def disclose(entry: Entry) -> None:
    EntryWords.objects.filter(pk=entry.pk).update(confidentiality="public")


def update(**changed: object) -> Tamper:
    return lambda entry: Entry.objects.filter(pk=entry.pk).update(**changed) and None


TAMPERS: dict[str, tuple[Tamper, str]] = {
    "text altered": (reword, "text"),
    "hash altered": (update(hash="f" * 64), "text"),
    "previous altered": (update(previous="f" * 64), "order"),
    "act renamed": (update(act="governing.ballot.forged"), "row"),
    "moment moved": (update(at=F("at") - timedelta(seconds=1)), "row"),
    "person exchanged": (update(person=uuid7()), "row"),
    "words altered": (retell, "words"),
    "words emptied": (hush, "words"),
    "words dropped": (unsay, "words"),
    "salt altered": (resalt, "words"),
    "words opened to all": (disclose, "words"),
}


@pytest.mark.parametrize("name", TAMPERS)
def test_each_kind_of_tampering_is_found_and_named_at_each_entry(home: Troupe, name: str) -> None:
    tamper, code = TAMPERS[name]
    assert faults(home.coalition.pk) == []
    for entry in of(home):
        with undone():
            tamper(entry)
            assert (entry.seq, code) in said(home.coalition.pk), name


def test_an_entry_that_fits_itself_again_no_longer_fits_the_next(home: Troupe) -> None:
    entries = of(home)
    for entry in entries[:-1]:
        with undone():
            rehash(entry)
            assert (entry.seq + 1, "order") in said(home.coalition.pk)
    rehash(entries[-1])
    assert (entries[-1].seq, "head") in said(home.coalition.pk)


def drop(entries: list[Entry]) -> None:
    keys = [entry.pk for entry in entries]
    EntryWords.objects.filter(pk__in=keys).delete()
    EntryThing.objects.filter(entry__in=keys).delete()
    Entry.objects.filter(pk__in=keys).delete()


def test_each_dropped_entry_is_missed(home: Troupe) -> None:
    entries = of(home)
    for entry in entries:
        with undone():
            drop([entry])
            found = said(home.coalition.pk)
            assert ((entry.seq, "gap") in found) or (
                entry is entries[-1] and (entry.seq - 1, "head") in found
            )


def test_each_pair_that_changed_places_is_found(home: Troupe) -> None:
    entries = of(home)
    for first, second in zip(entries, entries[1:], strict=False):
        with undone():
            Entry.objects.filter(pk=first.pk).update(seq=1_000_000)
            Entry.objects.filter(pk=second.pk).update(seq=first.seq)
            Entry.objects.filter(pk=first.pk).update(seq=second.seq)
            assert {(first.seq, "order"), (second.seq, "order")} <= said(home.coalition.pk)


def cut(chain: UUID, last: Entry) -> None:
    """Take away everything after an entry, and make the head fit."""
    drop(list(Entry.objects.filter(chain=chain, seq__gt=last.seq)))
    ChainHead.objects.filter(pk=chain).update(seq=last.seq, hash=last.hash)


def ends(home: Troupe) -> list[Entry]:
    """Where a record can be cut so that its rows don't tell: no later act left another trace in them."""
    return [entry for entry in of(home)[:-1] if entry.act != "governing.rulebook.drafted"]


def test_a_record_cut_short_is_found_against_a_seal_that_somebody_holds(home: Troupe) -> None:
    chain, held = home.coalition.pk, head_of(home.coalition.pk).hash[:16]
    for entry in ends(home):
        with undone():
            cut(chain, entry)
            assert faults(chain) == []
            assert said(chain, held) == {(entry.seq, "head")}
    assert faults(chain, held) == []


def test_a_record_cut_short_without_its_head_is_found_by_itself(home: Troupe) -> None:
    for entry in ends(home):
        with undone():
            drop(list(Entry.objects.filter(chain=home.coalition.pk, seq__gt=entry.seq)))
            assert said(home.coalition.pk) == {(entry.seq, "head")}


def forge(chain: UUID, since: int) -> None:
    """Change an entry and write all that follows anew, with a head that fits, as whoever holds the disk could."""
    previous = START
    for entry in Entry.objects.filter(chain=chain).order_by("seq"):
        if entry.seq == since:
            entry.text = entry.text.replace('"facts":{', '"facts":{"x":1,', 1)
        entry.previous, entry.hash = previous, chained(previous, entry.text)
        entry.save()
        previous = entry.hash
    ChainHead.objects.filter(pk=chain).update(hash=previous)


def test_a_record_written_anew_is_found_against_a_seal_that_somebody_holds(home: Troupe) -> None:
    chain, held = home.coalition.pk, head_of(home.coalition.pk).hash[:16]
    for entry in of(home):
        with undone():
            forge(chain, entry.seq)
            assert faults(chain) == []
            assert [fault.code for fault in faults(chain, held)] == ["head"]


def test_an_older_seal_still_fits_a_record_that_went_on(home: Troupe) -> None:
    entries = of(home)
    for entry in entries:
        assert faults(home.coalition.pk, entry.hash[:16]) == []


def test_a_seal_may_be_typed_as_the_mail_shows_it(home: Troupe) -> None:
    seal = head_of(home.coalition.pk).hash
    assert faults(home.coalition.pk, f" {seal[:4]} {seal[4:8].upper()} {seal[8:12]} {seal[12:16]} ") == []


def test_a_seal_of_another_coalition_does_not_fit(home: Troupe) -> None:
    from tests.cast import valley

    assert said(home.coalition.pk, head_of(valley().coalition.pk).hash) == {(len(of(home)), "head")}


def test_a_missing_head_is_found(home: Troupe) -> None:
    ChainHead.objects.filter(pk=home.coalition.pk).delete()
    assert {code for _, code in said(home.coalition.pk)} == {"head"}


def test_things_taken_off_an_entry_or_put_on_it_are_found(home: Troupe) -> None:
    entry = of(home)[3]
    with undone():
        EntryThing.objects.filter(entry=entry).delete()
        assert (entry.seq, "things") in said(home.coalition.pk)
    with undone():
        EntryThing.objects.create(entry=entry, label="people.person", thing=uuid7())
        assert (entry.seq, "things") in said(home.coalition.pk)


def test_an_entry_smuggled_in_is_found(home: Troupe) -> None:
    last = of(home)[-1]
    Entry.objects.create(
        chain=last.chain, seq=last.seq + 1, act=last.act, at=last.at, person=last.person, text=last.text,
        previous=last.hash, hash=chained(last.hash, last.text),
    )  # fmt: skip
    codes = {code for _, code in said(home.coalition.pk)}
    assert {"row", "words", "head"} <= codes


def test_text_that_is_no_record_at_all_is_a_fault_not_a_crash(home: Troupe) -> None:
    last = of(home)[-1]
    for text in ("", "{}", "[]", "null", '{"at":1}'):
        with undone():
            Entry.objects.filter(pk=last.pk).update(text=text, hash=chained(last.previous, text))
            assert (last.seq, "text") in said(home.coalition.pk)
    EntryWords.objects.filter(pk=last.pk).update(words="not json")
    assert (last.seq, "words") in said(home.coalition.pk)


# ── rows that were sealed ──


@pytest.fixture
def sealed(home: Troupe, monkeypatch: pytest.MonkeyPatch) -> dict[UUID, str | None]:
    """One row that must never change again, sealed by the newest entry."""
    key = uuid7()
    rows: dict[UUID, str | None] = {key: canonical({"yes": 3, "no": 1})}
    monkeypatch.setitem(registry.seals._things, "test.decision", rows.get)
    seals = {"test.decision": {str(key): fingerprint(rows[key] or "")}}
    with transaction.atomic():
        head = lock_head(home.coalition.pk)
        append(head, "test.sealed", by=home.by, at=THEN, changes=Changes(None, seals=seals))
    return rows


def test_a_sealed_row_may_stay_as_it_is_and_nothing_else(
    home: Troupe, sealed: dict[UUID, str | None]
) -> None:
    assert faults(home.coalition.pk) == []
    [key] = sealed
    sealed[key] = canonical({"yes": 3, "no": 2})
    assert {code for _, code in said(home.coalition.pk)} == {"sealed"}
    sealed[key] = None
    assert {code for _, code in said(home.coalition.pk)} == {"gone"}


# ── erasure ──


def test_words_are_not_erased_by_pointing_at_just_any_entry(home: Troupe) -> None:
    first, *_, last = of(home)
    EntryWords.objects.filter(pk=first.pk).update(words="{}", salt="", erased_by=last)
    assert (first.seq, "words") in said(home.coalition.pk)


# ── full size ──


def long_chain(length: int) -> UUID:
    """A chain of that many entries, made as acts make them."""
    chain = uuid7()
    with transaction.atomic():
        head = lock_head(chain)
        for n in range(length):
            changes = Changes(None, words={"about": f"No. {n}"}, n=n)
            append(head, "test.counted", by=oneself(None), at=THEN + timedelta(seconds=n), changes=changes)
    return chain


DEEDS: dict[str, Callable[[UUID, Entry, Entry], None]] = {
    "altered": lambda _chain, entry, _other: reword(entry),
    "dropped": lambda _chain, entry, _other: drop([entry]),
    "moved": lambda _chain, entry, other: swap(entry, other),
    "cut off": lambda chain, entry, _other: cut(chain, entry),
}


@pytest.mark.trust
@pytest.mark.django_db
@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_befalls_one_of_a_thousand_entries_is_found(deed: str, promise: Promise) -> None:
    chain = long_chain(1000)
    held, found = head_of(chain).hash[:16], 0
    entries = list(Entry.objects.filter(chain=chain).order_by("seq"))
    tried = entries[:-1] if deed == "cut off" else entries  # behind the last there is nothing to cut
    assert first_fault(chain, held) is None
    for entry in tried:
        with undone():
            DEEDS[deed](chain, entry, entries[entry.seq % len(entries)])
            found += first_fault(chain, held) is not None
    measured = f"{found:,} of {len(tried):,} found"
    promise(f"the record: an entry is {deed}", measured, "all", found == len(tried))


def swap(first: Entry, second: Entry) -> None:
    Entry.objects.filter(pk=first.pk).update(seq=1_000_000)
    Entry.objects.filter(pk=second.pk).update(seq=first.seq)
    Entry.objects.filter(pk=first.pk).update(seq=second.seq)


@pytest.mark.django_db
def test_a_long_record_is_walked_in_few_queries(django_assert_max_num_queries: Callable[..., object]) -> None:
    chain = long_chain(30)
    assert re.search(r"sqlite|postgres", connection.vendor)
    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        assert faults(chain) == []
