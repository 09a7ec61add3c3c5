"""Who may post news, answer, change and withdraw them."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import adding_to_coalition, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.network.models import NewsAnswer, NewsItem


def may_post(by: Capacity, *, at: datetime) -> Reason | None:
    """Post news: whoever speaks for a member or a body."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or posting(standing, by, at=at)


def posting(standing: Standing, by: Capacity, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return adding_to_coalition(standing, by, Coalition(pk=standing.coalition), at)


def may_change(by: Capacity, item: NewsItem, *, at: datetime) -> Reason | None:
    """Change or withdraw: those in whose name it was posted, and coordinators."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, item) or not_as(by, standing) or changing(standing, by, item, at=at)


def changing(standing: Standing, by: Capacity, item: NewsItem, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    if barred := posting(standing, by, at=at):
        return barred
    ours = by.organisation is not None and by.organisation == item.organisation_id
    if ours or by.person == item.person_id or (by.body and standing.coordinates):
        return None
    who = _("{name} or a coordinator can.").format(name=item.for_name)
    return Reason(_("This was posted by others."), who)


def may_answer(by: Capacity, item: NewsItem, *, at: datetime) -> Reason | None:
    """Answer: whoever could post, while it is news."""
    return same_coalition(by, item) or may_post(by, at=at) or over(item, at=at)


def answering(standing: Standing, by: Capacity, item: NewsItem, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    return posting(standing, by, at=at) or over(item, at=at)


def over(item: NewsItem, *, at: datetime) -> Reason | None:
    """Old news are not answered any more."""
    if item.is_current(day_of(at)):
        return None
    return Reason(_("This is no longer news."), _("Post something new."), bar=Bar.NOT_NOW)


def may_unsay(by: Capacity, answer: NewsAnswer) -> Reason | None:
    """Take an answer back: who gave it."""
    barred = same_coalition(by, answer)
    if barred or by.person == answer.person_id:
        return barred
    return Reason(_("Somebody else said this."), _("They can take it back."))
