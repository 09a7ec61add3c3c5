"""What the world of the matrix has around its votes: something asked, and a matter that a question is to settle."""

from datetime import datetime, timedelta
from uuid import UUID

from comity.core.matters.reopening import Ground
from comity.governing.acts import answer_inquiry, ask_reopening, inquire
from comity.governing.models import Matter, Question
from tests.cast import Troupe


def inquired(troupe: Troupe, question: UUID, canary: str, at: datetime) -> UUID:
    """The coordinator asks and answers."""
    with troupe.scope():
        found = Question.objects.select_related("coalition").get(pk=question)
    asked = inquire(found, canary, by=troupe.by, at=at)
    answer_inquiry(asked, canary, by=troupe.by, at=at)
    return asked.pk


def asked_again(troupe: Troupe, question: UUID, canary: str, at: datetime) -> UUID:
    """The coordinator asks to take a decision up again, and it waits for supporters."""
    with troupe.scope():
        found = Question.objects.select_related("coalition").get(pk=question)
    later = at + timedelta(days=4)
    return ask_reopening(found, Ground.SHARE, why=canary, proof=canary, by=troupe.by, at=later).pk


def settling(troupe: Troupe, canary: str, at: datetime) -> Matter:
    """A matter for the assembly."""
    with troupe.scope():
        return Matter(
            coalition_id=troupe.coalition.pk, title=canary, kind="work", kind_name=canary, topic=canary,
            body=troupe.assembly, begun_at=at,
        ).store()  # fmt: skip
