"""Keeping a contact up from a mail: two taps, no password. Opening the page changes nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import day_of, now
from comity.coalitions.asking import put_right
from comity.coalitions.standing import capacities, standing_of
from comity.network.acts import contacts as acts
from comity.network.contacts import forms, permissions, queries
from comity.network.models import Acquaintance
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


def kept_up_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The page behind a mailed link: say that one was in touch, or put it off."""
    contact, by = _who(link)
    later = "later" in request.GET
    form = _form(request, later)
    if request.method == "POST" and form.is_valid() and _carried_out(link, contact, by, form, later):
        return redirect(request.path)
    asking = form.is_bound or contact.is_due(day_of(now())) or "more" in request.GET
    context = {"contact": contact, "form": form, "later": later, "asking": asking, "by": by, "link": link}
    return render(request, "network/contacts/linked.html", context, status=422 if form.errors else 200)


def _who(link: ActionLink) -> tuple[Acquaintance, Capacity]:
    """Read anew who the person is here; what one may not know of is absent."""
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None or link.thing is None:
        raise Http404
    at = now()
    standing = standing_of(person.pk, link.coalition, at=at)
    contact = queries.visible_to(standing).filter(pk=link.thing).first()
    if contact is None:
        raise Http404
    hats = capacities(standing, name=person.name)
    return contact, next((hat for hat in hats if permissions.may_touch(hat, contact, at=at) is None), hats[-1])


def _form(request: HttpRequest, later: bool) -> Any:
    data, today = request.POST if request.method == "POST" else None, day_of(now())
    if later:
        return forms.LaterForm(data)
    return forms.TouchForm(data, initial={"way": request.GET.get("way", ""), "on": today})


def _carried_out(link: ActionLink, contact: Acquaintance, by: Capacity, form: Any, later: bool) -> bool:
    """Do it; False where the act found something to mend, which then stands in the form."""
    at = now()
    said = _("You put it off.") if later else _("You were in touch. Thank you.")
    try:
        with using(link, at=at, said=said):
            if later:
                acts.put_off(contact, form.cleaned_data["next_on"], by=by, at=at)
            else:
                acts.note_touch(contact, **form.cleaned_data, by=by, at=at)
    except ValidationError as error:
        put_right(form, error)
        return False
    return True
