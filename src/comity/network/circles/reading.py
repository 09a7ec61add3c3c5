"""One raw mail, as it came: from whom, to which circle, what it says, what came along. Nothing here touches a database.

Python's own parser reads it; whatever is malformed becomes something that can be judged, never an error.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from typing import Any

from comity.base.text import tidy
from comity.core.letters import Said, split_quoted
from comity.notices.plain import plain

#: no mail may be larger; what its MTA lets through should be no more
MOST_BYTES = 30_000_000
#: so many attachments are looked at
MOST_FILES = 20
#: so much of what people write is kept, and so much of what stands below it
MOST_WORDS, MOST_QUOTED = 20_000, 60_000
_MESSAGE = re.compile(r"<[^<>\s]{1,240}>")
_AUTOMATIC = {"bulk", "junk", "list", "auto_reply"}
#: controls, and halves of signs that no text can hold
_NEVER = ("Cc", "Cs")
_TO = ("delivered-to", "x-original-to", "to", "cc")


@dataclass(frozen=True)
class Carried:
    """A file that came along."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Arrival:
    """A mail as it was read. sender: the one bare address in From, or empty. to: whom it was sent to.

    automatic: sent by a program, a list or as a bounce: nobody is answered, nothing is kept. failed: the host whose
    word is believed says that it is not from where it claims; unchecked: it should have said something and did not.
    """

    sender: str
    to: tuple[str, ...]
    subject: str
    said: Said
    message: str
    answers: tuple[str, ...] = ()
    files: tuple[Carried, ...] = field(default=(), repr=False)
    automatic: bool = False
    failed: bool = False
    unchecked: bool = False


def read(raw: bytes, *, believed: str = "") -> Arrival:
    """Read a raw mail. believed: the host whose Authentication-Results count."""
    mail: Any = BytesParser(policy=policy.default).parsebytes(raw)
    passed, failed = _checked(mail, believed)
    return Arrival(
        sender=_sender(mail), to=tuple(_recipients(mail)), subject=_line(_head(mail, "subject"))[:300],
        said=_said(mail), message=_message(mail, raw), answers=tuple(_answers(mail)), files=tuple(_files(mail)),
        automatic=_automatic(mail), failed=failed, unchecked=bool(believed) and not passed and not failed,
    )  # fmt: skip


def _head(mail: EmailMessage, name: str) -> str:
    """A header as text; "" where it is absent or can't be read at all."""
    try:
        return str(mail.get(name) or "")
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""


def _heads(mail: EmailMessage, name: str) -> list[str]:
    try:
        return [str(value) for value in mail.get_all(name) or []]
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return []


def _sender(mail: EmailMessage) -> str:
    """The bare address; nothing where there is none, or several."""
    values = _heads(mail, "from")
    found = [address for _name, address in getaddresses(values) if "@" in address]
    return tidy(found[0]).lower() if len(found) == 1 and len(values) == 1 and len(found[0]) <= 254 else ""


def _recipients(mail: EmailMessage) -> Iterator[str]:
    for _name, address in getaddresses([value for name in _TO for value in _heads(mail, name)]):
        if "@" in address:
            yield address.strip().lower()


def _message(mail: EmailMessage, raw: bytes) -> str:
    """Its Message-ID; of a mail without one, or with one that can't be, a name made from its bytes."""
    found = _MESSAGE.search(_head(mail, "message-id"))
    return found[0] if found else f"<{hashlib.sha256(raw).hexdigest()[:40]}@unnamed.invalid>"


def _answers(mail: EmailMessage) -> Iterator[str]:
    """What it answers, the nearest first."""
    yield from _MESSAGE.findall(_head(mail, "in-reply-to"))[:5]
    yield from reversed(_MESSAGE.findall(_head(mail, "references"))[-20:])


def _automatic(mail: EmailMessage) -> bool:
    """Out-of-office answers, bounces and other lists: no loop begins here."""
    auto = _head(mail, "auto-submitted").split(";")[0].strip().lower()
    bounce = _head(mail, "return-path").strip() == "<>" or mail.get_content_type() == "multipart/report"
    robot = _sender(mail).split("@")[0] in ("mailer-daemon", "postmaster")
    told = any(_head(mail, name) for name in ("list-id", "x-autoreply", "x-autorespond", "x-loop"))
    mass = _head(mail, "precedence").strip().lower() in _AUTOMATIC
    return auto not in ("", "no") or mass or bounce or robot or told


# ── is it from where it says? ──


def _checked(mail: EmailMessage, believed: str) -> tuple[bool, bool]:
    """Whether the believed host said anything, and whether it said that the sender is not who it claims to be."""
    if not believed:
        return False, False
    found = [value for value in _heads(mail, "authentication-results") if _says(value, believed)]
    if not found:
        return False, False
    told = [_result(part) for part in re.sub(r"\([^()]*\)", " ", found[0].lower()).split(";")[1:]]
    whole = {result for method, result, _of in told if method == "dmarc"}
    if whole & {"pass", "fail"}:
        return True, "fail" in whole
    own = _sender(mail).rpartition("@")[2]
    fails = any(method in ("spf", "dkim") and result == "fail" for method, result, _of in told)
    signed = any(method == "dkim" and result == "pass" and _stands_for(of, own) for method, result, of in told)
    return True, fails and not signed


def _result(part: str) -> tuple[str, str, str]:
    """One result: by which method, how it came out, and whose signature it was."""
    method = re.match(r"\s*(\w+)(?:/\d+)?\s*=\s*(\w+)", part)
    signer = re.search(r"\bheader\.(?:d\s*=\s*|i\s*=\s*[^\s@]*@)([\w.-]+)", part)
    return (method[1], method[2], signer[1] if signer else "") if method else ("", "", "")


def _stands_for(signer: str, own: str) -> bool:
    """A domain signs for itself and for what lies below it; a top-level one for nothing."""
    return "." in signer and (own == signer or own.endswith(f".{signer}"))


def _says(value: str, believed: str) -> bool:
    return value.partition(";")[0].lower().split()[:1] == [believed.lower()]


# ── what it says ──


def _said(mail: Any) -> Said:
    text = _text(mail)
    said = split_quoted(text)
    return Said(said.own[:MOST_WORDS], (said.own[MOST_WORDS:] + said.quoted)[:MOST_QUOTED])


def _text(mail: Any) -> str:
    """Its plain part; else its HTML read as text."""
    for kind in ("plain", "html"):
        try:
            part = mail.get_body(preferencelist=(kind,))
        except (KeyError, AttributeError, ValueError, TypeError):
            part = None
        if part is not None and (content := _decoded(part)).strip():
            return _clean(plain(content).text if kind == "html" else content)
    return ""


def _decoded(part: EmailMessage) -> str:
    """A text part in its own encoding, or as near as one comes."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError, AttributeError, KeyError):
        data: Any = part.get_payload(decode=True) or b""
        try:
            return bytes(data).decode("utf-8")
        except UnicodeDecodeError:
            return bytes(data).decode("latin-1")


def _clean(text: str) -> str:
    """Composed, without control characters and halves of signs, without blanks at the ends of lines."""
    plain_ends = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain_ends if c in "\n\t" or unicodedata.category(c) not in _NEVER)
    return tidy("\n".join(line if line == "-- " else line.rstrip() for line in kept.split("\n")))


def _line(text: str) -> str:
    """On one line, without control characters."""
    return tidy(" ".join("".join(" " if unicodedata.category(c) in _NEVER else c for c in text).split()))


# ── what came along ──


def _files(mail: Any) -> Iterator[Carried]:
    """Attachments, not the pictures inside a letter."""
    try:
        parts = list(mail.iter_attachments())
    except (AttributeError, KeyError, ValueError, TypeError):
        return
    for part in parts[:MOST_FILES]:
        if part.get_content_disposition() == "inline" and part.get("content-id"):
            continue
        yield Carried(_line(part.get_filename() or part.get_content_type())[:120], _bytes(part))


def _bytes(part: Any) -> bytes:
    try:
        content = part.get_content()
    except (LookupError, UnicodeError, ValueError, AttributeError, KeyError):
        content = part.get_payload(decode=True)
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, EmailMessage):
        return content.as_bytes()
    return content if isinstance(content, bytes) else b""
