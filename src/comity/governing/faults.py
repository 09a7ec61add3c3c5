"""What is wrong with a ballot, a method or its settings, in words."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.core.ballots.types import BallotFault, Fault
from comity.governing.wording import SETTINGS


def refused(fault: BallotFault, options: list[str] | None = None) -> ValidationError:
    """The fault as a form shows it. options: the titles on the ballot, in order."""
    return ValidationError(fault_in_words(fault, options or []), code=fault.code.value)


def fault_in_words(fault: BallotFault, options: list[str]) -> str:
    """One sentence that says what to do."""
    told = WORDS.get(fault.code)
    if told is None:
        return _("This ballot can’t be counted: {what}.").format(what=fault.code.value.replace("_", " "))
    place = fault.values.get("unit")
    named = options[place - 1] if isinstance(place, int) and 1 <= place <= len(options) else ""
    values = {"name": named, "other": _named(fault.values.get("other"), options), **_plain(fault)}
    return told().format(**values)


def _named(place: Any, options: list[str]) -> str:
    return options[place - 1] if isinstance(place, int) and 1 <= place <= len(options) else ""


def _plain(fault: BallotFault) -> dict[str, Any]:
    plain = {name: value for name, value in fault.values.items() if name != "other"}
    if plain.get("setting") in SETTINGS:
        plain["setting"] = str(SETTINGS[str(plain["setting"])][0])
    return plain


WORDS: dict[Fault, Callable[[], str]] = {
    Fault.RANKED_EQUAL: lambda: _("“{name}” and “{other}” both have rank {rank}. Give each option its own."),
    Fault.RANK_OUT_OF_RANGE: lambda: _("“{name}” has rank {rank}. Ranks go from 1 to {most}."),
    Fault.SCORE_OUT_OF_RANGE: lambda: _("“{name}” has {score}. Choose a whole number on the scale."),
    Fault.TOO_MANY_DOTS: lambda: _("You have given {dots} dots. There are {allowed} to give."),
    Fault.NO_MARK: lambda: _("“{name}” can only be marked or left out."),
    Fault.UNKNOWN_OPTION: lambda: _("There is no option with the number {option}."),
    Fault.SETTING_MISSING: lambda: _("Say “{setting}” in the details of the ballot."),
    Fault.SETTING_UNFIT: lambda: _("“{value}” does not fit “{setting}”."),
    Fault.SETTING_UNKNOWN: lambda: _("This way of voting has no setting “{setting}”."),
    Fault.SEATS_OUT_OF_RANGE: lambda: _(
        "{seats} are to be taken, of {options} options. Take fewer, or add options."
    ),
    Fault.COST_BELOW_ONE: lambda: _("“{option}” needs a cost."),
    Fault.BUDGET_BELOW_ONE: lambda: _("Say how much money there is to share."),
    Fault.OPTION_TWICE: lambda: _("Two options have the same name. Name them differently."),
    Fault.OPTIONS_OUT_OF_RANGE: lambda: _("Write down the options first: at least two."),
    Fault.SCALE_UPSIDE_DOWN: lambda: _("The highest score must be above the lowest."),
    Fault.MORE_THAN_ITS_WEIGHT: lambda: _("Together that is {weight}; your organisation has {allowed}."),
}
