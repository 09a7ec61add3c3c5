"""Prospects: criteria before names, points given blind, waves that wait, and who of us knows whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.audit.verify import verify
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.evidence import counted
from comity.base.refusal import Refused
from comity.coalitions.acts import add_member, change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import standing_of
from comity.core.advice.scoring import compare
from comity.founding.models import Judgement, PartnerSearch, Prospect, ProspectState, RecruitingWave
from comity.founding.prospects import acts, acts_gaps, jobs, queries
from comity.founding.prospects.registering import coverage, evidence
from comity.network.acts import report_tie
from comity.network.acts.contacts import enter_contact
from comity.notices.models import Ask, Mail
from comity.people.acts import register_organisation
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join
from tests.founding.scouts import LATER, agreed, committee, henk, marta, okafor, points, prospect, score
from tests.governing.stage import signed_in
from tests.matrix.asking import everything

pytestmark = pytest.mark.row("F9")
DAY = timedelta(days=1)


def standing(troupe: Troupe, name: str) -> Any:
    return standing_of(troupe.people[name].pk, troupe.coalition.pk, at=LATER)


def page(client: Client, troupe: Troupe, name: str, *args: Any, query: str = "") -> Any:
    with stopped_at(LATER):
        return client.get(reverse(f"founding:{name}", args=[troupe.coalition.slug, *args]) + query)


# ── criteria ──


def test_nobody_scores_before_the_committee_has_agreed(troupe: Troupe) -> None:
    committee(troupe)
    row = prospect(troupe)
    acts.state_criterion("The quarter trusts it.", by=marta(troupe), at=THEN)
    with pytest.raises(Refused, match="not agreed"):
        score(troupe, row, marta(troupe), 3)
    with troupe.scope():
        assert not Judgement.objects.exists()


def test_the_criteria_stand_still_once_scoring_began(troupe: Troupe) -> None:
    first, _second = agreed(troupe)
    score(troupe, prospect(troupe), marta(troupe), 3, 2)
    for late in (
        lambda: acts.state_criterion("It has money.", by=marta(troupe), at=LATER),
        lambda: acts.strike_criterion(first, by=marta(troupe), at=LATER),
        lambda: acts.adopt_criteria(on=THEN.date(), how="Again.", by=marta(troupe), at=LATER),
    ):
        with pytest.raises(Refused, match="stand as they were agreed"):
            late()
    assert list(verify(troupe.coalition.pk)) == []
    with troupe.scope():
        type(first).objects.filter(pk=first.pk).update(weight=3)
    assert list(verify(troupe.coalition.pk)) != [], "a criterion changed behind the record is found out"


def test_a_new_criterion_has_to_be_agreed_anew(troupe: Troupe) -> None:
    agreed(troupe)
    acts.state_criterion("It has rooms.", by=marta(troupe), at=LATER)
    with troupe.scope():
        assert PartnerSearch.objects.get().adopted_at is None
    with pytest.raises(Refused):
        score(troupe, prospect(troupe), marta(troupe), 1, 1, 1)


def test_only_the_committee_agrees_and_only_on_something(troupe: Troupe) -> None:
    committee(troupe)
    with pytest.raises(Refused):
        acts.state_criterion("We like it.", by=henk(troupe), at=THEN)
    with pytest.raises(ValidationError, match="at least one"):
        acts.adopt_criteria(on=THEN.date(), how="So.", by=marta(troupe), at=THEN)
    acts.state_criterion("The quarter trusts it.", by=marta(troupe), at=THEN)
    with pytest.raises(ValidationError, match="how the committee agreed"):
        acts.adopt_criteria(on=THEN.date(), by=marta(troupe), at=THEN)


# ── blind scores ──


def test_one_sees_the_points_of_others_only_after_giving_ones_own(troupe: Troupe) -> None:
    agreed(troupe)
    row = prospect(troupe)
    score(troupe, row, marta(troupe), 4, 1, words="KANARI-MARTA")
    with troupe.scope():
        assert not queries.judgements_visible_to(standing(troupe, "Okafor")).exists()
        assert not queries.compared(standing(troupe, "Okafor"), queries.visible_to(standing(troupe, "Okafor")))
    client = signed_in(troupe.people["Okafor"])
    text = page(client, troupe, "prospects-one", row.pk).content.decode()
    assert "KANARI-MARTA" not in text and "1 of the committee has scored it" in text
    score(troupe, row, okafor(troupe), 2, 3)
    text = page(client, troupe, "prospects-one", row.pk).content.decode()
    assert "KANARI-MARTA" in text
    with troupe.scope():
        (side,) = queries.compared(standing(troupe, "Okafor"), queries.visible_to(standing(troupe, "Okafor")))
    # Marta (4·2 + 1) of 12 = 75, Okafor (2·2 + 3) of 12 = 58, together 66.7
    assert (side.highest, side.lowest, side.compared.mean, side.given) == (75, 58, 67, 2)


def test_points_are_given_once_and_for_every_criterion(troupe: Troupe) -> None:
    agreed(troupe)
    row = prospect(troupe)
    with pytest.raises(ValidationError, match="every criterion"):
        acts.score_prospect(row, dict(list(points(troupe, 1, 1).items())[:1]), by=marta(troupe), at=LATER)
    score(troupe, row, marta(troupe), 4, 4)
    with pytest.raises(Refused, match="already"):
        score(troupe, row, marta(troupe), 0, 0)
    with pytest.raises(Refused):
        score(troupe, row, henk(troupe), 4, 4)


def test_the_arithmetic_of_spread() -> None:
    found = compare({"a": {"x": 4, "y": 0}, "b": {"x": 0, "y": 4}, "c": {"x": 2, "y": 2}}, {"x": 1, "y": 3})
    assert found.sheets == {"a": 25, "b": 75, "c": 50} and found.mean == 50 and found.width == 50
    assert (found.criteria["x"].least, found.criteria["x"].most, found.criteria["x"].width) == (0, 4, 4)
    assert compare({}, {"x": 1}).mean == 0 and compare({}, {}).width == 0


# ── the pipeline ──


def test_a_prospect_moves_along_the_board_without_a_script(troupe: Troupe) -> None:
    committee(troupe)
    row = prospect(troupe, sector="public")
    client = signed_in(troupe.people["Marta"])
    text = page(client, troupe, "prospects").content.decode()
    assert "Quay School" in text and f'<select class="in" id="to-{row.pk}"' in text
    with stopped_at(LATER):
        address = reverse("founding:prospects-move", args=[troupe.coalition.slug, row.pk])
        answer = client.post(f"{address}?from=board", {"state": "chosen"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("founding:prospects", args=[troupe.coalition.slug])
    columns = {one.state: one.total for one in answer.context["columns"]}
    assert columns[ProspectState.CHOSEN] == 1 and columns[ProspectState.FOUND] == 0
    with pytest.raises(ValidationError, match="no step leads"):
        acts.move_prospect(row, "joined", by=marta(troupe), at=LATER)


def test_a_table_comes_in_as_it_went_out_and_tells_every_wrong_cell(troupe: Troupe) -> None:
    committee(troupe)
    prospect(troupe)
    client = signed_in(troupe.people["Marta"])
    address = reverse("founding:prospects-import", args=[troupe.coalition.slug])
    bad = "name,sector,level\nHarbour Youth,citizen,youth leader\n,public,\nCannery,seaside,\n"
    with stopped_at(LATER):
        answer = client.post(address, {"text": bad})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "Row 3: The name is missing." in text and "Row 4: “seaside” is no sector we know." in text
        youth_row = "Harbour Youth,Citizen group,A youth leader,young people; apprentices"
        good = f"name,sector,level,populations\n{youth_row}\nquay school,public,,\n"
        client.post(address, {"text": good})
        whole = page(client, troupe, "prospects-list", query="?format=csv")
    with troupe.scope():
        youth = Prospect.objects.get(name="Harbour Youth")
        assert Prospect.objects.count() == 2, "who is there already is left as it is"
    assert youth.populations.splitlines() == ["young people", "apprentices"] and youth.level == "youth"
    exported = everything(whole)
    assert "Harbour Youth" in exported and "young people; apprentices" in exported


def test_prospects_of_the_roster_are_taken_over_once(troupe: Troupe) -> None:
    committee(troupe)
    one = register_organisation(name="Quay School", sector=Sector.PUBLIC, serves="children", by=troupe.by, at=THEN)
    add_member(one, state=MembershipState.PROSPECT, by=troupe.by, at=THEN)
    acts.take_prospects(by=marta(troupe), at=THEN)
    with troupe.scope():
        row = Prospect.objects.get()
    assert (row.organisation_id, row.sector, row.populations) == (one.pk, "public", "children")
    with pytest.raises(ValidationError, match="Nobody"):
        acts.take_prospects(by=marta(troupe), at=LATER)


def test_nobody_of_a_wave_is_invited_before_it_begins(troupe: Troupe) -> None:
    committee(troupe)
    wave = acts_gaps.plan_wave(name="Second wave", trigger="members", trigger_members=5, by=marta(troupe), at=THEN)
    row = prospect(troupe, wave=wave)
    acts.move_prospect(row, "chosen", by=marta(troupe), at=THEN)
    with pytest.raises(Refused, match="has not begun"):
        acts.move_prospect(row, "invited", by=marta(troupe), at=THEN)
    with pytest.raises(Refused, match="not come about"):
        acts_gaps.begin_wave(wave, by=marta(troupe), at=THEN)
    jobs.waves(troupe.coalition.pk, LATER)
    with troupe.scope():
        assert RecruitingWave.objects.get().told_at is None
    join(troupe, "Fifth House", Sector.CITIZEN)
    jobs.waves(troupe.coalition.pk, LATER)
    jobs.waves(troupe.coalition.pk, LATER + DAY)
    told = Ask.objects.filter(thing=wave.pk, closed_at=None)
    assert {one.person for one in told} == {troupe.people[name].pk for name in ("Marta", "Amina", "Okafor")}
    assert Mail.objects.filter(kind="founding.wave").count() == 3, "once, however often the job runs"
    acts_gaps.begin_wave(wave, by=marta(troupe), at=LATER)
    assert not Ask.objects.filter(thing=wave.pk, closed_at=None).exists()
    row = acts.move_prospect(row, "invited", by=marta(troupe), at=LATER)
    assert row.state == "invited"


def test_the_rule_alone_tells_of_a_wave(troupe: Troupe) -> None:
    committee(troupe)
    wave = acts_gaps.plan_wave(name="Now", trigger="day", trigger_on=THEN.date(), by=marta(troupe), at=THEN)
    with pytest.raises(Refused):
        acts_gaps.tell_wave(wave, by=marta(troupe), at=LATER, today=THEN.date())
    acts_gaps.tell_wave(wave, by=the_rule(troupe.coalition.pk), at=LATER, today=THEN.date())


def test_who_of_us_knows_them(troupe: Troupe) -> None:
    committee(troupe)
    one = join(troupe, "Quay School", Sector.PUBLIC)
    report_tie(one, level=2, by=marta(troupe), at=THEN)
    with troupe.scope():
        membership = Membership.objects.get(organisation=one)
    change_membership(membership, MembershipState.LEFT, by=troupe.by, at=THEN)
    change_membership(membership, MembershipState.PROSPECT, by=troupe.by, at=THEN)
    enter_contact(
        kind="person", name="Nils Arve", works_for="QUAY SCHOOL", why="Its head.", source="Told us.", by=henk(troupe),
        at=THEN,
    )  # fmt: skip
    acts.take_prospects(by=marta(troupe), at=THEN)
    with troupe.scope():
        known = queries.known_by(standing(troupe, "Marta"), Prospect.objects.get())
    assert [one.name for one in known.contacts] == ["Nils Arve"]
    assert [one.name for one in known.members] == ["Open Door Shelter"]


def test_what_the_records_show_of_choosing_partners(troupe: Troupe) -> None:
    agreed(troupe)
    row = prospect(troupe, populations="young people")
    prospect(troupe, "Cannery")
    score(troupe, row, marta(troupe), 4, 1)
    acts_gaps.name_needs(populations=["young people", "elders"], by=marta(troupe), at=THEN)

    def shown() -> list[tuple[int, int]]:
        with troupe.scope():
            marta_stands = standing(troupe, "Marta")
            told = [*evidence(marta_stands), *coverage(marta_stands)]
            return [(one.count, one.needed) for one in counted(told)]

    assert shown() == [(1, 1), (0, 2), (0, 2), (0, 4), (0, 2)]
    score(troupe, row, okafor(troupe), 2, 3)
    with troupe.scope():
        need = queries.needs_visible_to(standing(troupe, "Marta")).get(population="elders")
    acts_gaps.explain_need(need, "They have a council of their own.", by=marta(troupe), at=LATER)
    acts.change_prospect(row, level="front", by=marta(troupe), at=LATER)
    assert shown() == [(1, 1), (1, 2), (1, 2), (0, 4), (1, 2)]


@pytest.mark.row("F9")
def test_residents_youth_politicians_and_experts_are_asked_or_left_out_with_a_reason(troupe: Troupe) -> None:
    committee(troupe)

    def told() -> int:
        with troupe.scope():
            found = counted(evidence(standing(troupe, "Marta")))
        return next(one.count for one in found if one.key == "founding.asked")

    youth, expert = (prospect(troupe, level, level=level) for level in ("youth", "expert"))
    acts.move_prospect(youth, "chosen", by=marta(troupe), at=LATER)
    aside = acts.move_prospect(expert, "aside", by=marta(troupe), at=LATER)
    assert told() == 0, "chosen is not asked, and left out without a reason is forgotten"
    acts.move_prospect(youth, "invited", by=marta(troupe), at=LATER)
    acts.move_prospect(aside, "found", by=marta(troupe), at=LATER)
    acts.move_prospect(aside, "aside", why="We know enough of pipes.", by=marta(troupe), at=LATER)
    assert told() == 2


def test_steps_are_taken_back(troupe: Troupe) -> None:
    from comity.audit.queries import history_of
    from comity.base import registry

    committee(troupe)
    row = prospect(troupe)
    row = acts.move_prospect(row, "chosen", by=marta(troupe), at=THEN)
    with troupe.scope():
        last = history_of(row.pk).first()
        assert last is not None
        registry.undo[last.act](last, by=marta(troupe), at=LATER)
        assert Prospect.objects.get().state == "found"


@pytest.mark.parametrize("name", ["prospects", "prospects-list", "prospects-coverage", "prospects-waves"])
def test_pages_ask_as_often_for_many_as_for_few(
    name: str, troupe: Troupe, django_assert_max_num_queries: Any
) -> None:
    agreed(troupe)
    client = signed_in(troupe.people["Marta"])
    acts_gaps.name_needs(populations=["young people", "elders"], by=marta(troupe), at=THEN)
    prospect(troupe, "First", populations="elders")
    page(client, troupe, name)
    for number in range(3):
        score(troupe, prospect(troupe, f"Cannery {number}", populations="elders"), marta(troupe), 1, 2)
    with django_assert_max_num_queries(12):
        assert page(client, troupe, name).status_code == 200
