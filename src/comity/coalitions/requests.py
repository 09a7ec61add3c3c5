"""What a request carries once the middleware has seen it."""

from django.http import HttpRequest

from comity.base.capacity import Capacity
from comity.coalitions.models import Coalition
from comity.coalitions.standing import Standing
from comity.people.models import Person


class PersonRequest(HttpRequest):
    """A request of someone signed in, outside any coalition."""

    person: Person
    capacity: Capacity
    coalitions: list[Coalition]


class CoalitionRequest(PersonRequest):
    """A request inside a coalition: its row, its number of members, where the person stands in it, the hat worn."""

    coalition: Coalition
    member_count: int
    standing: Standing
