"""The canonical texts of what is signed: each sheet, who is asked, and each signature. A seal is sha256 of such a text.

A signature's code covers the text of the sheet, the organisation, the person's id, the mandate and the moment; the
typed and drawn name stand in it only as a salted commitment.
"""

from collections.abc import Callable
from typing import Any

from comity.audit import sealing
from comity.audit.canonical import canonical, fingerprint
from comity.signatures.models import Sheet, Signatory, Signature

FORM = "comity.signature.1"


def sheet_text(sheet: Sheet) -> str:
    """A sheet's row: its words and their fingerprint, who opened it, where it stands."""
    money = {} if sheet.amount is None else {"amount": sheet.amount, "currency": sheet.currency}
    return canonical(
        money
        | {
            "id": sheet.pk, "coalition": sheet.coalition_id, "title": sheet.title, "text": sheet.text,
            "mark": sheet.mark, "held_by": sheet.held_by, "held_id": sheet.held_id, "sign_by_on": sheet.sign_by_on,
            "opened_by": sheet.opened_by_id, "opened_as": sheet.opened_as, "opened_for": sheet.opened_for,
            "opened_at": sheet.opened_at, "state": sheet.state, "ended_at": sheet.ended_at,
        }
    )  # fmt: skip


def signatory_text(one: Signatory) -> str:
    """Who is asked, under which name, and what they answered."""
    return canonical(
        {
            "id": one.pk, "sheet": one.sheet_id, "organisation": one.organisation_id, "name": one.name,
            "place": one.place, "answer": one.answer, "answered_at": one.answered_at,
        }
    )  # fmt: skip


def slip(signature: Signature) -> str:
    """What a signature's code is the fingerprint of. It stays the same when the signature is withdrawn."""
    return canonical(
        {
            "form": FORM, "id": signature.pk, "sheet": signature.sheet_id, "mark": signature.mark,
            "organisation": signature.organisation_id, "name": signature.name, "person": signature.person_id,
            "mandate": signature.mandate_id, "signed_at": signature.signed_at, "words_mark": signature.found_mark(),
        }
    )  # fmt: skip


def code_of(signature: Signature) -> str:
    """The signature's code."""
    return fingerprint(slip(signature))


def signature_text(signature: Signature) -> str:
    """A signature's row: its slip, whether it still stands, whether its words are still there."""
    kept = {"slip": slip(signature), "withdrawn_at": signature.withdrawn_at, "words_kept": bool(signature.salt)}
    return canonical(kept | ({"at_home": fingerprint(signature.at_home)} if signature.at_home else {}))


TEXTS: dict[type[Any], Callable[[Any], str]] = {
    Sheet: sheet_text,
    Signatory: signatory_text,
    Signature: signature_text,
}


def seals(*rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *rows)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
