"""Things as the pages and acts of what belongs to them name them: the place, and who may give something for it.

A wing registers its kinds of things in `registry.holders`; the rooms below know them by label and id alone. Who may
know of what belongs to a thing, and who keeps it, is in `held`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import Http404
from django.utils.translation import gettext as _

from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.refusal import Bar, Reason
from comity.coalitions.models.scoped import Held
from comity.coalitions.permissions import may_act_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind


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


def place_of(thing: Any) -> Place:
    """The thing as pages name it. KeyError for a kind that holds nothing."""
    holder = registry.holders[thing._meta.label_lower]
    return Place(thing, str(holder.label), holder.title(thing), holder.url(thing))


def held_thing(standing: Standing, label: str, pk: UUID | str) -> Any | None:
    """The thing of that label and id, if the person may know of it."""
    holder = registry.holders.get(label)
    try:
        return holder.find(standing, UUID(str(pk))) if holder else None
    except ValueError:
        return None


def thing_of(standing: Standing, record: Held) -> Any | None:
    """The thing that a record belongs to, if the person may know of it."""
    return held_thing(standing, record.held_by, record.held_id)


def holding(record: Held) -> Any | None:
    """The thing that a record belongs to, whoever asks: for acts, which name it beside the record."""
    return apps.get_model(record.held_by)._default_manager.filter(pk=record.held_id).first()


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
