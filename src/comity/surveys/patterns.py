"""Templates that surveys begin from. A wing registers its own; all of it can be changed in the draft."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base.registry import Registry, Worded
from comity.surveys.models.surveys import SECTION


@dataclass(frozen=True)
class Item:
    """A question of a template, or a heading. settings: as its kind keeps them."""

    kind: str
    key: str
    text: Worded
    help: Worded = ""
    required: bool = False
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Pattern:
    """A whole survey to begin with. about: what it is good for, in a sentence."""

    label: Worded
    about: Worded
    items: Sequence[Item]
    intro: Worded = ""
    anonymous: bool = False


#: name → Pattern
patterns: Registry[Pattern] = Registry("template of surveys")

_AGREE = {"low": gettext_lazy("not at all"), "high": gettext_lazy("fully")}
CHECK = Pattern(
    label=gettext_lazy("How are we doing?"),
    about=gettext_lazy("A short look at how the common work goes: what helps, what hinders, what comes next."),
    intro=gettext_lazy("It takes about five minutes. What you say is used to decide what we do next."),
    items=(
        Item(SECTION, "work", gettext_lazy("Our common work")),
        Item("scale", "worth", gettext_lazy("Our organisation gains more from the common work than it gives up."),
             settings=_AGREE, required=True),
        Item("scale", "clear", gettext_lazy("We know what is expected of us until the next meeting."), settings=_AGREE,
             required=True),
        Item("scale", "heard", gettext_lazy("When we raise a worry, it is dealt with."), settings=_AGREE,
             required=True),
        Item("number", "hours", gettext_lazy("How much time do your people give to it?"),
             settings={"unit": gettext_lazy("hours a week")}),
        Item(SECTION, "ahead", gettext_lazy("What lies ahead")),
        Item("several", "needs", gettext_lazy("What would help you most in the next half year?"), settings={"options": [
            ["o1", gettext_lazy("Fewer or shorter meetings")], ["o2", gettext_lazy("Money for the hours we give")],
            ["o3", gettext_lazy("Somebody who keeps things together")],
            ["o4", gettext_lazy("Knowing the others better")],
        ]}),
        Item("choice", "stay", gettext_lazy("Do you expect to take part a year from now?"), settings={"options": [
            ["o1", gettext_lazy("Yes, as now")], ["o2", gettext_lazy("Yes, with more")],
            ["o3", gettext_lazy("Yes, with less")], ["o4", gettext_lazy("We don’t know yet")],
        ]}),
        Item("text", "else", gettext_lazy("What should the others know?"), settings={"long": True}),
    ),
)  # fmt: skip


def register() -> None:
    """Offer the plain one."""
    patterns.register("surveys.check", CHECK)


def settled(settings: Any) -> Any:
    """Settings with their words in the language of now, as they are kept."""
    if isinstance(settings, dict):
        return {key: settled(value) for key, value in settings.items()}
    if isinstance(settings, (list, tuple)):
        return [settled(value) for value in settings]
    return settings if isinstance(settings, (bool, int)) else str(settings)
