"""The brief behind a mailed link: all four questions on one page, no password. Opening it changes nothing."""

from django.http import HttpRequest, HttpResponse

from comity.base.clock import now
from comity.coalitions.asking import posted
from comity.coalitions.linked import answered, hat_behind
from comity.coalitions.models import Coalition
from comity.founding.brief.acts import answer_brief
from comity.founding.brief.forms import BriefForm
from comity.founding.brief.permissions import may_answer
from comity.founding.brief.queries import own_answers
from comity.notices.models import ActionLink


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Answer for the organisation that the mail was written to."""
    at = now()
    standing, by = hat_behind(link, at=at)
    coalition = Coalition.objects.get(pk=standing.coalition)
    form = BriefForm(posted(request), said=own_answers(by.spoken_for))
    return answered(
        request, link, form, lambda: answer_brief(form.given(), by=by, at=at), by=by, at=at,
        barred=may_answer(by, coalition, at=at), coalition=coalition, template="founding/brief/linked.html",
    )  # fmt: skip
