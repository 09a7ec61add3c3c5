"""Organisations say how closely they work with each other; both words stand side by side."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from comity.audit.models import Entry
from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import counted
from comity.base.refusal import Refused
from comity.coalitions.acts import change_membership, give_mandate, merge_organisations
from comity.coalitions.models import Membership, NamedReader, Power
from comity.coalitions.standing import standing_of
from comity.network.acts import end_tie, report_tie
from comity.network.models import Tie
from comity.network.queries import ties_visible_to
from comity.network.queries.ties import shown_to
from comity.people.models import Organisation, Sector
from tests.cast import THEN, Troupe, join
from tests.network.stage import address, answers, imported, tell, text_of


@pytest.fixture
def marta(home: Troupe, client: Client):
    """Marta, who speaks for the shelter."""
    client.force_login(home.people["Marta"])
    with stopped_at(THEN):
        yield client


def seen_by(home, name):
    standing = standing_of(home.people[name].pk, home.coalition.pk, at=THEN)
    with home.scope():
        return list(ties_visible_to(standing))


# ── what counts ──


def test_one_sided_until_the_other_says_so_too(home):
    tie = tell(home, "Amina", "HT", "OD", 3)
    assert (tie.level, tie.confirmed) == (3, False)
    tie = tell(home, "Marta", "OD", "HT", 2)
    assert (tie.level, tie.confirmed) == (3, True)


def test_a_no_is_an_answer_but_no_tie(home):
    tell(home, "Marta", "OD", "DR", 0)
    assert seen_by(home, "Marta") == []
    tie = tell(home, "Henk", "DR", "OD", 1)
    assert seen_by(home, "Marta") == [tie] and not tie.confirmed


def test_an_organisations_own_word_stands_before_that_of_a_list(home):
    imported(home, ties="a,b,level\nOpen Door Shelter,Dock Road Traders,cooperation\n")
    with home.scope():
        assert Tie.objects.get().confirmed
    tie = tell(home, "Marta", "OD", "DR", 0)
    assert (tie.level, tie.confirmed) == (3, False)
    tie = tell(home, "Henk", "DR", "OD", 0)
    assert (tie.level, tie.holds) == (0, False)
    assert seen_by(home, "Marta") == []


def test_when_an_organisation_leaves_its_ties_are_not_shown(home):
    tell(home, "Amina", "HT", "OD", 3)
    with home.scope():
        membership = Membership.objects.get(organisation=home.organisations["HT"])
        change_membership(membership, "left", by=home.by, at=THEN)
    assert seen_by(home, "Marta") == []


def test_only_a_voice_of_the_organisation_can_say_it(home, elsewhere):
    with pytest.raises(Refused):
        report_tie(home.organisations["OD"], level=2, by=home.by, at=THEN)
    with pytest.raises(ValidationError, match="your own"):
        tell(home, "Amina", "HT", "HT", 2)
    stranger = elsewhere.organisations["VN"]
    hat = home.hat(home.people["Amina"], home.organisations["HT"])
    with pytest.raises(ValidationError, match="not a member here"):
        report_tie(stranger, level=2, by=hat, at=THEN)


def test_a_confidential_tie_is_seen_by_named_people_only(home):
    tie = tell(home, "Amina", "HT", "OD", 3)
    with home.scope():
        Tie.objects.filter(pk=tie.pk).update(confidentiality=Confidentiality.NAMED)
        NamedReader.objects.create(coalition=home.coalition, thing=tie.pk, person=home.people["Marta"])
    assert seen_by(home, "Marta") == [tie]
    assert seen_by(home, "Henk") == []


def test_ties_of_one_coalition_are_not_in_another(home, elsewhere):
    tell(home, "Amina", "HT", "OD", 3)
    assert seen_by(elsewhere, "Ines") == []


# ── saying it on the web ──


def test_our_own_word_for_each_other_member_checked_before_it_is_said(home, marta):
    tell(home, "Marta", "OD", "HH", 2)
    page = marta.get(address(home, "ties/say/"))
    assert "How closely does Open Door Shelter work with the others?" in text_of(page)
    form = page.context["form"]
    assert len(form.fields) == 3
    field = f"ties-with-{home.organisations['DR'].pk}"
    posted = {f"ties-{name}": value for name, value in answers(form).items()} | {field: "3"}
    page = marta.post(address(home, "ties/say/"), {**posted, "at": "ties", "go": "next"})
    assert "1 answer is new or changed." in text_of(page)
    with home.scope():
        assert Tie.objects.count() == 1
    hidden = dict(page.context["walk"].kept)
    page = marta.post(address(home, "ties/say/"), {**hidden, "go": "done"}, follow=True)
    assert "1 relationship is noted." in text_of(page)
    with home.scope():
        assert {t.level for t in Tie.objects.all()} == {2, 3}
    assert Entry.objects.filter(act="network.tie.reported").count() == 2


def test_without_an_organisations_hat_one_learns_which_to_choose(home, client):
    client.force_login(home.coordinator)
    session = client.session
    session["hat"] = {str(home.coalition.pk): home.by.value}
    session.save()
    with stopped_at(THEN):
        page = client.get(address(home, "ties/say/"))
    assert page.status_code == 403 and "Choose its hat above." in text_of(page)


def test_ending_is_our_word_and_can_be_taken_back(home, marta):
    tell(home, "Amina", "HT", "OD", 4)
    tie = tell(home, "Marta", "OD", "HT", 4)
    page = marta.get(address(home, f"organisations/{home.organisations['HT'].slug}/"))
    assert "End this tie" in text_of(page)
    page = marta.post(address(home, f"ties/{tie.pk}/end/"), follow=True)
    with home.scope():
        tie.refresh_from_db()
        assert tie.said_by(home.organisations["OD"].pk) == 0 and not tie.confirmed and tie.ended_on is None
    undo = next(one.split('"')[0] for one in page.content.decode().split('action="')[1:] if "/undo/" in one)
    marta.post(undo)
    with home.scope():
        tie.refresh_from_db()
        assert tie.confirmed


def test_a_tie_that_nobody_holds_any_more_has_ended(home):
    tie = tell(home, "Marta", "OD", "HT", 4)
    with home.scope():
        end_tie(tie, by=home.hat(home.people["Marta"], home.organisations["OD"]), at=THEN + timedelta(days=1))
    assert tie.ended_on == THEN.date() + timedelta(days=1)
    with pytest.raises(Refused), home.scope():
        end_tie(tie, by=home.hat(home.people["Henk"], home.organisations["DR"]), at=THEN)


def test_the_end_is_told_by_post_only(home, marta):
    tie = tell(home, "Marta", "OD", "HT", 4)
    assert marta.get(address(home, f"ties/{tie.pk}/end/")).status_code == 405


# ── the list ──


@pytest.fixture
def four(home):
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HT", 4)
    tell(home, "Amina", "HT", "DR", 2)
    imported(home, ties="a,b,level\nHarbour Health Service,Dock Road Traders,networking\n")
    return home


@pytest.mark.parametrize(
    "asked, shown",
    [("", 3), ("who=both", 1), ("who=one", 1), ("who=list", 1), ("rung=2", 1), ("q=dock", 2), ("source=list.csv", 1)],
)
def test_the_list_is_filtered(four, marta, asked, shown):
    assert marta.get(address(four, f"ties/?{asked}")).context["page"].total == shown


def test_the_list_says_who_says_so_and_is_exported(four, marta):
    text = text_of(marta.get(address(four, "ties/")))
    assert "Only Harbour Tenants’ Union" in text and "A list" in text and "Both" in text
    table = b"".join(marta.get(address(four, "ties/?format=csv")).streaming_content).decode()
    assert table.count("\n") == 4 and "list.csv" in table
    assert marta.get(address(four, "ties/?format=xlsx")).status_code == 200


def test_the_list_takes_a_constant_number_of_queries(four, marta, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        marta.get(address(four, "ties/"))


def test_the_export_of_the_coalition_holds_ties(four):
    standing = standing_of(four.people["Marta"].pk, four.coalition.pk, at=THEN)
    with four.scope():
        assert len(list(registry.export["ties"].rows(standing))) == 4


def test_ties_that_both_confirm_are_evidence(four):
    standing = standing_of(four.people["Marta"].pk, four.coalition.pk, at=THEN)
    with four.scope():
        (shown,) = counted(registry.evidence["network.confirmed"](standing))
        told = list(registry.digest["network"](standing, THEN, THEN + timedelta(days=7)))
    assert shown.count == 1
    assert told[0][0] == "3 working relationships are new or newly told."


# ── merging ──


def test_when_two_are_one_their_ties_come_together_by_the_higher_word(home):
    again = join(home, "The Open Doors", Sector.NONPROFIT)
    home.organisations["TO"] = again
    give_mandate(home.people["Marta"], organisation=again, powers=[Power.SPEAK], by=home.by, at=THEN)
    tell(home, "Amina", "HT", "OD", 2)
    tell(home, "Amina", "HT", "TO", 4)
    tell(home, "Marta", "TO", "HT", 1)
    tell(home, "Okafor", "HH", "TO", 3)
    tell(home, "Marta", "OD", "TO", 5)
    with home.scope():
        merge_organisations(home.organisations["OD"], again, by=home.by, at=THEN)
        live = {frozenset((t.first.initials, t.second.initials)): t for t in Tie.objects.filter(ended_on=None)}
    assert set(live) == {frozenset(("HT", "OD")), frozenset(("HH", "OD"))}
    both = live[frozenset(("HT", "OD"))]
    assert both.said_by(home.organisations["HT"].pk) == 4 and both.said_by(home.organisations["OD"].pk) == 1
    moved = live[frozenset(("HH", "OD"))]
    assert moved.said_by(home.organisations["HH"].pk) == 3
    assert "The Open Doors" in (moved.first_name, moved.second_name)


def test_a_tie_shows_while_both_ends_are_members_and_never_without_a_membership(home):
    tell(home, "Amina", "HT", "OD", 3)
    standing = standing_of(home.people["Amina"].pk, home.coalition.pk, at=THEN)
    with home.scope():
        rows = shown_to(standing, THEN.date())
        assert rows.count() == 1
        membership = Membership.objects.select_related("organisation").get(organisation=home.organisations["OD"])
        for state, shown in (("suspended", 0), ("member", 1), ("left", 0), ("prospect", 0)):
            Membership.objects.filter(pk=membership.pk).update(state=state)
            assert rows.all().count() == shown, state
        stranger = Organisation.objects.create(name="Boat School", sector=Sector.CITIZEN)
        Tie.objects.update(second=stranger)
        assert rows.all().count() == 0, "no membership at all"
