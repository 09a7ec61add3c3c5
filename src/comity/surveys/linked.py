"""Answering without an account: the mailed link is the respondent's key to their own answers, page after page.

GET shows and changes nothing; each page is sent by a POST that saves it and leads to the next, so that Back and a
closed browser lose nothing. Of an anonymous survey nothing is kept before it is sent: there they
travel with the pages.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import now
from comity.base.questions import Question as Step
from comity.base.questions import Questions, Walk
from comity.base.refusal import Reason
from comity.coalitions.models import Power
from comity.coalitions.standing import capacities, standing_of
from comity.notices.models import ActionLink
from comity.surveys import acts
from comity.surveys.letters import reading_words
from comity.surveys.models import AskState, Respondent
from comity.surveys.paging import Page, Values, form_class, initial_of, lines_of, missing, pages_of
from comity.surveys.permissions import taking
from comity.surveys.queries import day_of_closing, last_answers, questions_of, translations_of
from comity.surveys.translating import ORIGINAL, READ_IN, Reading, Tongue, chosen_of, read_in, tongues_of

NEXT, BACK, LATER, DONE, START, CHECK = "next", "back", "later", "done", "start", "check"
#: how long the browser remembers in which language somebody reads
KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Visit:
    """Who came, for what they are asked, when; and where the pages are posted to."""

    respondent: Respondent
    at: datetime
    reading: Reading
    tongues: list[Tongue] = field(default_factory=list)

    @property
    def survey(self) -> Any:
        """As it reads in the language that was chosen."""
        return self.reading.survey

    @cached_property
    def pages(self) -> list[Page]:
        return pages_of(self.reading.questions)

    @property
    def chosen(self) -> str:
        """What the language goes by in the address."""
        return next((one.code for one in self.tongues if one.here), ORIGINAL)

    @property
    def barred(self) -> Reason | None:
        """Why no answer is taken, if so."""
        return taking(self.respondent.round, at=self.at)

    @property
    def sent(self) -> bool:
        return bool(self.respondent.state == AskState.ANSWERED)

    @property
    def values(self) -> Values:
        """What stands there: saved, else sent, else of the round before."""
        if self.respondent.draft is not None:
            return dict(self.respondent.draft)
        if self.sent:
            return dict(self.respondent.answers)
        return last_answers(self.respondent, self.survey) if self.respondent.round.opens_filled else {}

    def context(self) -> dict[str, Any]:
        """What all pages show."""
        return {
            "visit": self, "survey": self.survey, "round": self.respondent.round, "respondent": self.respondent,
            "until": day_of_closing(self.respondent.round), "pages": self.pages, "written": self.survey.language,
            "reading": reading_words(self.survey), "tongues": self.tongues, "partly": not self.reading.whole,
        }  # fmt: skip


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The pages behind a mailed link, in the language of whom it was sent to."""
    row = find(thing=link.thing, person=link.person)
    with translation.override(row.person.speaks() if row.person else None):
        return answer(request, row)


def find(*, thing: Any, person: Any) -> Respondent:
    """The row of somebody who is asked; 404 for any other."""
    related = ("round__survey__coalition", "organisation", "person")
    rows: QuerySet[Respondent] = Respondent.objects.select_related(*related)
    found = rows.filter(pk=thing, person=person, person__is_active=True).first()
    if found is None:
        raise Http404
    return found


def answer(request: HttpRequest, row: Respondent) -> HttpResponse:
    """The whole way: beginning, pages, check, thanks."""
    visit = _visit(request, row)
    response = _answered(request, visit)
    if READ_IN in request.GET and request.method != "POST":
        kept: dict[str, Any] = {"max_age": KEPT, "path": request.path, "samesite": "Lax", "secure": settings.SECURE}
        response.set_cookie(READ_IN, visit.chosen, httponly=True, **kept)
    return response


def _answered(request: HttpRequest, visit: Visit) -> HttpResponse:
    if visit.barred:
        return _over(request, visit)
    if visit.survey.anonymous:
        return _anonymous(request, visit)
    return _posted(request, visit) if request.method == "POST" else _shown(request, visit)


def _visit(request: HttpRequest, row: Respondent) -> Visit:
    """The survey in the language of the address, else of an earlier choice, else of the person, if it is there."""
    survey, found = row.round.survey, translations_of(row.round.survey)
    said = request.GET.get(READ_IN) or request.COOKIES.get(READ_IN, "")
    wanted = [said] if said else [row.person.language] if row.person else []
    chosen = chosen_of(found, wanted)
    return Visit(row, now(), read_in(survey, questions_of(survey), chosen), tongues_of(survey, found, chosen))


# ── with a name: saved page by page ──


def _shown(request: HttpRequest, visit: Visit) -> HttpResponse:
    where = request.GET.get("page", "")
    if where == CHECK:
        return _check(request, visit)
    if where.isdigit() and 1 <= int(where) <= len(visit.pages):
        page = visit.pages[int(where) - 1]
        made = form_class(page.questions, visit.respondent.round, visit.respondent)
        return _page(request, visit, page, made(initial=initial_of(made, visit.values)))
    return _start(request, visit, saved="saved" in request.GET)


def _posted(request: HttpRequest, visit: Visit) -> HttpResponse:
    where, go = request.POST.get("page", ""), request.POST.get("go", NEXT)
    if go == DONE:
        return _send(request, visit)
    if not (where.isdigit() and 1 <= int(where) <= len(visit.pages)):
        return redirect(request.path)
    page = visit.pages[int(where) - 1]
    form = form_class(page.questions, visit.respondent.round, visit.respondent)(request.POST)
    if go == NEXT and not form.is_valid():
        return _page(request, visit, page, form)
    _save(visit, form.values(), page)
    return redirect(_onward(request, visit, page, go))


def _save(visit: Visit, values: Values, page: Page) -> None:
    """Together with what stood there before: of the last round, or sent already."""
    everything = values if visit.respondent.draft is not None else {**visit.values, **values}
    by = hat(visit.respondent, visit.at)
    acts.save_answers(visit.respondent, everything, by=by, at=visit.at, page=page.number)


def _onward(request: HttpRequest, visit: Visit, page: Page, go: str) -> str:
    if go == LATER:
        return f"{request.path}?saved"
    number = page.number + (-1 if go == BACK else 1)
    if number < 1:
        return request.path
    checking = number > len(visit.pages) or (go == NEXT and CHECK in request.GET)
    return f"{request.path}?page={CHECK if checking else number}"


def _send(request: HttpRequest, visit: Visit) -> HttpResponse:
    if missing(visit.pages, visit.values):
        return _check(request, visit)
    try:
        acts.give_answers(visit.respondent, visit.values, by=hat(visit.respondent, visit.at), at=visit.at)
    except ValidationError:
        return _check(request, visit)
    return redirect(request.path)


def _start(request: HttpRequest, visit: Visit, *, saved: bool = False) -> HttpResponse:
    before = bool(not visit.sent and visit.respondent.draft is None and visit.values)
    go_on = min(visit.respondent.page + 1, len(visit.pages)) if visit.respondent.draft is not None else 1
    lines = _lines(visit, visit.respondent.answers) if visit.sent else []
    context = {"saved": saved, "filled": before, "go_on": go_on, "lines": lines}
    return render(request, "surveys/start.html", visit.context() | context)


def _page(request: HttpRequest, visit: Visit, page: Page, form: Any) -> HttpResponse:
    context = {"page": page, "form": form, "back": page.number - 1, "checking": CHECK in request.GET}
    return render(request, "surveys/page.html", visit.context() | context, status=422 if form.errors else 200)


def _check(request: HttpRequest, visit: Visit) -> HttpResponse:
    lacking = missing(visit.pages, visit.values)
    context = {"lines": _lines(visit, visit.values), "missing": lacking, "last": len(visit.pages)}
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/check.html", visit.context() | context, status=status)


def _over(request: HttpRequest, visit: Visit) -> HttpResponse:
    status = 409 if request.method == "POST" else 200
    lines = _lines(visit, visit.respondent.answers) if visit.sent and not visit.survey.anonymous else []
    return render(request, "surveys/over.html", visit.context() | {"lines": lines}, status=status)


def _lines(visit: Visit, values: Values) -> Any:
    return lines_of(visit.pages, values, visit.respondent.round, visit.respondent)


# ── anonymous: nothing is kept before it is sent ──


def _anonymous(request: HttpRequest, visit: Visit) -> HttpResponse:
    if visit.sent:
        return render(request, "surveys/start.html", visit.context() | {"lines": []})
    if request.method != "POST":
        return render(request, "surveys/start.html", visit.context() | {"go_on": 1, "lines": []})
    row = visit.respondent
    made = {f"p{page.number}": form_class(page.questions, row.round, row) for page in visit.pages}
    titles = {f"p{page.number}": page for page in visit.pages}
    steps = [Step(key, form, titles[key].title or visit.survey.title, titles[key].help) for key, form in made.items()]
    walk = Questions(*steps).walk(request)
    if walk.done:
        by = hat(visit.respondent, visit.at)
        acts.give_answers(visit.respondent, _travelled(walk), by=by, at=visit.at)
        return redirect(request.path)
    if walk.checking:
        lines = _lines(visit, _travelled(walk))
        return walk.page("surveys/walk_check.html", title=_("Check your answers"), lines=lines, **visit.context())
    return walk.page(**visit.context(), asked_about=visit.survey.title)


def _travelled(walk: Walk) -> Values:
    """The answers that came along with the pages."""
    found: Values = {}
    for form in walk.bound.values():
        found |= {key: value for key, value in form.values().items() if value is not None}  # type: ignore[attr-defined]
    return found


def hat(respondent: Respondent, at: datetime) -> Capacity:
    """The capacity in which somebody answers: for their organisation where they speak for it, else for themselves."""
    person = respondent.person
    assert person is not None
    standing = standing_of(person.pk, respondent.coalition_id, at=at)
    hold = standing.organisation(respondent.organisation_id)
    if hold is not None and Power.SPEAK in hold.powers:
        return next(one for one in capacities(standing, name=person.name) if one.organisation == hold.of)
    return Capacity(person.pk, person.name, ActsFor.SELF, None, "", respondent.coalition_id)
