"""A founding is prepared, organisations are invited to it, and all get the drafts ahead."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.acts import change_membership, enter_organisation, give_mandate
from comity.coalitions.acts.mandates import holders
from comity.coalitions.models import Body, BodyKind, Coalition, Membership, MembershipState, Power
from comity.coalitions.queries import members_of
from comity.coalitions.standing import home
from comity.founding.convening import prospecting, telling
from comity.founding.convening.acts.reading import fresh, fresh_party
from comity.founding.convening.permissions import may_convene, may_lead, ready, still
from comity.founding.convening.queries import founding_of
from comity.founding.convening.sealing import seals
from comity.founding.models import Convening, FoundingText, Kind, Party, Prospect
from comity.meetings.acts import call_meeting, cancel_meeting, change_item, plan_meeting
from comity.meetings.models import AHEAD, AgendaItem
from comity.people.acts import register_person
from comity.people.addresses import person_with
from comity.people.models import Organisation
from comity.signatures.acts import call_off

#: what somebody may do for an organisation that was invited through them
POWERS = (Power.SPEAK, Power.VOTE, Power.SIGN, Power.REPORT)
NOT_SOONER = timedelta(hours=20)


@act("founding.convening.prepared", says=gettext_noop("prepared the founding, for {starts_at}"))
def prepare_convening(
    *, starts_at: datetime, minutes: int = 120, place: str = "", link: str = "", at_least: int = 3, share: int = 50,
    minutes_each: int = 5, caller: Organisation | None = None, by: Capacity, at: datetime,
) -> Changes[Convening]:  # fmt: skip
    """Make the founding meeting from brief, mission and structure: its agenda, its round, and the founding rule.

    at_least, share: it is constituted once so many organisations, and so many of a hundred invited, approve. caller:
    the member in whose name it is called. All members are invited. Refused while the checklist, the brief, the mission
    or the structure is missing.
    """
    require(may_convene(by, at=at) or ready(Coalition.objects.get(pk=home(by))))
    coalition = Coalition.objects.get(pk=home(by))
    members = list(members_of(coalition.pk).order_by("sort_name", "pk"))
    if caller is not None and caller.pk not in {one.pk for one in members}:
        raise ValidationError({"caller": _("Choose a member.")})
    assembly = Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None)
    meeting = plan_meeting(
        body=assembly, starts_at=starts_at, minutes=minutes, place=place, link=link, by=by, at=at,
        **_agenda(coalition, len(members) * minutes_each),
    )  # fmt: skip
    texts = {one.kind: one for one in FoundingText.objects.all()}
    thing = Convening(
        meeting=meeting, mission=texts[Kind.MISSION], structure=texts[Kind.STRUCTURE], at_least=at_least, share=share,
        minutes_each=minutes_each, caller=caller, caller_name=caller.name if caller else "", prepared_at=at,
        round_item=AgendaItem.objects.filter(meeting=meeting).order_by("place")[1],
    )  # fmt: skip
    thing.speak_as(by)
    thing.store()
    rows = [_party(thing, one, place, at, founder=True) for place, one in enumerate(members, start=1)]
    also = [*rows, meeting, thing.mission, thing.structure]
    return Changes(thing, also=also, starts_at=starts_at, at_least=at_least, share=share, seals=seals(thing, *rows))


@act("founding.party.invited", says=gettext_noop("invited {about} to the founding"))
def invite_party(
    thing: Convening, *, organisation: Organisation | None = None, new: Mapping[str, Any] | None = None,
    contact: str = "", email: str = "", prospect: Prospect | None = None, knowing: bool = False, by: Capacity,
    at: datetime,
) -> Changes[Party]:  # fmt: skip
    """Invite an organisation that is known here, or a new one (its profile). contact, email: who answers for it.

    It is “invited” from now on, and becomes a member by approving. Whoever answers gets a mandate to speak, vote, sign
    and report for it. Once the invitations are sent, this one goes out at once. prospect: one that was agreed upon, in
    the place of an organisation; it stands as invited, too, which only its committee does, knowing which methods do
    not fit.
    """
    thing = fresh(thing, by)
    require(may_lead(by, thing, at) or still(thing, "preparing", "sent"))
    if prospect is not None:
        prospect = prospecting.agreed_on(prospect, by)
        organisation = prospecting.known_as(prospect)
        new = prospecting.profile_of(prospect, (new or {}).get("sector", ""))
    known = _known(organisation, new, by, at)
    if Party.objects.filter(convening=thing, organisation=known, removed_at=None).exists():
        raise ValidationError({"organisation": _("This organisation is invited already.")})
    also = [*_contact(known, contact, email, by, at)]
    if (prospect := prospect or prospecting.standing_for(known)) is not None:
        also += prospecting.mark_invited(prospect, known, knowing=knowing, by=by, at=at)
    before = Party.objects.filter(convening=thing, organisation=known).first()
    place = 1 + Party.objects.filter(convening=thing).count()
    party = before or Party(convening=thing, organisation=known)
    party.removed_at = None
    party = _fill(party, thing, known, place, at)
    if thing.sent_at:
        telling.invite(thing, [party], at=at)
    return Changes(party, also=[thing, known, *also], words={"about": party.name}, seals=seals(party))


@act("founding.party.removed", says=gettext_noop("did not invite {about} after all"))
def remove_party(party: Party, *, by: Capacity, at: datetime) -> Changes[Party]:
    """Take an organisation off the list before the invitations are sent. Founders stay."""
    party = fresh_party(party, by)
    require(may_lead(by, party.convening, at) or still(party.convening, "preparing"))
    if party.founder:
        require(Reason(_("Founders are part of it."), bar=Bar.CONFLICT))
    party.removed_at = at
    party.store()
    also = [party.convening, *prospecting.not_invited(party, by=by, at=at)]
    return Changes(party, also=also, words={"about": party.name}, seals=seals(party))


@act("founding.convening.sent", says=gettext_noop("sent the invitations to the founding, with the drafts: {n}"))
def send_convening(thing: Convening, *, by: Capacity, at: datetime) -> Changes[Convening]:
    """Call the meeting, and write to all who are invited, with mission and structure as they read now.

    The round on the agenda is made long enough for each. ValidationError where less than two are invited.
    """
    thing = fresh(thing, by)
    require(may_lead(by, thing, at) or still(thing, "preparing"))
    parties = [one.party for one in founding_of(thing).places]
    if len(parties) < 2:
        raise ValidationError(_("Invite at least one more organisation."))
    if len(parties) < thing.rule.needed(len(parties)):
        raise ValidationError(_("The founding rule asks for more approvals than organisations are invited."))
    thing.mission_number, thing.structure_number = thing.mission.text.number, thing.structure.text.number  # type: ignore[union-attr]
    thing.sent_at = at
    thing.store()
    if thing.round_item is not None:
        change_item(thing.round_item, minutes=min(600, len(parties) * thing.minutes_each), by=by, at=at)
    call_meeting(thing.meeting, by=by, at=at)
    telling.invite(thing, parties, at=at)
    also = [*parties, thing.meeting, thing.mission, thing.structure]
    return Changes(
        thing, also=also, words={"n": str(len(parties))}, organisations=[one.organisation_id for one in parties],
        mission=thing.mission_number, structure=thing.structure_number, seals=seals(thing),
    )  # fmt: skip


@act("founding.convening.reminded", says=gettext_noop("reminded {n} organisations of the founding"))
def remind_parties(thing: Convening, *, by: Capacity, at: datetime) -> Changes[Convening]:
    """Write once more to those that are silent: about coming, or about approving. Once a day."""
    thing = fresh(thing, by)
    require(may_lead(by, thing, at) or still(thing, "sent", "approving"))
    if thing.reminded_at and thing.reminded_at > at - NOT_SOONER:
        raise ValidationError(_("They were reminded today. Give them until tomorrow."))
    silent = [place.party for place in founding_of(thing).silent]
    if not silent:
        raise ValidationError(_("All have answered."))
    thing.reminded_at = at
    thing.store()
    if thing.approval_opened_at:
        telling.ask_to_approve(thing, silent, at=at, again=True)
    else:
        telling.invite(thing, silent, at=at, again=True)
    return Changes(thing, words={"n": str(len(silent))}, organisations=[one.organisation_id for one in silent])


@act("founding.convening.dropped", says=gettext_noop("gave the founding up"))
def drop_convening(thing: Convening, *, why: str, by: Capacity, at: datetime) -> Changes[Convening]:
    """Nothing is founded this time. All who were invited are told why; a new founding can be prepared."""
    thing = fresh(thing, by)
    require(may_lead(by, thing, at) or still(thing, "preparing", "sent", "approving"))
    if not why.strip():
        raise ValidationError({"why": _("Say why, for those who were invited.")})
    thing.dropped_at, thing.dropped_why = at, why
    thing.store()
    also: list[Any] = [thing.meeting]
    if thing.meeting.state in AHEAD:
        cancel_meeting(thing.meeting, why=why, by=by, at=at)
    if thing.sheet is not None and thing.sheet.is_open:
        call_off(thing.sheet, why=why, by=by, at=at)
        also.append(thing.sheet)
    parties = [place.party for place in founding_of(thing).places]
    if thing.sent_at:
        telling.tell_dropped(thing, parties, at=at)
    return Changes(thing, also=also, words={"why": why}, seals=seals(thing))


def _agenda(coalition: Coalition, minutes: int) -> dict[str, Any]:
    """Title and usual agenda of a founding meeting, in the language of record."""
    with translation.override(coalition.language):
        lines = [
            (10, "inform", _("Who is here, and what the founders want")),
            (max(5, min(600, minutes)), "work", _("Introductions: each organisation has its time")),
            (20, "work", _("The mission")),
            (20, "work", _("The structure")),
            (15, "work", _("Reservations: closed, or carried openly")),
            (10, "inform", _("How each organisation approves, and by when")),
        ]
        title = _("Founding meeting")
    return {"title": title, "pattern": "\n".join(f"{one} {kind} {words}" for one, kind, words in lines)}


def _known(
    organisation: Organisation | None, new: Mapping[str, Any] | None, by: Capacity, at: datetime
) -> Organisation:
    """The organisation, entered where it is new, with a membership that says that it is invited."""
    if organisation is None:
        if not new or not str(new.get("name", "")).strip():
            raise ValidationError({"name": _("Choose an organisation, or name a new one.")})
        made = enter_organisation(**new, state=MembershipState.INVITED, by=by, at=at)
        found: Organisation = made.organisation
        return found
    membership = Membership.objects.filter(organisation=organisation).select_related("organisation").first()
    if membership is None:
        raise ValidationError({"organisation": _("Choose an organisation that is known here.")})
    if membership.state in (MembershipState.PROSPECT, MembershipState.LEFT):
        change_membership(membership, MembershipState.INVITED, by=by, at=at)
    return organisation


def _contact(organisation: Organisation, name: str, email: str, by: Capacity, at: datetime) -> list[Any]:
    """Who answers for it has the mandate to; ValidationError where nobody could."""
    able = holders(organisation.pk, Power.SIGN, on=day_of(at))
    if not email:
        if not able:
            raise ValidationError({"email": _("Who answers for this organisation? We write to them.")})
        return []
    person = person_with(email) or register_person(name=name or email, email=email, by=by, at=at)
    if any(one.person_id == person.pk for one in able):
        return [person]
    return [person, give_mandate(person, organisation=organisation, powers=POWERS, by=by, at=at)]


def _party(thing: Convening, organisation: Organisation, place: int, at: datetime, *, founder: bool) -> Party:
    party = Party(convening=thing, organisation=organisation, founder=founder)
    return _fill(party, thing, organisation, place, at)


def _fill(party: Party, thing: Convening, organisation: Organisation, place: int, at: datetime) -> Party:
    party.coalition_id, party.place, party.added_at = thing.coalition_id, place, at
    party.name = getattr(organisation, "shown_name", organisation.name)
    return party.store()
