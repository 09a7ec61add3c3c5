"""Answering an introduction from a mail, and saying that one has met: a tap in the mail, and one to confirm."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import day_of, now
from comity.base.refusal import Reason, Refused
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.network.acts.introductions import answer_introduction, say_met
from comity.network.introductions import permissions, queries
from comity.network.introductions.forms import AnswerForm, MetForm
from comity.network.models import Introduction, IntroductionState, SideSays
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person

S = IntroductionState


@dataclass(frozen=True)
class Visit:
    """Who came by which link, to which introduction, with which hat, and when."""

    link: ActionLink
    introduction: Introduction
    standing: Standing
    by: Capacity
    at: datetime

    @property
    def barred(self) -> Reason | None:
        """Why nothing can be said now, if so."""
        return permissions.answering(self.standing, self.by, self.introduction)

    @property
    def meets(self) -> bool:
        """Whether they agreed, so that what is left to say is that they met."""
        return self.introduction.state == S.AGREED

    @property
    def others(self) -> str:
        """Whom the reader meets."""
        names = [side.name for side in self.introduction.sides.all() if side.organisation_id != self.by.of]
        return queries.title_of(names)


def by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Opening the page changes nothing; its form does."""
    found = visit(link)
    tapped = request.GET.get("answer", "")
    meeting = request.POST.get("what", "met" if found.meets and tapped in ("", "met") else "") == "met"
    data = request.POST if request.method == "POST" else None
    start = {"on": day_of(found.at, found.introduction.coalition.tz)}
    given = {"says": tapped} if tapped in SideSays.values else {}
    form: Any = MetForm(data, initial=start) if meeting else AnswerForm(data, initial=given)
    if data is not None and found.barred is None and form.is_valid():
        _run(found, meeting, form.cleaned_data)
        return redirect(request.path)
    context = {
        "visit": found, "introduction": found.introduction, "form": form, "meeting": meeting, "tapped": bool(tapped),
        "asking": found.barred is None and (bool(tapped) or form.is_bound or not link.used_at or found.meets),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "network/introductions/linked.html", context, status=status)


def visit(link: ActionLink) -> Visit:
    """Read anew who the person is here; Refused once the mandate is over."""
    at = now()
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None or link.thing is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    found = queries.to_read(queries.visible_to(standing)).filter(pk=link.thing).first()
    if found is None:
        raise Http404
    hats = capacities(standing, name=person.name)
    by = next((hat for hat in hats if hat.organisation == link.organisation), None)
    if by is None:
        raise Refused(Reason(_("You no longer act for this organisation."), _("Somebody else speaks for it now.")))
    return Visit(link, found, standing, by, at)


def _run(visit: Visit, meeting: bool, given: dict[str, Any]) -> None:
    one, by, at = visit.introduction, visit.by, visit.at
    if meeting:
        with using(visit.link, at=at, said=_("You said that you met {names}.").format(names=visit.others)[:300]):
            say_met(one, on=given["on"], by=by, at=at)
        return
    said = {
        SideSays.YES: _("You said yes to meeting {names}."), SideSays.LATER: _("You would meet {names} another time."),
        SideSays.NO: _("You said: not now."),
    }[SideSays(given["says"])]  # fmt: skip
    with using(visit.link, at=at, said=said.format(names=visit.others)[:300]):
        answer_introduction(one, given.pop("says"), **given, by=by, at=at)
