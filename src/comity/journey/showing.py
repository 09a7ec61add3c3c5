"""Small things that the pages of the path show."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.coalitions.models import Stage
from comity.core.advice.journey import State
from comity.journey.queries import Path, Shown


def counted(parts: Sequence[Shown]) -> str:
    """How many are done, next, stale and to come, in words."""
    n = Counter("next" if part.judged.next else str(part.judged.state) for part in parts)
    said = [
        ngettext("{n} done", "{n} done", n[State.DONE]).format(n=n[State.DONE]),
        ngettext("{n} next", "{n} next", n["next"]).format(n=n["next"]),
        ngettext("{n} went stale", "{n} went stale", n[State.STALE]).format(n=n[State.STALE]),
        ngettext("{n} to come", "{n} to come", n[State.OPEN]).format(n=n[State.OPEN]),
        _("{n} not yet in Comity").format(n=n[State.ABSENT]),
    ]
    present = (n[State.DONE], n["next"], n[State.STALE], n[State.OPEN], n[State.ABSENT])
    return ", ".join(words for words, number in zip(said, present, strict=True) if number)


def stages(path: Path) -> list[dict[str, Any]]:
    """The five stages; the one that the evidence bears is the one we are in."""
    here, entered = path.stand.shown, path.stand.entered
    return [
        {
            "label": stage.label, "css": "past" if place < here else "here" if place == here else "",
            "small": _("Entered, but evidence is lost") if path.stand.lost and place == entered else "",
        }
        for place, stage in enumerate(Stage)
    ]  # fmt: skip
