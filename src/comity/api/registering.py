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
from comity.people import erasure, summing
from comity.people.belongings import register_belonging
from comity.people.models import Person


def register() -> None:
    """Fill the registries."""
    every(Rhythm.HOURLY, "api.sweep", sweep, ":50", for_install=True)
    summing.rows_above.append(account_row)
    kept = ("name", "coalition", "made_at", "used_on", "expires_on", "revoked_at")
    register_belonging("access_tokens", Token, *kept)
    erasure.partings.append(part)


def account_row(person: Person) -> summing.Row:
    """The line of the account about tokens."""
    count = live_tokens(person, at=now()).count()
    words = ngettext("%(n)d token", "%(n)d tokens", count) % {"n": count} if count else _("None")
    return _("Access for programs"), words, reverse("api:tokens")


def part(person: Person, *, by: Capacity, at: datetime) -> None:
    """Tokens go with their person."""
    if Token.objects.filter(person=person).exists():
        give_up_tokens(person, by=by, at=at)
