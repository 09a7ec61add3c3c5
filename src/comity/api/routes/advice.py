"""How closely to work, weighed by each side alone; and initiatives of several sectors."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field, StrictInt

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.advice import (
    InitiativeRow,
    InitiativeShape,
    WeighingRow,
    WeighingShape,
    initiative_row,
    initiative_shape,
    weighing_row,
    weighing_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.coalitions.queries import members_of
from comity.network.acts import initiatives as table
from comity.network.acts import weighings as acts
from comity.network.rungs.initiative_forms import EndForm, InitiativeForm, ProblemForm, SeatForm
from comity.network.rungs.initiative_lists import initiatives as listed_initiatives
from comity.network.rungs.initiative_page import InitiativeSheet
from comity.network.rungs.weighing_forms import KnowinglyForm, StartForm, WeighForm
from comity.network.rungs.weighing_lists import weighings as listed
from comity.network.rungs.weighing_page import WeighingSheet
from comity.network.views.initiatives import find_initiative
from comity.network.views.weighings import find_weighing

router = Router(tags=["network"])
WEIGHINGS, INITIATIVES = f"{AT}/weighings", f"{AT}/initiatives"
WEIGHING, INITIATIVE = f"{WEIGHINGS}/{{uuid:weighing}}", f"{INITIATIVES}/{{uuid:initiative}}"
KNOWINGLY = bodies.body("TakenKnowingly", KnowinglyForm)
SPOKEN = bodies.body("SeatWords", SeatForm, optional={"solo", "definition", "aside"})
PROBLEM = bodies.body("CommonText", ProblemForm)
ENDED = bodies.body("InitiativeEnded", EndForm)


class WeighingsAsked(lists.Asked):
    """What the list of weighings can be asked."""

    state: Literal["open", "shown", "ended"] | None = Field(None, description="Only these.")


class InitiativesAsked(lists.Asked):
    """What the list of initiatives can be asked."""

    state: Literal["trust", "defining", "planning", "working", "ended"] | None = Field(None, description="Only these.")


class NewWeighing(Given):
    """With whom it is weighed."""

    others: list[UUID] = Field(min_length=1, max_length=7, description="The other organisations.")


class WeighAnswers(Given):
    """Your side's answers; of the means 2: we have it, 1: we can get it, 0: we lack it."""

    wants: StrictInt = Field(ge=1, le=5, description="The rung that what you want would take.", examples=[2])
    time: StrictInt = Field(ge=0, le=2, examples=[2])
    skills: StrictInt = Field(ge=0, le=2, examples=[1])
    money: StrictInt = Field(ge=0, le=2, examples=[0])
    backing: StrictInt = Field(ge=0, le=2, examples=[2])
    commitment: StrictInt = Field(ge=0, le=2, examples=[2])
    people: StrictInt = Field(ge=0, le=2, examples=[2])
    relies: StrictInt = Field(ge=0, le=3, description="Would you rely on them: 0 not yet, 3 fully.", examples=[2])
    stays: StrictInt = Field(ge=0, le=3, description="Will you stay: 0 can’t say, 3 as long as it takes.", examples=[2])


class NewInitiative(Given):
    """An initiative, and whom to invite."""

    title: str = Field(max_length=160, examples=["Nobody in Saltmere sleeps cold"])
    invited: list[UUID] = Field([], max_length=60, description="Organisations that are asked to take a seat.")
    trust_days: StrictInt = Field(30, ge=0, le=365, description="How many days are taken for trust.")


class Agreed(Given):
    """Which version of the text was read."""

    number: StrictInt = Field(ge=0, examples=[1])


# ── how closely to work ──


@reading(router, WEIGHINGS, says=_("List what your organisations weigh"), answers=lists.list_of(WeighingRow),
         lists="weighings", asks=WeighingsAsked)  # fmt: skip
def weighings(request: Call, asked: WeighingsAsked) -> Any:
    """Those in which an organisation that you speak for is a side, the newest first."""
    return lists.part(request, listed(request), asked, weighing_row)


@deed(router, WEIGHINGS, says=_("Weigh how closely to work"), act="network.weighing.started", takes=NewWeighing,
      answers=WeighingShape, status=201)  # fmt: skip
def start_weighing(request: Call, given: Given) -> Any:
    """All sides are asked; only they will know of it."""
    us: Any = request.capacity.of
    members = members_of(request.coalition.pk)
    said = bodies.read_by(StartForm, given.model_dump(), others=members.exclude(pk=us))
    sides = [*said["others"], *members.filter(pk=us)]
    return _sheet(request, acts.start_weighing(sides, by=request.capacity, at=now()))


@reading(router, WEIGHING, says=_("Read one weighing"), answers=WeighingShape)
def weighing(request: Call, weighing: UUID) -> Any:
    """The advice once all have answered, and what your side alone may read."""
    return _sheet(request, find_weighing(request, weighing))


@deed(router, f"{WEIGHING}/answer", says=_("Answer for your side"), act="network.weighing.answered", takes=WeighAnswers,
      answers=WeighingShape)  # fmt: skip
def answer(request: Call, weighing: UUID, given: Given) -> Any:
    """Nobody else reads it. Until all have answered it can be given anew."""
    found, form = find_weighing(request, weighing), bodies.filled(WeighForm, given.model_dump())
    return _sheet(request, acts.answer_weighing(found, **form.answers(), by=request.capacity, at=now()))


@deed(router, f"{WEIGHING}/knowingly", says=_("Take a risky step knowingly"), act="network.weighing.risked",
      takes=KNOWINGLY, answers=WeighingShape)  # fmt: skip
def knowingly(request: Call, weighing: UUID, given: Given) -> Any:
    """Once all sides say so, the step no longer waits."""
    said = bodies.read_by(KnowinglyForm, given.model_dump(exclude_unset=True))
    found = find_weighing(request, weighing)
    return _sheet(request, acts.take_knowingly(found, by=request.capacity, at=now(), **said))


@deed(router, f"{WEIGHING}/end", says=_("End a weighing without advice"), act="network.weighing.ended",
      answers=WeighingShape)  # fmt: skip
def end_weighing(request: Call, weighing: UUID) -> Any:
    """Your side would rather not weigh it now; no answer is shown."""
    return _sheet(request, acts.end_weighing(find_weighing(request, weighing), by=request.capacity, at=now()))


def _sheet(request: Call, weighing: Any) -> WeighingShape:
    return weighing_shape(WeighingSheet(weighing, request.standing, request.capacity))


# ── initiatives of several sectors ──


@reading(router, INITIATIVES, says=_("List initiatives of several sectors"), answers=lists.list_of(InitiativeRow),
         lists="initiatives", asks=InitiativesAsked)  # fmt: skip
def initiatives(request: Call, asked: InitiativesAsked) -> Any:
    """All of them, the newest first."""
    return lists.part(request, listed_initiatives(request), asked, initiative_row)


@deed(router, INITIATIVES, says=_("Begin an initiative"), act="network.initiative.started", takes=NewInitiative,
      answers=InitiativeShape, status=201)  # fmt: skip
def start_initiative(request: Call, given: Given) -> Any:
    """Your organisation takes the first seat; those invited are asked to take theirs."""
    us: Any = request.capacity.of
    others = members_of(request.coalition.pk).exclude(pk=us)
    said = bodies.read_by(InitiativeForm, given.model_dump(), others=others)
    return _shape(request, table.start_initiative(by=request.capacity, at=now(), **said).pk)


@reading(router, INITIATIVE, says=_("Read one initiative"), answers=InitiativeShape)
def initiative(request: Call, initiative: UUID) -> Any:
    """Its seats, its common text, and what is missing for the next phase."""
    return _shape(request, initiative)


@deed(router, f"{INITIATIVE}/join", says=_("Take a seat in an initiative"), act="network.initiative.joined",
      answers=InitiativeShape)  # fmt: skip
def join(request: Call, initiative: UUID) -> Any:
    """For your organisation."""
    return _done(request, initiative, table.take_seat)


@deed(router, f"{INITIATIVE}/leave", says=_("Give up a seat in an initiative"), act="network.initiative.left",
      answers=InitiativeShape)  # fmt: skip
def leave(request: Call, initiative: UUID) -> Any:
    """What your organisation said stays on record."""
    return _done(request, initiative, table.leave_seat)


@deed(router, f"{INITIATIVE}/speak", says=_("Write for your seat in an initiative"), act="network.initiative.spoken",
      takes=SPOKEN, answers=InitiativeShape, versioned=True)  # fmt: skip
def speak(request: Call, initiative: UUID, given: Given, read: Version | None) -> Any:
    """What you tried alone, how you see the problem, which interest you put aside."""
    found: Any = find_initiative(request, initiative)
    seat = next((one for one in found.held if one.organisation_id == request.capacity.of), None)
    start = {name: getattr(seat, name, "") for name in ("solo", "definition", "aside")}
    said = bodies.read_by(SeatForm, start | given.model_dump(exclude_unset=True))
    return _done(request, initiative, table.write_seat, read=read, **said)


@deed(router, f"{INITIATIVE}/ready", says=_("Say that you are ready"), act="network.initiative.ready",
      answers=InitiativeShape)  # fmt: skip
def ready(request: Call, initiative: UUID) -> Any:
    """You trust the others enough to begin with the problem."""
    return _done(request, initiative, table.say_ready)


@deed(router, f"{INITIATIVE}/problem", says=_("Write the common text of the problem"), act="network.initiative.written",
      takes=PROBLEM, answers=InitiativeShape, versioned=True)  # fmt: skip
def problem(request: Call, initiative: UUID, given: Given, read: Version | None) -> Any:
    """All others are asked whether they agree."""
    said = bodies.read_by(ProblemForm, given.model_dump(exclude_unset=True))
    return _done(request, initiative, table.write_problem, read=read, **said)


@deed(router, f"{INITIATIVE}/agree", says=_("Agree to the common text"), act="network.initiative.agreed", takes=Agreed,
      answers=InitiativeShape)  # fmt: skip
def agree(request: Call, initiative: UUID, given: Given) -> Any:
    """To the version that you read."""
    return _done(request, initiative, table.agree_problem, **given.model_dump())


@deed(router, f"{INITIATIVE}/move-on", says=_("Open the next phase"), act="network.initiative.moved",
      answers=InitiativeShape)  # fmt: skip
def move_on(request: Call, initiative: UUID) -> Any:
    """Once nothing is missing for it."""
    return _done(request, initiative, table.move_on)


@deed(router, f"{INITIATIVE}/end", says=_("End an initiative"), act="network.initiative.ended", takes=ENDED,
      answers=InitiativeShape)  # fmt: skip
def end_initiative(request: Call, initiative: UUID, given: Given) -> Any:
    """With the reason."""
    said = bodies.read_by(EndForm, given.model_dump(exclude_unset=True))
    return _done(request, initiative, table.end_initiative, **said)


def _done(request: Call, initiative: UUID, run: Any, **said: Any) -> InitiativeShape:
    run(find_initiative(request, initiative), by=request.capacity, at=now(), **said)
    return _shape(request, initiative)


def _shape(request: Call, initiative: UUID) -> InitiativeShape:
    today = now().astimezone(request.coalition.tz).date()
    found = find_initiative(request, initiative)
    return initiative_shape(InitiativeSheet(found, request.standing, request.capacity, today))
