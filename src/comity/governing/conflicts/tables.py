"""What is taken along of conflicts besides the cases: steps, who knows of them, neutrals, outcomes, answers."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.governing.conflicts.queries import visible_to
from comity.governing.models import Assent, CasePerson, CaseStep, Neutral, Outcome

Rows = Iterator[tuple[Any, ...]]


def register() -> None:
    """Fill the registry."""
    tables: list[tuple[str, Any, Callable[[Standing], Rows], Any]] = [
        ("conflict-steps", gettext_lazy("Steps in conflicts"), steps,
         gettext_lazy("Each step of the way that was agreed, with its clock.")),
        ("conflict-people", gettext_lazy("People named in conflicts"), people,
         gettext_lazy("Who may know of a case, for which side, from when until when.")),
        ("conflict-neutrals", gettext_lazy("Neutrals in conflicts"), neutrals,
         gettext_lazy("Who was asked to help, what they said of their interests, and what came of it.")),
        ("conflict-outcomes", gettext_lazy("Outcomes of conflicts"), outcomes,
         gettext_lazy("Each proposal how to settle a case, refused ones too.")),
        ("conflict-answers", gettext_lazy("Answers of the sides"), answers,
         gettext_lazy("What each side said to a neutral or an outcome.")),
    ]  # fmt: skip
    for name, label, rows, about in tables:
        registry.export.register(name, registry.Exportable(label, rows, about))


def steps(standing: Standing) -> Rows:
    """Header first, in the order of the ladder."""
    yield "case", "place", "kind", "days", "began_at", "ends_at"
    for s in _of_cases(CaseStep, standing).order_by("case__opened_at", "case", "place").iterator(chunk_size=500):
        yield s.case.title, s.place, s.kind, s.days, s.began_at, s.ends_at


def people(standing: Standing) -> Rows:
    """Header first; who helps as a neutral stands for no side."""
    yield "case", "side", "opened_it", "bound_at", "person", "named_at", "ended_at"
    rows = _of_cases(CasePerson, standing, "party", "person").order_by("case__opened_at", "named_at", "pk")
    for p in rows.iterator(chunk_size=500):
        side = (p.party.name, p.party.opened, p.party.bound_at) if p.party else ("", False, None)
        yield p.case.title, *side, p.person.name, p.named_at, p.ended_at


def neutrals(standing: Standing) -> Rows:
    """Header first."""
    yield ("id", "case", "step", "person", "proposed_by", "why", "interests", "state", "proposed_at", "answered_at")
    rows = _of_cases(Neutral, standing, "step", "person", "proposed_by").order_by("proposed_at", "pk")
    for n in rows.iterator(chunk_size=500):
        yield (n.pk, n.case.title, n.step.kind, n.person.name, n.proposed_by.name, n.why, n.interests, n.state,
               n.proposed_at, n.answered_at)  # fmt: skip


def outcomes(standing: Standing) -> Rows:
    """Header first."""
    yield "id", "case", "proposed_by", "for", "text", "state", "proposed_at", "settled_at"
    rows = _of_cases(Outcome, standing, "party", "person").order_by("proposed_at", "pk")
    for o in rows.iterator(chunk_size=500):
        side = o.party.name if o.party else ""
        yield o.pk, o.case.title, o.person.name, side, o.text, o.state, o.proposed_at, o.settled_at


def answers(standing: Standing) -> Rows:
    """Header first; `about` is the id of a neutral or an outcome."""
    yield "case", "about", "side", "yes", "why", "said_by", "said_at"
    rows = _of_cases(Assent, standing, "party", "person").order_by("said_at", "pk")
    for a in rows.iterator(chunk_size=500):
        yield a.case.title, a.about, a.party.name, a.yes, a.why, a.person.name, a.said_at


def _of_cases(model: Any, standing: Standing, *related: str) -> Any:
    """The rows that belong to cases one is named in."""
    return model.objects.filter(case__in=visible_to(standing)).select_related("case", *related)
