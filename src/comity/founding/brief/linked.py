"""The brief behind a mailed link: all four questions on one page, no password. Opening it changes nothing."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.coalitions.asking import posted, put_right
from comity.coalitions.linked import hat_behind
from comity.coalitions.models import Coalition
from comity.founding.brief.acts import answer_brief
from comity.founding.brief.forms import BriefForm
from comity.founding.brief.permissions import may_answer
from comity.founding.brief.queries import own_answers
from comity.notices.links import using
from comity.notices.models import ActionLink


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Answer for the organisation that the mail was written to."""
    at = now()
    standing, by = hat_behind(link, at=at)
    coalition = Coalition.objects.get(pk=standing.coalition)
    barred = may_answer(by, coalition, at=at)
    form = BriefForm(posted(request), said=own_answers(by.spoken_for))
    if request.method == "POST" and barred is None and form.is_valid():
        try:
            with using(link, at=at, said=_("You answered for {name}.").format(name=by.of_name)):
                answer_brief(form.given(), by=by, at=at)
        except ValidationError as error:
            put_right(form, error)
        else:
            return redirect(f"{request.path}?done=1")
    done = request.method == "GET" and "done" in request.GET
    context = {"form": form, "by": by, "barred": barred, "done": done, "asked_in": coalition}
    return render(request, "founding/brief/linked.html", context, status=422 if form.errors else 200)
