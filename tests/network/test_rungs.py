"""Two organisations note what they really do together; the rung follows from what both confirm."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.core.network.rungs import ITEMS, NETWORKING
from comity.network.acts import (
    confirm_evidence,
    note_evidence,
    report_tie,
    restore_evidence,
    want_rung,
    withdraw_evidence,
)
from comity.network.models import Evidence, Rung, Tie
from comity.network.rungs.page import Sheet
from comity.network.rungs.queries import Basis, rungs_on
from comity.notices.models import Ask, Mail
from tests.cast import THEN
from tests.network.stage import text_of

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("R1")]


@pytest.fixture(autouse=True)
def _scope(home):
    with home.scope():
        yield


def hat(home, name, mark):
    return home.hat(home.people[name], home.organisations[mark])


def did(home, item="space_lent", *, by=None, on=THEN, marks=("OD", "HT"), **more):
    first, second = (home.organisations[mark] for mark in marks)
    by = by or hat(home, "Marta", "OD")
    return note_evidence(first=first, second=second, item=item, on=on.date(), by=by, at=more.pop("at", THEN), **more)


def done(home, *items, **more):
    """Noted by one side and confirmed by the other."""
    for item in items:
        confirm_evidence(did(home, item, **more), by=hat(home, "Amina", "HT"), at=more.get("at", THEN))


def pair(home, day=THEN):
    return next(iter(rungs_on(home.coalition.pk, day.date()).values()), None)


def test_the_other_side_is_asked_and_confirms(home):
    row = did(home, words="The hall, three evenings.")
    assert not row.confirmed
    asked = Ask.objects.filter(person=home.coordinator.pk, kind="network.evidence", closed_at=None)
    assert asked.count() == 1
    assert "The hall, three evenings." in Mail.objects.get(person=home.coordinator.pk, kind="network.evidence").text
    confirm_evidence(row, by=hat(home, "Amina", "HT"), at=LATER)
    assert Evidence.objects.get(pk=row.pk).confirmed and not asked.exists()


def test_what_both_sides_note_is_confirmed_by_that(home):
    did(home, "event_attended")
    row = did(home, "event_attended", by=hat(home, "Amina", "HT"), marks=("HT", "OD"))
    assert row.confirmed and Evidence.objects.count() == 1
    assert not Ask.objects.filter(kind="network.evidence", closed_at=None).exists()


def test_the_rung_follows_from_what_both_confirm(home):
    done(home, "news_answered")
    assert pair(home) is None
    did(home, "event_attended")
    assert pair(home) is None, "one side alone claims it"
    done(home, "services_exchanged")
    assert (pair(home).level, pair(home).basis) == (1, Basis.EVIDENCE)
    done(home, "event_moved", "hours_changed")
    assert pair(home).level == 2


def test_evidence_goes_before_what_is_said(home):
    report_tie(home.organisations["HT"], level=3, by=hat(home, "Marta", "OD"), at=THEN)
    assert (pair(home).level, pair(home).basis) == (3, Basis.ONE)
    report_tie(home.organisations["OD"], level=2, by=hat(home, "Amina", "HT"), at=THEN)
    assert pair(home).basis == Basis.BOTH
    done(home, "news_answered", "services_exchanged")
    found = pair(home)
    assert (found.level, found.basis, found.said) == (1, Basis.EVIDENCE, 3)


def test_each_day_can_be_replayed(home):
    done(home, "news_answered", "services_exchanged")
    month = THEN + timedelta(days=30)
    done(home, "event_moved", "hours_changed", on=month, at=month)
    days = [THEN - timedelta(days=1), THEN, month, THEN + timedelta(days=366)]
    assert [found.level if (found := pair(home, day)) else None for day in days] == [None, 1, 2, 0]


def test_what_is_withdrawn_counts_no_more_until_it_stands_again(home):
    done(home, "news_answered", "services_exchanged")
    row = Evidence.objects.order_by("pk").first()
    row = withdraw_evidence(row, why="That was last year.", by=hat(home, "Amina", "HT"), at=THEN + timedelta(days=2))
    assert (pair(home).level, pair(home, THEN + timedelta(days=2)).level) == (1, 0)
    with pytest.raises(Refused, match="Only the side"):
        restore_evidence(row, by=hat(home, "Marta", "OD"), at=LATER)
    with pytest.raises(Refused, match="taken back"):
        confirm_evidence(row, by=hat(home, "Marta", "OD"), at=LATER)
    restore_evidence(row, by=hat(home, "Amina", "HT"), at=LATER)
    assert pair(home, THEN + timedelta(days=2)).level == 1


def test_only_the_two_and_coordinators_note_and_only_the_two_confirm(home):
    with pytest.raises(Refused, match="Only the two"):
        did(home, by=hat(home, "Okafor", "HH"))
    row = did(home, by=home.by)
    assert (row.first_at, row.second_at) == (None, None)
    assert Ask.objects.filter(kind="network.evidence", closed_at=None).count() == 3
    with pytest.raises(Refused, match="Only the two"):
        confirm_evidence(row, by=home.by, at=LATER)


def test_what_can_not_be_is_refused(home, elsewhere):
    stranger = next(iter(elsewhere.organisations.values()))
    with pytest.raises(ValidationError, match="once it has happened"):
        did(home, on=THEN + timedelta(days=1))
    with pytest.raises(ValidationError, match="what you did"):
        did(home, "a_feeling")
    with pytest.raises(ValidationError, match="not a member"):
        note_evidence(
            first=home.organisations["OD"], second=stranger, item="space_lent", on=THEN.date(),
            by=hat(home, "Marta", "OD"), at=THEN,
        )  # fmt: skip
    with pytest.raises(ValidationError, match="two organisations"):
        did(home, marks=("OD", "OD"))


def test_what_stands_on_record_both_stand_by(home):
    rule = the_rule(home.coalition.pk)
    row = did(home, "event_attended", by=rule, source="meetings", thing=home.assembly.pk)
    assert row.confirmed
    did(home, "event_attended", by=rule, source="meetings", thing=home.assembly.pk, on=THEN - timedelta(days=1))
    assert Evidence.objects.count() == 1, "the same fact is noted once"


def test_each_side_says_where_it_would_like_to_get(home):
    tie = did(home).tie
    want_rung(tie, level=4, by=hat(home, "Marta", "OD"), at=THEN)
    fresh = Tie.objects.select_related("first", "second").get(pk=tie.pk)
    standing = standing_of(home.people["Marta"].pk, home.coalition.pk, at=THEN)
    sheet = Sheet(fresh, standing, hat(home, "Marta", "OD"), THEN.date())
    side = next(one for one in sheet.sides if one.mine)
    assert (side.wants, side.leaps) == ("Collaboration", True)
    with pytest.raises(Refused):
        want_rung(tie, level=2, by=hat(home, "Henk", "DR"), at=THEN)


#: one of each rung, from the lowest: as much as a higher one needs below it
BELOW = ("event_attended", "hours_changed", "space_lent")


@pytest.mark.row("R4", "R5", "R6")
@pytest.mark.parametrize(
    ("rung", "item"), [(rung, item) for item, rung in ITEMS.items() if rung > NETWORKING], ids=lambda value: str(value)
)
def test_each_thing_done_together_carries_its_rung_with_any_other_of_it(home, rung, item):
    """Coordination, cooperation, collaboration: each item counts, none alone, and none without the rungs below."""
    other = next(key for key, of in ITEMS.items() if of == rung and key != item)
    done(home, item, other)
    assert pair(home) is None, "nothing of the rungs below"
    done(home, *BELOW[: rung - 1])
    assert (pair(home).level, pair(home).basis) == (rung, Basis.EVIDENCE)
    withdraw_evidence(
        Evidence.objects.get(item=other), why="Not so.", by=hat(home, "Amina", "HT"), at=THEN + timedelta(days=1)
    )
    assert pair(home, THEN + timedelta(days=1)).level < rung, "one alone does not carry it"


@pytest.mark.row("R4", "R5", "R6")
def test_the_page_offers_what_belongs_to_each_rung_under_its_name(home):
    form = page(home, "Marta", reverse("network:note-evidence", args=[home.coalition.slug])).content.decode()
    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', form, re.DOTALL)
    offered = {label: re.findall(r'<option value="([^"]+)"', options) for label, options in groups}
    assert offered == {
        str(Rung(rung).label): [item for item, of in ITEMS.items() if of == rung] for rung in sorted({*ITEMS.values()})
    }
    assert {"Coordination", "Cooperation", "Collaboration"} <= offered.keys()


# ── pages ──


def page(home, name, url, data=None):
    client = Client()
    client.force_login(home.people.get(name, home.coordinator))
    with stopped_at(LATER):
        return client.post(url, data) if data is not None else client.get(url)


def test_it_is_noted_on_a_page_and_confirmed_on_that_of_the_tie(home):
    slug = home.coalition.slug
    given = {"second": home.organisations["HT"].pk, "item": "space_lent", "on": "2026-03-01", "words": "The hall."}
    answer = page(home, "Marta", reverse("network:note-evidence", args=[slug]), given)
    row = Evidence.objects.get()
    assert answer.status_code == 302 and answer.url == row.get_absolute_url()
    assert "has not said so yet" in text_of(page(home, "Marta", answer.url))
    client = Client()
    client.force_login(home.coordinator)
    with stopped_at(LATER):
        client.post(reverse("coalitions:hat", args=[slug]), {"hat": f"organisation:{home.organisations['HT'].pk}"})
        assert "Was it so?" in text_of(client.get(answer.url))
        client.post(reverse("network:confirm-evidence", args=[slug, row.pk]))
    assert Evidence.objects.get().confirmed


def test_two_taps_in_a_mail_confirm_it(home):
    row = did(home)
    mail = Mail.objects.get(person=home.coordinator.pk, kind="network.evidence")
    url = re.search(r"https?://[^/\s]+(/[^\s?]+)\?answer=yes", mail.text).group(1)
    with stopped_at(LATER):
        client = Client()
        assert "Was it so?" in text_of(client.get(f"{url}?answer=yes"))
        assert not Evidence.objects.get().confirmed, "opening the page changes nothing"
        assert client.post(url, {"answer": "yes", "why": ""}).status_code == 302
        assert Evidence.objects.get(pk=row.pk).confirmed
        assert 'name="answer"' not in client.get(url).content.decode()
        assert client.post(url, {"answer": "no", "why": "It was the yard."}).status_code == 302
    assert Evidence.objects.get().withdrawn_why == "It was the yard."


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_as_much_for_one_as_for_three(home, many, django_assert_max_num_queries):
    items = ["news_answered", "services_exchanged", "event_moved"][:many]
    done(home, *items)
    tie = Tie.objects.get()
    for url in (tie_url := reverse("network:tie", args=[home.coalition.slug, tie.pk])), reverse(
        "network:evidence", args=[home.coalition.slug]
    ):
        page(home, "Marta", url)
        client = Client()
        client.force_login(home.people["Marta"])
        client.get(url)
        with django_assert_max_num_queries(12), stopped_at(LATER):
            answer = client.get(url)
        assert answer.status_code == 200
    assert tie_url


def test_the_page_tells_evidence_from_what_is_said(home):
    report_tie(home.organisations["HT"], level=4, by=hat(home, "Marta", "OD"), at=THEN)
    tie = Tie.objects.get()
    url = reverse("network:tie", args=[home.coalition.slug, tie.pk])
    assert "As they say" in text_of(page(home, "Marta", url))
    done(home, "news_answered", "services_exchanged")
    told = text_of(page(home, "Marta", url))
    assert "From evidence" in told and "They say “Collaboration”; what both confirm carries “Networking”." in told
