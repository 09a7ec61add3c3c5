"""A person's tokens, and where the person could use one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comity.api.models import Token
from comity.base.capacity import ActsFor
from comity.coalitions.standing import capacities, coalitions_of, standing_of
from comity.people.models import Person


def live_tokens(person: Person, *, at: datetime) -> "QuerySet[Token]":
    """The person's tokens that can still be used, newest first."""
    rows = Token.objects.filter(person=person, revoked_at=None, expires_on__gte=at.date())
    return rows.select_related("person", "coalition").order_by("-made_at", "-pk")


def ended_tokens(person: Person, *, at: datetime) -> "QuerySet[Token]":
    """Those that can't, newest first."""
    rows = Token.objects.filter(person=person).exclude(pk__in=live_tokens(person, at=at).values("pk"))
    return rows.select_related("person", "coalition").order_by("-made_at", "-pk")


@dataclass(frozen=True)
class Place:
    """Where a token may be used, and under which hat: in all coalitions, in one, in one under one hat."""

    coalition: UUID | None
    acts_for: ActsFor | None
    of: UUID | None
    words: str

    @property
    def key(self) -> str:
        """What a form posts."""
        return "|".join(str(part or "") for part in (self.coalition, self.acts_for, self.of))


def places_of(person: Person, *, at: datetime) -> list[Place]:
    """Everywhere first, then each coalition with each hat. Two queries a coalition."""
    found = [Place(None, None, None, _("Everywhere, under any of my hats"))]
    for coalition in coalitions_of(person.pk, at=at):
        where = {"coalition": coalition.name}
        found.append(Place(coalition.pk, None, None, _("In {coalition}, under any of my hats").format(**where)))
        for hat in capacities(standing_of(person.pk, coalition.pk, at=at), name=person.name):
            words = _("In {coalition}, only for {name}") if hat.of_name else _("In {coalition}, only as myself")
            found.append(Place(coalition.pk, hat.acts_for, hat.of, words.format(name=hat.of_name, **where)))
    return found
