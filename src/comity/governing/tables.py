"""What is taken along of the votes themselves: matters, versions, rolls, options, papers, counts, proxies, objections.

A private paper leaves as it lies here and as its recount file has it: a number by chance and its marks, once counted.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.governing.models import (
    Matter,
    Objection,
    Option,
    Paper,
    Proxy,
    Reply,
    RollEntry,
    Support,
    Tally,
    Vote,
    Wording,
)
from comity.governing.queries import visible_to, with_counts

Rows = Iterator[tuple[Any, ...]]


def register() -> None:
    """Fill the registry."""
    tables: list[tuple[str, Any, Callable[[Standing], Rows], Any]] = [
        ("matters", gettext_lazy("Matters"), matters,
         gettext_lazy("What was to be settled: kind, amount and topic, and where it stands.")),
        ("wordings", gettext_lazy("Versions of questions"), wordings,
         gettext_lazy("Each version of the text of each question, and what it was changed for.")),
        ("rolls", gettext_lazy("Rolls"), rolls,
         gettext_lazy("Who could answer which question, with which weight, and whether it did.")),
        ("options", gettext_lazy("Options"), options,
         gettext_lazy("What could be chosen from, in the order of the ballot, with its cost.")),
        ("papers", gettext_lazy("Private ballots"), papers,
         gettext_lazy("The papers of counted private votes: a number by chance and its marks, and nothing else.")),
        ("tallies", gettext_lazy("Counts"), tallies,
         gettext_lazy("Each count with every figure that is needed to repeat it.")),
        ("proxies", gettext_lazy("Proxies"), proxies,
         gettext_lazy("Which organisation let which other vote for it, on what and until when.")),
        ("objections", gettext_lazy("Objections"), objections,
         gettext_lazy("Each objection, the change that would settle it, and what became of it.")),
        ("objection-replies", gettext_lazy("Replies to objections"), replies,
         gettext_lazy("What was said to each objection, and in whose name.")),
        ("reopening-supports", gettext_lazy("Supporters of requests"), supports,
         gettext_lazy("Which organisations supported a request to take a decision up again.")),
    ]  # fmt: skip
    for name, label, rows, about in tables:
        registry.export.register(name, registry.Exportable(label, rows, about))


def matters(standing: Standing) -> Rows:
    """Matters of which one may know some question, header first; amounts in minor units."""
    yield ("id", "title", "kind", "amount", "currency", "paid_from", "topic", "body", "state", "reopens",
           "rests_until", "begun_at")  # fmt: skip
    known = visible_to(standing).exclude(matter=None).values("matter")
    rows: Any = Matter.objects.filter(pk__in=known).select_related("body", "reopens", "topic__merged_into")
    for m in rows.order_by("begun_at", "pk").iterator(chunk_size=500):
        again, topic = m.reopens.code if m.reopens else "", m.topic.whole.name if m.topic else ""
        yield (m.pk, m.title, m.kind, m.amount, m.currency, m.paid_from, topic, m.body.name, m.state, again,
               m.frozen_until, m.begun_at)  # fmt: skip


def wordings(standing: Standing) -> Rows:
    """Every version of a question's text, header first."""
    yield "number", "question", "version", "cause", "lede", "text", "written_at"
    for w in _of_questions(Wording, standing).order_by("question__number", "question", "number").iterator(500):
        yield w.question.code, w.question_id, w.number, w.cause, w.lede, w.text, w.written_at


def rolls(standing: Standing) -> Rows:
    """Each roll in its order, header first."""
    yield "number", "question", "place", "organisation", "weight", "side", "present", "answered", "through"
    rows = _of_questions(RollEntry, standing, "through").order_by("question__number", "question", "place")
    for r in rows.iterator(chunk_size=500):
        through = r.through.name if r.through else ""
        yield (r.question.code, r.question_id, r.place, r.name, r.weight, r.side, r.present, r.answered, through)


def options(standing: Standing) -> Rows:
    """The options of each ballot in their order, header first; costs in minor units."""
    yield "number", "question", "place", "option", "text", "cost", "currency"
    rows = _of_questions(Option, standing).order_by("question__number", "question", "place")
    for o in rows.iterator(chunk_size=500):
        yield o.question.code, o.question_id, o.place, o.title, o.text, o.cost, o.question.currency


def papers(standing: Standing) -> Rows:
    """The papers of private votes that are counted, in the order of their numbers, header first."""
    yield "number", "question", "paper", "marks"
    counted = _of_questions(Paper, standing).filter(question__tally__isnull=False)
    for p in counted.order_by("question__number", "question", "pk").iterator(chunk_size=500):
        yield p.question.code, p.question_id, p.pk, p.marks


def tallies(standing: Standing) -> Rows:
    """Each count, header first; `figures` is canonical text."""
    yield ("number", "question", "method", "figures", "seed", "ballots_mark", "entitled", "present", "represented",
           "cast", "counted_at")  # fmt: skip
    for t in _of_questions(Tally, standing).order_by("question__number", "question").iterator(chunk_size=500):
        yield (t.question.code, t.question_id, t.method, t.figures, t.seed, t.ballots_mark, t.entitled, t.present,
               t.represented, t.cast, t.counted_at)  # fmt: skip


def proxies(standing: Standing) -> Rows:
    """The proxies that one's own organisations gave or hold, as on their page, ended ones too; header first."""
    yield "giver", "holder", "number", "until_on", "offered_by", "accepted_by", "offered_at", "accepted_at", "ended_at"
    ours = [hold.of for hold in standing.organisations]
    mine = Q() if standing.operates else Q(giver__in=ours) | Q(holder__in=ours)
    rows: Any = Proxy.objects.filter(mine).select_related("giver", "holder", "question", "person", "accepted_by")
    for p in rows.order_by("offered_at", "pk").iterator(chunk_size=500):
        code = p.question.code if p.question else ""
        accepted = p.accepted_by.name if p.accepted_by else ""
        yield (p.giver.name, p.holder.name, code, p.until_on, p.person.name, accepted, p.offered_at, p.accepted_at,
               p.ended_at)  # fmt: skip


def objections(standing: Standing) -> Rows:
    """All objections, header first."""
    yield ("id", "number", "organisation", "raised_by", "concern", "change", "state", "raised_at", "settled_at",
           "kept_at")  # fmt: skip
    rows = _of_questions(Objection, standing, "organisation", "person").order_by("raised_at", "pk")
    for o in rows.iterator(chunk_size=500):
        yield (o.pk, o.question.code, o.organisation.name, o.person.name, o.concern, o.change, o.state, o.raised_at,
               o.settled_at, o.kept_at)  # fmt: skip


def replies(standing: Standing) -> Rows:
    """All replies to objections, header first."""
    yield "objection", "number", "said_by", "for", "text", "written_at"
    rows: Any = Reply.objects.filter(objection__question__in=visible_to(standing))
    rows = rows.select_related("objection__question", "organisation", "for_body", "person")
    for r in rows.order_by("written_at", "pk").iterator(chunk_size=500):
        yield (r.objection_id, r.objection.question.code, r.person.name, str(r.speaker() or ""), r.text, r.written_at)


def supports(standing: Standing) -> Rows:
    """Who supported which request, header first."""
    yield "number", "asked_at", "organisation", "given_by", "given_at"
    rows: Any = Support.objects.filter(reopening__question__in=visible_to(standing))
    rows = rows.select_related("reopening__question", "person").order_by("given_at", "pk")
    for s in rows.iterator(chunk_size=500):
        yield s.reopening.question.code, s.reopening.asked_at, s.name, s.person.name, s.given_at


def _of_questions(model: Any, standing: Standing, *related: str) -> Any:
    """The rows that belong to questions one may know of."""
    return model.objects.filter(question__in=visible_to(standing)).select_related("question", *related)


def questions(standing: Standing) -> Rows:
    """All opened questions with their outcome, header first, for the coalition's export."""
    yield (
        "number",
        "question",
        "binding",
        "kind",
        "amount",
        "topic",
        "body",
        "opened_at",
        "closes_at",
        "state",
        "carried",
        "yes",
        "no",
        "abstain",
        "seal",
    )
    rows: Any = with_counts(visible_to(standing).filter(opened_at__isnull=False)).order_by("number")
    for q in rows.iterator(chunk_size=500):
        decision = getattr(q, "decision", None)
        carried, seal = (decision.carried, decision.seal) if decision else ("", "")
        kind, amount, topic = (q.matter.kind, q.matter.amount, q.matter.topic) if q.matter else ("", None, None)
        about = (q.code, q.title, q.binding, kind, amount, topic.whole.name if topic else "")
        told = (*about, q.body_name, q.opened_at, q.closes_at, q.state, carried)
        yield *told, q.yes, q.no, q.abstain, seal


def votes(standing: Standing) -> Rows:
    """All votes, replaced ones too, header first, for the coalition's export."""
    yield (
        "number", "organisation", "choice", "marks", "weight", "through", "why", "cast_by", "entered_by", "witness",
        "cast_at", "replaced_at", "contested_at",
    )  # fmt: skip
    rows = Vote.objects.filter(question__in=visible_to(standing)).select_related(
        "question", "organisation", "person", "through", "entered_by", "witness"
    )
    for v in rows.order_by("question__number", "cast_at", "pk").iterator(chunk_size=500):
        others = [one.name if one else "" for one in (v.through, v.entered_by, v.witness)]
        yield (
            v.question.code, v.organisation.name, v.choice, v.marks, v.weight, others[0], v.why, v.person.name,
            *others[1:], v.cast_at, v.replaced_at, v.contested_at,
        )  # fmt: skip
