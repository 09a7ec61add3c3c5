"""What the world holds of introductions and of the pulse of trust, each full of canaries."""

from datetime import datetime, timedelta
from typing import Any

from comity.network.acts import introductions, pulse
from comity.network.models import Pulse, PulseFigure
from tests.cast import Troupe


def trust_everything(troupe: Troupe, name: str, things: Any, at: datetime) -> None:
    """An introduction with a note for its writer alone (in alpha the one who is seated), waves, and a talk.

    In alpha the member asks to meet the seated one's organisation: what somebody wrote stays theirs when they leave.
    """
    canary = f"KANARI-{name}"
    who, first, second = ("Okafor", "HH", "DR") if name == "ALPHA" else ("First", f"{name[0]}T", f"{name[0]}L")
    keeper = troupe.people[who]
    by, other = troupe.hat(keeper, troupe.organisations[first]), troupe.organisations[second]
    if name == "ALPHA":
        asks = troupe.hat(troupe.people["Henk"], other)
        one = introductions.ask_to_meet(troupe.organisations[first], words=canary, by=asks, at=at)
    else:
        one = introductions.ask_to_meet(other, words=canary, by=by, at=at)
    introductions.note_privately(one, text=f"KANARI-OWN-{name}", by=by, at=at)
    talk = pulse.plan_talk(planned_on=at.date(), facilitator=keeper, by=troupe.by, at=at)
    pulse.note_talk(talk, held_on=at.date(), result=canary, by=troupe.by, at=at)
    pulse.plan_pulse(texts=f"Is it {canary}?", owner=troupe.organisations[first], open_days=28, by=troupe.by, at=at)
    things.pulse = _waves(troupe, name, at).pk
    things.introduction, things.talk = one.pk, talk.pk


def _waves(troupe: Troupe, name: str, at: datetime) -> Pulse:
    """One that has closed with a figure, and one that is open; where too few could answer, it is put there."""
    asked = [{"key": "k", "text": f"Was it KANARI-{name}?"}]
    before = Pulse(
        coalition=troupe.coalition, number=1, state="closed", questions=asked, asked=7, answered=6, opened_at=at,
        closes_at=at, closed_at=at,
    ).store()  # fmt: skip
    told = {"n": 6, "tenths": 31, "step": 1, "low": 29, "high": 33}
    PulseFigure(coalition=troupe.coalition, pulse=before, place=0, key="k", **told).store()
    if name == "ALPHA":
        return pulse.open_pulse(by=troupe.by, at=at)
    ends = at + timedelta(days=28)
    return Pulse(
        coalition=troupe.coalition, number=2, questions=asked, asked=3, opened_at=at, closes_at=ends
    ).store()
