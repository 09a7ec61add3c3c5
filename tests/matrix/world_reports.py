"""What the world has of ground rules at work: reports at home, an own rule looked at, a proposal amended in vain."""

from datetime import datetime, timedelta
from uuid import UUID

from comity.governing.models import Amendment, HomeReport, Question, RuleReview
from comity.governing.rulebook import adopted
from tests.cast import Troupe


def reported(troupe: Troupe, question: UUID, canary: str, at: datetime) -> UUID:
    """An organisation heard from its representative what was decided."""
    with troupe.scope():
        found = Question.objects.select_related("coalition").get(pk=question)
        report = HomeReport(
            organisation=next(iter(troupe.organisations.values())), title=canary, url=found.get_absolute_url(),
            due_on=at.date(), asked_at=at, reported_at=at, person=troupe.coordinator, text=canary,
        )  # fmt: skip
        report.belong_to(found)
        return report.store().pk


def amended(troupe: Troupe, question: UUID, canary: str, at: datetime) -> None:
    """Somebody would have had the proposal read otherwise, before the vote; it was declined."""
    with troupe.scope():
        amendment = Amendment(
            question=Question.objects.get(pk=question), number=2, base=canary, text=f"{canary} and more", why=canary,
            state="declined", reason=canary, settled_for=canary, made_at=at, settled_at=at,
        )  # fmt: skip
        amendment.speak_as(troupe.by)
        amendment.for_name = canary
        amendment.store()


def looked_at(troupe: Troupe, canary: str, at: datetime) -> UUID:
    """An own rule was looked at once and is to be looked at again; the second look, which waits."""
    version = adopted(troupe.coalition.pk, at)
    found = {"looked_at": at, "stands": True, "words": canary, "for_name": canary, "person": troupe.coordinator}
    with troupe.scope():
        _, waiting = (
            RuleReview(
                coalition_id=troupe.coalition.pk, version=version, text=canary, owner=troupe.assembly, asked_at=asked,
                due_on=asked.date(), **finding,
            ).store()
            for asked, finding in ((at, found), (at + timedelta(days=1), {}))
        )  # fmt: skip
    return waiting.pk
