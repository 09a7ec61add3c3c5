"""What people write above the mail they answer: their own words apart from what is quoted below, subjects laid bare."""

import re
from dataclasses import dataclass

#: the line above a quotation, as mail programs write it in the languages we met: "On Tuesday Amina wrote:"
_ATTRIBUTION = re.compile(
    r"(wrote|writes|schrieb|schreef|a écrit|escribió|escreveu|ha scritto|skrev|kirjoitti|napisał\(?a?\)?"
    r"|написал\(?а?\)?)"
    r"[^\n]{0,60}:\s*$",
    re.IGNORECASE,
)
#: "-----Original Message-----", and the long stroke that other programs draw
_STROKE = re.compile(r"^\s*(-{3,}[^-\n]{3,60}-{3,}|_{10,})\s*$")
#: a line of a mail's head, as some programs repeat it: "From: …", "Gesendet: …"
_HEAD = re.compile(r"^\s*\*?[^\W\d_][\w \-]{1,20}:\*?\s+\S")
_SIGNATURE = re.compile(r"^-- ?$")
#: so many lines of a head in a row begin a repeated mail
_HEAD_LINES = 3
#: the line that says who wrote is sometimes broken into two or three
_BROKEN = 3
#: what mail programs put before a subject they answer or pass on, in the languages we met
_ANSWERS = re.compile(r"^\s*(re|aw|sv|vs|antw|rép|rif|ref|odp|fwd?|wg|tr|vb|doorst|enc|rv|pd)(\[\d+\])?\s*:\s*", re.I)
_BRACKETED = re.compile(r"^\s*\[([^\]\n]{1,120})\]\s*")


@dataclass(frozen=True, slots=True)
class Said:
    """A mail's text: the writer's own words, and what stood below them."""

    own: str
    quoted: str


def split_quoted(text: str) -> Said:
    """Cut where the quotation of another mail, or the signature, begins; whoever answers between the lines keeps all.

    Where nothing would be left, everything is the writer's own.
    """
    lines = text.split("\n")
    cut = next((at for at in range(len(lines)) if _begins(lines, at)), len(lines))
    own, quoted = "\n".join(lines[:cut]).strip(), "\n".join(lines[cut:]).strip()
    if not own or _answered_below(lines[cut:]):
        return Said(text.strip(), "")
    return Said(own, quoted)


def bare_subject(subject: str, circle: str) -> tuple[str, bool]:
    """A subject without "Re:" and "[Circle]" before it, and whether it answered something."""
    answered, found = False, subject.strip()
    while True:
        if match := _ANSWERS.match(found):
            answered, found = True, found[match.end() :]
        elif (match := _BRACKETED.match(found)) and match[1].casefold() == circle.casefold():
            found = found[match.end() :]
        else:
            return found.strip(), answered


def _begins(lines: list[str], at: int) -> bool:
    """Whether what is quoted, or a signature, begins in that line."""
    line = lines[at]
    if _SIGNATURE.match(line) or _STROKE.match(line) or line.startswith(">"):
        return True
    return _repeats_head(lines, at) or _attributes(lines, at)


def _attributes(lines: list[str], at: int) -> bool:
    """ "On Tuesday Amina wrote:", on one line or broken, and a quotation below or nothing but it above."""
    for end in range(at, min(at + _BROKEN, len(lines))):
        if not lines[end].strip():
            return False
        if _ATTRIBUTION.search(lines[end]):
            said = " ".join(lines[at : end + 1])
            return bool(re.search(r"\d|@", said)) or _next(lines, end).startswith(">")
    return False


def _next(lines: list[str], at: int) -> str:
    return next((line for line in lines[at + 1 :] if line.strip()), "")


def _repeats_head(lines: list[str], at: int) -> bool:
    head = lines[at : at + _HEAD_LINES]
    whole = len(head) == _HEAD_LINES and all(_HEAD.match(line) for line in head)
    return whole and any("@" in line or re.search(r"\d{2}[:.h]\d{2}", line) for line in head)


def _answered_below(lines: list[str]) -> bool:
    """Whether own words stand between or below what is quoted with ">"."""
    if not any(line.startswith(">") for line in lines):
        return False
    last = max(at for at, line in enumerate(lines) if line.startswith(">"))
    below = [line for line in lines[last + 1 :] if line.strip()]
    between = False
    first = next(at for at, line in enumerate(lines) if line.startswith(">"))
    between = any(line.strip() and not line.startswith(">") and not _ATTRIBUTION.search(line)
                  for line in lines[first:last])  # fmt: skip
    signed = bool(below) and bool(_SIGNATURE.match(below[0]))
    return between or (bool(below) and not signed)
