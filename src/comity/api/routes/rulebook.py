"""The rulebook: versions drafted, changed, put to the vote and accepted; dues; what applies to a matter."""

from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field, StrictBool

from comity.api import lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.rulebook import (
    EXAMPLE,
    AcceptanceShape,
    DuesShape,
    LookShape,
    RulebookRow,
    RulebookShape,
    RulingShape,
    acceptance_shape,
    dues_shape,
    look_shape,
    row,
    ruling_shape,
    shape,
)
from comity.api.values import Given, Moment
from comity.base.clock import now
from comity.base.versions import Version
from comity.core.rulebook.data import BadData, from_plain
from comity.core.rulebook.ruling import NoRuling
from comity.core.rulebook.types import Rulebook
from comity.governing import acts
from comity.governing.models import RulebookVersion
from comity.governing.rulebook import lists as pages
from comity.governing.rulebook import looking
from comity.governing.rulebook.asking import adopted, ruling
from comity.governing.rulebook.charter import names_of_bodies
from comity.governing.rulebook.facts import preset
from comity.governing.rulebook.queries import versions_visible_to
from comity.governing.rulebook.words import why_not

router = Router(tags=["rulebook"])
BOOK = f"{AT}/rulebook"
ALL = f"{BOOK}/versions"
ONE = f"{ALL}/{{int:number}}"
PRESET = Literal["information", "association", "council", "campaign", "ongoing", "simple"]
RULES = Field(None, description="All rules as data, as reading a version gives them.", examples=[EXAMPLE])


class NewRulebook(Given):
    """A draft: from a preset, from data, or without either from the rules in force."""

    preset: PRESET | None = Field(
        None, description="What a kind of coalition usually agrees.", examples=["simple"]
    )
    rules: dict[str, Any] | None = RULES
    why: str = Field("", max_length=2000, description="What changes, and why.", examples=["Our first rules."])


class RulebookChanges(Given):
    """What changes in a draft."""

    rules: dict[str, Any] | None = RULES
    why: str | None = Field(
        None, max_length=2000, description="What changes, and why.", examples=["Shorter times."]
    )


class Proposal(Given):
    """Until when members answer; for the first rulebook, by which rule the founders adopt it."""

    closes_at: Moment = Field(description="Until when members answer.")
    founders: Literal["all", "two-thirds", "half"] = Field(
        "all", description="Read for the first rulebook alone."
    )


class Word(Given):
    """Whether your organisation accepts the version; if not, why."""

    accepted: StrictBool = Field(description="Whether it accepts.", examples=[True])
    why: str = Field("", max_length=2000, description="Needed where it does not.", examples=[""])


class RulebooksAsked(lists.Asked):
    """What the list of versions can be asked."""

    state: Literal["draft", "proposed", "adopted", "replaced", "dropped"] | None = Field(
        None, description="Only these."
    )


class AcceptancesAsked(lists.Asked):
    """What the list of members’ words can be asked."""

    version: int | None = Field(None, ge=1, le=10**6, description="Only on this version.")
    said: Literal["accepted", "declined", "replaced"] | None = Field(None, description="Only these.")


class LooksAsked(lists.Asked):
    """What the list of looks at own rules can be asked."""

    state: Literal["waiting", "stands", "change"] | None = Field(None, description="Only these.")


class Found(Given):
    """Whether an own rule still holds."""

    stands: StrictBool = Field(description="Whether it stands as it is.", examples=[True])
    words: str = Field("", max_length=2000, description="What was found; needed where it should change.")


class DuesAsked(lists.Asked):
    """What the list of dues can be asked."""

    sector: Literal["public", "private", "nonprofit", "citizen"] | None = Field(
        None, description="Only this sector."
    )


class Matter(lists.Asked):
    """What somebody wants to decide."""

    kind: str = Field(max_length=60, description="Key of a kind of matter.", examples=["spending"])
    amount: int | None = Field(None, ge=0, description="In minor units, for kinds decided by amount.")


@reading(router, BOOK, says=_("Read the rulebook in force"), answers=RulebookShape)
def in_force(request: Call) -> Any:
    """As data and as the charter reads. Absent before one is adopted."""
    version = adopted(request.coalition.pk, now())
    if version is None or not request.standing.inside:
        raise Http404
    return shape(version)


@reading(router, f"{BOOK}/ruling", says=_("Ask what applies to a matter"), answers=RulingShape, asks=Matter)
def applies(request: Call, asked: Matter) -> Any:
    """Which body decides, how, by when; refused with the reason where no rule applies."""
    found = ruling(request.coalition.pk, asked.kind, asked.amount, now())
    if isinstance(found, NoRuling):
        raise ValidationError({"kind": str(why_not(found))})
    return ruling_shape(found, names_of_bodies())


@reading(router, ALL, says=_("List versions of the rulebook"), answers=lists.list_of(RulebookRow), lists="rulebooks",
         asks=RulebooksAsked)  # fmt: skip
def versions(request: Call, asked: RulebooksAsked) -> Any:
    """All of them, drafts too: rules are made in the open."""
    return lists.part(request, pages.versions(request), asked, row)


@deed(router, ALL, says=_("Draft a rulebook"), act="governing.rulebook.drafted", takes=NewRulebook,
      answers=RulebookShape, status=201)  # fmt: skip
def draft(request: Call, given: NewRulebook) -> Any:
    """In the name of your organisation or body. Contradictions are told by the place of each field."""
    made = acts.draft_rulebook(
        _begun(request, given), preset=given.preset or "", why=given.why, by=request.capacity, at=now()
    )
    return _version(request, made.number)


@reading(router, ONE, says=_("Read one version of the rulebook"), answers=RulebookShape)
def version(request: Call, number: int) -> Any:
    """As data and as the charter reads, whatever its state."""
    return _version(request, number)


@deed(router, ONE, says=_("Change a draft of the rulebook"), act="governing.rulebook.edited", method="PATCH",
      takes=RulebookChanges, answers=RulebookShape, versioned=True)  # fmt: skip
def change(request: Call, number: int, given: RulebookChanges, read: Version | None) -> Any:
    """Send all rules, or the reason alone. What contradicts itself is refused by the place of each field."""
    rules = None if given.rules is None else _rules(given.rules)
    found = _found(request, number)
    acts.edit_rulebook(found, rules=rules, why=given.why, by=request.capacity, at=now(), read=read)
    return _version(request, number)


@deed(router, f"{ONE}/propose", says=_("Put a rulebook to the vote"), act="governing.rulebook.proposed",
      takes=Proposal, answers=RulebookShape, versioned=True)  # fmt: skip
def propose(request: Call, number: int, given: Proposal, read: Version | None) -> Any:
    """Its text is frozen and a question opened; when that carries, it comes into force by itself."""
    found = _found(request, number)
    said = given.model_dump()
    acts.propose_rulebook(found, **said, by=request.capacity, at=now(), read=read)
    return _version(request, number)


@deed(router, f"{ONE}/take-up", says=_("Take a rulebook up again"), act="governing.rulebook.taken_up",
      answers=RulebookShape)  # fmt: skip
def take_up(request: Call, number: int) -> Any:
    """Make a draft again of a version that was not agreed to."""
    acts.take_up_rulebook(_found(request, number), by=request.capacity, at=now())
    return _version(request, number)


@deed(router, f"{ONE}/drop", says=_("Give up a draft of the rulebook"), act="governing.rulebook.dropped",
      answers=RulebookShape)  # fmt: skip
def drop(request: Call, number: int) -> Any:
    """It stays readable."""
    acts.drop_rulebook(_found(request, number), by=request.capacity, at=now())
    return _version(request, number)


@deed(router, f"{ONE}/acceptances", says=_("Accept the rulebook, or decline"), act="governing.rulebook.accepted",
      takes=Word, answers=AcceptanceShape, status=201)  # fmt: skip
def accept(request: Call, number: int, given: Word) -> Any:
    """For your organisation, on record. A later word replaces it."""
    found = _found(request, number)
    said = acts.accept_rulebook(found, given.accepted, why=given.why, by=request.capacity, at=now())
    return acceptance_shape(said)


@reading(router, f"{BOOK}/acceptances", says=_("List what members said to the rules"),
         answers=lists.list_of(AcceptanceShape), lists="acceptances", asks=AcceptancesAsked)  # fmt: skip
def acceptances(request: Call, asked: AcceptancesAsked) -> Any:
    """The newest word first; replaced ones only when they are asked for."""
    return lists.part(request, pages.acceptances(request), asked, acceptance_shape)


@reading(router, f"{BOOK}/looks", says=_("List own rules that are looked at again"),
         answers=lists.list_of(LookShape), lists="rule-looks", asks=LooksAsked)  # fmt: skip
def looks(request: Call, asked: LooksAsked) -> Any:
    """Those that wait, and what was found of the others."""
    return lists.part(request, looking.looks(request), asked, look_shape)


@deed(router, f"{BOOK}/looks/{{uuid:look}}", says=_("Say whether an own rule still holds"),
      act="governing.rule.looked_at", takes=Found, answers=LookShape)  # fmt: skip
def look(request: Call, look: UUID, given: Found) -> Any:
    """For the body that looks after it. If it does not hold, say what should change."""
    found = get_object_or_404(looking.visible_to(request.standing), pk=look)
    done = acts.look_at_rule(found, given.stands, words=given.words, by=request.capacity, at=now())
    return look_shape(done)


@reading(
    router,
    f"{BOOK}/dues",
    says=_("List dues"),
    answers=lists.list_of(DuesShape),
    lists="dues",
    asks=DuesAsked,
)
def dues(request: Call, asked: DuesAsked) -> Any:
    """What each member owes a year under the rules in force. Absent before there are any."""
    found = adopted(request.coalition.pk, now())
    if found is None or not request.standing.inside:
        raise Http404
    rules, today = found.rules, now().astimezone(request.coalition.tz).date()
    return lists.part(request, pages.dues(request, rules), asked, lambda one: dues_shape(one, rules, today))


def _found(request: Call, number: int) -> RulebookVersion:
    found: RulebookVersion = get_object_or_404(versions_visible_to(request.standing), number=number)
    return found


def _version(request: Call, number: int) -> RulebookShape:
    return shape(_found(request, number))


def _begun(request: Call, given: NewRulebook) -> Rulebook:
    """The rules a draft begins with."""
    if given.rules is not None:
        return _rules(given.rules)
    if given.preset is not None:
        return preset(given.preset)
    running = adopted(request.coalition.pk, now())
    if running is None:
        raise ValidationError({"preset": __("No rulebook is in force yet: choose a preset, or send rules.")})
    return running.rules


def _rules(data: dict[str, Any]) -> Rulebook:
    try:
        return from_plain(data)
    except BadData as fault:
        raise ValidationError(
            {f"rules.{fault.place}": __("This is not of the form of a rulebook.")}
        ) from None
