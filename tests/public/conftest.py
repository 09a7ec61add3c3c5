"""The stage for what outsiders see."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Troupe


@pytest.fixture
def home(db: None) -> "Troupe":
    """Harbour Homes, with a public page."""
    from comity.coalitions.acts import change_settings
    from tests.cast import THEN, harbour

    troupe = harbour()
    change_settings(
        troupe.coalition, has_page=True, purpose="Dry walls for *everyone*.", reasons="Alone you are sent away",
        by=troupe.by, at=THEN,
    )  # fmt: skip
    return troupe
