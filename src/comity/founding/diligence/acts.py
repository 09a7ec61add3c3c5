"""The committee notes what it finds, asks those who know the prospect, and the prospect itself."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.models import EntryWords
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import fresh
from comity.founding.diligence import telling
from comity.founding.models import Enquiry, EnquiryKind, EnquiryState, Finding, PartnerSearch, Prospect
from comity.founding.prospects.permissions import gone, may_know, search_of

NOT_YET = gettext_noop("That day is still to come.")


@act("founding.finding.noted", says=gettext_noop("noted something in the file on {about}"))
def note_finding(
    prospect: Prospect, *, kind: str, words: str, source: str, dated_on: date, link: str = "", by: Capacity,
    at: datetime,
) -> Changes[Finding]:  # fmt: skip
    """Note what was found: what it says, where it stands, of which day it is."""
    search = for_committee(prospect, by, at)
    if dated_on > day_of(at):
        require(Reason(_(NOT_YET), bar=Bar.CONFLICT))
    row = Finding(
        coalition_id=prospect.coalition_id, body_id=search.body_id, prospect=prospect, kind=kind, words=words,
        source=source, link=link, dated_on=dated_on, person_id=by.person, noted_at=at,
    ).store()  # fmt: skip
    return Changes(row, words={"about": prospect.name, "source": source}, kind=kind, dated_on=dated_on)


@act("founding.finding.struck", says=gettext_noop("struck something from the file on {about}"))
def strike_finding(row: Finding, *, by: Capacity, at: datetime) -> Changes[Finding]:
    """It turned out not to be so, or not to matter."""
    require(may_know(by, search_of(), at=at, thing=row))
    row = fresh(row)
    if row.struck_at is not None:
        require(Reason(_("This was struck already."), bar=Bar.NOT_NOW))
    row.struck_at = at
    row.store()
    return Changes(row, words={"about": row.prospect.name})


@act("founding.enquiry.asked", says=gettext_noop("asked somebody outside about {about}"))
def ask_about(
    prospect: Prospect, *, kind: str, name: str, email: str, asked: str, by: Capacity, at: datetime
) -> Changes[Enquiry]:
    """Ask who worked with them for a reference, or hold out to the prospect what was found, for its reply. By mail."""
    search = for_committee(prospect, by, at)
    row = Enquiry(
        coalition_id=prospect.coalition_id, body_id=search.body_id, prospect=prospect, kind=kind, name=name,
        email=email, asked=asked, person_id=by.person, asked_at=at,
    ).store()  # fmt: skip
    telling.ask(row, at=at)
    return Changes(row, words={"about": prospect.name, "name": name}, kind=kind)


@act("founding.enquiry.answered", says=gettext_noop("received an answer about {about}"))
def answer_enquiry(
    row: Enquiry, *, declines: bool, answer: str = "", again: str = "", by: Capacity, at: datetime
) -> Changes[Enquiry]:
    """What was answered behind the mailed link; a later answer replaces an earlier one. The rule's to do: who answers
    has no account.
    """
    row = fresh(row)
    if by.acts_for != ActsFor.RULE or by.coalition != row.coalition_id:
        require(Reason(_("Only who was asked answers this."), bar=Bar.HIDDEN))
    if row.erased_at is not None or row.state == EnquiryState.WITHDRAWN:
        require(Reason(_("This question was taken back."), bar=Bar.NOT_NOW))
    row.state = EnquiryState.DECLINED if declines else EnquiryState.ANSWERED
    row.answer, row.again = ("", "") if declines else (answer, again if row.kind == EnquiryKind.REFERENCE else "")
    row.answered_at = at
    row.store()
    telling.answered(row, at=at)
    return Changes(row, words={"about": row.prospect.name}, state=row.state)


@act("founding.enquiry.withdrawn", says=gettext_noop("took back a question about {about}"))
def withdraw_enquiry(row: Enquiry, *, by: Capacity, at: datetime) -> Changes[Enquiry]:
    """Nobody need answer it any more; the link says so."""
    row = _open(row, by, at)
    if row.state != EnquiryState.ASKED:
        require(Reason(_("It was answered already."), bar=Bar.NOT_NOW))
    row.state = EnquiryState.WITHDRAWN
    row.store()
    return Changes(row, words={"about": row.prospect.name})


@act("founding.enquiry.erased", says=gettext_noop("erased what somebody outside was asked and said"), erases=True)
def erase_enquiry(row: Enquiry, *, by: Capacity, at: datetime) -> Changes[Enquiry]:
    """Who was asked wants to be forgotten: no word of theirs stays, here, in mails or in the record."""
    row = _open(row, by, at)
    telling.forget(row)
    row.name, row.email, row.asked, row.answer, row.again = _("Erased"), "", "–", "", ""
    row.erased_at = at
    row.store()
    words = EntryWords.objects.filter(entry__chain=row.coalition_id, entry__things__thing=row.pk)
    return Changes(row, erases=words)


def _open(row: Enquiry, by: Capacity, at: datetime) -> Enquiry:
    require(may_know(by, search_of(), at=at, thing=row))
    row = fresh(row)
    if row.erased_at is not None:
        require(Reason(_("This was erased."), bar=Bar.NOT_NOW))
    return row


def for_committee(prospect: Prospect, by: Capacity, at: datetime) -> PartnerSearch:
    """The search, for who sits in its committee; Refused for all others."""
    search: Any = search_of()
    require(may_know(by, search, at=at, thing=prospect) or gone(prospect))
    assert isinstance(search, PartnerSearch)
    return search
