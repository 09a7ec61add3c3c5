"""The sheets as a list. Pages and other programs read the same."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import meter, status
from comity.coalitions.models import Power
from comity.coalitions.requests import CoalitionRequest
from comity.signatures import queries
from comity.signatures.models import Answer, State

LOOKS = {State.OPEN: "info", State.COMPLETE: "ok", State.CLOSED: "ok", State.CALLED_OFF: ""}


def sheets(request: CoalitionRequest) -> Listing:
    """All sheets one may know of, the newest first."""
    rows = queries.with_counts(_of(request, queries.visible_to(request.standing)))
    return Listing(
        request, rows, name="sheets", columns=_columns(request), default="-opened", caption=_("Signatures"),
        filters=(
            Words(("title", "text", "held_title")),
            Choose("state", _("Status"), State.choices),
            Choose("whose", _("Whose"), [("ours", _("Waits for our signature"))], apply=_ours(request)),
        ),
        empty=_empty(request), kept=("of",),
    )  # fmt: skip


def _of(request: CoalitionRequest, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Only those of the thing the address names, if it names one."""
    try:
        return rows.filter(held_id=UUID(request.GET["of"])) if "of" in request.GET else rows
    except ValueError:
        return rows


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("signatures:sheet", request.coalition.slug, like=UUID(int=0))
    return [
        Column("title", _("What is signed"), "title", sort="title", head=True, link=lambda s: page(s.pk)),
        Column("thing", _("Belongs to"), "held_title", sort="held_title"),
        Column("signed", _("Signed"), lambda s: f"{s.signed}/{s.asked}", show=_signed, sort="signed"),
        Column("until", _("Until"), "sign_by_on", sort="sign_by_on", narrow=True),
        Column("opened", _("Laid out on"), lambda s: _day(s, request), sort="opened_at", narrow=True),
        Column("state", _("Status"), lambda s: s.get_state_display(),
               show=lambda s: status(LOOKS[State(s.state)], s.get_state_display()), sort="state"),
        Column("mark", _("Fingerprint"), "mark", shown=False),
    ]  # fmt: skip


def _day(sheet: Any, request: CoalitionRequest) -> date:
    moment: date = sheet.opened_at.astimezone(request.coalition.tz).date()
    return moment


def _signed(sheet: Any) -> SafeString:
    label = _("{signed} of {asked} have signed").format(signed=sheet.signed, asked=sheet.asked)
    figures = format_html('<span class="num">{}/{}</span>', sheet.signed, sheet.asked)
    return format_html("{} {}", figures, meter(sheet.signed, sheet.asked, None, label))


def _ours(request: CoalitionRequest) -> Any:
    mine = [hold.of for hold in request.standing.organisations if Power.SIGN in hold.powers]

    def narrow(rows: "QuerySet[Any]", _value: str) -> "QuerySet[Any]":
        waiting = rows.model.objects.filter(
            state=State.OPEN, signatories__answer=Answer.ASKED, signatories__organisation__in=mine
        )
        return rows.filter(pk__in=waiting.values("pk"))

    return narrow


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("Nothing has been laid out to be signed"),
        _("An agreement, a letter, a shared promise: word for word, by those who hold the mandate to sign."),
        "edit",
        _("Lay something out"),
        reverse("signatures:new", args=[request.coalition.slug]),
        _("“We open our doors on the coldest nights.”"),
    )


