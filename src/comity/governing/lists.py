"""The register as a list: what it shows, how it sorts, what narrows it. Pages and other programs read the same."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import day_of, now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, icon, status
from comity.coalitions.models import Body
from comity.coalitions.requests import CoalitionRequest
from comity.governing import queries
from comity.governing.models import Matter, Question, State
from comity.governing.rules import share_in_words
from comity.topics.queries import choices, narrowed


def decisions(request: CoalitionRequest) -> Listing:
    """All questions one may know of, newest first; drafts, proposals and advice that was given only under their own
    filters: none of them is a decision."""
    at = now()
    rows = queries.with_counts(queries.visible_to(request.standing))
    if request.GET.get("state") not in ("draft", "shared"):
        rows = rows.filter(opened_at__isnull=False)
    if request.GET.get("state") not in ("draft", "shared", "advice"):
        rows = rows.filter(Q(binding=True) | Q(state=State.OPEN))
    return Listing(
        request, rows, name="decisions", columns=_columns(request, at), filters=_filters(request, at),
        default="-number",        caption=_("Decisions"), empty=_empty(request),
    )  # fmt: skip


def _columns(request: CoalitionRequest, at: datetime) -> list[Column]:
    page = addresses("governing:question", request.coalition.slug, like=UUID(int=0))
    return [
        Column("number", _("No."), "code", show=_shown_code, sort="number"),
        Column("question", _("Decision"), "title", sort="title", head=True, link=lambda q: page(q.pk)),
        Column("body", _("Decided by"), "body_name", sort="body_name"),
        Column("kind", _("Kind"), lambda q: q.matter.kind_name if q.matter else "", shown=False),
        Column("amount", _("Amount"), lambda q: q.matter.amount if q.matter else None, shown=False),
        Column("topic", _("Topic"), _topic, shown=False),
        Column("how", _("How"), lambda q: share_in_words(q.rule.threshold)),
        Column("result", _("For : against : abstain"), _result),
        Column("date", _("Date"), _date, show=lambda q: _shown_date(q, at), sort=("ended_at", "closes_at")),
        Column("state", _("Status"), lambda q: queries.standing_of_question(q, at)[1],
               show=lambda q: status(*queries.standing_of_question(q, at))),
        Column("seal", _("Seal"), _seal, show=_shown_seal),
    ]  # fmt: skip


def _filters(request: CoalitionRequest, at: datetime) -> tuple[Words | Choose, ...]:
    states = [
        ("open", _("Open")), ("agreed", _("Agreed")), ("not-agreed", _("Not agreed")), ("withdrawn", _("Withdrawn")),
        ("review", _("Review due")), ("superseded", _("Superseded")), ("advice", _("Advice")),
        ("shared", _("Proposals before the vote")), ("draft", _("My drafts")),
    ]  # fmt: skip
    used = _Used(queries.visible_to(request.standing))
    return (
        Words(("title", "lede", "text")),
        Choose("kind", _("Kind"), used.kinds, field="matter__kind", every=_("All kinds")),
        Choose("body", _("Body"), _bodies, field="body", every=_("All bodies")),
        Choose("state", _("Status"), states, apply=lambda rows, value: _in_state(rows, value, at)),
        Choose("year", _("Year"), lambda: _years(request, at), field="opened_at__year"),
        Choose("topic", _("Topic"), used.topics, apply=_about, every=_("All topics")),
    )


def _bodies() -> list[tuple[Any, str]]:
    return list(Body.objects.order_by("name").values_list("pk", "name"))


class _Used:
    """Kinds and topics of the matters one may know of, each once; read when a filter asks, and then once."""

    def __init__(self, visible: QuerySet[Question]) -> None:
        self.visible = visible

    @cached_property
    def rows(self) -> list[tuple[str, str, UUID | None]]:
        rows = Matter.objects.filter(questions__in=self.visible).order_by()
        return list(rows.values_list("kind", "kind_name", "topic").distinct())

    def kinds(self) -> list[tuple[Any, str]]:
        return sorted({kind: name for kind, name, _topic in self.rows}.items(), key=lambda pair: pair[1])

    def topics(self) -> list[tuple[Any, str]]:
        return choices({topic for _kind, _name, topic in self.rows if topic})


def _topic(question: Question) -> str:
    topic = question.matter.topic if question.matter else None
    return str(topic.whole) if topic else ""


def _about(rows: QuerySet[Any], topic: str) -> QuerySet[Any]:
    return narrowed(rows, topic, "matter__topic")


def _years(request: CoalitionRequest, at: datetime) -> list[tuple[int, str]]:
    since = request.coalition.started_at.year
    return [(year, str(year)) for year in range(at.year, since - 1, -1)]


def _in_state(rows: QuerySet[Any], value: str, at: datetime) -> QuerySet[Any]:
    wanted = {
        "open": Q(state=State.OPEN, closes_at__gt=at),
        "agreed": Q(decision__carried=True, decision__superseded_by=None),
        "not-agreed": Q(decision__carried=False),
        "superseded": Q(decision__superseded_by__isnull=False),
        "advice": Q(binding=False),
        "shared": Q(state=State.DRAFT, shared_at__isnull=False),
        "withdrawn": Q(state=State.WITHDRAWN),
        "review": Q(decision__review_due_on__lte=day_of(at), decision__superseded_by=None),
        "draft": Q(state=State.DRAFT),
    }
    return rows.filter(wanted[value])


def _result(question: Any) -> str:
    return "" if question.yes is None else f"{question.yes} : {question.no} : {question.abstain}"


def _date(question: Question) -> datetime | None:
    return question.ended_at or question.closes_at


def _shown_code(question: Question) -> str:
    return format_html('<span class="nowrap">{}</span>', question.code)


def _shown_date(question: Question, at: datetime) -> SafeString | str:
    if question.reads(at) == State.OPEN:
        return format_html(_("Closes {}"), day(question.closes_at, at, short=True))
    return day(_date(question), at, short=True)


def _seal(question: Question) -> str:
    decision = getattr(question, "decision", None)
    return decision.seal if decision else ""


def _shown_seal(question: Question) -> SafeString:
    if not _seal(question):
        return format_html('<span class="fine">{}</span>', _("Not sealed"))
    return format_html('<span class="org">{}<span class="hide">{}</span></span>', icon("seal"), _("Sealed"))


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("Nothing has been decided yet"),
        _("The first question that closes opens the register."),
        "ballot",
        _("Put something forward"),
        reverse("governing:new", args=[request.coalition.slug]),
        _("“Do we meet on the first Tuesday of each month?”"),
    )
