"""The stage for stories about running Comity: Harbour Homes, on an install somebody watches."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Troupe


@pytest.fixture
def home(db: None) -> "Troupe":
    """Harbour Homes, as the cast knows it."""
    from tests.cast import harbour

    return harbour()
