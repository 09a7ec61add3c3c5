"""What becoming another kind of coalition would change: bodies, terms, membership rules and dues. Read, then done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.coalitions.models import Body, BodyKind, Coalition, CoalitionType, Seat, Structure
from comity.core.advice.kinds import SET_UPS, CoalitionKind
from comity.core.rulebook.types import Rulebook
from comity.founding.kind.words import BODIES
from comity.governing.models import RulebookVersion
from comity.governing.rulebook import adopted
from comity.governing.rulebook.charter import changes, names_of_bodies
from comity.governing.rulebook.facts import preset

#: bodies whose terms the kind sets
WITH_TERMS = (BodyKind.STRATEGIC, BodyKind.EXECUTIVE)


@dataclass(frozen=True)
class Plan:
    """begins: kinds of body that are missing. ends: bodies of a kind it does not need, in which nobody sits.

    terms: bodies and those still to begin whose terms last that many months from then on. running: the rules in force,
    whose rules of membership would become those of `rules`; None where there are no rules yet, and `rules` are a draft.
    """

    coalition: Coalition
    kind: CoalitionKind
    begins: tuple[str, ...]
    ends: tuple[Body, ...]
    term_months: int | None
    running: RulebookVersion | None
    rules: Rulebook | None

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What would change, as label and words, in the order in which one asks."""
        return [*self._bodies(), *self._terms(), *self._rules()]

    def _bodies(self) -> list[tuple[str, str]]:
        begins = ", ".join(str(BODIES[one]) for one in self.begins)
        ends = ", ".join(one.name for one in self.ends)
        found = [(_("Kind"), str(CoalitionType(self.kind).label))]
        found += [(_("Bodies that begin"), begins)] if begins else []
        return found + ([(_("Bodies that end"), ends)] if ends else [])

    def _terms(self) -> list[tuple[str, str]]:
        if self.term_months is None:
            return []
        words = ngettext("{n} month", "{n} months", self.term_months).format(n=self.term_months)
        return [(_("Terms in steering and executive committees"), words)]

    def _rules(self) -> list[tuple[str, str]]:
        if self.running is None:
            return [(_("Rulebook"), _("A draft made for this kind, to be changed and then adopted"))]
        if self.rules is None:
            return [(_("Membership rules and dues"), _("Stay as they are"))]
        found = changes(self.running.rules, self.rules, names_of_bodies())
        return [(one.title, " ".join(text for text, _marked in one.new) or _("No rule any more")) for one in found]


def plan_of(coalition: Coalition, kind: CoalitionKind, at: datetime) -> Plan:
    """What becoming this kind would change today. Called in the coalition's scope."""
    set_up, running = SET_UPS[kind], adopted(coalition.pk, at)
    bodies = list(Body.objects.filter(ended_on=None).exclude(kind=BodyKind.ASSEMBLY).order_by("since_on", "pk"))
    present = {body.kind for body in bodies}
    taken = set(Seat.objects.filter(ended_on=None).values_list("body", flat=True))
    known = (BodyKind.STRATEGIC, BodyKind.EXECUTIVE)
    ends = tuple(one for one in bodies if one.kind in known and one.kind not in set_up.bodies and one.pk not in taken)
    begins = tuple(one for one in set_up.bodies if one not in present)
    return Plan(coalition, kind, begins, ends, _months(bodies, begins, set_up.term_months), running,
                _rules(running, kind))  # fmt: skip


def _months(bodies: Sequence[Any], begins: tuple[str, ...], months: int | None) -> int | None:
    """The months, where any body would serve by them that does not yet."""
    if months is None:
        return None
    said = dict(Structure.objects.values_list("body", "term_months"))
    there = [said.get(body.pk) for body in bodies if body.kind in WITH_TERMS]
    new = any(one in WITH_TERMS for one in begins)
    return months if new or any(one != months for one in there) else None


def _rules(running: RulebookVersion | None, kind: CoalitionKind) -> Rulebook | None:
    made = preset(kind.value)
    if running is None:
        return made
    rules = replace(running.rules, membership=made.membership)
    return rules if rules != running.rules else None
