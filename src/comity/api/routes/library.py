"""The library of other initiatives."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.partners import PrecedentShape, precedent_shape
from comity.api.values import Given, Id
from comity.base.clock import now
from comity.base.versions import Version
from comity.founding.library import acts, forms, queries
from comity.founding.library.lists import precedents as listed
from comity.founding.library.views import find
from comity.founding.models import Precedent
from comity.governing.queries import visible_to as questions_visible_to

router = Router(tags=["founding"])
ALL = f"{AT}/founding/library"
ONE = f"{ALL}/{{uuid:precedent}}"
TOPICS: Any = (
    list[Id], Field(default_factory=list, description="Topics of yours that it has to do with, by their ids.")
)
NEW = bodies.body("NewPrecedent", forms.PrecedentForm, topics=TOPICS)
CHANGES = bodies.body("PrecedentChanges", forms.PrecedentForm, optional=None, topics=TOPICS)


class PrecedentLink(Given):
    """A question of yours."""

    question: UUID


class PrecedentsAsked(lists.Asked):
    """What the list can be asked."""

    topic: UUID | None = Field(None, description="Only with this topic, or one below it.")
    asked: Literal["yes", "no"] | None = Field(None, description="Whether somebody there answered you.")


@reading(router, ALL, says=_("List other initiatives"), answers=lists.list_of(PrecedentShape), lists="library",
         asks=PrecedentsAsked)  # fmt: skip
def precedents(request: Call, asked: PrecedentsAsked) -> Any:
    """By name."""
    return lists.part(request, listed(request), asked, precedent_shape)


@deed(router, ALL, says=_("Enter another initiative"),
      act="founding.precedent.entered", takes=NEW, answers=PrecedentShape, status=201)  # fmt: skip
def enter(request: Call, given: Given) -> Any:
    """What they did, how they were organised, what came of it, what you learn, and where you have it from."""
    said = bodies.cleaned(forms.PrecedentForm, given, standing=request.standing)
    return _shape(request, acts.enter_precedent(**said, by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one initiative"), answers=PrecedentShape)
def precedent(request: Call, precedent: UUID) -> Any:
    """With the questions of yours that it has to do with."""
    return _shape(request, find(request, precedent))


@deed(router, ONE, says=_("Change an initiative"), act="founding.precedent.changed", method="PATCH", takes=CHANGES,
      answers=PrecedentShape, versioned=True)  # fmt: skip
def change(request: Call, precedent: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes; of topics all that shall stand."""
    found = find(request, precedent)
    stands = {name: getattr(found, name) for name in acts.EDITABLE}
    stands |= {"topics": [one.pk for one in queries.topics_of(found)]}
    said = bodies.changed(forms.PrecedentForm, given, stands, standing=request.standing)
    return _shape(request, acts.change_precedent(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/strike", says=_("Take an initiative out"), act="founding.precedent.struck",
      answers=PrecedentShape)  # fmt: skip
def strike(request: Call, precedent: UUID) -> Any:
    """It can be put back."""
    return _shape(request, acts.strike_precedent(find(request, precedent), by=request.capacity, at=now()))


@deed(router, f"{ONE}/restore", says=_("Put an initiative back"), act="founding.precedent.restored",
      answers=PrecedentShape)  # fmt: skip
def restore(request: Call, precedent: UUID) -> Any:
    """It stands in the library again."""
    found = get_object_or_404(queries.known_to(request.standing), pk=precedent)
    return _shape(request, acts.restore_precedent(found, by=request.capacity, at=now()))


@deed(router, f"{ONE}/links", says=_("Link an initiative to a question"), act="founding.precedent.linked",
      takes=PrecedentLink, answers=PrecedentShape, status=201)  # fmt: skip
def link(request: Call, precedent: UUID, given: PrecedentLink) -> Any:
    """To one that you may know of."""
    found = find(request, precedent)
    question = get_object_or_404(questions_visible_to(request.standing), pk=given.question)
    acts.link_precedent(found, question, by=request.capacity, at=now())
    return _shape(request, find(request, precedent))


@deed(router, f"{ALL}/links/{{uuid:precedent_link}}/remove", says=_("Unlink an initiative from a question"),
      act="founding.precedent.unlinked", answers=PrecedentShape)  # fmt: skip
def unlink(request: Call, precedent_link: UUID) -> Any:
    """They have nothing to do with each other after all."""
    found = get_object_or_404(queries.links_visible_to(request.standing), pk=precedent_link)
    return _shape(request, acts.unlink_precedent(found, by=request.capacity, at=now()))


def _shape(request: Call, row: Precedent) -> PrecedentShape:
    whole = queries.known_to(request.standing).get(pk=row.pk)
    return precedent_shape(whole, queries.links_visible_to(request.standing).filter(precedent=row.pk))
