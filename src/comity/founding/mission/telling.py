"""Mails to people outside who endorse the mission: confirm your address; and the link by which it is taken back."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.founding.models import Drive, Endorsement, EndorsementDraft
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write

CONFIRM, AGAIN = "founding.endorsement-key", "founding.endorsement-again"
_signer = signing.Signer(salt="comity.founding.mission", sep=".")


def token_of(row: EndorsementDraft | Endorsement) -> str:
    """What stands in the address of the link; the same before and after it is confirmed."""
    return _signer.sign(row.pk.hex)


def key_behind(token: str) -> str | None:
    """The id behind it; None for one that we never gave out."""
    try:
        return _signer.unsign(token)
    except signing.BadSignature:
        return None


def ask_to_confirm(draft: EndorsementDraft, *, at: datetime) -> None:
    """One mail with one link. Whoever did not sign need do nothing."""
    coalition = draft.drive.coalition
    title = _("Do you stand behind the mission of {name}?").format(name=coalition.name)
    _outside(CONFIRM, draft.email, draft.name, draft.coalition_id, {
        "subject": title[:200], "title": title,
        "paragraphs": [_("{group}, {place}").format(group=draft.group, place=draft.place)],
        "buttons": [(_("Confirm that it was me"), _link(draft, draft.drive))],
        "under_buttons": _("A tap opens a page where you confirm it, within two days. Keep this mail: by the same"
                           " link you can take it back at any time."),
        "why_you": _("Somebody gave this address. Was it not you? Then do nothing, and it is forgotten."),
    }, at)  # fmt: skip


def send_link_again(row: Endorsement, drive: Drive, email: str, name: str, *, at: datetime) -> None:
    """Who signs a second time counts once, and gets the link once more."""
    title = _("You stand behind the mission of {name} already").format(name=drive.coalition.name)
    _outside(AGAIN, email, name, row.coalition_id, {
        "subject": title[:200], "title": title,
        "paragraphs": [_("Each address counts once. Nothing more is to be done.")],
        "link_text": _("See it, or take it back"), "link_url": _link(row, drive),
        "why_you": _("Somebody gave this address on our page. Was it not you? Then do nothing."),
    }, at)  # fmt: skip


def _link(row: EndorsementDraft | Endorsement, drive: Drive) -> str:
    return absolute(reverse("public:endorsement", args=[drive.coalition.slug, token_of(row)]))


def _outside(kind: str, email: str, name: str, coalition: Any, mail: dict[str, Any], at: datetime) -> None:
    """A mail to somebody without an account: nobody’s, so nobody can quiet it."""
    nobody: Any = None
    to = Addressee(nobody, email, name)
    write(kind, [to], template="base/mail/base.html", at=at, coalition=coalition, context={"mail": mail})
