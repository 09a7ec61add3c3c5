"""Saying from a mail that one has reported at home. Opening the page changes nothing."""


from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.coalitions.linked import hat_behind
from comity.governing.acts.reports import file_reports
from comity.governing.reports.forms import ReportForm
from comity.governing.reports.permissions import reporting
from comity.governing.reports.queries import waiting_of
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Organisation


def report_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """One button for all that waits."""
    at = now()
    standing, by = hat_behind(link, at=at)
    one = Organisation.objects.get(pk=by.spoken_for)
    barred, waiting = reporting(standing, by, one.pk), waiting_of(one.pk)
    form = ReportForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if request.method == "POST" and barred is None and form.is_valid():
        with using(link, at=at, said=_("You said that {name} was told.").format(name=one.name)):
            file_reports(one, form.cleaned_data["reports"], text=form.cleaned_data["text"], by=by, at=at)
        return redirect(request.path)
    context = {"form": form, "by": by, "barred": barred, "waiting": list(waiting), "coalition": link.coalition}
    return render(request, "governing/reports/linked.html", context, status=422 if form.errors else 200)
