"""The relationship survey: its roster among the kinds of question, its template, and what a closed round becomes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy

from comity.base.capacity import Capacity, the_rule
from comity.base.clock import day_of
from comity.core.network.answers import Filled, Together
from comity.core.network.chasing import weights as weights_of
from comity.core.network.reports import Report, Reports, Rule
from comity.network.acts.waves import keep_round
from comity.network.waves.changes import survivors_of
from comity.network.waves.material import network_of
from comity.network.waves.prefilling import last_wave
from comity.network.waves.roster_kind import RosterKind, answers_of_value, as_today, named_in
from comity.network.waves.snapshots import Brought
from comity.surveys.above import Weighing, closings, weights
from comity.surveys.kinds import kinds
from comity.surveys.models import Question, Respondent
from comity.surveys.models.surveys import SECTION
from comity.surveys.patterns import Item, Pattern, patterns
from comity.surveys.queries import answers_of

ROSTER = "network.roster"
_AGREE = {"low": gettext_lazy("not at all"), "high": gettext_lazy("fully")}
RELATIONS = Pattern(
    label=gettext_lazy("Who works with whom"),
    about=gettext_lazy("Each organisation says how it works with every other, how it goes, and what came of it."),
    intro=gettext_lazy(
        "It takes about fifteen minutes. Whom you name as a partner is shown to all members. How you rate others is "
        "shown to nobody: only means of at least five organisations come back."
    ),
    items=(
        Item(SECTION, "partners", gettext_lazy("You and the others")),
        Item(ROSTER, "ties", gettext_lazy("With whom does your organisation really work today, and how closely?"),
             help=gettext_lazy("Mark only what you do, not what would be good. Open a line to say more of a partner."),
             settings={"together": Together.HIGHEST.value, "parts": ["contact", "kinds", "trust", "value"]}),
        Item(SECTION, "outcomes", gettext_lazy("What comes of it")),
        Item("scale", "reach", gettext_lazy("Through the others we reach people whom we did not reach before."),
             settings=_AGREE),
        Item("scale", "better", gettext_lazy("Our own work has become better by working with the others."),
             settings=_AGREE),
        Item("several", "came", gettext_lazy("What has come of the work together in the last half year?"),
             settings={"options": [
                 ["o1", gettext_lazy("We learned something we now use")],
                 ["o2", gettext_lazy("We did something that none of us could do alone")],
                 ["o3", gettext_lazy("Money, rooms or hands came to us")],
                 ["o4", gettext_lazy("An office changed a rule")],
                 ["o5", gettext_lazy("Nothing yet")],
             ]}),
        Item("text", "next", gettext_lazy("Whom would you like to meet, and for what?"), settings={"long": True}),
    ),
)  # fmt: skip


def register() -> None:
    """Tell the room of surveys."""
    kinds.register(ROSTER, RosterKind())
    patterns.register("network.relations", RELATIONS)
    closings.register("network", becomes_wave)
    weights.register("network", weigh)


def becomes_wave(round_: Any, *, by: Capacity, at: datetime) -> Iterable[models.Model]:
    """A closed round with a roster becomes a wave, in the capacity of the rule; nothing where nobody was named."""
    question = _roster_of(round_.survey_id)
    if question is None or round_.survey.anonymous:
        return []
    made = brought_by(round_, question)
    if len(made.asked) < 2:
        return []
    name = f"{round_.survey.title[:110]} · {round_.number}"
    wave = keep_round(
        made, name=name, question=question.text, asked_on=day_of(at), round=round_.pk, origin=round_.survey.title,
        by=the_rule(round_.coalition_id), at=at,
    )  # fmt: skip
    return [wave]


def brought_by(round_: Any, question: Question) -> Brought:
    """What a round says: everybody asked, and whoever is named; who became part of another since counts as that."""
    asked = list(_asked(round_))
    rows = [row for row in answers_of(round_) if row.organisation_id]
    values = [row.answers.get(question.key) or {} for row in rows]
    now = survivors_of({*asked, *(UUID(pk) for pk in named_in(values))})
    values = [as_today(value, now) for value in values]
    filled, opened = [], list[tuple[str, set[tuple[str, str]]]]()
    for row, value in zip(rows, values, strict=True):
        by = now.get(str(row.organisation_id), str(row.organisation_id))
        said, left = answers_of_value(UUID(by), value)
        filled.append(Filled(by, tuple(said)))
        opened.append((by, left - {(by, by)}))
    return Brought(
        tuple(dict.fromkeys([*(now.get(str(pk), str(pk)) for pk in asked), *named_in(values)])), tuple(filled),
        Together(question.settings.get("together", Together.HIGHEST)), left_open=_left_by_all(opened),
    )  # fmt: skip


def _asked(round_: Any) -> Iterable[UUID]:
    """The organisations that are asked."""
    rows = Respondent.objects.filter(round=round_, organisation__isnull=False).order_by("pk")
    found: Iterable[UUID] = rows.values_list("organisation", flat=True)
    return found


def _left_by_all(opened: Iterable[tuple[str, set[tuple[str, str]]]]) -> frozenset[tuple[str, str]]:
    """Pairs that everybody who answered for an organisation left open: one "no" among them is an answer."""
    people: dict[str, list[set[tuple[str, str]]]] = {}
    for by, left in opened:
        people.setdefault(by, []).append(left)
    return frozenset(pair for sets in people.values() for pair in set.intersection(*sets))


def weigh(round_: Any) -> Weighing | None:
    """How much the answer of each silent organisation would settle; None for a survey without a roster."""
    question = _roster_of(round_.survey_id)
    if question is None:
        return None
    made = brought_by(round_, question)
    said = [Report(one.by, one.about, one.level) for filled in made.filled for one in filled.answers]
    known = set(made.asked)
    reports = Reports.of(
        made.asked, [one for one in said if {one.by, one.about} <= known],
        answered=[filled.by for filled in made.filled], skipped=made.left_open,
    )  # fmt: skip
    before = last_wave()
    found = weights_of(reports, network_of(before, Rule.EITHER) if before else None)
    return Weighing({UUID(key): weight for key, weight in found.items()}, _WHY)


_WHY = gettext_lazy("First those whose answer would settle most: many name them, or they lay between others last time.")


def _roster_of(survey: UUID) -> Question | None:
    found: Question | None = Question.objects.filter(survey=survey, kind=ROSTER).order_by("place").first()
    return found
