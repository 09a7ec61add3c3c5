"""Prospects that were agreed upon, as they are offered for the founding meeting, invited to it, and join by it."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.base.text import fold
from comity.base.versions import fresh
from comity.coalitions.models import Coalition, Membership
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import Standing
from comity.founding.models import Convening, Party, Prospect, ProspectState
from comity.founding.prospects.acts import move_prospect
from comity.founding.prospects.permissions import gone, in_committee, search_of, wave_waits
from comity.founding.prospects.queries import visible_to
from comity.people.models import Organisation

#: agreed upon: chosen, or invited by a message already
AGREED = (ProspectState.CHOSEN, ProspectState.INVITED)


def offered(standing: Standing, thing: Convening) -> "QuerySet[Prospect]":
    """Those agreed upon that this founding has not invited yet, by name, for those inside. One query."""
    invited = Party.objects.filter(convening=thing, removed_at=None).values("organisation")
    rows = visible_to(standing).filter(state__in=AGREED).exclude(organisation__in=invited)
    return rows.order_by("sort_name", "pk")


def inviting(standing: Standing, prospect: Prospect) -> Reason | None:
    """Why this prospect can't be invited by the reader."""
    return (
        for_committee(standing) or gone(prospect) or _agreed(prospect)
        or wave_waits(prospect.wave, ProspectState.INVITED)
    )  # fmt: skip


def for_committee(standing: Standing) -> Reason | None:
    """The committee invites prospects: it alone knows which methods do not fit. One query."""
    search = search_of()
    if in_committee(standing, search):
        return None
    name = search.body.name if search else ""
    return Reason(_("The committee invites."), _("Who sits in {body} can.").format(body=name))


def agreed_on(prospect: Prospect, by: Capacity) -> Prospect:
    """The prospect, read anew inside an act; Refused for one that was not agreed upon."""
    require(same_coalition(by, prospect))
    found = fresh(prospect)
    require(gone(found) or _agreed(found))
    return found


def standing_for(organisation: Organisation) -> Prospect | None:
    """The chosen prospect that this organisation is."""
    rows = Prospect.objects.select_related("coalition", "wave")
    found: Prospect | None = rows.filter(
        organisation=organisation, struck_at=None, state=ProspectState.CHOSEN
    ).first()
    return found


def known_as(prospect: Prospect) -> Organisation | None:
    """The organisation that the prospect is, where it stands in our list: linked, or under its name."""
    if prospect.organisation_id:
        return Organisation.objects.get(pk=prospect.organisation_id)
    rows = Membership.objects.filter(organisation__merged_into=None).select_related("organisation")
    wanted = fold(prospect.name)
    return next((one.organisation for one in rows if fold(one.organisation.name) == wanted), None)


def profile_of(prospect: Prospect, sector: str) -> dict[str, Any]:
    """The profile with which it is entered, where it is new."""
    return {"name": prospect.name, "sector": prospect.sector or sector, "serves": prospect.populations}


def mark_invited(
    prospect: Prospect, organisation: Organisation, *, knowing: bool, by: Capacity, at: datetime
) -> list[Any]:
    """It stands as invited from now on, and is this organisation. Refused where methods do not fit and nobody knew."""
    if prospect.state == ProspectState.CHOSEN:
        with translation.override(Coalition.objects.get(pk=prospect.coalition_id).language):
            why = _("Invited to the founding meeting")
        prospect = move_prospect(prospect, ProspectState.INVITED, why=why, knowing=knowing, by=by, at=at)
    others = Prospect.objects.filter(organisation=organisation, struck_at=None)
    if prospect.organisation_id is None and not others.exists():
        prospect.organisation = organisation
        prospect.store()
    return [prospect]


def not_invited(party: Party, *, by: Capacity, at: datetime) -> list[Any]:
    """It was invited by this alone: then it stands as chosen again."""
    rows = Prospect.objects.filter(
        organisation=party.organisation_id, struck_at=None, state=ProspectState.INVITED, moved_at=party.added_at
    )
    return [move_prospect(one, ProspectState.CHOSEN, by=by, at=at) for one in rows]


def joined(party: Party, at: datetime) -> list[Any]:
    """It joined by the founding."""
    rows = Prospect.objects.filter(organisation=party.organisation_id, struck_at=None, state=ProspectState.INVITED)
    found = list(rows.select_related("coalition"))
    for one in found:
        one.state, one.why_state, one.moved_at = ProspectState.JOINED, "", at
        one.store()
    return found


def _agreed(prospect: Prospect) -> Reason | None:
    if prospect.state in AGREED:
        return None
    why = _("“{name}” was not chosen yet.").format(name=prospect.name)
    return Reason(why, _("Choose it among the prospects first."), Bar.NOT_NOW)
