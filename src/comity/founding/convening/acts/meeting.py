"""Invited organisations say whether they come, introduce themselves, have their time, and raise reservations."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.founding.convening import telling
from comity.founding.convening.acts.reading import fresh_party, fresh_reservation
from comity.founding.convening.permissions import may_answer, may_lead, may_note, may_settle, still
from comity.founding.convening.sealing import seals
from comity.founding.models import Party, Reservation, ReservationState
from comity.meetings.acts import answer_invitation
from comity.meetings.models import Invitation, Reply

OPEN = ("sent", "approving")


@act("founding.party.replied", says=gettext_noop("answered for {about}, about the founding: {reply}"))
def reply_to_invitation(party: Party, reply: Reply, *, deputy: str = "", by: Capacity, at: datetime) -> Changes[Party]:
    """Say whether the organisation comes; a later answer replaces it. Of members, the meeting has it, too."""
    party = fresh_party(party, by)
    require(may_answer(by, party, at=at) or still(party.convening, *OPEN))
    before = party.reply
    party.reply, party.deputy, party.replied_at, party.person_id = Reply(reply), deputy, at, by.person
    party.store()
    called = Invitation.objects.filter(meeting=party.convening.meeting_id, organisation=party.organisation_id).first()
    if called is not None and party.convening.meeting.is_ahead:
        called.meeting = party.convening.meeting
        answer_invitation(called, Reply(reply), deputy=deputy, by=by, at=at)
    words = {"about": party.name}
    return Changes(party, also=[party.convening], words=words, reply=reply, before=before, seals=seals(party))


@act("founding.party.introduced", says=gettext_noop("wrote down how {about} introduces itself"))
def introduce(
    party: Party, *, motivation: str = "", questions: str = "", expectations: str = "", by: Capacity, at: datetime,
    read: Version | None = None,
) -> Changes[Party]:  # fmt: skip
    """Keep why an organisation would take part, what it asks and expects: written by itself, or taken down.

    Raises Changed when somebody wrote since `read`, and ValidationError where nothing is said.
    """
    party = fresh_party(party, by)
    require(may_note(by, party, at=at) or still(party.convening, "preparing", *OPEN, "constituted"))
    if read is not None:
        read.require(party)
    if not (motivation + questions + expectations).strip():
        raise ValidationError(_("Say at least one of the three."))
    party.motivation, party.questions, party.expectations = motivation, questions, expectations
    party.introduced_at, party.introduced_by_id = at, by.person
    party.store()
    return Changes(party, also=[party.convening], words={"about": party.name}, organisation=party.organisation_id)


@act("founding.party.heard", says=gettext_noop("noted whether {about} had its time in the round"))
def hear_party(party: Party, had: bool = True, *, by: Capacity, at: datetime) -> Changes[Party]:
    """Note that an organisation had its time in the round of introductions, or that it had it not after all."""
    party = fresh_party(party, by)
    require(may_lead(by, party.convening, at) or still(party.convening, *OPEN))
    if (party.spoke_at is not None) == had:
        require(Reason(_("This stands there already."), bar=Bar.CONFLICT))
    party.spoke_at = at if had else None
    party.store()
    return Changes(party, also=[party.convening], words={"about": party.name}, had=had, seals=seals(party))


@act("founding.reservation.raised", says=gettext_noop("raised a reservation about the founding"))
def raise_reservation(party: Party, words: str, *, by: Capacity, at: datetime) -> Changes[Reservation]:
    """Say what the organisation has doubts about. The founding waits until it is closed or carried openly."""
    party = fresh_party(party, by)
    require(may_answer(by, party, at=at) or still(party.convening, *OPEN))
    row = Reservation(convening=party.convening, words=words, raised_at=at)
    row.speak_as(by)
    row.store()
    telling.tell_reservation(row, at=at)
    return Changes(row, also=[party.convening], organisation=party.organisation_id, seals=seals(row))


@act("founding.reservation.settled", says=gettext_noop("settled a reservation of {whose}: {state}"))
def settle_reservation(
    row: Reservation, outcome: str, *, answer: str, by: Capacity, at: datetime
) -> Changes[Reservation]:
    """Close it with what answers it, or carry it openly: then it stands in the founding document.

    Who raised it gets the answer by mail.
    """
    row = fresh_reservation(row, by)
    if outcome not in (ReservationState.CLOSED, ReservationState.CARRIED):
        raise ValidationError({"outcome": _("Choose what becomes of it.")})
    require(may_settle(by, row, outcome, at=at) or still(row.convening, *OPEN))
    if not answer.strip():
        raise ValidationError({"answer": _("Say what answers it.")})
    row.state, row.answer, row.settled_at = outcome, answer, at
    row.settled_by_id, row.settled_for = by.person, by.of_name or by.person_name
    row.store()
    telling.tell_settled(row, by=by, at=at)
    return Changes(row, also=[row.convening], words=_of(row), state=outcome, seals=seals(row))


@act("founding.reservation.reopened", says=gettext_noop("took a reservation of {whose} up again"))
def reopen_reservation(row: Reservation, *, by: Capacity, at: datetime) -> Changes[Reservation]:
    """It is open again: by who raised it, and who leads."""
    row = fresh_reservation(row, by)
    own = row.is_of(by)
    require((None if own else may_lead(by, row.convening, at)) or still(row.convening, *OPEN))
    if row.state == ReservationState.OPEN:
        require(Reason(_("It is open."), bar=Bar.CONFLICT))
    row.state, row.answer, row.settled_at, row.settled_by, row.settled_for = ReservationState.OPEN, "", None, None, ""
    row.store()
    return Changes(row, also=[row.convening], words=_of(row), seals=seals(row))


def _of(row: Any) -> dict[str, str]:
    return {"whose": row.said_for}
