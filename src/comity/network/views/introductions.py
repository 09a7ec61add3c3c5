"""Introductions: the list with what is ours to answer, one of them, who has met whom, and what can be done."""

from datetime import timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.permissions import coordinating
from comity.coalitions.queries import acting_people, members_of
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.network.acts import introductions as acts
from comity.network.introductions import coverage, forms, lists, permissions, queries
from comity.network.introductions.topics import topics
from comity.network.models import Introduction, IntroductionState, SideSays

S = IntroductionState


def introductions(request: CoalitionRequest) -> HttpResponseBase:
    """All introductions; first those that wait for us."""
    listing, standing, by = lists.introductions(request), request.standing, request.capacity
    if file := listing.export():
        return file
    rows = list(queries.to_read(queries.visible_to(standing)).order_by("answer_by", "pk"))
    context = {
        "mine": _waiting(request, rows), "covered": coverage.figure(request.coalition.pk, rows), "page": listing.page(),
        "barred": coordinating(standing, at=now()), "asks": permissions.asking(standing, by) is None,
    }  # fmt: skip
    return render(request, "network/introductions/introductions.html", context)


def _waiting(request: CoalitionRequest, rows: list[Introduction]) -> list[Introduction]:
    """What our organisation has not answered, or agreed to and not done."""
    ours, found = request.capacity.organisation, list[Introduction]()
    for one in rows:
        side = next((side for side in one.sides.all() if ours and side.organisation_id == ours), None)
        waits = side is not None and one.state == S.PROPOSED and side.says == SideSays.WAITING
        if waits or (side is not None and side.says != SideSays.NO and one.state == S.AGREED):
            found.append(one)
    return found[:20]


def coverage_page(request: CoalitionRequest) -> HttpResponse:
    """Who has met whom."""
    context = {"covered": coverage.read(request.standing, request.coalition.pk)}
    return render(request, "network/introductions/coverage.html", context)


def propose(request: CoalitionRequest) -> HttpResponse:
    """Propose introductions to all."""
    require(coordinating(request.standing, at=now()))
    start = {"answer_by": day_of(now()) + timedelta(days=10), "size": 2, "aim": "apart"}

    def run(seed: str, **given: Any) -> Any:
        return acts.propose_introductions(seed=seed or token_hex(4), **given, by=request.capacity, at=now())

    return ask(
        request, forms.ProposeForm(posted(request), initial=start), run, then=_all(request),
        said=_("They are asked. You can take it back within ten minutes."), back=_all(request),
        heading=_("Who shall meet whom?"), button=_("Propose and ask them"),
        lede=_("Each organisation stands in one introduction at most. Those that were introduced least come first."),
    )  # fmt: skip


def ask_to_meet(request: CoalitionRequest) -> HttpResponse:
    """Ask to meet one organisation."""
    require(permissions.asking(request.standing, request.capacity))
    others = members_of(request.coalition.pk).exclude(pk=request.capacity.spoken_for)
    return ask(
        request, forms.AskForm(posted(request), organisations=others),
        lambda **given: acts.ask_to_meet(**given, by=request.capacity, at=now()), undo=False,
        then=lambda made: made.get_absolute_url(), said=_("They are asked."), back=_all(request),
        heading=_("Whom would you like to meet?"), button=_("Ask them"), lede=_("Your own yes is given by that."),
    )  # fmt: skip


def introduction(request: CoalitionRequest, introduction: UUID) -> HttpResponse:
    """One introduction: who they are, what each said, what to talk about, and one's own note."""
    one, standing, by = found(request, introduction), request.standing, request.capacity
    context = {
        "introduction": one, "names": lists.names_of(one), "sign": lists.SIGNS[S(one.state)], "topics": topics(),
        "answers": permissions.answering(standing, by, one) is None,
        "meets": permissions.telling_met(standing, by, one) is None,
        "names_helper": permissions.naming(standing, by, one) is None,
        "notes": permissions.noting(standing, one) is None, "note": queries.note_of(standing, one),
        "lines": history(request, one.pk, limit=20),
    }  # fmt: skip
    return render(request, "network/introductions/introduction.html", context)


def answer(request: CoalitionRequest, introduction: UUID) -> HttpResponse:
    """Say whether we want to meet."""
    one = found(request, introduction)
    require(permissions.answering(request.standing, request.capacity, one))
    side = next(side for side in one.sides.all() if side.organisation_id == request.capacity.of)
    start = {"says": side.says, "words": side.words, "wishes_facilitator": one.facilitator_wished}
    return ask(
        request, forms.AnswerForm(posted(request), initial=start),
        lambda says, **given: acts.answer_introduction(one, says, **given, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("Your answer is noted. You can change it until you have met."),
        heading=_("Meet: {names}").format(names=lists.names_of(one)), button=_("Give our answer"),
        lede=_("An hour is enough: each tells of itself, nobody needs to agree on anything."),
        back=one.get_absolute_url(),
    )  # fmt: skip


def met(request: CoalitionRequest, introduction: UUID) -> HttpResponse:
    """Say that we met."""
    one = found(request, introduction)
    require(permissions.telling_met(request.standing, request.capacity, one))
    form = forms.MetForm(posted(request), initial={"on": day_of(now(), request.coalition.tz)})
    return ask(
        request, form, lambda on: acts.say_met(one, on=on, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("It is noted. You can write something down for yourself."),
        heading=_("You have met?"), button=_("We met"), back=one.get_absolute_url(), lede=lists.names_of(one),
    )  # fmt: skip


def note(request: CoalitionRequest, introduction: UUID) -> HttpResponse:
    """Note something for oneself."""
    one = found(request, introduction)
    require(permissions.noting(request.standing, one))
    before = queries.note_of(request.standing, one)
    return ask(
        request, forms.NoteForm(posted(request), initial={"text": before.text if before else ""}),
        lambda text: acts.note_privately(one, text=text, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("Your note is kept. Only you can read it."), back=one.get_absolute_url(),
        heading=_("A note for yourself"), button=_("Keep my note"), lede=lists.names_of(one),
    )  # fmt: skip


def facilitator(request: CoalitionRequest, introduction: UUID) -> HttpResponse:
    """Name who helps the talk along."""
    one = found(request, introduction)
    require(permissions.naming(request.standing, request.capacity, one))
    people = acting_people(request.standing, on=day_of(now()))
    return ask(
        request, forms.FacilitatorForm(posted(request), people=people),
        lambda person: acts.name_facilitator(one, person, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("They are told."), back=one.get_absolute_url(),
        heading=_("Somebody to help the talk along"), button=_("Name them"),
        lede=_("They see that both have the same time, and keep quiet about what they hear."),
    )  # fmt: skip


def found(request: CoalitionRequest, introduction: UUID) -> Introduction:
    """An introduction that the reader may know of."""
    one: Introduction = get_object_or_404(queries.to_read(queries.visible_to(request.standing)), pk=introduction)
    return one


def _all(request: CoalitionRequest) -> str:
    return reverse("network:introductions", args=[request.coalition.slug])
