"""Who acts behind a mailed link: the person it was written to, for the organisation it was written to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Reason, Refused
from comity.coalitions.asking import put_right
from comity.coalitions.models import Coalition
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


def hat_behind(link: ActionLink, *, at: datetime) -> tuple[Standing, Capacity]:
    """Who the person is here now; Http404 where there is nobody, Refused once the mandate is over."""
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    hats = capacities(standing, name=person.name)
    by = next((hat for hat in hats if hat.organisation == link.organisation), None)
    if by is None:
        raise Refused(Reason(_("You no longer act for this organisation."), _("Somebody else speaks for it now.")))
    return standing, by


def answered(
    request: HttpRequest, link: ActionLink, form: Any, keep: Callable[[], Any], *, by: Capacity, at: datetime,
    barred: Reason | None, coalition: Coalition, template: str, **context: Any,
) -> HttpResponse:  # fmt: skip
    """One page with one form that an organisation answers; no password, and opening it changes nothing.

    keep: the act, once the form is valid. barred: why it can't be answered any more, which the page then says.
    """
    if request.method == "POST" and barred is None and form.is_valid():
        try:
            with using(link, at=at, said=_("You answered for {name}.").format(name=by.of_name)):
                keep()
        except ValidationError as error:
            put_right(form, error)
        else:
            return redirect(f"{request.path}?done=1")
    done = request.method == "GET" and "done" in request.GET
    said = {"form": form, "by": by, "barred": barred, "done": done, "asked_in": coalition, **context}
    return render(request, template, said, status=422 if form.errors else 200)
