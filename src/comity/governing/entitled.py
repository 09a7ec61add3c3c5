"""Who has a vote on a question, and how many: what the rule counts as a unit, and how long one must have belonged."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from comity.coalitions.models import BodyKind, MembershipChange, MembershipState, Power, Term
from comity.coalitions.queries import held, members_of, organisations_of, people_for
from comity.coalitions.standing import live
from comity.core.rulebook.types import Unit
from comity.governing.models import Question

#: states in which nobody belongs
OUTSIDE = (MembershipState.LEFT, MembershipState.PROSPECT, MembershipState.INVITED)


def entitled(question: Question, *, on: date) -> "QuerySet[Any]":
    """The organisations that have a vote: those of its body that have belonged long enough without a break."""
    rows = organisations_of(question.body, on=on)
    if not question.member_for:
        return rows
    since = on - timedelta(days=question.member_for)
    then = members_of(question.coalition_id, on=since).values("pk")
    gone = MembershipChange.objects.filter(
        membership=OuterRef("membership_here"), on__gt=since, on__lte=on, state__in=OUTSIDE
    )
    return rows.filter(~Exists(gone), pk__in=then)


def units_of(question: Question, organisations: list[Any], *, on: date) -> dict[UUID, int]:
    """How many votes each has before they are weighed: one, one for each seat that is filled, or one for each person.

    In the assembly an organisation has one place; its people are those who hold its vote. One query at most.
    """
    asked, whole = [one.pk for one in organisations], question.body.kind == BodyKind.ASSEMBLY
    if question.unit == Unit.PERSON and whole:
        return {pk: len(people) for pk, people in people_for(Power.VOTE, asked, on=on).items() if people}
    if question.unit == Unit.ORGANISATION or whole:
        return dict.fromkeys(asked, 1)
    filled = "person" if question.unit == Unit.PERSON else "seat"
    terms = Term.objects.filter(live(on), held(on, "seat__"), seat__body=question.body_id)
    pairs = terms.filter(seat__organisation__in=asked).values_list("seat__organisation", filled).distinct()
    return dict(Counter(organisation for organisation, _filled in pairs))
