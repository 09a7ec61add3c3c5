"""Who can't decide in time: each one's own process is known, and opening proposes a day that lets all answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.base.clock import stopped_at
from comity.coalitions.models import Membership, MembershipChange, MembershipState
from comity.governing import queries, telling
from comity.governing.acts import draft_question, open_question
from comity.governing.models import Question
from comity.notices.links import link_of
from comity.people.models import Organisation, Sector
from tests.cast import THEN, Troupe
from tests.governing.rules import work_by
from tests.governing.stage import OPENS, signed_in, tenants

NAMED = "Neighbours {n:03d}"


def crowd(troupe: Troupe, many: int, since: int) -> None:
    """So many further members; every fifth needs forty days to decide."""
    with troupe.scope():
        rows = [
            Organisation(
                name=NAMED.format(n=n), sort_name=f"neighbours {n:03d}", slug=f"neighbours-{n}", sector=Sector.CITIZEN,
                lead_days=40 if n % 5 == 0 else 3,
            )
            for n in range(since, since + many)
        ]  # fmt: skip
        Organisation.objects.bulk_create(rows)
        members = [
            Membership(coalition=troupe.coalition, organisation=one, state=MembershipState.MEMBER, since_on=THEN.date())
            for one in rows
        ]
        Membership.objects.bulk_create(members)
        MembershipChange.objects.bulk_create(
            MembershipChange(coalition=troupe.coalition, membership=one, state=one.state, on=THEN.date())
            for one in members
        )


def draft(troupe: Troupe, days: int) -> Question:
    return draft_question(
        body=troupe.assembly, title="Meet on Tuesdays?", lede="Each first one.", closes_at=OPENS + timedelta(days=days),
        by=tenants(troupe), at=OPENS,
    )  # fmt: skip


@pytest.mark.row("G3")
def test_at_five_hundred_organisations_opening_still_says_who_is_too_slow_in_as_many_queries(troupe: Troupe) -> None:
    work_by(troupe, member_for=1, longest=90)
    client, counted = signed_in(troupe.people["Amina"]), []
    hat = {"acting_as": f"organisation:{troupe.organisations['HT'].pk}"}
    question = draft(troupe, 20)
    for many, since in ((5, 0), (495, 5)):
        crowd(troupe, many, since)
        with stopped_at(OPENS), CaptureQueriesContext(connection) as asked:
            page = client.get(question.get_absolute_url(), hat)
        assert page.status_code == 200 and "These can’t answer in time" in page.content.decode()
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 14
    with troupe.scope():
        found = Question.objects.select_related("coalition", "body").get(pk=question.pk)
        slow = queries.slow_ones(found, at=OPENS)
        assert len(slow) == 101, "a hundred neighbours, and the health service with its thirty days"
        assert slow[0].organisation.lead_days == 40
        assert queries.day_for_all(found, at=OPENS) == OPENS.date() + timedelta(days=40)


@pytest.mark.row("G3")
def test_the_roll_of_five_hundred_is_taken_in_as_many_queries_as_that_of_five(troupe: Troupe) -> None:
    counted: list[int] = []
    for many, since in ((5, 0), (495, 5)):
        crowd(troupe, many, since)
        question = draft(troupe, 50)
        with CaptureQueriesContext(connection) as asked:
            opened = open_question(question, by=tenants(troupe), at=OPENS)
        counted.append(len(asked))
        with troupe.scope():
            assert opened.roll.count() == 4 + many + since
    assert counted[1] <= counted[0] + 10, "rows are written five hundred at once"


@pytest.mark.parametrize("many", [1, 3])
def test_the_links_of_all_voters_are_kept_in_one_query(troupe: Troupe, many: int) -> None:
    question, people = draft(troupe, 20), list(troupe.people.values())
    pairs = [(one.pk, who.pk) for one, who in zip(troupe.organisations.values(), people, strict=False)][:many]
    with CaptureQueriesContext(connection) as asked:
        links = telling.vote_links(question, pairs)
    assert len(asked) == 1 and list(links) == pairs and len(set(links.values())) == many
    for organisation, person in pairs:
        link = link_of(links[organisation, person].rstrip("/").rpartition("/")[2])
        assert link is not None and (link.organisation, link.person) == (organisation, person)


@pytest.mark.row("G3")
def test_who_joined_lately_is_not_waited_for(troupe: Troupe) -> None:
    work_by(troupe, member_for=1)
    crowd(troupe, 5, 0)
    with troupe.scope():
        Membership.objects.filter(organisation__name=NAMED.format(n=0)).update(since_on=OPENS.date())
        MembershipChange.objects.filter(membership__organisation__name=NAMED.format(n=0)).update(on=OPENS.date())
        found: Any = Question.objects.select_related("coalition", "body").get(pk=draft(troupe, 20).pk)
        names = {one.organisation.name for one in queries.slow_ones(found, at=OPENS)}
    assert names == {"Harbour Health Service"}
