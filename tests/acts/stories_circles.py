"""Stories of circles: who belongs, what they write, when they meet, what they take further."""

from datetime import time, timedelta

from comity.network.acts import circle_ideas, circle_meetings, circle_posts, circles
from comity.network.circles.jobs import by_hour
from comity.network.circles.parting import part_from_circles
from comity.network.models import Circle, CircleMeeting, CircleMember
from tests.acts.stories import story
from tests.cast import Troupe, oneself
from tests.governing.stage import OPENS, hat

LATER = OPENS + timedelta(hours=1)


def begun(troupe: Troupe, **said: str) -> Circle:
    """A circle that Okafor keeps, with Marta and Henk in it."""
    words = {"name": "Grant writers", "purpose": "We read each other’s drafts."} | said
    circle = circles.begin_circle(**words, by=hat(troupe, "Okafor", "HH"), at=OPENS)
    for name, mark in (("Marta", "OD"), ("Henk", "DR")):
        circles.join_circle(circle, by=hat(troupe, name, mark), at=OPENS)
    return circle


@story("network.circle.begun", "network.circle.changed", "network.circle.joined", "network.circle.admitted",
       "network.circle.left", "network.circle.kept", "network.circle.tuned", "network.circle.ended",
       "network.circle.reopened")  # fmt: skip
def people_come_and_go_and_the_circle_ends_and_goes_on(troupe: Troupe) -> None:
    keeper, marta = hat(troupe, "Okafor", "HH"), hat(troupe, "Marta", "OD")
    circle = begun(troupe, joining="asked")
    asked = {row.person_id: row for row in CircleMember.objects.filter(circle=circle, state="asked")}
    circles.answer_request(asked[troupe.people["Marta"].pk], True, by=keeper, at=LATER)
    circles.answer_request(asked[troupe.people["Henk"].pk], False, by=keeper, at=LATER)
    circles.change_circle(circle, purpose="We write together.", by=keeper, at=LATER)
    circles.name_keeper(CircleMember.objects.get(pk=asked[marta.person].pk), True, by=keeper, at=LATER)
    circles.choose_mails(circle, mails="daily", shows_address=True, by=marta, at=LATER)
    circles.leave_circle(circle, by=keeper, at=LATER)
    circles.end_circle(circle, why="Nobody had time.", by=marta, at=LATER)
    circles.reopen_circle(circle, by=marta, at=LATER)


@story("network.circle_post.written", "network.circle_post.held", "network.circle_post.shown",
       "network.circle_post.removed", "network.circle_post.taken_back", "network.circle.parted")  # fmt: skip
def posts_are_held_shown_removed_and_taken_back(troupe: Troupe) -> None:
    circle, keeper, marta = begun(troupe), hat(troupe, "Okafor", "HH"), hat(troupe, "Marta", "OD")
    post = circle_posts.write_post(circle, subject="Budgets", text="Who has one?", by=marta, at=LATER)
    circle_posts.write_post(circle, subject="", text="We do.", answers=post, by=hat(troupe, "Henk", "DR"), at=LATER)
    held = circle_posts.hold_post(post, why="Let us ask first.", by=keeper, at=LATER)
    shown = circle_posts.show_post(held, by=keeper, at=LATER)
    circle_posts.remove_post(shown, why="It named a client.", by=keeper, at=LATER)
    circle_posts.take_post_back(post, by=marta, at=LATER)
    part_from_circles(troupe.people["Henk"], by=oneself(troupe.people["Henk"]), at=LATER)


@story("network.circle_meeting.planned", "network.circle_meeting.changed", "network.circle_meeting.cancelled",
       "network.circle_meeting.invited", "network.circle_meeting.answered", "network.circle_meeting.noted")  # fmt: skip
def a_series_is_planned_one_moved_one_off_and_one_held(troupe: Troupe) -> None:
    circle, keeper = begun(troupe), hat(troupe, "Okafor", "HH")
    first = (OPENS + timedelta(days=3)).date()
    circle_meetings.plan_meetings(
        circle, title="Drafts", first_on=first, hour=time(17), minutes=60, every="month", count=3, by=keeper, at=LATER
    )
    one, two, _three = CircleMeeting.objects.filter(circle=circle)
    by_hour(troupe.coalition.pk, LATER)
    circle_meetings.change_meeting(
        one, title="Drafts, read aloud", on=first, hour=time(18), minutes=60, by=keeper, at=LATER
    )
    circle_meetings.cancel_meeting(two, why="It is a holiday.", by=keeper, at=LATER)
    circle_meetings.answer_meeting(one, "coming", by=hat(troupe, "Marta", "OD"), at=LATER)
    members = CircleMember.objects.filter(circle=circle)
    circle_meetings.note_meeting(one, members, notes="Five drafts.", by=keeper, at=LATER + timedelta(days=4))


@story("network.circle_idea.raised", "network.circle_idea.supported", "network.circle_idea.dropped",
       "network.circle_idea.promoted", "network.initiative.started")  # fmt: skip
def an_idea_is_dropped_taken_up_and_becomes_an_initiative(troupe: Troupe) -> None:
    circle, keeper, marta = begun(troupe), hat(troupe, "Okafor", "HH"), hat(troupe, "Marta", "OD")
    idea = circle_ideas.raise_idea(circle, title="One calendar", text="Of all deadlines.", by=marta, at=LATER)
    circle_ideas.drop_idea(idea, why="Too soon.", by=marta, at=LATER)
    circle_ideas.drop_idea(idea, again=True, by=keeper, at=LATER)
    circle_ideas.support_idea(idea, True, by=hat(troupe, "Henk", "DR"), at=LATER)
    circle_ideas.support_idea(idea, False, by=hat(troupe, "Henk", "DR"), at=LATER)
    circle_ideas.promote_idea(idea, by=keeper, at=LATER)
