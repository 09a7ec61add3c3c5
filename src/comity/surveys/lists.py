"""The lists of this room: surveys, who is asked in a round, and what was answered. Programs read the same."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import meter, status
from comity.coalitions.requests import CoalitionRequest
from comity.surveys import queries
from comity.surveys.kinds import Asking, kind_of
from comity.surveys.models import AskState, Respondent, Round, RoundState, Survey, SurveyState, Way

LOOKS = {AskState.ASKED: "", AskState.BEGUN: "info", AskState.ANSWERED: "ok"}


def surveys(request: CoalitionRequest) -> Listing:
    """All surveys one may know of; withdrawn ones under their own filter."""
    rows = queries.visible_to(request.standing)
    if request.GET.get("state") != SurveyState.WITHDRAWN:
        rows = rows.exclude(state=SurveyState.WITHDRAWN)
    return Listing(
        request, queries.with_rounds(rows), name="surveys", columns=_columns(request), default="-made",
        filters=(
            Words(("title", "intro", "held_title", "kept_name")), Choose("state", _("Status"), SurveyState.choices)
        ),
        caption=_("Surveys"), empty=_empty(request),
    )  # fmt: skip


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("surveys:survey", request.coalition.slug, like=UUID(int=0))
    return [
        Column("title", _("Survey"), "title", sort="title", head=True, link=lambda s: page(s.pk)),
        Column("state", _("Status"), state_words, show=lambda s: status(*state_of(s)), sort="state"),
        Column("answered", _("Answered"), _share, show=_meter),
        Column("until", _("Until"), partial(_until, request), narrow=True, sort="round_closes_at"),
        Column("kept", _("Kept by"), "kept_name", sort="kept_name"),
        Column("thing", _("Belongs to"), "held_title", sort="held_title", shown=False),
        Column("anonymous", _("Anonymous"), lambda s: _("Yes") if s.anonymous else _("No"), shown=False),
        Column("made", _("Drafted on"), lambda s: _day(request, s.made_at), sort="made_at", narrow=True),
    ]  # fmt: skip


def state_of(survey: Any) -> tuple[str, str]:
    """Kind of status and words: of a survey in use, those of its newest round."""
    if survey.state == SurveyState.USED and survey.round_state == RoundState.OPEN:
        return "info", _("Being answered")
    if survey.state == SurveyState.USED:
        return "ok", _("Closed") if survey.round_state == RoundState.CLOSED else _("In use")
    return "", str(SurveyState(survey.state).label)


def state_words(survey: Any) -> str:
    """The same in words alone."""
    return state_of(survey)[1]


def _share(survey: Any) -> str:
    return f"{survey.round_answered or 0}/{survey.round_asked or 0}" if survey.round_pk else ""


def _meter(survey: Any) -> SafeString | str:
    if not survey.round_pk:
        return format_html('<span class="fine">{}</span>', _("Not asked yet"))
    done, asked = survey.round_answered or 0, survey.round_asked or 0
    label = _("{n} of {asked} have answered").format(n=done, asked=asked)
    figures = format_html('<span class="num">{}/{}</span>', done, asked)
    return format_html("{} {}", figures, meter(done, asked, None, label))


def _until(request: CoalitionRequest, survey: Any) -> date | str:
    return _day(request, survey.round_closes_at - timedelta(seconds=1)) if survey.round_closes_at else ""


def _day(request: CoalitionRequest, moment: Any) -> date:
    found: date = moment.astimezone(request.coalition.tz).date()
    return found


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No surveys yet"),
        _("Ask all members the same, each through a link of their own. Nobody needs an account to answer."),
        "ear",
        _("Draft a survey"),
        reverse("surveys:new", args=[request.coalition.slug]),
        _("“How are we doing?” Eight questions, five minutes, open for two weeks."),
    )


def respondents(request: CoalitionRequest, round_: Round) -> Listing:
    """Who is asked in a round and whether they answered: for those who keep the survey."""
    rows = queries.respondents_visible_to(request.standing).filter(round=round_)
    return Listing(
        request, rows, name="survey-respondents", columns=_asked_columns(request), default="organisation",
        filters=(
            Words(("organisation__name", "person__name")), Choose("state", _("Status"), AskState.choices),
            Choose("way", _("How"), Way.choices),
        ),
        caption=_("Who is asked"),
    )  # fmt: skip


def _asked_columns(request: CoalitionRequest) -> list[Column]:
    return [
        Column("organisation", _("Organisation"), who_of,
               sort=("organisation__sort_name", "person__sort_name"), head=True),
        Column("person", _("Person"), lambda r: r.person.name if r.person else "", sort="person__sort_name"),
        Column("state", _("Status"), lambda r: r.get_state_display(),
               show=lambda r: status(LOOKS[AskState(r.state)], r.get_state_display()), sort="state"),
        Column("way", _("How"), _how),
        Column("asked", _("Asked on"), lambda r: _day(request, r.asked_at), sort="asked_at", narrow=True),
        Column("reminded", _("Reminded on"), lambda r: _day(request, r.reminded_at) if r.reminded_at else "",
               sort="reminded_at", narrow=True),
    ]  # fmt: skip


def _how(row: Respondent) -> str:
    if row.state != AskState.ANSWERED:
        return ""
    if row.typed_by is None:
        return str(row.get_way_display())
    return _("{how}, typed in by {name}").format(how=row.get_way_display(), name=row.typed_by.name)


def answers(request: CoalitionRequest, round_: Round) -> Listing:
    """What was answered, a row a respondent, as far as the reader may read it."""
    rows = queries.answers_visible_to(request.standing).filter(round=round_)
    return Listing(
        request, rows, name="survey-answers", columns=_answer_columns(round_), default="organisation",
        filters=(Words(("organisation__name", "person__name")),), caption=_("Answers"),
        empty=Empty(_("No answers yet"), _("What was saved and not sent does not count.")),
    )  # fmt: skip


def _answer_columns(round_: Round) -> list[Column]:
    found = [
        Column("organisation", _("Organisation"), who_of,
               sort=("organisation__sort_name", "person__sort_name"), head=True),
        Column("person", _("Person"), lambda r: r.person.name if r.person else "", sort="person__sort_name"),
    ]  # fmt: skip
    for question in queries.questions_of(round_.survey):
        if question.is_section:
            continue
        for place, cell in enumerate(kind_of(question).cells(Asking(question, round_))):
            found.append(Column(cell.key, cell.label, partial(_cell, round_, question, place)))
    return [*found, Column("way", _("How"), _how)]


def _cell(round_: Round, question: Any, place: int, row: Respondent) -> object:
    asked = Asking(question, round_, row)
    return kind_of(question).row(asked, row.answers.get(question.key))[place]


def rounds_of(survey: Survey) -> "QuerySet[Any]":
    """The rounds of a survey, the newest first, with counts."""
    rows = queries.with_counts(Round.objects.filter(survey=survey))
    return rows.select_related("survey__coalition", "survey__kept_by").order_by("-number")


def who_of(respondent: Respondent) -> str:
    """For whom somebody answers: the organisation, else the person, else that it came on paper without either."""
    if respondent.organisation:
        return str(respondent.organisation.name)
    return str(respondent.person.name) if respondent.person else _("On paper, without a name")
