"""The forms of the other parts of the charter: ground rules, conflict, membership with dues, the rules themselves."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.forms import Form
from comity.base.templatetags.marks import SECTORS
from comity.core.rulebook import money
from comity.core.rulebook.changing import in_currency
from comity.core.rulebook.types import (
    Approval,
    Commits,
    Concerns,
    ConflictPath,
    Dues,
    DuesBase,
    GroundRules,
    Level,
    MembershipRules,
    OwnRule,
    Rulebook,
    Rung,
    Speaker,
    Step,
)
from comity.governing.rulebook import phrases, sentences
from comity.governing.rulebook.filling import Days, MoneyField, SentenceForm, choose, flag, truth
from comity.governing.rulebook.sentences import Names, Sentence

GROUND_DAYS = ("decided_days", "opened_days", "report_days", "concern_days")
#: how many rules of its own a coalition can have
MOST_OWN = 30


def of(words: Any) -> list[tuple[str, Any]]:
    """The choices of an enumeration."""
    return [(key.value, said) for key, said in words.items()]


def in_days(found: Iterable[Sentence], names: Iterable[str]) -> list[Sentence]:
    """Sentences whose numbers are followed by the word days, as reading them has it inside the number."""
    made = []
    for one in found:
        text = str(one.text)
        for name in names:
            text = text.replace(f"{{{name}}}", _("{days} days").replace("{days}", f"{{{name}}}"))
        made.append(Sentence(text))
    return made


class PartForm(SentenceForm):
    """A form of one part. `first(rules)` is what stands there, `put(rules)` the rules with what was filled in."""

    def __init__(self, *args: Any, rules: Rulebook, names: Names, **kwargs: Any) -> None:
        self.rules, self.names = rules, names
        super().__init__(*args, initial=self.first(), currency=rules.currency, **kwargs)
        bodies = [("", _("no body")), *((str(pk), name) for pk, name in names.items())]
        for name in ("speaker_body",):
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = bodies

    def first(self) -> dict[str, Any]:
        raise NotImplementedError

    def put(self) -> Rulebook:
        raise NotImplementedError

    def _minor(self, name: str) -> int:
        field: Any = self.fields[name]
        found: int | None = field.minor(self.cleaned_data[name], self.currency)
        return found or 0


class GroundForm(PartForm):
    """How members treat each other."""

    openness = choose(gettext_lazy("To whom new records are open"), of(phrases.LEVELS))
    decided_days = Days(gettext_lazy("Days until members are told of decisions"))
    opened_days = Days(gettext_lazy("Days until members are told of questions"))
    speaker = choose(gettext_lazy("Who speaks to the media"), of(phrases.SPEAKERS))
    speaker_body = choose(gettext_lazy("Whose chair"), (), required=False)
    commits = choose(gettext_lazy("What a representative may promise"), of(phrases.COMMITS))
    commit_upto = MoneyField(label=gettext_lazy("Up to which amount"))
    report_days = Days(gettext_lazy("Days until representatives report back"))
    concerns = choose(gettext_lazy("To whom concerns go"), of(phrases.CONCERNS))
    concern_days = Days(gettext_lazy("Days until an answer"))

    def sentences(self) -> Iterable[Sentence]:
        return in_days((one for _key, said in sentences.GROUND for one in said), GROUND_DAYS)

    def clean_commit_upto(self) -> int:
        return self._minor("commit_upto")

    def first(self) -> dict[str, Any]:
        ground = self.rules.ground
        names = ("openness", "speaker", "commits", "concerns")
        return {
            **{name: getattr(ground, name).value for name in names},
            **{name: getattr(ground, name) for name in GROUND_DAYS},
            "speaker_body": str(ground.speaker_body or ""),
            "commit_upto": money.plain(ground.commit_upto, self.rules.currency),
        }

    def put(self) -> Rulebook:
        said = self.cleaned_data
        ground = GroundRules(
            openness=Level(said["openness"]), speaker=Speaker(said["speaker"]), commits=Commits(said["commits"]),
            speaker_body=UUID(said["speaker_body"]) if said["speaker_body"] else None,
            concerns=Concerns(said["concerns"]), commit_upto=said["commit_upto"], own=self.rules.ground.own,
            **{name: said[name] for name in GROUND_DAYS},
        )  # fmt: skip
        return replace(self.rules, ground=ground)


class OwnRuleForm(Form):
    """A ground rule in the coalition's own words. An empty one is taken out."""

    text = forms.CharField(
        label=gettext_lazy("Rule"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.ChoiceField(label=gettext_lazy("Who looks after it"), required=False)
    review_months = forms.IntegerField(
        label=gettext_lazy("Looked at again every so many months"), min_value=1, max_value=120, required=False
    )

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.choices = [("", _("all of us")), *((str(pk), name) for pk, name in names.items())]

    def rule(self) -> OwnRule | None:
        """The rule as it was written; None for an empty one."""
        said = self.cleaned_data
        if not said["text"].strip():
            return None
        owner = UUID(said["owner"]) if said["owner"] else None
        return OwnRule(said["text"].strip(), owner, said["review_months"])


class ConflictForm(PartForm):
    """What happens in a conflict. An empty number of days leaves the step out."""

    talk = Days(gettext_lazy("Days for talking"), required=False)
    mediator = Days(gettext_lazy("Days for a mediator"), required=False)
    panel = Days(gettext_lazy("Days for a panel"), required=False)
    arbitrator = Days(gettext_lazy("Days for an arbitrator"), required=False)
    freezes = truth(gettext_lazy("Does the matter rest"), phrases.RESTS)
    frozen_days = Days(gettext_lazy("Days that it rests at most"))

    def sentences(self) -> Iterable[Sentence]:
        for step, words in phrases.STEPS.items():
            text = str(sentences.RUNG.text).replace("{step}", f"{words}"[:1].upper() + f"{words}"[1:])
            yield from in_days([Sentence(text.replace("{days}", f"{{{step.value}}}"))], [step.value])
        yield from in_days(sentences.CONFLICT, ["frozen_days"])

    def first(self) -> dict[str, Any]:
        path = self.rules.conflict or ConflictPath(())
        ladder = {rung.step.value: rung.days for rung in path.ladder}
        return ladder | {"freezes": flag(path.freezes), "frozen_days": path.frozen_days}

    def put(self) -> Rulebook:
        said = self.cleaned_data
        ladder = tuple(Rung(step, said[step.value]) for step in Step if said[step.value] is not None)
        return replace(self.rules, conflict=ConflictPath(ladder, said["freezes"], said["frozen_days"]))


class MembershipForm(PartForm):
    """Who belongs to us, and what members pay."""

    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Open to which sectors (none ticked: all)"), required=False,
        choices=list(SECTORS.items()), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    place = forms.CharField(
        label=gettext_lazy("Where members are at home (empty: anywhere)"), max_length=120, required=False
    )
    joining = choose(gettext_lazy("Who lets members in"), of(phrases.APPROVALS))
    suspending = choose(gettext_lazy("Who suspends members"), of(phrases.APPROVALS))
    leave_days = Days(gettext_lazy("Days of notice before leaving"))
    base = choose(gettext_lazy("How dues are set"), of(phrases.DUES))
    flat = MoneyField(label=gettext_lazy("Dues for all others, a year"))
    of_public = MoneyField(label=gettext_lazy("Dues of public members"))
    of_private = MoneyField(label=gettext_lazy("Dues of private members"))
    of_nonprofit = MoneyField(label=gettext_lazy("Dues of nonprofit members"))
    of_citizen = MoneyField(label=gettext_lazy("Dues of citizen groups"))
    due_month = forms.IntegerField(
        label=gettext_lazy("Month in which dues fall due"), min_value=1, max_value=12
    )

    def sentences(self) -> Iterable[Sentence]:
        return in_days((*sentences.MEMBERS[1:], *sentences.DUES), ["leave_days"])

    def first(self) -> dict[str, Any]:
        member, currency = self.rules.membership, self.rules.currency
        dues = member.dues
        return {
            "sectors": list(member.sectors), "place": member.place, "joining": member.joining.value,
            "suspending": member.suspending.value, "leave_days": member.leave_days, "base": dues.base.value,
            "flat": money.plain(dues.flat, currency), "due_month": dues.due_month,
            **{f"of_{key}": money.plain(dues.by_sector.get(key, dues.flat), currency) for key in SECTORS},
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("flat", *(f"of_{key}" for key in SECTORS)):
            try:
                said[name] = self._minor(name) if name in said else 0
            except forms.ValidationError as fault:
                self.add_error(name, fault)
        return said

    def put(self) -> Rulebook:
        said = self.cleaned_data
        base = DuesBase(said["base"])
        others = {key: said[f"of_{key}"] for key in SECTORS if said[f"of_{key}"] != said["flat"]}
        by_sector = others if base is DuesBase.SECTOR else {}
        member = MembershipRules(
            sectors=tuple(sorted(said["sectors"])), place=said["place"], joining=Approval(said["joining"]),
            suspending=Approval(said["suspending"]), leave_days=said["leave_days"],
            dues=Dues(base, said["flat"], by_sector, said["due_month"]),
        )  # fmt: skip
        return replace(self.rules, membership=member)


class RulesForm(PartForm):
    """How the rules themselves are kept."""

    accept_days = Days(gettext_lazy("Days for accepting a new version"))
    currency_code = forms.RegexField(
        r"^[A-Z]{3}$", label=gettext_lazy("Currency"), max_length=3,
        error_messages={"invalid": gettext_lazy("Write three capital letters, as “EUR”.")},
    )  # fmt: skip

    def sentences(self) -> Iterable[Sentence]:
        yield from in_days([sentences.ACCEPTING], ["accept_days"])
        yield Sentence(gettext_lazy("Amounts are in {currency_code}."))

    def first(self) -> dict[str, Any]:
        return {"accept_days": self.rules.accept_days, "currency_code": self.rules.currency}

    def put(self) -> Rulebook:
        said = self.cleaned_data
        return replace(in_currency(self.rules, said["currency_code"]), accept_days=said["accept_days"])


PARTS: dict[str, type[PartForm]] = {
    "ground": GroundForm,
    "conflict": ConflictForm,
    "membership": MembershipForm,
    "rules": RulesForm,
}
#: beginning of a place in the plain data → part and field
PLACES = {
    "ground.": "", "conflict.frozen_days": "frozen_days", "membership.leave_days": "leave_days",
    "membership.dues.due_month": "due_month", "membership.dues": "base", "membership.joining": "joining",
}  # fmt: skip


def field_at(place: str, form: PartForm) -> str | None:
    """The field of a part's form in which a contradiction is mended; None: above the form."""
    found = PLACES.get(place) or place.rpartition(".")[2]
    return found if found in form.fields else None
