"""The mission inside: its text, its vote, and the drive for people outside to stand behind it."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.founding.mission import acts, lists, queries
from comity.founding.mission.forms import DriveForm
from comity.founding.mission.permissions import may_start, not_yet
from comity.founding.models import Drive, Endorsement, Kind
from comity.founding.writing.page import page_of
from comity.founding.writing.permissions import keeping
from comity.founding.writing.words import ABOUT
from comity.notices.links import absolute
from comity.people.models import Sector


def mission(request: CoalitionRequest) -> HttpResponse:
    """The mission with its vote, and how many stand behind it."""
    page = page_of(request, Kind.MISSION)
    drives = list(queries.visible_to(request.standing).order_by("-started_at", "-pk")[:10])
    running = any(one.closed_at is None for one in drives)
    not_now = not_yet(adopted=page.thing is not None and page.thing.is_adopted, running=running)
    context = {
        "page": page, "about": ABOUT[Kind.MISSION], "drives": drives, "shown": request.coalition.has_page,
        "counts": queries.counts_of(drives[0]) if drives else None, "no_drive": page.barred or not_now,
    }  # fmt: skip
    return render(request, "founding/mission/mission.html", context)


def new_drive(request: CoalitionRequest) -> HttpResponse:
    """Ask everybody to stand behind it."""
    require(may_start(request.capacity, at=now()))
    usual = "\n".join(str(label) for label in Sector.labels)
    return ask(
        request, DriveForm(posted(request), initial={"target": 100, "groups": usual}),
        lambda **said: acts.start_drive(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("The public page is open. Pass its address on."),
        heading=_("Ask everybody to endorse the mission"), button=_("Open the public page"), back=_mission(request),
        lede=_("Anyone can sign on a public page, without an account. Each confirms by mail that it was them."),
    )  # fmt: skip


def drive(request: CoalitionRequest, drive: UUID) -> HttpResponseBase:
    """One drive: counts against the target, and every endorsement."""
    found = find(request, drive)
    listing = lists.endorsements(request, found)
    slug = request.coalition.slug
    context = {
        "drive": found, "page": listing.page(), "counts": queries.counts_of(found), "shown": request.coalition.has_page,
        "open": found.is_open(now().astimezone(request.coalition.tz).date()),
        "barred": keeping(request.standing, request.capacity, Kind.MISSION),
        "url": reverse("public:mission", args=[slug]),
        "address": absolute(reverse("public:mission", args=[slug])),
        "counter": absolute(reverse("public:mission-counter", args=[slug])),
        "picture": absolute(reverse("public:mission-picture", args=[slug])),
    }  # fmt: skip
    return listing.export() or render(request, "founding/mission/drive.html", context)


def change(request: CoalitionRequest, drive: UUID) -> HttpResponse:
    """Another target, day, or other groups."""
    found = find(request, drive)
    require(keeping(request.standing, request.capacity, Kind.MISSION))
    start = {name: getattr(found, name) for name in ("target", "groups", "words", "until_on")}
    return ask(
        request, DriveForm(posted(request), initial=start),
        lambda **said: acts.change_drive(found, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("It is changed."), undo=False, heading=_("Change the drive"),
        button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def close(request: CoalitionRequest, drive: UUID) -> HttpResponse:
    """Nobody can sign any more."""
    found = find(request, drive)
    acts.close_drive(found, by=request.capacity, at=now())
    toast(request, _("The drive is closed. Who signed stays counted."), undo_url(request, found))
    return redirect(found)


@require_POST
def reopen(request: CoalitionRequest, drive: UUID) -> HttpResponse:
    """Everybody can sign again."""
    found = find(request, drive)
    acts.reopen_drive(found, by=request.capacity, at=now())
    toast(request, _("Everybody can sign again."))
    return redirect(found)


def strike(request: CoalitionRequest, endorsement: UUID) -> HttpResponse:
    """Show a name no more."""
    rows = queries.endorsements_visible_to(request.standing)
    found: Endorsement = get_object_or_404(rows.filter(named=True), pk=endorsement)
    require(keeping(request.standing, request.capacity, Kind.MISSION))
    return ask(
        request, SureForm(posted(request)), lambda **_none: acts.strike_name(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The name is gone. The signature still counts."), undo=False, danger=True,
        heading=_("Show “{name}” no more?").format(name=found.name), button=_("Take the name off"),
        back=found.get_absolute_url(), lede=_("This can’t be taken back: the name is erased. It still counts."),
    )  # fmt: skip


def printed(request: CoalitionRequest, drive: UUID) -> HttpResponse:
    """The same for paper."""
    found = find(request, drive)
    context = lists.on_paper(found) | {"drive": found, "back": found.get_absolute_url()}
    return render(request, "founding/mission/print.html", context)


def find(request: CoalitionRequest, drive: UUID) -> Drive:
    """A drive that the reader may know of."""
    return get_object_or_404(queries.visible_to(request.standing), pk=drive)


def _mission(request: CoalitionRequest) -> str:
    return reverse("founding:mission", args=[request.coalition.slug])
