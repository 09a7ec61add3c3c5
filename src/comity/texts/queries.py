"""Texts as people may read them; every read starts from `visible_to`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from comity.base.versions import Version as Read
from comity.base.versions import mark
from comity.coalitions.held import label_of, visible
from comity.coalitions.standing import Standing
from comity.texts.models import Comment, Suggestion, SuggestionState, Text, Version

VOICES = ("person", "organisation", "for_body")
WAITING = Q(suggestions__state=SuggestionState.WAITING)


def visible_to(standing: Standing) -> "QuerySet[Text]":
    """The texts a person may know of, those taken away too."""
    return visible(Text.objects.all(), standing)


def with_counts(rows: "QuerySet[Text]") -> "QuerySet[Any]":
    """Each with how many suggestions wait (`waiting`) and how many threads are open (`open_threads`)."""
    threads = Q(comments__thread=None, comments__resolved_at=None, comments__isnull=False)
    counted: QuerySet[Any] = rows.select_related("coalition").annotate(
        waiting=Count("suggestions", filter=WAITING, distinct=True),
        open_threads=Count("comments", filter=threads, distinct=True),
    )
    return counted


def of_thing(standing: Standing, thing: Any) -> "QuerySet[Any]":
    """The texts of one thing, without those taken away, in the order in which they were begun."""
    rows = visible_to(standing).filter(held_by=thing._meta.label_lower, held_id=thing.pk, withdrawn_at=None)
    return with_counts(rows).order_by("begun_at", "pk")


def versions_of(text: Text) -> "QuerySet[Version]":
    """All versions, the newest first, each with who wrote it and who suggested it."""
    suggested = [f"suggestion__{voice}" for voice in VOICES]
    rows: QuerySet[Version] = Version.objects.filter(text=text).select_related(*VOICES, "suggestion", *suggested)
    return rows.order_by("-number")


def version_at(text: Text, number: int) -> Version | None:
    """One version by its number."""
    return versions_of(text).filter(number=number).first()


def version_read(text: Text, read: Read | None) -> Version:
    """The version that somebody had before them; the newest where nothing is said, or where none reads like that."""
    rows = Version.objects.filter(text=text).order_by("-number")
    wanted = read.marks.get("words") if read else None
    newest: Version = rows.get(number=text.number)
    if wanted is None or mark(newest.words) == wanted:
        return newest
    return next((one for one in rows.iterator(chunk_size=20) if mark(one.words) == wanted), newest)


def suggestions_of(text: Text) -> "QuerySet[Suggestion]":
    """All suggestions to a text, those that wait first, then the newest."""
    rows: QuerySet[Suggestion] = Suggestion.objects.filter(text=text)
    related = rows.select_related(*VOICES, "against", "coalition", "settled_by")
    return related.order_by(F("settled_at").desc(nulls_first=True), "-made_at", "-pk")


def threads_of(text: Text) -> "QuerySet[Comment]":
    """First comments with their answers, open ones first. Two queries."""
    answers = Comment.objects.select_related(*VOICES, "version")
    rows: QuerySet[Comment] = Comment.objects.filter(text=text, thread=None).select_related(*VOICES, "version")
    open_first = F("resolved_at").desc(nulls_first=True)
    return rows.prefetch_related(Prefetch("answers", answers)).order_by(open_first, "written_at", "pk")


def changed_between(standing: Standing, since: datetime, until: datetime) -> "QuerySet[Text]":
    """Texts that got a new version in that time."""
    rows = visible_to(standing).filter(changed_at__gt=since, changed_at__lte=until, withdrawn_at=None)
    return rows.select_related("coalition").order_by("changed_at")


# ── tables to take along ──


def texts_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All texts as they read now."""
    yield "id", "title", "belongs_to", "holder", "version", "begun_at", "changed_at", "frozen_at", "withdrawn_at"
    for one in visible_to(standing).order_by("begun_at", "pk").iterator(500):
        yield (one.pk, one.title, label_of(one), one.held_id, one.number, one.begun_at, one.changed_at, one.frozen_at,
               one.withdrawn_at)  # fmt: skip


def versions_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All versions in full, with who wrote them for whom."""
    yield "text", "number", "title", "words", "note", "written_by", "for", "suggestion", "written_at"
    rows = Version.objects.filter(text__in=visible_to(standing)).select_related("person")
    for one in rows.order_by("text", "number").iterator(200):
        yield (one.text_id, one.number, one.title, one.words, one.note, one.person, one.for_name, one.suggestion_id,
               one.written_at)  # fmt: skip


def suggestions_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All suggestions with what became of them; only for those inside."""
    yield ("id", "text", "against", "words", "why", "suggested_by", "for", "state", "reason", "made_at", "settled_at")
    rows = Suggestion.objects.filter(text__in=visible_to(standing)).select_related("person", "against")
    for one in _inside(standing, rows).order_by("made_at", "pk").iterator(200):
        yield (one.pk, one.text_id, one.against.number, one.words, one.why, one.person, one.for_name, one.state,
               one.reason, one.made_at, one.settled_at)  # fmt: skip


def comments_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All comments; only for those inside."""
    yield "id", "text", "version", "answers", "quote", "words", "written_by", "for", "written_at", "resolved_at"
    rows = Comment.objects.filter(text__in=visible_to(standing)).select_related("person", "version")
    for one in _inside(standing, rows).order_by("written_at", "pk").iterator(500):
        yield (one.pk, one.text_id, one.version.number, one.thread_id, one.quote, one.words, one.person, one.for_name,
               one.written_at, one.resolved_at)  # fmt: skip


def _inside(standing: Standing, rows: Any) -> Any:
    return rows if standing.inside else rows.none()


def has_waiting() -> Exists:
    """A condition: something waits at the text."""
    return Exists(Suggestion.objects.filter(text=OuterRef("pk"), state=SuggestionState.WAITING))
