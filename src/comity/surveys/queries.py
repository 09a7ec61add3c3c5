"""Surveys as people may read them; every read for somebody starts from a `visible_to`."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from comity.base.capacity import ActsFor
from comity.coalitions.held import visible
from comity.coalitions.models import Power
from comity.coalitions.standing import Standing
from comity.surveys.models import (
    AskState,
    Paper,
    Question,
    Readers,
    Respondent,
    Round,
    RoundState,
    Survey,
    SurveyState,
    Translation,
)


def kept_by(standing: Standing, prefix: str = "") -> Q:
    """Surveys that a person keeps: drafted in a name they speak in, or all for who coordinates."""
    if standing.coordinates or standing.operates:
        return ~Q(**{f"{prefix}pk": None})
    speaks = [one.of for one in (*standing.organisations, *standing.bodies) if Power.SPEAK in one.powers]
    own = Q(**{f"{prefix}kept_as": ActsFor.SELF, f"{prefix}kept_by": standing.person})
    return own | Q(**{f"{prefix}kept_for__in": speaks})


def visible_to(standing: Standing) -> "QuerySet[Survey]":
    """The surveys a person may know of, as confidential as what they belong to; drafts only for who keeps them."""
    rows = visible(Survey.objects.select_related("coalition", "kept_by"), standing)
    return rows.filter(~Q(state=SurveyState.DRAFT) | kept_by(standing))


def rounds_visible_to(standing: Standing) -> "QuerySet[Any]":
    """The rounds of these surveys, each with how many are asked and have answered."""
    rows = Round.objects.filter(survey__in=visible_to(standing).values("pk"))
    return with_counts(rows.select_related("survey__coalition", "survey__kept_by", "coalition", "opened_by"))


def with_counts(rows: "QuerySet[Round]") -> "QuerySet[Any]":
    """Each with `asked` and `answered`. Two subqueries, whatever the length."""
    asked = Respondent.objects.filter(round=OuterRef("pk")).order_by().values("round").annotate(n=Count("pk"))
    done = asked.filter(state=AskState.ANSWERED)
    return rows.annotate(asked=Subquery(asked.values("n")), answered=Subquery(done.values("n")))


def respondents_visible_to(standing: Standing) -> "QuerySet[Respondent]":
    """Who is asked and who has not answered: for those who keep the survey; everybody sees their own line."""
    rows = Respondent.objects.select_related("organisation", "person", "round__survey", "typed_by")
    kept = Q(round__survey__in=visible_to(standing).values("pk")) & kept_by(standing, "round__survey__")
    mine = Q(person=standing.person) if standing.person else Q(pk=None)
    found: QuerySet[Respondent] = rows.filter(kept | mine)
    return found


def answers_visible_to(standing: Standing) -> "QuerySet[Respondent]":
    """What was answered, with its name: for whom the survey's setting names, and for who answered it themselves.

    Of an anonymous survey there is nothing to be read.
    """
    rows = Respondent.objects.select_related("organisation", "person", "round__survey__coalition", "typed_by")
    rows = rows.filter(state=AskState.ANSWERED, round__survey__anonymous=False)
    known = Q(round__survey__in=visible_to(standing).values("pk"))
    may = known & (kept_by(standing, "round__survey__") | Q(round__survey__readers=Readers.ALL))
    mine = Q(person=standing.person) if standing.person else Q(pk=None)
    found: QuerySet[Respondent] = rows.filter(may | mine)
    return found


def reads_answers(standing: Standing, survey: Survey) -> bool:
    """Whether a person may read all answers of a survey with their names."""
    if survey.anonymous or not standing.inside and not standing.operates:
        return False
    return survey.readers == Readers.ALL or keeps(standing, survey)


def keeps(standing: Standing, survey: Survey) -> bool:
    """Whether a person keeps it, in whichever hat. No query."""
    if standing.coordinates or standing.operates:
        return True
    if survey.kept_as == ActsFor.SELF:
        return standing.person is not None and survey.kept_by_id == standing.person
    hold = standing.organisation(survey.kept_for) or standing.body(survey.kept_for)
    return hold is not None and Power.SPEAK in hold.powers


def sees_results(standing: Standing, round_: Round) -> bool:
    """Whether the counts are shown: to who may read the answers always; to the others once it has closed, if so set.

    Of an anonymous survey to nobody before it has closed: two looks would tell what came in between.
    """
    if round_.survey.anonymous or not reads_answers(standing, round_.survey):
        allowed = round_.survey.results_open or keeps(standing, round_.survey)
        return round_.state == RoundState.CLOSED and allowed
    return round_.state != RoundState.CALLED_OFF


def translations_visible_to(standing: Standing) -> "QuerySet[Translation]":
    """The other languages of the surveys that a person may know of."""
    rows = Translation.objects.filter(survey__in=visible_to(standing).values("pk"))
    found: QuerySet[Translation] = rows.select_related("survey__coalition", "survey__kept_by", "coalition")
    return found


# ── for code that works something out ──


def translations_of(survey: Survey) -> list[Translation]:
    """Its other languages. One query."""
    found = list(Translation.objects.filter(survey=survey.pk).order_by("language"))
    for one in found:
        one.survey = survey
    return found


def questions_of(survey: Survey) -> list[Question]:
    """Its questions and headings in order."""
    return list(Question.objects.filter(survey=survey).order_by("place", "pk"))


def answers_of(round_: Round) -> "QuerySet[Respondent]":
    """Who answered, with values by question key. Not for pages: they start from `answers_visible_to`."""
    rows = Respondent.objects.filter(round=round_, state=AskState.ANSWERED, round__survey__anonymous=False)
    rows = rows.select_related("organisation", "person")
    found: QuerySet[Respondent] = rows.order_by("organisation__sort_name", "pk")
    return found


def papers_of(round_: Round) -> dict[str, list[Any]]:
    """The values of an anonymous round by question key, in no order that means anything."""
    found: dict[str, list[Any]] = {}
    for key, value in Paper.objects.filter(round=round_).order_by("pk").values_list("question__key", "value"):
        found.setdefault(key, []).append(value)
    return found


def last_answers(respondent: Respondent, survey: Survey) -> dict[str, Any]:
    """What the same person or organisation answered in the last closed round; nothing of an anonymous survey."""
    if survey.anonymous:
        return {}
    rows = Respondent.objects.filter(round__survey=survey, round__state=RoundState.CLOSED, state=AskState.ANSWERED)
    same = rows.filter(person=respondent.person_id, organisation=respondent.organisation_id)
    found = same.order_by("-round__number").first()
    return dict(found.answers) if found else {}


def silent(round_: Round) -> "QuerySet[Respondent]":
    """Who has not answered and can be written to."""
    rows = Respondent.objects.filter(round=round_, person__isnull=False, person__erased_at=None)
    found: QuerySet[Respondent] = rows.exclude(state=AskState.ANSWERED)
    return found.select_related("person", "organisation", "round__survey__coalition")


def to_remind(round_: Round, at: datetime) -> "QuerySet[Respondent]":
    """Those of them whose last mail lies as many days back as the round says."""
    if not round_.every:
        return silent(round_).none()
    before = at - timedelta(days=round_.every) + timedelta(hours=2)
    told = silent(round_).filter(asked_at__lte=before)
    return told.filter(Q(reminded_at=None) | Q(reminded_at__lte=before))


def open_rounds() -> "QuerySet[Round]":
    """All rounds that are open, in the scope of one coalition."""
    found: QuerySet[Round] = Round.objects.filter(state=RoundState.OPEN)
    return found.select_related("survey__coalition").order_by("closes_at", "pk")


def day_of_closing(round_: Round) -> date:
    """The last day on which answers are taken, in the coalition's zone."""
    return round_.last_on


def ordered(rows: "QuerySet[Respondent]", by_organisation: Any) -> list[Respondent]:
    """Those whose missing answer matters most first, then by name."""

    def place(one: Respondent) -> tuple[float, str]:
        return -by_organisation.get(one.organisation_id, 0.0), one.name.casefold()

    return sorted(rows, key=place)


def with_rounds(rows: "QuerySet[Survey]") -> "QuerySet[Any]":
    """Surveys, each with the newest round's number, state, moment, and counts. No further query."""
    newest = with_counts(Round.objects.filter(survey=OuterRef("pk"))).order_by("-number")
    found: QuerySet[Any] = rows.annotate(
        **{f"round_{name}": Subquery(newest.values(name)[:1]) for name in
           ("pk", "number", "state", "closes_at", "asked", "answered")}
    )  # fmt: skip
    return found


def mine(standing: Standing, at: datetime) -> "QuerySet[Respondent]":
    """What waits for this person's answer."""
    rows: QuerySet[Respondent] = Respondent.objects.filter(person=standing.person, round__state=RoundState.OPEN)
    rows = rows.filter(round__closes_at__gt=at)
    return rows.select_related("round__survey__coalition", "organisation").order_by("round__closes_at", "pk")


def places(survey: Survey) -> "QuerySet[Question]":
    """Its questions by place, for moving them."""
    found: QuerySet[Question] = Question.objects.filter(survey=survey).order_by("place", "pk")
    return found
