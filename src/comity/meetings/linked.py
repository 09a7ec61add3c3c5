"""Answering a call from the mail: the link is the person's key to this one meeting, for this one organisation.

Opening the page changes nothing, however often a mail program does so; the answer counts when its form is posted.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.refusal import Reason, Refused
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.meetings import queries
from comity.meetings.acts import answer_invitation
from comity.meetings.forms import ReplyForm, reply_in_words
from comity.meetings.models import Invitation, Reply
from comity.meetings.permissions import answering, not_over
from comity.meetings.views.page import Sheet
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


@dataclass(frozen=True)
class Visit:
    """Who came by which link, to which meeting, for which organisation, and when."""

    link: ActionLink
    sheet: Sheet
    invitation: Invitation
    standing: Standing
    by: Capacity
    at: datetime

    @property
    def barred(self) -> Reason | None:
        """Why the organisation can't answer now, if it can't."""
        return answering(self.standing, self.by, self.invitation) or not_over(self.invitation.meeting)


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The page behind a mailed link: confirm the answer; then what was answered, and when the meeting is."""
    visit = _visit(link)
    return _answer(request, visit) if request.method == "POST" else _show(request, visit)


def _visit(link: ActionLink) -> Visit:
    """Read anew who the person is here. Refused once the mandate is over; what one may not know of is absent."""
    at = now()
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None or link.thing is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    hats = capacities(standing, name=person.name)
    by = next((hat for hat in hats if hat.organisation == link.organisation), None)
    if by is None:
        raise Refused(
            Reason(_("You no longer act for this organisation."), _("Somebody else comes for it now."))
        )
    meeting = queries.to_read(standing).filter(pk=link.thing).first()
    if meeting is None:
        raise Http404
    sheet = Sheet(meeting, standing, by, at)
    if sheet.own is None:
        raise Refused(Reason(_("{name} has no place in this body any more.").format(name=by.of_name)))
    sheet.own.meeting = meeting
    return Visit(link, sheet, sheet.own, standing, by, at)


def _answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form, status=422)
    given = form.cleaned_data
    said = _("You answered for {name}: {reply}").format(
        name=visit.invitation.name, reply=reply_in_words(given["reply"])
    )
    with using(visit.link, at=visit.at, said=said):
        answer_invitation(
            visit.invitation, Reply(given["reply"]), deputy=given["deputy"], words=given["words"], by=visit.by,
            at=visit.at,
        )  # fmt: skip
    return redirect(request.path)


def _show(request: HttpRequest, visit: Visit) -> HttpResponse:
    tapped = request.GET.get("reply", "")
    tapped = tapped if tapped in list(Reply) else ""
    own = visit.invitation
    form = ReplyForm(initial={"reply": tapped or own.reply, "deputy": own.deputy, "words": own.words})
    return _page(request, visit, form, tapped=tapped, changing="change" in request.GET)


def _page(
    request: HttpRequest,
    visit: Visit,
    form: ReplyForm,
    *,
    tapped: str = "",
    changing: bool = False,
    status: int = 200,
) -> HttpResponse:
    own = visit.invitation
    context = {
        "visit": visit, "meeting": visit.sheet.meeting, "sheet": visit.sheet, "form": form, "at": visit.at,
        "tapped": reply_in_words(tapped) if tapped else "", "answered": reply_in_words(own.reply) if own.reply else "",
        "asking": visit.barred is None and (changing or bool(tapped) or not own.reply or form.is_bound),
    }  # fmt: skip
    return render(request, "meetings/linked.html", context, status=status)
