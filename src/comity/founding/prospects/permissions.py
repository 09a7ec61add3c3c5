"""Who looks for partners: the committee that was named, and coordinators for what is no secret. None, or a reason."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.permissions import coordinating, hidden, not_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.founding.models import PartnerSearch, Prospect, ProspectState, RecruitingWave


def search_of() -> PartnerSearch | None:
    """The search of the coalition in whose scope this is called."""
    found: PartnerSearch | None = PartnerSearch.objects.select_related("coalition", "body", "decision").first()
    return found


def in_committee(standing: Standing, search: PartnerSearch | None) -> bool:
    """Whether the person sits in the committee that looks for partners, or acts for it."""
    if search is None or not standing.inside:
        return False
    return standing.operates or search.body_id in standing.seats or standing.body(search.body_id) is not None


def may_begin(by: Capacity, *, at: datetime) -> Reason | None:
    """Name the committee that looks for partners: coordinators."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or coordinating(standing, at=at)


def may_keep(by: Capacity, search: PartnerSearch | None, *, at: datetime, thing: Any = None) -> Reason | None:
    """Enter, change and move prospects, name gaps, plan waves: the committee, and coordinators."""
    standing = standing_behind(by, at=at)
    reason = same_coalition(by, thing) if thing is not None else None
    return reason or not_as(by, standing) or keeping(standing, search, at=at)


def keeping(standing: Standing, search: PartnerSearch | None, *, at: datetime) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if search is None:
        return Reason(_("No committee looks for partners yet."), _("A coordinator can name it."), Bar.NOT_NOW)
    if in_committee(standing, search) or coordinating(standing, at=at) is None:
        return None
    who = _("Who sits in {body}, or a coordinator, can.").format(body=search.body.name)
    return Reason(_("You can’t do this."), who)


def may_know(by: Capacity, search: PartnerSearch | None, *, at: datetime, thing: Any = None) -> Reason | None:
    """What is for the committee's eyes alone: for others it is not there."""
    standing = standing_behind(by, at=at)
    reason = same_coalition(by, thing) if thing is not None else None
    return reason or not_as(by, standing) or (None if in_committee(standing, search) else hidden())


def may_invite(by: Capacity, search: PartnerSearch | None, *, at: datetime) -> Reason | None:
    """Only who has seen what was found out invites."""
    if in_committee(standing_behind(by, at=at), search):
        return None
    name = search.body.name if search else ""
    return Reason(_("The committee invites."), _("Who sits in {body} can.").format(body=name))


def may_agree(by: Capacity, search: PartnerSearch | None, *, at: datetime) -> Reason | None:
    """State criteria and say that they are agreed: who sits in the committee, until scoring has begun."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or agreeing(standing, search)


def agreeing(standing: Standing, search: PartnerSearch | None) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    if search is None:
        return Reason(_("No committee looks for partners yet."), _("A coordinator can name it."), Bar.NOT_NOW)
    if not in_committee(standing, search):
        who = _("Who sits in {body} can.").format(body=search.body.name)
        return Reason(_("The committee agrees on the criteria."), who)
    if search.scoring_began_at is not None:
        why = _("Scoring has begun: the criteria stand as they were agreed.")
        return Reason(why, _("So every prospect is measured alike."), Bar.NOT_NOW)
    return None


def may_score(by: Capacity, search: PartnerSearch | None, prospect: Prospect, *, at: datetime) -> Reason | None:
    """Score a prospect: each person of the committee once, after the criteria were agreed."""
    standing = standing_behind(by, at=at)
    return same_coalition(by, prospect) or not_as(by, standing) or scoring(standing, by, search, prospect)


def scoring(standing: Standing, by: Capacity, search: PartnerSearch | None, prospect: Prospect) -> Reason | None:
    """The same where the standing is known, but for having scored already."""
    if not standing.inside or not in_committee(standing, search) or search is None:
        return hidden()
    if by.acts_for == ActsFor.RULE or by.person is None:
        return hidden()
    if search.adopted_at is None:
        return Reason(
            _("The criteria are not agreed yet."), _("Agree on them first, so that nobody fits them to a favourite."),
            Bar.NOT_NOW,
        )  # fmt: skip
    return gone(prospect)


def gone(prospect: Prospect) -> Reason | None:
    """What was struck is not worked on."""
    return Reason(_("This prospect was struck from the list."), bar=Bar.NOT_NOW) if prospect.struck_at else None


def wave_waits(wave: RecruitingWave | None, state: str) -> Reason | None:
    """Nobody of a wave is invited before it has begun."""
    if state != ProspectState.INVITED or wave is None or wave.begun_at is not None:
        return None
    why = _("The wave “{name}” has not begun.").format(name=wave.name)
    return Reason(why, _("Begin it first, or take the prospect out of it."), Bar.NOT_NOW)
