"""The stage for stories about who works with whom."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Troupe


@pytest.fixture
def home(db: None) -> "Troupe":
    """Harbour Homes, as the cast knows it."""
    from tests.cast import harbour

    return harbour()


@pytest.fixture
def elsewhere(db: None) -> "Troupe":
    """Valley Care, with none of the same people."""
    from tests.cast import valley

    return valley()
