"""Rounds are opened, widened, called to mind, prolonged, closed and called off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.people.acts import register_person
from comity.people.addresses import person_with
from comity.people.models import Organisation, Person
from comity.surveys import telling
from comity.surveys.above import closings
from comity.surveys.models import AskState, Question, Respondent, Round, RoundState, Survey, SurveyState
from comity.surveys.models.surveys import SECTION
from comity.surveys.permissions import may_keep, running, usable
from comity.surveys.queries import silent, to_remind
from comity.surveys.sealing import seals

#: how far away the end of a round may be
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Asked:
    """Who is asked: a person, for an organisation or for nobody; an address instead of a person; or nobody known yet,
    where the organisation answers on paper."""

    organisation: Organisation | None = None
    person: Person | None = None
    email: str = ""
    name: str = ""


@act("surveys.round.opened", says=gettext_noop("asked {n} to answer {about}"))
def open_round(
    survey: Survey, *, asked: Sequence[Asked], closes_on: date, by: Capacity, at: datetime, note: str = "",
    every: int = 7, opens_filled: bool = True,
) -> Changes[Round]:  # fmt: skip
    """Open a round until the end of a day. Whoever is asked gets a mail with a link of their own.

    From now on no word of the questions changes. ValidationError where there is no question, nobody to ask, or a round
    open already.
    """
    require(may_keep(by, survey, at=at))
    survey = Survey.objects.select_for_update(no_key=True, of=("self",)).select_related("coalition").get(pk=survey.pk)
    require(usable(survey))
    _ready(survey)
    closes_at = _end_of(closes_on, survey, at)
    last = Round.objects.filter(survey=survey).aggregate(last=Max("number"))["last"] or 0
    round_ = Round(
        coalition_id=home(by), survey=survey, number=last + 1, note=note, every=every, opens_filled=opens_filled,
        opened_by_id=by.person, opened_name=by.of_name or by.person_name, opened_at=at, closes_at=closes_at,
    ).store()  # fmt: skip
    survey.state = SurveyState.USED
    survey.store()
    rows = _invited(round_, asked, by=by, at=at)
    if not rows:
        raise ValidationError({"asked": _("Choose who is asked.")})
    telling.invite(round_, rows, at=at)
    words = {"about": survey.title, "n": str(len(rows))}
    people = sorted({one.person_id for one in rows if one.person_id}, key=str)
    return Changes(round_, also=[*rows, survey], words=words, closes_at=closes_at, number=round_.number, whom=people)


@act("surveys.respondents.added", says=gettext_noop("asked {n} more to answer {about}"))
def ask_also(round_: Round, *, asked: Sequence[Asked], by: Capacity, at: datetime) -> Changes[Round]:
    """Ask further people in an open round. Who is asked already is not asked twice."""
    round_ = _fresh(round_, by, at)
    rows = _invited(round_, asked, by=by, at=at)
    if not rows:
        raise ValidationError({"asked": _("They are all asked already. Choose somebody else.")})
    telling.invite(round_, rows, at=at)
    people = sorted({one.person_id for one in rows if one.person_id}, key=str)
    words = {"about": round_.survey.title, "n": str(len(rows))}
    return Changes(round_, also=[*rows, round_.survey], words=words, whom=people)


@act("surveys.round.reminded", says=gettext_noop("reminded {n} of {about}"))
def remind(
    round_: Round, *, by: Capacity, at: datetime, only: Sequence[Respondent] | None = None
) -> Changes[Round]:
    """Write once more to who has not answered: the rule in its rhythm, who keeps the survey whenever it helps.

    only: to these alone. At most once a day to anybody.
    """
    round_ = _fresh(round_, by, at)
    rows = list(to_remind(round_, at) if by.acts_for == ActsFor.RULE else silent(round_))
    if only is not None:
        rows = [one for one in rows if one.pk in {wanted.pk for wanted in only}]
    rows = [one for one in rows if not _just_written(one, at)]
    if not rows:
        require(Reason(_("Nobody needs a reminder now: all have answered or were written to today."), bar=Bar.CONFLICT))
    for one in rows:
        one.round, one.reminded_at = round_, at
        one.store()
    round_.reminded_on = day_of(at)
    round_.store()
    telling.remind(round_, rows, at=at)
    words = {"about": round_.survey.title, "n": str(len(rows))}
    people = sorted({one.person_id for one in rows if one.person_id}, key=str)
    return Changes(round_, also=[*rows, round_.survey], words=words, whom=people)


@act("surveys.round.prolonged", says=gettext_noop("let {about} be answered until {closes_on}"))
def prolong(round_: Round, *, closes_on: date, by: Capacity, at: datetime) -> Changes[Round]:
    """Give more time, or less; who has not answered is told. The links work until then."""
    round_ = _fresh(round_, by, at)
    before, round_.closes_at = round_.closes_at, _end_of(closes_on, round_.survey, at)
    if before == round_.closes_at:
        raise ValidationError({"closes_on": _("It ends on this day already. Choose another.")})
    round_.store()
    telling.moved(round_, list(silent(round_)), at=at)
    words = {"about": round_.survey.title}
    return Changes(round_, also=[round_.survey], words=words, closes_on=closes_on, before=before)


@act("surveys.round.closed", says=gettext_noop("closed {about}: {answered} of {asked} answered"))
def close_round(round_: Round, *, by: Capacity, at: datetime) -> Changes[Round]:
    """No answer is taken any more: by the rule at its moment, or by who keeps the survey before it.

    What was saved and not sent does not count. Whoever builds on the answers is told inside this act.
    """
    round_ = _fresh(round_, by, at)
    if by.acts_for == ActsFor.RULE and round_.takes_answers(at):
        require(Reason(_("Its time has not passed yet."), bar=Bar.CONFLICT))
    rows = list(Respondent.objects.filter(round=round_))
    round_.state, round_.ended_at = RoundState.CLOSED, at
    round_.store()
    dropped = _unsent(rows)
    telling.over(round_, at=at)
    made = [row for _name, tell in closings.items() for row in tell(round_, by=by, at=at)]
    answered = sum(one.state == AskState.ANSWERED for one in rows)
    facts = {"answered": answered, "asked": len(rows), "seals": seals(round_)}
    also = [*made, *dropped, round_.survey]
    return Changes(round_, also=also, words={"about": round_.survey.title}, **facts)


@act("surveys.round.called_off", says=gettext_noop("called off asking {about}"))
def call_off(round_: Round, *, why: str, by: Capacity, at: datetime) -> Changes[Round]:
    """It is not asked after all. All who were asked are told why; what was answered is not counted."""
    round_ = _fresh(round_, by, at)
    if not why.strip():
        raise ValidationError({"why": _("Say why, for those who have already answered.")})
    round_.state, round_.why, round_.ended_at = RoundState.CALLED_OFF, why, at
    round_.store()
    dropped = _unsent(list(Respondent.objects.filter(round=round_)))
    telling.called_off(round_, at=at)
    words = {"about": round_.survey.title, "why": why}
    return Changes(round_, also=[*dropped, round_.survey], words=words)


# ── what these share ──


def _fresh(round_: Round, by: Capacity, at: datetime) -> Round:
    """The round, read anew and locked, while it is open, for who may do this."""
    require(same_coalition(by, round_))
    rows = Round.objects.select_for_update(no_key=True, of=("self",)).select_related("survey__coalition")
    found: Round = rows.get(pk=round_.pk)
    if by.acts_for != ActsFor.RULE:
        require(may_keep(by, found.survey, at=at))
    require(running(found))
    return found


def _unsent(rows: Iterable[Respondent]) -> list[Respondent]:
    """What was saved and not sent is nobody's any more once the round has ended: it is emptied."""
    found = [one for one in rows if one.draft is not None]
    for one in found:
        one.draft = None
        one.store()
    return found


def _ready(survey: Survey) -> None:
    if not Question.objects.filter(survey=survey).exclude(kind=SECTION).exists():
        raise ValidationError(_("There is no question yet. Add one first."))
    if Round.objects.filter(survey=survey, state=RoundState.OPEN).exists():
        raise ValidationError(_("A round of this survey is open already."))


def _end_of(day: date, survey: Survey, at: datetime) -> datetime:
    """The end of that day where the coalition is."""
    if not day_of(at) <= day <= day_of(at) + LONGEST:
        raise ValidationError({"closes_on": _("Choose a day between today and a year from now.")})
    return datetime.combine(day + timedelta(days=1), time(0), survey.coalition.tz)


def _invited(round_: Round, asked: Iterable[Asked], *, by: Capacity, at: datetime) -> list[Respondent]:
    """A row for each who is not asked yet. Nobody is asked for an organisation that is unknown here."""
    there = set(Respondent.objects.filter(round=round_).values_list("organisation", "person"))
    rows: list[Respondent] = []
    for one in asked:
        person = one.person or _person(one, by=by, at=at)
        key: tuple[Any, Any] = (one.organisation and one.organisation.pk, person and person.pk)
        if key == (None, None) or key in there:
            continue
        there.add(key)
        row = Respondent(
            coalition_id=round_.coalition_id, round=round_, organisation=one.organisation, person=person, asked_at=at
        )
        rows.append(row.store())
    return rows


def _person(one: Asked, *, by: Capacity, at: datetime) -> Person | None:
    """Whoever has that address already is that person; who asks never learns whether it was known."""
    if not one.email:
        return None
    return person_with(one.email) or register_person(
        name=one.name or one.email.partition("@")[0][:120], email=one.email, by=by, at=at
    )


def _just_written(one: Respondent, at: datetime) -> bool:
    last = max(filter(None, (one.asked_at, one.reminded_at)))
    return at - last < timedelta(hours=20)

