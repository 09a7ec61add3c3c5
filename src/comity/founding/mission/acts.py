"""A drive begins, changes and closes; people outside endorse the mission, and withdraw by the same link."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.models import EntryWords
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.founding.mission import telling
from comity.founding.mission.addresses import key_of
from comity.founding.mission.permissions import may_run, may_start
from comity.founding.models import Drive, Endorsement, EndorsementDraft, Kind
from comity.founding.writing.queries import text_of
from comity.notices.models import Mail

#: how long an unconfirmed sign-up is kept
DRAFT_LIVES = timedelta(days=2)
#: how many groups can be told apart
MOST_GROUPS = 30


@act("founding.drive.started", says=gettext_noop("asked everybody to endorse the mission: {target} are wanted"))
def start_drive(
    *, target: int, groups: str, words: str = "", until_on: date | None = None, by: Capacity, at: datetime
) -> Changes[Drive]:
    """Ask everybody to stand behind the mission, on a public page, until a day (None: until it is closed)."""
    require(may_start(by, at=at))
    drive = Drive(
        coalition_id=home(by), text=text_of(Kind.MISSION), target=target, groups=groups, words=words,
        until_on=until_on, person_id=by.someone, for_name=by.of_name, started_at=at,
    )  # fmt: skip
    _check(drive, at)
    drive.store()
    return Changes(drive, also=[drive.text], words={"target": str(target)}, wanted=target, until_on=until_on)


@act("founding.drive.changed", says=gettext_noop("changed the endorsement drive: {target} are wanted"))
def change_drive(
    drive: Drive, *, target: int, groups: str, words: str = "", until_on: date | None = None, by: Capacity,
    at: datetime, read: Version | None = None,
) -> Changes[Drive]:  # fmt: skip
    """Another target, day or other groups; endorsements keep the group that was chosen."""
    drive = _fresh(drive, by)
    require(may_run(by, drive, at=at))
    if read is not None:
        read.require(drive)
    before = drive.target
    drive.target, drive.groups, drive.words, drive.until_on = target, groups, words, until_on
    _check(drive, at)
    drive.store()
    return Changes(drive, words={"target": str(target)}, before=before, wanted=target, until_on=until_on)


@act("founding.drive.closed", says=gettext_noop("closed the endorsement drive"))
def close_drive(drive: Drive, *, by: Capacity, at: datetime) -> Changes[Drive]:
    """Nobody can sign any more. Who signed stays counted, and can still withdraw."""
    drive = _fresh(drive, by)
    require(may_run(by, drive, at=at))
    if drive.closed_at is not None:
        require(Reason(_("It is closed already."), bar=Bar.NOT_NOW))
    drive.closed_at = at
    drive.store()
    return Changes(drive)


@act("founding.drive.reopened", says=gettext_noop("opened the endorsement drive again"))
def reopen_drive(drive: Drive, *, by: Capacity, at: datetime) -> Changes[Drive]:
    """Everybody can sign again, unless another drive is running."""
    drive = _fresh(drive, by)
    require(may_run(by, drive, at=at))
    if drive.closed_at is None:
        require(Reason(_("It is open."), bar=Bar.NOT_NOW))
    if Drive.objects.filter(closed_at=None).exists():
        require(Reason(_("A drive is running already."), bar=Bar.CONFLICT))
    drive.closed_at = None
    drive.store()
    return Changes(drive)


def draft_endorsement(
    drive: Drive, *, name: str, email: str, group: str, place: str, named: bool, at: datetime
) -> EndorsementDraft | None:
    """Keep a sign-up until its address is confirmed by the mailed link.

    None where that address has endorsed it already: then it is sent its link once more, and the page says the same.
    """
    key = key_of(drive.pk, email)
    known = Endorsement.objects.filter(drive=drive, email_key=key).first()
    if known is not None:
        telling.send_link_again(known, drive, email, name, at=at)
        return None
    EndorsementDraft.objects.filter(drive=drive, email_key=key).delete()
    draft = EndorsementDraft(
        coalition_id=drive.coalition_id, drive=drive, name=name, email=email, email_key=key, group=group, place=place,
        named=named, expires_at=at + DRAFT_LIVES,
    ).store()  # fmt: skip
    telling.ask_to_confirm(draft, at=at)
    return draft


@act("founding.endorsement.confirmed", says=gettext_noop("counted an endorsement of the mission"))
def confirm_endorsement(draft: EndorsementDraft, *, by: Capacity, at: datetime) -> Changes[Endorsement]:
    """A sign-up whose address was confirmed. The rule's to do: who signed has no account.

    The address is forgotten, but for its fingerprint; so is the name, unless it may be shown.
    """
    _only_the_rule(by)
    drive = _fresh(draft.drive, by)
    mission: Any = text_of(Kind.MISSION)
    if at >= draft.expires_at or not drive.is_open(day_of(at)):
        require(Reason(_("It is too late for this signature."), bar=Bar.NOT_NOW))
    row = Endorsement(
        id=draft.pk, coalition_id=drive.coalition_id, drive=drive, name=draft.name if draft.named else "",
        named=draft.named, group=draft.group, place=draft.place, email_key=draft.email_key,
        number=mission.adopted_number, confirmed_at=at,
    ).store()  # fmt: skip
    Mail.objects.filter(coalition=drive.coalition_id, to=draft.email, kind=telling.CONFIRM, person=None).exclude(
        sent_at=None
    ).update(to="", name="", subject="", text="", html="")
    EndorsementDraft.objects.filter(pk=draft.pk).delete()
    return Changes(row, also=[drive], version=mission.adopted_number)


@act("founding.endorsement.withdrawn", says=gettext_noop("took an endorsement of the mission back"), erases=True)
def withdraw_endorsement(row: Endorsement, *, by: Capacity, at: datetime) -> Changes[Endorsement]:
    """Whoever signed takes it back by their link: it counts no more, and no word of it stays."""
    _only_the_rule(by)
    row = _fresh_endorsement(row, by)
    row.name = row.group = row.place = ""
    row.named, row.email_key, row.withdrawn_at = False, str(row.pk), at
    row.store()
    return Changes(row, also=[row.drive], erases=_words_about(row))


@act("founding.endorsement.unnamed", says=gettext_noop("took a name off the page of the mission"), erases=True)
def strike_name(row: Endorsement, *, by: Capacity, at: datetime) -> Changes[Endorsement]:
    """Show this name no more, because it offends or is nobody’s. It still counts."""
    row = _fresh_endorsement(row, by)
    require(may_run(by, row, at=at))
    if not row.named:
        require(Reason(_("No name is shown here."), bar=Bar.NOT_NOW))
    row.name, row.named = "", False
    row.store()
    return Changes(row, also=[row.drive], erases=_words_about(row))


def _fresh(drive: Drive, by: Capacity) -> Drive:
    require(same_coalition(by, drive))
    found: Drive = Drive.objects.select_related("coalition", "text").get(pk=drive.pk)
    return found


def _fresh_endorsement(row: Endorsement, by: Capacity) -> Endorsement:
    require(same_coalition(by, row))
    found: Endorsement = Endorsement.objects.select_related("drive__coalition").get(pk=row.pk)
    if found.withdrawn_at is not None:
        require(Reason(_("This was taken back already."), bar=Bar.NOT_NOW))
    return found


def _only_the_rule(by: Capacity) -> None:
    if by.acts_for != ActsFor.RULE:
        require(Reason(_("Only who signed does this."), bar=Bar.HIDDEN))


def _check(drive: Drive, at: datetime) -> None:
    groups = drive.asked_groups
    drive.group_count = len(groups)
    if not groups:
        raise ValidationError({"groups": _("Name at least one group.")})
    if len(groups) > MOST_GROUPS or any(len(one) > 80 for one in groups):
        raise ValidationError({"groups": _("At most thirty groups, each of at most 80 letters.")})
    if drive.until_on is not None and drive.until_on < day_of(at):
        raise ValidationError({"until_on": _("Choose a day that is still to come.")})


def _words_about(row: Endorsement) -> Any:
    return EntryWords.objects.filter(entry__chain=row.coalition_id, entry__text__contains=str(row.pk))
