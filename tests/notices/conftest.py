"""The stage for stories about mails: Harbour Homes, and one letter that says what it is told."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from comity.notices.mails import Addressee
    from comity.people.models import Person
    from tests.cast import Troupe


@pytest.fixture
def home(db: None) -> "Troupe":
    """Harbour Homes, as the cast knows it."""
    from tests.cast import harbour

    return harbour()


@pytest.fixture
def reader() -> "Callable[[Person], Addressee]":
    """A person, as mails know them."""
    from comity.notices.mails import Addressee

    return lambda person: Addressee(person.pk, person.email or "", person.name, person.language)
