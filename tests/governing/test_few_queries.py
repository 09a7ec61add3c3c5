"""Pages on competences, statements and the media take as many queries for three rows as for one."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.credits.acts import give_credit
from comity.governing.acts import areas, media
from comity.governing.acts import statements as acts
from comity.governing.models import SpokeAs
from tests.cast import Troupe
from tests.governing.stage import OPENS, hat, signed_in

WHO = [("Marta", "OD"), ("Okafor", "HH"), ("Henk", "DR")]


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_as_many_queries_for_three_rows_as_for_one(
    many: int, troupe: Troupe, django_assert_max_num_queries: Any
) -> None:
    marta = hat(troupe, "Marta", "OD")
    for name, mark in WHO[:many]:
        by = hat(troupe, name, mark)
        areas.state_competence(name="Plumbing", level=2, evidence="Boilers.", by=by, at=OPENS)
        log_media(troupe, name, by)
        one = acts.draft_statement(kind="coalition", title="Warm", text="Forty flats.", by=by, at=OPENS)
        ours = acts.draft_statement(kind="coalition", title="Warmer", text="Fifty flats.", by=marta, at=OPENS)
        acts.ask_for_clearing(ours, by=marta, at=OPENS)
        acts.clear_statement(ours, True, by=troupe.by, at=OPENS)
    for number in range(many):
        acts.write_statement(one, title="Warm", text=f"Forty-{number} flats.", by=by, at=OPENS)
    for mark in ("OD", "HH", "DR")[:many]:
        give_credit(thing=one, organisation=troupe.organisations[mark], what="measured", by=by, at=OPENS)
    pages = [at(troupe, name) for name in ("competences", "statements", "media")]
    pages += [one.get_absolute_url(), ours.get_absolute_url()]
    client = signed_in(troupe.people["Marta"])
    with stopped_at(OPENS + timedelta(hours=1)):
        client.get(pages[0])
        for page in pages:
            with django_assert_max_num_queries(12, info=page):
                assert client.get(page).status_code == 200, page


def log_media(troupe: Troupe, name: str, by: Any) -> None:
    media.log_media(
        on=OPENS.date(), outlet="Harbour Radio", kind="press", about=f"{name} on warm flats", clip="Quoted.",
        spoke=troupe.people[name], spoke_as=SpokeAs.COALITION, by=by, at=OPENS,
    )  # fmt: skip


def at(troupe: Troupe, name: str) -> str:
    return reverse(f"governing:{name}", args=[troupe.coalition.slug])
