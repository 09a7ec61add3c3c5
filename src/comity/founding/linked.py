"""The checklist behind a mailed link: all seven questions on one page, no password. Opening it changes nothing."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.refusal import Reason, Refused
from comity.coalitions.asking import posted, put_right
from comity.coalitions.models import Coalition
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.founding.acts import answer_checklist
from comity.founding.forms import ChecklistForm
from comity.founding.permissions import answering
from comity.founding.queries import checklist_of
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Answer for the organisation that the mail was written to."""
    at = now()
    standing, by = _hat(link, at)
    coalition = Coalition.objects.get(pk=standing.coalition)
    barred = answering(standing, by, coalition)
    form = ChecklistForm(posted(request), said=checklist_of(coalition.pk).of(by.spoken_for))
    if request.method == "POST" and barred is None and form.is_valid():
        try:
            with using(link, at=at, said=_("You answered for {name}.").format(name=by.of_name)):
                answer_checklist(form.given(), by=by, at=at)
        except ValidationError as error:
            put_right(form, error)
        else:
            return redirect(f"{request.path}?done=1")
    done = request.method == "GET" and "done" in request.GET
    context = {"form": form, "by": by, "barred": barred, "done": done, "asked_in": coalition}
    return render(request, "founding/linked.html", context, status=422 if form.errors else 200)


def _hat(link: ActionLink, at: datetime) -> tuple[Standing, Capacity]:
    """Who the person is here now; Refused once the mandate is over."""
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    hats = capacities(standing, name=person.name)
    by = next((hat for hat in hats if hat.organisation == link.organisation), None)
    if by is None:
        raise Refused(Reason(_("You no longer act for this organisation."), _("Somebody else speaks for it now.")))
    return standing, by
