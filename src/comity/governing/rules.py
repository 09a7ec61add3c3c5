"""Rules in words, and the rules one can choose from."""

import json
from fractions import Fraction
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.core.ballots.types import Base, Counted, Quorum, Rule, Threshold, Why, at_least, more_than

HALF = Fraction(1, 2)

#: more than half of yes and no, once more than half of those asked have answered
DEFAULT = Rule(threshold=more_than(HALF), base=Base.YES_AND_NO, quorum=Quorum(more_than(HALF)))

#: shares one can choose: key → threshold and its words
SHARES: dict[str, tuple[Threshold, str | Promise]] = {
    "half": (more_than(HALF), gettext_lazy("More than half")),
    "three-fifths": (at_least(Fraction(3, 5)), gettext_lazy("Three fifths")),
    "two-thirds": (at_least(Fraction(2, 3)), gettext_lazy("Two thirds")),
    "three-quarters": (at_least(Fraction(3, 4)), gettext_lazy("Three quarters")),
    "all": (at_least(Fraction(1)), gettext_lazy("All")),
}
#: of what the share is taken. Presence is for meetings, where somebody notes who is in the room
BASES: dict[Base, str | Promise] = {
    Base.YES_AND_NO: gettext_lazy("of yes and no votes"),
    Base.CAST: gettext_lazy("of all votes cast, abstentions included"),
    Base.PRESENT: gettext_lazy("of all organisations present"),
    Base.ELIGIBLE: gettext_lazy("of all organisations asked"),
}
#: quorums one can choose
QUORUMS: dict[str, tuple[Quorum | None, str | Promise]] = {
    "half": (Quorum(more_than(HALF)), gettext_lazy("More than half of the organisations asked")),
    "third": (Quorum(at_least(Fraction(1, 3))), gettext_lazy("A third of the organisations asked")),
    "two-thirds": (Quorum(at_least(Fraction(2, 3))), gettext_lazy("Two thirds of the organisations asked")),
    "none": (None, gettext_lazy("No minimum")),
}


def rule_from(share: str, base: str, quorum: str) -> Rule:
    """The rule of three chosen keys; KeyError or ValueError for unknown ones."""
    return Rule(threshold=SHARES[share][0], base=Base(base), quorum=QUORUMS[quorum][0])


def keys_of(rule: Rule) -> dict[str, str]:
    """The keys that give this rule, to fill a form in; a key is missing where the rule is of another kind."""
    share = next((key for key, (threshold, _words) in SHARES.items() if threshold == rule.threshold), "")
    quorum = next((key for key, (value, _words) in QUORUMS.items() if value == rule.quorum), "")
    return {"share": share, "base": rule.base.value, "quorum": quorum}


def share_in_words(threshold: Threshold) -> str:
    """ "More than half", "Two thirds", or the fraction itself."""
    for known, words in SHARES.values():
        if known == threshold:
            return str(words)
    fraction = f"{threshold.share.numerator}/{threshold.share.denominator}"
    return (
        _("More than {share}").format(share=fraction)
        if threshold.exceed
        else _("At least {share}").format(share=fraction)
    )


def majority_in_words(rule: Rule) -> str:
    """ "Two thirds of all votes cast, abstentions included"."""
    return f"{share_in_words(rule.threshold)} {BASES[rule.base]}"


def quorum_in_words(rule: Rule) -> str:
    """How many organisations must answer."""
    if rule.quorum is None:
        return str(QUORUMS["none"][1])
    for value, words in QUORUMS.values():
        if value == rule.quorum:
            return str(words)
    need, present = rule.quorum.need, rule.quorum.counted is Counted.PRESENT
    if isinstance(need, int):
        if present:
            return ngettext("{n} organisation present", "{n} organisations present", need).format(n=need)
        return ngettext("{n} organisation", "{n} organisations", need).format(n=need)
    said = _("{share} of the organisations asked, present") if present else _("{share} of the organisations asked")
    return said.format(share=share_in_words(need))


def rule_in_words(rule: Rule) -> str:
    """The whole rule in two sentences."""
    said = _("{majority} must be in favour, one vote for each organisation. A tie is not carried.")
    quorum = _("Quorum: {quorum}.").format(quorum=lowered(quorum_in_words(rule)))
    return f"{said.format(majority=majority_in_words(rule))} {quorum}"


class Figures(Protocol):
    """A count, or a decision that keeps one."""

    @property
    def why(self) -> str: ...
    @property
    def yes(self) -> int: ...
    @property
    def needed(self) -> int: ...
    @property
    def cast(self) -> int: ...
    @property
    def eligible(self) -> int: ...
    @property
    def quorum(self) -> int: ...


def why_in_words(figures: Figures) -> str:
    """Why it carried or not, with the figures that decided."""
    told = {
        Why.NO_QUORUM: _(
            "{cast} of {eligible} organisations answered; {quorum} were needed. So nothing is decided."
        ),
        Why.TIE: _("{yes} in favour and as many against: a tie is not carried."),
        Why.MAJORITY: _("{yes} in favour; {needed} were needed."),
        Why.TOO_FEW: _("{yes} in favour; {needed} would have been needed."),
        Why.TIE_SETTLED: _("{yes} in favour and as many against. The tie was settled as the rule says."),
        Why.OBJECTION: _("An objection stands, so it does not go ahead."),
        Why.NO_OBJECTION: _("{cast} of {eligible} organisations answered, and none objects."),
        Why.CHOSEN: _("{cast} of {eligible} organisations voted; {quorum} were needed."),
        Why.NONE_CHOSEN: _("{cast} of {eligible} organisations voted, and no option got a vote. Nothing is decided."),
    }
    return told[Why(figures.why)].format(
        yes=figures.yes,
        needed=figures.needed,
        cast=figures.cast,
        eligible=figures.eligible,
        quorum=figures.quorum,
    )


class Outcome(Figures, Protocol):
    """A decision, or advice."""

    @property
    def carried(self) -> bool: ...
    @property
    def no(self) -> int: ...
    @property
    def abstain(self) -> int: ...
    @property
    def question(self) -> Any: ...


def outcome_words(decision: Outcome) -> str:
    """What came out, as a title has it: "Agreed: {title}". Advice is called advice."""
    title, chosen = decision.question.title, taken_in_words(decision)
    if chosen:
        said = _("Chosen: {options}. {title}") if decision.question.binding else _("Advice, chosen: {options}. {title}")
        return said.format(options=chosen, title=title)
    if not decision.question.binding:
        if decision.why == Why.NO_QUORUM:
            return _("Advice, too few answered: {title}").format(title=title)
        if decision.why == Why.CHOSEN:
            return _("Advice, chosen: {title}").format(title=title)
        said = _("Advice, in favour: {title}") if decision.carried else _("Advice, not in favour: {title}")
        return said.format(title=title)
    said = _("Agreed: {title}") if decision.carried else _("Not agreed: {title}")
    return said.format(title=title)


def taken_in_words(decision: Outcome) -> str:
    """The options that were taken, in order: "Library, Pub"; nothing of a yes or no."""
    places = json.loads(getattr(decision, "taken", "[]") or "[]")
    titles = {one.place: one.title for one in decision.question.options.all()} if places else {}
    return ", ".join(titles[place] for place in places if place in titles)


def figures_in_words(decision: Outcome) -> str:
    """What was counted: answers; of options, what was taken and how many voted."""
    if Why(decision.why) not in (Why.CHOSEN, Why.NONE_CHOSEN):
        said = _("{yes} in favour, {no} against, {abstain} abstained, of {eligible} organisations.")
        return said.format(yes=decision.yes, no=decision.no, abstain=decision.abstain, eligible=decision.eligible)
    cast = _("{cast} of {eligible} organisations voted.").format(cast=decision.cast, eligible=decision.eligible)
    chosen = taken_in_words(decision)
    return f"{_('Chosen: {options}.').format(options=chosen) if chosen else _('No option was chosen.')} {cast}"


def lowered(words: str) -> str:
    """Words as they stand within a sentence."""
    return words[:1].lower() + words[1:]
