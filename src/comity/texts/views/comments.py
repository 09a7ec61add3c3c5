"""Commenting on a text."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.editing import status_of
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import posted, undo_url
from comity.coalitions.requests import CoalitionRequest
from comity.texts import acts, forms
from comity.texts.permissions import may_comment
from comity.texts.views.reading import commented, seen


def comment(request: CoalitionRequest, text: UUID) -> HttpResponse:
    """Say something about a text, or answer in a thread."""
    found, _thing = seen(request, text)
    require(may_comment(request.capacity, found, at=now()))
    thread = _thread(request, text)
    form = forms.CommentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        acts.comment_on(found, thread=thread, by=request.capacity, at=now(), **form.cleaned_data)
        toast(request, _("Your comment stands with the text."))
        return redirect(f"{found.get_absolute_url()}#comments")
    context = {
        "form": form, "text": found, "thread": thread, "back": found.get_absolute_url(),
        "heading": _("Answer in the thread") if thread else _("Comment on {name}").format(name=found.title),
        "button": _("Answer") if thread else _("Comment"),
    }  # fmt: skip
    return render(request, "texts/commenting.html", context, status=status_of(form))


@require_POST
def settle(request: CoalitionRequest, text: UUID, comment: UUID) -> HttpResponse:
    """Settle a thread."""
    found = acts.resolve_comment(commented(request, text, comment), by=request.capacity, at=now())
    toast(request, _("The thread is settled."), undo_url(request, found))
    return redirect(f"{found.text.get_absolute_url()}#comments")


@require_POST
def reopen(request: CoalitionRequest, text: UUID, comment: UUID) -> HttpResponse:
    """Open a settled thread again."""
    found = acts.reopen_comment(commented(request, text, comment), by=request.capacity, at=now())
    toast(request, _("The thread is open again."))
    return redirect(f"{found.text.get_absolute_url()}#comments")


def _thread(request: CoalitionRequest, text: UUID):  # type: ignore[no-untyped-def]
    given = request.POST.get("thread") or request.GET.get("thread", "")
    try:
        return commented(request, text, UUID(given)) if given else None
    except ValueError:
        return None
