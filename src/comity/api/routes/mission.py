"""Founding: the brief, the founding texts, and the drive for people outside to endorse the mission."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.common import Done
from comity.api.shapes.mission import (
    BriefShape,
    DriveShape,
    DrivesShape,
    EndorsementShape,
    FoundingTextShape,
    FoundingTextsShape,
    Question,
    Which,
    brief_shape,
    drive_shape,
    endorsement_shape,
    founding_text_shape,
)
from comity.api.values import Given, Moment
from comity.base.clock import now
from comity.core.advice.briefing import Brief
from comity.founding.brief import acts as brief_acts
from comity.founding.brief.queries import answers_for
from comity.founding.mission import acts, queries
from comity.founding.mission import lists as listings
from comity.founding.mission.forms import DriveForm
from comity.founding.mission.views import find
from comity.founding.models import Kind
from comity.founding.writing import acts as writing
from comity.founding.writing.queries import visible_to

router = Router(tags=["founding"])
BRIEF = f"{AT}/founding/brief"
TEXTS = f"{AT}/founding/texts"
ALL = f"{AT}/founding/drives"
ONE = f"{ALL}/{{uuid:drive}}"
NEW = bodies.body("NewDrive", DriveForm)


class OneBriefAnswer(Given):
    """Your organisation's answer to one of the four questions."""

    question: Question
    words: str = Field(min_length=1, max_length=4000, examples=["Forty flats insulated by winter."])


class NewBriefAnswers(Given):
    """Answers to some or all questions; a later one to the same question replaces an earlier one."""

    answers: list[OneBriefAnswer] = Field(min_length=1, max_length=4)


class NewFoundingText(Given):
    """Which founding text to begin, and how it reads at first."""

    kind: Which
    words: str = Field(min_length=1, max_length=20_000, examples=["Nobody freezes at home."])


class FoundingTextPut(Given):
    """Which founding text to put to the vote as it reads, and until when members can answer."""

    kind: Which
    closes_at: Moment


class EndorsementsAsked(lists.Asked):
    """What the list can be asked."""

    group: str = Field("", max_length=80, description="Only of this group.")


@reading(router, BRIEF, says=_("Read the answers for the brief"), answers=BriefShape)
def brief(request: Call) -> Any:
    """What the founders answered to the four questions, as far as you may read it."""
    return brief_shape(answers_for(request.standing))


@deed(router, f"{BRIEF}/answers", says=_("Answer for the brief"), act="founding.brief.answered",
      takes=NewBriefAnswers, answers=BriefShape)  # fmt: skip
def answer(request: Call, given: NewBriefAnswers) -> Any:
    """For the organisation you act for, until the joint brief is begun."""
    said = {Brief(one.question): one.words for one in given.answers}
    brief_acts.answer_brief(said, by=request.capacity, at=now())
    return brief_shape(answers_for(request.standing))


@deed(router, f"{BRIEF}/ask", says=_("Ask founders for the brief"), act="founding.brief.asked",
      scope=Scope.COORDINATE, answers=BriefShape)  # fmt: skip
def ask(request: Call) -> Any:
    """Writes to everybody who speaks for a founder with open questions; once a day."""
    brief_acts.ask_for_brief(by=request.capacity, at=now())
    return brief_shape(answers_for(request.standing))


@reading(router, TEXTS, says=_("Read the founding texts"), answers=FoundingTextsShape)
def texts(request: Call) -> Any:
    """Brief, mission and structure, as they read and as they hold."""
    rows = visible_to(request.standing).order_by("begun_at", "pk")
    return FoundingTextsShape(texts=[founding_text_shape(row) for row in rows])


@deed(router, TEXTS, says=_("Begin a founding text"), act=("founding.text.begun", "texts.text.begun"),
      takes=NewFoundingText, answers=FoundingTextShape, status=201)  # fmt: skip
def begin(request: Call, given: NewFoundingText) -> Any:
    """From then on it is written together, as every text."""
    done = writing.begin_founding_text(Kind(given.kind), given.words, by=request.capacity, at=now())
    return founding_text_shape(done)


@deed(router, f"{TEXTS}/put", says=_("Put a founding text to the vote"),
      act=("founding.text.put", "texts.text.frozen"), takes=FoundingTextPut, answers=FoundingTextShape)  # fmt: skip
def put(request: Call, given: FoundingTextPut) -> Any:
    """It stands still until the vote is over; carried, it holds."""
    thing = get_object_or_404(visible_to(request.standing), kind=given.kind)
    done = writing.put_founding_text(thing, closes_at=given.closes_at, by=request.capacity, at=now())
    return founding_text_shape(done)


@reading(router, ALL, says=_("Read all endorsement drives"), answers=DrivesShape)
def drives(request: Call) -> Any:
    """When everybody was asked to stand behind the mission, and how many came."""
    rows = queries.visible_to(request.standing).order_by("-started_at", "-pk")[:100]
    return DrivesShape(drives=[drive_shape(row) for row in rows])


@deed(router, ALL, says=_("Ask everybody to endorse the mission"), act="founding.drive.started", takes=NEW,
      answers=DriveShape, status=201)  # fmt: skip
def start(request: Call, given: Given) -> Any:
    """On a public page, without an account; once the mission is adopted."""
    done = acts.start_drive(**bodies.cleaned(DriveForm, given), by=request.capacity, at=now())
    return drive_shape(done, queries.counts_of(done))


@reading(router, ONE, says=_("Read one endorsement drive"), answers=DriveShape)
def drive(request: Call, drive: UUID) -> Any:
    """With counts by group and place."""
    found = find(request, drive)
    return drive_shape(found, queries.counts_of(found))


@deed(router, ONE, says=_("Change an endorsement drive"), act="founding.drive.changed", method="PUT", takes=NEW,
      answers=DriveShape)  # fmt: skip
def change(request: Call, drive: UUID, given: Given) -> Any:
    """Another target, day, or other groups."""
    said = bodies.cleaned(DriveForm, given)
    done = acts.change_drive(find(request, drive), **said, by=request.capacity, at=now())
    return drive_shape(done, queries.counts_of(done))


@deed(router, f"{ONE}/close", says=_("Close an endorsement drive"), act="founding.drive.closed", answers=DriveShape)
def close(request: Call, drive: UUID) -> Any:
    """Nobody can sign any more."""
    done = acts.close_drive(find(request, drive), by=request.capacity, at=now())
    return drive_shape(done, queries.counts_of(done))


@deed(router, f"{ONE}/reopen", says=_("Open an endorsement drive again"), act="founding.drive.reopened",
      answers=DriveShape)  # fmt: skip
def reopen(request: Call, drive: UUID) -> Any:
    """Everybody can sign again."""
    done = acts.reopen_drive(find(request, drive), by=request.capacity, at=now())
    return drive_shape(done, queries.counts_of(done))


@reading(router, f"{ONE}/endorsements", says=_("List endorsements"), answers=lists.list_of(EndorsementShape),
         lists="endorsements", asks=EndorsementsAsked)  # fmt: skip
def endorsements(request: Call, drive: UUID, asked: EndorsementsAsked) -> Any:
    """Who stands behind the mission: group and place; the name where it may be shown."""
    return lists.part(request, listings.endorsements(request, find(request, drive)), asked, endorsement_shape)


@deed(router, f"{AT}/founding/endorsements/{{uuid:endorsement}}/unname", says=_("Show a name no more"),
      act="founding.endorsement.unnamed", answers=Done)  # fmt: skip
def unname(request: Call, endorsement: UUID) -> Any:
    """For good: the name is erased, the endorsement still counts."""
    row = get_object_or_404(queries.endorsements_visible_to(request.standing), pk=endorsement)
    acts.strike_name(row, by=request.capacity, at=now())
    return Done(done=True)
