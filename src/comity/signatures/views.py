"""Sheets: the list, one sheet with who signed, and what can be done with it."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.held import adding, place_of, thing_asked_for
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.signatures import acts, lists, permissions, queries
from comity.signatures.forms import SheetForm, SignForm, WhyForm
from comity.signatures.models import Sheet
from comity.signatures.page import Page
from comity.signatures.promising import currency_of


def sheets(request: CoalitionRequest) -> HttpResponseBase:
    """All that was laid out to be signed."""
    listing = lists.sheets(request)
    barred = adding(request, request.coalition)
    context = {"page": listing.page(), "barred": barred}
    return listing.export() or render(request, "signatures/sheets.html", context)


def sheet(request: CoalitionRequest, sheet: UUID) -> HttpResponse:
    """The text, word for word; who signed, who is missing; what the reader can do."""
    return render(request, "signatures/sheet.html", {"page": Page(request, find(request, sheet))})


def printed(request: CoalitionRequest, sheet: UUID) -> HttpResponse:
    """The same for paper: text, signatures, fingerprints."""
    return render(request, "signatures/print.html", {"page": Page(request, find(request, sheet))})


def new(request: CoalitionRequest) -> HttpResponse:
    """Lay a text out to be signed."""
    thing = thing_asked_for(request)
    require(adding(request, thing))
    place, members = place_of(thing), members_of(request.coalition.pk).order_by("sort_name")
    back = place.url if request.GET.get("to") else reverse("signatures:sheets", args=[request.coalition.slug])
    return ask(
        request, SheetForm(posted(request), organisations=members, currency=currency_of(request.coalition.pk, now())),
        lambda **answers: acts.open_sheet(thing=thing, by=request.capacity, at=now(), **answers),
        then=lambda one: one.get_absolute_url(), said=_("It is laid out. Those who sign were asked by mail."),
        heading=_("Lay something out to be signed"), button=_("Lay it out"), lede=f"{place.kind}: {place.title}",
        back=back, undo=False,
    )  # fmt: skip


def sign(request: CoalitionRequest, sheet: UUID) -> HttpResponse:
    """Sign for the organisation whose hat is worn."""
    found = find(request, sheet)
    page = Page(request, found)
    require(page.not_signing)
    return ask(
        request, SignForm(posted(request)),
        lambda **answers: acts.sign(found, by=page.hat, at=now(), **answers),
        then=found.get_absolute_url(), said=_("Signed. Thank you."), undo=False, template="signatures/sign.html",
        page=page, back=found.get_absolute_url(),
    )  # fmt: skip


def decline(request: CoalitionRequest, sheet: UUID) -> HttpResponse:
    """Say that the organisation does not sign, and why."""
    found = find(request, sheet)
    page = Page(request, found)
    require(page.not_signing)
    return ask(
        request, WhyForm(posted(request)), lambda why: acts.decline_to_sign(found, why=why, by=page.hat, at=now()),
        then=found.get_absolute_url(), said=_("It is noted that you do not sign, and why."), undo=False,
        heading=_("{name} does not sign").format(name=page.hat.of_name), button=_("We do not sign"), lede=found.title,
        back=found.get_absolute_url(),
    )  # fmt: skip


def withdraw(request: CoalitionRequest, sheet: UUID) -> HttpResponse:
    """Take the organisation's signature back, until all have signed."""
    found = find(request, sheet)
    page = Page(request, found)
    require(page.not_withdrawing)
    return ask(
        request, SureForm(posted(request)), lambda: acts.withdraw_signature(found, by=page.hat, at=now()),
        then=found.get_absolute_url(), said=_("The signature is withdrawn. It stays readable as withdrawn."),
        heading=_("Withdraw the signature of {name}?").format(name=page.hat.of_name), button=_("Withdraw it"),
        undo=False,
        lede=_("You can sign again as long as the sheet is open."), back=found.get_absolute_url(), danger=True,
    )  # fmt: skip


def close(request: CoalitionRequest, sheet: UUID) -> HttpResponse:
    """Let it stand with the signatures it has."""
    found = find(request, sheet)
    require(permissions.ending(request.standing, request.capacity, found))
    return ask(
        request, SureForm(posted(request)), lambda: acts.close_sheet(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It stands with the signatures it has."), undo=False, danger=True,
        heading=_("Close it with the signatures it has?"), button=_("Close it"), back=found.get_absolute_url(),
        lede=_("This can’t be taken back. Nobody else can sign it, and no signature can be withdrawn."),
    )  # fmt: skip


def call_off(request: CoalitionRequest, sheet: UUID) -> HttpResponse:
    """It is not signed after all."""
    found = find(request, sheet)
    require(permissions.ending(request.standing, request.capacity, found))
    return ask(
        request, WhyForm(posted(request)), lambda why: acts.call_off(found, why=why, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It is called off. All who were asked are told why."), undo=False,
        heading=_("Call it off?"), button=_("Call it off"), back=found.get_absolute_url(), danger=True,
        lede=_("This can’t be taken back. Signatures given so far bind nobody; a new sheet can be laid out."),
    )  # fmt: skip


def find(request: CoalitionRequest, sheet: UUID) -> Sheet:
    """The sheet with everything its page shows; 404 for what the reader may not know of."""
    found: Sheet = get_object_or_404(queries.to_read(queries.visible_to(request.standing)), pk=sheet)
    return found
