"""Own rules are looked at again, on the day they say themselves."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home, standing_behind
from comity.governing.models import RulebookVersion, RuleReview
from comity.governing.rulebook.looking import LOOK, ask, looking, to_look_at
from comity.notices.asks import close_asks


@act("governing.rule.due", says=gettext_noop("asked to look at {n} own rules again"))
def ask_to_look(version: RulebookVersion, *, by: Capacity, at: datetime) -> Changes[RulebookVersion]:
    """Ask the bodies that look after own rules whose time has come. The rule's to do."""
    require(same_coalition(by, version))
    due = to_look_at(version, at)
    if by.acts_for != ActsFor.RULE or not due:
        raise Refused(Reason("No rule has to be looked at yet.", bar=Bar.CONFLICT))
    rows = [
        RuleReview(
            coalition_id=home(by), version=version, text=one.own.text, owner_id=one.own.owner, due_on=one.on,
            asked_at=at,
        ).store()
        for one in due
    ]
    for row in rows:
        ask(row, at=at)
    return Changes(version, also=rows, words={"n": str(len(rows))}, due=[row.due_on for row in rows])


@act("governing.rule.looked_at", says=gettext_noop("looked at a rule again: {about}"))
def look_at_rule(
    look: RuleReview, stands: bool, *, words: str = "", by: Capacity, at: datetime
) -> Changes[RuleReview]:
    """Say whether a rule still holds. It changes only by a new version of the rulebook."""
    require(same_coalition(by, look))
    found: RuleReview = RuleReview.objects.select_related("version__coalition", "owner").get(pk=look.pk)
    require(looking(standing_behind(by, at=at), by, found))
    if not stands and not words.strip():
        raise ValidationError({"words": _("Say what should change, so that somebody can draft it.")})
    found.looked_at, found.stands, found.words = at, stands, words
    found.person_id, found.for_name = by.person, by.of_name
    found.store()
    close_asks(found, at=at, kind=LOOK)
    return Changes(found, words={"about": str(found), "words": words}, stands=stands)
