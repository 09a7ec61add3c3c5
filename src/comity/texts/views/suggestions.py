"""Suggesting, and answering suggestions."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.editing import carry, read_in, save, status_of
from comity.base.refusal import require
from comity.base.text import tidy
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, put_right
from comity.coalitions.requests import CoalitionRequest
from comity.core.diff import passages, with_passage
from comity.texts import acts, forms
from comity.texts.comparing import beside
from comity.texts.models import Suggestion, SuggestionState, Text
from comity.texts.permissions import may_settle, may_suggest, own
from comity.texts.queries import version_read
from comity.texts.views.page import LOOKS, Sheet
from comity.texts.views.reading import page, seen, suggested


def suggest(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Choose a passage or the whole, then write how it should read."""
    found, _thing = seen(request, text)
    require(may_suggest(request.capacity, found, at=now()))
    parts, chosen = passages(found.words), request.GET.get("passage", "")
    if request.method != "POST" and not chosen and len(parts) > 1:
        context = {"text": found, "passages": parts, "back": found.get_absolute_url()}
        return render(request, "texts/which_passage.html", context)
    place = _place(chosen, parts, posting=request.method == "POST")
    form: Any = forms.SuggestForm(posted(request), initial={"words": found.words})
    if place is not None:
        form = forms.PassageForm(posted(request), initial={"words": parts[place] if place < len(parts) else ""})
    carry(form, found, ["words"])
    made: Suggestion | None = None
    if request.method == "POST" and form.is_valid():
        form = form if place is None else _as_whole(request, found, place, form)
        made = _made(request, found, form) if form.is_valid() else None
    return redirect(made) if made else _words_page(request, found, form)


def _as_whole(request: CoalitionRequest, text: Text, place: int, form: Any) -> forms.SuggestForm:
    """The passage in its place in the version that was read: from here on both texts are compared as a whole."""
    start = version_read(text, read_in(request))
    data = request.POST.copy()
    try:
        data["words"] = with_passage(start.words, place, tidy(form.cleaned_data["words"]))
    except IndexError as gone:
        raise Http404 from gone
    whole = forms.SuggestForm(data)
    carry(whole, text, ["words"])
    return whole


def _made(request: CoalitionRequest, text: Text, form: Any) -> Suggestion | None:
    """The suggestion; None where the form says what stands against it."""
    try:
        made = save(request, form, lambda **said: acts.suggest(text, by=request.capacity, at=now(), **said))
    except ValidationError as fault:
        put_right(form, fault)
        return None
    if made:
        toast(request, _("Your suggestion waits for an answer. You will get it by mail."))
    return made


def _words_page(request: CoalitionRequest, text: Text, form: Any) -> HttpResponse:
    context = {
        "form": form, "text": text, "back": text.get_absolute_url(), "button": _("Suggest it"),
        "action": "?passage=all" if isinstance(form, forms.SuggestForm) else "",
        "heading": _("Suggest a change to {name}").format(name=text.title),
        "lede": _("Those who keep the text accept it or say why not. Accepted, it carries your name."),
    }  # fmt: skip
    return render(request, "texts/writing.html", context, status=status_of(form))


def suggestion(request: CoalitionRequest, text: UUID, suggestion: UUID) -> HttpResponse:
    """What is suggested, beside how the text reads, and the answer or the way to it."""
    found, thing = suggested(request, text, suggestion)
    context = _compared(found) | {
        "sheet": Sheet(request, found.text, thing, now()),
        "own": own(request.capacity, found) is None,
        "form": forms.DeclineForm(),
    }
    return render(request, "texts/suggestion.html", context)


def accept(request: CoalitionRequest, text: UUID, suggestion: UUID) -> HttpResponse:
    """Take a suggestion into the text, by hand where both changed the same passage."""
    found, _thing = suggested(request, text, suggestion)
    require(may_settle(request.capacity, found, at=now()))
    by_hand = acts.worked_in(found) is None
    form: Any = (
        forms.WorkInForm(posted(request), initial={"words": found.text.words})
        if by_hand
        else forms.AcceptForm(posted(request))
    )
    carry(form, found.text, ["words"])
    done = _accepted(request, found, form) if request.method == "POST" and form.is_valid() else None
    if done:
        toast(request, _("Version {n} takes the suggestion in.").format(n=done.text.number))
        return redirect(found.text)
    context = _compared(found) | {"form": form, "by_hand": by_hand, "back": found.get_absolute_url()}
    return render(request, "texts/accept.html", context, status=status_of(form))


def _accepted(request: CoalitionRequest, found: Suggestion, form: Any) -> Suggestion | None:
    try:
        return save(
            request, form, lambda **said: acts.accept_suggestion(found, by=request.capacity, at=now(), **said)
        )
    except ValidationError as fault:
        put_right(form, fault)
        return None


def decline(request: CoalitionRequest, text: UUID, suggestion: UUID) -> HttpResponse:
    """Leave the text as it is, with a reason."""
    found, _thing = suggested(request, text, suggestion)
    require(may_settle(request.capacity, found, at=now()))
    return ask(
        request, forms.DeclineForm(posted(request)),
        lambda reason: acts.decline_suggestion(found, reason=reason, by=request.capacity, at=now()),
        then=found.text.get_absolute_url(), said=_("The suggestion is declined; who made it gets your reason."),
        undo=False, heading=_("Decline the suggestion of {name}").format(name=found.said_for),
        button=_("Decline it"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def take_back(request: CoalitionRequest, text: UUID, suggestion: UUID) -> HttpResponse:
    """Take one's own suggestion back."""
    found, _thing = suggested(request, text, suggestion)
    acts.take_back_suggestion(found, by=request.capacity, at=now())
    toast(request, _("Your suggestion is taken back. It stays readable as taken back."))
    return redirect(page(request, "text", found.text_id))


def _compared(found: Suggestion) -> dict[str, Any]:
    """The suggestion beside what it would change: while it waits the newest version, else the one it was made on."""
    waits, start = found.state == SuggestionState.WAITING, _("Version {n}").format(n=found.against.number)
    merged = acts.worked_in(found) if waits else None
    old, name = (found.text.words, _("Version {n}, as it reads now").format(n=found.text.number))
    if merged is None:
        old, name = found.against.words, start
    kind, sign = LOOKS[SuggestionState(found.state)]
    return {
        "suggestion": found, "text": found.text, "waits": waits, "clash": waits and merged is None,
        "moved": waits and found.against.number != found.text.number, "look": (kind, sign),
        "comparison": beside(old, found.words if merged is None else merged, name, _("As suggested")),
    }  # fmt: skip


def _place(chosen: str, parts: list[str], *, posting: bool) -> int | None:
    """Which passage, counted from 0; None for the whole. What is posted may be of a version with more of them."""
    if chosen in ("", "all"):
        return None
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 6 else 0
    if number < 1 or (number > len(parts) and not posting):
        raise Http404
    return number - 1
