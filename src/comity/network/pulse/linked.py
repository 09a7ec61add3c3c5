"""Answering the pulse from a mail, on a phone, without an account. Opening the page changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.coalitions.standing import capacities, standing_of
from comity.network.acts.pulse import answer_pulse
from comity.network.pulse import permissions, queries
from comity.network.pulse.forms import PulseForm
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


def by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The sentences, each with four answers; after that only that the answer is in."""
    at = now()
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    pulse = queries.visible_to(standing).filter(pk=link.thing).first()
    if pulse is None:
        raise Http404
    by = capacities(standing, name=person.name)[-1]
    answered = permissions.word_of(pulse, person.pk)
    barred = permissions.answering(standing, pulse, answered, at=at)
    form = PulseForm(request.POST if request.method == "POST" else None, pulse=pulse)
    if request.method == "POST" and barred is None and form.is_valid():
        with using(link, at=at, said=_("Your answer is in. Thank you.")):
            answer_pulse(pulse, form.cleaned_data, by=by, at=at)
        return redirect(request.path)
    context = {"pulse": pulse, "form": form, "barred": barred, "by": by, "is_in": bool(answered)}
    return render(request, "network/pulse/linked.html", context, status=422 if form.errors else 200)
