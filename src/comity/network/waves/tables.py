"""Waves as tables: for files of one, and for the whole coalition taken along. Ratings leave only as means of five."""

from collections.abc import Iterator
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from comity.base.lists.export import as_file
from comity.coalitions.standing import Standing
from comity.core.network.reports import Rule
from comity.network.models import Report, Score, Wave, WaveMember
from comity.network.waves.queries import visible_to
from comity.network.waves.saying import about
from comity.network.waves.working import content_of

Row = tuple[Any, ...]


def figures_file(wave: Wave) -> HttpResponseBase:
    """Every figure by its name in the documentation, under each rule, unrounded; empty where it is undefined."""
    content = content_of(wave) or {"rules": {}}
    header = [_("Rule"), _("Measure"), _("Value"), _("How it was counted")]
    return as_file(header, _figures(wave, content), "csv", "wave-figures")


def _figures(wave: Wave, content: dict[str, Any]) -> Iterator[list[object]]:
    for rule, of in content["rules"].items():
        fine = about(wave, Rule(rule), content)
        bounds, chance = of["bounds"] or {}, of["sectors"].get("chance") or {}
        found = {
            **of["figures"], **{f"density_{name}": value for name, value in bounds.items()},
            "e_i_by_sector": of["sectors"].get("index"),
            **{f"e_i_chance_{name}": value for name, value in chance.items()}, "core_r": of["core"].get("r"),
            "modularity": of["communities"]["modularity"], "blau_by_sector": of["sectors"].get("blau"),
            "e_i_by_place": of["places"].get("index"), "blau_by_place": of["places"].get("blau"),
        }  # fmt: skip
        for name, value in found.items():
            yield [rule, name, "" if value is None else repr(value), fine]


def waves_table(standing: Standing) -> Iterator[Row]:
    """All waves, header first."""
    yield (
        "id", "name", "question", "asked_on", "source", "origin", "list_only", "together", "asked", "answered",
        "taken_at", "dropped_at", "dropped_why",
    )  # fmt: skip
    for one in visible_to(standing).order_by("asked_on", "pk").iterator(chunk_size=500):
        yield (
            one.pk, one.name, one.question, one.asked_on, one.source, one.origin, one.given, one.together, one.asked,
            one.answered, one.taken_at, one.dropped_at, one.dropped_why,
        )  # fmt: skip


def members_table(standing: Standing) -> Iterator[Row]:
    """The organisations of all waves as they stood then, header first."""
    yield "wave", "organisation", "name", "sector", "place", "size", "answered", "people"
    rows = WaveMember.objects.filter(wave__in=visible_to(standing)).order_by("wave", "sort_name", "pk")
    for one in rows.iterator(chunk_size=500):
        told = (one.wave_id, one.organisation_id, one.name, one.sector, one.place, one.size)
        yield *told, one.answered, one.respondents


def reports_table(standing: Standing) -> Iterator[Row]:
    """Who named whom in all waves, header first. How they rated each other stays here."""
    yield "wave", "from", "to", "level", "contact", "kinds", "gave", "received"
    rows = Report.objects.filter(wave__in=visible_to(standing)).select_related("rater", "rated").order_by("wave", "pk")
    for one in rows.iterator(chunk_size=500):
        ends = (one.wave_id, one.rater.name, one.rated.name)
        yield *ends, one.level, one.contact, " ".join(one.kinds), one.gave, one.received


def scores_table(standing: Standing) -> Iterator[Row]:
    """What organisations score in all waves under each rule, header first."""
    names = (
        "ties", "named_by", "betweenness", "closeness", "effective_size", "constraint", "outward", "two_steps", "core",
        "community", "loss", "cut_off", "trust", "value", "raters",
    )  # fmt: skip
    yield ("wave", "rule", "organisation", *names)
    rows = Score.objects.filter(wave__in=visible_to(standing)).select_related("member")
    for one in rows.order_by("wave", "rule", "member__sort_name", "pk").iterator(chunk_size=500):
        yield (one.wave_id, one.rule, one.member.name, *(getattr(one, name) for name in names))
