"""What the world holds of circles: one that everyone inside reads, and one for its members alone."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.network.acts import circle_ideas, circle_meetings, circle_posts, circles
from comity.network.models import Circle, CircleMeeting, CircleMember, CirclePost
from tests.cast import Troupe


def gather(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """In alpha the second circle is kept by the one who is seated; nobody else reads a word of it, and what they wrote
    stays theirs when they leave.
    """
    canary, (first, second) = f"KANARI-{name}", hats
    circle = _circle(canary, "coalition", first, at)
    circles.join_circle(circle, by=second, at=at)
    member = CircleMember.objects.get(circle=circle, person=second.person)
    things.circle, things.circle_member = circle.pk, member.pk
    circles.end_circle(_circle(f"{canary} that was", "coalition", first, at), why=canary, by=first, at=at)
    _fill(circle, canary, canary, things, first, at)
    who = troupe.people.get("Okafor") or troupe.people["First"]
    own = troupe.organisations.get("HH") or troupe.organisations[f"{name[0]}T"]
    keeper, hidden = troupe.hat(who, own), f"KANARI-OWN-{name}"
    secret = _circle(f"{canary} among peers", "named", keeper, at)
    kept = _Kept()
    _fill(secret, hidden, canary, kept, keeper, at)
    things.named_circle, things.named_circle_member = secret.pk, CircleMember.objects.get(circle=secret).pk
    things.named_circle_post, things.named_circle_meeting = kept.circle_post, kept.circle_meeting
    things.named_circle_idea = kept.circle_idea


class _Kept:
    circle_post: Any = None
    circle_meeting: Any = None
    circle_idea: Any = None


def _circle(name: str, level: str, by: Capacity, at: datetime) -> Circle:
    said = {"name": name, "purpose": name, "confidentiality": level}
    return circles.begin_circle(**said, by=by, at=at)


def _fill(circle: Circle, words: str, known: str, things: Any, by: Capacity, at: datetime) -> None:
    """words: what is written in it; known: what all may know of its meetings."""
    post = circle_posts.write_post(circle, subject=words, text=words, quoted=words, by=by, at=at)
    circle_posts.write_post(circle, subject=words, text=words, answers=post, by=by, at=at)
    removed = circle_posts.write_post(circle, subject=words, text=words, answers=post, by=by, at=at)
    circle_posts.remove_post(removed, why=words, by=by, at=at)
    first = CirclePost.objects.get(pk=post.pk)
    first.uncarried = words
    first.store()
    link = f"https://{words.lower()}.example.org/"
    plan = {"first_on": (at + timedelta(days=1)).date(), "hour": time(17), "minutes": 60}
    circle_meetings.plan_meetings(circle, title=known, place=known, link=link, **plan, by=by, at=at)
    plan["first_on"] = (at + timedelta(days=40)).date()
    circle_meetings.plan_meetings(circle, title=known, place=known, link=link, **plan, by=by, at=at)
    meeting, off = CircleMeeting.objects.filter(circle=circle)
    circle_meetings.cancel_meeting(off, why=known, by=by, at=at)
    circle_meetings.answer_meeting(meeting, "coming", by=by, at=at)
    rows = CircleMember.objects.filter(circle=circle)
    circle_meetings.note_meeting(meeting, rows, notes=words, by=by, at=at + timedelta(days=2))
    dropped = circle_ideas.raise_idea(circle, title=words, text=words, by=by, at=at)
    circle_ideas.drop_idea(dropped, why=words, by=by, at=at)
    idea = circle_ideas.raise_idea(circle, title=words, text=words, by=by, at=at)
    things.circle_post, things.circle_meeting, things.circle_idea = post.pk, meeting.pk, idea.pk
