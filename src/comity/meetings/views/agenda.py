"""Items: brought, placed, changed, left out, tied to a question."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.governing.models import State
from comity.governing.queries import visible_to as questions_visible_to
from comity.meetings import acts, forms
from comity.meetings.models import ItemState
from comity.meetings.permissions import changing_item, leading
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import met, met_item

FIRST, UP, DOWN = "first", "up", "down"


def bring(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Bring an item; who leads the meeting places it."""
    found = met(request, meeting)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.no_item)
    leads = sheet.leads
    lede = "" if leads else _("Whoever leads the meeting places it, or says why not.")
    return ask(
        request, forms.ItemForm(posted(request)), partial(acts.bring_item, found, by=request.capacity, at=now()),
        then=found.get_absolute_url(),
        said=_("It is on the agenda.") if leads else _("It is brought. The chair was asked."),
        undo=False, heading=_("Bring an item to {name}").format(name=found.name), lede=lede,
        button=_("Put it on the agenda") if leads else _("Bring it"), back=found.get_absolute_url(),
    )  # fmt: skip


def edit(request: CoalitionRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Change an item."""
    found = met_item(request, meeting, item)
    require(changing_item(request.standing, request.capacity, found))
    stands = {name: getattr(found, name) for name in acts.ITEM}
    return ask(
        request, forms.ItemForm(posted(request), initial=stands),
        partial(acts.change_item, found, by=request.capacity, at=now()), of=found,
        then=found.meeting.get_absolute_url(), said=_("The item is changed."), undo=False,
        heading=_("Change “{title}”").format(title=found.title), button=_("Save"),
        back=found.meeting.get_absolute_url(),
        lede=_("With another title or kind it is another item: all must be told of it anew to decide it."),
    )  # fmt: skip


@require_POST
def place(request: CoalitionRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Put it on the agenda, or one place up or down."""
    found = met_item(request, meeting, item)
    acts.place_item(
        found, _wanted(found.state, found.place, request.POST.get("to", "")), by=request.capacity, at=now()
    )
    toast(request, _("The agenda is in its new order."))
    return redirect(found.meeting)


def drop(request: CoalitionRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Leave it out."""
    found = met_item(request, meeting, item)
    require(changing_item(request.standing, request.capacity, found))
    return ask(
        request, forms.WhyForm(posted(request)), partial(acts.drop_item, found, by=request.capacity, at=now()),
        then=found.meeting.get_absolute_url(), said=_("The item is left out."), undo=False, danger=True,
        heading=_("Leave out “{title}”?").format(title=found.title), button=_("Leave it out"),
        lede=_("It stays readable below the agenda, with your reason. You can place it again."),
        back=found.meeting.get_absolute_url(),
    )  # fmt: skip


def link(request: CoalitionRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Say which question an item to decide is about."""
    found = met_item(request, meeting, item)
    require(leading(request.standing, request.capacity, found.meeting))
    questions = questions_visible_to(request.standing).filter(body=found.meeting.body_id)
    open_ones = questions.filter(state__in=[State.DRAFT, State.OPEN]).order_by("-drafted_at")
    return ask(
        request, forms.LinkForm(posted(request), questions=open_ones, initial={"question": found.question_id}),
        lambda question: acts.link_question(found, question, by=request.capacity, at=now()),
        then=found.meeting.get_absolute_url(), said=_("The item and its question belong together now."), undo=False,
        heading=_("Which question does “{title}” decide?").format(title=found.title), button=_("Save"),
        lede=_("Drafts and open questions to {body}.").format(body=found.meeting.body_name),
        back=found.meeting.get_absolute_url(),
    )  # fmt: skip


def _wanted(state: str, place: int, to: str) -> int | None:
    """The place that is asked for; None for the end."""
    if state != ItemState.PLACED:
        return 1 if to == FIRST else None
    return {FIRST: 1, UP: place - 1, DOWN: place + 1}.get(to, place)
