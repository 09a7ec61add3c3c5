"""Who speaks: equal first turns, a queue that lets the quiet go first, pairs that do not repeat, a page for all."""

from typing import Any

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.meetings import acts
from comity.meetings.models import Attendance, Round, Turn
from tests.cast import Troupe
from tests.meetings.stage import chair, hat, item, planned, signed_in
from tests.meetings.stage_floor import after, floor, gathered, marks


def led(troupe: Troupe) -> Client:
    """Marta's browser, under the committee's hat."""
    client = signed_in(troupe.people["Marta"])
    client.post(f"/c/{troupe.coalition.slug}/hat/", {"hat": f"body:{troupe.bodies['steering'].pk}"})
    return client


def speaks(troupe: Troupe, meeting: Any, mark: str, since: float, until: float) -> None:
    by = chair(troupe)
    turn = acts.give_floor(meeting, organisation=troupe.organisations[mark], by=by, at=after(since))
    acts.end_turn(turn, by=by, at=after(until))


@pytest.mark.row("L7")
def test_in_a_round_each_speaks_once_before_anybody_speaks_twice(troupe: Troupe) -> None:
    meeting, by = gathered(troupe), chair(troupe)
    acts.start_round(meeting, 3, by=by, at=after(1))
    first = acts.give_floor(meeting, by=by, at=after(2))
    assert (first.first, first.minutes) == (True, 3)
    acts.ask_to_speak(meeting, first.organisation, by=by, at=after(3))
    with pytest.raises(Refused, match="once before anybody speaks twice"):
        acts.give_floor(meeting, organisation=first.organisation, by=by, at=after(4))
    second, third = (acts.give_floor(meeting, by=by, at=after(minute)) for minute in (5, 8))
    assert len({first.organisation_id, second.organisation_id, third.organisation_id}) == 3
    reply = acts.give_floor(meeting, by=by, at=after(11))
    assert (reply.organisation_id, reply.first) == (first.organisation_id, False)


@pytest.mark.row("L7")
def test_first_turns_are_equally_long(troupe: Troupe) -> None:
    meeting, by = gathered(troupe), chair(troupe)
    acts.start_round(meeting, 2, by=by, at=after(1))
    first = acts.give_floor(meeting, by=by, at=after(1))
    with pytest.raises(Refused, match="equally long"):
        acts.lengthen_turn(first, by=by, at=after(2))


@pytest.mark.row("L7")
def test_those_who_spoke_least_come_first_in_the_queue(troupe: Troupe) -> None:
    meeting, ours = gathered(troupe), troupe.organisations
    speaks(troupe, meeting, "HT", 1, 6)
    speaks(troupe, meeting, "OD", 6, 7)
    for minute, mark in enumerate(("HT", "OD", "HH")):
        acts.ask_to_speak(meeting, ours[mark], by=chair(troupe), at=after(8 + minute))
    assert marks(troupe, floor(troupe, meeting, 12).line) == ["HH", "OD", "HT"]
    assert acts.give_floor(meeting, by=chair(troupe), at=after(12)).organisation_id == ours["HH"].pk


@pytest.mark.row("L7")
def test_pairs_do_not_repeat_within_a_series(troupe: Troupe) -> None:
    meeting, by = gathered(troupe, "HT", "OD", "HH", "DR"), chair(troupe)
    seen: list[frozenset[str]] = []
    for number in range(3):
        one = acts.start_pairs(meeting, 5, by=by, at=after(10 * number + 1))
        seen += [frozenset(group) for group in one.groups]
    assert len(seen) == len(set(seen)) == 6
    with pytest.raises(Refused, match="talk in pairs"):
        acts.give_floor(meeting, organisation=troupe.organisations["HT"], by=by, at=after(40))


def test_only_those_who_are_here_speak_and_only_their_own_people_ask_for_them(troupe: Troupe) -> None:
    meeting, ours = gathered(troupe, "HT", "HH"), troupe.organisations
    with pytest.raises(Refused, match="is noted as here"):
        acts.ask_to_speak(meeting, ours["OD"], by=chair(troupe), at=after(1))
    okafor = hat(troupe, "Okafor", "HH")
    with pytest.raises(Refused):
        acts.ask_to_speak(meeting, ours["HT"], by=okafor, at=after(1))
    with pytest.raises(Refused):
        acts.start_round(meeting, 2, by=okafor, at=after(1))
    acts.ask_to_speak(meeting, ours["HH"], by=okafor, at=after(1))
    with pytest.raises(Refused, match="already"):
        acts.ask_to_speak(meeting, ours["HH"], by=okafor, at=after(2))
    with pytest.raises(Refused, match="not going on"):
        acts.start_round(planned(troupe), 2, by=chair(troupe), at=after(1))


def test_the_floor_is_free_once_the_item_or_the_meeting_ends(troupe: Troupe) -> None:
    meeting, by = gathered(troupe), chair(troupe)
    second = item(troupe, meeting, "Stairs?", kind="work", at=after(0))
    acts.start_round(meeting, 2, by=by, at=after(1))
    acts.give_floor(meeting, by=by, at=after(2))
    acts.ask_to_speak(meeting, troupe.organisations["HH"], by=by, at=after(3))
    acts.take_up(second, by=by, at=after(4))
    found = floor(troupe, meeting, 5)
    assert (found.speaking, found.round, len(found.wishes)) == (None, None, 1)
    acts.end_meeting(meeting, by=by, at=after(9))
    with troupe.scope():
        assert not Turn.objects.filter(ended_at=None).exists()
        assert not Round.objects.filter(ended_at=None).exists()


@pytest.mark.row("L7")
@pytest.mark.row("G4")
def test_the_live_page_says_who_is_here_who_speaks_and_how_the_talk_is_spread(troupe: Troupe) -> None:
    meeting, by = gathered(troupe), chair(troupe)
    acts.take_up(item(troupe, meeting, "Insulate 40 flats?", at=after(0)), by=by, at=after(0))
    speaks(troupe, meeting, "HT", 1, 8)
    acts.give_floor(meeting, organisation=troupe.organisations["OD"], by=by, at=after(8))
    with stopped_at(after(9)):
        page = signed_in(troupe.people["Okafor"]).get(f"{meeting.get_absolute_url()}live/").content.decode()
    for words in (
        "Item 1 · 16 of 25 minutes left", "3 of 3", "Speaking now", "Open Door Shelter", ">1:00<", "7:00",
        "has not spoken yet", "Ask to speak", "3 people here",
    ):  # fmt: skip
        assert words in page, words
    assert "Begin a speaking round" not in page
    with stopped_at(after(9)):
        assert (
            "Begin a speaking round" in led(troupe).get(f"{meeting.get_absolute_url()}live/").content.decode()
        )


@pytest.mark.row("L7")
def test_a_phone_joins_the_queue_and_the_chair_gives_the_floor(troupe: Troupe) -> None:
    meeting = gathered(troupe)
    url, okafor = f"{meeting.get_absolute_url()}live/", signed_in(troupe.people["Okafor"])
    with stopped_at(after(1)):
        page = okafor.post(f"{url}queue/", {"organisation": str(troupe.organisations["HH"].pk)}, follow=True)
    assert "Take it back" in page.content.decode()
    with stopped_at(after(2)):
        page = led(troupe).post(f"{url}next/", {"organisation": ""}, follow=True)
    assert "Has spoken" in page.content.decode()
    assert marks(troupe, [str(floor(troupe, meeting, 3).speaking.organisation_id)]) == ["HH"]  # type: ignore[union-attr]


def test_before_it_opens_the_live_page_waits_and_after_it_leads_to_the_meeting(troupe: Troupe) -> None:
    meeting = planned(troupe)
    client = signed_in(troupe.people["Okafor"])
    with stopped_at(after(-60)):
        assert "not open yet" in client.get(f"{meeting.get_absolute_url()}live/").content.decode()
    acts.start_meeting(meeting, by=chair(troupe), at=after(0))
    acts.end_meeting(meeting, by=chair(troupe), at=after(9))
    assert client.get(f"{meeting.get_absolute_url()}live/").status_code == 302


def test_a_page_that_waits_asks_one_query_and_hears_304(
    troupe: Troupe, django_assert_num_queries: Any
) -> None:
    meeting = gathered(troupe)
    with stopped_at(after(1)):
        page = led(troupe).get(f"{meeting.get_absolute_url()}live/").content.decode()
        address, seen = (page.split(f'{name}="')[1].split('"')[0] for name in ("data-news", "data-seen"))
        stranger = Client()
        with django_assert_num_queries(1):
            answer = stranger.get(address, headers={"If-None-Match": seen.replace("&quot;", '"')})
        assert answer.status_code == 304
        acts.ask_to_speak(meeting, troupe.organisations["HH"], by=chair(troupe), at=after(1))
        answer = stranger.get(address, headers={"If-None-Match": seen.replace("&quot;", '"')})
        assert (answer.status_code, answer.content) == (200, b"")
    with stopped_at(after(1)):
        assert stranger.get("/live/nonsense/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_live_page_costs_the_same_whoever_speaks(
    troupe: Troupe, rows: int, django_assert_max_num_queries: Any
) -> None:
    meeting, by = gathered(troupe), chair(troupe)
    for number in range(rows):
        item(troupe, meeting, f"Item {number}", at=after(0))
        acts.write_note(meeting, f"Note {number}", by=by, at=after(1))
        speaks(troupe, meeting, "HT", 2 * number + 1, 2 * number + 2)
        acts.ask_to_speak(meeting, troupe.organisations[["HT", "OD", "HH"][number]], by=by, at=after(9))
    client = led(troupe)
    with stopped_at(after(20)):
        client.get(f"{meeting.get_absolute_url()}live/")  # why we work together is read once a minute and process
    with stopped_at(after(20)), django_assert_max_num_queries(12):
        assert client.get(f"{meeting.get_absolute_url()}live/").status_code == 200


# ── who leaves, and who asks again while speaking ──


def test_who_leaves_has_spoken_and_waits_no_longer(troupe: Troupe) -> None:
    by, meeting = chair(troupe), gathered(troupe, "HT", "OD")
    rows = {one.organisation_id: one for one in there_of(troupe, meeting)}
    ours = troupe.organisations
    acts.give_floor(meeting, organisation=ours["HT"], by=by, at=after(0))
    acts.ask_to_speak(meeting, ours["OD"], by=by, at=after(0.5))
    second = acts.arrive(meeting, name="Ruth Brandt", organisation=ours["HT"], by=by, at=after(0.5))
    acts.leave(second, by=by, at=after(0.6))
    assert floor(troupe, meeting, 0.7).speaking is not None, "somebody of theirs is still here"
    acts.leave(rows[ours["HT"].pk], by=by, at=after(1))
    acts.strike(rows[ours["OD"].pk], by=by, at=after(2))
    found = floor(troupe, meeting, 40)
    assert found.speaking is None and not found.wishes
    assert found.talk[str(ours["HT"].pk)] == 60
    acts.arrive(meeting, name="Marta Lind", organisation=ours["OD"], by=by, at=after(41))
    assert not floor(troupe, meeting, 42).line, "who comes back asks anew"


@pytest.mark.row("L7")
def test_who_left_is_drawn_dashed_and_who_comes_is_there_at_once(troupe: Troupe) -> None:
    by, meeting, ours = chair(troupe), gathered(troupe, "HT", "OD"), troupe.organisations
    url, okafor = f"{meeting.get_absolute_url()}live/", signed_in(troupe.people["Okafor"])

    def talk(minutes: float) -> str:
        with stopped_at(after(minutes)):
            page = okafor.get(url).content.decode()
        return page.partition('data-part="talk"')[2].partition('data-part="notes"')[0]

    speaks(troupe, meeting, "HT", 0, 2)
    assert "has left" not in talk(2) and "mark s out" not in talk(2)
    acts.leave(next(r for r in there_of(troupe, meeting) if r.organisation == ours["HT"]), by=by, at=after(3))
    assert talk(3).count("has left") == 1 and talk(3).count("mark s out") == 1
    acts.arrive(meeting, name="Ruth Brandt", organisation=ours["HT"], by=by, at=after(3))
    assert "has left" not in talk(3) and "Ruth Brandt" in talk(3), "the same second, and yet not as it was"


def test_who_asks_again_while_speaking_keeps_nobody_waiting(troupe: Troupe) -> None:
    by, meeting, ours = chair(troupe), gathered(troupe, "HT", "OD"), troupe.organisations
    acts.give_floor(meeting, organisation=ours["OD"], by=by, at=after(0))
    acts.give_floor(meeting, organisation=ours["HT"], by=by, at=after(2))
    acts.ask_to_speak(meeting, ours["HT"], by=by, at=after(2.1))
    acts.ask_to_speak(meeting, ours["OD"], by=by, at=after(2.2))
    assert marks(troupe, floor(troupe, meeting, 2.3).line) == ["OD"]
    assert acts.give_floor(meeting, by=by, at=after(2.4)).organisation == ours["OD"]
    assert marks(troupe, floor(troupe, meeting, 2.5).line) == ["HT"]


def there_of(troupe: Troupe, meeting: Any) -> list[Attendance]:
    with troupe.scope():
        return list(Attendance.objects.select_related("meeting__coalition", "organisation").filter(meeting=meeting))
