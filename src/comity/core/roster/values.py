"""Single cells: what an address, a number, a day or a yes looks like. None where it can't be read."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from comity.core.roster import words
from comity.core.roster.fields import Rung
from comity.core.roster.folding import fold

_EMAIL = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_NAMED_EMAIL = re.compile(r"[^<>]*<([^<>]+)>")
_WEBSITE = re.compile(r"(?:https?://)?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,})(?::\d{1,5})?(?:[/?#]\S*)?",
                      re.IGNORECASE)  # fmt: skip
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_EMAIL_LENGTH = 254
_LONGEST_NOTHING = 20
_DASHES = "-–—.?/_ "


def is_empty(cell: str) -> bool:
    """Nothing, a dash, "n/a", "unknown": no answer."""
    if len(cell) > _LONGEST_NOTHING:
        return False
    return not cell.strip(_DASHES) or fold(cell) in words.EMPTY


def read_email(cell: str) -> str | None:
    """One address, also out of "Ana <ana@example.org>"; the part after @ in small letters."""
    named = _NAMED_EMAIL.fullmatch(cell)
    address = (named[1] if named else cell).strip().removeprefix("mailto:")
    if len(address) > _EMAIL_LENGTH or not _EMAIL.fullmatch(address) or ".." in address:
        return None
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}" if local.strip(".") == local else None


def read_website(cell: str) -> str | None:
    """A web address with its scheme; "example.org" is taken as https."""
    if len(cell) > 1000 or not _WEBSITE.fullmatch(cell):
        return None
    return cell if cell.lower().startswith(("http://", "https://")) else f"https://{cell}"


def host(website: str) -> str:
    """The site without "www.", for comparing; empty when there is none."""
    found = _WEBSITE.fullmatch(website)
    return found[1].lower().removeprefix("www.") if found else ""


def read_yes_no(cell: str) -> bool | None:
    """Yes or no in four languages, also ticks."""
    if cell in ("✓", "✔", "☑"):
        return True
    if cell in ("✗", "✘", "☐"):
        return False
    word = fold(cell)
    return True if word in words.YES else False if word in words.NO else None


def read_size(cell: str) -> int | None:
    """A whole number of people; "1,200", "1 200" and 2.5 (rounded up) are read too."""
    plain = re.sub(r"(?<=\d)[ ,.'’\u00a0\u202f](?=\d{3}\b)", "", cell)
    try:
        number = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 <= number < 10_000_000:
        return None
    return int(number.to_integral_value(ROUND_HALF_UP))


def read_day(cell: str) -> date | None:
    """A day written year-month-day; a month or a year alone is its first day."""
    found = _ISO_DAY.fullmatch(cell) or _YEAR_OR_MONTH.fullmatch(cell)
    if not found:
        return None
    year, month, day = (*(int(part) for part in found.groups() if part), 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def guess_rung(cell: str) -> Rung | None:
    """The rung a word or phrase speaks of; None when it could be any, as with a bare number."""
    phrase = fold(cell)
    if phrase in words.NO_TIE:
        return Rung.NONE
    if phrase.split(" ", 1)[0] in words.NEGATIONS:  # "no formal agreement" may be any lower rung
        return None
    for pieces, rung in words.RUNG_PHRASES:
        if all(piece in phrase for piece in pieces):
            return rung
    return None
