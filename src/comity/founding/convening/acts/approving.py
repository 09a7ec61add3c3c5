"""The formal approval is opened, the coalition is constituted as one act, and those who declined can come later."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.acts import change_membership, change_settings, enter_stage
from comity.coalitions.models import Coalition, Membership, MembershipState, Stage
from comity.coalitions.standing import INSIDE
from comity.founding.convening import prospecting, telling
from comity.founding.convening.acts.reading import fresh, fresh_party
from comity.founding.convening.permissions import may_lead, still
from comity.founding.convening.queries import Founding, Place, founding_of
from comity.founding.convening.sealing import seals
from comity.founding.models import Convening, Party
from comity.founding.writing.queries import adopted_words
from comity.meetings.models import AHEAD
from comity.signatures.acts import close_sheet, open_sheet
from comity.signatures.models import Answer, Sheet


@act("founding.approval.opened", says=gettext_noop("opened the formal approval: {n} organisations are asked to sign"))
def open_approval(
    thing: Convening, *, sign_by_on: date | None = None, by: Capacity, at: datetime
) -> Changes[Convening]:
    """Lay mission and structure out to be approved word for word: each signs by its mandate, or declines and says why.

    Whoever may sign for an invited organisation gets a link that needs no password, members and others alike.
    """
    thing = fresh(thing, by)
    require(may_lead(by, thing, at) or still(thing, "sent"))
    if thing.meeting.state in AHEAD and thing.meeting.starts_at > at:
        why = _("The founding meeting is still to come.")
        require(Reason(why, _("Each is to be heard before it is asked to approve."), Bar.NOT_NOW))
    parties = [place.party for place in founding_of(thing).places]
    thing.sheet = _sheet(thing, parties, sign_by_on, by, at)
    thing.approval_opened_at = at
    thing.store()
    telling.ask_to_approve(thing, parties, at=at)
    return Changes(
        thing, also=[thing.sheet, *(one.organisation for one in parties)], words={"n": str(len(parties))},
        sign_by_on=sign_by_on, seals=seals(thing),
    )  # fmt: skip


@act("founding.coalition.constituted", says=gettext_noop("constituted {about}: {n} organisations approved"))
def constitute(thing: Convening, *, by: Capacity, at: datetime) -> Changes[Convening]:
    """The coalition is constituted, once and for good: those that approved are its members, its stage moves on.

    Refused while the founding rule is not met or a reservation is open. The sheet stands with the signatures it has.
    """
    thing = fresh(thing, by)
    require(may_lead(by, thing, at) or still(thing, "approving"))
    found = founding_of(thing)
    require(not_met(found))
    coalition, rule = Coalition.objects.get(pk=thing.coalition_id), the_rule(thing.coalition_id)
    if coalition.stage == Stage.PREFORMATION:  # before the newcomers are members: it is the founders who said yes
        enter_stage(coalition, Stage.FORMATION, by=by, at=at)
    joined = [row for place in found.places if place.approved for row in _join(place.party, rule, at)]
    if thing.sheet is not None and thing.sheet.is_open:
        close_sheet(thing.sheet, by=by, at=at)
    if coalition.founded_on is None:
        change_settings(coalition, founded_on=day_of(at), by=by, at=at)
    thing.constituted_at = at
    thing.store()
    telling.tell_constituted(thing, [place.party for place in found.places], found, at=at)
    words = {"about": coalition.name, "n": str(found.approved)}
    approved = [place.party.organisation_id for place in found.places if place.approved]
    sealed = seals(thing, *(row for row in joined if isinstance(row, Party)))
    return Changes(thing, also=[*joined, coalition], words=words, organisations=approved, seals=sealed)


@act("founding.party.asked_later", says=gettext_noop("asked {about} once more whether it joins"))
def ask_later(party: Party, *, by: Capacity, at: datetime) -> Changes[Party]:
    """After the constitution: lay the same words out to one that declined or kept silent; it joins by signing."""
    party = fresh_party(party, by)
    thing = party.convening
    require(may_lead(by, thing, at) or still(thing, "constituted"))
    place = founding_of(thing).place_of(party.organisation_id)
    if place is None or place.approved or party.joined_at:
        require(Reason(_("{name} has approved.").format(name=party.name), bar=Bar.CONFLICT))
    if party.late_sheet is not None and party.late_sheet.is_open:
        require(Reason(_("It is being asked already."), bar=Bar.CONFLICT))
    party.late_sheet = _sheet(thing, [party], None, by, at)
    party.store()
    telling.ask_to_approve(thing, [party], at=at)
    return Changes(party, also=[thing, party.late_sheet], words={"about": party.name}, seals=seals(party))


@act("founding.party.joined", says=gettext_noop("{about} joined after the founding"))
def join_later(party: Party, *, by: Capacity, at: datetime) -> Changes[Party]:
    """It signed after the constitution and is a member from now on. The rule's to do."""
    party = fresh_party(party, by)
    if by.acts_for != ActsFor.RULE or party.joined_at or not _signed_late(party):
        require(Reason(_("It joins by its signature."), bar=Bar.FORBIDDEN))
    rows = _join(party, by, at)
    return Changes(party, also=[party.convening, *rows], words={"about": party.name}, seals=seals(party))


def not_met(found: Founding) -> Reason | None:
    """Why it can't be constituted yet."""
    if found.missing:
        why = _("{missing} approvals are still missing: {needed} are needed, {approved} are there.")
        said = why.format(missing=found.missing, needed=found.needed, approved=found.approved)
        return Reason(said, _("Ask those that are silent."), Bar.NOT_NOW)
    if found.unsettled:
        names = ", ".join(one.said_for for one in found.unsettled)
        why = _("Reservations are open: {names}").format(names=names)
        return Reason(why, _("Close each, or carry it openly."), Bar.NOT_NOW)
    return None


def words_to_sign(thing: Convening) -> str:
    """What each organisation approves, in the language of record."""
    with translation.override(thing.coalition.language):
        head = _("We approve the founding of {name}, with this mission and this structure.").format(
            name=thing.coalition.name
        )
        rule = _("It is constituted once {n} organisations, and {share} % of all invited, have approved.").format(
            n=thing.at_least, share=thing.share
        )
        mission, structure = _("Mission"), _("Structure")
    mission_words = adopted_words(thing.mission) or _words(thing.mission)
    structure_words = adopted_words(thing.structure) or _words(thing.structure)
    return f"{head}\n\n## {mission}\n\n{mission_words}\n\n## {structure}\n\n{structure_words}\n\n{rule}"


def _words(text: Any) -> str:
    return str(text.text.words) if text.text else ""


def _sheet(thing: Convening, parties: list[Party], sign_by_on: date | None, by: Capacity, at: datetime) -> Sheet:
    words = thing.sheet.text if thing.sheet else words_to_sign(thing)
    if len(words) > 40_000:
        raise ValidationError(_("Mission and structure are too long to be signed together. Shorten one of them."))
    with translation.override(thing.coalition.language):
        title = str(thing)[:160]
    outside = {one.organisation_id for one in parties} - _inside(parties)
    sheet: Sheet = open_sheet(
        thing=thing, title=title, text=words, organisations=[one.organisation for one in parties], outside=outside,
        sign_by_on=sign_by_on, quietly=True, by=by, at=at,
    )  # fmt: skip
    return sheet


def _inside(parties: list[Party]) -> set[Any]:
    rows = Membership.objects.filter(
        organisation__in=[one.organisation_id for one in parties], state__in=INSIDE
    )  # fmt: skip
    return set(rows.values_list("organisation", flat=True))


def _join(party: Party, rule: Capacity, at: datetime) -> list[Any]:
    """It is a member; the row of the party, its membership and its prospect, where something changed."""
    party.joined_at = at
    rows: list[Any] = [party.store()]
    membership = Membership.objects.select_related("organisation").get(organisation=party.organisation_id)
    if membership.state not in INSIDE:
        rows.append(change_membership(membership, MembershipState.MEMBER, by=rule, at=at, reason=_("By the founding")))
    return rows + prospecting.joined(party, at)


def _signed_late(party: Party) -> bool:
    place: Place | None = founding_of(party.convening).place_of(party.organisation_id)
    return place is not None and party.late_sheet is not None and place.answer == Answer.SIGNED
