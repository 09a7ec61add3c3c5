"""Acts: permitted, recorded, whole or not at all; on one chain that never forks."""

import json
from datetime import timedelta
from fractions import Fraction
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from comity.audit.acts import ACTS, Changes, act
from comity.audit.canonical import canonical
from comity.audit.models import INSTALL, ChainHead, Entry
from comity.audit.queries import entries_of, history_of, lines
from comity.audit.verify import verify
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Refused
from comity.coalitions.acts import change_membership, create_body
from comity.coalitions.models import Body, BodyKind, Membership, MembershipState
from comity.people.acts import register_organisation
from comity.people.models import Organisation
from tests.cast import THEN, Troupe, found, oneself, person, valley


def once(name: str):  # type: ignore[no-untyped-def]
    """An act for a story, forgotten if the story was told before in this run."""
    ACTS.pop(name, None)
    return act(name)


def test_an_act_writes_one_entry_that_tells_who_did_what_to_which_things(home: Troupe) -> None:
    body = create_body(name="Housing group", kind=BodyKind.ACTION, by=home.by, at=THEN)
    entry = entries_of(home.coalition.pk)[0]
    told = json.loads(entry.text)
    assert (entry.act, entry.at, entry.person) == ("coalitions.body.created", THEN, home.coordinator.pk)
    assert told["by"] == {"person": str(home.coordinator.pk), "for": "body", "of": str(home.assembly.pk)}
    assert told["things"][0] == ["coalitions.body", str(body.pk)]
    assert history_of(body.pk).first() == entry
    [line] = lines([entry])
    assert (line.who, line.acts_for, "Housing group" in line.what) == (
        "Amina Haddad",
        "General assembly",
        True,
    )


def test_names_and_words_stand_beside_the_chain_never_in_it(home: Troupe) -> None:
    texts = "\n".join(Entry.objects.filter(chain=home.coalition.pk).values_list("text", flat=True))
    assert "Amina" not in texts
    assert "Marta" not in texts


def test_the_same_words_leave_no_same_trace(home: Troupe) -> None:
    traces = [
        json.loads(entry.text)["words"]["by"]
        for entry in entries_of(home.coalition.pk)
        if entry.person == home.coordinator.pk
    ]
    assert len(traces) > 5
    assert len(set(traces)) == len(traces)


def test_an_act_inside_an_act_shares_chain_and_transaction(home: Troupe) -> None:
    @once("test.outer")
    def outer(*, by: Capacity, at: object, fail: bool) -> Changes[Body]:
        body = create_body(name="Inner", kind=BodyKind.ACTION, by=by, at=THEN)
        if fail:
            raise RuntimeError
        return Changes(body)

    before = Entry.objects.count()
    with pytest.raises(RuntimeError):
        outer(by=home.by, at=THEN, fail=True)
    assert Entry.objects.count() == before
    with home.scope():
        assert not Body.objects.filter(name="Inner").exists()
    outer(by=home.by, at=THEN, fail=False)
    newest = [entry.act for entry in entries_of(home.coalition.pk)[:2]]
    assert newest == ["test.outer", "coalitions.body.created"]
    assert list(verify(home.coalition.pk)) == []


def test_an_act_that_outlives_a_failed_one_inside_keeps_the_chain_whole(home: Troupe) -> None:
    @once("test.half")
    def half(*, by: Capacity, at: object) -> Changes[Body]:
        create_body(name="Never was", kind=BodyKind.ACTION, by=by, at=THEN)
        raise RuntimeError

    @once("test.patient")
    def patient(*, by: Capacity, at: object) -> Changes[Body]:
        with pytest.raises(RuntimeError):
            half(by=by, at=THEN)
        return Changes(home.assembly)

    patient(by=home.by, at=THEN)
    assert list(verify(home.coalition.pk)) == []
    assert next(iter(entries_of(home.coalition.pk))).act == "test.patient"
    with home.scope():
        assert not Body.objects.filter(name="Never was").exists()


def test_an_act_cannot_reach_into_another_coalitions_chain(home: Troupe) -> None:
    elsewhere = valley()

    @once("test.reaching")
    def reaching(*, by: Capacity, at: object) -> Changes[Body]:
        return Changes(create_body(name="Foreign", kind=BodyKind.ACTION, by=elsewhere.by, at=THEN))

    with pytest.raises(ValueError, match="another coalition"):
        reaching(by=home.by, at=THEN)
    with elsewhere.scope():
        assert not Body.objects.filter(name="Foreign").exists()


def test_a_thing_of_another_coalition_looks_absent(home: Troupe) -> None:
    elsewhere = valley()
    with elsewhere.scope():
        foreign = Membership.objects.first()
    assert foreign is not None
    with pytest.raises(Refused) as refused:
        change_membership(foreign, MembershipState.SUSPENDED, by=home.by, at=THEN)
    assert refused.value.reason.bar == Bar.HIDDEN
    foreign.refresh_from_db()
    assert foreign.state == MembershipState.MEMBER


def test_an_act_without_capacity_or_moment_is_no_act(home: Troupe) -> None:
    for bad in ({"by": None, "at": THEN}, {"by": home.by, "at": "today"}):
        with pytest.raises(AssertionError):
            create_body(name="x", kind=BodyKind.ACTION, **bad)  # type: ignore[arg-type]


def test_facts_are_said_exactly_and_floats_not_at_all() -> None:
    assert canonical({"b": Fraction(2, 3), "a": THEN, "ü": {3, 1, 2}}) == (
        '{"a":"2026-03-02T09:00:00.000000+00:00","b":"2/3","ü":[1,2,3]}'
    )
    with pytest.raises(TypeError, match="float"):
        canonical({"share": 0.5})


@pytest.mark.django_db
def test_a_refused_fact_leaves_nothing_behind() -> None:
    @once("test.floating")
    def floating(*, by: Capacity, at: object) -> Changes[Organisation]:
        return Changes(Organisation(name="Half", slug="half").store(), share=0.5)

    with pytest.raises(TypeError):
        floating(by=oneself(None), at=THEN)
    assert not Organisation.objects.filter(slug="half").exists()
    assert not Entry.objects.exists()


def test_an_act_defined_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="defined twice"):
        act("people.organisation.registered")(lambda: None)  # type: ignore[arg-type,return-value]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("new", [True, False], ids=["on a new chain", "on an old one"])
def test_acts_at_once_never_fork_the_chain(new: bool) -> None:
    troupe = found("Racing", person("Ada Race"))
    by = troupe.by
    if new:
        reset()
        by = oneself(None)
    wrong: list[Exception] = []
    start = Barrier(4)

    def work(number: int) -> None:
        start.wait()
        try:
            for n in range(5):
                register_organisation(
                    name=f"Organisation {number} {n}", by=by, at=THEN + timedelta(seconds=n)
                )
        except Exception as error:  # noqa: BLE001 (a thread's failure is the story's)
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    chain = by.coalition or INSTALL
    assert Entry.objects.filter(chain=chain, act="people.organisation.registered").count() == 20
    assert list(verify(chain)) == []


def reset() -> None:
    """As on the first day: no entry on the install's chain."""
    from comity.audit.models import EntryThing, EntryWords

    with transaction.atomic():
        EntryThing.objects.filter(entry__chain=INSTALL).delete()
        EntryWords.objects.filter(entry__chain=INSTALL).delete()
        Entry.objects.filter(chain=INSTALL).delete()
        ChainHead.objects.filter(pk=INSTALL).delete()
