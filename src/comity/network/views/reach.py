"""Whom we reach, whom to add, who introduces us, how mixed we are, and the values members share."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.queries import members_of, organisations_of, visible_bodies
from comity.coalitions.requests import CoalitionRequest
from comity.network.acts import reach as acts
from comity.network.models import GoBetween, SharedValue
from comity.network.reach import forms, mixing, permissions, queries

BODY = "body-"


def reach(request: CoalitionRequest) -> HttpResponse:
    """Whom a member or a body reaches in one, two and three steps."""
    members = list(members_of(request.coalition.pk))
    bodies = list(visible_bodies(request.standing).filter(ended_on=None).order_by("name"))
    start, target = _start(request, members, bodies), _member(request.GET.get("to", ""), members)
    found = queries.reached(
        request.standing, members, start.pks, on=day_of(now()), target=target.pk if target else None
    ) if start.pks else None  # fmt: skip
    context = {
        "start": start, "target": target, "found": found, "members": members, "bodies": bodies,
        "facets": mixing.facets(members, queries.words_visible_to(request.standing)),
        "mail": message_of(request, start, found, target),
        "not_asking": permissions.speaking(request.standing, request.capacity),
        "waiting": queries.go_betweens_visible_to(request.standing).filter(state="asked")[:8],
    }  # fmt: skip
    return render(request, "network/reach/reach.html", context)


class Start:
    """From whom one looks: its value in the address, its name, and the organisations it is."""

    def __init__(self, value: str, name: str, pks: list[UUID], organisation: Any = None) -> None:
        self.value, self.name, self.pks, self.organisation = value, name, pks, organisation


def _start(request: CoalitionRequest, members: list[Any], bodies: list[Any]) -> Start:
    """What the address asks for; else the organisation whose hat is worn, or the first member."""
    asked = request.GET.get("from", "")
    body = next((one for one in bodies if f"{BODY}{one.pk}" == asked), None)
    if body is not None:
        pks = list(organisations_of(body, on=day_of(now())).values_list("pk", flat=True))
        return Start(asked, body.name, pks)
    own = _member(str(request.capacity.organisation or ""), members)
    one = _member(asked, members) or own or (members[0] if members else None)
    return Start(str(one.pk), one.shown_name, [one.pk], one) if one else Start("", "", [])


def _member(value: str, members: list[Any]) -> Any:
    return next((one for one in members if str(one.pk) == value), None)


def message_of(request: CoalitionRequest, start: Start, found: Any, target: Any) -> dict[str, str]:
    """The words with which to ask the go-between, and the same as a mail to send by oneself."""
    if found is None or not found.way or len(found.way) < 3:
        return {}
    words = _(
        "We would like to get to know {target}. You work with them, and with us: would you introduce us? "
        "A line to both of us is enough; we take it from there. Thank you, {name}"
    ).format(target=target.shown_name, name=start.name)
    subject = _("An introduction to {target}?").format(target=target.shown_name)
    return {"words": words, "mailto": f"mailto:?subject={quote(subject)}&body={quote(words)}"}


def ask_between(request: CoalitionRequest) -> HttpResponse:
    """Ask the go-between, with the words prepared."""
    require(permissions.speaking(request.standing, request.capacity))
    members = list(members_of(request.coalition.pk))
    via, target = (_member(request.GET.get(name, ""), members) for name in ("via", "to"))
    own = _member(str(request.capacity.organisation), members)
    way = queries.Reached([], [], [], True, [own, via, target]) if own and via and target else None
    start = Start("", request.capacity.of_name, [])
    words = message_of(request, start, way, target).get("words", "") if target else ""
    start_with = {"via": via and via.pk, "target": target and target.pk, "words": words}
    return ask(
        request, forms.BetweenForm(posted(request), organisations=others_of(request), initial=start_with),
        lambda **said: acts.ask_go_between(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("They are asked by mail."),
        heading=_("Ask for an introduction"), button=_("Ask them"), back=_all(request),
        lede=_("Only you and the one you ask see this."),
    )  # fmt: skip


def others_of(request: CoalitionRequest) -> Any:
    """Members besides the one whose hat is worn."""
    return members_of(request.coalition.pk).exclude(pk__in=[request.capacity.organisation])


def between(request: CoalitionRequest, between: UUID) -> HttpResponse:
    """One ask: its words, and the answer of the go-between."""
    found = find_between(request, between)
    barred = permissions.may_answer_between(request.capacity, found, at=now())
    taking = permissions.may_withdraw_between(request.capacity, found, at=now())
    if request.method == "POST":
        require(barred)
    return ask(
        request, forms.BetweenAnswerForm(posted(request)),
        lambda answer, words: acts.answer_go_between(
            found, answer == forms.YES, words=words, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("They are told."), undo=False, template="network/reach/between.html",
        between=found, barred=barred, not_taking=taking, button=_("Tell them"), back=_all(request),
        heading=_("{name} would like to meet {target}").format(name=found.asker.name, target=found.target.name),
    )  # fmt: skip


@require_POST
def withdraw(request: CoalitionRequest, between: UUID) -> HttpResponse:
    """It is no longer needed."""
    found = find_between(request, between)
    acts.withdraw_go_between(found, by=request.capacity, at=now())
    toast(request, _("You no longer ask for it."))
    return redirect(found)


def values(request: CoalitionRequest) -> HttpResponse:
    """Sentences about which members are asked, and what each says."""
    listed = list(queries.values_visible_to(request.standing))
    members = list(members_of(request.coalition.pk))
    mine = {one.value_id: one for value in listed for one in value.said.all()
            if one.organisation_id == request.capacity.organisation}  # fmt: skip
    rows = [(value, mine.get(value.pk)) for value in listed]
    context = {
        "rows": rows, "members": members, "barred": permissions.stating(request.standing, at=now()),
        "not_speaking": permissions.speaking(request.standing, request.capacity),
    }  # fmt: skip
    return render(request, "network/reach/values.html", context)


def state(request: CoalitionRequest) -> HttpResponse:
    """Put a sentence to the members."""
    require(permissions.stating(request.standing, at=now()))
    return ask(
        request, forms.ValueForm(posted(request)), lambda text: acts.state_value(text, by=request.capacity, at=now()),
        then=_values(request), said=_("Members can say now whether it is theirs too."), heading=_("Name a value"),
        button=_("Ask the members"), back=_values(request),
    )  # fmt: skip


def affirm(request: CoalitionRequest, value: UUID) -> HttpResponse:
    """Say whether it is ours too."""
    found = find_value(request, value)
    require(permissions.may_affirm(request.capacity, found, at=now()))
    said = next((one for one in found.said.all() if one.organisation_id == request.capacity.organisation), None)
    start = {"answer": said.answer, "words": said.words} if said else {}
    return ask(
        request, forms.AffirmForm(posted(request), initial=start),
        lambda **given: acts.affirm_value(found, **given, by=request.capacity, at=now()), undo=False,
        then=_values(request), said=_("It is noted."), heading=found.text, button=_("Say so"), back=_values(request),
    )  # fmt: skip


@require_POST
def retire(request: CoalitionRequest, value: UUID) -> HttpResponse:
    """Ask no longer."""
    found = find_value(request, value)
    acts.retire_value(found, by=request.capacity, at=now())
    toast(request, _("Nobody is asked about it any more."), undo_url(request, found))
    return redirect(_values(request))


def find_value(request: CoalitionRequest, value: UUID) -> SharedValue:
    """A value that is asked about."""
    return get_object_or_404(queries.values_visible_to(request.standing), pk=value)


def find_between(request: CoalitionRequest, between: UUID) -> GoBetween:
    """An ask between one of the reader's organisations and another."""
    return get_object_or_404(queries.go_betweens_visible_to(request.standing), pk=between)


def _all(request: CoalitionRequest) -> str:
    return reverse("network:reach", args=[request.coalition.slug])


def _values(request: CoalitionRequest) -> str:
    return reverse("network:values", args=[request.coalition.slug])
