"""The founding inside: one page for all of it, and a page for each step."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.forms.people import SureForm
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.founding.convening import acts, forms, lists, permissions, prospecting, queries
from comity.founding.convening.acts.approving import not_met
from comity.founding.convening.page import Page
from comity.founding.methods.queries import mismatches
from comity.founding.models import Convening, Party
from comity.founding.prospects.queries import visible_to

#: how far ahead a founding meeting is proposed
USUAL = timedelta(days=21)


def convening(request: CoalitionRequest) -> HttpResponseBase:
    """Where the founding stands, who is invited, what each said and approved, and what can be done next."""
    page = Page(request, queries.current(request.standing))
    listing = lists.reservations(request)
    if answer := listing.export():
        return answer
    return render(request, "founding/convening/convening.html", {"page": page, "listing": listing.page()})


def new(request: CoalitionRequest) -> HttpResponse:
    """Prepare the founding meeting."""
    require(permissions.convening(request.standing, request.capacity) or permissions.ready(request.coalition))
    members = members_of(request.coalition.pk).order_by("sort_name")
    return ask(
        request, forms.PrepareForm(posted(request), members=members, until=now() + USUAL),
        lambda **said: acts.prepare_convening(**said, by=request.capacity, at=now()), then=_page(request),
        said=_("It is prepared. Invite those whom you want to win."), undo=False, back=_page(request),
        heading=_("Call the founding meeting"), button=_("Prepare it"),
        lede=_("Nobody is told yet: first you choose whom to invite."),
    )  # fmt: skip


def invite(request: CoalitionRequest) -> HttpResponse:
    """Invite an organisation."""
    thing = find(request)
    _led(request, thing, "preparing", "sent")
    form = forms.InviteForm(posted(request), known=queries.to_invite(thing))
    return ask(
        request, form, lambda **_said: acts.invite_party(thing, **form.given(), by=request.capacity, at=now()),
        then=_page(request), said=_("It is on the list."), undo=False, heading=_("Invite an organisation"),
        button=_("Invite it"), back=_page(request),
        lede=_("It becomes a member by approving. Until then it reads what the mail leads to, and nothing else."),
    )  # fmt: skip


def invite_prospect(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Invite one that was agreed upon: who it is, whom of it we want, and which methods do not fit, seen before."""
    thing, found = find(request), get_object_or_404(visible_to(request.standing), pk=prospect)
    _led(request, thing, "preparing", "sent")
    require(prospecting.inviting(request.standing, found))
    clashes = mismatches(found)
    form = forms.InviteProspectForm(posted(request), prospect=found, clashes=bool(clashes))
    return ask(
        request, form,
        lambda **_said: acts.invite_party(thing, prospect=found, **form.given(), by=request.capacity, at=now()),
        then=_page(request), said=_("It is on the list, and stands as invited among the prospects."), undo=False,
        heading=_("Invite {name}").format(name=found.name), button=_("Invite it"), back=_page(request),
        template="founding/convening/prospect.html", prospect=found, clashes=clashes,
        lede=_("It becomes a member by approving. Until then it reads what the mail leads to, and nothing else."),
    )  # fmt: skip


@require_POST
def remove(request: CoalitionRequest, party: UUID) -> HttpResponse:
    """Do not invite it after all."""
    acts.remove_party(find_party(request, party), by=request.capacity, at=now())
    toast(request, _("It is off the list."))
    return redirect(_page(request))


def send(request: CoalitionRequest) -> HttpResponse:
    """Send the invitations with the drafts."""
    thing = find(request)
    _led(request, thing, "preparing")
    return ask(
        request, SureForm(posted(request)), lambda: acts.send_convening(thing, by=request.capacity, at=now()),
        then=_page(request), said=_("All are invited, each by mail."), undo=False, heading=_("Send the invitations?"),
        button=_("Send them"), back=_page(request),
        lede=_("Members are called to the meeting. All others get a link to mission and structure."),
    )  # fmt: skip


@require_POST
def remind(request: CoalitionRequest) -> HttpResponse:
    """Write once more to the silent."""
    try:
        acts.remind_parties(find(request), by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("They are reminded, each by mail."))
    return redirect(_page(request))


def introduce(request: CoalitionRequest, party: UUID) -> HttpResponse:
    """What an organisation says of itself: its own words, or taken down in the round."""
    found = find_party(request, party)
    require(permissions.may_note(request.capacity, found, at=now()))
    start = {name: getattr(found, name) for name in ("motivation", "questions", "expectations")}
    return ask(
        request, forms.IntroduceForm(posted(request), initial=start),
        lambda **said: acts.introduce(found, **said, by=request.capacity, at=now()), of=found, then=_page(request),
        said=_("It is kept."), undo=False, heading=_("{name} introduces itself").format(name=found.name),
        lede=_("Why it would take part, what it asks, what it expects."), button=_("Keep it"), back=_page(request),
    )  # fmt: skip


@require_POST
def hear(request: CoalitionRequest, party: UUID) -> HttpResponse:
    """It had its time in the round."""
    found = find_party(request, party)
    acts.hear_party(found, by=request.capacity, at=now())
    toast(request, _("{name} had its time.").format(name=found.name), undo_url(request, found))
    return redirect(_page(request) + "#round")


def reserve(request: CoalitionRequest) -> HttpResponse:
    """Raise a reservation for one's own organisation."""
    thing = find(request)
    party = get_object_or_404(queries.parties_of(thing), organisation=request.capacity.organisation)
    require(permissions.answering(request.standing, request.capacity, party) or permissions.still(thing, *OPEN))
    return ask(
        request, forms.ReserveForm(posted(request)),
        lambda words: acts.raise_reservation(party, words, by=request.capacity, at=now()), then=_register(request),
        said=_("It stands in the register until it is settled."), undo=False, heading=_("Raise a reservation"),
        button=_("Raise it"), back=_page(request),
    )  # fmt: skip


def settle(request: CoalitionRequest, reservation: UUID) -> HttpResponse:
    """Close a reservation, or carry it openly."""
    row = get_object_or_404(queries.reservations_visible_to(request.standing), pk=reservation)
    mine = row.is_of(request.capacity)
    require(None if mine else permissions.convening(request.standing, request.capacity))
    require(permissions.still(row.convening, *OPEN))
    return ask(
        request, forms.SettleForm(posted(request)),
        lambda outcome, answer: acts.settle_reservation(row, outcome, answer=answer, by=request.capacity, at=now()),
        then=_register(request), said=_("It is settled, and {name} is told.").format(name=row.said_for),
        template="founding/convening/settle.html", row=row, heading=_("What becomes of it?"), button=_("Settle it"),
        back=_register(request),
    )  # fmt: skip


def open_approval(request: CoalitionRequest) -> HttpResponse:
    """Ask all who are invited to approve formally."""
    thing = find(request)
    _led(request, thing, "sent")
    return ask(
        request, forms.OpenForm(posted(request)),
        lambda sign_by_on: acts.open_approval(thing, sign_by_on=sign_by_on, by=request.capacity, at=now()),
        then=_page(request), said=_("All are asked to approve, each by mail."), undo=False,
        heading=_("Open the formal approval?"), button=_("Ask all to approve"), back=_page(request),
        lede=_("From now on no word of mission and structure changes in what is signed."),
    )  # fmt: skip


def constitute(request: CoalitionRequest) -> HttpResponse:
    """Constitute the coalition."""
    thing = find(request)
    _led(request, thing, "approving")
    require(not_met(queries.founding_of(thing)))
    return ask(
        request, SureForm(posted(request)), lambda: acts.constitute(thing, by=request.capacity, at=now()),
        then=_page(request), said=_("It is constituted. Congratulations."), undo=False, danger=True,
        heading=_("Constitute {name}?").format(name=request.coalition.name), button=_("Constitute it"),
        lede=_("This can’t be taken back. Those that approved are its members from now on."), back=_page(request),
    )  # fmt: skip


@require_POST
def ask_later(request: CoalitionRequest, party: UUID) -> HttpResponse:
    """Ask one that declined or kept silent once more."""
    found = find_party(request, party)
    acts.ask_later(found, by=request.capacity, at=now())
    toast(request, _("{name} is asked once more, by mail.").format(name=found.name))
    return redirect(_page(request))


def drop(request: CoalitionRequest) -> HttpResponse:
    """Give this founding up."""
    thing = find(request)
    _led(request, thing, "preparing", *OPEN)
    return ask(
        request, forms.DropForm(posted(request)), lambda why: acts.drop_convening(thing, why=why, by=request.capacity,
                                                                                at=now()),
        then=_page(request), said=_("It is given up. All who were invited are told why."), undo=False, danger=True,
        heading=_("Give this founding up?"), button=_("Give it up"), back=_page(request),
        lede=_("This can’t be taken back. A new founding can be prepared."),
    )  # fmt: skip


def document(request: CoalitionRequest) -> HttpResponse:
    """The founding document for paper."""
    thing = find(request)
    return render(request, "founding/convening/print.html", lists.on_paper(thing) | {"back": _page(request)})


OPEN = ("sent", "approving")


def find(request: CoalitionRequest) -> Convening:
    """The founding that is under way or done, or 404."""
    found = queries.current(request.standing)
    return found or get_object_or_404(queries.visible_to(request.standing), pk=UUID(int=0))


def find_party(request: CoalitionRequest, party: UUID) -> Party:
    """An invited organisation of it."""
    found: Party = get_object_or_404(queries.parties_of(find(request)), pk=party)
    return found


def _led(request: CoalitionRequest, thing: Convening, *states: str) -> None:
    require(permissions.convening(request.standing, request.capacity) or permissions.still(thing, *states))


def _page(request: CoalitionRequest) -> str:
    return reverse("founding:convening", args=[request.coalition.slug])


def _register(request: CoalitionRequest) -> Any:
    return _page(request) + "#reservations"
