"""Members that are not asked hear what was put to others and what was decided, as soon as the ground rules say.

Who has a place in the deciding body is asked, and told at once. All others get one mail for all that waits, at the
latest when the first of it is due.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import BodyKind, Coalition, Power
from comity.coalitions.queries import members_of, people_for
from comity.core.ballots.types import Why
from comity.governing.letters import moment
from comity.governing.models import Question, RollEntry, State
from comity.governing.rulebook.ground import ground_of
from comity.governing.rules import outcome_words
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.people.models import Person

#: kind of mail
TOLD = "governing.told"
#: who may know of what others decide
OPEN_LEVELS = (Confidentiality.PUBLIC, Confidentiality.COALITION)


def untold_openings() -> "QuerySet[Question]":
    """Questions put to smaller bodies that the other members have not heard of, the oldest first."""
    rows: QuerySet[Question] = _elsewhere().filter(state=State.OPEN, opening_told_at=None)
    return rows.order_by("opened_at", "pk")


def untold_outcomes() -> "QuerySet[Question]":
    """Decisions of smaller bodies that the other members have not heard of, the oldest first."""
    decided = Q(state=State.CLOSED, decision__isnull=False) & ~Q(decision__why=Why.NO_QUORUM)
    rows: QuerySet[Question] = _elsewhere().filter(decided, outcome_told_at=None)
    return rows.select_related("decision").order_by("ended_at", "pk")


def _elsewhere() -> Any:
    rows = Question.objects.filter(binding=True, confidentiality__in=OPEN_LEVELS)
    return rows.exclude(body__kind=BodyKind.ASSEMBLY).select_related("coalition")


def told_by(question: Question, *, outcome: bool, days: int) -> date:
    """The last day on which members may hear of it."""
    since = question.ended_at if outcome else question.opened_at
    assert since is not None
    return since.astimezone(question.coalition.tz).date() + timedelta(days=days)


def is_time(coalition: Coalition, openings: list[Question], outcomes: list[Question], at: datetime) -> bool:
    """Whether something of it is due by tomorrow; what else waits goes along."""
    ground = ground_of(coalition.pk, at)
    if ground is None:
        return False
    tomorrow = at.astimezone(coalition.tz).date() + timedelta(days=1)
    due = [told_by(one, outcome=False, days=ground.opened_days) for one in openings]
    due += [told_by(one, outcome=True, days=ground.decided_days) for one in outcomes]
    return any(day <= tomorrow for day in due)


def tell(coalition: Coalition, openings: list[Question], outcomes: list[Question], *, at: datetime) -> list[UUID]:
    """One mail to each person who speaks for a member that was not asked about all of it; returns these members."""
    asked = _asked([*openings, *outcomes])
    members = list(members_of(coalition.pk, on=day_of(at)).values_list("pk", flat=True))
    missed = {one: [q for q in (*openings, *outcomes) if one not in asked.get(q.pk, set())] for one in members}
    told = [one for one in members if missed[one]]
    mine: dict[UUID, set[UUID]] = {}
    people: dict[UUID, Person] = {}
    for one, speakers in people_for(Power.SPEAK, told, on=day_of(at)).items():
        for person in speakers:
            people[person.pk] = person
            mine.setdefault(person.pk, set()).update(q.pk for q in missed[one])
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people.values() if p.email and not p.erased_at]
    lines = [(one, False) for one in openings] + [(one, True) for one in outcomes]
    write(
        TOLD, to, template="base/mail/base.html", at=at, coalition=coalition.pk,
        context=lambda reader: {"mail": letter(coalition, [p for p in lines if p[0].pk in mine[reader.person]])},
    )  # fmt: skip
    return told


def _asked(questions: Iterable[Question]) -> dict[UUID, set[UUID]]:
    """For each question the organisations that were asked. One query."""
    found: dict[UUID, set[UUID]] = {}
    rows = RollEntry.objects.filter(question__in=[one.pk for one in questions])
    for question, organisation in rows.values_list("question", "organisation"):
        found.setdefault(question, set()).add(organisation)
    return found


def letter(coalition: Coalition, lines: list[tuple[Question, bool]]) -> dict[str, Any]:
    """What others decided, and what is put to them, a line each."""
    return {
        "subject": _("What other bodies of {name} decide").format(name=coalition.name)[:200],
        "title": _("What other bodies decide"),
        "lede": _("You were not asked, and you shall know. Our ground rules say how soon."),
        "paragraphs": [_line(question, outcome) for question, outcome in lines],
        "link_text": _("Read all decisions"),
        "link_url": absolute(lines[0][0].get_absolute_url() if len(lines) == 1 else _register(coalition)),
        "why_you": _("You get this because you speak for a member of {name}.").format(name=coalition.name),
    }


def _line(question: Question, outcome: bool) -> str:
    said = _("{code} · {body}: {what}")
    if outcome:
        what = outcome_words(question.decision)
    else:
        what = _("asked until {day}: {title}").format(
            day=moment(question, question.closes_at), title=question.title
        )
    return said.format(code=question.code, body=question.body_name, what=what)


def _register(coalition: Coalition) -> str:
    return reverse("governing:register", args=[coalition.slug])
