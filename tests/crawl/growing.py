"""More of everything in a coalition, so that a page that costs more for each row shows it."""

from datetime import timedelta

from comity.coalitions.acts import create_body, fill_seat, give_seat
from comity.coalitions.models import BodyKind
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote, draft_question, open_question, raise_objection, reply_to
from comity.governing.models import Question
from comity.network.acts import report_tie
from comity.notices.models import Ask
from comity.people.models import Sector
from tests.cast import THEN, join, person
from tests.crawl.rows import add_rows
from tests.matrix.world import NOW, World, voters


def grow(world: World, *, organisations: int, bodies: int, questions: int, rows: int = 0) -> None:
    """So many more organisations with people, seats and ties; bodies with seats; questions with answers, objections;
    and so many rows in the list of each room."""
    for number in range(organisations):
        _join(world, number)
    for number in range(bodies):
        _create(world, number)
    for number in range(questions):
        _ask(world, number)
    for number in range(rows):
        add_rows(world, number)
    _answer_what_is_open(world)


def _join(world: World, number: int) -> None:
    alpha, who = world.alpha, person(f"Speaker {number}")
    one = join(alpha, f"Neighbours {number}", Sector.CITIZEN, who)
    seat = give_seat(alpha.bodies["steering"], one, by=alpha.by, at=THEN)
    fill_seat(seat, who, by=alpha.by, at=THEN)
    with alpha.scope():
        report_tie(alpha.organisations["OD"], level=3, by=alpha.hat(who, one), at=NOW)


def _create(world: World, number: int) -> None:
    alpha = world.alpha
    body = create_body(name=f"Group {number}", kind=BodyKind.ACTION, by=alpha.by, at=THEN)
    for organisation in list(alpha.organisations.values())[:2]:
        give_seat(body, organisation, by=alpha.by, at=THEN)


def _ask(world: World, number: int) -> None:
    alpha = world.alpha
    draft = draft_question(
        body=alpha.assembly, title=f"Question {number}?", lede="Yes or no.", by=alpha.by, at=THEN,
        closes_at=NOW + timedelta(days=9),
    )  # fmt: skip
    opened = open_question(draft, by=alpha.by, at=THEN)
    for by in voters(alpha):
        cast_vote(opened, Choice.NO, why="Because.", by=by, at=NOW)


def _answer_what_is_open(world: World) -> None:
    """The question that the crawl looks at gets many answers, objections and replies."""
    alpha = world.alpha
    with alpha.scope():
        question = Question.objects.get(pk=world.things["alpha"].question)
        for ask in Ask.objects.filter(thing=question.pk, closed_at=None):
            organisation = next(one for one in alpha.organisations.values() if one.pk == ask.organisation)
            speaker = next(one for one in [*alpha.people.values(), alpha.coordinator] if one.pk == ask.person)
            by = alpha.hat(speaker, organisation)
            cast_vote(question, Choice.YES, why="Because.", by=by, at=NOW)
            if organisation.initials not in ("OD", "HT"):
                objection = raise_objection(question, concern="Too much.", change="Less.", by=by, at=NOW)
                reply_to(objection, "No.", by=alpha.by, at=NOW)
