"""What the page of changes shows, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.network.reports import Rule
from comity.network.models import Wave
from comity.network.saying import number, percent
from comity.network.waves.changes import RULES
from comity.network.waves.saying import rule_name, rule_says
from comity.network.waves.working import change_between, content_of, unpacked
from comity.network.waves.working_out import SHAPE


@dataclass(frozen=True)
class Count:
    """How many ties came, stayed or went, with the interval in words."""

    number: str
    strong: str
    says: str


@dataclass(frozen=True)
class ChangesPage:
    """The change between two waves. found: None while it is not worked out; waiting: somebody asked for it."""

    wave: Wave
    since: Wave | None
    others: Sequence[Wave]
    found: dict[str, Any] | None
    waiting: bool
    rule: Rule
    content: dict[str, Any] | None
    of: str = ""

    @classmethod
    def read(cls, wave: Wave, since: Wave | None, others: Sequence[Wave], rule: str) -> "ChangesPage":
        """Read what is kept. Two queries."""
        row = change_between(since, wave) if since else None
        known = row is not None and row.shape == SHAPE and bool(row.content)
        found = unpacked(bytes(row.content)) if row is not None and known else None
        asked = Rule(rule) if rule in RULES else RULES[0]
        return cls(wave, since, others, found, row is not None and not known, asked, content_of(wave))

    @property
    def caution(self) -> None:
        """The caution of one wave has no place here: ties of the silent are left out."""
        return

    @property
    def rules(self) -> list[tuple[str, str]]:
        return [(rule.value, rule_name(rule)) for rule in RULES]

    @property
    def under(self) -> dict[str, Any]:
        assert self.found is not None
        under: dict[str, Any] = self.found["rules"][self.rule.value]
        return under

    @property
    def counts(self) -> list[Count]:
        """Gained, kept and lost."""
        gained, kept, lost = len(self.under["gained"]), self.under["kept"], len(self.under["lost"])
        labels = (
            ("gained", gained, ngettext("new tie", "new ties", gained)),
            ("kept", kept, ngettext("tie has stayed", "ties have stayed", kept)),
            ("lost", lost, ngettext("tie has gone", "ties have gone", lost)),
        )
        return [Count(number(n), label, self._interval(name)) for name, n, label in labels]

    def _interval(self, name: str) -> str:
        found = (self.under["intervals"] or {}).get(name)
        if not found:
            return _("Too few answered both times to say how far chance may have played.")
        low, high = (number_format(round(found[end])) for end in ("low", "high"))
        return _("With other organisations of the same kind it would nearly always be {low} to {high}.").format(
            low=low, high=high
        )

    @property
    def steady(self) -> str:
        """How many of all ties held both times."""
        share = self.under["stability"]
        if share is None:
            return _("There was no tie in either wave among those who answered both times.")
        return _("{share} of all ties held both times.").format(share=percent(share))

    @property
    def about(self) -> str:
        """Questions, rule, among whom, both days."""
        assert self.since is not None
        days = [date_format(one.asked_on, "j F Y") for one in (self.since, self.wave)]
        questions = dict.fromkeys(_("“{question}”").format(question=one.question) for one in (self.since, self.wave))
        among = ngettext(
            "Among the {n} organisation that answered both times.",
            "Among the {n} organisations that answered both times.", self.under["among"],
        ).format(n=number(self.under["among"]))  # fmt: skip
        on = _("{first} and {second}.").format(first=days[0], second=days[1])
        said = [*questions, rule_says(self.rule), among, on]
        if any(self.under["left_out"]):
            first, second = map(number, self.under["left_out"])
            left = _("Ties left out, as one end did not answer both times: {n} of the first wave, {m} of the second.")
            said.append(left.format(n=first, m=second))
        return " ".join(said)

    @property
    def asked_otherwise(self) -> bool:
        """The two waves asked different questions."""
        return self.since is not None and self.since.question != self.wave.question

    def _pairs(self, name: str) -> list[str]:
        assert self.found is not None
        names = self.found["names"]
        pairs = (sorted((names[one], names[other])) for one, other in self.under[name])
        return [_("{one} and {other}").format(one=one, other=other) for one, other in sorted(pairs)]

    @property
    def gained(self) -> list[str]:
        return self._pairs("gained")

    @property
    def lost(self) -> list[str]:
        return self._pairs("lost")

    @property
    def moves(self) -> list[str]:
        """Who came, left, merged or has another name, in words."""
        assert self.found is not None
        names = self.found["names"]
        said = []
        if self.found["came"]:
            said.append(_("New in the later wave: {names}.").format(names=_all(names, self.found["came"])))
        if self.found["left"]:
            said.append(_("Only in the earlier wave: {names}.").format(names=_all(names, self.found["left"])))
        for gone, key in self.found["merged"]:
            said.append(_("{gone} is part of {name} now; both count as one, in both waves.").format(
                gone=gone, name=names.get(key, gone)))  # fmt: skip
        for old, new in self.found["renamed"]:
            said.append(_("{old} is called {new} now.").format(old=old, new=new))
        return said


def _all(names: dict[str, str], keys: Sequence[str]) -> str:
    return ", ".join(sorted(names[key] for key in keys))
