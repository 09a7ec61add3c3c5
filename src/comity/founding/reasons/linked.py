"""The yearly question behind a mailed link: one tap, no password. Opening it changes nothing."""

from django.http import HttpRequest, HttpResponse

from comity.base.clock import now
from comity.base.reasons import reasons_of
from comity.coalitions.asking import posted
from comity.coalitions.linked import answered, hat_behind
from comity.coalitions.models import Coalition
from comity.founding.reasons.acts import reaffirm
from comity.founding.reasons.forms import SayForm
from comity.founding.reasons.permissions import reaffirming
from comity.notices.models import ActionLink


def by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Answer for the organisation that the mail was written to."""
    at = now()
    standing, by = hat_behind(link, at=at)
    coalition, form = Coalition.objects.get(pk=standing.coalition), SayForm(posted(request))
    return answered(
        request, link, form, lambda: reaffirm(**form.cleaned_data, by=by, at=at), by=by, at=at,
        barred=reaffirming(standing, by), coalition=coalition, template="founding/reasons/linked.html",
        reasons=reasons_of(coalition.pk),
    )  # fmt: skip
