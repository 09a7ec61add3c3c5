"""The stage for stories about surveys."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Troupe


@pytest.fixture
def troupe(db: None) -> "Troupe":
    """Harbour Homes: three organisations in its steering committee, four in the assembly."""
    from tests.cast import harbour

    return harbour()


@pytest.fixture
def elsewhere(db: None) -> "Troupe":
    """Valley Care, with none of the same people."""
    from tests.cast import valley

    return valley()
