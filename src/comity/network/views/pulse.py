"""The pulse of trust: where it stands, how it is asked, one's own answer, and rounds of talk."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.permissions import coordinating
from comity.coalitions.queries import acting_people, members_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.anonymity import K
from comity.core.pulse import Figure
from comity.governing.rulebook.asking import adopted
from comity.governing.rulebook.queries import accepting
from comity.network.acts import pulse as acts
from comity.network.models import Pulse, PulseState, TalkRound
from comity.network.pulse import forms, lists, permissions, queries
from comity.network.pulse.agenda import agenda
from comity.network.pulse.picture import drawn
from comity.network.pulse.questions import templates, text_of
from comity.tasks.models import Task


def pulse(request: CoalitionRequest) -> HttpResponse:
    """How much we trust each other: the wave that is open, the trend, the sentences, and what follows from it."""
    standing, at = request.standing, now()
    every = queries.all_waves(standing)
    running = next((wave for wave in every if wave.state == PulseState.OPEN), None)
    waves = [wave for wave in every if wave.state == PulseState.CLOSED]
    shown = [wave for wave in waves if wave.level is not None]
    context = {
        "running": running, "asked": running and running.asked, "answered": running and running.in_so_far,
        "answers": running is not None and permissions.answering(standing, running, running.mine, at=at) is None,
        "is_in": running is not None and running.mine, "plan": queries.plan(), "last": waves[-1] if waves else None,
        "latest": shown[-1] if shown else None, "lines": sentences(shown), "picture": drawn(waves),
        "held": queries.held_in_words(waves[-1]) if waves and waves[-1].held else "",
        "tasks": Task.objects.filter(held_by="network.pulse").select_related("coalition").order_by("-given_at")[:3],
        "least": K, "guidelines": _guidelines(request), "coordinates": coordinating(standing, at=at) is None,
    }  # fmt: skip
    return render(request, "network/pulse/pulse.html", context)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the newest wave: its mean and range in words, by how much it moved, and whether it fell."""

    text: str
    mean: str
    range: str
    tenths: int
    moved: str
    fell: bool


def sentences(shown: list[Any]) -> list[Sentence]:
    """The sentences of the newest wave that shows something, beside the one before."""
    if not shown:
        return []
    last, before = shown[-1], queries.whole_of(shown[-2]) if len(shown) > 1 else {}
    return [_sentence(last, key, one, before.get(key)) for key, one in queries.whole_of(last).items()]


def _sentence(wave: Any, key: str, one: Figure, before: Figure | None) -> Sentence:
    moved = one.tenths - before.tenths if before else 0
    sign = f"{'+' if moved > 0 else '−'}{queries.in_tenths(abs(moved))}" if moved else ""
    told = f"{queries.in_tenths(one.low)}–{queries.in_tenths(one.high)}"
    words = text_of(wave.questions, key)
    return Sentence(words, queries.in_tenths(one.tenths), told, one.tenths - 10, sign, key in wave.fell)


def _guidelines(request: CoalitionRequest) -> Any:
    """How many members accepted the guidelines of the rulebook in force. Two queries."""
    version = adopted(request.coalition.pk, now())
    return accepting(version) if version else None


def figures(request: CoalitionRequest) -> HttpResponseBase:
    """All figures that were released."""
    listing = lists.figures(request)
    return listing.export() or render(request, "network/pulse/figures.html", {"page": listing.page(), "least": K})


def plan(request: CoalitionRequest) -> HttpResponse:
    """What is asked, how often, and who looks into a fall."""
    require(coordinating(request.standing, at=now()))
    row, chosen = queries.plan(), request.GET.get("template", "")
    found = next((one for one in templates() if one.key == chosen), None)
    start: dict[str, Any] = {"every_months": 3, "open_days": 10, "by_sector": True}
    if row is not None:
        start = {name: getattr(row, name) for name in forms.PlanForm.base_fields}
    if found is not None or row is None:
        start["texts"] = "\n".join((found or templates()[0]).texts)
    people = acting_people(request.standing, on=day_of(now()))
    form = forms.PlanForm(posted(request), initial=start, organisations=members_of(request.coalition.pk), people=people)
    return ask(
        request, form, lambda **given: acts.plan_pulse(**given, by=request.capacity, at=now()), of=row, undo=False,
        then=_all(request), said=_("It is kept. Waves that were opened stay as they are."), back=_all(request),
        template="network/pulse/plan.html", templates=templates(), heading=_("What shall the pulse ask?"),
        button=_("Keep it"), lede=_("Few sentences, often, are worth more than many once a year."),
    )  # fmt: skip


@require_POST
def open_(request: CoalitionRequest) -> HttpResponse:
    """Open a wave now."""
    acts.open_pulse(by=request.capacity, at=now())
    toast(request, _("Everybody who speaks for a member is asked."))
    return redirect(_all(request))


def answer(request: CoalitionRequest, pulse: UUID) -> HttpResponse:
    """Answer, once."""
    one: Pulse = get_object_or_404(queries.visible_to(request.standing), pk=pulse)
    answered = permissions.word_of(one, request.standing.person)
    require(permissions.answering(request.standing, one, answered, at=now()))
    return ask(
        request, forms.PulseForm(posted(request), pulse=one),
        lambda **marks: acts.answer_pulse(one, marks, by=request.capacity, at=now()), undo=False,
        then=_all(request), said=_("Your answer is in. Thank you."), back=_all(request),
        template="network/pulse/answer.html", heading=_("How much do we trust each other?"), button=_("Give my answer"),
    )  # fmt: skip


def talks(request: CoalitionRequest) -> HttpResponseBase:
    """Rounds of talk, planned and held."""
    listing = lists.talks(request)
    if (file := listing.export()) is not None:
        return file
    context = {"page": listing.page(), "coordinates": coordinating(request.standing, at=now()) is None}
    return render(request, "network/pulse/talks.html", context)


def new_talk(request: CoalitionRequest) -> HttpResponse:
    """Plan a round of talk."""
    require(coordinating(request.standing, at=now()))
    people, today = acting_people(request.standing, on=day_of(now())), day_of(now())
    form = forms.TalkForm(posted(request), people=people, initial={"planned_on": today + timedelta(days=14)})
    return ask(
        request, form, lambda **given: acts.plan_talk(**given, by=request.capacity, at=now()), undo=False,
        then=lambda made: made.get_absolute_url(), said=_("Whoever leads it is told."), back=_all(request),
        heading=_("A round of talk about trust"), button=_("Plan it"),
        lede=_("An hour with a guided agenda. Right where so few are asked that a pulse would give them away."),
    )  # fmt: skip


def talk(request: CoalitionRequest, talk: UUID) -> HttpResponse:
    """A talk with its agenda, and what came of it."""
    one = find_talk(request, talk)
    items = agenda(one.questions)
    context = {
        "talk": one, "items": items, "minutes": sum(item.minutes for item in items),
        "notes": permissions.noting_talk(request.standing, request.capacity, one) is None,
    }  # fmt: skip
    return render(request, "network/pulse/talk.html", context)


def result(request: CoalitionRequest, talk: UUID) -> HttpResponse:
    """Note what came of a talk."""
    one = find_talk(request, talk)
    require(permissions.noting_talk(request.standing, request.capacity, one))
    start = {"held_on": one.held_on or min(one.planned_on, day_of(now(), request.coalition.tz)), "result": one.result}
    return ask(
        request, forms.ResultForm(posted(request), initial=start), undo=False, of=one,
        run=lambda **given: acts.note_talk(one, **given, by=request.capacity, at=now()),
        then=one.get_absolute_url(), said=_("It is noted."), back=one.get_absolute_url(),
        heading=_("What came of it?"), button=_("Note it"),
    )  # fmt: skip


def find_talk(request: CoalitionRequest, pk: UUID) -> TalkRound:
    """A talk that the reader may know of."""
    found: TalkRound = get_object_or_404(queries.talks_visible_to(request.standing), pk=pk)
    return found


def _all(request: CoalitionRequest) -> str:
    return reverse("network:pulse", args=[request.coalition.slug])
