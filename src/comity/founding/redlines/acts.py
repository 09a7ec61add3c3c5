"""An organisation draws and lifts its red lines; authors say that they know of one."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import fresh
from comity.coalitions.models import Mandate, NamedReader
from comity.coalitions.permissions import hidden, not_as, same_coalition
from comity.coalitions.standing import live, standing_behind
from comity.founding.models import Acknowledged, RedLine
from comity.founding.redlines.queries import unacknowledged
from comity.governing.models import Question
from comity.governing.permissions import may_change
from comity.network.reach.permissions import speaking
from comity.topics.models import Topic


def may_draw(by: Capacity, *, at: datetime) -> Reason | None:
    """Draw and lift: who speaks for a member, for that member alone."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or speaking(standing, by)


@act("founding.red_line.drawn", says=gettext_noop("noted something for their own organisation"), secret=True)
def draw_line(
    topic: Topic, *, kind: str, words: str, shown: bool = False, by: Capacity, at: datetime
) -> Changes[RedLine]:
    """Note a red line or a wish on a topic, for one's own people alone. shown: proposals may say whose it is."""
    require(may_draw(by, at=at) or same_coalition(by, topic))
    row = RedLine(topic=topic.whole, kind=kind, words=words, shown=shown, drawn_at=at)
    row.speak_as(by)
    row.store()
    return Changes(row, also=_readers(row, at))


@act("founding.red_line.lifted", says=gettext_noop("took back something noted for their own organisation"), secret=True)
def lift_line(row: RedLine, *, by: Capacity, at: datetime) -> Changes[RedLine]:
    """It holds no longer."""
    require(same_coalition(by, row) or may_draw(by, at=at))
    if by.organisation != row.organisation_id:
        raise Refused(hidden())
    row = fresh(row)
    if row.lifted_at is not None:
        raise Refused(Reason(_("It was taken back already."), bar=Bar.NOT_NOW))
    row.lifted_at = at
    row.store()
    return Changes(row)


@act("founding.red_line.acknowledged", says=gettext_noop("know of a red line on the topic of their question"))
def acknowledge(question: Question, words: str, *, by: Capacity, at: datetime) -> Changes[Acknowledged]:
    """Say, as its authors, that one knows that a red line stands on the topic, and what one does about it."""
    require(may_change(by, question, at=at))
    if not unacknowledged(question):
        raise Refused(Reason(_("Nothing is in the way of this question."), bar=Bar.CONFLICT))
    row = Acknowledged(question=question, words=words, at=at)
    row.speak_as(by)
    row.store()
    return Changes(row, words={"words": words}, asked_about=question.pk)


def _readers(row: RedLine, at: datetime) -> list[models.Model]:
    """In the record its words are for those who act for the organisation."""
    people = Mandate.objects.filter(live(day_of(at)), organisation=row.organisation_id).values_list("person", flat=True)
    return [
        NamedReader(coalition_id=row.coalition_id, thing=row.pk, person_id=one).store() for one in dict.fromkeys(people)
    ]
