"""Saying from a mail whether one comes: a tap in the mail, and one to confirm. And fewer mails of a circle."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from django_scopes import scope, scopes_disabled

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import now
from comity.base.refusal import Reason, Refused
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.network.acts.circle_meetings import answer_meeting
from comity.network.acts.circles import choose_mails
from comity.network.circles import mailing, permissions, queries
from comity.network.circles.forms import ComesForm, MailsForm
from comity.network.models import Belongs, CircleAnswer, CircleMeeting, CircleMember, Comes, Mails
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.notices.views import ONE_CLICK, secretive
from comity.people.models import Person


@dataclass(frozen=True)
class Visit:
    """Who came by which link, to which meeting, with which hat, and when."""

    link: ActionLink
    meeting: CircleMeeting
    standing: Standing
    by: Capacity
    at: datetime

    @property
    def barred(self) -> Reason | None:
        """Why nothing can be said now, if so."""
        me = queries.row_of(self.meeting.circle, self.by.person)
        return permissions.taking_part(self.standing, self.by, self.meeting.circle, me) or permissions.ahead(
            self.meeting, at=self.at
        )

    @property
    def said(self) -> CircleAnswer | None:
        """What was answered before."""
        found: CircleAnswer | None = CircleAnswer.objects.filter(meeting=self.meeting, person=self.by.person).first()
        return found


def by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Opening the page changes nothing; its form does."""
    visit = _visit(link)
    tapped = request.GET.get("answer", "")
    before, barred = visit.said, visit.barred
    given = {"says": tapped if tapped in Comes.values else (before.says if before else "")}
    form = ComesForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and barred is None and form.is_valid():
        says = form.cleaned_data["says"]
        said = _("You said: I’m coming.") if says == Comes.COMING else _("You said: I can’t come.")
        with using(link, at=visit.at, said=said):
            answer_meeting(visit.meeting, says, by=visit.by, at=visit.at)
        return redirect(request.path)
    asking = barred is None and (bool(tapped) or form.is_bound or not link.used_at)
    context = {"visit": visit, "meeting": visit.meeting, "form": form, "asking": asking, "tapped": bool(tapped),
               "barred": barred}  # fmt: skip
    return render(request, "network/circles/linked.html", context, status=422 if form.errors else 200)


def _visit(link: ActionLink) -> Visit:
    """Read anew who the person is here; Refused once the mandate is over."""
    at = now()
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None or link.thing is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    found = queries.meetings_visible_to(standing).filter(pk=link.thing).first()
    if found is None:
        raise Http404
    by = next((hat for hat in capacities(standing, name=person.name) if hat.organisation == link.organisation), None)
    if by is None:
        raise Refused(Reason(_("You no longer act for this organisation.")))
    return Visit(link, found, standing, by, at)


# ── fewer mails ──


@secretive
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def fewer(request: HttpRequest, token: str) -> HttpResponse:
    """How posts of one circle reach one: by a form, or by the mail program's own button (RFC 8058); nobody signs in."""
    row = _row_behind(token)
    one_click = request.method == "POST" and not request.GET and dict(request.POST.lists()) == ONE_CLICK
    with scope(coalition=row.coalition_id), timezone.override(row.circle.coalition.tz):
        if one_click:
            if row.state == Belongs.IN:
                choose_mails(row.circle, mails=Mails.NONE, by=_oneself(row), at=now())
            return HttpResponse(status=204)
        return _choice(request, row)


@csrf_protect
def _choice(request: HttpRequest, row: CircleMember) -> HttpResponse:
    """The page with the form."""
    form: Any = MailsForm(request.POST if request.method == "POST" else None, initial={"mails": row.mails})
    del form.fields["shows_address"]
    belongs, done = row.state == Belongs.IN, False
    if request.method == "POST" and belongs and form.is_valid():
        row = choose_mails(row.circle, mails=form.cleaned_data["mails"], by=_oneself(row), at=now())
        done = True
    context = {"row": row, "circle": row.circle, "form": form, "belongs": belongs, "done": done}
    return render(request, "network/circles/fewer.html", context, status=422 if form.errors else 200)


def _row_behind(token: str) -> CircleMember:
    pk = mailing.row_behind(token)
    with scopes_disabled():
        rows = CircleMember.objects.filter(pk=pk, person__is_active=True).select_related("circle__coalition", "person")
        row: CircleMember | None = rows.first() if pk else None
    if row is None:
        raise Http404
    return row


def _oneself(row: CircleMember) -> Capacity:
    return Capacity(row.person_id, row.person.name, ActsFor.SELF, None, "", row.coalition_id)
