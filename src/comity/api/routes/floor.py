"""Who speaks in a meeting that goes on."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies as given_as
from comity.api.operations import Call, deed, reading
from comity.api.routes.meetings import ONE
from comity.api.shapes.floor import (
    FloorShape,
    RoundShape,
    TurnShape,
    floor_shape,
    round_shape,
    turn_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.coalitions.queries import visible_organisations
from comity.meetings import acts, forms_live
from comity.meetings.floor import floor_of
from comity.meetings.models import Round, Turn
from comity.meetings.views.live import part
from comity.meetings.views.reading import met_barely

router = Router(tags=["meetings"])
TURN = f"{ONE}/turns/{{uuid:turn}}"
ROUND = given_as.body("NewRound", forms_live.RoundForm)
PAIRS = given_as.body("NewPairs", forms_live.PairsForm)
SPEAKER = given_as.body("Speaker", forms_live.SpeakerForm)


@reading(router, f"{ONE}/floor", says=_("Read who speaks"), answers=FloorShape)
def floor(request: Call, meeting: UUID) -> Any:
    """Who has the floor, whose first turn is still to come, the queue in its order, how long each spoke."""
    return floor_shape(floor_of(met_barely(request, meeting), now()))


@deed(router, f"{ONE}/rounds", says=_("Begin a speaking round"), act="meetings.round.started", takes=ROUND,
      answers=RoundShape, status=201)  # fmt: skip
def begin_round(request: Call, meeting: UUID, given: Given) -> Any:
    """Each organisation speaks once, equally long, before anybody speaks twice."""
    said = given_as.cleaned(forms_live.RoundForm, given)
    return round_shape(acts.start_round(met_barely(request, meeting), by=request.capacity, at=now(), **said))


@deed(router, f"{ONE}/pairs", says=_("Send all into pairs"), act="meetings.round.paired", takes=PAIRS,
      answers=RoundShape, status=201)  # fmt: skip
def begin_pairs(request: Call, meeting: UUID, given: Given) -> Any:
    """As few as possible sit together who did so before in this series."""
    said = given_as.cleaned(forms_live.PairsForm, given)
    return round_shape(acts.start_pairs(met_barely(request, meeting), by=request.capacity, at=now(), **said))


@deed(
    router,
    f"{ONE}/rounds/{{uuid:round}}/end",
    says=_("End a round"),
    act="meetings.round.ended",
    answers=RoundShape,
)
def end_round(request: Call, meeting: UUID, round: UUID) -> Any:
    """The turn that runs ends with it; the queue stays."""
    return round_shape(acts.end_round(part(request, meeting, Round, round), by=request.capacity, at=now()))


@deed(router, f"{ONE}/turns", says=_("Give the floor"), act="meetings.turn.begun", takes=SPEAKER, answers=TurnShape,
      status=201)  # fmt: skip
def give_floor(request: Call, meeting: UUID, given: Given) -> Any:
    """To the next, or to the organisation that is named. Whoever had the floor has spoken then."""
    said = given_as.cleaned(
        forms_live.SpeakerForm, given, organisations=visible_organisations(request.standing)
    )
    return turn_shape(acts.give_floor(met_barely(request, meeting), by=request.capacity, at=now(), **said))


@deed(router, f"{ONE}/queue", says=_("Ask to speak"), act="meetings.turn.asked",
      takes=given_as.body("Wish", forms_live.WishForm), answers=TurnShape, status=201)  # fmt: skip
def ask_to_speak(request: Call, meeting: UUID, given: Given) -> Any:
    """For an organisation of which somebody is there."""
    organisations = visible_organisations(request.standing)
    said = given_as.cleaned(forms_live.WishForm, given, organisations=organisations)
    return turn_shape(acts.ask_to_speak(met_barely(request, meeting), by=request.capacity, at=now(), **said))


@deed(
    router,
    f"{TURN}/withdraw",
    says=_("Take a wish to speak back"),
    act="meetings.turn.withdrawn",
    answers=TurnShape,
)
def withdraw(request: Call, meeting: UUID, turn: UUID) -> Any:
    """Out of the queue."""
    return turn_shape(acts.withdraw_wish(part(request, meeting, Turn, turn), by=request.capacity, at=now()))


@deed(router, f"{TURN}/end", says=_("End a turn"), act="meetings.turn.ended", answers=TurnShape)
def end_turn(request: Call, meeting: UUID, turn: UUID) -> Any:
    """Said by who leads, or by those who spoke."""
    return turn_shape(acts.end_turn(part(request, meeting, Turn, turn), by=request.capacity, at=now()))


@deed(
    router,
    f"{TURN}/longer",
    says=_("Give a turn another minute"),
    act="meetings.turn.lengthened",
    answers=TurnShape,
)
def longer(request: Call, meeting: UUID, turn: UUID) -> Any:
    """Not in the first turns of a round, which are equally long."""
    return turn_shape(acts.lengthen_turn(part(request, meeting, Turn, turn), by=request.capacity, at=now()))
