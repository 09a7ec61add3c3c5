"""A coordinator of another coalition copies its structure by one act, seen before; no people, no records."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from comity.audit.queries import entries_of
from comity.audit.verify import verify
from comity.base import registry
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.ids import uuid7
from comity.base.refusal import Refused
from comity.coalitions.acts import (
    add_member,
    create_body,
    end_mandate,
    found_coalition,
    give_mandate,
    give_seat,
    set_structure,
)
from comity.coalitions.models import (
    Body,
    BodyKind,
    Coalition,
    Mandate,
    Membership,
    Power,
    Seat,
    Structure,
    Term,
)
from comity.coalitions.permissions import hidden
from comity.core.rulebook.data import to_plain
from comity.founding.copying.acts import copy_structure
from comity.founding.copying.blueprint import blueprint_of, first_day
from comity.founding.copying.permissions import reading
from comity.founding.methods.acts import name_method, say_method
from comity.founding.models import Criterion, Method, MethodWord, StructureCopy
from comity.founding.prospects.acts import begin_search, state_criterion
from comity.governing.models import RulebookVersion, VersionState
from comity.governing.rulebook import adopted
from comity.people.models import Person
from tests.api.stage import Program, token_of
from tests.cast import THEN, Troupe
from tests.governing.stage import hat as voice
from tests.governing.stage import signed_in
from tests.meetings.stage import series

LATER = THEN + timedelta(minutes=1)
SECRETS = ("Marta", "Okafor", "Cellar of No 9", "two of us", "Nobody is evicted while we talk", "Open Door")


@pytest.fixture
def amina(troupe: Troupe) -> Person:
    """Harbour Homes has a structure worth copying; Amina coordinates it."""
    steering = troupe.bodies["steering"]
    set_structure(
        steering, by=troupe.by, at=THEN, ends_on=date(2028, 1, 1), seats=5, term_months=24, renewals=1, every="month",
        first_on=date(2026, 4, 14), hour=time(18), minutes=90, place="Cellar of No 9", notice_days=7, minimum=3,
        between="two of us write the papers",
    )  # fmt: skip
    create_body(name="Repairs", kind=BodyKind.ACTION, parent=steering, purpose="Leaks.", by=troupe.by, at=THEN)
    with troupe.scope():
        method = name_method(name="Vigil", words="Candles, no speeches.", by=troupe.by, at=THEN)
        say_method(method, "never", why="Nobody is evicted while we talk", by=voice(troupe, "Marta", "OD"), at=THEN)
        begin_search(steering, by=troupe.by, at=THEN)
        state_criterion("Keeps its word.", weight=2, by=voice(troupe, "Marta", "OD"), at=THEN)
    return troupe.coordinator


def begun(person: Person, name: str = "Valley Homes") -> Coalition:
    by = Capacity(person.pk, person.name, ActsFor.SELF, None, "", uuid7())
    return found_coalition(name=name, by=by, at=THEN, officers_need_second_factor=False)


def by_in(coalition: Coalition, person: Person) -> Capacity:
    return Capacity(person.pk, person.name, ActsFor.SELF, None, "", coalition.pk)


def copied(troupe: Troupe, person: Person, name: str = "Valley Homes") -> tuple[Coalition, StructureCopy]:
    young = begun(person, name)
    return young, copy_structure(troupe.coalition, by=by_in(young, person), at=LATER)


@pytest.mark.row("F4", "F7")
def test_kind_bodies_rules_methods_and_criteria_come_along_by_one_act(troupe: Troupe, amina: Person) -> None:
    Coalition.objects.filter(pk=troupe.coalition.pk).update(type="council")
    troupe.coalition.refresh_from_db()
    young, _row = copied(troupe, amina)
    young.refresh_from_db()
    assert young.type == "council"
    with scope(coalition=young.pk):
        bodies = {body.name: body for body in Body.objects.all()}
        assert set(bodies) == {"General assembly", "Steering committee", "Repairs"}
        assert bodies["Repairs"].parent == bodies["Steering committee"] and bodies["Repairs"].purpose == "Leaks."
        sheet = Structure.objects.get(body=bodies["Steering committee"])
        assert (sheet.seats, sheet.term_months, sheet.renewals, sheet.every, sheet.hour, sheet.minutes) == (
            5, 24, 1, "month", time(18), 90,
        )  # fmt: skip
        assert sheet.first_on is not None and sheet.first_on > LATER.date() and sheet.first_on.weekday() == 1
        draft = RulebookVersion.objects.get()
        assert draft.state == VersionState.DRAFT, "it holds once it is adopted here"
        assert list(Method.objects.values_list("name", "words")) == [("Vigil", "Candles, no speeches.")]
        assert list(Criterion.objects.values_list("text", "weight")) == [("Keeps its word.", 2)]
        assert adopted(young.pk, LATER) is None
        named = {band.way.body for kind in draft.rules.kinds for band in kind.bands} - {None}
        assert named <= {body.pk for body in bodies.values()}
    with troupe.scope():
        theirs = adopted(troupe.coalition.pk, LATER)
    assert theirs is not None and draft.rules.membership == theirs.rules.membership
    assert entries_of(young.pk).filter(act="founding.structure.copied").count() == 1
    assert not list(verify(young.pk)) and not list(verify(troupe.coalition.pk))


@pytest.mark.row("F4", "T3")
def test_nobody_and_nothing_else_comes_along(troupe: Troupe, amina: Person) -> None:
    young, row = copied(troupe, amina)
    with scope(coalition=young.pk):
        for model in (Membership, Seat, Term, MethodWord):
            assert not model.objects.exists(), model
        assert Mandate.objects.count() == 1, "her own, from starting it"
        sheet = Structure.objects.get(body__name="Steering committee")
        assert (sheet.ends_on, sheet.place, sheet.between, sheet.until) == (None, "", "", "")
        said = [to_plain(one.rules) for one in RulebookVersion.objects.all()]
        kept = [*Body.objects.values_list("name", "purpose"), *Method.objects.values_list("name", "words")]
        kept += list(Structure.objects.values_list("place", "between", "until"))
        record = [entry.text + str(entry.words.words) for entry in entries_of(young.pk).select_related("words")]
        told = f"{said}{kept}{record}{row.source_name}"
        for secret in SECRETS:
            assert secret not in told, secret
    assert row.source_name == "" and troupe.coalition.name not in told, "who reads here may not know of the source"
    Coalition.objects.filter(pk=troupe.coalition.pk).update(has_page=True)
    troupe.coalition.refresh_from_db()
    assert copied(troupe, amina, "Hill Homes")[1].source_name == "Harbour Homes Together"


@pytest.mark.row("F4", "T3")
def test_meetings_that_members_do_not_read_of_give_no_rhythm(troupe: Troupe, amina: Person) -> None:
    with troupe.scope():
        Structure.objects.all().delete()
        made = series(troupe, body=troupe.bodies["steering"], confidentiality=Confidentiality.BODY)
        assert "every" not in body_plan(troupe, "Steering committee").sheet
        type(made).objects.update(confidentiality=Confidentiality.COALITION)
        plan = body_plan(troupe, "Steering committee")
        assert plan.sheet["every"] == made.every, "where the sheet names none, meetings show it"
        assert plan.sheet["seats"] == 3, "as many as are held, where nobody agreed on a number"


def body_plan(troupe: Troupe, name: str) -> Any:
    return next(one for one in blueprint_of(troupe.coalition, LATER).bodies if one.name == name)


@pytest.mark.row("F4", "T3")
def test_who_does_not_coordinate_the_source_finds_nothing(troupe: Troupe, amina: Person) -> None:
    marta = troupe.people["Marta"]
    young = begun(marta)
    by = by_in(young, marta)
    with pytest.raises(Refused) as refused:
        copy_structure(troupe.coalition, by=by, at=LATER)
    assert refused.value.reason.bar == "hidden", "a member of the source, who chairs there, but does not coordinate"
    client = signed_in(marta)
    with stopped_at(LATER):
        page = client.get(reverse("founding:copy", args=[young.slug])).content.decode()
        assert "You coordinate no other coalition" in page and "Harbour Homes" not in page.split("<main")[1]
        url = reverse("founding:copy-from", args=[young.slug, troupe.coalition.slug])
        assert client.get(url).status_code == client.post(url).status_code == 404
    with scope(coalition=young.pk):
        assert Body.objects.count() == 1 and not StructureCopy.objects.exists()


def test_a_mandate_that_has_ended_opens_nothing_and_nothing_is_copied_onto_itself(
    troupe: Troupe, amina: Person
) -> None:
    young = begun(amina)
    with pytest.raises(Refused):
        copy_structure(young, by=by_in(young, amina), at=LATER)
    with troupe.scope():
        give_mandate(troupe.people["Marta"], body=troupe.assembly, powers=[Power.COORDINATE], by=troupe.by, at=THEN)
        end_mandate(Mandate.objects.get(person=amina, coordinates=True), by=troupe.by, at=THEN)
    with pytest.raises(Refused):
        copy_structure(troupe.coalition, by=by_in(young, amina), at=LATER + timedelta(days=1))


@pytest.mark.row("F4")
def test_all_of_it_is_seen_first_and_one_button_copies_it(troupe: Troupe, amina: Person) -> None:
    young, client = begun(amina), signed_in(amina)
    url = reverse("founding:copy-from", args=[young.slug, troupe.coalition.slug])
    with stopped_at(LATER):
        page = client.get(url).content.decode()
        for words in ("Steering committee", "24 months, and 1 more may follow", "every month", "Leaks.", "under",
                      "Who decides what, and how", "Who belongs to us", "Vigil", "Keeps its word.",
                      "Organisations, people, seats"):  # fmt: skip
            assert words.lower() in page.lower(), words
        for secret in SECRETS[:-1]:
            assert secret not in page.split("<main")[1], secret
        with scope(coalition=young.pk):
            assert Body.objects.count() == 1, "looking copies nothing"
        assert client.post(url)["Location"] == reverse("founding:copy", args=[young.slug])
        after = client.get(reverse("founding:copy", args=[young.slug])).content.decode()
    assert "From another coalition" in after and "See what would be copied" not in after
    with scope(coalition=young.pk):
        assert Body.objects.count() == 3


@pytest.mark.row("F4")
def test_whoever_runs_another_coalition_is_asked_when_starting_one(troupe: Troupe, amina: Person) -> None:
    client = Client()
    client.force_login(amina)
    said = {
        "name-name": "Valley Homes", "place-place": "", "place-zone": "Europe/Berlin", "why-purpose": "",
        "why-reasons": "", "own-known": "another", "seen": ["name", "place", "why", "own"],
    }  # fmt: skip
    with stopped_at(LATER):
        page = client.post("/start/", {**said, "at": "own", "go": "next"}).content.decode()
        assert "Question 5 of 5" in page and "Harbour Homes Together" in page and "we begin afresh" in page
        whole = {**said, "seen": [*said["seen"], "like"], "at": "check", "go": "done"}
        to_copy = client.post("/start/", {**whole, "like-like": troupe.coalition.slug})["Location"]
        plain = client.post("/start/", {**whole, "like-like": ""})["Location"]
        strange = client.post("/start/", {**whole, "like-like": "valley-care"})
    young = Coalition.objects.filter(name="Valley Homes").order_by("pk").first()
    assert young is not None
    assert to_copy == reverse("founding:copy-from", args=[young.slug, troupe.coalition.slug])
    assert plain.endswith("/welcome/") and strange.status_code != 302, "nothing but what one coordinates can be chosen"


@pytest.mark.row("F4")
def test_what_is_here_stays_and_a_second_copy_or_one_under_rules_is_refused(troupe: Troupe, amina: Person) -> None:
    young = begun(amina)
    by = by_in(young, amina)
    own = create_body(name="steering COMMITTEE", kind=BodyKind.STRATEGIC, purpose="Ours.", by=by, at=THEN)
    set_structure(own, by=by, at=THEN, term_months=6)
    copy_structure(troupe.coalition, by=by, at=LATER)
    with scope(coalition=young.pk):
        assert Body.objects.get(kind=BodyKind.STRATEGIC).purpose == "Ours."
        assert Structure.objects.get(body=own).term_months == 6
        assert Body.objects.get(name="Repairs").parent == own
    with pytest.raises(Refused, match="copied already"):
        copy_structure(troupe.coalition, by=by, at=LATER)
    with pytest.raises(Refused, match="A rulebook is in force"):
        copy_structure(young, by=troupe.by, at=LATER)


def test_nothing_to_copy_is_said(amina: Person) -> None:
    bare, young = begun(amina, "Bare"), begun(amina, "Valley Homes")
    with pytest.raises(ValidationError, match="no structure to copy"):
        copy_structure(bare, by=by_in(young, amina), at=LATER)
    with scope(coalition=young.pk):
        assert not StructureCopy.objects.exists()


def take_back(young: Coalition, person: Person) -> Any:
    with scope(coalition=young.pk):
        entry = entries_of(young.pk).get(act="founding.structure.copied")
        return registry.undo["founding.structure.copied"](entry, by=by_in(young, person), at=LATER)


@pytest.mark.row("F4")
def test_it_is_taken_back_while_nothing_is_built_on_it(troupe: Troupe, amina: Person) -> None:
    young, _row = copied(troupe, amina)
    take_back(young, amina)
    with scope(coalition=young.pk):
        assert Body.objects.filter(ended_on=None).count() == 1
        assert RulebookVersion.objects.get().state == VersionState.DROPPED
        assert not Method.objects.filter(struck_at=None).exists()
        assert not Criterion.objects.filter(struck_at=None).exists()
        assert StructureCopy.objects.get().taken_back_at == LATER
    copy_structure(troupe.coalition, by=by_in(young, amina), at=LATER)  # and it can be copied once more


@pytest.mark.row("F4")
def test_it_stays_once_somebody_has_built_on_it(troupe: Troupe, amina: Person) -> None:
    young, row = copied(troupe, amina)
    by = by_in(young, amina)
    with scope(coalition=young.pk):
        steering = Body.objects.get(name="Steering committee")
        add_member(troupe.organisations["HT"], by=by, at=LATER)
        give_seat(steering, troupe.organisations["HT"], by=by, at=LATER)
    with pytest.raises(Refused, match="Something rests on “Steering committee”"):
        take_back(young, amina)
    with scope(coalition=young.pk):
        row.refresh_from_db()
        assert row.taken_back_at is None and Body.objects.filter(ended_on=None).count() == 3


@pytest.mark.row("F4", "P2")
def test_programs_see_and_copy_it_with_a_token_that_opens_both(troupe: Troupe, amina: Person) -> None:
    young = begun(amina)
    token, secret = token_of(amina, at=THEN)
    with scope(coalition=young.pk):
        hat = f"body:{Body.objects.get().pk}"
    program = Program(token, secret, young.pk, hat, at=LATER)
    base = f"/coalitions/{young.pk}/founding/copy"
    assert [one["name"] for one in program.get(base).json()["sources"]] == ["Harbour Homes Together"]
    read = program.get(f"{base}/{troupe.coalition.pk}").json()
    assert [one["name"] for one in read["bodies"]] == ["General assembly", "Steering committee", "Repairs"]
    assert read["methods"] == ["Vigil"] and read["rulebook"] == 1
    done = program.post(base, {"source": str(troupe.coalition.pk)})
    assert done.status_code == 201 and len(done.json()["bodies"]) == 2
    narrow, key = token_of(amina, at=THEN, coalition=young.pk)
    one = Program(narrow, key, young.pk, hat, at=LATER)
    assert one.get(f"{base}/{troupe.coalition.pk}").status_code == 403, "it was not made to open the other one"
    marta = begun(troupe.people["Marta"], "Hill Homes")
    token, secret = token_of(troupe.people["Marta"], at=THEN)
    stranger = Program(token, secret, marta.pk, at=LATER)
    assert stranger.get(f"/coalitions/{marta.pk}/founding/copy/{troupe.coalition.pk}").status_code == 404


def test_the_first_meeting_falls_on_the_same_day_of_the_week_some_time_ahead() -> None:
    found = first_day(1, date(2026, 3, 2))
    assert found.weekday() == 1 and timedelta(14) <= found - date(2026, 3, 2) < timedelta(21)


@pytest.mark.parametrize("more", [0, 1, 6])
@pytest.mark.parametrize("others", [0, 2])
def test_looking_at_a_structure_costs_at_most_twelve_queries_however_large_it_is(
    troupe: Troupe, amina: Person, more: int, others: int
) -> None:
    """And however many coalitions the person coordinates."""
    for number in range(more):
        create_body(name=f"Group {number}", kind=BodyKind.ACTION, by=troupe.by, at=THEN)
        with troupe.scope():
            name_method(name=f"Way {number}", by=troupe.by, at=THEN)
    for number in range(others):
        begun(amina, f"Other Homes {number}")
    young, client = begun(amina), signed_in(amina)
    for name, args in (("founding:copy", [young.slug]), ("founding:copy-from", [young.slug, troupe.coalition.slug])):
        with stopped_at(LATER):
            client.get(reverse(name, args=args))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(name, args=args)).status_code == 200
        assert len(asked) <= 12, "\n".join(one["sql"][:90] for one in asked)


def test_methods_come_by_name_and_criteria_as_they_were_stated(troupe: Troupe, amina: Person) -> None:
    with troupe.scope():
        name_method(name="Älter", words="Old ways.", by=troupe.by, at=LATER)
        state_criterion("Answers letters.", weight=1, by=voice(troupe, "Marta", "OD"), at=LATER)
        state_criterion("Earlier in the alphabet, later in time.", by=voice(troupe, "Marta", "OD"), at=LATER)
    plan = blueprint_of(troupe.coalition, LATER)
    assert plan.methods == (("Älter", "Old ways."), ("Vigil", "Candles, no speeches."))
    assert [text for text, _weight in plan.criteria] == [
        "Keeps its word.", "Answers letters.", "Earlier in the alphabet, later in time.",
    ]  # fmt: skip
    assert [weight for _text, weight in plan.criteria][:2] == [2, 1]


def test_who_only_sits_somewhere_does_not_see_how_a_coalition_is_built(troupe: Troupe) -> None:
    """The same for whoever has left: mandates decide, and nothing else."""
    assert reading(troupe.coordinator.pk, troupe.coalition.pk, at=LATER) is None
    for person in (*(one.pk for one in troupe.people.values() if one != troupe.coordinator), None):
        barred = reading(person, troupe.coalition.pk, at=LATER)
        assert barred is not None and barred.bar == hidden().bar
