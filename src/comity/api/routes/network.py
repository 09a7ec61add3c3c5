"""Ties, what the map says, and rosters."""

from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field, StrictInt

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.problems import Problem
from comity.api.scopes import Scope
from comity.api.shapes.network import (
    MapShape,
    RosterShape,
    TieShape,
    map_shape,
    roster_shape,
    tie_shape,
    told_shape,
)
from comity.api.values import Given, Id, Sought
from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.queries import members_of
from comity.core.network.reports import Rule
from comity.network.acts import end_tie, report_tie
from comity.network.forms.roster import NONE, DecisionsForm, RosterForm
from comity.network.jobs import draw_ahead
from comity.network.models import Contact, DraftState, RosterDraft
from comity.network.permissions import importing
from comity.network.queries.reading import read as read_network
from comity.network.queries.ties import ties_visible_to
from comity.network.roster import drafts
from comity.network.roster.decisions import Decisions, kept_fields
from comity.network.roster.working import drafts_of, set_to_work
from comity.network.views.ties import listed

router = Router(tags=["network"])
TIES = f"{AT}/ties"
ROSTERS = f"{AT}/rosters"
ROSTER = f"{ROSTERS}/{{uuid:roster}}"


class TiesAsked(lists.Asked):
    """What the list of ties can be asked."""

    rung: int | None = Field(None, ge=0, le=5, description="Only this rung; 0: in contact, and no more is said.")
    who: Literal["evidence", "both", "one", "list"] | None = Field(None, description="Who says so.")
    source: Sought | None = Field(None, max_length=160, description="Where it comes from.")


class MapAsked(Schema):
    """Which ties count."""

    rule: Literal["either", "confirmed"] = Field("either", description="Whether one side’s word is enough.")
    rung: int = Field(0, ge=0, le=5, description="From which rung up; 0: mere contact counts too.")
    source: Sought = Field("", max_length=160, description="Only ties from there.")


class NewTie(Given):
    """Your organisation's word about its work with another member."""

    about: Id = Field(description="The other organisation.")
    level: StrictInt = Field(description="The rung, 0 (no tie) to 5.", examples=[3])
    contact: Literal["", "never", "yearly", "quarterly", "monthly", "weekly", "daily", "some"] = Field(
        "", description="How often you are in contact; empty leaves what stands."
    )
    source: str = Field("", max_length=160, description="Where it comes from.", examples=["our own word"])


class NewRoster(Given):
    """Up to three lists as CSV or tab-separated text, each with its header.

    “ties” also takes a whole network as GraphML, GEXF, Pajek, Kumu JSON or a matrix.
    """

    organisations: str = Field(
        "", description="Name, sector, place, …", examples=["name,sector\nBoat School,citizen\n"]
    )
    people: str = Field("", description="Name, e-mail, organisation, may vote.", examples=[
        "name,e-mail,organisation,may vote\nBo Boat,bo@example.org,Boat School,yes\n"])  # fmt: skip
    ties: str = Field(
        "", description="From, to, level, …", examples=["from,to,level\nBoat School,Open Door,coordination\n"]
    )


class RosterDecisions(Given):
    """What is decided about a roster. What is left out stays as it is."""

    columns: dict[str, dict[str, str | None]] = Field(
        default={}, description="List → field → column; null: not in this list.",
        examples=[{"organisations": {"name": "name", "sector": "sector"}}],
    )  # fmt: skip
    words: dict[str, int | None] = Field({}, description="Word → rung.", examples=[{"coordination": 2}])
    same: dict[str, str] = Field({}, description="Row → who it is: an option’s value.", examples=[{"3": "another"}])
    directed: Literal["list", "first"] | None = Field(
        None, description="Whether the list speaks for both sides, or each row is the first one’s own word."
    )
    state: Literal["member", "prospect"] | None = Field(None, description="How new organisations come in.")
    first_votes: bool | None = Field(
        None, description="Whether the first person named for an organisation votes for it, where nobody does yet."
    )


# ── ties ──


@reading(router, TIES, says=_("List ties"), answers=lists.list_of(TieShape), lists="ties", asks=TiesAsked)
def ties(request: Call, asked: TiesAsked) -> Any:
    """Every tie between members that one may know of, the closest first."""
    return lists.part(request, listed(request), asked, tie_shape)


@deed(router, TIES, says=_("Say how your organisation works with another"), act="network.tie.reported", takes=NewTie,
      answers=TieShape, status=201)  # fmt: skip
def report(request: Call, given: Given) -> Any:
    """Your word replaces your earlier one; the other side's stays as it is."""
    said = given.model_dump()
    about = members_of(request.coalition.pk).filter(pk=said.pop("about")).first()
    if about is None:
        raise ValidationError({"about": _now("This organisation is not a member here.")})
    contact = Contact(said.pop("contact")) if said["contact"] else said.pop("contact")
    made = report_tie(about, contact=contact, by=request.capacity, at=now(), **said)
    return told_shape(made)


@deed(router, f"{TIES}/{{uuid:tie}}/end", says=_("Say that a tie has ended"), act="network.tie.ended", answers=TieShape)
def end(request: Call, tie: UUID) -> Any:
    """Your organisation no longer works with the other. What the other says stays as it is."""
    rows = ties_visible_to(request.standing).select_related("first", "second")
    return told_shape(end_tie(get_object_or_404(rows, pk=tie), by=request.capacity, at=now()))


@reading(router, f"{AT}/map", says=_("Read what the map says"), answers=MapShape, asks=MapAsked)
def map_(request: Call, asked: MapAsked) -> Any:
    """The figures of the network with a plain sentence each, remarks, and how far to trust them."""
    organisations = list(members_of(request.coalition.pk))
    return map_shape(read_network(request.standing, organisations, Rule(asked.rule), asked.rung, asked.source))


# ── rosters ──


@deed(router, ROSTERS, says=_("Have a roster checked"), scope=Scope.COORDINATE, takes=NewRoster, answers=RosterShape,
      status=201)  # fmt: skip
def check(request: Call, given: Given) -> Any:
    """Nothing is entered yet. Large ones are checked behind: read the roster again until its state is “checked”."""
    require(importing(request.standing, at=now()))
    form = bodies.filled(lambda data: RosterForm(data), given.model_dump(exclude_unset=True))
    row = drafts.make(form.tables, by=request.capacity, at=now())
    set_to_work(row, DraftState.CHECKING)
    return roster_shape(_draft(request, row.pk))


@reading(router, ROSTER, says=_("Read a roster on its way in"), answers=RosterShape)
def roster(request: Call, roster: UUID) -> Any:
    """Its problems by row and column, or what entering it would do. Only its maker reads it."""
    return roster_shape(_draft(request, roster))


@deed(router, f"{ROSTER}/decisions", says=_("Decide what a roster means"), method="PUT", scope=Scope.COORDINATE,
      takes=RosterDecisions, answers=RosterShape)  # fmt: skip
def decide(request: Call, roster: UUID, given: Given) -> Any:
    """Which column means what, which rung a word is, who is one and the same. It is checked anew."""
    row = _checked(request, roster)
    decisions = Decisions.from_plain(row.choices)
    answers = _as_asked(row, decisions, given)
    form = bodies.filled(lambda data: DecisionsForm(row.found, decisions, data), answers)
    drafts.choose(row, form.decided().as_plain())
    set_to_work(row, DraftState.CHECKING)
    return roster_shape(_draft(request, roster))


@deed(router, f"{ROSTER}/enter", says=_("Enter a roster"), act="network.roster.imported", scope=Scope.COORDINATE,
      answers=RosterShape)  # fmt: skip
def enter(request: Call, roster: UUID) -> Any:
    """All of it or nothing. For ten minutes its entry in the record can be taken back."""
    row = _checked(request, roster)
    if row.found.get("wrong"):
        raise Problem("not-now", _now("Mend what is wrong first: the roster’s “problems” say what."))
    set_to_work(row, DraftState.RUNNING)
    entered = _draft(request, roster)
    if entered.state == DraftState.DONE:
        draw_ahead(entered, at=now())
    return roster_shape(entered)


def _draft(request: Call, pk: UUID) -> RosterDraft:
    require(importing(request.standing, at=now()))
    row: RosterDraft = get_object_or_404(drafts_of(request.person.pk, at=now()), pk=pk)
    return row


def _checked(request: Call, pk: UUID) -> RosterDraft:
    row = _draft(request, pk)
    if row.state != DraftState.CHECKED:
        state = DraftState(row.state).label
        raise Problem("not-now", _now("This roster is not checked but: {state}.").format(state=state))
    return row


def _as_asked(row: RosterDraft, decisions: Decisions, given: Given) -> dict[str, Any]:
    """The decisions as the page's form takes them. ValidationError for a word, row or column that is not there."""
    said, found = given.model_dump(exclude_unset=True), row.found
    answers = {key: said[key] for key in ("directed", "state", "first_votes") if said.get(key) is not None}
    faults: dict[str, str] = {}
    for kind in decisions.maps:
        header = found["tables"][kind.value]["header"]
        for field, column in said.get("columns", {}).get(kind.value, {}).items():
            if field not in kept_fields(kind) or (column is not None and column not in header):
                faults[f"columns.{kind}.{field}"] = _now("There is no such field or column in this list.")
            else:
                answers[f"{kind}-{field}"] = NONE if column is None else str(header.index(column))
    words = {one["word"]: number for number, one in enumerate(found.get("levels", []))}
    rows = {str(one["row"]): number for number, one in enumerate(found.get("pairs", []))}
    for name, known, prefix in (("words", words, "level"), ("same", rows, "same")):
        for key, value in said.get(name, {}).items():
            if key in known:
                answers[f"{prefix}-{known[key]}"] = NONE if value is None else str(value)
            else:
                faults[f"{name}.{key}"] = _now("There is nothing of this kind here.")
    if faults:
        raise ValidationError(faults)
    return answers
