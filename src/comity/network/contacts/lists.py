"""The contact book as a list. Pages and other programs read the same."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status
from comity.coalitions.requests import CoalitionRequest
from comity.network.contacts import queries
from comity.network.models import Acquaintance, AcquaintanceKind

WHEN = [("due", gettext_lazy("Time to be in touch")), ("never", gettext_lazy("No day is planned"))]


def contacts(request: CoalitionRequest) -> Listing:
    """Everybody in the book whom one may know of."""
    today = now().astimezone(request.coalition.tz).date()
    return Listing(
        request, queries.visible_to(request.standing), name="contacts", columns=_columns(request, today),
        default="next", caption=_("Contacts"), empty=_empty(request),
        filters=(
            Words(("name", "works_for", "role", "how", "why", "email")),
            Choose("keeper", _("Who keeps it"), [("me", gettext_lazy("I do"))],
                   apply=lambda rows, _value: rows.filter(keeper=request.standing.person), every=_("Anyone")),
            Choose("when", _("Next time"), WHEN, apply=lambda rows, value: _when(rows, value, today)),
            Choose("kind", _("Kind"), AcquaintanceKind.choices),
        ),
    )  # fmt: skip


def _columns(request: CoalitionRequest, today: date) -> list[Column]:
    page = addresses("network:contact", request.coalition.slug, like=UUID(int=0))
    return [
        Column("name", _("Name"), "name", sort="sort_name", head=True, link=lambda c: page(c.pk)),
        Column("works_for", _("Organisation"), "works_for", show=_place, sort="works_for"),
        Column("keeper", _("Who keeps it"), "keeper.name", sort="keeper__sort_name"),
        Column("last", _("Last touch"), "last_on", sort="last_on", narrow=True),
        Column("next", _("Next touch"), "next_on", show=lambda c: next_day(c, today), sort="next_on", narrow=True),
        Column("kind", _("Kind"), "kind", shown=False), Column("role", _("Role"), "role", shown=False),
        Column("email", _("E-mail"), "email", shown=False), Column("phone", _("Telephone"), "phone", shown=False),
        Column("how", _("How to reach them"), "how", shown=False),
        Column("why", _("Why we keep this"), "why", shown=False),
        Column("source", _("Where we have it from"), "source", shown=False),
        Column("every", _("How often"), lambda c: c.every, shown=False),
    ]  # fmt: skip


def _place(contact: Acquaintance) -> SafeString | str:
    if not contact.role:
        return str(contact.works_for)
    return format_html('{} <span class="fine">{}</span>', contact.works_for, contact.role)


def next_day(contact: Acquaintance, today: date) -> SafeString:
    """The day; once it has come, that it is time."""
    if contact.next_on is None:
        return format_html('<span class="fine">{}</span>', _("No day"))
    if contact.is_due(today):
        return status("warn", _("Time to be in touch"), "clock")
    return day(contact.next_on, today, short=True)


def _when(rows: Any, value: str, today: date) -> Any:
    return rows.filter(queries.due(today)) if value == "due" else rows.filter(next_on=None)


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("The contact book is empty"),
        _("Note whom you know outside, who of us keeps the contact, and when to be in touch again."), "user",
        _("Enter a contact"), reverse("network:new-contact", args=[request.coalition.slug]),
        _("“Nils Arve, housing desk of the city. Marta keeps it. Twice a year, next in March.”"),
    )  # fmt: skip
