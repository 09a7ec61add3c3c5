"""`comity demo`: make the invented coalition, or go on with it, and say where to look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from comity.base.clock import now
from comity.coalitions.models import Coalition
from comity.people.demo import entry_link
from comity.people.models import Person
from comity.web.demo import cast
from comity.web.demo.big import COORDINATOR, tell_big
from comity.web.demo.scene_midway import FOUNDER, tell_midway
from comity.web.demo.story import tell
from comity.web.demo.today import another_day, first_day, remembered

Say = Callable[[str], None]


@dataclass(frozen=True)
class Link:
    """One way in: who, in words, and the address."""

    who: str
    url: str


def prepare(*, big: bool, say: Say) -> list[Link]:
    """Make or continue the demo; returns the four ways in. `say` hears what takes long."""
    at = now()
    coalition = Coalition.objects.filter(invented=True, name=cast.NAME).first()
    if coalition is None:
        story = tell(at, progress=lambda step: say(f"Telling two years of {cast.NAME}: {step}"))
        first_day(story)
        coalition = story.coalition
        assert coalition is not None
        tell_midway(at)
    else:
        another_day(remembered(coalition, at))
    links = [*_people_in(), Link("A stranger (public page)", settings.ADDRESS + _public(coalition))]
    return [*links, _federation(at, say)] if big else links


def _federation(at: datetime, say: Say) -> Link:
    """The way into the big one, made the first time it is asked for."""
    nadia = Person.objects.filter(invented=True, name=COORDINATOR).first() or tell_big(at, say)
    return Link(f"The coordinator of 500 organisations, {nadia.name}", entry_link(nadia))


def _people_in() -> list[Link]:
    who = {
        cast.COORDINATOR: "The coordinator", cast.ELDER: "An elderly board member",
        FOUNDER: "A founder of a coalition that stands half-way",
    }  # fmt: skip
    people = {person.name: person for person in Person.objects.filter(invented=True, name__in=who)}
    return [Link(f"{words}, {name}", entry_link(people[name])) for name, words in who.items() if name in people]


def _public(coalition: Coalition) -> str:
    return reverse("public:coalition", args=[coalition.slug])
