"""What the account's pages show of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.notices.above import place_of
from comity.notices.mails import kinds
from comity.notices.models import Quiet
from comity.people.factors import Factors, factors_of
from comity.people.forms.account import quietable
from comity.people.models import Person, Sitting

Row = tuple[str, str, str]
#: f(person) → a further line of the account; floors above fill it in `AppConfig.ready`
rows_above: list[Callable[[Person], Row]] = []


def account_rows(person: Person) -> list[Row]:
    """One line for each page of the account: its name, what is set, its address. Two queries, and those of others."""
    further = EmailAddress.objects.filter(user_id=person.pk, primary=False).count()
    more = ngettext("and %(n)d more", "and %(n)d more", further) % {"n": further} if further else ""
    language = dict(settings.LANGUAGES).get(person.language, _("As my device asks"))
    digest = _("With the weekly digest") if person.wants_digest else _("Without the weekly digest")
    return [
        (_("Name"), person.name, reverse("people:profile")),
        (_("Language"), str(language), reverse("people:profile")),
        (_("Time zone"), person.zone or settings.TIME_ZONE, reverse("people:profile")),
        (_("E-mail addresses"), f"{person.email} {more}".strip(), reverse("people:addresses")),
        (_("Mails"), digest, reverse("people:mails")),
        (_("Password"), _("Set") if person.has_usable_password() else _("None"), reverse("people:password")),
        (_("Second step"), factor_words(factors_of(person)), reverse("people:second-factor")),
        *(row(person) for row in rows_above),
    ]


def factor_words(has: Factors) -> str:
    """What a person has set up as second factor, in a few words."""
    keys = len(has.passkeys)
    parts = [_("authenticator app")] if has.app else []
    parts += [ngettext("%(n)d passkey", "%(n)d passkeys", keys) % {"n": keys}] if keys else []
    return ", ".join(parts).capitalize() or _("None")


@dataclass(frozen=True)
class Quieted:
    """A kind of mail the person stopped in one coalition."""

    row: Quiet
    label: str
    where: str


def quieted(person: Person) -> list[Quieted]:
    """What the person stopped in single coalitions."""
    rows = (
        Quiet.objects.filter(person=person.pk, ended_at=None)
        .exclude(coalition=None)
        .order_by("since_at")[:50]
    )
    return [_quieted(row) for row in rows]


def _quieted(row: Quiet) -> Quieted:
    place, kind = place_of(row.coalition), kinds.get(row.kind)
    return Quieted(row, str(kind.label) if kind else _("Other mails"), place.name if place else "")


def wanted_kinds(person: Person) -> list[str]:
    """The kinds of mail the person has not stopped everywhere."""
    stopped = Quiet.objects.filter(person=person.pk, coalition=None, ended_at=None)
    gone = set(stopped.values_list("kind", flat=True))
    return [kind for kind, _label in quietable() if kind not in gone]


@dataclass(frozen=True)
class Seat:
    """One browser on which a person is signed in. `mark` stands for the session key, which is nobody's to see."""

    mark: str
    device: str
    since: datetime | None
    here: bool


def sittings_of(person: Person, here: str | None, *, at: datetime) -> list[Seat]:
    """The person's sittings, this one first, then the newest."""
    rows = Sitting.objects.filter(person=person.pk, expire_date__gt=at).order_by("-since_at")[:50]
    seats = [
        Seat(sha256(row.session_key.encode()).hexdigest(), row.device, row.since_at, row.session_key == here)
        for row in rows
    ]
    return sorted(seats, key=lambda seat: not seat.here)
