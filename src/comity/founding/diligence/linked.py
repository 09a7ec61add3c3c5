"""What people outside see behind a mailed link: one page, no account. Opening it changes nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.base.refusal import Refused
from comity.coalitions.asking import posted, put_right
from comity.founding.diligence import acts, acts_messages, forms
from comity.founding.models import Approach, Enquiry, EnquiryState
from comity.notices.links import using
from comity.notices.models import ActionLink


def enquiry_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Somebody who was asked about a prospect, or the prospect itself, answers."""
    row = _found(Enquiry, link)
    if row.erased_at is not None:
        raise Http404
    form = forms.AnswerForm(posted(request), kind=row.kind, initial={"again": row.again, "answer": row.answer})
    over = row.state == EnquiryState.WITHDRAWN

    def keep(**said: Any) -> None:
        acts.answer_enquiry(row, **said, by=the_rule(row.coalition_id), at=now())

    return _page(request, link, form, keep, "founding/diligence/enquiry.html", {"enquiry": row, "over": over})


def message_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """A prospect answers our message."""
    row = _found(Approach, link)
    form = forms.SaidForm(posted(request), initial={"said": row.said, "answer": row.answer})

    def keep(**said: Any) -> None:
        acts_messages.answer_approach(row, **said, by=the_rule(row.coalition_id), at=now())

    return _page(request, link, form, keep, "founding/diligence/answer.html", {"message": row, "over": False})


def _page(
    request: HttpRequest, link: ActionLink, form: Any, keep: Any, template: str, context: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and not context["over"] and form.is_valid():
        try:
            with using(link, at=now(), said=_("You answered. Thank you.")):
                keep(**form.cleaned_data)
        except (ValidationError, Refused) as fault:
            put_right(form, fault if isinstance(fault, ValidationError) else ValidationError(str(fault)))
        else:
            return redirect(f"{request.path}?done=1")
    done = request.method == "GET" and "done" in request.GET
    return render(request, template, {"form": form, "done": done, **context}, status=422 if form.errors else 200)


def _found(kind: Any, link: ActionLink) -> Any:
    found = kind.objects.select_related("prospect__coalition", "coalition", "body").filter(pk=link.thing).first()
    if found is None:
        raise Http404
    return found
