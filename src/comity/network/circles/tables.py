"""What is taken along of circles. What is written there leaves with who may read it; addresses of people never."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.network.circles import queries
from comity.network.models import CircleAnswer, CircleMember, CirclePostFile, CircleSupport

Rows = Iterator[tuple[Any, ...]]


def register() -> None:
    """Fill the registry."""
    for name, label, table, about in (
        ("circles", gettext_lazy("Circles"), circles,
         gettext_lazy("Each circle: what it is for, who may join, who reads what is written there.")),
        ("circle-members", gettext_lazy("Members of circles"), members,
         gettext_lazy("Who joined which circle, for which organisation, from when until when.")),
        ("circle-posts", gettext_lazy("Posts of circles"), posts,
         gettext_lazy("What was written in the circles you may read, thread by thread.")),
        ("circle-meetings", gettext_lazy("Meetings of circles"), meetings,
         gettext_lazy("When each circle met, and who said they would come and was there.")),
        ("circle-ideas", gettext_lazy("Ideas of circles"), ideas,
         gettext_lazy("Ideas of the circles you may read, who would take part, and which initiative came of it.")),
    ):  # fmt: skip
        registry.export.register(name, registry.Exportable(label, table, about))


def circles(standing: Standing) -> Rows:
    """Header first."""
    yield ("id", "name", "purpose", "joining", "rhythm", "read_by", "checked", "begun_by", "begun_at", "ended_at",
           "why")  # fmt: skip
    for c in queries.visible_to(standing).order_by("begun_at", "pk").iterator(chunk_size=500):
        yield (c.pk, c.name, c.purpose, c.joining, c.every, c.confidentiality, c.checked, c.begun_name, c.begun_at,
               c.ended_at, c.ended_why)  # fmt: skip


def members(standing: Standing) -> Rows:
    """Header first."""
    yield "circle", "name", "person", "organisation", "state", "keeper", "joined_at", "left_at"
    rows = CircleMember.objects.filter(circle__in=queries.visible_to(standing).values("pk"))
    for m in rows.select_related("circle", "person").order_by("asked_at", "pk").iterator(chunk_size=500):
        yield m.circle_id, m.circle.name, m.person.name, m.name, m.state, m.keeper, m.joined_at, m.left_at


def posts(standing: Standing) -> Rows:
    """Header first."""
    yield ("id", "circle", "thread", "answers", "person", "organisation", "subject", "text", "quoted", "state",
           "by_mail", "posted_at", "files", "not_carried")  # fmt: skip
    files = Prefetch("files", CirclePostFile.objects.select_related("file"))
    rows = queries.posts_visible_to(standing).prefetch_related(files)
    for p in rows.order_by("posted_at", "pk").iterator(chunk_size=500):
        names = "; ".join(str(one.name) for one in p.carried)
        yield (p.pk, p.circle.name, p.thread_id or p.pk, p.parent_id, p.person.name, p.name, p.subject, p.text,
               p.quoted, p.state, p.by_mail, p.posted_at, names, p.uncarried)  # fmt: skip


def meetings(standing: Standing) -> Rows:
    """Header first; a line for each answer, or one for a meeting without any. What came of it only for its readers."""
    yield ("id", "circle", "title", "starts_at", "minutes", "place", "cancelled_at", "notes", "person", "organisation",
           "says", "was_there")  # fmt: skip
    rows = queries.meetings_visible_to(standing)
    readable = set(queries.visible_to(standing).filter(queries.within(standing, "pk")).values_list("pk", flat=True))
    answers = Prefetch("answers", CircleAnswer.objects.select_related("person"))
    for m in rows.prefetch_related(answers).order_by("starts_at", "pk").iterator(chunk_size=500):
        notes = m.notes if m.circle_id in readable else ""
        head = (m.pk, m.circle.name, m.title, m.starts_at, m.minutes, m.place, m.cancelled_at, notes)
        told = list(m.answers.all()) if m.circle_id in readable else []
        for a in told:
            yield *head, a.person.name, a.name, a.says, a.was_there
        if not told:
            yield *head, "", "", "", ""


def ideas(standing: Standing) -> Rows:
    """Header first."""
    yield ("id", "circle", "title", "text", "person", "organisation", "raised_at", "would_take_part", "initiative",
           "dropped_at", "why")  # fmt: skip
    supports = Prefetch("supports", CircleSupport.objects.filter(ended_at=None))
    for i in queries.ideas_visible_to(standing).prefetch_related(supports).order_by("raised_at", "pk").iterator(
        chunk_size=500
    ):  # fmt: skip
        names = "; ".join(one.name for one in i.supports.all())
        yield (i.pk, i.circle.name, i.title, i.text, i.person.name, i.name, i.raised_at, names, i.initiative_id,
               i.dropped_at, i.dropped_why)  # fmt: skip
