"""Trust and value: shown of at least five organisations together, and never so that one of them could be told."""

import itertools
from collections.abc import Iterator

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.coalitions.standing import standing_of
from comity.network.models import Report, Score, Wave
from comity.network.waves import tables
from tests.cast import THEN, Troupe
from tests.network.stage import address, text_of
from tests.network.waves_stage import bring, content, widen

pytestmark = pytest.mark.row("R10")
NAMES = (
    "Open Door Shelter", "Dock Road Traders", "Harbour Health Service", "Boat School", "Lamp Keepers", "Night Ferry",
)  # fmt: skip
RATED = "Harbour Tenants’ Union"


def rated(raters: int, others: int = 0) -> str:
    """So many rate the tenants (1, 2, 3, 4, 1, 2 …), and so many the library."""
    lines = ["from,to,level,reliability,mission,openness"]
    scores = itertools.cycle((1, 2, 3, 4))
    lines += [f"{name},{RATED},1,{next(scores)},,4" for name in NAMES[:raters]]
    lines += [f"{name},Quay Library,1,2,2,2" for name in NAMES[:others]]
    return "\n".join([*lines, *(f"{name},," for name in (*NAMES, RATED, "Quay Library"))]) + "\n"


@pytest.fixture
def henk(home: Troupe, client: Client) -> Iterator[Client]:
    widen(home)
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        yield client


def trust_of(troupe: Troupe, wave: Wave, name: str) -> float | None:
    with troupe.scope():
        return Score.objects.get(wave=wave, rule="either", member__name=name).trust


def test_five_raters_give_a_mean_and_four_give_none(home: Troupe, henk: Client) -> None:
    enough, few = bring(home, rated(5)), bring(home, rated(4))
    # each rater’s own mean of the items it answered: 2.5, 3, 3.5, 4, 2.5 → 3.1 of 4
    assert trust_of(home, enough, RATED) == pytest.approx(100 * (3.1 - 1) / 3)
    assert trust_of(home, few, RATED) is None
    tenants = home.organisations["HT"].pk
    page = text_of(henk.get(address(home, f"waves/{enough.pk}/?of={tenants}")))
    assert "reliable 2.20 of 4, by 5" in page and "open to talk 4.00 of 4, by 5" in page
    assert "shares our aim" not in page
    assert "of 4, by" not in text_of(henk.get(address(home, f"waves/{few.pk}/?of={tenants}")))


def test_who_is_hidden_can_not_be_reckoned_from_the_whole(home: Troupe, henk: Client) -> None:
    """The library has too few raters alone; were only it hidden, the network’s mean would give it away."""
    wave = bring(home, rated(6, others=2))
    kept = content(home, wave)["ratings"]["scales"]["trust"]
    assert kept["hidden"] == 2 and kept["shown"] == 0  # so the tenants are hidden along with it
    assert trust_of(home, wave, RATED) is None


def test_nobody_is_shown_who_rated_whom(home: Troupe, henk: Client) -> None:
    """Neither on a page nor in a file: ratings as distinct as fingerprints occur in none of them."""
    wave = bring(home, rated(5))
    with home.scope():
        assert Report.objects.filter(wave=wave, reliability__isnull=False).count() == 5
        standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
        header, *rows = tables.reports_table(standing)
    assert not {"reliability", "mission", "openness"} & set(header)
    assert {len(row) for row in rows} == {8}
    for part in ("pairs/", "pairs/?format=csv"):
        page = henk.get(address(home, f"waves/{wave.pk}/{part}"))
        text = b"".join(page.streaming_content).decode() if page.streaming else text_of(page)
        assert "reliab" not in text.lower() and "open to talk" not in text


def test_below_the_threshold_of_response_no_rating_is_shown(home: Troupe, henk: Client) -> None:
    lines = [line for line in rated(5).splitlines() if not line.endswith(",,") or line.startswith("from")]
    wave = bring(home, "\n".join(lines) + "\n", all_asked=True)
    assert content(home, wave)["showing"] == "hidden" and content(home, wave)["ratings"] is None
