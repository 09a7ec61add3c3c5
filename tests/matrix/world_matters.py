"""What the world of the matrix has around its votes: questions asked, matters, a review, and options in a draft."""

from datetime import datetime, timedelta
from uuid import UUID

from comity.coalitions.models import Membership
from comity.core.matters.reopening import Ground
from comity.governing.acts import answer_inquiry, ask_reopening, draft_question, inquire
from comity.governing.acts.options import list_options
from comity.governing.models import Decision, Matter, Question, Review, Support
from tests.cast import Troupe


def inquired(troupe: Troupe, question: UUID, canary: str, at: datetime) -> UUID:
    """The coordinator asks and answers."""
    with troupe.scope():
        found = Question.objects.select_related("coalition").get(pk=question)
    asked = inquire(found, canary, by=troupe.by, at=at)
    answer_inquiry(asked, canary, by=troupe.by, at=at)
    return asked.pk


def asked_again(troupe: Troupe, question: UUID, canary: str, at: datetime) -> UUID:
    """The coordinator asks to take a decision up again; an organisation that left since supported it, others may."""
    with troupe.scope():
        found = Question.objects.select_related("coalition").get(pk=question)
    later, marks = at + timedelta(days=4), list(troupe.organisations)
    asked = ask_reopening(found, Ground.SHARE, why=canary, proof=canary, by=troupe.by, at=later)
    with troupe.scope():
        Membership.objects.filter(organisation=troupe.organisations[marks[0]]).update(leaves_why=canary)
        Support(
            coalition_id=troupe.coalition.pk, reopening=asked, name=canary, person=troupe.coordinator, given_at=later,
            organisation=troupe.organisations["FO" if "FO" in marks else marks[3]],
        ).store()  # fmt: skip
    return asked.pk


def settling(troupe: Troupe, canary: str, at: datetime) -> Matter:
    """A matter for the assembly."""
    with troupe.scope():
        return Matter(
            coalition_id=troupe.coalition.pk, title=canary, kind="work", kind_name=canary,
            body=troupe.assembly, begun_at=at,
        ).store()  # fmt: skip


def weighed(troupe: Troupe, canary: str, at: datetime) -> None:
    """A draft of the coordinator with options to choose from, and with words that only later steps write."""
    draft = draft_question(
        body=troupe.assembly, title=f"Which {canary}?", lede=canary, method="approval", by=troupe.by, at=at
    )
    list_options(draft, [{"title": f"{place} {canary}", "text": canary} for place in (1, 2)], by=troupe.by, at=at)
    with troupe.scope():
        later = dict.fromkeys(("routed_why", "tie_why", "sitting_title"), canary)
        Question.objects.filter(pk=draft.pk).update(**later)


def looked_at_again(troupe: Troupe, question: UUID, canary: str, at: datetime) -> None:
    """A decision was reviewed and upheld; and a matter rested once."""
    with troupe.scope():
        decision = Decision.objects.get(question=question)
        words = dict.fromkeys(("title", "kind_name", "paid_from", "frozen_why"), canary)
        Matter(
            coalition_id=troupe.coalition.pk, kind="work", body=troupe.assembly, begun_at=at, frozen_until=at, **words
        ).store()  # fmt: skip
        review = Review(
            coalition_id=troupe.coalition.pk, question_id=question, decision=decision, upheld=True, words=canary,
            person_id=troupe.by.someone, acts_for=troupe.by.acts_for, organisation_id=troupe.by.organisation,
            for_body_id=troupe.by.body, reviewed_at=at + timedelta(days=4),
        )  # fmt: skip
        review.seal_words()
        review.store()
