"""The demo's clock moves with today: each day it is started, one ballot closes that day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django_scopes import scope

from comity.coalitions.models import Body, BodyKind, Coalition
from comity.governing.models import Question
from comity.people.models import Organisation, Person
from comity.web.demo import agenda, cast, scene_matters
from comity.web.demo.agenda import Put
from comity.web.demo.scene_live import meet_now
from comity.web.demo.scene_meetings import hold_them
from comity.web.demo.story import Pace, Story, answer, ask, by_day

EVENING, LATEST = 21, 23


def closing_today(at: datetime) -> datetime:
    """This evening in Saltmere at nine; if that is near or over, two hours from now; late at night, tomorrow noon."""
    local = at.astimezone(ZoneInfo(cast.ZONE))
    evening = local.replace(hour=EVENING, minute=0, second=0, microsecond=0)
    if local.hour >= LATEST - 1:
        return (evening + timedelta(days=1)).replace(hour=12)
    return max(evening, (local + timedelta(hours=2)).replace(second=0, microsecond=0))


def first_day(story: Story) -> None:
    """The ballots open on the day the story is told: one closes today, one in eight days."""
    for put, days_ago, days_left in ((agenda.TODAY, 11, 0), (agenda.SOON, 4, 8)):
        opened = _evening(story.today - timedelta(days=days_ago))
        _put(story, put, opened, closing_today(story.today) + timedelta(days=days_left), by_day(opened))
    with scope(coalition=story.coalition_id):
        scene_matters.ask_about_the_flats(story, _evening(story.today - timedelta(days=3)))
        hold_them(story)
        meet_now(story)


def another_day(story: Story) -> bool:
    """Open the next daily ballot unless one closes today already; says whether it did. A meeting goes on, too."""
    tonight = closing_today(story.today)
    with scope(coalition=story.coalition_id):
        meet_now(story)
        asked = set(Question.objects.values_list("title", flat=True))
        near = Question.objects.filter(
            closes_at__gt=story.today, closes_at__lte=tonight + timedelta(minutes=1)
        )
        if near.exists():
            return False
    put = next((put for put in agenda.DAILY if put.title not in asked), agenda.DAILY[0])
    opened = story.today - timedelta(minutes=20)
    _put(story, put, opened, tonight, lambda number: opened + timedelta(minutes=number))
    return True


def _put(story: Story, put: Put, opened_at: datetime, closes_at: datetime, pace: Pace) -> None:
    with scope(coalition=story.coalition_id):
        question = ask(story, put, opened_at=opened_at, closes_at=closes_at)
        answer(story, question, put, pace=pace)


def _evening(day: datetime) -> datetime:
    return day.astimezone(ZoneInfo(cast.ZONE)).replace(hour=18, minute=0, second=0, microsecond=0)


def remembered(coalition: Coalition, at: datetime) -> Story:
    """The story of a demo told on an earlier day, read back from its rows."""
    people = {person.name: person for person in Person.objects.filter(invented=True)}
    marks = [member.short for member in cast.MEMBERS]
    names = [member.name for member in cast.MEMBERS]
    organisations = {o.short: o for o in Organisation.objects.filter(short__in=marks, name__in=names)}
    with scope(coalition=coalition.pk):
        bodies = {body.name: body for body in Body.objects.filter(ended_on=None)}
        assembly = Body.objects.get(kind=BodyKind.ASSEMBLY)
    return Story(at, coalition, people, organisations, bodies, assembly)
