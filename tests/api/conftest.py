"""The stage for stories of other programs: Harbour Homes, and tokens for its people."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.api.stage import Program
    from tests.cast import Troupe


@pytest.fixture
def troupe(db: None) -> "Troupe":
    """Harbour Homes."""
    from tests.cast import harbour

    return harbour()


@pytest.fixture
def elsewhere(db: None) -> "Troupe":
    """Valley Care, with none of the same people."""
    from tests.cast import valley

    return valley()


@pytest.fixture
def program(troupe: "Troupe") -> "Callable[..., Program]":
    """A program with a token of somebody's: `program("Amina", "HT")` wears her hat of the tenants."""
    from tests.api.stage import program

    def made(name: str = "Amina", mark: str = "", **options: Any) -> "Program":
        return program(troupe, name, mark, **options)

    return made
