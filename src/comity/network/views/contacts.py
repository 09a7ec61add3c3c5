"""The contact book: the list, one contact, and what can be done with it."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.forms.people import SureForm
from comity.coalitions.queries import acting_people
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.network.acts import contacts as acts
from comity.network.contacts import forms, lists, permissions, queries
from comity.network.models import Acquaintance

#: how many touches a page shows
SHOWN = 40


def contacts(request: CoalitionRequest) -> HttpResponseBase:
    """Everybody in the book."""
    listing = lists.contacts(request)
    barred = permissions.entering(request.standing, request.capacity, at=now())
    context = {"page": listing.page(), "barred": barred}
    return listing.export() or render(request, "network/contacts/contacts.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Enter somebody."""
    require(permissions.entering(request.standing, request.capacity, at=now()))
    return ask(
        request, forms.ContactForm(posted(request)),
        lambda **said: acts.enter_contact(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("It is in the book. You keep it; you can hand it over."),
        heading=_("Enter a contact"), button=_("Enter it"), back=_all(request),
        lede=_("Only what we need to work together. Whoever is named can ask what we keep, and have it erased."),
    )  # fmt: skip


def bring_in(request: CoalitionRequest) -> HttpResponse:
    """Bring in a table of contacts."""
    require(permissions.entering(request.standing, request.capacity, at=now()))
    form = forms.ImportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        before = queries.visible_to(request.standing).count()
        made = acts.import_contacts(form.batch.rows, by=request.capacity, at=now())
        new = queries.visible_to(request.standing).count() - before
        said = ngettext("{n} contact is in the book.", "{n} contacts are in the book.", new).format(n=new)
        toast(request, f"{said} {_('Who was there already is left as it is.')}", undo_url(request, made))
        return redirect(_all(request))
    context = {
        "form": form, "heading": _("Bring in a table"), "button": _("Enter all of them"), "back": _all(request),
        "lede": _("All rows are entered, or none. You keep them; you can hand each over."),
    }  # fmt: skip
    return render(request, "coalitions/form.html", context, status=422 if form.errors else 200)


def contact(request: CoalitionRequest, contact: UUID) -> HttpResponse:
    """One contact: how it is reached, who keeps it, when we were in touch."""
    found, today = find(request, contact), day_of(now())
    context = {
        "contact": found, "today": today, "due": found.is_due(today), "next_day": lists.next_day(found, today),
        "touches": queries.touches_of(found)[:SHOWN], "lines": history(request, found.pk, limit=40),
        "not_keeping": permissions.keeping(request.standing, request.capacity, found),
        "not_touching": permissions.may_touch(request.capacity, found, at=now()),
    }  # fmt: skip
    return render(request, "network/contacts/contact.html", context)


def edit(request: CoalitionRequest, contact: UUID) -> HttpResponse:
    """Change what we know."""
    found = _kept(request, contact)
    start = {name: getattr(found, name) for name in acts.EDITABLE}
    return ask(
        request, forms.ContactForm(posted(request), initial=start),
        lambda **said: acts.change_contact(found, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("The contact is changed."), undo=False,
        heading=_("Change this contact"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def touch(request: CoalitionRequest, contact: UUID) -> HttpResponse:
    """Note that one was in touch."""
    found = find(request, contact)
    require(permissions.may_touch(request.capacity, found, at=now()))
    return ask(
        request, forms.TouchForm(posted(request), initial={"on": day_of(now())}),
        lambda **said: acts.note_touch(found, **said, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It is noted."), heading=_("You were in touch with {name}").format(
            name=found.name), button=_("Note it"), back=found.get_absolute_url(),
    )  # fmt: skip


def later(request: CoalitionRequest, contact: UUID) -> HttpResponse:
    """Not now, but on another day."""
    found = find(request, contact)
    require(permissions.may_touch(request.capacity, found, at=now()))
    return ask(
        request, forms.LaterForm(posted(request)),
        lambda next_on: acts.put_off(found, next_on, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("You are reminded then."), heading=_("Be in touch later"),
        button=_("Put it off"), back=found.get_absolute_url(), lede=found.name,
    )  # fmt: skip


def hand_over(request: CoalitionRequest, contact: UUID) -> HttpResponse:
    """Let somebody else keep it."""
    found = _kept(request, contact)
    people = acting_people(request.standing, on=day_of(now()))
    return ask(
        request, forms.KeeperForm(posted(request), people=people),
        lambda keeper: acts.hand_contact_over(found, keeper, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It is handed over. They are told by mail."),
        heading=_("Hand this contact over"), button=_("Hand it over"), back=found.get_absolute_url(), lede=found.name,
    )  # fmt: skip


@require_POST
def strike(request: CoalitionRequest, contact: UUID) -> HttpResponse:
    """Take it out of the book."""
    found = _kept(request, contact)
    acts.strike_contact(found, by=request.capacity, at=now())
    toast(request, _("It is no longer in the book."), undo_url(request, found))
    return redirect(_all(request))


def erase(request: CoalitionRequest, contact: UUID) -> HttpResponse:
    """Those named want to be forgotten."""
    found = _kept(request, contact)
    return ask(
        request, SureForm(posted(request)), lambda **_none: acts.erase_contact(found, by=request.capacity, at=now()),
        then=_all(request), said=_("Nothing of it is left."), undo=False, danger=True,
        heading=_("Erase {name} for good?").format(name=found.name), button=_("Erase all of it"),
        back=found.get_absolute_url(),
        lede=_("Do it when they ask for it. No word of them stays here, in mails or in the record."),
    )  # fmt: skip


def find(request: CoalitionRequest, contact: UUID) -> Acquaintance:
    """A contact that the reader may know of."""
    return get_object_or_404(queries.known_to(request.standing), pk=contact)


def _kept(request: CoalitionRequest, contact: UUID) -> Acquaintance:
    found = find(request, contact)
    require(permissions.may_keep(request.capacity, found, at=now()))
    return found


def _all(request: CoalitionRequest) -> str:
    return reverse("network:contacts", args=[request.coalition.slug])
