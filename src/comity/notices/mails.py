"""Writing mails: rows in the outbox, made inside acts. Nothing is sent here; the worker does that after commit.

A mail has one template; its subject is the document's title and its text part is read off the HTML.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from comity.base.registry import Registry
from comity.notices.above import Place, place_of
from comity.notices.links import absolute
from comity.notices.models import Mail, Quiet
from comity.notices.plain import plain

#: characters that no text may hold and PostgreSQL would refuse
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\n\t"}
_signer = signing.Signer(salt="comity.notices.quiet", sep=".")


@dataclass(frozen=True)
class Addressee:
    """Who gets a mail, at which address, in which language ("" for the install's)."""

    person: UUID
    address: str
    name: str
    language: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of mail: how people know it, and whether they can do without it."""

    label: Any
    can_be_quieted: bool


#: kind → Kind, for those that have words of their own; in `AppConfig.ready`
kinds: Registry[Kind] = Registry("kind of mail")
Context = dict[str, Any]


def register_kind(kind: str, label: Any, *, can_be_quieted: bool = True) -> None:
    """Name a kind of mail (`label` lazily translated: "Ballots that wait for my answer")."""
    kinds.register(kind, Kind(label, can_be_quieted))


def can_be_quieted(kind: str, coalition: UUID | None) -> bool:
    """May people do without these mails? Of coalitions' mails yes, unless registered otherwise; of the install's no."""
    known = kinds.get(kind)
    return known.can_be_quieted if known else coalition is not None


def write(
    kind: str, to: Iterable[Addressee], *, template: str, at: datetime, coalition: UUID | None = None,
    context: Callable[[Addressee], Context] | Context | None = None,
    calendar: Callable[[Addressee], str] | None = None, headers: Callable[[Addressee], Mapping[str, str]] | None = None,
) -> list[Mail]:  # fmt: skip
    """Put one mail for each addressee into the outbox, except those who want no mails of this kind.

    kind: "governing.vote"; people unsubscribe by it, in one coalition. template: "<wing>/mail/<name>.html", extends
    "base/mail/base.html". context: its values, or a function of the addressee, called in the reader's language and the
    coalition's zone; its "mail" goes over the frame's own values (sender, to_line, links, reasons). calendar: the
    iCalendar object that goes along, called alike. headers: further ones, called alike, which go over our own; an empty
    one takes ours away. Two queries.
    Raises ValueError for an address that could not be one, and for a mail without a subject.
    """
    place, quiet = place_of(coalition), quiet_people(kind, coalition)
    wanted = [one for one in to if one.person not in quiet]
    frame = _Frame(kind, template, place, coalition, at, calendar, headers)
    return Mail.objects.bulk_create([frame.mail(one, context or {}) for one in wanted], 200)


@dataclass(frozen=True)
class _Frame:
    """What all mails of one call have in common."""

    kind: str
    template: str
    place: Place | None
    coalition: UUID | None
    at: datetime
    calendar: Callable[[Addressee], str] | None = None
    headers: Callable[[Addressee], Mapping[str, str]] | None = None

    def mail(self, to: Addressee, context: Callable[[Addressee], Context] | Context) -> Mail:
        zone = self.place.tz if self.place else ZoneInfo(settings.TIME_ZONE)
        with translation.override(to.language or settings.LANGUAGE_CODE), timezone.override(zone):
            given = context(to) if callable(context) else context
            html = render_to_string(self.template, self._values(to, given)).translate(_CONTROLS)
            event = self.calendar(to) if self.calendar else ""
        read = plain(html)
        if not read.title:
            raise ValueError(f"The mail {self.template} has no subject.")
        return Mail(
            person=to.person, coalition=self.coalition, kind=self.kind, to=_address(to), name=_one_line(to.name)[:120],
            subject=_one_line(read.title)[:200], text=read.text, html=html, headers=self._headers(to),
            calendar=event,
            queued_at=self.at, next_try_at=self.at,
        )  # fmt: skip

    def _values(self, to: Addressee, given: Context) -> Context:
        mail = {
            "subject": "",
            "to_line": _("To %(name)s") % {"name": to.name},
            "links": [],
            **given.get("mail", {}),
        }
        if self.place:
            mail = {"sender": self.place.name, "reasons": self.place.purpose, **mail}
        if address := self._unsubscribe(to):
            mail["links"] = [*mail["links"], (_("Fewer mails"), address)]
        return {**given, "mail": mail, "to": to, "place": self.place, "at": self.at}

    def _headers(self, to: Addressee) -> dict[str, str]:
        """The sender by the coalition's name, and the button of mail programs to get fewer (RFC 2369, RFC 8058)."""
        headers = {}
        if self.place:
            bare = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
            headers["From"] = formataddr((_one_line(self.place.name), bare), "utf-8")
        if address := self._unsubscribe(to):
            headers["List-Unsubscribe"] = f"<{address}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return {**headers, **(self.headers(to) if self.headers else {})}

    def _unsubscribe(self, to: Addressee) -> str:
        if not can_be_quieted(self.kind, self.coalition):
            return ""
        return absolute(
            reverse("notices:unsubscribe", args=[quiet_token(to.person, self.coalition, self.kind)])
        )


@dataclass(frozen=True)
class Unwanted:
    """What an unsubscribe link is about: which person wants no more of which mails of which coalition."""

    person: UUID
    coalition: UUID | None
    kind: str


def quiet_token(person: UUID, coalition: UUID | None, kind: str) -> str:
    """Signed, never expires; it can only make mails fewer, or as many as before."""
    return _signer.sign(f"{person.hex}-{coalition.hex if coalition else ''}-{kind}")


def unwanted(token: str) -> Unwanted | None:
    """What a token is about; None if we never gave it out."""
    try:
        person, coalition, kind = _signer.unsign(token).split("-", 2)
    except (signing.BadSignature, ValueError):
        return None
    return Unwanted(UUID(person), UUID(coalition) if coalition else None, kind)


def quiet_people(kind: str, coalition: UUID | None) -> set[UUID]:
    """Who wants no mails of this kind, here or anywhere."""
    if not can_be_quieted(kind, coalition):
        return set()
    rows = Quiet.objects.filter(kind=kind, ended_at=None, coalition__isnull=True)
    if coalition:
        rows |= Quiet.objects.filter(kind=kind, ended_at=None, coalition=coalition)
    return set(rows.values_list("person", flat=True))


def _address(to: Addressee) -> str:
    """The bare address. Line breaks and blanks would be a header of somebody else's making."""
    if not to.address or _one_line(to.address) != to.address or " " in to.address:
        raise ValueError(f"{to.name} has an address that can't be one: {to.address!r}")
    return to.address


def _one_line(text: str) -> str:
    """Printable characters only, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
