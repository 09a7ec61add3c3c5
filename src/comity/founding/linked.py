"""The checklist behind a mailed link: all seven questions on one page, no password. Opening it changes nothing."""

from django.http import HttpRequest, HttpResponse

from comity.base.clock import now
from comity.coalitions.asking import posted
from comity.coalitions.linked import answered, hat_behind
from comity.coalitions.models import Coalition
from comity.founding.acts import answer_checklist
from comity.founding.forms import ChecklistForm
from comity.founding.permissions import answering
from comity.founding.queries import checklist_of
from comity.notices.models import ActionLink


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Answer for the organisation that the mail was written to."""
    at = now()
    standing, by = hat_behind(link, at=at)
    coalition = Coalition.objects.get(pk=standing.coalition)
    form = ChecklistForm(posted(request), said=checklist_of(coalition.pk).of(by.spoken_for))
    return answered(
        request, link, form, lambda: answer_checklist(form.given(), by=by, at=at), by=by, at=at,
        barred=answering(standing, by, coalition), coalition=coalition, template="founding/linked.html",
    )  # fmt: skip
