"""What is taken along of looking for partners; scores only for whom the committee's eyes may see them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.founding.models import Criterion, Points
from comity.founding.prospects import queries


def register() -> None:
    """Fill the registry."""
    for name, (label, rows, about) in TABLES.items():
        registry.export.register(name, registry.Exportable(label, rows, about))


def prospects(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield (
        "id", "name", "organisation", "sector", "populations", "competences", "places", "level", "why", "state",
        "why_state", "wave", "entered_by", "entered_at", "moved_at",
    )  # fmt: skip
    for p in queries.visible_to(standing).order_by("sort_name", "pk").iterator(chunk_size=500):
        yield (
            p.pk, p.name, p.organisation.name if p.organisation else "", p.sector, p.populations, p.competences,
            p.places, p.level, p.why, p.state, p.why_state, p.wave.name if p.wave else "",
            p.person.name if p.person else "", p.entered_at, p.moved_at,
        )  # fmt: skip


def searches(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "committee", "begun_at", "adopted_on", "adopted_how", "decision", "scoring_began_at"
    for s in queries.search_known_to(standing):
        code = s.decision.question.code if s.decision else ""
        yield s.body.name, s.begun_at, s.adopted_on, s.adopted_how, code, s.scoring_began_at


def criteria(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first, struck ones too."""
    yield "id", "text", "weight", "stated_at", "struck_at"
    for c in Criterion.objects.order_by("stated_at", "pk") if standing.inside else ():
        yield c.pk, c.text, c.weight, c.stated_at, c.struck_at


def scores(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first: one row for each criterion of each judgement."""
    yield "prospect", "criterion", "points", "by", "words", "given_at"
    rows: Any = Points.objects.filter(judgement__in=queries.judgements_visible_to(standing).values("pk"))
    rows = rows.select_related("judgement__prospect", "judgement__person", "criterion")
    for one in rows.order_by("judgement__given_at", "judgement", "criterion").iterator(chunk_size=500):
        said = one.judgement
        name = said.person.name if said.person else ""
        yield said.prospect.name, one.criterion.text, one.points, name, said.words, said.given_at


def needs(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "id", "sector", "population", "competence", "place", "explained", "named_at"
    for n in queries.needs_visible_to(standing).iterator(chunk_size=500):
        yield n.pk, n.sector, n.population, n.competence, n.place, n.explained, n.named_at


def waves(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "name", "trigger", "on", "members", "words", "planned_at", "begun_at", "prospects"
    rows: Any = queries.waves_visible_to(standing)
    for w in rows:
        when = (w.trigger_on, w.trigger_members, w.trigger_words)
        yield w.name, w.trigger, *when, w.planned_at, w.begun_at, w.held


TABLES = {
    "prospects": (
        gettext_lazy("Prospects"), prospects,
        gettext_lazy("Whom we might win, what they would bring, where each stands."),
    ),
    "partner-search": (
        gettext_lazy("Looking for partners"), searches,
        gettext_lazy("Which committee looks, and how it agreed on criteria."),
    ),
    "prospect-criteria": (
        gettext_lazy("Criteria for partners"), criteria, gettext_lazy("By what prospects are scored."),
    ),
    "prospect-scores": (
        gettext_lazy("Scores of prospects"), scores,
        gettext_lazy("What each of the committee gave, for those who have scored the prospect themselves."),
    ),
    "coverage-needs": (
        gettext_lazy("What has to be covered"), needs,
        gettext_lazy("Cells of the coverage matrix, and why some stay open."),
    ),
    "recruiting-waves": (
        gettext_lazy("Waves of recruiting"), waves, gettext_lazy("What sets each wave going, and when it began."),
    ),
}  # fmt: skip
