"""Own rules looked at again: the list, and saying what was found."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.governing import acts
from comity.governing.rulebook import looking


def looks(request: CoalitionRequest) -> HttpResponseBase:
    """Those that were looked at again, and those that wait."""
    listing = looking.looks(request)
    return listing.export() or render(request, "governing/rulebook/looks.html", {"page": listing.page()})


def look(request: CoalitionRequest, look: UUID) -> HttpResponse:
    """One rule: what was found; or, for those who look after it, the form."""
    found = get_object_or_404(looking.visible_to(request.standing), pk=look)
    barred = looking.looking(request.standing, request.capacity, found)
    back = reverse("governing:rule-looks", args=[request.coalition.slug])
    if barred is not None and request.method != "POST":
        return render(request, "governing/rulebook/look.html", {"look": found, "barred": barred})
    return ask(
        request, looking.LookForm(posted(request)),
        lambda stands, words: acts.look_at_rule(found, stands, words=words, by=request.capacity, at=now()),
        then=back, said=_("What you found stands with the rule."), undo=False, heading=_("Does this rule still hold?"),
        lede=found.text, button=_("Record what we found"), back=back,
    )  # fmt: skip
