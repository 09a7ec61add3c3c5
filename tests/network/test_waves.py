"""Waves hold still what was said; their pages say how far it can be trusted."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.network.acts import drop_wave, keep_ties, restore_wave
from comity.network.models import Report, Score, Tie, Wave, WaveMember
from comity.people.acts import edit_organisation
from tests.cast import THEN, Troupe
from tests.network.stage import address, contents_of_everything, tell, text_of
from tests.network.waves_stage import bring, brought, content, read, widen, work_out

pytestmark = pytest.mark.row("R10")
LIST = """from,to,level
Open Door Shelter,Harbour Tenants’ Union,cooperation
Harbour Tenants’ Union,Open Door Shelter,coordination
Open Door Shelter,Harbour Health Service,networking
Harbour Health Service,,
Dock Road Traders,Harbour Tenants’ Union,1
"""


@pytest.fixture
def henk(home: Troupe, client: Client) -> Iterator[Client]:
    """Somebody inside who speaks for the traders."""
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        yield client


@pytest.fixture
def amina(home: Troupe, client: Client) -> Iterator[Client]:
    """The coordinator."""
    client.force_login(home.coordinator)
    with stopped_at(THEN):
        yield client


def rows(troupe: Troupe, wave: Wave) -> set[tuple[str, str, int | None]]:
    with troupe.scope():
        found = Report.objects.filter(wave=wave).select_related("rater", "rated")
        return {(one.rater.mark, one.rated.mark, one.level) for one in found}


# ── keeping ──


def test_the_ties_of_the_day_become_a_wave(home: Troupe) -> None:
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HT", 3)
    tell(home, "Marta", "OD", "HH", 2)
    wave = keep_ties(name="Now", question="Who works with whom?", by=home.by, at=THEN)
    assert rows(home, wave) == {("HT", "OD", 4), ("OD", "HT", 3), ("OD", "HH", 2)}
    assert (wave.asked, wave.answered, wave.given) == (4, 2, False)


def test_a_tie_that_some_may_not_know_of_stays_out_of_a_wave(home: Troupe) -> None:
    tie = tell(home, "Amina", "HT", "OD", 4)
    Tie._base_manager.filter(pk=tie.pk).update(confidentiality="named")
    wave = keep_ties(name="Now", question="Who?", by=home.by, at=THEN)
    assert rows(home, wave) == set()


def test_answers_brought_in_become_a_wave_and_silence_stays_silence(home: Troupe) -> None:
    wave = bring(home, LIST)
    assert rows(home, wave) == {("OD", "HT", 3), ("HT", "OD", 2), ("OD", "HH", 1), ("DR", "HT", 1)}
    assert (wave.asked, wave.answered) == (4, 4)  # the health service answered, and names nobody
    counts = content(home, wave)["dyads"]
    assert counts == {"confirmed": 1, "claimed": 2, "unverified": 0, "absent": 3, "half-absent": 0, "unknown": 0}


def test_nothing_in_a_wave_changes_when_its_organisations_do(home: Troupe) -> None:
    wave = bring(home, LIST)
    labels = {Wave._meta.label_lower, WaveMember._meta.label_lower, Report._meta.label_lower}
    before = {key: row for key, row in contents_of_everything().items() if key[0] in labels}
    edit_organisation(home.organisations["HH"], name="Quayside Clinic", by=home.by, at=THEN)
    with home.scope():
        one = Membership.objects.get(organisation=home.organisations["DR"])
        change_membership(one, MembershipState.LEFT, by=home.by, at=THEN)
    work_out(home, wave)
    assert {key: row for key, row in contents_of_everything().items() if key[0] in labels} == before


def test_the_record_finds_whoever_changes_a_wave_afterwards(home: Troupe) -> None:
    wave = bring(home, LIST)
    assert not list(verify(home.coalition.pk))
    with home.scope():
        Report._base_manager.filter(wave=wave).update(level=5)
    assert list(verify(home.coalition.pk))


def test_only_coordinators_keep_waves(home: Troupe) -> None:
    henk = home.hat(home.people["Henk"], home.organisations["DR"])
    with pytest.raises(Refused, match="coordinat"):
        keep_ties(name="Now", question="Who?", by=henk, at=THEN)


def test_a_wave_taken_out_of_use_leaves_the_list_and_comes_back(home: Troupe, henk: Client) -> None:
    wave = bring(home, LIST, name="The draft")
    drop_wave(wave, why="It was too early.", by=home.by, at=THEN)
    assert "The draft" not in text_of(henk.get(address(home, "waves/")))
    assert "It was too early." in text_of(henk.get(address(home, f"waves/{wave.pk}/")))
    assert "The draft" in text_of(henk.get(address(home, "waves/?use=dropped")))
    restore_wave(Wave._base_manager.get(pk=wave.pk), by=home.by, at=THEN)
    assert "The draft" in text_of(henk.get(address(home, "waves/")))


# ── bad input ──

FAULTS = {
    "from,to\nOpen Door Sheltr,Dock Road Traders\n": ("row 2, column “from”", "Open Door Shelter"),
    "from,to,level\nOpen Door Shelter,Dock Road Traders,9\n": ("row 2, column “level”", "0 to 5"),
    "from,to,reliability\nOpen Door Shelter,Dock Road Traders,7\n": ("row 2, column “reliability”", "1 (not at all)"),
    "from,to,gave\nOpen Door Shelter,Dock Road Traders,perhaps\n": ("row 2, column “gave”", "yes or no"),
    "from,to\n,Dock Road Traders\n": ("row 2, column “from”", "first column"),
    "who,Open Door Shelter,Dock Road Traders\nOpen Door Shelter,0,1\nOpen Door Shelter,0,1\n":
        ("row 3, column “who”", "one row"),
    "from,to\n": ("", "row"),
}  # fmt: skip


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_names_row_column_and_mend_and_nothing_is_kept(text: str, home: Troupe, amina: Client) -> None:
    page = amina.post(address(home, "waves/bring/"), {"text": text, "go": "keep", "name": "x", "question": "y",
                                                      "asked_on": "2026-03-01"})  # fmt: skip
    assert page.status_code == 422
    where, helps = FAULTS[text]
    assert where in text_of(page) and helps in text_of(page)
    with home.scope():
        assert not Wave.objects.exists()


def test_who_names_itself_is_left_out_and_told(home: Troupe) -> None:
    found = read(home, "from,to\nOpen Door Shelter,Open Door Shelter\nOpen Door Shelter,Dock Road Traders\n")
    assert found.told == {"itself": 1}
    wave = bring(home, "from,to\nOpen Door Shelter,Open Door Shelter\nOpen Door Shelter,Dock Road Traders\n")
    assert rows(home, wave) == {("OD", "DR", 1)}


def test_a_matrix_knows_silent_rows_from_rows_of_noughts(home: Troupe) -> None:
    wave = bring(home, (
        "who,Harbour Tenants’ Union,Open Door Shelter,Dock Road Traders,Harbour Health Service\n"
        "Harbour Tenants’ Union,-,3,0,1\nOpen Door Shelter,,-,,\nDock Road Traders,0,0,-,0\n"
    ))  # fmt: skip
    assert rows(home, wave) == {("HT", "OD", 3), ("HT", "HH", 1)}
    with home.scope():
        answered = {one.mark: one.answered for one in WaveMember.objects.all()}
    assert answered == {"HT": True, "OD": False, "DR": True, "HH": False}


ALL_TIES = """who,Open Door Shelter,Dock Road Traders,Harbour Health Service
Open Door Shelter,,1,1
Dock Road Traders,1,,1
Harbour Health Service,1,1,
"""
EXTREMES = {
    "nobody answered": ("who,Open Door Shelter,Dock Road Traders,Harbour Health Service\nOpen Door Shelter,,,\n",
                        {"answered": 0, "ties": 0, "low": 0.0, "high": 1.0}),
    "one answered": ("from,to\nOpen Door Shelter,Dock Road Traders\n", {"answered": 1, "ties": 1}),
    "all alone": ("from,to\nOpen Door Shelter,\nDock Road Traders,\nHarbour Health Service,\n",
                  {"answered": 3, "ties": 0, "low": 0.0, "high": 0.0, "isolates": 3}),
    "all ties": (ALL_TIES, {"answered": 3, "ties": 3, "low": 1.0, "high": 1.0}),
}  # fmt: skip


@pytest.mark.parametrize("case", EXTREMES)
def test_the_extremes_have_a_page_that_says_what_they_mean(case: str, home: Troupe, henk: Client) -> None:
    text, expected = EXTREMES[case]
    wave = bring(home, text)
    found = content(home, wave)
    either = found["rules"]["either"]
    seen = {"answered": found["answered"], **either["figures"], **either["bounds"]}
    assert {key: seen[key] for key in expected} == expected
    page = henk.get(address(home, f"waves/{wave.pk}/"))
    assert page.status_code == 200 and f"{expected['answered']} of {found['asked']} answered" in text_of(page)
    for part in ("organisations/", "pairs/", "changes/", "figures.csv"):
        assert henk.get(address(home, f"waves/{wave.pk}/{part}")).status_code == 200


def test_a_wave_of_nobody_is_refused(home: Troupe) -> None:
    with pytest.raises(ValidationError, match="two organisations"):
        bring(home, "from,to\nOpen Door Shelter,\n")


def test_a_day_ahead_is_refused(home: Troupe) -> None:
    with pytest.raises(ValidationError, match="ahead"):
        bring(home, LIST, on=THEN.date().replace(year=2027))


# ── several people of one organisation ──

PEOPLE = """respondent,from,to,level
1,Open Door Shelter,Dock Road Traders,1
2,Open Door Shelter,Dock Road Traders,4
3,Open Door Shelter,Dock Road Traders,2
3,Open Door Shelter,Harbour Health Service,2
"""


def test_people_of_one_organisation_speak_with_one_voice_in_the_stated_way(home: Troupe, henk: Client) -> None:
    from comity.core.network.answers import Together

    highest = bring(home, PEOPLE)
    assert rows(home, highest) == {("OD", "DR", 4), ("OD", "HH", 2)}
    most = bring(home, PEOPLE, together=Together.MOST)
    assert rows(home, most) == {("OD", "DR", 2)}
    assert "At least half must name it" in text_of(henk.get(address(home, f"waves/{most.pk}/")))


# ── the page ──


def test_every_figure_stands_with_question_rule_response_and_day(home: Troupe, henk: Client) -> None:
    wave = bring(home, LIST)
    page = text_of(henk.get(address(home, f"waves/{wave.pk}/?rule=confirmed")))
    assert "“With whom do you work?” A tie counts when both sides report it. 4 of 4 answered (100%)." in page
    assert "1 March 2026" in page


def test_the_rules_stand_side_by_side(home: Troupe, henk: Client) -> None:
    wave = bring(home, LIST)
    page = text_of(henk.get(address(home, f"waves/{wave.pk}/")))
    assert "One side says so Both sides say so Who names whom Ties 3 1 4" in page


SILENT = "from,to\n" + "".join(f"{one},Open Door Shelter\n" for one in ("Boat School", "Lamp Keepers"))


@pytest.mark.parametrize(
    ("answered", "showing", "says"),
    [(8, "shown", ""), (6, "caution", "Below 80%"), (5, "hidden", "Below 65%")],
)
def test_scores_are_shown_only_if_enough_answered(
    answered: int, showing: str, says: str, home: Troupe, henk: Client
) -> None:
    widen(home)
    with home.scope():
        names = list(Membership.objects.order_by("pk").values_list("organisation__name", flat=True))
    lines = [f"{name},{names[(at + 1) % 8]}" for at, name in enumerate(names[:answered])]
    wave = bring(home, "from,to\n" + "\n".join(lines) + "\n", all_asked=True)
    assert content(home, wave)["showing"] == showing
    page = text_of(henk.get(address(home, f"waves/{wave.pk}/")))
    assert says in page
    scores = text_of(henk.get(address(home, f"waves/{wave.pk}/organisations/")))
    with home.scope():
        assert Score.objects.filter(wave=wave).exists() == (showing != "hidden")
    assert ("No scores to show" in scores) == (showing == "hidden")
    assert ("What would change if one left" in page) == (showing != "hidden")


@pytest.mark.parametrize("path", ["", "organisations/", "pairs/"])
def test_the_queries_do_not_grow_with_a_wave(
    path: str, home: Troupe, henk: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    small = bring(home, "from,to\nOpen Door Shelter,Dock Road Traders\n")
    widen(home)
    large = bring(home, LIST, all_asked=True)
    for wave in (small, large):
        henk.get(address(home, f"waves/{wave.pk}/{path}"))
        with django_assert_max_num_queries(12):
            henk.get(address(home, f"waves/{wave.pk}/{path}"))


def test_while_it_is_worked_out_the_page_waits(home: Troupe, henk: Client) -> None:
    tell(home, "Amina", "HT", "OD", 4)
    wave = keep_ties(name="Now", question="Who?", by=home.by, at=THEN)
    page = henk.get(address(home, f"waves/{wave.pk}/"))
    assert page.headers["Refresh"] == "2" and "being worked out" in text_of(page)


def test_giving_and_getting_is_told_from_both_ends(home: Troupe, henk: Client) -> None:
    wave = bring(home, (
        "from,to,gave,received\nOpen Door Shelter,Dock Road Traders,yes,no\n"
        "Dock Road Traders,Open Door Shelter,yes,yes\nOpen Door Shelter,Harbour Health Service,yes,no\n"
    ))  # fmt: skip
    flows = content(home, wave)["flows"]
    assert (flows["confirmed"], flows["claimed"], flows["unverified"]) == (1, 1, 1)
    assert "Giver and taker both say so of 1;" in text_of(henk.get(address(home, f"waves/{wave.pk}/")))


def test_what_would_change_if_one_left(home: Troupe, henk: Client) -> None:
    star = "from,to\nOpen Door Shelter,Dock Road Traders\nOpen Door Shelter,Harbour Health Service\n"
    wave = bring(home, star, silent_answered=True)
    shelter = home.organisations["OD"].pk
    page = text_of(henk.get(address(home, f"waves/{wave.pk}/?of={shelter}")))
    assert "2 ties would go; 1 other would be cut off. 100% of the pairs of others" in page


def test_strangers_to_the_coalition_find_no_wave(home: Troupe, elsewhere: Troupe, client: Client) -> None:
    wave = bring(home, LIST)
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        for path in ("waves/", f"waves/{wave.pk}/", f"waves/{wave.pk}/pairs/"):
            assert client.get(address(home, path)).status_code == 404


def test_answers_are_looked_at_before_they_are_kept(home: Troupe, amina: Client) -> None:
    page = amina.post(address(home, "waves/bring/"), {"text": LIST, "go": "look"})
    assert page.status_code == 200 and "4 organisations are named. 4 speak, with 4 answers." in text_of(page)
    with home.scope():
        assert not Wave.objects.exists()
    done = amina.post(address(home, "waves/bring/"), {
        "text": page.context["form"]["text"].value(), "go": "keep", "name": "Spring", "question": "Who?",
        "asked_on": "2026-03-01",
    })  # fmt: skip
    assert done.status_code == 302, text_of(done)
    with home.scope():
        assert Wave.objects.get().answered == 4
    assert brought(home, LIST).given is False
