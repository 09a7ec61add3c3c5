"""Whether an organisation comes, said on the page of the meeting."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import acts, forms
from comity.meetings.models import Invitation, Reply
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import met


def answer(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """Say it, or say otherwise."""
    found = met(request, meeting)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.barred)
    own = sheet.own
    assert own is not None  # barred says so
    own.meeting = found
    form = forms.ReplyForm(
        posted(request), initial={"reply": own.reply, "deputy": own.deputy, "words": own.words}
    )
    return ask(
        request, form, lambda **given: _say(request, own, **given), then=found.get_absolute_url(),
        said=_("Your answer stands. You can change it until the meeting."), undo=False,
        heading=_("Does {name} come?").format(name=own.name), button=_("Say so"), back=found.get_absolute_url(),
    )  # fmt: skip


def _say(request: CoalitionRequest, own: Invitation, *, reply: str, deputy: str, words: str) -> Invitation:
    return acts.answer_invitation(
        own, Reply(reply), deputy=deputy, words=words, by=request.capacity, at=now()
    )
