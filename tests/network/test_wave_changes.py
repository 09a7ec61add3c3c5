"""What changed between two waves, whatever became of their organisations in between."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.coalitions.acts import merge_organisations
from comity.network.models import Wave
from comity.network.waves import working
from comity.people.acts import edit_organisation
from tests.cast import THEN, Troupe
from tests.network.stage import address, text_of
from tests.network.waves_stage import bring

pytestmark = pytest.mark.row("R10")
BEFORE = """from,to,level
Open Door Shelter,Dock Road Traders,1
Dock Road Traders,Open Door Shelter,1
Open Door Shelter,Harbour Tenants’ Union,1
Harbour Tenants’ Union,,
Harbour Health Service,Open Door Shelter,1
"""
AFTER = """from,to,level
Open Door Shelter,Harbour Tenants’ Union,1
Dock Road Traders,Harbour Tenants’ Union,2
Harbour Tenants’ Union,,
"""
LATER = THEN + timedelta(days=60)


@pytest.fixture
def henk(home: Troupe, client: Client) -> Iterator[Client]:
    client.force_login(home.people["Henk"])
    with stopped_at(LATER):
        yield client


def compared(troupe: Troupe, after: str = AFTER, **more: Any) -> tuple[Wave, dict[str, Any]]:
    """Two waves, and what is kept of the change."""
    first = bring(troupe, BEFORE, name="Spring")
    second = bring(troupe, after, name="Autumn", on=LATER.date(), at=LATER, **more)
    with troupe.scope():
        row = working.change_between(first, second)
    assert row is not None
    return second, working.unpacked(bytes(row.content))


def test_ties_come_stay_and_go_among_those_who_answered_both_times(home: Troupe) -> None:
    _wave, found = compared(home)
    either = found["rules"]["either"]
    assert (len(either["gained"]), either["kept"], len(either["lost"])) == (1, 1, 1)
    assert either["among"] == 3  # the health service was not asked again: its tie is neither lost nor kept
    assert either["left_out"] == [1, 0]
    assert [found["names"][key] for key in found["left"]] == ["Harbour Health Service"]
    for name, n in (("gained", 1), ("kept", 1), ("lost", 1)):
        interval = either["intervals"][name]
        assert 0 <= interval["low"] <= n <= interval["high"] <= 3


def test_the_page_tells_it_with_questions_rule_response_and_days(home: Troupe, henk: Client) -> None:
    wave, _found = compared(home)
    page = text_of(henk.get(address(home, f"waves/{wave.pk}/changes/")))
    assert "1 new tie." in page and "Dock Road Traders and Harbour Tenants’ Union" in page
    assert "Among the 3 organisations that answered both times. 1 March 2026 and 1 May 2026." in page
    assert "Only in the earlier wave: Harbour Health Service." in page
    assert "With other organisations of the same kind it would nearly always be" in page


def test_silence_is_no_change(home: Troupe) -> None:
    silent = "from,to,level\nOpen Door Shelter,Harbour Tenants’ Union,1\n"
    _wave, found = compared(home, silent, all_asked=True)
    assert found["rules"]["either"]["lost"] == []


def test_a_renamed_organisation_is_the_same(home: Troupe, henk: Client) -> None:
    first = bring(home, BEFORE, name="Spring")
    edit_organisation(home.organisations["DR"], name="Quayside Traders", by=home.by, at=THEN)
    after = AFTER.replace("Dock Road Traders", "Quayside Traders")
    second = bring(home, after, name="Autumn", on=LATER.date(), at=LATER)
    page = text_of(henk.get(address(home, f"waves/{second.pk}/changes/?since={first.pk}")))
    assert "Dock Road Traders is called Quayside Traders now." in page and "1 new tie." in page
    assert "Dock Road Traders" in text_of(henk.get(address(home, f"waves/{first.pk}/pairs/")))


def test_organisations_that_merged_count_as_one_in_both_waves(home: Troupe, henk: Client) -> None:
    first = bring(home, BEFORE, name="Spring")
    with home.scope():
        merge_organisations(home.organisations["OD"], home.organisations["DR"], by=home.by, at=THEN)
    after = "from,to,level\nOpen Door Shelter,Harbour Tenants’ Union,1\nHarbour Tenants’ Union,,\n"
    second = bring(home, after, name="Autumn", on=LATER.date(), at=LATER)
    with home.scope():
        row = working.change_between(first, second)
    assert row is not None
    found = working.unpacked(bytes(row.content))
    either = found["rules"]["either"]
    assert (either["gained"], either["kept"], either["lost"]) == ([], 1, [])  # what was between the two is no tie now
    page = text_of(henk.get(address(home, f"waves/{second.pk}/changes/")))
    assert "Dock Road Traders is part of Open Door Shelter now; both count as one, in both waves." in page


def test_any_two_waves_can_be_compared_behind_the_page(home: Troupe, henk: Client) -> None:
    second, _found = compared(home)
    with home.scope():
        first = Wave.objects.get(name="Spring")
    url = address(home, f"waves/{first.pk}/changes/")
    assert "have not been compared yet" in text_of(henk.get(f"{url}?since={second.pk}"))
    henk.post(f"{url}ask/", {"since": str(second.pk)})
    assert henk.get(f"{url}?since={second.pk}").headers["Refresh"] == "2"
    working.work_out_change.call(str(home.coalition.pk), str(second.pk), str(first.pk))
    assert "Came, stayed, went" in text_of(henk.get(f"{url}?since={second.pk}"))


def test_a_first_wave_has_nothing_to_be_compared_with(home: Troupe, henk: Client) -> None:
    wave = bring(home, BEFORE)
    assert "Nothing to compare with yet" in text_of(henk.get(address(home, f"waves/{wave.pk}/changes/")))


def test_what_an_older_version_worked_out_is_made_anew(home: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    wave = bring(home, BEFORE)
    monkeypatch.setattr(working, "SHAPE", working.SHAPE + 1)
    with home.scope():
        assert working.content_of(wave) is None
    working.keep_missing(None, LATER)
    with home.scope():
        assert working.content_of(wave) is not None
