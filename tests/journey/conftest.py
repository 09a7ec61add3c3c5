"""The stage for stories about the path."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Troupe


@pytest.fixture
def founders(db: None) -> "Troupe":
    """Three organisations about to found Warm Rooms, and no rulebook yet."""
    from tests.founding.stage import warm_rooms

    return warm_rooms()


@pytest.fixture
def troupe(db: None) -> "Troupe":
    """Harbour Homes, under the simplest rulebook."""
    from tests.cast import harbour

    return harbour()
