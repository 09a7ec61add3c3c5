"""Who may begin circles, join, write, keep them, and read what is written there: nothing, or a reason in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.permissions import coordinating, hidden, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.network.circles import queries
from comity.network.models import (
    Belongs,
    Circle,
    CircleIdea,
    CircleMeeting,
    CircleMember,
    CirclePost,
    PostState,
)


def may_begin(by: Capacity, *, at: datetime) -> Reason | None:
    """Begin a circle: anyone who acts for a member organisation."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or wearing(standing, by)


def wearing(standing: Standing, by: Capacity) -> Reason | None:
    """Circles are of people, each there for an organisation; no power to speak for it is needed."""
    if not standing.inside:
        return hidden()
    hold = standing.organisation(by.organisation)
    if by.acts_for != ActsFor.ORGANISATION or hold is None:
        return Reason(_("One belongs to a circle for an organisation."), _("Choose its hat above."))
    if not hold.member:
        return hidden()
    return None


def may_join(by: Capacity, circle: Circle, *, at: datetime) -> Reason | None:
    """Join, or ask to."""
    standing = standing_behind(by, at=at)
    me = queries.row_of(circle, by.person)
    return same_coalition(by, circle) or not_as(by, standing) or joining(standing, by, circle, me)


def joining(standing: Standing, by: Capacity, circle: Circle, me: CircleMember | None) -> Reason | None:
    """The same where the standing and one's own row are known."""
    if barred := wearing(standing, by) or going_on(circle):
        return barred
    if me is not None and me.state == Belongs.IN:
        return Reason(_("You belong to this circle already."), bar=Bar.CONFLICT)
    if me is not None and me.state == Belongs.ASKED:
        return Reason(_("You have asked already."), _("A keeper of the circle answers."), Bar.CONFLICT)
    return None


def may_take_part(by: Capacity, circle: Circle, *, at: datetime) -> Reason | None:
    """Write, raise ideas, say that one comes: the members, while it goes on."""
    standing = standing_behind(by, at=at)
    me = queries.row_of(circle, by.person)
    return same_coalition(by, circle) or not_as(by, standing) or taking_part(standing, by, circle, me)


def taking_part(standing: Standing, by: Capacity, circle: Circle, me: CircleMember | None) -> Reason | None:
    """The same where the standing and one's own row are known."""
    return belonging(standing, by, me) or going_on(circle)


def belonging(standing: Standing, by: Capacity, me: CircleMember | None) -> Reason | None:
    """Whether one belongs to it, for the organisation whose hat one wears."""
    if not standing.inside:
        return hidden()
    if me is None or me.state != Belongs.IN:
        return Reason(_("You don’t belong to this circle."), _("Join it first."))
    if standing.organisation(me.organisation_id) is None:
        return Reason(_("You no longer act for {name}.").format(name=me.name), _("Leave, and join for another."))
    if by.organisation != me.organisation_id:
        return Reason(_("You are here for {name}.").format(name=me.name), _("Choose its hat above."))
    return None


def may_leave(by: Capacity, circle: Circle, *, at: datetime) -> Reason | None:
    """Leave: whoever belongs or asked, under any hat; not the only keeper, while others are there."""
    me = queries.row_of(circle, by.person)
    return same_coalition(by, circle) or leaving(circle, me, queries.keeper_count(circle, at=at))


def leaving(circle: Circle, me: CircleMember | None, keepers: int) -> Reason | None:
    """The same where one's own row is known."""
    if me is None or me.state not in (Belongs.IN, Belongs.ASKED):
        return Reason(_("You don’t belong to this circle."), bar=Bar.CONFLICT)
    if me.keeper and keepers < 2 and circle.ended_at is None:
        return Reason(_("You are its only keeper."), _("Make somebody else keeper first, or end the circle."))
    return None


def may_keep(by: Capacity, circle: Circle, *, at: datetime) -> Reason | None:
    """See to the circle: its keepers."""
    standing = standing_behind(by, at=at)
    me = queries.row_of(circle, by.person)
    return same_coalition(by, circle) or not_as(by, standing) or keeping(standing, by, circle, me)


def keeping(standing: Standing, by: Capacity, circle: Circle, me: CircleMember | None) -> Reason | None:
    """The same where the standing and one's own row are known."""
    if barred := taking_part(standing, by, circle, me):
        return barred
    return None if me is not None and me.keeper else Reason(_("Only its keepers see to this."), _("Ask one of them."))


def may_name_keepers(by: Capacity, circle: Circle, *, at: datetime) -> Reason | None:
    """Make somebody keeper: the keepers; where they are gone, whoever coordinates."""
    standing = standing_behind(by, at=at)
    me = queries.row_of(circle, by.person)
    return same_coalition(by, circle) or not_as(by, standing) or naming(standing, by, circle, me, at=at)


def naming(
    standing: Standing, by: Capacity, circle: Circle, me: CircleMember | None, *, at: datetime
) -> Reason | None:
    """The same where the standing and one's own row are known."""
    if by.body is not None and standing.coordinates:
        return coordinating(standing, at=at) or going_on(circle)
    return keeping(standing, by, circle, me)


def may_end(by: Capacity, circle: Circle, *, at: datetime) -> Reason | None:
    """End it, or take it up again: the keepers, or whoever coordinates."""
    standing = standing_behind(by, at=at)
    me = queries.row_of(circle, by.person)
    return same_coalition(by, circle) or not_as(by, standing) or ending(standing, by, me, at=at)


def ending(standing: Standing, by: Capacity, me: CircleMember | None, *, at: datetime) -> Reason | None:
    """The same where the standing and one's own row are known."""
    if by.body is not None and standing.coordinates:
        return coordinating(standing, at=at)
    if barred := belonging(standing, by, me):
        return barred
    return None if me is not None and me.keeper else Reason(_("Only its keepers see to this."), _("Ask one of them."))


def going_on(circle: Circle) -> Reason | None:
    """Nothing is written in a circle that has ended; it stays to be read."""
    if circle.ended_at is None:
        return None
    return Reason(_("This circle has ended."), _("What was written stays here to be read."), Bar.NOT_NOW)


# ── posts ──


def may_take_back(by: Capacity, post: CirclePost) -> Reason | None:
    """Take a post back: who wrote it, whether or not they still belong."""
    barred = same_coalition(by, post)
    return barred or taking_back(by, post)


def taking_back(by: Capacity, post: CirclePost) -> Reason | None:
    """The same for a post that one may read."""
    if by.person != post.person_id:
        return Reason(_("Somebody else wrote this."), _("They can take it back; a keeper can remove it."))
    if post.state == PostState.TAKEN:
        return Reason(_("It is taken back already."), bar=Bar.CONFLICT)
    return None


# ── meetings ──


def ahead(meeting: CircleMeeting, *, at: datetime) -> Reason | None:
    """What is over or called off changes no more."""
    if meeting.cancelled_at is not None:
        return Reason(_("This meeting is cancelled."), bar=Bar.NOT_NOW)
    if meeting.starts_at <= at:
        return Reason(_("This meeting has begun."), bar=Bar.NOT_NOW)
    return None


def notable(meeting: CircleMeeting, *, at: datetime) -> Reason | None:
    """Who was there is noted once it has begun."""
    if meeting.cancelled_at is not None:
        return Reason(_("This meeting is cancelled."), bar=Bar.NOT_NOW)
    if meeting.starts_at > at:
        return Reason(_("This meeting is still to come."), bar=Bar.NOT_NOW)
    return None


# ── ideas ──


def waiting(idea: CircleIdea) -> Reason | None:
    """What was promoted or dropped is settled."""
    if idea.promoted_at is not None:
        return Reason(_("This idea became an initiative."), _("It goes on there."), Bar.NOT_NOW)
    if idea.dropped_at is not None:
        return Reason(_("This idea was dropped."), bar=Bar.NOT_NOW)
    return None
