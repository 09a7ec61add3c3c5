"""Things of wings and what belongs to them: who may know of a text or file, and who may add one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.clock import day_of, now
from comity.base.refusal import Bar, Reason
from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Body, Coalition, Held, Mandate, Role, Term
from comity.coalitions.permissions import may_act_as, same_coalition
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing, live, standing_behind
from comity.people.models import Person

H = TypeVar("H", bound=Held)


@dataclass(frozen=True)
class Keeper:
    """Somebody who is asked when something waits at a thing: the person, and for which body or organisation."""

    person: Person
    body: UUID | None = None
    organisation: UUID | None = None
    name: str = ""


@dataclass(frozen=True)
class Place:
    """A thing that holds others, as pages name it: what kind it is, its title, its page."""

    thing: Any
    kind: str
    title: str
    url: str

    @property
    def label(self) -> str:
        return str(self.thing._meta.label_lower)

    @property
    def query(self) -> str:
        """What stands in addresses of forms that add to it."""
        return f"to={self.label}&id={self.thing.pk}"


def called_openly(held_by: str, title: str) -> str:
    """A thing's title for everyone inside who may know of its level; nothing where its wing hides it besides."""
    holder = registry.holders.get(held_by)
    return title if holder is not None and holder.things is None else ""


def visible(rows: "QuerySet[H]", standing: Standing) -> "QuerySet[H]":
    """The rows whose holder a person may know of: by their level, and by what the holder's wing says besides."""
    may = Q()
    for label, holder in registry.holders.items():
        if holder.things is not None:
            may |= Q(held_by=label) & ~Q(held_id__in=holder.things(standing).values("pk"))
    found = readable(rows, standing, thing="held_id")
    return found.exclude(may) if may else found


def held_thing(standing: Standing, label: str, pk: UUID | str) -> Any | None:
    """The thing of that label and id, if the person may know of it."""
    holder = registry.holders.get(label)
    try:
        return holder.find(standing, UUID(str(pk))) if holder else None
    except ValueError:
        return None


def held_by(standing: Standing, label: str, pk: UUID) -> Any:
    """The same, or 404."""
    thing = held_thing(standing, label, pk)
    if thing is None:
        raise Http404
    return thing


def known_thing(standing: Standing, record: Held) -> Any | None:
    """The thing that a record belongs to, if the person may know of it."""
    return held_thing(standing, record.held_by, record.held_id)


def thing_of(row: Held) -> Any:
    """The thing that a row belongs to, whoever asks: for acts, which have asked who may. One query."""
    model: Any = apps.get_model(row.held_by)
    rows = model.objects.all() if model is Coalition else model.objects.select_related("coalition")
    return rows.get(pk=row.held_id)


def place_of(thing: Any) -> Place:
    """The thing as pages name it. KeyError for a kind that holds nothing."""
    holder = registry.holders[thing._meta.label_lower]
    return Place(thing, str(holder.label), holder.title(thing), holder.url(thing))


def title_of(thing: Any) -> str:
    """What the thing is called."""
    return registry.holders[thing._meta.label_lower].title(thing)


def url_of(thing: Any) -> str:
    """Where the thing has its page."""
    return registry.holders[thing._meta.label_lower].url(thing)


def label_of(row: Held) -> str:
    """What kind of thing a row belongs to, in words."""
    holder = registry.holders.get(row.held_by)
    return str(holder.label) if holder else row.held_by


def may_keep(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Whether what belongs to the thing may be added to and changed in this capacity: its wing says so."""
    found: Reason | None = same_coalition(by, thing) or registry.holders[thing._meta.label_lower].may_write(
        by, thing, at
    )
    return found


def keeping(request: CoalitionRequest, thing: Any, *, at: datetime) -> Reason | None:
    """The same for a page, whose reader's standing is known: no further query where the wing has a rule for it."""
    rule = registry.holders[thing._meta.label_lower].keeping
    if rule is None:
        return may_keep(request.capacity, thing, at=at)
    found: Reason | None = rule(request.standing, request.capacity, thing, at)
    return same_coalition(request.capacity, thing) or found


def may_add(by: Capacity, thing: Any, *, at: datetime) -> Reason | None:
    """Add to a thing: its wing says who may. What one may not know of is absent."""
    holder = registry.holders.get(thing._meta.label_lower)
    if holder is None:
        return Reason(_("Nothing can be added here."), bar=Bar.HIDDEN)
    barred = same_coalition(by, thing) or may_act_as(by, at=at)
    if barred is None and holder.adding is not None:
        barred = holder.adding(standing_behind(by, at=at), by, thing, at)
    elif barred is None:
        barred = holder.may_write(by, thing, at)
    return barred


def adding(request: Any, thing: Any) -> Reason | None:
    """The same for a page, whose reader's standing is known; looked up once a request for each thing."""
    known: dict[Any, Reason | None] = request.__dict__.setdefault("may_add_to", {})
    if thing.pk not in known:
        holder, at = registry.holders[thing._meta.label_lower], now()
        if holder.adding is not None:
            known[thing.pk] = holder.adding(request.standing, request.capacity, thing, at)
        else:
            known[thing.pk] = holder.may_write(request.capacity, thing, at)
    return known[thing.pk]


def thing_asked_for(request: Any) -> Any:
    """The thing that an address speaks of (`?to=label&id=…`), the coalition when it names none; 404 for one unknown."""
    label, pk = request.GET.get("to", ""), request.GET.get("id", "")
    if not label:
        return request.coalition
    thing = held_thing(request.standing, label, pk)
    if thing is None:
        raise Http404
    return thing


def keepers_of(thing: Any, *, at: datetime) -> list[Keeper]:
    """Who is asked when something waits at the thing; nobody where its wing names none."""
    ask = registry.holders[thing._meta.label_lower].keepers
    return list(ask(thing, at)) if ask else []


def keepers_of_body(body: Body, at: datetime) -> list[Keeper]:
    """Who presides over a body or has its mandate; where nobody does, who coordinates the coalition."""
    presiding = Term.objects.filter(
        live(day_of(at)), seat__body=body, seat__ended_on=None, role__in=(Role.CHAIR, Role.CONVENER)
    )
    mandates = Mandate.objects.filter(live(day_of(at)), body=body)
    people = [row.person for rows in (presiding, mandates) for row in rows.select_related("person")]
    found = {one.pk: Keeper(one, body=body.pk, name=body.name) for one in people}
    return list(found.values()) or coordinators(at)


def coordinators(at: datetime) -> list[Keeper]:
    """Who coordinates the coalition in whose scope this is asked."""
    rows = Mandate.objects.filter(live(day_of(at)), coordinates=True).exclude(body=None)
    found = {m.person_id: Keeper(m.person, m.body_id, None, m.body.name) for m in rows.select_related("person", "body")}
    return list(found.values())


def follow(thing: Any, models: Iterable[type[Held]] | None = None) -> list[Held]:
    """After a thing's level has changed: let all that belongs to it have the same. Returns the rows, for the record."""
    found: list[Held] = []
    for model in models or Held.__subclasses__():
        for row in model.objects.filter(held_by=thing._meta.label_lower, held_id=thing.pk):
            row.belong_to(thing)
            found.append(row.store())
    return found
