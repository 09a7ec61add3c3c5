"""Who does what: each organisation says its part; what clashes or is missing is found and becomes a question."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.audit.models import Entry
from comity.base import registry
from comity.base.evidence import counted
from comity.base.refusal import Refused
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import standing_of
from comity.core.duties import Gap, Part
from comity.governing.acts import areas as acts
from comity.governing.areas.queries import Sheet, areas_visible_to, gaps_of, with_parts
from comity.governing.areas.registering import move_parts
from comity.governing.models import Area, Competence, Duty, State
from tests.cast import THEN, Troupe
from tests.governing.stage import OPENS, hat, signed_in

pytestmark = pytest.mark.row("G16")


@pytest.fixture
def repairs(troupe: Troupe) -> Area:
    """An area in which the shelter and the tenants both say that they decide."""
    area = acts.name_area(
        name="Emergency repairs", words="Water and doors.", needs="fire safety\nplumbing",
        by=hat(troupe, "Marta", "OD"), at=OPENS,
    )  # fmt: skip
    claim(troupe, area, "Marta", "OD", Part.DECIDES)
    claim(troupe, area, "Amina", "HT", Part.DECIDES)
    return area


def claim(troupe: Troupe, area: Area, name: str, mark: str, part: Part) -> Duty:
    by, organisation = hat(troupe, name, mark), troupe.organisations[mark]
    return acts.claim_part(area, part, organisation=organisation, by=by, at=OPENS)


def sheet(troupe: Troupe, area: Area) -> Sheet:
    standing = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=OPENS)
    return Sheet(with_parts(areas_visible_to(standing), troupe.coalition.pk).get(pk=area.pk), standing)


def page(troupe: Troupe, name: str, *args: object) -> str:
    return reverse(f"governing:{name}", args=[troupe.coalition.slug, *args])


def test_two_that_decide_make_an_area_contested_and_one_click_drafts_the_question(
    troupe: Troupe, repairs: Area
) -> None:
    with troupe.scope():
        assert gaps_of(sheet(troupe, repairs).area) == (Gap.SEVERAL_DECIDE, Gap.NOBODY_DOES)
    client = signed_in(troupe.people["Marta"])
    answer = client.post(page(troupe, "put-area", repairs.pk))
    assert answer.status_code == 302
    with troupe.scope():
        question = Area.objects.get(pk=repairs.pk).question
        assert question.state == State.DRAFT and question.body == troupe.assembly
        assert "Harbour Tenants’ Union and Open Door Shelter say that they decide" in question.lede
    again = client.post(page(troupe, "put-area", repairs.pk), follow=True)
    assert "put forward already" in again.content.decode()


def test_an_area_in_which_all_is_clear_becomes_no_question(troupe: Troupe) -> None:
    area = acts.name_area(name="Winter", by=hat(troupe, "Marta", "OD"), at=OPENS)
    claim(troupe, area, "Marta", "OD", Part.DECIDES)
    claim(troupe, area, "Okafor", "HH", Part.DOES)
    with pytest.raises(ValidationError):
        acts.put_area(area, by=hat(troupe, "Marta", "OD"), at=OPENS)
    with troupe.scope():
        standing = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=OPENS)
        (shown,) = counted(registry.evidence["governing.divided"](standing))
    assert shown.count == 1


def test_nobody_speaks_for_another_but_a_coordinator_may_note_what_was_said(
    troupe: Troupe, repairs: Area
) -> None:
    health = troupe.organisations["HH"]
    with pytest.raises(Refused):
        acts.claim_part(repairs, Part.DOES, organisation=health, by=hat(troupe, "Marta", "OD"), at=OPENS)
    noted = acts.claim_part(repairs, Part.DOES, organisation=health, by=troupe.by, at=OPENS)
    with pytest.raises(Refused):
        acts.drop_part(noted, by=hat(troupe, "Marta", "OD"), at=OPENS)
    with pytest.raises(ValidationError):
        acts.claim_part(repairs, Part.DOES, organisation=health, by=troupe.by, at=OPENS)


def test_who_left_has_no_part_any_more(troupe: Troupe, repairs: Area) -> None:
    with troupe.scope():
        left = Membership.objects.get(organisation=troupe.organisations["OD"])
    change_membership(left, MembershipState.LEFT, by=troupe.by, at=OPENS)
    with troupe.scope():
        area = with_parts(Area.objects.all(), troupe.coalition.pk).get()
        assert [duty.organisation.initials for duty in area.standing_duties] == ["HT"]
        assert area.decide == 1


def test_competences_suggest_who_could_take_it_with_what_shows_it(troupe: Troupe, repairs: Area) -> None:
    acts.state_competence(
        name="Plumbing", level=2, evidence="Forty boilers.", by=hat(troupe, "Okafor", "HH"), at=OPENS
    )
    acts.state_competence(name="Fire safety", level=3, by=hat(troupe, "Henk", "DR"), at=OPENS)
    with troupe.scope():
        names = [one.organisation.initials for one in sheet(troupe, repairs).suggested]
    assert names == ["HH", "DR"]
    told = signed_in(troupe.people["Marta"]).get(page(troupe, "area", repairs.pk)).content.decode()
    assert "Forty boilers." in told
    claim(troupe, repairs, "Okafor", "HH", Part.DOES)
    with troupe.scope():
        assert [one.organisation.initials for one in sheet(troupe, repairs).suggested] == ["DR"]


def test_a_competence_said_anew_replaces_the_old_and_others_may_not_say_it(troupe: Troupe) -> None:
    by = hat(troupe, "Marta", "OD")
    acts.state_competence(name="Fire safety", level=1, by=by, at=OPENS)
    acts.state_competence(name="fire  safety".replace("  ", " "), level=3, by=by, at=OPENS)
    with troupe.scope():
        (standing,) = Competence.objects.filter(ended_at=None)
        assert standing.level == 3
    with pytest.raises(Refused):
        acts.withdraw_competence(standing, by=hat(troupe, "Henk", "DR"), at=OPENS)
    with pytest.raises(Refused):
        acts.state_competence(name="Everything", level=3, by=troupe.by, at=OPENS)


def test_a_hasty_click_is_taken_back_and_back_again(troupe: Troupe, repairs: Area) -> None:
    duty = claim(troupe, repairs, "Okafor", "HH", Part.DOES)
    by = hat(troupe, "Okafor", "HH")
    with troupe.scope():
        entry = Entry.objects.filter(things__thing=duty.pk).get()
        registry.undo["governing.duty.claimed"](entry, by=by, at=OPENS)
        entry = Entry.objects.filter(things__thing=duty.pk, act="governing.duty.dropped").get()
        registry.undo["governing.duty.dropped"](entry, by=by, at=OPENS)
        assert Duty.objects.filter(area=repairs, part=Part.DOES, ended_at=None).count() == 1


def test_after_a_merger_what_both_said_stands_once(troupe: Troupe, repairs: Area) -> None:
    kept, gone = troupe.organisations["HT"], troupe.organisations["OD"]
    with troupe.scope():
        move_parts(kept, gone, troupe.by, OPENS)
        (duty,) = Duty.objects.filter(ended_at=None)
        assert duty.organisation == kept


@pytest.mark.parametrize("many", [1, 3])
def test_the_table_takes_as_many_queries_for_three_areas_as_for_one(
    many: int, troupe: Troupe, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for number in range(many):
        area = acts.name_area(name=f"Area {number}", by=hat(troupe, "Marta", "OD"), at=OPENS)
        claim(troupe, area, "Marta", "OD", Part.DECIDES)
    client = signed_in(troupe.people["Marta"])
    client.get(page(troupe, "areas"))
    with django_assert_max_num_queries(12):
        answer = client.get(page(troupe, "areas"))
    assert answer.content.decode().count("heat-cell decides") == many + 1


def test_what_is_taken_along_tells_every_part_and_areas_without_one(troupe: Troupe, repairs: Area) -> None:
    acts.name_area(name="Nobody’s", by=hat(troupe, "Marta", "OD"), at=OPENS)
    standing = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=THEN)
    outside = standing_of(None, troupe.coalition.pk, at=THEN)
    with troupe.scope():
        rows = [row[:3] for row in registry.export["areas"].rows(standing)]
        assert [len(list(registry.export[name].rows(outside))) for name in ("areas", "competences")] == [1, 1]
    assert rows[0] == ("area", "organisation", "part")
    assert ("Nobody’s", "", "") in rows and ("Emergency repairs", "Open Door Shelter", "decides") in rows


def test_the_address_of_the_list_narrows_it(troupe: Troupe, repairs: Area) -> None:
    clear = acts.name_area(name="Winter", by=hat(troupe, "Marta", "OD"), at=OPENS)
    claim(troupe, clear, "Marta", "OD", Part.DECIDES)
    claim(troupe, clear, "Marta", "OD", Part.DOES)
    client = signed_in(troupe.people["Marta"])
    for state, expected in (("contested", "Emergency"), ("unclaimed", "Emergency"), ("clear", "Winter")):
        csv = client.get(page(troupe, "areas") + f"?state={state}&export=csv")
        names = b"".join(csv.streaming_content if csv.streaming else [csv.content]).decode()
        assert (expected in names) and ("Winter" in names) != ("Emergency" in names)
