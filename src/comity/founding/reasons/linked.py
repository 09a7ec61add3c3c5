"""The yearly question behind a mailed link: one tap, no password. Opening it changes nothing."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.reasons import reasons_of
from comity.coalitions.asking import posted, put_right
from comity.coalitions.linked import hat_behind
from comity.coalitions.models import Coalition
from comity.founding.reasons.acts import reaffirm
from comity.founding.reasons.forms import SayForm
from comity.founding.reasons.permissions import reaffirming
from comity.notices.links import using
from comity.notices.models import ActionLink


def by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Answer for the organisation that the mail was written to."""
    at = now()
    standing, by = hat_behind(link, at=at)
    coalition = Coalition.objects.get(pk=standing.coalition)
    barred, form = reaffirming(standing, by), SayForm(posted(request))
    if request.method == "POST" and barred is None and form.is_valid():
        try:
            with using(link, at=at, said=_("You answered for {name}.").format(name=by.of_name)):
                reaffirm(**form.cleaned_data, by=by, at=at)
        except ValidationError as error:
            put_right(form, error)
        else:
            return redirect(f"{request.path}?done=1")
    done = request.method == "GET" and "done" in request.GET
    context = {
        "form": form, "by": by, "barred": barred, "done": done, "asked_in": coalition,
        "reasons": reasons_of(coalition.pk),
    }  # fmt: skip
    return render(request, "founding/reasons/linked.html", context, status=422 if form.errors else 200)
