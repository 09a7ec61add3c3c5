"""Who speaks to the media for the coalition: what the rulebook in force says, else its coordinators."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from comity.coalitions.models import Mandate, Role, Term
from comity.coalitions.standing import live
from comity.core.rulebook.types import Speaker
from comity.governing.rulebook import adopted

#: how long a statement against the coalition is talked about inside, until the coalition has agreed on its own time
USUAL_WAIT = timedelta(days=14)


@dataclass(frozen=True)
class Spokesperson:
    """Somebody who speaks for the coalition, and as what."""

    person: Any
    role: str


@dataclass(frozen=True)
class Press:
    """The rule: who speaks (`speaker`, of `body`), and how long what is against the coalition waits."""

    speaker: Speaker
    body: UUID | None
    wait: timedelta

    @property
    def allows(self) -> bool:
        """Whether anybody may publish in the coalition's name."""
        return self.speaker in (Speaker.CHAIR, Speaker.COORDINATOR)

    @property
    def in_words(self) -> str:
        return {
            Speaker.CHAIR: _("Who presides speaks to the media, and clears what is published in our name."),
            Speaker.COORDINATOR: _(
                "Coordinators speak to the media, and clear what is published in our name."
            ),
            Speaker.EACH: _("Each organisation speaks for itself alone; nobody for all."),
            Speaker.NOBODY: _("Nobody speaks to the media for us."),
        }[self.speaker]


def press_rule(coalition: UUID, *, at: datetime) -> Press:
    """The rule that holds now. One query."""
    version = adopted(coalition, at)
    if version is None:
        return Press(Speaker.COORDINATOR, None, USUAL_WAIT)
    ground = version.rules.ground
    wait = timedelta(days=ground.concern_days) if ground.concern_days else USUAL_WAIT
    return Press(ground.speaker, ground.speaker_body, wait)


def spokespeople(press: Press, *, on: date) -> list[Spokesperson]:
    """Those who speak for the coalition today. One query at most. Needs the coalition's scope."""
    found: dict[UUID, Spokesperson] = {}
    if press.speaker == Speaker.CHAIR:
        terms = Term.objects.filter(live(on), seat__ended_on=None, role__in=(Role.CHAIR, Role.CONVENER))
        terms = terms.filter(seat__body=press.body) if press.body else terms
        for term in terms.select_related("person", "seat__body").order_by("starts_on", "pk"):
            role = f"{term.get_role_display()}, {term.seat.body.name}"
            found.setdefault(term.person_id, Spokesperson(term.person, role))
    elif press.speaker == Speaker.COORDINATOR:
        mandates = (
            Mandate.objects.filter(live(on), coordinates=True)
            .select_related("person")
            .order_by("starts_on", "pk")
        )
        for mandate in mandates:
            found.setdefault(mandate.person_id, Spokesperson(mandate.person, _("Coordinator")))
    return list(found.values())
