"""The mails of the door. Each is one row in the outbox; the worker sends it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.notices.mails import Addressee, write
from comity.people.models import MailedKey

KIND = "people.key"
Words = dict[str, Any]


def mail_key(
    key: MailedKey, about: str, *, link: str, code: str, language: str, minutes: int, at: datetime
) -> None:
    """Put the mail for a key into the outbox. `about` is one of WORDS; strangers' mails name nobody."""
    person = key.person
    name, spoken = (person.name, person.speaks()) if person else ("", language)
    nobody: Any = None  # a stranger; such mails can't be quieted, so nobody asks whose they are
    to = Addressee(person.pk if person else nobody, key.address, name, spoken)

    def words(_to: Addressee) -> dict[str, Words]:
        frame = {} if person else {"to_line": ""}
        return {"mail": frame | WORDS[about](key.address, link, f"{code[:3]} {code[3:]}", minutes)}

    write(KIND, [to], template="base/mail/base.html", at=at, context=words)


def _sign_in(address: str, link: str, code: str, minutes: int) -> Words:
    return {
        "subject": _("Sign in to Comity"),
        "lede": _("Open this link on any device, then confirm there. It works once, for %(n)d minutes.")
        % {"n": minutes},
        "buttons": [(_("Sign in"), link)],
        "under_buttons": _("Or type this code where you asked for it: %(code)s") % {"code": code},
        "why_you": _("Someone typed %(address)s to sign in. Was it not you? Then do nothing.") % {"address": address},
    }  # fmt: skip


def _stranger(address: str, link: str, code: str, minutes: int) -> Words:
    return {
        "subject": _("Start with Comity"),
        "lede": _("Nobody uses %(address)s here yet. Start with this link; it works once, for %(n)d minutes.")
        % {"address": address, "n": minutes},
        "buttons": [(_("Start here"), link)],
        "under_buttons": _("Or type this code where you asked for it: %(code)s") % {"code": code},
        "why_you": _("Someone typed %(address)s to sign in. Was it not you? Then do nothing.") % {"address": address},
    }  # fmt: skip


def _nobody(address: str, link: str, code: str, minutes: int) -> Words:
    return {
        "subject": _("No account with this address"),
        "lede": _("Someone typed %(address)s to sign in, but nobody uses it here.") % {"address": address},
        "paragraphs": [
            _("Perhaps you gave another address. If you expected an invitation, ask whoever wanted to invite you.")
        ],
        "why_you": _("Was it not you? Then do nothing."),
    }  # fmt: skip


def _address(address: str, link: str, code: str, minutes: int) -> Words:
    return {
        "subject": _("Confirm your address"),
        "lede": _("Add %(address)s to your account. The link works once, for %(n)d minutes.")
        % {"address": address, "n": minutes},
        "buttons": [(_("Add this address"), link)],
        "why_you": _("Someone with an account here typed this address. Was it not you? Then do nothing."),
    }


def _address_taken(address: str, link: str, code: str, minutes: int) -> Words:
    return {
        "subject": _("This address is in use already"),
        "lede": _("Someone wanted to add %(address)s to an account, but it belongs to one already.")
        % {"address": address},
        "paragraphs": [_("Was it you? Then sign in with this address. You can remove it there first.")],
        "why_you": _("Was it not you? Then do nothing: nothing was changed."),
    }


def _confirm(address: str, link: str, code: str, minutes: int) -> Words:
    return {
        "subject": _("Your code for Comity"),
        "lede": _("Type this code to confirm that it is you: %(code)s") % {"code": code},
        "paragraphs": [_("It works once, for %(n)d minutes.") % {"n": minutes}],
        "why_you": _(
            "You asked for it on a page of your account. Was it not you? Then end your sessions there."
        ),
    }


#: what a mail is about → its words, in the active language
WORDS = {
    "sign in": _sign_in,
    "stranger": _stranger,
    "nobody": _nobody,
    "address": _address,
    "address taken": _address_taken,
    "confirm": _confirm,
}
