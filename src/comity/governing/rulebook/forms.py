"""The forms of the rulebook: sentences that are filled in, and back again into data."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import Form, LongField
from comity.base.templatetags.marks import SECTORS
from comity.core.ballots.types import Base, Counted, Rule, TieRule
from comity.core.rulebook import kinds, money
from comity.core.rulebook.types import Band, Grounds, Kind, Unit, Way, Weighing, Weights
from comity.governing.rulebook import phrases, sentences
from comity.governing.rulebook.filling import (
    Days,
    MoneyField,
    SentenceForm,
    also,
    choose,
    flag,
    share_key,
    share_of,
    truth,
)
from comity.governing.rulebook.sentences import Names, Sentence
from comity.governing.rulebook.words import METHODS, method_in_words
from comity.governing.rules import share_in_words

#: place in the plain data of a band → field of its form
FIELDS = {
    "above": "upto", "upto": "upto", "way.body": "body", "way.method": "method", "way.rule.threshold": "share",
    "way.rule.base": "base", "way.rule.quorum": "quorum", "way.weights": "scheme", "way.private": "private",
    "way.overrule": "overrule", "way.notice": "notice", "way.shortest": "shortest", "way.longest": "longest",
    "way.member_for": "member_for", "way.grounds": "after", "way.grounds.share": "again_share",
    "way.grounds.window_days": "window",
}  # fmt: skip


def weight(sector: str) -> forms.IntegerField:
    return forms.IntegerField(label=SECTORS[sector], min_value=1, max_value=1000, required=False)


class BandForm(SentenceForm):
    """One band of a kind of matter: who decides, how, by when."""

    SENTENCES = sentences.WAY

    upto = MoneyField(label=gettext_lazy("Up to which amount (empty: any)"))
    body = choose(gettext_lazy("Which body"), (), required=False)
    method = choose(gettext_lazy("By which way"), ())
    share = choose(gettext_lazy("How much must be in favour"), ())
    base = choose(gettext_lazy("Of what"), [(key.value, words) for key, words in phrases.BASES.items()])
    quorum = choose(gettext_lazy("How many must take part"), (), required=False)
    counted = choose(
        gettext_lazy("How taking part is counted"), [(k.value, w) for k, w in phrases.COUNTED.items()]
    )
    tie = choose(gettext_lazy("On a tie"), [(key.value, words) for key, words in phrases.TIES.items()])
    split = truth(gettext_lazy("May a vote be split"), phrases.YES_MAY)
    unit = choose(
        gettext_lazy("What has a vote"), [(key.value, words) for key, words in phrases.UNITS.items()]
    )
    scheme = choose(
        gettext_lazy("How much it weighs"), [(key.value, w) for key, w in phrases.WEIGHING.items()]
    )
    of_public, of_private = weight("public"), weight("private")
    of_nonprofit, of_citizen = weight("nonprofit"), weight("citizen")
    member_for = Days(gettext_lazy("Days of membership before a vote"))
    private = truth(gettext_lazy("Open or private"), phrases.PRIVACY)
    overrule = choose(gettext_lazy("Which share overrules an objection"), (), required=False)
    notice = Days(gettext_lazy("Days of notice"))
    shortest = Days(gettext_lazy("Days for answers, at least"))
    longest = Days(gettext_lazy("Days for answers, at most"))
    new_facts = truth(gettext_lazy("Do new facts reopen it"), phrases.FACTS)
    again_share = choose(gettext_lazy("Which share of the members reopens it"), (), required=False)
    after = Days(gettext_lazy("Days until it can be reopened"), required=False)
    window = Days(gettext_lazy("Days within which it can be reopened"), required=False)

    def __init__(
        self, *args: Any, band: Band, kind: Kind, names: Names, first: bool = True, **kwargs: Any
    ) -> None:
        self.band, self.kind, self.names = band, kind, names
        super().__init__(*args, initial=self._typed(band, kwargs["currency"]), **kwargs)
        self._offer()
        self.first = first

    def sentences(self) -> Iterable[Sentence]:
        head = Sentence(gettext_lazy("{limit} {upto} {currency}, {body} decides by {method}."))
        days = ("notice", "shortest", "longest", "member_for", "after", "window")
        yield head if self.kind.money else sentences.ANY
        for one in sentences.WAY:
            text = str(one.text)
            for name in days:
                text = text.replace(f"{{{name}}}", _("{days} days").replace("{days}", f"{{{name}}}"))
            yield Sentence(text)

    def said(self, name: str) -> str:
        return {"limit": _("Up to"), "currency": self.currency}.get(name, name)

    def clean_upto(self) -> int | None:
        field: Any = self.fields["upto"]
        found: int | None = field.minor(self.cleaned_data["upto"], self.currency)
        return found

    def to_band(self, above: int) -> Band:
        """The band as it was filled in, above the one before."""
        said = self.cleaned_data
        counted = Counted(said["counted"])
        rule = Rule(
            threshold=phrases.threshold_of(said["share"]), base=Base(said["base"]),
            quorum=phrases.quorum_of(said["quorum"], counted), tie=TieRule(said["tie"]), may_split=said["split"],
        )  # fmt: skip
        way = Way(
            body=UUID(said["body"]) if said["body"] else None, method=said["method"], rule=rule,
            unit=Unit(said["unit"]),
            weights=self._weights(), member_for=said["member_for"], private=said["private"],
            overrule=share_of(said["overrule"]), notice=said["notice"], shortest=said["shortest"],
            longest=said["longest"],
            grounds=Grounds(said["new_facts"], share_of(said["again_share"]), said["after"], said["window"]),
        )  # fmt: skip
        return Band(way, above, said["upto"] if self.kind.money else None)

    def _weights(self) -> Weights:
        said = self.cleaned_data
        if said["scheme"] != Weighing.SECTOR:
            return Weights()
        return Weights(Weighing.SECTOR, {key: said[f"of_{key}"] for key in SECTORS if said[f"of_{key}"]})

    def _typed(self, band: Band, currency: str) -> dict[str, Any]:
        way, rule, grounds = band.way, band.way.rule, band.way.grounds
        return {
            "upto": "" if band.upto is None else money.plain(band.upto, currency),
            "body": str(way.body or ""), "method": way.method, "share": phrases.threshold_key(rule.threshold),
            "base": rule.base.value, "quorum": phrases.quorum_key(rule.quorum),
            "counted": rule.quorum.counted.value if rule.quorum else Counted.CAST.value, "tie": rule.tie.value,
            "split": flag(rule.may_split), "unit": way.unit.value, "scheme": way.weights.scheme.value,
            **{f"of_{key}": way.weights.of(key) for key in SECTORS},
            "member_for": way.member_for, "private": flag(way.private), "overrule": share_key(way.overrule),
            "notice": way.notice, "shortest": way.shortest, "longest": way.longest,
            "new_facts": flag(grounds.new_facts), "again_share": share_key(grounds.share), "after": grounds.after_days,
            "window": grounds.window_days,
        }  # fmt: skip

    def _offer(self) -> None:
        """The choices that depend on the coalition, and on what stands there already."""
        fields: Any = self.fields
        own = [("", _("each body"))] if self.kind.key == kinds.WORK else []
        fields["body"].choices = own + [(str(pk), name) for pk, name in self.names.items()]
        fields["method"].choices = [(key, method_in_words(key)) for key in _ordered(kinds.ways())]
        fields["share"].choices = [
            (phrases.threshold_key(one), share_in_words(one)) for one in phrases.THRESHOLDS
        ]
        fields["quorum"].choices = (
            [("", _("Nobody"))]
            + [
                (phrases.threshold_key(one), _("{share} of those asked").format(share=share_in_words(one)))
                for one in phrases.QUORUMS
            ]
            + [(str(n), _("{n} of those asked").format(n=n)) for n in range(1, 21)]
        )
        parts = [(share_key(one), phrases.part_in_words(one)) for one in phrases.PARTS]
        for name in ("overrule", "again_share"):
            fields[name].choices = [("", _("Nobody")), *parts]
            if self.initial[name]:
                also(fields[name], self.initial[name], phrases.part_in_words(share_of(self.initial[name])))
        rule = self.band.way.rule
        also(fields["share"], self.initial["share"], share_in_words(rule.threshold))
        also(fields["quorum"], self.initial["quorum"], phrases.quorum_in_words(rule.quorum))
        also(fields["method"], self.initial["method"], method_in_words(self.initial["method"]))


def _ordered(ways: Iterable[str]) -> list[str]:
    """In the order of METHODS, those that came later at the end."""
    known = list(METHODS)
    return sorted(ways, key=lambda one: known.index(one) if one in known else len(known))


class WhyForm(Form):
    """What changes, and why."""

    why = LongField(
        label=gettext_lazy("What changes, and why?"),
        help_text=gettext_lazy(
            "It stands in the question that is put to the members, and in the mail to them."
        ),
        max_length=2000,
        required=False,
    )


class NewKindForm(Form):
    """A kind of matter that the rulebook does not have yet."""

    kind = forms.ChoiceField(label=gettext_lazy("Which kind of matter?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("What do you call it?"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Only for a kind of your own."),
    )
    money = forms.BooleanField(
        label=gettext_lazy("Who decides depends on an amount"), required=False,
        help_text=gettext_lazy("Only for a kind of your own."),
    )  # fmt: skip

    def __init__(self, *args: Any, missing: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [*missing.items(), ("own", _("A kind of our own"))]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == "own" and not said.get("name"):
            self.add_error("name", _("Give this kind of matter a name."))
        return said


def kind_from(band_forms: Iterable[BandForm], kind: Kind) -> Kind:
    """A kind of matter with the bands that were filled in, each above the one before."""
    bands: list[Band] = []
    for form in band_forms:
        above = (bands[-1].upto or 0) if bands else 0
        bands.append(form.to_band(above))
    return replace(kind, bands=tuple(bands))
