"""Rows read along with their rows, and facts counted together."""

from typing import Any

from comity.base.evidence import counted
from comity.base.joined import joined
from comity.base.registry import Shown
from comity.coalitions.models import Body, Seat
from tests.cast import Troupe


def test_bodies_come_with_their_seats_in_one_query(home: Troupe, django_assert_num_queries: Any) -> None:
    with home.scope():
        wanted = {one.pk: sorted(seat.pk for seat in one.seats.all()) for one in Body.objects.all()}
        with django_assert_num_queries(1):
            bodies = joined(Body.objects.order_by("name"), "seats", "organisation", order=("pk",))
            found = {one.pk: [seat.pk for seat in one.seats.all()] for one in bodies}
            assert all(seat.body is one and seat.organisation.name for one in bodies for seat in one.seats.all())
    assert found == wanted and any(wanted.values()) and not all(wanted.values())
    assert [one.name for one in bodies] == sorted(one.name for one in bodies)


def test_facts_given_as_rows_are_counted_together(home: Troupe, django_assert_num_queries: Any) -> None:
    with home.scope():
        bodies, seats = Body.objects.count(), Seat.objects.count()
        shown = [Shown("Bodies", Body.objects.all(), 3), Shown("Seats", 2, Seat.objects.all()), Shown("None", 0, 0)]
        with django_assert_num_queries(1):
            facts = counted(shown)
    assert [(fact.count, fact.needed) for fact in facts] == [(bodies, 3), (2, seats), (0, 1)]
