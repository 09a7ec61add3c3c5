"""Circles across organisations: who belongs, meetings by tap and by calendar, ideas that become initiatives."""

import json
from datetime import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.models import Findable
from comity.base.refusal import Refused
from comity.base.search import find
from comity.coalitions.acts import end_mandate, give_mandate, merge_organisations
from comity.coalitions.confidentiality import allowed
from comity.coalitions.models import Mandate, Power
from comity.coalitions.standing import standing_of
from comity.meetings.acts import make_feed
from comity.meetings.views.feeds import address_of
from comity.network.acts import circle_ideas, circle_meetings, circle_posts, circles
from comity.network.circles import queries
from comity.network.circles.jobs import by_hour
from comity.network.circles.parting import part_from_circles
from comity.network.models import (
    Circle,
    CircleIdea,
    CircleMeeting,
    CircleMember,
    CirclePost,
    CircleSupport,
    Evidence,
    Initiative,
)
from comity.network.rungs.jobs import find as find_evidence
from comity.notices.models import Ask, Mail
from comity.people.belongings import belongings_of
from tests.api.stage import Program, token_of
from tests.cast import THEN, Troupe, oneself
from tests.governing.stage import hat, signed_in
from tests.network.circles_stage import DAY, HOUR, writers

pytestmark = [pytest.mark.django_db, pytest.mark.row("R12")]


@pytest.fixture
def circle(home: Troupe) -> Any:
    with home.scope(), stopped_at(THEN):
        yield writers(home)


def place(home: Troupe, name: str, *args: Any) -> str:
    return reverse(f"network:{name}", args=[home.coalition.slug, *args])


def wrote(home: Troupe, circle: Circle, name: str, mark: str, text: str = "Who has one?", **more: Any) -> CirclePost:
    given = {"subject": "Budgets", "at": THEN + HOUR} | more
    return circle_posts.write_post(circle, text=text, by=hat(home, name, mark), **given)


def planned(home: Troupe, circle: Circle, **more: Any) -> CircleMeeting:
    given = {"title": "Drafts", "first_on": (THEN + 3 * DAY).date(), "hour": time(17), "minutes": 60} | more
    circle_meetings.plan_meetings(circle, **given, by=hat(home, "Okafor", "HH"), at=THEN)
    found = CircleMeeting.objects.filter(circle=circle).order_by("starts_at").first()
    assert found is not None
    return found


# ── who belongs ──


def test_people_of_several_organisations_join_and_leave_by_themselves(home: Troupe, circle: Circle) -> None:
    there = queries.members_of(circle, at=THEN)
    assert [(one.person.name, one.name, one.keeper) for one in there] == [
        ("Okafor Eze", "Harbour Health Service", True), ("Marta Lind", "Open Door Shelter", False),
        ("Henk Baas", "Dock Road Traders", False),
    ]  # fmt: skip
    circles.leave_circle(circle, by=oneself(home.people["Henk"], home.coalition), at=THEN)
    assert there.all().count() == 2
    circles.join_circle(circle, by=hat(home, "Henk", "DR"), at=THEN + DAY)
    assert there.all().count() == 3 and CircleMember.objects.count() == 3, "the same row again"
    with pytest.raises(Refused, match="belong to this circle already"):
        circles.join_circle(circle, by=hat(home, "Henk", "DR"), at=THEN + DAY)
    with pytest.raises(Refused, match="for an organisation"):
        circles.join_circle(circle, by=oneself(home.people["Ruth"], home.coalition), at=THEN)
    with pytest.raises(Refused, match="only keeper"):
        circles.leave_circle(circle, by=hat(home, "Okafor", "HH"), at=THEN)


def test_where_a_keeper_says_yes_first_the_keeper_is_asked_and_the_mail_tells(home: Troupe, circle: Circle) -> None:
    bakers = writers(home, name="Bakers", joining="asked")
    client = signed_in(home.people["Henk"])
    assert "Ask to join" in client.get(bakers.get_absolute_url()).content.decode()
    client.post(place(home, "join-circle", bakers.pk))
    ask = Ask.objects.get(kind="network.circle-joining", closed_at=None)
    assert ask.person == home.people["Okafor"].pk and "Henk Baas, Dock Road Traders" in ask.title
    row = CircleMember.objects.get(circle=bakers, state="asked")
    keeper = signed_in(home.people["Okafor"])
    assert "Take Henk Baas in" in keeper.get(place(home, "circle-people", bakers.pk)).content.decode()
    keeper.post(place(home, "answer-circle-request", bakers.pk, row.pk), {"says": "yes"})
    row.refresh_from_db()
    assert row.state == "in" and not Ask.objects.filter(kind="network.circle-joining", closed_at=None).exists()
    assert Mail.objects.filter(to=home.people["Henk"].email, subject__contains="You belong to the circle").exists()
    with pytest.raises(Refused, match="answered already"):
        circles.answer_request(row, False, by=hat(home, "Okafor", "HH"), at=THEN)


def test_what_is_written_in_confidence_is_read_by_members_alone(home: Troupe, circle: Circle) -> None:
    post = wrote(home, circle, "Marta", "OD", "A secret of the shelter")
    outside, inside = standing_of(home.people["Ruth"].pk, home.coalition.pk, at=THEN), None
    inside = standing_of(home.people["Henk"].pk, home.coalition.pk, at=THEN)
    assert not queries.posts_visible_to(outside).exists() and queries.posts_visible_to(inside).count() == 1
    ruth, henk = signed_in(home.people["Ruth"]), signed_in(home.people["Henk"])
    shown = ruth.get(circle.get_absolute_url()).content.decode()
    assert "for its members" in shown and "Budgets" not in shown and "Marta Lind" in shown
    assert ruth.get(post.get_absolute_url()).status_code == 404 and henk.get(post.get_absolute_url()).status_code == 200
    assert not find("secret", allowed(inside, Findable, thing="thing")), "the general search tells nothing of it"
    assert find("Grant writers", allowed(outside, Findable, thing="thing")), "that there is the circle all may know"
    circles.leave_circle(circle, by=hat(home, "Henk", "DR"), at=THEN)
    assert henk.get(post.get_absolute_url()).status_code == 404, "who left reads nothing any more"
    open_ = writers(home, name="Bakers", confidentiality="coalition")
    said = wrote(home, open_, "Marta", "OD", "Bread for all")
    assert ruth.get(said.get_absolute_url()).status_code == 200
    assert find("bread", allowed(outside, Findable, thing="thing"))


def test_whoever_no_longer_acts_for_their_organisation_reads_nothing_more(home: Troupe, circle: Circle) -> None:
    post, henk = wrote(home, circle, "Marta", "OD"), signed_in(home.people["Henk"])
    give_mandate(home.people["Henk"], organisation=home.organisations["OD"], powers=[Power.SPEAK], by=home.by, at=THEN)
    assert henk.get(post.get_absolute_url()).status_code == 200
    before = Mandate.objects.get(person=home.people["Henk"], organisation=home.organisations["DR"])
    end_mandate(before, by=home.by, at=THEN)
    with stopped_at(THEN + 2 * DAY):
        assert henk.get(post.get_absolute_url()).status_code == 404, "still inside, for others"
        shown = henk.get(circle.get_absolute_url()).content.decode()
    assert "You no longer act for Dock Road Traders." in shown and "Leave this circle" in shown


def test_an_ended_circle_is_kept_and_read_and_nobody_writes_there(home: Troupe, circle: Circle) -> None:
    post = wrote(home, circle, "Marta", "OD")
    okafor = signed_in(home.people["Okafor"])
    okafor.post(place(home, "end-circle", circle.pk), {"why": "We are done."})
    circle.refresh_from_db()
    shown = okafor.get(circle.get_absolute_url()).content.decode()
    assert "We are done." in shown and "Budgets" in shown and "Write to the circle" not in shown
    assert okafor.get(post.get_absolute_url()).status_code == 200
    with pytest.raises(Refused, match="has ended"):
        wrote(home, circle, "Marta", "OD")
    assert "Ended" in okafor.get(place(home, "circles") + "?state=ended").content.decode()
    circles.reopen_circle(circle, by=hat(home, "Okafor", "HH"), at=THEN + DAY)
    wrote(home, circle, "Marta", "OD")


def test_two_circles_have_two_names_and_one_keeper_stays(home: Troupe, circle: Circle) -> None:
    with pytest.raises(ValidationError, match="Another circle has this name"):
        writers(home, name="grant WRITERS")
    own = CircleMember.objects.get(circle=circle, keeper=True)
    with pytest.raises(Refused, match="needs a keeper"):
        circles.name_keeper(own, False, by=hat(home, "Okafor", "HH"), at=THEN)
    marta = CircleMember.objects.get(circle=circle, person=home.people["Marta"])
    with pytest.raises(Refused, match="Only its keepers"):
        circles.name_keeper(marta, True, by=hat(home, "Henk", "DR"), at=THEN)
    circles.name_keeper(marta, True, by=home.by, at=THEN)
    assert queries.keeper_count(circle, at=THEN) == 2, "who coordinates can help out"


def test_an_address_is_shown_to_members_by_those_who_agreed_to_it(home: Troupe, circle: Circle) -> None:
    page, email = place(home, "circle-people", circle.pk), str(home.people["Marta"].email)
    henk, ruth = signed_in(home.people["Henk"]), signed_in(home.people["Ruth"])
    assert email not in henk.get(page).content.decode()
    signed_in(home.people["Marta"]).post(place(home, "circle-mails", circle.pk), {
        "mails": "daily", "shows_address": "on",
    })  # fmt: skip
    assert email in henk.get(page).content.decode() and email not in ruth.get(page).content.decode()
    assert email not in b"".join(henk.get(f"{page}?format=csv")).decode()


# ── what is written on pages ──


def test_a_thread_is_written_and_answered_on_the_page(home: Troupe, circle: Circle) -> None:
    marta, henk = signed_in(home.people["Marta"]), signed_in(home.people["Henk"])
    marta.post(place(home, "write-circle", circle.pk), {"subject": "Budgets", "text": "Who has <b>one</b>?"})
    post = CirclePost.objects.get()
    henk.post(place(home, "reply-circle-post", post.pk), {"text": "We do."})
    shown = marta.get(post.get_absolute_url()).content.decode()
    assert "Who has &lt;b&gt;one&lt;/b&gt;?" in shown and "We do." in shown
    answer = CirclePost.objects.get(thread=post)
    assert (answer.parent, answer.subject, answer.by_mail) == (post, "Budgets", False)
    assert henk.get(place(home, "circle-thread", answer.pk)).status_code == 302


def test_keepers_hold_and_remove_and_whoever_wrote_takes_back(home: Troupe, circle: Circle) -> None:
    keeper, post = hat(home, "Okafor", "HH"), wrote(home, circle, "Marta", "OD", "Mr Smith is ill")
    henk, marta = signed_in(home.people["Henk"]), signed_in(home.people["Marta"])
    circle_posts.hold_post(post, why="A name.", by=keeper, at=THEN + DAY)
    assert henk.get(post.get_absolute_url()).status_code == 404
    assert "A name." in marta.get(post.get_absolute_url()).content.decode()
    assert Mail.objects.filter(to=home.people["Marta"].email, subject__contains="held").exists()
    circle_posts.remove_post(post, why="A name.", by=keeper, at=THEN + DAY)
    shown = henk.get(post.get_absolute_url()).content.decode()
    assert "A keeper removed this." in shown and "Smith" not in shown
    assert "Smith" in marta.get(post.get_absolute_url()).content.decode(), "who wrote it still reads it"
    circle_posts.show_post(post, by=keeper, at=THEN + DAY)
    assert "Smith" in henk.get(post.get_absolute_url()).content.decode()
    mailed = Mail.objects.filter(kind="network.circle-post").count()
    assert mailed == 2, "letting it stand again mails nobody twice"
    with pytest.raises(Refused, match="Somebody else wrote this"):
        circle_posts.take_post_back(post, by=hat(home, "Henk", "DR"), at=THEN + DAY)
    circles.leave_circle(circle, by=hat(home, "Marta", "OD"), at=THEN + DAY)
    circle_posts.take_post_back(post, by=oneself(home.people["Marta"], home.coalition), at=THEN + DAY)
    post.refresh_from_db()
    assert (post.text, post.subject, post.state) == ("", "…", "taken")


# ── meetings ──


def test_a_series_keeps_its_place_in_the_month(home: Troupe, circle: Circle) -> None:
    planned(home, circle, first_on=(THEN + DAY).date(), every="month", count=4)
    days = [one.starts_at.date().isoformat() for one in CircleMeeting.objects.order_by("starts_at")]
    assert days == ["2026-03-03", "2026-04-07", "2026-05-05", "2026-06-02"], "the first Tuesday"
    hours = {one.starts_at.astimezone(home.coalition.tz).hour for one in CircleMeeting.objects.all()}
    assert hours == {17}, "by the coalition’s clock, summer or winter"


@pytest.mark.parametrize(("wrong", "field"), [
    ({"count": 0}, "count"), ({"count": 13, "every": "week"}, "count"), ({"count": 2}, "every"),
    ({"first_on": (THEN - DAY).date()}, "first_on"), ({"first_on": (THEN + 900 * DAY).date()}, "first_on"),
    ({"every": "daily"}, "every"), ({"link": "javascript:alert(1)"}, "link"), ({"minutes": 1}, "minutes"),
])  # fmt: skip
def test_what_can_be_no_series_is_refused_whole(
    home: Troupe, circle: Circle, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        planned(home, circle, **wrong)
    assert field in refused.value.message_dict and not CircleMeeting.objects.exists()


def test_members_answer_by_a_tap_in_the_mail_and_calendars_follow(home: Troupe, circle: Circle) -> None:
    meeting = planned(home, circle, place="Library", link="https://meet.example.org/x")
    by_hour(home.coalition.pk, THEN)
    by_hour(home.coalition.pk, THEN + HOUR)
    mails = Mail.objects.filter(kind="network.circle-meeting")
    assert mails.count() == 3, "each is asked once"
    mail = mails.get(to=home.people["Marta"].email)
    event = Calendar.from_ical(mail.calendar).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == "Grant writers: Drafts" and "Library" in str(event["LOCATION"])
    link = next(part for part in mail.html.split('"') if "/a/" in part and "coming" in part)
    link = link[link.index("/a/") :]
    stranger = Client()
    assert "One more tap" in stranger.get(link).content.decode() and not meeting.answers.exists()
    assert stranger.post(link.split("?")[0], {"says": "coming"}).status_code == 302
    assert meeting.answers.get().says == "coming"
    assert not Ask.objects.filter(person=home.people["Marta"].pk, kind="network.circle-meeting", closed_at=None)
    circle_meetings.change_meeting(
        meeting, title="Drafts", on=meeting.starts_at.date(), hour=time(18), minutes=60, by=hat(home, "Okafor", "HH"),
        at=THEN + HOUR,
    )  # fmt: skip
    moved = Mail.objects.filter(kind="network.circle-change").first()
    assert moved and Calendar.from_ical(moved.calendar).walk("VEVENT")[0]["SEQUENCE"] == 1
    with stopped_at(THEN + 4 * DAY):
        late = stranger.get(link).content.decode()
    assert "has begun" in late or "has ended" in late or "no longer" in late


def test_ones_own_calendar_address_shows_the_meetings_of_ones_circles(home: Troupe, circle: Circle) -> None:
    meeting = planned(home, circle, link="https://meet.example.org/x")
    for name, mark, seen in (("Marta", "OD", True), ("Ruth", "HT", False)):
        feed = make_feed(by=hat(home, name, mark), at=THEN)
        text = Client().get(address_of(feed).replace("http://localhost:8000", "")).content.decode()
        assert (str(meeting.pk) in text) is seen
    one = signed_in(home.people["Ruth"]).get(place(home, "circle-meeting-file", meeting.pk))
    assert one["Content-Type"].startswith("text/calendar") and b"meet.example.org" not in one.content
    assert b"meet.example.org" in signed_in(home.people["Marta"]).get(
        place(home, "circle-meeting-file", meeting.pk)
    ).content.replace(b"\r\n ", b"")


def test_having_met_is_one_piece_of_evidence_for_each_pair(home: Troupe, circle: Circle) -> None:
    meeting, keeper = planned(home, circle), hat(home, "Okafor", "HH")
    for name, mark, says in (("Okafor", "HH", "coming"), ("Marta", "OD", "coming"), ("Henk", "DR", "away")):
        circle_meetings.answer_meeting(meeting, says, by=hat(home, name, mark), at=THEN + HOUR)
    after = THEN + 4 * DAY
    rows = CircleMember.objects.filter(circle=circle)
    circle_meetings.note_meeting(meeting, rows, notes="Five drafts.", by=keeper, at=after)
    for _twice in range(2):
        find_evidence(home.coalition.pk, after)
        circle_meetings.note_meeting(meeting, rows, by=keeper, at=after)
    (only,) = Evidence.objects.filter(thing=meeting.pk).select_related("tie")
    pair = {only.tie.first_name, only.tie.second_name}
    assert only.item == "event_attended" and pair == {"Harbour Health Service", "Open Door Shelter"}
    assert only.confirmed, "whoever neither came nor said so is no part of it"


def test_writing_in_one_thread_is_evidence_once_a_season_and_tells_no_subject(home: Troupe, circle: Circle) -> None:
    for n in range(3):
        post = wrote(home, circle, "Marta", "OD", subject=f"Secret {n}", at=THEN + n * DAY)
        wrote(home, circle, "Henk", "DR", answers=post, at=THEN + n * DAY)
    find_evidence(home.coalition.pk, THEN + 5 * DAY)
    (only,) = Evidence.objects.filter(item="circle_posted")
    assert only.words == "Grant writers" and "Secret" not in only.url


# ── ideas ──


def test_a_post_becomes_an_idea_and_that_an_initiative_each_leads_to_the_other(home: Troupe, circle: Circle) -> None:
    post = wrote(home, circle, "Marta", "OD", "One list of deadlines!")
    marta, henk, keeper = (signed_in(home.people[name]) for name in ("Marta", "Henk", "Okafor"))
    marta.post(place(home, "idea-from-post", post.pk), {"title": "One list", "text": "Of all deadlines."})
    idea = CircleIdea.objects.get()
    assert "An idea came of it" in henk.get(post.get_absolute_url()).content.decode()
    henk.post(place(home, "support-idea", idea.pk), {"says": "yes"})
    shown = keeper.get(idea.get_absolute_url()).content.decode()
    assert "Open Door Shelter" in shown and "Dock Road Traders" in shown and "The post it came from" in shown
    answer = keeper.post(place(home, "promote-idea", idea.pk))
    initiative = Initiative.objects.get()
    assert answer.status_code == 302 and answer["Location"] == initiative.get_absolute_url()
    assert "It became an initiative" in marta.get(idea.get_absolute_url()).content.decode()
    page = marta.get(initiative.get_absolute_url()).content.decode()
    assert idea.get_absolute_url() in page and "Grant writers" in page
    assert idea.get_absolute_url() not in signed_in(home.people["Ruth"]).get(
        initiative.get_absolute_url()
    ).content.decode(), "who does not read the circle is not led there"
    invited = set(Ask.objects.filter(thing=initiative.pk).values_list("organisation", flat=True))
    assert invited == {home.organisations["OD"].pk, home.organisations["DR"].pk}
    with pytest.raises(Refused, match="became an initiative"):
        circle_ideas.support_idea(idea, False, by=hat(home, "Henk", "DR"), at=THEN)


def test_an_idea_that_nobody_else_would_take_part_in_is_not_promoted(home: Troupe, circle: Circle) -> None:
    idea = circle_ideas.raise_idea(circle, title="Mine", text="Alone.", by=hat(home, "Okafor", "HH"), at=THEN)
    with pytest.raises(Refused, match="Nobody but Harbour Health Service"):
        circle_ideas.promote_idea(idea, by=hat(home, "Okafor", "HH"), at=THEN)
    assert not Initiative.objects.exists()
    with pytest.raises(ValidationError, match="Say why"):
        circle_ideas.drop_idea(idea, by=hat(home, "Okafor", "HH"), at=THEN)


# ── what is kept, merged, taken along ──


def test_whoever_erases_their_account_leaves_and_takes_their_words_along(home: Troupe, circle: Circle) -> None:
    post = wrote(home, circle, "Henk", "DR", "I was here")
    wrote(home, circle, "Marta", "OD", answers=post)
    kept = belongings_of(home.people["Henk"])
    assert kept["circle_posts"][0]["text"] == "I was here" and kept["circles"][0]["state"] == "in"
    part_from_circles(home.people["Henk"], by=oneself(home.people["Henk"]), at=THEN + DAY)
    post.refresh_from_db()
    assert (post.text, post.state) == ("", "taken") and queries.members_of(circle, at=THEN).count() == 2


def test_merged_organisations_stand_once_behind_an_idea(home: Troupe, circle: Circle) -> None:
    idea = circle_ideas.raise_idea(circle, title="One", text="List.", by=hat(home, "Marta", "OD"), at=THEN)
    circle_ideas.support_idea(idea, True, by=hat(home, "Henk", "DR"), at=THEN)
    kept, gone = home.organisations["OD"], home.organisations["DR"]
    merge_organisations(kept, gone, by=home.by, at=THEN + DAY)
    assert [one.organisation for one in CircleSupport.objects.filter(idea=idea, ended_at=None)] == [kept]
    assert CircleMember.objects.get(person=home.people["Henk"]).organisation == kept


def test_what_is_taken_along_is_what_one_may_read(home: Troupe, circle: Circle) -> None:
    wrote(home, circle, "Marta", "OD", "Only for us")
    meeting = planned(home, circle)
    circle_meetings.answer_meeting(meeting, "coming", by=hat(home, "Marta", "OD"), at=THEN)
    for name, many in (("Henk", 1), ("Ruth", 0)):
        standing = standing_of(home.people[name].pk, home.coalition.pk, at=THEN)
        assert len(list(registry.export["circle-posts"].rows(standing))) == 1 + many
        (row,) = list(registry.export["circle-meetings"].rows(standing))[1:]
        assert ("Marta Lind" in row) is bool(many)
        tables = [str(list(registry.export[t].rows(standing))) for t in ("circles", "circle-members", "circle-posts")]
        assert not any("@example.org" in table for table in tables)


def test_each_page_takes_twelve_queries_whatever_its_length(
    home: Troupe, circle: Circle
) -> None:
    client, meeting = signed_in(home.people["Okafor"]), planned(home, circle)
    first = wrote(home, circle, "Marta", "OD")
    idea = circle_ideas.raise_idea(circle, title="One", text="List.", by=hat(home, "Marta", "OD"), at=THEN)
    pages = [
        place(home, "circles"), circle.get_absolute_url(), first.get_absolute_url(), meeting.get_absolute_url(),
        idea.get_absolute_url(), place(home, "circle-people", circle.pk), place(home, "circle-meetings", circle.pk),
        place(home, "circle-ideas", circle.pk), place(home, "circle-files", circle.pk),
    ]  # fmt: skip
    for page in pages:
        assert client.get(page).status_code == 200
    counted = [_queries(client, page) for page in pages]
    for n in range(3):
        wrote(home, circle, "Henk", "DR", f"More {n}", answers=first)
        wrote(home, circle, "Henk", "DR", f"New {n}", subject=f"New {n}")
        writers(home, name=f"Circle {n}")
        circle_meetings.answer_meeting(meeting, "coming", by=hat(home, ("Okafor", "Marta", "Henk")[n],
                                       ("HH", "OD", "DR")[n]), at=THEN)  # fmt: skip
        circle_ideas.raise_idea(circle, title=f"I {n}", text="More.", by=hat(home, "Henk", "DR"), at=THEN)
    circle_ideas.support_idea(idea, True, by=hat(home, "Henk", "DR"), at=THEN)
    planned(home, circle, every="week", count=3)
    assert [_queries(client, page) for page in pages] == counted
    assert max(counted) <= 12, dict(zip(pages, counted, strict=True))


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


def test_programs_do_the_same_as_pages(home: Troupe, circle: Circle) -> None:
    token, secret = token_of(home.people["Marta"], at=THEN)
    worn = hat(home, "Marta", "OD").value
    program = Program(token, secret, home.coalition.pk, at=THEN)
    made = program.send("POST", f"circles/{circle.pk}/threads", {"subject": "Budgets", "text": "Who?"}, hat=worn)
    assert made.status_code == 201, made.content
    listed = json.loads(program.send("GET", f"circles/{circle.pk}/threads").content)
    assert listed["total"] == 1 and listed["items"][0]["text"] == "Who?"


def test_a_person_with_two_organisations_is_there_for_the_one_whose_hat_they_wore(home: Troupe, circle: Circle) -> None:
    give_mandate(home.people["Henk"], organisation=home.organisations["OD"], powers=[Power.SPEAK], by=home.by, at=THEN)
    with pytest.raises(Refused, match="here for Dock Road Traders"):
        wrote(home, circle, "Henk", "OD")
    wrote(home, circle, "Henk", "DR")
