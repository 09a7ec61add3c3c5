"""Taking back what a choice set up, while nobody has built anything on it."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from comity.audit.queries import history_of
from comity.base.capacity import the_rule
from comity.base.refusal import Bar, Reason
from comity.coalitions.acts import end_body
from comity.coalitions.building import built_on
from comity.coalitions.models import Body
from comity.governing.acts import drop_rulebook
from comity.governing.models import RulebookVersion, VersionState


def nothing_built(bodies: Collection[Body], rules: str | None) -> Reason | None:
    """Why it can't be taken back: somebody sits or meets in a body, or has worked on the draft of the rules."""
    ours = {body.pk for body in bodies}
    for body in bodies:
        if body.ended_on is not None or built_on(body, besides=ours) or _named_in_rules(body, rules):
            return _rests(_("Something rests on “{body}” already.").format(body=body.name))
    if rules is not None and not _untouched(rules):
        return _rests(_("The draft of the rules was worked on."))
    return None


def end_bodies(bodies: Iterable[Body], at: datetime) -> None:
    """The bodies end, in the capacity of the rule."""
    for body in bodies:
        end_body(body, by=the_rule(body.coalition_id), at=at)


def give_up_rules(rules: str | None, coalition: UUID, at: datetime) -> None:
    """The draft is given up, and stays readable."""
    if rules is not None:
        drop_rulebook(RulebookVersion.objects.get(pk=rules), by=the_rule(coalition), at=at)


def _untouched(rules: str) -> bool:
    """Whether nothing happened to the draft since it was begun."""
    last = history_of(UUID(rules)).first()
    return last is not None and last.act == "governing.rulebook.drafted"


def _named_in_rules(body: Body, own: str | None) -> bool:
    """Whether other rules than those set up with it name the body."""
    others = RulebookVersion.objects.exclude(state=VersionState.DROPPED).exclude(pk=own)
    return any(str(body.pk) in json.dumps(plain) for plain in others.values_list("plain", flat=True))


def _rests(why: str) -> Reason:
    return Reason(why, _("It stays. Change by hand what does not fit."), Bar.CONFLICT)
