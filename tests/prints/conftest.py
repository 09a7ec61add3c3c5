"""The stage for stories about prints: they go into a folder of the test’s own."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Troupe


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:  # type: ignore[no-untyped-def]
    """Where the bytes lie."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


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
