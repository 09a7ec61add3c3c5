"""A person's private calendar address: made, and revoked for good."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.permissions import hidden
from comity.coalitions.standing import home, standing_behind
from comity.meetings.models import Feed


@act("meetings.feed.made", says=gettext_noop("made a private calendar address"))
def make_feed(*, by: Capacity, at: datetime) -> Changes[Feed]:
    """Make the person's address in this coalition. One made before is revoked: its readers find nothing any more."""
    require(None if standing_behind(by, at=at).inside else hidden())
    ended = [_end(feed, at) for feed in Feed.objects.filter(person=by.someone, revoked_at=None)]
    feed = Feed(coalition_id=home(by), person_id=by.someone, made_at=at).store()
    return Changes(feed, also=ended)


@act("meetings.feed.revoked", says=gettext_noop("revoked a private calendar address"))
def revoke_feed(feed: Feed, *, by: Capacity, at: datetime) -> Changes[Feed]:
    """Whoever fetches by it finds nothing from now on."""
    require(None if feed.person_id == by.person else hidden())
    if feed.revoked_at is not None:
        require(Reason(_("This address is revoked already."), bar=Bar.CONFLICT))
    return Changes(_end(feed, at))


def _end(feed: Feed, at: datetime) -> Feed:
    feed.revoked_at = at
    return feed.store()
