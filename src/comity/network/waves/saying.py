"""What the figures of a wave say: each with a plain sentence, and under it the question, rule, response and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.network.dyads import Showing
from comity.core.network.measures import Figures
from comity.core.network.reports import Dyad, Rule
from comity.network.models import HowTogether, Wave
from comity.network.saying import Stat, exact, number, percent, stats
from comity.people.models import Sector


def rule_name(rule: Rule) -> str:
    """A rule as a choice."""
    return {
        Rule.EITHER: _("One side says so"),
        Rule.CONFIRMED: _("Both sides say so"),
        Rule.DIRECTED: _("Who names whom"),
        Rule.GIVEN: _("The list says so"),
    }[rule]


def rule_says(rule: Rule) -> str:
    """When a tie counts, in a sentence."""
    return {
        Rule.EITHER: _("A tie counts when at least one side reports it."),
        Rule.CONFIRMED: _("A tie counts when both sides report it."),
        Rule.DIRECTED: _("Each report counts by itself, from who reports to whom is named."),
        Rule.GIVEN: _("A tie counts when the list names it."),
    }[rule]


def about(wave: Wave, rule: Rule, content: Mapping[str, Any]) -> str:
    """The fine print under every figure: what was asked, when a tie counts, who answered, how they speak, the day."""
    said = [_("“{question}”").format(question=wave.question), rule_says(rule)]
    if not wave.given:
        said.append(answered_says(content))
        if content["people"] > content["answered"]:
            how = HowTogether(wave.together).label
            said.append(_("Of several people from one organisation: {how}.").format(how=how))
    return " ".join([*said, _("{day}.").format(day=date_format(wave.asked_on, "j F Y"))])


def answered_says(content: Mapping[str, Any]) -> str:
    """The response in words."""
    asked, answered = content["asked"], content["answered"]
    share = percent(answered / asked) if asked else percent(0)
    return _("{n} of {all} answered ({share}).").format(n=number(answered), all=number(asked), share=share)


def caution(content: Mapping[str, Any], bounds: Mapping[str, Any] | None) -> tuple[str, str] | None:
    """How carefully to read a wave: kind of banner and words; None where all answered."""
    if content["answered"] >= content["asked"]:
        return None
    silent = content["asked"] - content["answered"]
    said = ngettext(
        "{n} organisation is silent, and silence is not a “no”.",
        "{n} organisations are silent, and silence is not a “no”.", silent,
    ).format(n=number(silent))  # fmt: skip
    if bounds:
        said += " " + _("With all answers, density could lie anywhere from {low} to {high}.").format(
            low=percent(bounds["low"]), high=percent(bounds["high"])
        )
    match Showing(content["showing"]):
        case Showing.SHOWN:
            return "info", said
        case Showing.CAUTION:
            return "warn", said + " " + _(
                "Below 80% the order of organisations may turn round with the next answer: read their scores with care."
            )
        case _:
            return "warn", said + " " + _(
                "Below 65% no scores of single organisations are shown: a missing answer could turn their order round."
            )


def figures_in_words(content: Mapping[str, Any], rule: Rule) -> list[Stat]:
    """The whole network under a rule."""
    of = content["rules"][rule.value]
    found = list(stats(Figures(**of["figures"]), given=rule is Rule.GIVEN))
    bounds = of["bounds"]
    if bounds and bounds["high"] - bounds["low"] > 1e-9:
        found.append(_bounds(bounds))
    return found


def _bounds(bounds: Mapping[str, Any]) -> Stat:
    words = _("{low} to {high}").format(low=percent(bounds["low"]), high=percent(bounds["high"]))
    fine = _("Bounds of density: {low} to {high}.").format(low=exact(bounds["low"]), high=exact(bounds["high"]))
    if bounds["observed"] is not None:
        fine += " " + _("Among those that answered: {x}.").format(x=exact(bounds["observed"]))
    return Stat(words, _("of possible ties, whatever the silent would say."), _("The answers decide where."), fine)


@dataclass(frozen=True)
class DyadLine:
    """One kind of pair: its name, what it means, how many."""

    state: str
    name: str
    means: str
    count: int


def dyad_name(state: str) -> str:
    """A kind of pair."""
    return {
        Dyad.CONFIRMED: _("Confirmed"), Dyad.CLAIMED: _("Claimed"), Dyad.UNVERIFIED: _("Unverified"),
        Dyad.ABSENT: _("Absent"), Dyad.HALF_ABSENT: _("Half absent"), Dyad.UNKNOWN: _("Unknown"),
    }[Dyad(state)]  # fmt: skip


def dyads_in_words(content: Mapping[str, Any]) -> list[DyadLine]:
    """All kinds of pairs with what they mean, and how many there are."""
    means = {
        Dyad.CONFIRMED: _("Both name each other."), Dyad.CLAIMED: _("One names the other; the other says otherwise."),
        Dyad.UNVERIFIED: _("One names the other, who did not answer."),
        Dyad.ABSENT: _("Both say that there is nothing."),
        Dyad.HALF_ABSENT: _("One says that there is nothing; the other did not answer."),
        Dyad.UNKNOWN: _("Neither answered. This is not a “no”."),
    }  # fmt: skip
    return [DyadLine(one.value, dyad_name(one.value), means[one], content["dyads"][one.value]) for one in Dyad]


def flows_in_words(content: Mapping[str, Any]) -> str:
    """Giving and getting, which both ends were asked of; nothing where nobody was."""
    flows = content["flows"]
    if not flows:
        return ""
    return _("Giver and taker both say so of {both}; one says so and the other does not of {one}; of {open} the other "
             "end was silent.").format(
        both=number(flows[Dyad.CONFIRMED]), one=number(flows[Dyad.CLAIMED]), open=number(flows[Dyad.UNVERIFIED])
    )  # fmt: skip


def sectors_in_words(of: Mapping[str, Any]) -> list[str]:
    """Whether ties cross sectors, and what chance would give."""
    found = of["sectors"]
    if found["index"] is None:
        return [_("Nothing can be said of sectors: there is no tie between organisations whose sector is known.")]
    return _across(found, _("{n} of {all} ties lead into another sector (E–I {x})."))


def places_in_words(of: Mapping[str, Any]) -> list[str]:
    """The same of places; nothing where each organisation has a place of its own, or nobody's is known."""
    found = of["places"]
    alike = any(count > 1 for count in found["counts"].values())
    if found["index"] is None or not alike or len(found["counts"]) < 2:
        return []
    return _across(found, _("{n} of {all} ties lead to another place (E–I {x})."))


def _across(found: Mapping[str, Any], says: str) -> list[str]:
    ties = found["external"] + found["internal"]
    said = [says.format(n=number(found["external"]), all=number(ties), x=signed(found["index"]))]
    return said + ([_chance(found["index"], found["chance"])] if found["chance"] else [])


def _chance(index: float, chance: Mapping[str, Any]) -> str:
    between = _("By chance it would be about {x}, nearly always from {low} to {high}.").format(
        x=signed(chance["expected"]), low=signed(chance["low"]), high=signed(chance["high"])
    )
    if index > chance["high"]:
        return between + " " + _("Here ties seek out others than their own.")
    if index < chance["low"]:
        return between + " " + _("Here organisations keep to their own.")
    return between + " " + _("So nothing shows that anybody seeks or shuns their own.")


def signed(value: float) -> str:
    """A figure between −1 and +1, with its sign and three decimals."""
    return ("+" if value >= 0 else "−") + number_format(round(abs(value), 3), 3)


def sector_name(value: str) -> str:
    """A sector's name, or that it is not known."""
    return str(Sector(value).label) if value in Sector.values else _("Not known")
