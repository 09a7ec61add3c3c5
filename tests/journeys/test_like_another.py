"""Whoever runs one coalition starts another and builds it like the first, having seen all of it; and takes it back."""

from collections.abc import Callable
from typing import Any

import pytest
from django_scopes import scope

from comity.coalitions.models import Body, Coalition
from comity.founding.models import StructureCopy
from tests.cast import harbour
from tests.crawl.test_browser import looked_over
from tests.journeys.conftest import SitDown
from tests.journeys.harbour import at_her_desk
from tests.journeys.test_own_coalition import on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("F4", "P3")]


def test_a_new_coalition_is_built_like_the_one_she_runs(
    sit_down: SitDown, axe: Callable[[Any], list[str]]
) -> None:
    troupe = harbour()
    amina = at_her_desk(sit_down, troupe)
    amina.page.goto("/start/")
    amina.write("Name of the coalition", "Valley Homes")
    for _question in range(4):
        on(amina)
    amina.sees("Shall it be built like a coalition that you coordinate?")
    amina.tick("Harbour Homes Together")
    on(amina)
    amina.tap("Start the coalition")
    young = Coalition.objects.get(name="Valley Homes")
    assert amina.heading == "Copy the structure of Harbour Homes Together"
    amina.sees("Steering committee")
    amina.sees("What stays where it is")
    assert not list(looked_over(amina.page, axe))
    with scope(coalition=young.pk):
        assert Body.objects.count() == 1, "nothing is copied before the button"
    amina.tap("Copy it")
    amina.sees("It is copied.")
    assert not list(looked_over(amina.page, axe))
    with scope(coalition=young.pk):
        assert Body.objects.filter(ended_on=None).count() == 2
    amina.tap("Undo")
    amina.page.goto(f"/c/{young.slug}/founding/copy/")
    amina.sees("Taken back")
    with scope(coalition=young.pk):
        assert Body.objects.filter(ended_on=None).count() == 1
        assert StructureCopy.objects.get().taken_back_at is not None
