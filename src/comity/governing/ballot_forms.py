"""The shape of ballots as people fill them in, one for each kind of marks; and of what authors say about a ballot."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.base.forms import Form, LongField, Option
from comity.core.ballots.marks import checked, scale
from comity.core.ballots.methods import Marks, Method, Setting, methods
from comity.core.ballots.types import BallotFault, Choice, TieRule
from comity.governing.commitments import Limit, limit_on, promises
from comity.governing.counting import agreed, way_of
from comity.governing.faults import fault_in_words
from comity.governing.models import SPLIT, Question, Vote
from comity.governing.models import Option as Listed
from comity.governing.money import amount
from comity.governing.wording import SETTINGS, TIES, VALUES, choices_of

WHY = LongField(
    label=gettext_lazy("Why?"), help_text=gettext_lazy("Everyone who can read the question can read this."),
    max_length=2000, required=False,
)  # fmt: skip
#: before the name of an answer: the field of how many votes go to it
PART = "part_"
BLANK = forms.BooleanField(
    label=gettext_lazy("Leave it blank: we take part, and choose nothing"), required=False
)


class BallotForm(Form):
    """A ballot on one question. `marked` and `choice` of what is cleaned go to the acts."""

    question: Question
    options: list[Listed]
    weight: int
    limit: Limit | None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        method = way_of(self.question)
        if method.marks is Marks.ANSWER:
            return self._at_home(self._divided(given))
        marked = self._marked(given)
        if not marked and not given.get("blank") and not self.errors:
            self.add_error(None, _("Nothing is marked. Mark something, or say that you leave it blank."))
        if marked and given.get("blank"):
            self.add_error("blank", _("You marked something. Take the tick away, or take the marks away."))
        try:
            kept = checked(method, marked, len(self.options), agreed(self.question))
        except BallotFault as fault:
            self.add_error(self._at(fault), fault_in_words(fault, [one.title for one in self.options]))
        else:
            given["marked"] = kept
        return self._at_home(given)

    def _at_home(self, given: dict[str, Any]) -> dict[str, Any]:
        """Where more is promised than a representative may, it must be said what decided it at home."""
        said = {"choice": given.get("choice"), "marked": given.get("marked"), "split": given.get("split")}
        asked = self.limit is not None and not self.errors and promises(self.question, **said)
        if asked and self.limit is not None and not given.get("at_home"):
            self.add_error("at_home", self.limit.in_words)
        return given

    def _divided(self, given: dict[str, Any]) -> dict[str, Any]:
        """One answer with the whole weight, or parts that make it up."""
        if f"{PART}yes" not in self.fields:
            return given
        parts = {Choice(name.removeprefix(PART)): n for name, n in given.items() if name.startswith(PART) and n}
        if parts and given.get("choice"):
            self.add_error(None, _("Choose one answer for all our votes, or divide them; not both."))
        elif sum(parts.values()) > self.weight:
            said = _("That is more than our {n} votes.").format(n=self.weight)
            self.add_error(None, said)
        elif not parts and not given.get("choice") and not self.errors:
            self.add_error(None, _("Choose an answer, or divide our votes among several."))
        return given | {"split": parts or None}

    def _marked(self, given: dict[str, Any]) -> dict[int, int]:
        if "marks" in self.fields:
            return {int(place): 1 for place in given.get("marks") or []}
        places = [one.place for one in self.options]
        return {place: given[f"o{place}"] for place in places if given.get(f"o{place}") is not None}

    def _at(self, fault: BallotFault) -> str | None:
        """The field that the fault is about."""
        name = f"o{fault.values.get('unit')}"
        return name if name in self.fields else None


def ballot_form(question: Question, weight: int = 1) -> type[BallotForm]:
    """The form of the ballot of this question, for who weighs so much. Needs its options."""
    options = list(question.options.all())
    fields = FIELDS[way_of(question).marks](question, options)
    if question.may_split and weight > 1 and "choice" in fields:
        fields |= _parts(question, fields["choice"], weight)
    if way_of(question).marks is not Marks.ANSWER:
        fields["blank"] = BLANK
    if (limit := limit_on(question)) is not None:
        fields["at_home"] = forms.CharField(
            label=gettext_lazy("How was it decided at home?"), max_length=300, required=False, help_text=limit.in_words
        )
    if not question.private:
        fields["why"] = WHY
    unsaid = [f"o{one.place}" for one in options]
    about = {"question": question, "options": options, "weight": weight, "limit": limit, "UNSAID": unsaid}
    return type("Ballot", (BallotForm,), {**about, **fields})


def _parts(question: Question, whole: forms.Field, weight: int) -> dict[str, forms.Field]:
    """A number beside each answer, for who divides its votes among them. Then no single answer is chosen."""
    whole.required = False
    hint = ngettext("Of our {n} vote", "Of our {n} votes", weight).format(n=weight)
    return {
        f"{PART}{value}": forms.IntegerField(
            label=_("Divided: {answer}").format(answer=label), help_text=hint, required=False, min_value=0,
            max_value=weight, widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "rank"}),
        )
        for value, label, _note in choices_of(question)
    }  # fmt: skip


def _answer(question: Question, options: list[Listed]) -> dict[str, forms.Field]:
    cards = [(value, Option(label, note)) for value, label, note in choices_of(question)]
    label = gettext_lazy("What do you say?")
    return {"choice": forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=cards)}


def _numbers(options: Iterable[Listed], least: int, most: int, hint: str = "") -> dict[str, forms.Field]:
    """A small number beside each option: it works without a script, by thumb and by keyboard."""
    return {
        f"o{one.place}": forms.IntegerField(
            label=one.title, help_text=one.text or hint, required=False, min_value=least, max_value=most,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "rank"}),
        )
        for one in options
    }  # fmt: skip


def _ranking(question: Question, options: list[Listed]) -> dict[str, forms.Field]:
    return _numbers(options, 1, len(options))


def _scores(question: Question, options: list[Listed]) -> dict[str, forms.Field]:
    lowest, highest = scale(way_of(question), agreed(question))
    return _numbers(options, lowest, highest)


def _named(question: Question, options: list[Listed]) -> dict[str, forms.Field]:
    cards = [(str(one.place), Option(one.title, _note(question, one))) for one in options]
    widget = forms.CheckboxSelectMultiple
    label = gettext_lazy("What can you live with?")
    if way_of(question).marks is Marks.PROJECTS:
        label = gettext_lazy("What should be paid?")
    return {"marks": forms.MultipleChoiceField(label=label, widget=widget, choices=cards, required=False)}


def _note(question: Question, option: Listed) -> str:
    cost = "" if option.cost is None else amount(option.cost, question.currency)
    return " · ".join(part for part in (cost, option.text) if part)


FIELDS = {
    Marks.ANSWER: _answer, Marks.RANKING: _ranking, Marks.SCORES: _scores, Marks.APPROVALS: _named,
    Marks.PROJECTS: _named,
}  # fmt: skip


# ── what the author says ──


class OptionForm(Form):
    """One option of the list."""

    UNSAID = ("title", "text", "cost")

    title = forms.CharField(label=gettext_lazy("Option"), max_length=120, required=False)
    text = forms.CharField(label=gettext_lazy("In a sentence"), max_length=500, required=False)


class ProjectForm(OptionForm):
    """One project, with its cost."""

    cost = forms.DecimalField(label=gettext_lazy("Cost"), min_value=0, decimal_places=2, required=False)


class WayForm(Form):
    """What is agreed about one way of voting; fields for the method's own settings are added."""

    method: Method


def way_form(name: str) -> type[WayForm]:
    """The form for one way of voting."""
    method = methods()[name]
    fields: dict[str, forms.Field] = {f"set_{one.name}": _setting(one) for one in method.asked()}
    if method.marks is Marks.PROJECTS:
        fields["budget"] = forms.DecimalField(
            label=gettext_lazy("How much money is there?"), min_value=0, decimal_places=2
        )
        fields["currency"] = forms.CharField(
            label=gettext_lazy("Currency"), help_text=gettext_lazy("Three letters, as EUR."), max_length=3
        )
    if name == "majority":
        ties = [(rule.value, words) for rule, words in TIES.items()]
        fields["tie"] = forms.ChoiceField(label=gettext_lazy("At a tie"), widget=forms.RadioSelect, choices=ties)
    fields["private"] = forms.ChoiceField(
        label=gettext_lazy("Who sees how an organisation voted?"), widget=forms.RadioSelect, choices=PRIVACY
    )
    fields["proxies"] = forms.IntegerField(
        label=gettext_lazy("For how many others may one organisation vote?"), min_value=0, max_value=20,
        help_text=gettext_lazy("By proxy, if they ask it to. 0: for none."),
    )  # fmt: skip
    return type("Way", (WayForm,), {"method": method, **fields})


PRIVACY = [
    ("open", Option(gettext_lazy("All who can read the question"), gettext_lazy("It can be changed until the end"))),
    ("private", Option(gettext_lazy("Nobody"), gettext_lazy("A ballot can’t be changed once it is in"))),
]  # fmt: skip


def _setting(setting: Setting) -> forms.Field:
    label, help_text = (str(words) for words in SETTINGS[setting.name])
    if issubclass(setting.kind, StrEnum):
        cards = [(one.value, VALUES[one]) for one in setting.kind]
        return forms.ChoiceField(label=label, help_text=help_text, widget=forms.RadioSelect, choices=cards)
    return forms.IntegerField(label=label, help_text=help_text, min_value=setting.least, max_value=1000)


def way_said(form: WayForm, question: Question) -> dict[str, Any]:
    """What a form says, as `edit_question` takes it."""
    given, method = form.cleaned_data, form.method
    rule = question.rule
    if "tie" in given:
        rule = type(rule)(rule.threshold, rule.base, rule.quorum, TieRule(given["tie"]), rule.may_split)
    told = {
        "method": method.name, "private": given["private"] == "private", "proxies": given["proxies"], "rule": rule,
        "settings": {one.name: given[f"set_{one.name}"] for one in method.asked()},
    }  # fmt: skip
    if "budget" in given:
        told |= {"budget": int(given["budget"] * 100), "currency": given["currency"].upper()}
    return told


def way_typed(name: str, question: Question) -> dict[str, Any]:
    """What stands there before: of the same method what was agreed, of another its defaults."""
    same = question.method == name
    kept = agreed(question) if same else {}
    found = {f"set_{one.name}": kept.get(one.name, one.default) for one in methods()[name].asked()}
    budget = None if question.budget is None else question.budget / 100
    private = "private" if question.private else "open"
    currency = question.currency or (question.matter.currency if question.matter else "")
    return {**found, "tie": question.tie, "private": private, "proxies": question.proxies, "budget": budget,
            "currency": currency}  # fmt: skip


def marks_typed(question: Question, marked: dict[int, int]) -> dict[str, Any]:
    """Marks as the form of the ballot holds them."""
    if way_of(question).marks in (Marks.APPROVALS, Marks.PROJECTS):
        return {"marks": [str(place) for place in marked]}
    return {f"o{place}": mark for place, mark in marked.items()}


def said_of(given: dict[str, Any]) -> dict[str, Any]:
    """What was cleaned of a ballot, as the acts take it."""
    choice = Choice(given["choice"]) if given.get("choice") else None
    return {"choice": choice, "marked": given.get("marked"), "at_home": given.get("at_home", "")}


def parts_typed(vote: Vote) -> dict[str, Any]:
    """An answer as the form holds it: whole, or in its parts."""
    if vote.choice != SPLIT:
        return {"choice": vote.choice}
    return {f"{PART}{answer}": weight for answer, weight in vote.answers().items()}
