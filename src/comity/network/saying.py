"""What figures and remarks about the network say, in one plain sentence each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.audit.models import Entry
from comity.core.network.measures import Figures
from comity.core.network.remarks import Kind, Remark
from comity.core.network.reports import Rule

NAMED = 3  # so many names are told, not more


@dataclass(frozen=True)
class Stat:
    """One figure: the number, what it says (the first words are strong), and its exact definition in fine print."""

    number: str
    strong: str
    says: str
    fine: str


def number(n: int) -> str:
    """A whole number in groups of three."""
    return number_format(n, force_grouping=True)


def percent(share: float) -> str:
    """A share as a whole per cent, in the reader's figures."""
    return _("{n}%").format(n=number(round(100 * share)))


def exact(value: float) -> str:
    """A figure with four decimals."""
    return number_format(round(value, 4), 4)  # which by itself cuts off instead of rounding


def rule_in_words(rule: Rule, *, given: bool) -> str:
    """When ties count. given: they come from lists only."""
    if given:
        return _("A tie counts when the list names it.")
    if rule is Rule.CONFIRMED:
        return _("A tie counts when both sides report it, at the rung that both name.")
    return _("A tie counts when at least one side reports it.")


def stats(it: Figures, *, given: bool) -> list[Stat]:
    """Each figure that is defined. given: the ties come from lists only, so nobody could return a report."""
    found = [_size(it), _density(it), _degree(it), _betweenness(it), _parts(it), _alone(it), _transitivity(it)]
    found += [] if given else [_reciprocity(it)]
    return [one for one in found if one is not None]


def _size(it: Figures) -> Stat:
    ties = ngettext("{n} tie", "{n} ties", it.ties).format(n=number(it.ties))
    strong = ngettext("between {n} organisation.", "between {n} organisations.", it.n).format(n=number(it.n))
    return Stat(ties, strong, _("Each pair counts once."), "")


def _density(it: Figures) -> Stat | None:
    if it.density is None:
        return None
    fine = _("Density {x}: {ties} of {pairs} possible ties.").format(
        x=exact(it.density), ties=number(it.ties), pairs=number(it.n * (it.n - 1) // 2)
    )
    says = _("More is not always better: ties cost time.")
    return Stat(percent(it.density), _("of all possible ties exist."), says, fine)


def _degree(it: Figures) -> Stat | None:
    if it.degree_centralisation is None:
        return None
    says = _("At 100% every tie would lead to a single organisation.")
    fine = _("Degree centralisation (Freeman) {x}.").format(x=exact(it.degree_centralisation))
    return Stat(percent(it.degree_centralisation), _("hangs on one member."), says, fine)


def _betweenness(it: Figures) -> Stat | None:
    if it.betweenness_centralisation is None:
        return None
    x = it.betweenness_centralisation
    says = _("At 100% all news between two others would have to pass through a single one.")
    fine = _("Betweenness centralisation (Freeman) {x}.").format(x=exact(x))
    return Stat(percent(x), _("has to pass through one member."), says, fine)


def _parts(it: Figures) -> Stat:
    says = _("Within a part, everyone can be reached through others.")
    if it.components == 1:
        says = _("Everyone can be reached through others.")
    strong = ngettext("part that hangs together.", "parts without a tie between them.", it.components)
    return Stat(number(it.components), strong, says, _("Components; who has no tie is one too."))


def _alone(it: Figures) -> Stat:
    strong = ngettext("organisation has no tie.", "organisations have no tie.", it.isolates)
    says = _("A first introduction helps most here.") if it.isolates else _("Everyone works with somebody.")
    return Stat(number(it.isolates), strong, says, _("Isolates."))


def _transitivity(it: Figures) -> Stat | None:
    if it.transitivity is None:
        return None
    says = _("So often two partners of the same organisation work with each other as well.")
    fine = _("Transitivity {x}: closed among connected triples.").format(x=exact(it.transitivity))
    return Stat(percent(it.transitivity), _("of partners’ partners are partners."), says, fine)


def _reciprocity(it: Figures) -> Stat | None:
    if it.reciprocity is None:
        return None
    says = _("The rest is said by one side only; the other is silent or says otherwise.")
    fine = _("Reciprocity {x}, of all reports.").format(x=exact(it.reciprocity))
    return Stat(percent(it.reciprocity), _("of what one says, the other says too."), says, fine)


# ── remarks ──


def remark_in_words(remark: Remark, names: Mapping[str, str]) -> str:
    """A remark as one true sentence. names: of the organisations, by key."""
    who = [names[key] for key in remark.keys]
    match remark.kind:
        case Kind.EMPTY:
            return _("No tie is known yet between these {n} organisations.").format(n=remark.of)
        case Kind.ISOLATES:
            return _alone_in_words(remark.count, who)
        case Kind.PARTS:
            return _("The network falls into {n} parts without a tie between them.").format(n=count_word(remark.count))
        case Kind.CUT:
            return ngettext(
                "If {name} left, {n} other would be cut off from the rest.",
                "If {name} left, {n} others would be cut off from the rest.", remark.count,
            ).format(name=who[0], n=count_word(remark.count))  # fmt: skip
        case Kind.HUB:
            return _hub(remark, who)
        case _:
            return _more(remark, who)


def _more(remark: Remark, who: Sequence[str]) -> str:
    match remark.kind:
        case Kind.ACROSS:
            return _("{n} of {all} ties cross a sector. By chance it would be about {chance}.").format(
                n=remark.count, all=remark.of, chance=number(round(remark.expected or 0))
            )
        case Kind.INTRODUCTION:
            return ngettext(
                "{a} and {b} don’t work together yet; {n} organisation could introduce them.",
                "{a} and {b} don’t work together yet; {n} organisations could introduce them.", remark.count,
            ).format(a=who[0], b=who[1], n=count_word(remark.count))  # fmt: skip
        case _:
            return _("Everyone works with everyone.")


def _alone_in_words(n: int, who: Sequence[str]) -> str:
    said = ngettext("{n} organisation knows nobody", "{n} organisations know nobody", n).format(n=count_word(n))
    said = said[0].upper() + said[1:]
    return f"{said}: {', '.join(who)}." if len(who) <= NAMED else f"{said}."


def _hub(remark: Remark, who: Sequence[str]) -> str:
    if len(who) == 1:
        return ngettext(
            "{name} has {n} of all {all} ties, more than anyone.",
            "{name} has {n} of all {all} ties, more than anyone.", remark.count,
        ).format(name=who[0], n=remark.count, all=remark.of)  # fmt: skip
    return _("{names} have {n} ties each, more than anyone else.").format(names=", ".join(who), n=remark.count)


def count_word(n: int) -> str:
    """A small number as a word."""
    words = [_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine")]
    return words[n] if n < len(words) else number(n)


# ── imports ──


def entered_in_words(entry: Entry) -> str:
    """What an import brought in."""
    facts = json.loads(entry.text)["facts"]
    organisations, people, ties = facts["organisations"], facts["people"], facts["ties"]
    said = [
        ngettext("{n} new organisation", "{n} new organisations", organisations).format(n=number(organisations)),
        ngettext("{n} person", "{n} people", people).format(n=number(people)),
        ngettext("{n} tie", "{n} ties", ties).format(n=number(ties)),
    ]
    told = [words for words, n in zip(said, (organisations, people, ties), strict=True) if n]
    return _("Entered: {what}.").format(what=", ".join(told) or _("what was missing"))
