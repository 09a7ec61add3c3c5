"""What the pages of a wave show under one rule, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.network.answers import TRUST, VALUE
from comity.core.network.dyads import Showing
from comity.core.network.reports import Rule
from comity.network.models import Report, Score, TieKind, Wave, WaveMember
from comity.network.saying import Stat, number, percent
from comity.network.waves import saying
from comity.network.waves.material import rules_of
from comity.network.waves.queries import members_in, scores_of
from comity.network.waves.working import content_of

NAMED = 6


@dataclass(frozen=True)
class Side:
    """One figure under each rule, side by side."""

    name: str
    values: Sequence[str]


@dataclass(frozen=True)
class Holder:
    """Somebody who holds the network together: what would change if it left."""

    name: str
    says: str


@dataclass(frozen=True)
class ItemMean:
    """How others rate something of one organisation."""

    name: str
    mean: str
    n: int


@dataclass(frozen=True)
class WavePage:
    """A wave under a rule. content: what was worked out; None while that is going on. of: who is looked at."""

    wave: Wave
    rule: Rule
    content: dict[str, Any] | None
    of: str

    @classmethod
    def read(cls, wave: Wave, rule: Rule, of: str) -> "WavePage":
        """Read what is kept. One query."""
        return cls(wave, rule, content_of(wave), of)

    # ── names ──

    @cached_property
    def members(self) -> list[WaveMember]:
        """Its organisations by name. One query."""
        return list(members_in(self.wave))

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of that day, by key."""
        return {str(one.organisation_id): one.name for one in self.members}

    def named(self, keys: Sequence[str]) -> str:
        """Some names, and how many more."""
        told = [self.names[key] for key in keys if key in self.names]
        more = len(told) - NAMED
        said = ", ".join(told[:NAMED])
        return said + (" " + _("and {n} more").format(n=number(more)) if more > 0 else "")

    # ── the whole ──

    @property
    def under(self) -> Mapping[str, Any]:
        """What is kept under the rule."""
        assert self.content is not None
        under: Mapping[str, Any] = self.content["rules"][self.rule.value]
        return under

    @property
    def showing(self) -> Showing:
        assert self.content is not None
        return Showing(self.content["showing"])

    @property
    def key(self) -> str:
        """The wave's id as it stands in addresses."""
        return str(self.wave.pk)

    @property
    def hidden(self) -> bool:
        """Too few answered to show scores of single organisations."""
        return self.content is not None and self.showing is Showing.HIDDEN

    @property
    def rules(self) -> list[tuple[str, str]]:
        """The rules to choose from; none where it makes no difference."""
        rules = rules_of(self.wave)
        return [(rule.value, saying.rule_name(rule)) for rule in rules] if len(rules) > 1 else []

    @property
    def about(self) -> str:
        """The fine print of every figure."""
        return saying.about(self.wave, self.rule, self.content) if self.content else ""

    @property
    def caution(self) -> tuple[str, str] | None:
        return saying.caution(self.content, self.under["bounds"]) if self.content else None

    @property
    def stats(self) -> list[Stat]:
        return saying.figures_in_words(self.content, self.rule) if self.content else []

    @property
    def dyads(self) -> list[saying.DyadLine]:
        return saying.dyads_in_words(self.content) if self.content else []

    @property
    def sides(self) -> list[Side]:
        """The main figures under each rule: the rule changes the story more than any measure."""
        if self.content is None or not self.rules:
            return []
        found = [self.content["rules"][rule]["figures"] for rule, _name in self.rules]
        lines = [
            (_("Ties"), "ties"), (_("Density"), "density"), (_("Degree centralisation"), "degree_centralisation"),
            (_("Betweenness centralisation"), "betweenness_centralisation"), (_("Transitivity"), "transitivity"),
            (_("Reciprocity of reports"), "reciprocity"), (_("Reciprocity of pairs"), "reciprocity_dyads"),
            (_("Parts without a tie between them"), "components"), (_("Organisations without a tie"), "isolates"),
        ]  # fmt: skip
        return [Side(name, [_figure(one[key]) for one in found]) for name, key in lines]

    @property
    def flows(self) -> str:
        return saying.flows_in_words(self.content) if self.content else ""

    @property
    def sectors(self) -> list[str]:
        return saying.sectors_in_words(self.under) if self.content else []

    @property
    def places(self) -> list[str]:
        return saying.places_in_words(self.under) if self.content else []

    @property
    def sector_rows(self) -> list[tuple[str, str, int, int]]:
        """E–I of each sector: its name, the index, ties that leave it, ties that stay in it."""
        if self.content is None:
            return []
        rows = self.under["sectors"]["groups"].items()
        return [
            (saying.sector_name(name), "–" if one["index"] is None else saying.signed(one["index"]), one["external"],
             one["internal"])
            for name, one in rows
        ]  # fmt: skip

    @property
    def core(self) -> list[str]:
        """Whether there is a core, who is in it, and how well the picture fits."""
        found = self.under["core"]
        if found["r"] is None:
            return [_("There is no core: all are alike in whom they have ties with.")]
        n, everyone = len(found["members"]), len(self.members)
        said = ngettext(
            "{n} of {all} forms the core, with which the others have their ties: {names}.",
            "{n} of {all} form the core, with which the others have their ties: {names}.", n,
        ).format(n=number(n), all=number(everyone), names=self.named(found["members"]))  # fmt: skip
        fits = _("How well that fits: r = {x}, where 1 is a perfect core and 0 none.").format(
            x=number_format(round(found["r"], 3), 3)
        )
        return [said, fits if found["exact"] else fits + " " + _("The best core that was found.")]

    @property
    def communities(self) -> list[str]:
        """The communities, each with its organisations."""
        found: dict[int, list[str]] = {}
        for key, block in self.under["communities"]["of"].items():
            found.setdefault(block, []).append(key)
        return [self.named(sorted(keys, key=lambda key: self.names[key])) for _n, keys in sorted(found.items())]

    @property
    def communities_fine(self) -> str:
        """How sharply the communities part."""
        value = self.under["communities"]["modularity"]
        if value is None:
            return ""
        return _("Modularity {x}: 0 as by chance, near 1 when communities hardly touch.").format(
            x=number_format(round(value, 3), 3)
        )

    @property
    def holders(self) -> list[Holder]:
        """Those whose leaving would part others, the worst first."""
        rows = sorted(self.under["without"].items(), key=lambda row: (-row[1]["loss"], self.names.get(row[0], "")))
        return [Holder(self.names[key], left_in_words(one)) for key, one in rows[:NAMED] if one["loss"] > 0]

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How often each kind of tie was named."""
        assert self.content is not None
        return [(str(kind.label), n) for kind in TieKind if (n := self.content["kinds"].get(kind.value))]

    # ── trust and value ──

    @property
    def ratings(self) -> list[str]:
        """Trust and value in the network, in words; nothing where nobody rated."""
        found = self.content["ratings"]["scales"] if self.content and self.content["ratings"] else {}
        said = []
        for name, scale in ((_("Trust"), "trust"), (_("Value to others"), "value")):
            of = found.get(scale) or {"mean": None, "shown": 0, "hidden": 0}
            if of["mean"]:
                said.append(_scale_says(name, of["mean"]))
            if of["hidden"]:
                said.append(_hidden_says(name, of["hidden"]))
        return said

    # ── one organisation ──

    @cached_property
    def looked_at(self) -> Score | None:
        """The score of the organisation that is looked at. One query."""
        if not self.of or self.of not in self.names:
            return None
        return scores_of(self.wave, self.rule.value).filter(member__organisation=UUID(self.of)).first()

    @property
    def leaving(self) -> str:
        """What would change if it left."""
        one = self.under["without"].get(self.of)
        return left_in_words(one) if one else ""

    @property
    def items(self) -> list[ItemMean]:
        """What others rate of it, item by item, where at least five did."""
        assert self.content is not None
        found = (self.content["ratings"] or {}).get("of", {}).get(self.of, {})
        labels = {field.name: str(field.verbose_name) for field in Report._meta.concrete_fields}
        return [
            ItemMean(labels[name], number_format(round(mean["value"], 2), 2), mean["raters"])
            for name in (*TRUST, *VALUE)
            if (mean := found.get(name))
        ]


def _scale_says(name: str, mean: Mapping[str, Any]) -> str:
    scale = _("On a scale from 0% (all say “not at all”) to 100% (all say “very much”), as {n} organisations rate.")
    return f"{name}: {percent((mean['value'] - 1) / 3)}. {scale.format(n=number(mean['raters']))}"


def _hidden_says(name: str, hidden: int) -> str:
    return ngettext(
        "{name}: of {n} organisation nothing is shown, so that nobody’s word can be told.",
        "{name}: of {n} organisations nothing is shown, so that nobody’s word can be told.", hidden,
    ).format(name=name, n=number(hidden))  # fmt: skip


def left_in_words(one: Mapping[str, Any]) -> str:
    """What would change if an organisation left."""
    ties = ngettext("{n} tie would go", "{n} ties would go", one["ties"]).format(n=number(one["ties"]))
    if not one["loss"]:
        return _("{ties}; everybody else could still reach each other as before.").format(ties=ties)
    cut = ngettext("{n} other would be cut off", "{n} others would be cut off", one["cut_off"])
    return _("{ties}; {cut}. {share} of the pairs of others could reach each other no longer.").format(
        ties=ties, cut=cut.format(n=number(one["cut_off"])), share=percent(one["loss"])
    )


def _figure(value: float | int | None) -> str:
    if value is None:
        return "–"
    return number(value) if isinstance(value, int) else number_format(round(value, 4), 4)
