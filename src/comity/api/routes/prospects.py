"""Looking for partners: prospects, criteria, scores, coverage, waves."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field, StrictInt

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.common import Done
from comity.api.shapes.prospects import (
    CoverageShape,
    KnownShape,
    ProspectScoresListShape,
    ProspectScoresShape,
    ProspectShape,
    RecruitingWaveShape,
    RecruitingWavesShape,
    SearchShape,
    coverage_shape,
    known_shape,
    prospect_shape,
    scores_shape,
    search_shape,
    wave_shape,
)
from comity.api.values import Day, Given
from comity.base.clock import now
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.queries import visible_bodies
from comity.founding.models import RecruitingWave
from comity.founding.prospects import acts, acts_gaps, forms, permissions, queries
from comity.founding.prospects.coverage import coverage_of
from comity.founding.prospects.lists import prospects as listed
from comity.founding.prospects.permissions import search_of
from comity.founding.prospects.views import find
from comity.governing.models import Decision

router = Router(tags=["founding"])
ALL = f"{AT}/founding/prospects"
ONE = f"{ALL}/{{uuid:prospect}}"
CRITERIA = f"{AT}/founding/criteria"
NEEDS = f"{AT}/founding/coverage"
WAVES = f"{AT}/founding/recruiting-waves"
NEW = bodies.body("NewProspect", forms.ProspectForm)
CHANGES = bodies.body("ProspectChanges", forms.ProspectForm, optional=None)
MOVED = bodies.body("ProspectMoved", forms.MoveForm)
WAVE = bodies.body("NewRecruitingWave", forms.WaveForm)
CRITERION = bodies.body("NewCriterion", forms.CriterionForm)
EXPLAINED = bodies.body("NeedExplained", forms.ExplainForm)


class ProspectsAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["found", "looked", "chosen", "invited", "joined", "declined", "aside"] | None = Field(
        None, description="Only those that stand there."
    )
    sector: Literal["public", "private", "nonprofit", "citizen"] | None = Field(None, description="Only this sector.")
    level: str | None = Field(None, description="Only where we want such a person.")
    wave: UUID | None = Field(None, description="Only those of this wave.")
    scored: Literal["yes", "no"] | None = Field(None, description="Those that you have scored, or have not.")


class Committee(Given):
    """Which committee looks for partners."""

    body: UUID


class CriteriaAgreed(Given):
    """On which day and how the committee agreed: by a decision, or as its minutes tell."""

    on: Day
    how: str = Field("", max_length=600, examples=["In our meeting, all present."])
    decision: UUID | None = None


class ProspectRow(Given):
    """One row of a table."""

    name: str = Field(min_length=1, max_length=160, examples=["Quay School"])
    sector: Literal["", "public", "private", "nonprofit", "citizen"] = ""
    populations: list[str] = Field(default_factory=list, max_length=40)
    competences: list[str] = Field(default_factory=list, max_length=40)
    places: list[str] = Field(default_factory=list, max_length=40)
    why: str = Field("", max_length=1000)


class ProspectRows(Given):
    """All of them are entered, or none."""

    prospects: list[ProspectRow] = Field(min_length=1, max_length=500)


class NewScore(Given):
    """Points for every criterion, 0 to 4, by its id. Given once."""

    points: dict[UUID, StrictInt] = Field(examples=[{"0190a1b2-0000-7000-8000-000000000001": 3}])
    words: str = Field("", max_length=1000, examples=["I taught there."])


class NewNeeds(Given):
    """Every combination of these words becomes a cell; an empty list stays open."""

    sectors: list[Literal["public", "private", "nonprofit", "citizen"]] = Field(default_factory=list)
    populations: list[str] = Field(default_factory=list, examples=[["young families"]])
    competences: list[str] = Field(default_factory=list)
    places: list[str] = Field(default_factory=list)


@reading(router, CRITERIA, says=_("Read the criteria for partners"), answers=SearchShape)
def criteria(request: Call) -> Any:
    """Which committee looks, by what, and how that was agreed."""
    return _search(request)


@deed(router, f"{CRITERIA}/committee", says=_("Name the committee that looks for partners"),
      act="founding.search.begun", scope=Scope.COORDINATE, takes=Committee, answers=SearchShape)  # fmt: skip
def begin(request: Call, given: Committee) -> Any:
    """Another one can be named until criteria are agreed."""
    body = get_object_or_404(visible_bodies(request.standing), pk=given.body)
    acts.begin_search(body, by=request.capacity, at=now())
    return _search(request)


@deed(router, CRITERIA, says=_("State a criterion for partners"), act="founding.criterion.stated", takes=CRITERION,
      answers=SearchShape, status=201)  # fmt: skip
def state(request: Call, given: Given) -> Any:
    """What was agreed before has to be agreed anew."""
    acts.state_criterion(**bodies.cleaned(forms.CriterionForm, given), by=request.capacity, at=now())
    return _search(request)


@deed(router, f"{CRITERIA}/{{uuid:criterion}}/strike", says=_("Strike a criterion for partners"),
      act="founding.criterion.struck", answers=SearchShape)  # fmt: skip
def strike_criterion(request: Call, criterion: UUID) -> Any:
    """Until somebody has scored."""
    found = get_object_or_404(queries.criteria_visible_to(request.standing), pk=criterion)
    acts.strike_criterion(found, by=request.capacity, at=now())
    return _search(request)


@deed(router, f"{CRITERIA}/adopt", says=_("Put on record that the criteria are agreed"),
      act="founding.criteria.adopted", takes=CriteriaAgreed, answers=SearchShape)  # fmt: skip
def adopt(request: Call, given: CriteriaAgreed) -> Any:
    """From then on the committee can score."""
    require(permissions.agreeing(request.standing, search_of()))
    decision = get_object_or_404(Decision, pk=given.decision) if given.decision else None
    acts.adopt_criteria(on=given.on, how=given.how, decision=decision, by=request.capacity, at=now())
    return _search(request)


@reading(router, ALL, says=_("List prospects"), answers=lists.list_of(ProspectShape), lists="prospects",
         asks=ProspectsAsked)  # fmt: skip
def prospects(request: Call, asked: ProspectsAsked) -> Any:
    """Whom we might win, by name."""
    return lists.part(request, listed(request), asked, prospect_shape)


@deed(router, ALL, says=_("Enter a prospect"), act="founding.prospect.entered", takes=NEW, answers=ProspectShape,
      status=201)  # fmt: skip
def enter(request: Call, given: Given) -> Any:
    """All members can read it."""
    said = bodies.cleaned(forms.ProspectForm, given, waves=RecruitingWave.objects.all())
    return prospect_shape(acts.enter_prospect(**said, by=request.capacity, at=now()))


@deed(router, f"{ALL}/import", says=_("Enter many prospects"), act="founding.prospects.imported", takes=ProspectRows,
      answers=Done, status=201)  # fmt: skip
def bring_in(request: Call, given: ProspectRows) -> Any:
    """All or none; whoever is in the list already is left as it is."""
    rows = [
        {"name": one.name, "sector": one.sector, "why": one.why, "populations": "\n".join(one.populations),
         "competences": "\n".join(one.competences), "places": "\n".join(one.places)}
        for one in given.prospects
    ]  # fmt: skip
    acts.import_prospects(rows, by=request.capacity, at=now())
    return Done(done=True)


@deed(router, f"{ALL}/take", says=_("Take prospects over from the list of organisations"),
      act="founding.prospects.taken", answers=Done)  # fmt: skip
def take(request: Call) -> Any:
    """With what we know of them."""
    acts.take_prospects(by=request.capacity, at=now())
    return Done(done=True)


@reading(router, ONE, says=_("Read one prospect"), answers=ProspectShape)
def prospect(request: Call, prospect: UUID) -> Any:
    """Without what is for the committee's eyes."""
    return prospect_shape(find(request, prospect))


@deed(router, ONE, says=_("Change a prospect"), act="founding.prospect.changed", method="PATCH", takes=CHANGES,
      answers=ProspectShape, versioned=True)  # fmt: skip
def change(request: Call, prospect: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes."""
    found = find(request, prospect)
    stands = {name: getattr(found, name) for name in acts.EDITABLE}
    said = bodies.changed(forms.ProspectForm, given, stands, waves=RecruitingWave.objects.all())
    return prospect_shape(acts.change_prospect(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/move", says=_("Move a prospect a step"), act="founding.prospect.moved", takes=MOVED,
      answers=ProspectShape)  # fmt: skip
def move(request: Call, prospect: UUID, given: Given) -> Any:
    """Along `steps`. Nobody of a wave is invited before it has begun."""
    found = find(request, prospect)
    said = bodies.cleaned(forms.MoveForm, given, prospect=found)
    return prospect_shape(acts.move_prospect(found, **said, by=request.capacity, at=now()))


@deed(router, f"{ONE}/strike", says=_("Strike a prospect"), act="founding.prospect.struck", answers=ProspectShape)
def strike(request: Call, prospect: UUID) -> Any:
    """It leaves the list, and can be put back."""
    return prospect_shape(acts.strike_prospect(find(request, prospect), by=request.capacity, at=now()))


@deed(router, f"{ONE}/restore", says=_("Put a prospect back"), act="founding.prospect.restored", answers=ProspectShape)
def restore(request: Call, prospect: UUID) -> Any:
    """It stands in the list again."""
    return prospect_shape(acts.restore_prospect(find(request, prospect), by=request.capacity, at=now()))


@reading(router, f"{ONE}/known", says=_("Who of us knows a prospect"), answers=KnownShape)
def known(request: Call, prospect: UUID) -> Any:
    """Members with a tie to it, and contacts there."""
    return known_shape(queries.known_by(request.standing, find(request, prospect)))


@deed(router, f"{ONE}/score", says=_("Score a prospect"), act="founding.prospect.scored", takes=NewScore,
      answers=ProspectScoresShape, status=201)  # fmt: skip
def score(request: Call, prospect: UUID, given: NewScore) -> Any:
    """Once, before you see what others gave; the answer holds theirs."""
    found = find(request, prospect)
    acts.score_prospect(found, given.points, words=given.words, by=request.capacity, at=now())
    (side,) = queries.compared(request.standing, queries.known_to(request.standing).filter(pk=found.pk))
    return scores_shape(side)


@reading(router, f"{ALL}/scores", says=_("Compare scores"), answers=ProspectScoresListShape)
def scores(request: Call) -> Any:
    """Of prospects that you have scored; for the committee alone."""
    require(permissions.may_know(request.capacity, search_of(), at=now()))
    sides = queries.compared(request.standing, queries.visible_to(request.standing))
    return ProspectScoresListShape(items=[scores_shape(side) for side in sides])


@reading(router, NEEDS, says=_("Read the coverage matrix"), answers=CoverageShape)
def coverage(request: Call) -> Any:
    """Cells, who covers them, and the smallest set of prospects that closes the gaps."""
    return coverage_shape(coverage_of(request.standing))


@deed(router, NEEDS, says=_("Name what has to be covered"), act="founding.needs.named", takes=NewNeeds,
      answers=CoverageShape, status=201)  # fmt: skip
def name_needs(request: Call, given: NewNeeds) -> Any:
    """Cells that stand already stay."""
    acts_gaps.name_needs(**given.model_dump(), by=request.capacity, at=now())
    return coverage_shape(coverage_of(request.standing))


@deed(router, f"{NEEDS}/{{uuid:need}}/explain", says=_("Say why a gap stays open"), act="founding.need.explained",
      takes=EXPLAINED, answers=CoverageShape)  # fmt: skip
def explain(request: Call, need: UUID, given: Given) -> Any:
    """Empty words make it a gap again."""
    found = get_object_or_404(queries.needs_visible_to(request.standing), pk=need)
    acts_gaps.explain_need(found, bodies.cleaned(forms.ExplainForm, given)["why"], by=request.capacity, at=now())
    return coverage_shape(coverage_of(request.standing))


@deed(router, f"{NEEDS}/{{uuid:need}}/strike", says=_("Need not be covered"), act="founding.need.struck",
      answers=CoverageShape)  # fmt: skip
def strike_need(request: Call, need: UUID) -> Any:
    """The cell leaves the matrix."""
    found = get_object_or_404(queries.needs_visible_to(request.standing), pk=need)
    acts_gaps.strike_need(found, by=request.capacity, at=now())
    return coverage_shape(coverage_of(request.standing))


@reading(router, WAVES, says=_("List waves of recruiting"), answers=RecruitingWavesShape)
def waves(request: Call) -> Any:
    """In their order, with what sets each going."""
    return _waves(request)


@deed(router, WAVES, says=_("Plan a wave of recruiting"), act="founding.wave.planned", takes=WAVE,
      answers=RecruitingWaveShape, status=201)  # fmt: skip
def plan(request: Call, given: Given) -> Any:
    """A day, a number of members, or something that has happened sets it going."""
    return wave_shape(acts_gaps.plan_wave(**bodies.cleaned(forms.WaveForm, given), by=request.capacity, at=now()))


@deed(router, f"{WAVES}/{{uuid:recruiting_wave}}/begin", says=_("Begin a wave of recruiting"),
      act="founding.wave.begun", answers=RecruitingWaveShape)  # fmt: skip
def begin_wave(request: Call, recruiting_wave: UUID) -> Any:
    """From then on its prospects can be invited."""
    found = get_object_or_404(queries.waves_visible_to(request.standing), pk=recruiting_wave)
    return wave_shape(acts_gaps.begin_wave(found, by=request.capacity, at=now()))


def _search(request: Call) -> SearchShape:
    search = queries.search_known_to(request.standing).first()
    return search_shape(search, queries.criteria_visible_to(request.standing))


def _waves(request: Call) -> RecruitingWavesShape:
    rows = queries.waves_visible_to(request.standing)
    return RecruitingWavesShape(items=[wave_shape(one) for one in rows])
