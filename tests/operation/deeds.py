"""Jobs that worker processes do in stories, and the story they are told in a process of its own."""

import time
from datetime import timedelta

from django.utils import timezone

from comity.notices.jobs import enqueue, job


@job(tries=3)
def note(words: str) -> None:
    """Leave one mail behind: so many jobs done, so many mails."""
    from comity.notices.models import Mail

    at = timezone.now()
    Mail.objects.create(
        kind="deed", to=f"{words}@example.org", subject=words, text=words, queued_at=at, next_try_at=at
    )


@job(tries=3)
def long_note(words: str) -> None:
    """The same, after a while; the first worker at it has all the time to die."""
    from comity.notices.models import Mail

    if not Mail.objects.filter(kind="begun", subject=words).exists():
        at = timezone.now()
        Mail.objects.create(
            kind="begun", to="b@example.org", subject=words, text="", queued_at=at, next_try_at=at
        )
        time.sleep(120)
    note.call(words)


def prepare(jobs: int, questions: int) -> None:
    """A coalition with questions whose time has come, and many jobs."""
    from tests.cast import harbour
    from tests.governing.stage import asking, say

    troupe = harbour()
    with troupe.scope():
        for n in range(questions):
            closes_at = timezone.now() + timedelta(seconds=1)
            question = asking(troupe)(closes_at=closes_at, title=f"Question {n}?")
            say(troupe, question, HT="yes", OD="yes", HH="no")
    for n in range(jobs):
        enqueue(note, words=f"n{n}")
    for n in range(2):
        enqueue(long_note, words=f"long{n}")
