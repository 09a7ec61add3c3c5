"""The stage for stories about texts."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from comity.texts.models import Text
    from tests.cast import Troupe


@pytest.fixture
def troupe(db: None) -> "Troupe":
    """Harbour Homes: a steering committee that Marta chairs."""
    from tests.cast import harbour

    return harbour()


@pytest.fixture
def elsewhere(db: None) -> "Troupe":
    """Valley Care, with none of the same people."""
    from tests.cast import valley

    return valley()


@pytest.fixture
def rules(troupe: "Troupe") -> "Text":
    """The house rules of the steering committee, begun by Marta who chairs it."""
    from tests.texts.stage import begun

    return begun(troupe)
