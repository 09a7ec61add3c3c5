"""Who may draft, change, put forward, adopt and accept rules: each answers None, or the reason and who could."""

from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.governing.models import Question, RulebookVersion, State, VersionState
from comity.governing.permissions import drafting
from comity.governing.rulebook.sealing import rules_seal


def may_draft_rules(by: Capacity, *, at: datetime) -> Reason | None:
    """Draft a version: any organisation or body of the coalition, by who speaks for it. The machine too."""
    if by.acts_for == ActsFor.RULE:
        return None
    return may_act_as(by, at=at) or drafting(standing_behind(by, at=at), by)


def may_change_rules(by: Capacity, version: RulebookVersion, *, at: datetime) -> Reason | None:
    """Edit, put to the vote, give up: those in whose name it was drafted, and coordinators."""
    barred = same_coalition(by, version)
    if barred or by.acts_for == ActsFor.RULE:
        return barred
    return may_act_as(by, at=at) or changing_rules(standing_behind(by, at=at), by, version)


def changing_rules(standing: Standing, by: Capacity, version: RulebookVersion) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.body and standing.coordinates:
        return None
    ours = by.of is not None and by.of in (version.organisation_id, version.for_body_id)
    if ours and (by.body or standing.may(by, Power.SPEAK)):
        return None
    who = _("{name} or a coordinator can.").format(name=version.for_name)
    return Reason(
        _("This version was drafted by others."), who if version.for_name else _("A coordinator can.")
    )


def may_adopt(by: Capacity, version: RulebookVersion, carried: Question | None = None) -> Reason | None:
    """No person puts rules in force: a carried question does, and only the one that was put about this version.

    carried: that question. Without one the rule adopts a draft that was never put to a vote, as where a coalition is
    set up with its rules.
    """
    barred = same_coalition(by, version)
    if barred:
        return barred
    if by.acts_for != ActsFor.RULE:
        return Reason(_("Rules come into force by a vote of the members."), _("Put the draft to the vote."))
    if version.question is not None and version.question.state != State.CLOSED:
        return Reason(_("The vote on these rules has not closed."), bar=Bar.NOT_NOW)
    return _never_asked(version) if carried is None else _voted_on(version, carried)


def _never_asked(version: RulebookVersion) -> Reason | None:
    if version.question is None:
        return must_be(version, VersionState.DRAFT)
    return Reason(_("Rules come into force by a vote of the members."), _("Put the draft to the vote."), Bar.CONFLICT)


def _voted_on(version: RulebookVersion, carried: Question) -> Reason | None:
    """The question was put about this version, and its text is still the one that was read."""
    if version.question_id != carried.pk:
        why = _("Another question was put about these rules.")
        return Reason(why, _("Put the version to the vote on its own page."), Bar.CONFLICT)
    if version.state == VersionState.PROPOSED and rules_seal(version) != version.seal:
        why = _("The text is no longer the one that was voted on.")
        return Reason(why, _("Take the version up again, and put it to the vote anew."), Bar.CONFLICT)
    return must_be(version, VersionState.PROPOSED)


def may_accept(by: Capacity, version: RulebookVersion, *, at: datetime) -> Reason | None:
    """Say on record whether one's organisation accepts: who speaks or signs for a member."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, version) or may_act_as(by, at=at) or accepting(standing, by, version)


def accepting(standing: Standing, by: Capacity, version: RulebookVersion) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    hold = standing.organisation(by.organisation)
    if hold is None or not hold.member:
        return Reason(_("Members accept the rules, each for itself."), _("Choose the hat of one above."))
    if not (standing.may(by, Power.SPEAK) or standing.may(by, Power.SIGN)):
        who = _("Whoever speaks or signs for it can.")
        return Reason(_("Your mandate for {name} does not include this.").format(name=by.of_name), who)
    if version.state != VersionState.ADOPTED:
        return Reason(_("This version is not in force."), bar=Bar.CONFLICT)
    return None


def must_be(version: RulebookVersion, *states: VersionState) -> Reason | None:
    """The reason why a version in another state can't be used so."""
    if version.state in states:
        return None
    why = _("This version is not “{needed}” but “{found}”.")
    found = VersionState(version.state).label
    return Reason(why.format(needed=states[0].label, found=found), bar=Bar.CONFLICT)
