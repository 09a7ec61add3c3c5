"""What is wrong with a rulebook, in words that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.core.rulebook.checks import Contradiction, Wrong
from comity.governing.rulebook.words import amount_in_words, kind_in_words

TOLD: dict[Wrong, str | Promise] = {
    Wrong.QUORUM_ABOVE_BODY: gettext_lazy(
        "{quorum} must take part, but the body has {size} places. Lower the quorum or fill seats."
    ),
    Wrong.QUORUM_OF_PRESENT: gettext_lazy(
        "Ballots among options have nobody present. Count the quorum in those who answer."
    ),
    Wrong.RULES_BY_PRESENT: gettext_lazy(
        "Rules are put to all, and nobody is present there. Count those asked, or those who answer."
    ),
    Wrong.EARLIEST_AFTER_LATEST: gettext_lazy(
        "It may close after {shortest} days at the earliest and {longest} at the latest. Swap or widen them."
    ),
    Wrong.NOT_QUALIFIED: gettext_lazy(
        "A qualified majority is more than half. Ask for a larger share, or choose simple majority."
    ),
    Wrong.NOT_ABSOLUTE: gettext_lazy(
        "An absolute majority is more than half of all who may vote. Choose that base and share, or another way."
    ),
    Wrong.PRIVATE_UNEQUAL: gettext_lazy(
        "A private ballot can’t weigh: weights would give voters away. Make it open, or give all the same weight."
    ),
    Wrong.PRIVATE_SPLIT: gettext_lazy(
        "A private ballot can’t be split. Make it open, or don’t allow splitting."
    ),
    Wrong.PRIVATE_OBJECTION: gettext_lazy(
        "Consent needs to know who objects. Make it open, or choose a majority."
    ),
    Wrong.DOUBLE_OF_EQUALS: gettext_lazy(
        "Where all weigh the same, a double majority asks the same thing twice. Give weights, or choose another way."
    ),
    Wrong.OVERRULE_WITHOUT_CONSENT: gettext_lazy(
        "Objections halt nothing here, so none need be overruled. Leave that share empty."
    ),
    Wrong.BODY_UNKNOWN: gettext_lazy("This body is not one of the coalition’s. Choose another."),
    Wrong.BODY_ENDED: gettext_lazy("This body has ended. Choose another."),
    Wrong.BODY_MISSING: gettext_lazy("Say which body decides."),
    Wrong.METHOD_UNKNOWN: gettext_lazy("Comity does not know the way “{method}”. Choose one from the list."),
    Wrong.RULES_BY_OPTIONS: gettext_lazy(
        "Rules are agreed to or not: choose a majority, consent or consensus."
    ),
    Wrong.BAND_GAP: gettext_lazy("Nobody decides between {upto} and {above}. Let it begin at {upto}."),
    Wrong.BAND_OVERLAP: gettext_lazy("Two bodies decide between {above} and {upto}. Let it begin at {upto}."),
    Wrong.BAND_EMPTY: gettext_lazy("It ends where it begins, or before. Choose a higher end than {above}."),
    Wrong.BAND_START: gettext_lazy("Nobody decides below {above}. Let the first begin at nothing."),
    Wrong.BAND_END: gettext_lazy("Nobody decides above {upto}. Leave the last end empty."),
    Wrong.BANDS_WITHOUT_MONEY: gettext_lazy(
        "Only what is decided by amount has several bodies, and spending is."
    ),
    Wrong.NO_BAND: gettext_lazy("Say who decides this, and how."),
    Wrong.KIND_TWICE: gettext_lazy("“{kind}” stands here twice. Take one out."),
    Wrong.KIND_MISSING: gettext_lazy("A rule is missing for “{kind}”. Add it."),
    Wrong.KIND_UNNAMED: gettext_lazy("Give this kind of matter a name."),
    Wrong.NO_CONFLICT_PATH: gettext_lazy(
        "Say how conflicts are settled. No rulebook is adopted without that."
    ),
    Wrong.LADDER_ORDER: gettext_lazy("Begin with the gentlest step, and name each step once."),
    Wrong.FREEZE_ENDLESS: gettext_lazy(
        "Say for how many days a matter may rest at most: from 1 to ten years."
    ),
    Wrong.SPEAKER_WITHOUT_BODY: gettext_lazy("Say whose chair speaks to the media."),
    Wrong.SHARE_OUT_OF_RANGE: gettext_lazy("A share is more than nothing and at most all."),
    Wrong.WEIGHT_BELOW_ONE: gettext_lazy("Each weight is 1 or more."),
    Wrong.DAYS_OUT_OF_RANGE: gettext_lazy("{days} days can’t be: choose from 0 to {longest}."),
    Wrong.WINDOW_BEFORE_TIME: gettext_lazy(
        "After {after} days it may be reopened, yet only within {window}. Widen the second."
    ),
    Wrong.AMOUNT_NEGATIVE: gettext_lazy("An amount can’t be below nothing."),
    Wrong.MONTH_OUT_OF_RANGE: gettext_lazy("Choose a month from 1 to 12."),
    Wrong.OWN_RULE_EMPTY: gettext_lazy("Write the rule down, or take it out."),
}


def mend(one: Contradiction, currency: str) -> str:
    """What contradicts itself and how to mend it, after the number of the clause."""
    values = {name: _said(name, value, currency) for name, value in one.values.items()}
    return _("Clause {clause}: {said}").format(clause=one.clause, said=str(TOLD[one.wrong]).format(**values))


def _said(name: str, value: Any, currency: str) -> str:
    if name in ("above", "upto"):
        return amount_in_words(value, currency)
    return kind_in_words(value) if name == "kind" else str(value)


def by_place(found: tuple[Contradiction, ...], currency: str) -> Mapping[str, str]:
    """Each contradiction in words, by the place of its field."""
    return {one.place: mend(one, currency) for one in found}
