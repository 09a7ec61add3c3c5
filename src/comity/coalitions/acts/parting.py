"""What ends when an organisation leaves, a seat is taken back, a mandate is recalled. Helpers of acts, not acts."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models

from comity.base.clock import day_of
from comity.coalitions.models import Mandate, Power, Seat, Term
from comity.coalitions.standing import live
from comity.notices.asks import hand_over
from comity.notices.models import Ask


def part(organisation: UUID, coalition: UUID, *, at: datetime) -> list[models.Model]:
    """End everything an organisation holds here; returns every row changed."""
    rows: list[models.Model] = []
    for seat in Seat.objects.filter(organisation=organisation, ended_on=None):
        rows += end_of_seat(seat, on=day_of(at))
    for mandate in Mandate.objects.filter(live(day_of(at)), organisation=organisation):
        rows.append(stop(mandate, on=day_of(at)))
    Ask.objects.filter(organisation=organisation, coalition=coalition, closed_at=None).update(closed_at=at)
    return rows


def end_of_seat(seat: Seat, *, on: date) -> list[models.Model]:
    """End a seat and the term that runs in it. On that day it is held no longer."""
    seat.ended_on = on
    seat.store()
    return [seat, *close_terms(seat, before=on)]


def close_terms(seat: Seat, *, before: date) -> list[Term]:
    """Let the terms of a seat end the day before; one that would never begin lasts its first day."""
    running = [
        term for term in Term.objects.filter(seat=seat) if term.ends_on is None or term.ends_on >= before
    ]
    return [_ended(term, before=before) for term in running]


def _ended(term: Term, *, before: date) -> Term:
    term.ends_on = max(term.starts_on, before - timedelta(days=1))
    return term.store()


def stop(mandate: Mandate, *, on: date) -> Mandate:
    """Let a mandate hold until the day before; one given the same day never held."""
    mandate.ends_on = on - timedelta(days=1)
    mandate.starts_on = min(mandate.starts_on, mandate.ends_on)
    return mandate.store()


def leave_seats(mandate: Mandate, *, on: date) -> list[Term]:
    """Who no longer acts for an organisation no longer fills its seats; they stand empty until somebody does."""
    left = Mandate.objects.filter(live(on), organisation=mandate.organisation_id, person=mandate.person_id)
    if mandate.organisation_id is None or left.exists():
        return []
    filled = Term.objects.filter(person=mandate.person_id, seat__organisation=mandate.organisation_id)
    running = [term for term in filled if term.ends_on is None or term.ends_on >= on]
    return [_ended(term, before=on) for term in running]


def pass_on(mandate: Mandate, *, at: datetime) -> None:
    """What waited for the holder of a vote goes to the next one of the same organisation."""
    votes = Mandate.objects.filter(live(day_of(at)), organisation=mandate.organisation_id, votes=True)
    heirs = list(votes.order_by("starts_on", "pk").values_list("person", flat=True))
    if mandate.person_id in heirs or mandate.organisation_id is None:
        return
    hand_over(
        organisation=mandate.organisation_id, power=Power.VOTE, coalition=mandate.coalition_id,
        from_person=mandate.person_id, to_person=heirs[0] if heirs else None, at=at,
    )  # fmt: skip
