"""Who may ask to take a decided matter up again, and what the rulebook says to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, same_coalition
from comity.coalitions.queries import members_of, organisations_of
from comity.coalitions.standing import Standing, covered, standing_behind
from comity.core.matters.reopening import (
    Brought,
    Ground,
    Refusal,
    Verdict,
    judge,
    offered,
    supporters_needed,
)
from comity.core.rulebook.ruling import Ruling
from comity.core.rulebook.types import Grounds
from comity.governing.matters.applying import about_of
from comity.governing.models import MatterState, Question, Reopening, RequestState, Review, State
from comity.governing.rulebook import ruling
from comity.governing.rulebook.words import why_not
from comity.people.models import Organisation


def may_reopen(by: Capacity, question: Question, *, at: datetime) -> Reason | None:
    """Ask for it: any member by who speaks for it, a body, and coordinators."""
    return (
        same_coalition(by, question)
        or reopening(standing_behind(by, at=at), by, question)
        or _not_again(question)
    )


def reopening(standing: Standing, by: Capacity, question: Question) -> Reason | None:
    """The same where the standing is known, without looking for requests that run."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.SELF or not covered(by, standing):
        return Reason(_("This is asked in the name of an organisation or a body."), _("Choose another hat above."))
    if by.organisation and not standing.may(by, Power.SPEAK):
        return Reason(_("Your mandate for {name} does not let you speak for it.").format(name=by.of_name))
    return decided(question)


def decided(question: Question) -> Reason | None:
    """Only what was decided, and stands, can be taken up again."""
    decision = getattr(question, "decision", None)
    if question.state != State.CLOSED or decision is None or not question.binding:
        return Reason(_("Nothing was decided here. It can be put forward at any time."), bar=Bar.CONFLICT)
    if getattr(decision, "superseded_by", None) is not None:
        return Reason(_("Another decision took the place of this one."), bar=Bar.CONFLICT)
    return None


def may_support(by: Capacity, request: Reopening, *, at: datetime) -> Reason | None:
    """Support it: each member once, by who speaks for it."""
    return same_coalition(by, request) or supporting(standing_behind(by, at=at), by, request)


def supporting(standing: Standing, by: Capacity, request: Reopening) -> Reason | None:
    """The same where the standing is known. Reads the supports."""
    if not standing.inside:
        return hidden()
    hold = standing.organisation(by.organisation)
    if by.organisation is None or hold is None or not hold.member:
        return Reason(_("Only members support this."), _("Choose the hat of your organisation above."))
    if not standing.may(by, Power.SPEAK):
        return Reason(_("Your mandate for {name} does not let you speak for it.").format(name=by.of_name))
    if any(one.organisation_id == by.of for one in request.supports.all()):
        return Reason(_("{name} supports it already.").format(name=by.of_name), bar=Bar.CONFLICT)
    return still_gathering(request)


def still_gathering(request: Reopening) -> Reason | None:
    """Whether it still waits for supporters."""
    if request.state == RequestState.GATHERING:
        return None
    return Reason(_("This request does not wait for supporters."), bar=Bar.CONFLICT)


def may_withdraw_request(by: Capacity, request: Reopening, *, at: datetime) -> Reason | None:
    """Take it back: whoever asked."""
    mine = by.of is not None and by.of in (request.organisation_id, request.for_body_id)
    if same_coalition(by, request) or not (mine and covered(by, standing_behind(by, at=at))):
        return same_coalition(by, request) or Reason(_("Others asked for this."))
    return still_gathering(request)


def _not_again(question: Question) -> Reason | None:
    """One at a time: while a request gathers, or a matter is open that takes it up, there is nothing to ask."""
    if Reopening.objects.filter(question=question, state=RequestState.GATHERING).exists():
        return Reason(_("A request waits for supporters already. Support that one."), bar=Bar.CONFLICT)
    if question.taken_up_again.filter(state=MatterState.OPEN).exists():
        return Reason(_("It is being taken up again already."), bar=Bar.CONFLICT)
    return None


# ── what the rulebook says ──


def verdict_on(request: Reopening, at: datetime) -> tuple[str, Verdict]:
    """The clause and what its grounds say to the request as it stands."""
    question = request.question
    found = ruling_on(question, at)
    if not isinstance(found, Ruling):
        return "", Verdict(Refusal.NO_GROUND)
    tz = question.coalition.tz
    last = Review.objects.filter(question=question).order_by("-reviewed_at", "-pk").first()
    members = set(asked_for_support(question, at).values_list("pk", flat=True))
    supporters = {one.organisation_id for one in request.supports.all()} & members
    brought = Brought(
        Ground(request.ground), decided_on=question.decision.sealed_at.astimezone(tz).date(),
        asked_on=at.astimezone(tz).date(), known_on=request.known_on, supporters=len(supporters),
        members=len(members), to_change=last is not None and not last.upheld,
        review_fault=last and _review_fault(request, last),
    )  # fmt: skip
    return found.clause, judge(found.grounds, brought)


def _review_fault(request: Reopening, last: Review) -> Refusal | None:
    """A review carries a request if its day had come, and the body that decided made it, or somebody else."""
    question = request.question
    earlier = Review.objects.filter(question=question, reviewed_at__lt=last.reviewed_at)
    before = earlier.order_by("reviewed_at", "pk").last()
    due = before.next_on if before else question.review_on
    if due is None or last.reviewed_at.astimezone(question.coalition.tz).date() < due:
        return Refusal.REVIEW_EARLY
    of_body = last.for_body_id is not None and last.for_body_id == question.body_id
    theirs = last.organisation_id or last.for_body_id, request.organisation_id or request.for_body_id
    own = last.person_id == request.person_id or theirs[0] == theirs[1]
    return Refusal.OWN_REVIEW if own and not of_body else None


def ruling_on(question: Question, at: datetime) -> Ruling | None:
    """The clause that would apply to the matter of a question today."""
    about = about_of(question.matter)
    found = ruling(question.coalition_id, about.kind or "work", about.amount, at)
    return found if isinstance(found, Ruling) else None


def asked_for_support(question: Question, at: datetime) -> "QuerySet[Organisation]":
    """Whose share counts: all members; of what is for one body's eyes, the organisations of that body."""
    if question.confidentiality == Confidentiality.BODY:
        return organisations_of(question.body, on=day_of(at))
    return members_of(question.coalition_id, on=day_of(at))


@dataclass(frozen=True)
class Offer:
    """A ground one may choose, with its condition in words; or why it can't be chosen."""

    ground: Ground
    words: str


def offers(question: Question, at: datetime) -> list[Offer]:
    """The grounds that the rulebook knows for this matter, each with its condition."""
    found = ruling_on(question, at)
    if found is None:
        return []
    members = asked_for_support(question, at).count()
    return [Offer(one, _condition(one, found.grounds, members)) for one in Ground if offered(found.grounds, one)]


def _condition(ground: Ground, grounds: Grounds, members: int) -> str:
    match ground:
        case Ground.NEW_FACTS:
            return _("Something that was not known when it was decided, with its proof.")
        case Ground.SHARE:
            needed = supporters_needed(grounds.share, members) if grounds.share else members
            words = ngettext("{n} of {all} member organisation.", "{n} of {all} member organisations.", needed)
            return words.format(n=needed, all=members)
        case Ground.TIME:
            days = grounds.after_days or 0
            return ngettext("{n} day since the decision.", "{n} days since the decision.", days).format(n=days)
        case _:
            return _("The last review says so. Its day had come, and others made it, or the body that decided.")


def refusal_in_words(question: Question, verdict: Verdict) -> str:
    """Why a request fails, in the language of record."""
    with translation.override(question.coalition.language):
        day = date_format(verdict.day, "DATE_FORMAT") if verdict.day else ""
        told = {
            Refusal.NO_GROUND: _("The rulebook does not know this ground for such a matter."),
            Refusal.WINDOW_OVER: _("It could be asked until {day}. That time is over."),
            Refusal.OLD_FACTS: _("These facts were known when it was decided, on {day}. They are not new."),
            Refusal.FACTS_TO_COME: _("These facts are not known yet."),
            Refusal.TOO_SOON: _("Too little time has passed. It can be asked from {day} on."),
            Refusal.UPHELD: _("No review says that it should be changed."),
            Refusal.REVIEW_EARLY: _(
                "It was looked at before its day of review. Do so again when that has come, or name another ground."
            ),
            Refusal.OWN_REVIEW: _(
                "Whoever asks made the review. Let the body that decided, or somebody else, look at it."
            ),
        }
        return told[verdict.refusal].format(day=day) if verdict.refusal else ""


def no_rule(question: Question, at: datetime) -> Reason | None:
    """Why the rulebook has nothing to say to this matter."""
    about = about_of(question.matter)
    found = ruling(question.coalition_id, about.kind or "work", about.amount, at)
    return None if isinstance(found, Ruling) else why_not(found)


