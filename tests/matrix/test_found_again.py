"""After a restore or a move the search is made anew, of every kind of thing, by a process that stands in no scope."""

import pytest

from comity.base.models import Findable
from comity.base.search.indexing import rebuild
from tests.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.wide]


def test_whatever_was_found_is_found_again(world: World) -> None:
    coalition = world.alpha.coalition.pk
    rows = Findable.objects.filter(coalition=coalition)
    before = set(rows.values_list("thing", "label"))
    rows.delete()
    made = rebuild(coalition)
    after = set(rows.values_list("thing", "label"))
    assert made >= len(after) >= len(before) > 20
    assert before <= after
