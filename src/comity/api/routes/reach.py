"""Whom we reach, how mixed we are, which values we share, and introductions."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.reach import (
    GoBetweenShape,
    GoBetweensShape,
    MixtureShape,
    ReachShape,
    ValueShape,
    ValuesShape,
    go_between_shape,
    mixture_shape,
    reach_shape,
    value_shape,
)
from comity.api.values import Given
from comity.base.clock import day_of, now
from comity.coalitions.queries import members_of
from comity.network.acts import reach as acts
from comity.network.models import SharedValue
from comity.network.reach import forms, mixing, queries
from comity.network.views.reach import find_between, find_value, others_of

router = Router(tags=["reach"])
VALUES = f"{AT}/values"
VALUE = f"{VALUES}/{{uuid:value}}"
BETWEENS = f"{AT}/introductions"
BETWEEN = f"{BETWEENS}/{{uuid:between}}"
STATED = bodies.body("NewValue", forms.ValueForm)
SAID = bodies.body("ValueAffirmed", forms.AffirmForm)
ASKED = bodies.body("NewIntroduction", forms.BetweenForm)
ANSWERED = bodies.body("IntroductionAnswer", forms.BetweenAnswerForm)


@reading(router, f"{AT}/organisations/{{uuid:organisation}}/reach", says=_("Whom an organisation reaches"),
         answers=ReachShape)  # fmt: skip
def reach(request: Call, organisation: UUID) -> Any:
    """Distinct organisations and people in one, two and three steps, and whom to win as a partner."""
    members = list(members_of(request.coalition.pk))
    if not any(one.pk == organisation for one in members):
        raise Http404
    return reach_shape(queries.reached(request.standing, members, [organisation], on=day_of(now())))


@reading(router, f"{AT}/mixture", says=_("How mixed the members are"), answers=MixtureShape)
def mixture(request: Call) -> Any:
    """By sector, place, size and the values they affirm."""
    said = queries.words_visible_to(request.standing)
    return mixture_shape(mixing.facets(members_of(request.coalition.pk), said))


@reading(router, VALUES, says=_("Read the shared values"), answers=ValuesShape)
def values(request: Call) -> Any:
    """What members are asked about."""
    return ValuesShape(values=[value_shape(one) for one in queries.values_visible_to(request.standing)])


@deed(router, VALUES, says=_("Name a value"), act="network.value.stated", scope=Scope.COORDINATE, takes=STATED,
      answers=ValueShape, status=201)  # fmt: skip
def state(request: Call, given: Given) -> Any:
    """Members say whether it is theirs too."""
    text = bodies.cleaned(forms.ValueForm, given)["text"]
    return value_shape(acts.state_value(text, by=request.capacity, at=now()))


@deed(router, f"{VALUE}/affirm", says=_("Say whether a value is ours"), act="network.value.affirmed", takes=SAID,
      answers=ValueShape)  # fmt: skip
def affirm(request: Call, value: UUID, given: Given) -> Any:
    """For one’s own organisation."""
    said = bodies.cleaned(forms.AffirmForm, given)
    return value_shape(acts.affirm_value(find_value(request, value), **said, by=request.capacity, at=now()))


@deed(router, f"{VALUE}/retire", says=_("Ask about a value no longer"), act="network.value.retired",
      scope=Scope.COORDINATE, answers=ValueShape)  # fmt: skip
def retire(request: Call, value: UUID) -> Any:
    """What was said stays on record."""
    return value_shape(acts.retire_value(find_value(request, value), by=request.capacity, at=now()))


@deed(router, f"{VALUE}/restore", says=_("Ask about a value again"), act="network.value.restored",
      scope=Scope.COORDINATE, answers=ValueShape)  # fmt: skip
def restore(request: Call, value: UUID) -> Any:
    """Members can say again whether it is theirs."""
    found = SharedValue.objects.filter(pk=value).first() if request.standing.inside else None
    if found is None:
        raise Http404
    return value_shape(acts.restore_value(found, by=request.capacity, at=now()))


@reading(router, BETWEENS, says=_("Read introductions"), answers=GoBetweensShape)
def introductions(request: Call) -> Any:
    """Asked of one’s own organisations, or by them."""
    rows = queries.go_betweens_visible_to(request.standing).order_by("asked_at", "pk")
    return GoBetweensShape(introductions=[go_between_shape(one) for one in rows])


@deed(router, BETWEENS, says=_("Ask for an introduction"), act="network.go_between.asked", takes=ASKED,
      answers=GoBetweenShape, status=201)  # fmt: skip
def ask_between(request: Call, given: Given) -> Any:
    """Of a member that knows both."""
    said = bodies.cleaned(forms.BetweenForm, given, organisations=others_of(request))
    return go_between_shape(acts.ask_go_between(**said, by=request.capacity, at=now()))


@reading(router, BETWEEN, says=_("Read one introduction"), answers=GoBetweenShape)
def introduction(request: Call, between: UUID) -> Any:
    """For the two organisations between which it passes."""
    return go_between_shape(find_between(request, between))


@deed(router, f"{BETWEEN}/answer", says=_("Answer as a go-between"), act="network.go_between.answered",
      takes=ANSWERED, answers=GoBetweenShape)  # fmt: skip
def answer(request: Call, between: UUID, given: Given) -> Any:
    """That the two are in touch, or that it is not possible."""
    said, found = bodies.cleaned(forms.BetweenAnswerForm, given), find_between(request, between)
    yes = said["answer"] == forms.YES
    return go_between_shape(acts.answer_go_between(found, yes, words=said["words"], by=request.capacity, at=now()))


@deed(router, f"{BETWEEN}/withdraw", says=_("Ask for an introduction no longer"), act="network.go_between.withdrawn",
      answers=GoBetweenShape)  # fmt: skip
def withdraw(request: Call, between: UUID) -> Any:
    """By who asked."""
    found = find_between(request, between)
    return go_between_shape(acts.withdraw_go_between(found, by=request.capacity, at=now()))
