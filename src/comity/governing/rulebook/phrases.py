"""The words of single values, as they stand inside the sentences of the charter."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.base.templatetags.marks import SECTORS
from comity.core.ballots.types import Base, Counted, Quorum, Threshold, TieRule, at_least, more_than
from comity.core.rulebook.types import (
    Approval,
    Commits,
    Concerns,
    DuesBase,
    Level,
    Speaker,
    Step,
    Unit,
    Weighing,
)
from comity.governing.rules import share_in_words

Worded = str | Promise

BASES: Mapping[Base, Worded] = {
    Base.YES_AND_NO: gettext_lazy("of yes and no votes"),
    Base.CAST: gettext_lazy("of all votes cast, abstentions included"),
    Base.PRESENT: gettext_lazy("of all present"),
    Base.ELIGIBLE: gettext_lazy("of all who may vote"),
}
COUNTED: Mapping[Counted, Worded] = {
    Counted.CAST: gettext_lazy("by who votes"),
    Counted.PRESENT: gettext_lazy("by who is present"),
}
TIES: Mapping[TieRule, Worded] = {
    TieRule.NOT_CARRIED: gettext_lazy("nothing is decided"),
    TieRule.CHAIR: gettext_lazy("the chair decides"),
    TieRule.LOT: gettext_lazy("a published lot decides"),
}
UNITS: Mapping[Unit, Worded] = {
    Unit.ORGANISATION: gettext_lazy("organisation"),
    Unit.SEAT: gettext_lazy("seat"),
    Unit.PERSON: gettext_lazy("person"),
}
WEIGHING: Mapping[Weighing, Worded] = {
    Weighing.EQUAL: gettext_lazy("all weigh the same"),
    Weighing.SECTOR: gettext_lazy("each weighs by its sector"),
}
LEVELS: Mapping[Level, Worded] = {
    Level.PUBLIC: gettext_lazy("everyone"),
    Level.COALITION: gettext_lazy("members of the coalition"),
    Level.BODY: gettext_lazy("the body concerned"),
}
SPEAKERS: Mapping[Speaker, Worded] = {
    Speaker.NOBODY: gettext_lazy("Nobody"),
    Speaker.CHAIR: gettext_lazy("Who chairs the body named here"),
    Speaker.COORDINATOR: gettext_lazy("The coordinator"),
    Speaker.EACH: gettext_lazy("Each member for itself, and none"),
}
COMMITS: Mapping[Commits, Worded] = {
    Commits.NOTHING: gettext_lazy("nothing without asking at home"),
    Commits.MANDATE: gettext_lazy("what the mandate allows"),
    Commits.AMOUNT: gettext_lazy("only so much money without asking at home"),
}
CONCERNS: Mapping[Concerns, Worded] = {
    Concerns.CHAIR: gettext_lazy("who chairs the body concerned"),
    Concerns.COORDINATOR: gettext_lazy("the coordinator"),
    Concerns.ANYONE: gettext_lazy("any member one trusts"),
}
STEPS: Mapping[Step, Worded] = {
    Step.TALK: gettext_lazy("those concerned talk with each other"),
    Step.MEDIATOR: gettext_lazy("a mediator whom both accept helps"),
    Step.PANEL: gettext_lazy("a panel of members without interest proposes"),
    Step.ARBITRATOR: gettext_lazy("an arbitrator decides"),
}
APPROVALS: Mapping[Approval, Worded] = {
    Approval.COORDINATOR: gettext_lazy("the coordinator"),
    Approval.DECISION: gettext_lazy("a decision on who belongs to us"),
}
DUES: Mapping[DuesBase, Worded] = {
    DuesBase.NONE: gettext_lazy("nothing"),
    DuesBase.FLAT: gettext_lazy("the same sum each"),
    DuesBase.SECTOR: gettext_lazy("a sum by sector"),
}
YES_MAY: Mapping[bool, Worded] = {True: gettext_lazy("may"), False: gettext_lazy("may not")}
PRIVACY: Mapping[bool, Worded] = {
    False: gettext_lazy("open: all who can read it see who answered what"),
    True: gettext_lazy("private: nobody sees who answered what"),
}
FACTS: Mapping[bool, Worded] = {True: gettext_lazy("reopen it"), False: gettext_lazy("do not reopen it")}
RESTS: Mapping[bool, Worded] = {True: gettext_lazy("rests"), False: gettext_lazy("goes on")}
PRESETS: Mapping[str, tuple[Worded, Worded]] = {
    "information": (
        gettext_lazy("Information network"), gettext_lazy("Open to all who care, light, nearly without money.")
    ),
    "association": (
        gettext_lazy("Association"), gettext_lazy("Fixed offices, dues by sector, elections by transferable vote.")
    ),
    "council": (
        gettext_lazy("Coordinating council"), gettext_lazy("Equals who decide by consent and settle little by vote.")
    ),
    "campaign": (
        gettext_lazy("Campaign"), gettext_lazy("One aim by a set date: short times and a committee that acts.")
    ),
    "ongoing": (
        gettext_lazy("Ongoing coalition"), gettext_lazy("A board, high thresholds for what binds all, shared budgets.")
    ),
    "simple": (gettext_lazy("The simplest rules"), gettext_lazy("The assembly decides all by simple majority.")),
}  # fmt: skip

THRESHOLDS = (
    more_than(Fraction(1, 2)), at_least(Fraction(3, 5)), at_least(Fraction(2, 3)), at_least(Fraction(3, 4)),
    at_least(Fraction(4, 5)), at_least(Fraction(1)),
)  # fmt: skip
QUORUMS = (at_least(Fraction(1, 4)), at_least(Fraction(1, 3)), at_least(Fraction(1, 2)), *THRESHOLDS)
PARTS = tuple(
    Fraction(*one) for one in ((1, 10), (1, 5), (1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (4, 5), (1, 1))
)


def days_in_words(days: int) -> str:
    """ "14 days"."""
    return ngettext("{n} day", "{n} days", days).format(n=days)


def quorum_in_words(quorum: Quorum | None) -> str:
    """Who must take part at least, at the beginning of a sentence."""
    if quorum is None:
        return _("Nobody")
    if isinstance(quorum.need, int):
        return ngettext("{n} of those asked", "{n} of those asked", quorum.need).format(n=quorum.need)
    return _("{share} of those asked").format(share=share_in_words(quorum.need))


def part_in_words(share: Fraction | None) -> str:
    """ "A third"; nothing at all is "Nobody"."""
    names = {
        Fraction(1, 10): _("A tenth"), Fraction(1, 5): _("A fifth"), Fraction(1, 4): _("A quarter"),
        Fraction(1, 3): _("A third"), Fraction(1, 2): _("Half"), Fraction(2, 3): _("Two thirds"),
        Fraction(3, 4): _("Three quarters"), Fraction(4, 5): _("Four fifths"), Fraction(1): _("All"),
    }  # fmt: skip
    if share is None:
        return _("Nobody")
    return names.get(share, f"{share.numerator}/{share.denominator}")


def by_sector_in_words(values: Mapping[str, str]) -> str:
    """ "Public 2, Private 1"."""
    return ", ".join(f"{label} {values[key]}" for key, label in SECTORS.items() if key in values)


def threshold_key(threshold: Threshold) -> str:
    """A threshold as a form holds it: "more 1/2", "least 2/3"."""
    share = threshold.share
    return f"{'more' if threshold.exceed else 'least'} {share.numerator}/{share.denominator}"


def threshold_of(key: str) -> Threshold:
    """Back from the key; ValueError for another text."""
    kind, _blank, share = key.partition(" ")
    made = {"more": more_than, "least": at_least}.get(kind)
    if made is None:
        raise ValueError(key)
    return made(Fraction(share))


def quorum_key(quorum: Quorum | None) -> str:
    """A quorum as a form holds it: nothing, a number, or a threshold."""
    if quorum is None:
        return ""
    return str(quorum.need) if isinstance(quorum.need, int) else threshold_key(quorum.need)


def quorum_of(key: str, counted: Counted) -> Quorum | None:
    """Back from the key."""
    if not key:
        return None
    return Quorum(int(key) if key.isdecimal() else threshold_of(key), counted)
