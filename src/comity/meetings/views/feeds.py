"""Calendars: one meeting as a file, and a person's private address at which programs fetch all of theirs."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope, scopes_disabled

from comity.base.clock import now
from comity.base.toasts import toast
from comity.coalitions.models import BodyKind
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import Standing, standing_of
from comity.meetings import acts
from comity.meetings.calendar import PUBLISH, calendar_of, calendar_of_occasions, occasion_of, others
from comity.meetings.models import Feed, Meeting, MeetingState
from comity.meetings.queries import placed, visible_to
from comity.meetings.views.reading import met
from comity.notices.links import absolute

_signer = signing.Signer(salt="comity.meetings.feeds", sep=".")
ICS = "text/calendar; charset=utf-8"
#: a calendar remembers meetings this long
REMEMBERED = timedelta(days=120)


@require_safe
def one(request: CoalitionRequest, meeting: UUID) -> HttpResponse:
    """One meeting as a file for any calendar."""
    found = met(request, meeting)
    text = calendar_of([found], method=PUBLISH, at=now(), agenda=placed(found))
    response = HttpResponse(text, content_type=ICS)
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def feed(request: CoalitionRequest) -> HttpResponse:
    """The reader's own address, made or revoked here."""
    mine = Feed.objects.filter(person=request.person.pk, revoked_at=None).first()
    return render(request, "meetings/feed.html", {"feed": mine, "address": address_of(mine) if mine else ""})


@require_POST
def make(request: CoalitionRequest) -> HttpResponse:
    """A new address; the old one finds nothing any more."""
    acts.make_feed(by=request.capacity, at=now())
    toast(request, _("Your calendar address is ready."))
    return redirect(reverse("meetings:feed", args=[request.coalition.slug]))


@require_POST
def revoke(request: CoalitionRequest) -> HttpResponse:
    """No address any more."""
    mine = get_object_or_404(Feed.objects.filter(person=request.person.pk, revoked_at=None))
    acts.revoke_feed(mine, by=request.capacity, at=now())
    toast(request, _("The address is revoked. Calendars that use it find nothing now."))
    return redirect(reverse("meetings:feed", args=[request.coalition.slug]))


@require_safe
def fetched(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program gets: the meetings of its person, as they stand now."""
    found, at = _feed_of(token), now()
    standing = standing_of(found.person_id, found.coalition_id, at=at)
    if not standing.inside:
        raise Http404
    with (
        scope(coalition=found.coalition_id), timezone.override(found.coalition.tz),
        translation.override(found.person.speaks() or translation.get_language()),
    ):  # fmt: skip
        own = [occasion_of(meeting) for meeting in mine(standing, at)]
        more = [one for tell in others for one in tell(standing, at - REMEMBERED)]
        text = calendar_of_occasions([*own, *more], method=PUBLISH, at=at, name=found.coalition.name)
    response = HttpResponse(text, content_type=ICS)
    response.headers["Cache-Control"] = "private, max-age=900"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def mine(standing: Standing, at: datetime) -> "QuerySet[Meeting]":
    """Meetings of the bodies one belongs to, and of the assembly; cancelled ones too, so that calendars drop them."""
    bodies = set(standing.seats) | {hold.of for hold in standing.bodies}
    rows = visible_to(standing).filter(Q(body__in=bodies) | Q(body__kind=BodyKind.ASSEMBLY))
    rows = rows.exclude(state=MeetingState.PLANNED).exclude(state=MeetingState.CANCELLED, number=None)
    return rows.filter(starts_at__gt=at - REMEMBERED).select_related("coalition").order_by("starts_at")


def address_of(found: Feed) -> str:
    """The whole address of a feed. Who knows it, reads it."""
    return absolute(reverse("calendars:feed", args=[_signer.sign(found.pk.hex)]))


def _feed_of(token: str) -> Feed:
    try:
        key = UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError) as fault:
        raise Http404 from fault
    with scopes_disabled():
        rows = Feed.objects.filter(pk=key, revoked_at=None, person__is_active=True)
        row: Feed | None = rows.select_related("person", "coalition").first()
    if row is None:
        raise Http404
    return row
