"""What this room tells those below: filled in once, when the apps are ready."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.api.acts import give_up_tokens
from comity.api.housekeeping import sweep
from comity.api.models import Token
from comity.api.queries import live_tokens
from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people import belongings, erasure, summing
from comity.people.models import Person


def register() -> None:
    """Fill the registries."""
    every(Rhythm.HOURLY, "api.sweep", sweep, ":50", for_install=True)
    summing.rows_above.append(account_row)
    belongings.further["access_tokens"] = tokens_of
    erasure.partings.append(part)


def account_row(person: Person) -> summing.Row:
    """The line of the account about tokens."""
    count = live_tokens(person, at=now()).count()
    words = ngettext("%(n)d token", "%(n)d tokens", count) % {"n": count} if count else _("None")
    return _("Access for programs"), words, reverse("api:tokens")


def tokens_of(person: Person) -> belongings.Rows:
    """All tokens the person ever made, without what opens anything."""
    fields = ("name", "coalition", "made_at", "used_on", "expires_on", "revoked_at")
    return list(Token.objects.filter(person=person).order_by("pk").values(*fields))


def part(person: Person, *, by: Capacity, at: datetime) -> None:
    """Tokens go with their person."""
    if Token.objects.filter(person=person).exists():
        give_up_tokens(person, by=by, at=at)
