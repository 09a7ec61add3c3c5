"""The rows of a wave as arithmetic takes them: keys are ids of organisations, in order of names. Needs the scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from comity.core.network.answers import Answer
from comity.core.network.dyads import Crossed
from comity.core.network.network import Network
from comity.core.network.reports import Report as Said
from comity.core.network.reports import Reports, Rule
from comity.network.models import Report, Wave, WaveMember

#: the rules under which a wave of answers is read; of a list there is only what the list says
RULES = (Rule.EITHER, Rule.CONFIRMED, Rule.DIRECTED)


def rules_of(wave: Wave) -> tuple[Rule, ...]:
    """The rules that make a difference."""
    return (Rule.GIVEN,) if wave.given else RULES


@dataclass(frozen=True)
class Material:
    """A wave with its organisations and answers. Two queries."""

    wave: Wave
    members: tuple[WaveMember, ...]
    rows: tuple[Report, ...]

    @classmethod
    def of(cls, wave: Wave) -> "Material":
        """Read it."""
        members = tuple(WaveMember.objects.filter(wave=wave).order_by("sort_name", "pk"))
        rows = tuple(Report.objects.filter(wave=wave).order_by("pk"))
        return cls(wave, members, rows)

    @cached_property
    def key_of(self) -> Mapping[UUID, str]:
        """The key of each row of an organisation."""
        return {one.pk: str(one.organisation_id) for one in self.members}

    @cached_property
    def by_key(self) -> Mapping[str, WaveMember]:
        """The row of each key."""
        return {str(one.organisation_id): one for one in self.members}

    @cached_property
    def reports(self) -> Reports:
        """Who says what about whom; what was left open is silence about that one."""
        ends = [(self.key_of[one.rater_id], self.key_of[one.rated_id], one.level) for one in self.rows]
        said = [Said(by, about, level) for by, about, level in ends if level is not None]
        left = [(by, about) for by, about, level in ends if level is None]
        answered = [self.key_of[one.pk] for one in self.members if one.answered]
        return Reports.of(self.key_of.values(), said, answered=answered, skipped=left)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The same with all that was said."""
        return tuple(
            Answer(
                self.key_of[one.rater_id], self.key_of[one.rated_id], one.level, one.contact, tuple(one.kinds),
                one.gave, one.received, one.ratings,
            )
            for one in self.rows
            if one.level is not None
        )  # fmt: skip

    @cached_property
    def crossed(self) -> Crossed | None:
        """What goes from whom to whom, as giver and taker tell it; None where neither was asked."""
        if all(one.gave is None and one.received is None for one in self.answers):
            return None
        gives = [Said(one.by, one.about, one.level) for one in self.answers if one.gave]
        takes = [Said(one.by, one.about, one.level) for one in self.answers if one.received]
        of = (self.reports.keys, self.reports.answered, self.reports.skipped)
        return Crossed(*(Reports.of(of[0], told, answered=of[1], skipped=of[2]) for told in (gives, takes)))

    def network(self, rule: Rule) -> Network:
        """The ties that hold under the rule."""
        return self.reports.network(rule)


def network_of(wave: Wave, rule: Rule) -> Network:
    """The network of a wave; its keys are ids of organisations as text, in order of names. Two queries."""
    return Material.of(wave).network(Rule.GIVEN if wave.given else rule)
