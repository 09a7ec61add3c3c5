"""When two organisations turn out to be one, their ties come together."""

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet

from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.network.models import Tie
from comity.network.rungs.merging import carry_over
from comity.people.models import Organisation


def move_ties(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Ties of `gone` become those of `kept`; where both had one with the same other, the higher words stay.

    A tie between the two themselves has ended. The names under which ties were made stay on them.
    """
    rows: list[models.Model] = []
    own = {_other(tie, kept): tie for tie in _ties_of(kept)}
    for tie in _ties_of(gone).filter(ended_on=None):
        other = _other(tie, gone)
        tie.ended_on = day_of(at)
        if other == kept.pk:
            rows.append(tie.store())
            continue
        known, led = own.get(other), tie.first_id == gone.pk
        rows.append(_combined(known, tie, kept, gone) if known else _moved(tie, kept, gone))
        stays = known or tie
        rows += carry_over(tie, stays, turned=led != (stays.first_id == kept.pk))
        if known:
            rows.append(tie.store())
    return rows


def _ties_of(organisation: Organisation) -> "QuerySet[Tie]":
    """All there are, ended ones too."""
    rows: QuerySet[Tie] = Tie.objects.filter(Q(first=organisation) | Q(second=organisation))
    return rows.select_related("first", "second").order_by("pk")


def _other(tie: Tie, organisation: Organisation) -> object:
    return tie.second_id if tie.first_id == organisation.pk else tie.first_id


def _combined(known: Tie, tie: Tie, kept: Organisation, gone: Organisation) -> Tie:
    """The survivor's own tie takes over what is said more strongly on the other; one that had ended begins anew."""
    if known.ended_on is not None:
        known.first_says = known.second_says = known.list_says = known.ended_on = None
    known.says(kept.pk, _higher(known.said_by(kept.pk), tie.said_by(gone.pk)))
    other = _other(known, kept)
    known.says(other, _higher(known.said_by(other), tie.said_by(other)))
    known.list_says = _higher(known.list_says, tie.list_says)
    known.wants(kept.pk, _higher(known.wanted_by(kept.pk), tie.wanted_by(gone.pk)))
    known.wants(other, _higher(known.wanted_by(other), tie.wanted_by(other)))
    known.contact = known.contact or tie.contact
    known.said_on = max(known.said_on, tie.said_on)
    return known.store()


def _moved(tie: Tie, kept: Organisation, gone: Organisation) -> Tie:
    """The same tie with the survivor in place of the one that is gone; its sides keep their words and their order."""
    own, other_word = tie.said_by(gone.pk), tie.said_by(_other(tie, gone))
    wants, other_wants = tie.wanted_by(gone.pk), tie.wanted_by(_other(tie, gone))
    leads = tie.first_id == gone.pk
    other = tie.second if leads else tie.first
    own_name, other_name = (tie.first_name, tie.second_name) if leads else (tie.second_name, tie.first_name)
    tie.ended_on = None
    if kept.pk < other.pk:
        tie.first, tie.second, tie.first_name, tie.second_name = kept, other, own_name, other_name
    else:
        tie.first, tie.second, tie.first_name, tie.second_name = other, kept, other_name, own_name
    tie.says(kept.pk, own)
    tie.says(other.pk, other_word)
    tie.wants(kept.pk, wants)
    tie.wants(other.pk, other_wants)
    return tie.store()


def _higher(one: int | None, other: int | None) -> int | None:
    words = [word for word in (one, other) if word is not None]
    return max(words) if words else None
