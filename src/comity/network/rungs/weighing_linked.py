"""Weighing how closely to work from a mail: one side's answers, and later the advice, without signing in.

Opening the page changes nothing. It shows what the page inside shows to this side, and nothing of another's answers.
"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.linked import hat_behind
from comity.network.acts.weighings import answer_weighing, end_weighing
from comity.network.models import Weighing
from comity.network.rungs.weighing_forms import WeighForm
from comity.network.rungs.weighing_page import WeighingSheet
from comity.network.rungs.weighing_queries import weighings_visible_to
from comity.notices.links import using
from comity.notices.models import ActionLink


class Visit:
    """Who came by which link, to which weighing, and when."""

    def __init__(self, link: ActionLink, at: datetime) -> None:
        self.link, self.at = link, at
        standing, self.by = hat_behind(link, at=at)
        found = weighings_visible_to(standing).filter(pk=link.thing).first() if link.thing else None
        if found is None:
            raise Http404
        self.weighing: Weighing = found
        self.sheet = WeighingSheet(found, standing, self.by)

    @property
    def barred(self) -> Reason | None:
        """Why no answer is taken, if so."""
        return self.sheet.barred or (None if self.sheet.is_open else Reason(_("This is over."), bar=Bar.NOT_NOW))

    @property
    def answered(self) -> bool:
        """Whether this side has answered."""
        return self.sheet.mine is not None and self.sheet.mine.answered_at is not None


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The page behind a mailed link."""
    visit = Visit(link, now())
    if request.method != "POST":
        return _page(request, visit, WeighForm(initial=visit.sheet.said))
    require(visit.barred)
    if request.POST.get("go") == "end":
        with using(link, at=visit.at, said=_("It has ended. No answer is shown to anybody.")):
            end_weighing(visit.weighing, by=visit.by, at=visit.at)
        return redirect(request.path)
    form = WeighForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form)
    with using(link, at=visit.at, said=_("Your answers are kept for your own side alone.")):
        answer_weighing(visit.weighing, **form.answers(), by=visit.by, at=visit.at)
    return redirect(request.path)


def _page(request: HttpRequest, visit: Visit, form: Any) -> HttpResponse:
    again = form.is_bound or "more" in request.GET
    asking = visit.barred is None and (again or not visit.answered)
    context = {"visit": visit, "weighing": visit.weighing, "sheet": visit.sheet, "form": form, "asking": asking}
    return render(request, "network/rungs/weighing_linked.html", context, status=422 if form.errors else 200)
