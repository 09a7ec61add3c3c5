"""Starting a coalition: a few questions, a check, and one is in it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings as install
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of, now
from comity.base.ids import uuid7
from comity.base.questions import Question, Questions
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.acts import found_coalition
from comity.coalitions.forms.start import LikeForm, NameForm, OwnForm, PlaceForm, WhyForm
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import may_start
from comity.coalitions.queries import coordinated_by, spoken_for
from comity.coalitions.requests import CoalitionRequest, PersonRequest
from comity.people.models import Organisation


def questions(organisations: list[Organisation], coalitions: Sequence[Coalition] = ()) -> Questions:
    """The walk for somebody who speaks for these organisations already, and coordinates these coalitions."""
    own = type("OwnForm", (OwnForm,), {"organisations": organisations})
    like = type("LikeForm", (LikeForm,), {"coalitions": list(coalitions)})
    built = Question("like", like, gettext_lazy("Shall it be built like a coalition that you coordinate?"),
                     lede=gettext_lazy("Kind, bodies, rules and methods can come along; people and records never do. "
                                       "You see all of it before anything is copied."))  # fmt: skip
    return Questions(
        Question("name", NameForm, gettext_lazy("What shall the coalition be called?"),
                 lede=gettext_lazy("A working title will do. You can change it together.")),
        Question("place", PlaceForm, gettext_lazy("Where do you work?")),
        Question("why", WhyForm, gettext_lazy("Why do you want to work together?"),
                 lede=gettext_lazy("Others will read this first.")),
        Question("own", own, gettext_lazy("Which organisation do you come from?"),
                 lede=gettext_lazy("It becomes the first member, and you act for it. You may leave this empty.")),
        *([built] if coalitions else []),
    )  # fmt: skip


@login_required
def start(request: PersonRequest) -> HttpResponse:
    """One question a page; after the check the coalition is there and its founder coordinates it."""
    require(may_start(request.person, at=now()))
    mine = list(spoken_for(request.person.pk))
    zone = request.person.zone or install.TIME_ZONE
    others = list(coordinated_by(request.person.pk, on=day_of(now())))
    walk = questions(mine, others).walk(request, initial={"place": {"zone": zone}})
    if not walk.done:
        return walk.page("coalitions/start_check.html", title=_("Check your answers before you start"))
    coalition = _found(request, walk.answers, walk.bound["own"])
    toast(request, _("{name} is here. You coordinate it for now.").format(name=coalition.name))
    if like := walk.answers.get("like", {}).get("like"):
        return redirect(reverse("founding:copy-from", args=[coalition.slug, like]))
    return redirect(reverse("coalitions:welcome", args=[coalition.slug]))


def _found(request: PersonRequest, answers: dict[str, dict[str, Any]], own: Any) -> Coalition:
    person = request.person
    by = Capacity(person.pk, person.name, ActsFor.SELF, None, "", uuid7())
    said = {**answers["name"], **answers["place"], **answers["why"], "own": own.own(answers["own"])}
    return found_coalition(by=by, at=now(), language=person.speaks(), **said)


def welcome(request: CoalitionRequest) -> HttpResponse:
    """The first page in a new coalition: what to do next."""
    others = coordinated_by(request.person.pk, on=day_of(now())).exclude(pk=request.coalition.pk)
    return render(request, "coalitions/welcome.html", {"others": others.exists()})
