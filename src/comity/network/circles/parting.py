"""Whoever erases their account leaves all circles, and the words they wrote there go; that there was a post stays."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_noop
from django_scopes import scope, scopes_disabled

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.network.acts.circle_posts import GONE
from comity.network.acts.circles import step_out
from comity.network.models import Belongs, CircleIdea, CircleMember, CirclePost, PostState
from comity.people.models import Person


def part_from_circles(person: Person, *, by: Capacity, at: datetime) -> None:
    """In every coalition, in the record of each."""
    with scopes_disabled():
        homes = set(CircleMember.objects.filter(person=person).values_list("coalition", flat=True))
        homes |= set(CirclePost.objects.filter(person=person).values_list("coalition", flat=True))
    for coalition in homes:
        hat = Capacity(by.person, by.person_name, ActsFor.SELF, None, "", coalition)
        with scope(coalition=coalition):
            part(person, by=hat, at=at)


@act("network.circle.parted", says=gettext_noop("left all circles, and took their words along"))
def part(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Leave every circle and empty one's posts. Only for the person, or the rule."""
    if by.person not in (person.pk, None):
        raise ValueError("Only the person leaves all circles.")
    rows: list[models.Model] = []
    for row in CircleMember.objects.filter(person=person, state__in=(Belongs.IN, Belongs.ASKED)):
        rows.append(step_out(row.circle, person.pk, at))
    for post in CirclePost.objects.filter(person=person).exclude(state=PostState.TAKEN).select_related("circle"):
        post.state, post.text, post.quoted, post.withheld, post.uncarried = PostState.TAKEN, "", "", None, ""
        post.subject = post.subject if post.thread_id or post.answers.exists() else GONE
        rows.append(post.store())
    for idea in CircleIdea.objects.filter(person=person, promoted_at=None, dropped_at=None).select_related("circle"):
        idea.dropped_at = at
        rows.append(idea.store())
    return Changes(person, also=rows)
