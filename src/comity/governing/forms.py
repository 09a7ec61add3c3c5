"""The shape of what people type about questions. What is allowed is decided by the acts."""

from collections.abc import Iterable
from functools import partial
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy
from django_scopes import get_scope

from comity.base import registry
from comity.base.at_hand import at_hand
from comity.base.clock import now
from comity.base.confidentiality import Confidentiality
from comity.base.forms import DateField, DateTimeField, FewField, Form, LongField, Option
from comity.coalitions.models import Body
from comity.coalitions.openness import usual_level
from comity.coalitions.queries import body_rank
from comity.core.ballots.types import Base, Choice
from comity.core.rulebook.money import plain
from comity.governing.models import CHOICES, Question
from comity.governing.rules import QUORUMS, SHARES, keys_of, rule_from

#: what follows when nothing follows by itself
NOTHING, NO_MORE = "nothing", gettext_lazy("It stands as a decision")
#: more consequences than these fold up into a list
MANY = 8
#: fields that make up another one of the draft
MADE_OF = {"share": "rule", "base": "rule", "quorum": "rule"}
NOTES = {
    Choice.YES: gettext_lazy("We want this to go ahead"),
    Choice.NO: gettext_lazy("We do not want this"),
    Choice.ABSTAIN: gettext_lazy("Counts for the quorum only"),
}


def choice_in_words(choice: str) -> str:
    """ "In favour", "Against", "Abstain"."""
    return str(dict(CHOICES)[choice])


class AnswerForm(Form):
    """What the organisation says, and why. No answer stands there before one is given."""

    choice = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        widget=forms.RadioSelect,
        choices=[(value, Option(label, NOTES[Choice(value)])) for value, label in CHOICES],
    )
    why = LongField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Everyone who can read the question can read this."),
        max_length=2000,
        required=False,
    )


class AnswerAlone(AnswerForm):
    """The same as a page of its own."""

    heading_field = "choice"


class ConfirmForm(AnswerForm):
    """The same on the page behind a mailed link: the tapped answer stands there already."""

    choice = forms.ChoiceField(label=gettext_lazy("Your answer"), widget=forms.RadioSelect, choices=CHOICES)


class ObjectionForm(Form):
    """A concern, and the change that would settle it."""

    concern = LongField(
        label=gettext_lazy("What is your concern?"),
        help_text=gettext_lazy("In your organisation’s words. It stays with the decision."),
        max_length=2000,
    )
    change = LongField(label=gettext_lazy("Which change would settle it?"), max_length=2000)


class ReplyForm(Form):
    """An answer to an objection."""

    text = LongField(label=gettext_lazy("Your answer"), max_length=2000)


class TakeInForm(Form):
    """The question as it reads once the change is taken in."""

    lede = LongField(label=gettext_lazy("In one or two sentences"), max_length=600)
    text = LongField(label=gettext_lazy("Everything one should know"), max_length=20_000, required=False)


class WithdrawForm(Form):
    """Why a question is taken back."""

    why = LongField(
        label=gettext_lazy("Why do you withdraw it?"),
        help_text=gettext_lazy("Everyone who was asked gets this by mail."),
        max_length=1000,
    )


class LaterForm(Form):
    """A later closing."""

    closes_at = DateTimeField(label=gettext_lazy("Until when can organisations answer?"))


# ── putting a question, one page each ──


class WhatForm(Form):
    """The question itself."""

    title = forms.CharField(
        label=gettext_lazy("The question"),
        max_length=160,
        help_text=gettext_lazy("So that one can say yes or no to it: “Insulate 40 flats before the frost?”"),
    )
    lede = LongField(
        label=gettext_lazy("In one or two sentences"),
        max_length=600,
        help_text=gettext_lazy("What happens, by when, at what cost. It stands in the mail."),
    )


class TextForm(Form):
    """Everything else."""

    text = LongField(label=gettext_lazy("Everything one should know"), max_length=20_000, required=False)


class WhomForm(Form):
    """Where it is brought up, and who may read along."""

    body = FewField(
        label=gettext_lazy("In which body do you bring it up?"),
        help_text=gettext_lazy("If the rulebook lets another body decide, it goes there, and the page says why."),
        queryset=Body._base_manager.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    confidentiality = forms.ChoiceField(
        label=gettext_lazy("Who may read the question and its answers?"),
        widget=forms.RadioSelect,
        choices=[
            (Confidentiality.COALITION, gettext_lazy("Members of the coalition")),
            (Confidentiality.BODY, gettext_lazy("Only members of the body")),
            (Confidentiality.PUBLIC, gettext_lazy("Everyone, on the public page too")),
        ],
        initial=Confidentiality.COALITION,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = cast(FewField, self.fields["body"])
        body.queryset = Body.objects.filter(ended_on=None).order_by(body_rank(), "name")
        self.fields["confidentiality"].initial = usual_level(get_scope()["coalition"], now())


class RuleForm(Form):
    """How much is enough, of what, and how many must take part."""

    share = forms.ChoiceField(
        label=gettext_lazy("How much must be in favour?"),
        widget=forms.RadioSelect,
        choices=[(key, words) for key, (_threshold, words) in SHARES.items()],
        initial="half",
    )
    base = forms.ChoiceField(
        label=gettext_lazy("Of what?"),
        widget=forms.RadioSelect,
        choices=[
            (Base.YES_AND_NO, gettext_lazy("Of yes and no votes")),
            (Base.CAST, gettext_lazy("Of all votes cast, abstentions included")),
            (Base.ELIGIBLE, gettext_lazy("Of all organisations asked")),
        ],
        initial="yes_and_no",
    )
    quorum = forms.ChoiceField(
        label=gettext_lazy("How many organisations must answer, at least?"),
        widget=forms.RadioSelect,
        choices=[(key, words) for key, (_quorum, words) in QUORUMS.items()],
        initial="half",
    )


class UntilForm(Form):
    """The closing time."""

    closes_at = DateTimeField(
        label=gettext_lazy("Until when can organisations answer?"),
        help_text=gettext_lazy("The proposed day lets every organisation decide in its own time."),
    )


class EffectField(forms.ChoiceField):
    """What can follow. All of it is listed only where the choice is shown; else the one chosen is looked up."""

    def valid_value(self, value: str) -> bool:
        name, _colon, target = value.partition(":")
        return value == NOTHING or target in _targets(name)


class ThenForm(Form):
    """What follows when it carries, and when to look at it again."""

    effect = EffectField(
        label=gettext_lazy("What follows if it is agreed?"), widget=forms.RadioSelect, initial=NOTHING
    )
    review_on = DateField(
        label=gettext_lazy("When do you look at it again?"),
        help_text=gettext_lazy("From that day the register says so."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [name for name, one in registry.effects.items() if not one.own]
        cast(EffectField, self.fields["effect"]).choices = partial(_following, every)

    def narrow(self, kind: str) -> None:
        """Show only what can follow from that kind of matter; a long list folds up."""
        effect = cast(EffectField, self.fields["effect"])
        kept = _following(n for n, one in registry.effects.items() if one.kind in ("", kind) and not one.own)
        if len(kept) > MANY:
            effect.widget = forms.Select()
        effect.choices = kept

    def say_effect(self, effect: str) -> str:
        """As the check of all answers shows it."""
        name, _colon, target = effect.partition(":")
        return str(NO_MORE if effect == NOTHING else _targets(name)[target])


def _following(names: Iterable[str]) -> list[tuple[str, Any]]:
    found = [(f"{name}:{target}", words) for name in names for target, words in _targets(name).items()]
    return [(NOTHING, NO_MORE), *found]


def _targets(name: str) -> dict[str, str]:
    """On what that effect can be run now, and what would come of it. Read once a page."""
    effect, coalition = registry.effects.get(name), get_scope()["coalition"]
    if effect is None:
        return {}
    found = at_hand(("effect", coalition, name), lambda: effect.targets(coalition))
    return {str(target): words for target, words in found.items()}


def draft_from(answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What a walk through the questions gives, as the acts take it: with a rule of its own it asks for advice only."""
    said = {**answers["what"], **answers["text"], **answers["whom"], **answers["until"]}
    if "rule" in answers:
        return {**said, "rule": rule_from(**answers["rule"]), "binding": False}
    from_then = dict(answers["then"])
    name, _colon, target = from_then.pop("effect").removeprefix(NOTHING).partition(":")
    follows = {"effect": name, "effect_target": UUID(target) if target else None, **from_then}
    return {**said, **answers["kind"], **follows, "binding": True}


def kind_as_typed(draft: Question) -> dict[str, object]:
    """What the draft is to settle, as its form holds it."""
    matter = draft.matter
    if matter is None:
        return {}
    amount = "" if matter.amount is None else plain(matter.amount, matter.currency, group="")
    return {"kind": matter.kind, "amount": amount, "paid_from": matter.paid_from, "topic": matter.topic_id}


def as_typed(draft: Question) -> dict[str, dict[str, object]]:
    """What a draft says, as these forms hold it: by part and field."""
    effect = f"{draft.effect}:{draft.effect_target}" if draft.effect else NOTHING
    return {
        "what": {"title": draft.title, "lede": draft.lede},
        "text": {"text": draft.text},
        "whom": {"body": draft.body_id, "confidentiality": draft.confidentiality},
        "rule": keys_of(draft.rule),
        "kind": kind_as_typed(draft),
        "until": {"closes_at": draft.closes_at},
        "then": {"effect": effect, "review_on": draft.review_on},
    }
