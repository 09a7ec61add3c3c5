"""Members hear what others decide, as soon as the ground rules say."""

from datetime import datetime

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, Refused
from comity.coalitions.models import Coalition
from comity.governing import informing


@act("governing.members.told", says=gettext_noop("told the members that were not asked: {codes}"))
def tell_members(coalition: Coalition, *, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Tell members of all that was put to others or decided by them since they were told last. The rule's to do.

    Refused while nothing of it is due.
    """
    openings, outcomes = list(informing.untold_openings()), list(informing.untold_outcomes())
    due = informing.is_time(coalition, openings, outcomes, at)
    if by.acts_for != ActsFor.RULE or not due:
        raise Refused(Reason("Nothing has to be told yet.", bar=Bar.CONFLICT))
    told = informing.tell(coalition, openings, outcomes, at=at)
    for question in openings:
        question.opening_told_at = at
    for question in outcomes:
        question.outcome_told_at = at
    rows = [*openings, *outcomes]
    for question in rows:
        question.store()
    words = {"codes": ", ".join(question.code for question in rows)[:900]}
    return Changes(coalition, also=rows, words=words, members=told, questions=[question.pk for question in rows])
