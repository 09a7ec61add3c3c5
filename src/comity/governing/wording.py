"""Ways of voting in words. Each one brings its own in templates/governing/methods/<name>: name.txt and about.html."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.core.ballots.budget_equal_shares import Completion, Utility
from comity.core.ballots.double_majority import Halves
from comity.core.ballots.methods import Marks, Method, methods
from comity.core.ballots.pairs import Unranked
from comity.core.ballots.types import Choice, TieRule
from comity.core.rulebook.types import Unit
from comity.governing.commitments import limit_on
from comity.governing.counting import ON_OBJECTIONS, agreed, way_of
from comity.governing.models import CHOICES, SPLIT, Question, Vote
from comity.governing.rules import lowered, quorum_in_words, rule_in_words

Said = str | Promise

#: what must be agreed: name → label, help
SETTINGS: dict[str, tuple[Said, Said]] = {
    "seats": (gettext_lazy("How many are taken"), gettext_lazy("Options, seats or people.")),
    "unranked": (
        gettext_lazy("What it means to leave an option out"),
        gettext_lazy("Agree on it before: it can change who wins."),
    ),
    "dots": (gettext_lazy("Dots on each ballot"), gettext_lazy("Several may go on one option.")),
    "lowest": (gettext_lazy("Lowest score"), gettext_lazy("An option without a score gets it.")),
    "highest": (gettext_lazy("Highest score"), ""),
    "utility": (gettext_lazy("What a project is worth to those who want it"), ""),
    "completion": (gettext_lazy("Money that the shares leave over"), ""),
    "step": (
        gettext_lazy("Shares rise by"),
        gettext_lazy("In the smallest coin, for completions that let shares rise."),
    ),
    "halves": (gettext_lazy("The two majorities"), ""),
}
#: the values of what is chosen
VALUES: dict[StrEnum, Said] = {
    Unranked.LAST: gettext_lazy("It comes last, below all that are ranked"),
    Unranked.NO_PREFERENCE: gettext_lazy("It says nothing about that option"),
    Utility.COST: gettext_lazy("What it costs"),
    Utility.COUNT: gettext_lazy("The same for each project"),
    Completion.NONE: gettext_lazy("It stays unspent"),
    Completion.GREEDY: gettext_lazy("It goes to the most wanted projects that still fit"),
    Completion.UNTIL_EXHAUSTIVE: gettext_lazy("Shares rise until nothing more fits"),
    Completion.BEFORE_OVERSHOOT: gettext_lazy("Shares rise to the last step within the budget"),
    Halves.UNITS_AND_WEIGHT: gettext_lazy("Of the organisations, and of their weight"),
    Halves.SIDES: gettext_lazy("Of citizen groups, and of the other organisations"),
}
TIES: dict[TieRule, Said] = {
    TieRule.NOT_CARRIED: gettext_lazy("A tie is not carried."),
    TieRule.CHAIR: gettext_lazy("At a tie, the chair decides and says why."),
    TieRule.LOT: gettext_lazy("A tie is settled by a lot that anyone can draw again."),
}
#: the three answers where objections are asked for, with a note each
CONSENTING: list[tuple[str, Said, Said]] = [
    (Choice.YES.value, gettext_lazy("We agree"), gettext_lazy("We can live with it and help")),
    (Choice.ABSTAIN.value, gettext_lazy("We stand aside"), gettext_lazy("Not for us, but go ahead")),
    (Choice.NO.value, gettext_lazy("We object"), gettext_lazy("We say why, and what would settle it")),
]


def name_of(method: str) -> str:
    """What a way of voting is called."""
    return render_to_string(f"governing/methods/{method}/name.txt").strip()


def about(method: str) -> SafeString:
    """What one does on its ballot, and how it is counted, for somebody who has never seen it."""
    return render_to_string(f"governing/methods/{method}/about.html")


def known() -> list[tuple[str, str]]:
    """All ways of voting with their names: answers first, then options, then budgets."""
    order = list(Marks)
    found = sorted(
        methods().values(), key=lambda one: (order.index(one.marks), one.name != "majority", one.name)
    )
    return [(one.name, name_of(one.name)) for one in found]


def settings_in_words(method: Method, settings: Mapping[str, object]) -> list[tuple[str, str]]:
    """Label and value of everything that was agreed so far."""
    fits = {one.name: one.read(settings[one.name]) for one in method.asked() if one.name in settings}
    return [(str(SETTINGS[name][0]), str(VALUES.get(value, value)) if isinstance(value, StrEnum) else str(value))
            for name, value in fits.items()]  # fmt: skip


def how_in_words(question: Question) -> str:
    """By which way and which rule a question is decided, in a few sentences."""
    return " ".join([_how(question), *_who_votes(question)])


def _who_votes(question: Question) -> Iterator[str]:
    """What has a vote, and who has one already, where that is not each organisation of the body."""
    if question.unit == Unit.SEAT:
        yield _("An organisation has a vote for each of its seats that somebody fills.")
    if question.unit == Unit.PERSON:
        yield _("An organisation has a vote for each person who acts for it there.")
    if question.member_for:
        said = ngettext(
            "Members vote that have belonged for {n} day.", "Members vote that have belonged for {n} days.",
            question.member_for,
        )  # fmt: skip
        yield said.format(n=question.member_for)


def _how(question: Question) -> str:
    method, tie = way_of(question), str(TIES[question.rule.tie])
    if question.method == "majority":
        said = rule_in_words(question.rule)
        plain = str(TIES[TieRule.NOT_CARRIED])
        return said if question.rule.tie is TieRule.NOT_CARRIED else said.replace(plain, tie)
    quorum = _("Quorum: {quorum}.").format(quorum=lowered(quorum_in_words(question.rule)))
    if method.marks is Marks.ANSWER:
        parts = [rule_in_words(question.rule)] if question.method == "double-majority" else [quorum]
    else:
        parts = [
            quorum,
            _("Equals are told apart by earlier stages, else by a lot that anyone can draw again."),
        ]
    agreed_on = "; ".join(
        f"{label}: {lowered(value)}" for label, value in settings_in_words(method, agreed(question))
    )
    return " ".join(
        part
        for part in [f"{name_of(question.method)}.", f"{agreed_on}." if agreed_on else "", *parts]
        if part
    )


def choices_of(question: Question) -> list[tuple[str, Said, Said]]:
    """The answers on its ballot: value, words, note."""
    if question.method in ON_OBJECTIONS:
        return CONSENTING
    notes: dict[str, Said] = {
        "yes": gettext_lazy("We want this to go ahead"),
        "no": gettext_lazy("We do not want this"),
        "abstain": gettext_lazy("Counts for the quorum only"),
    }
    return [(value, label, notes[value]) for value, label in CHOICES]


def on_paper(question: Question) -> bool:
    """Whether it takes a ballot of its own: options, a private answer, objections, parts, or word from home."""
    own = way_of(question).marks is not Marks.ANSWER or question.private or question.method in ON_OBJECTIONS
    return own or question.may_split or limit_on(question) is not None


def choice_said(question: Question, choice: str) -> str:
    """One of them in words."""
    return next((str(label) for value, label, _note in choices_of(question) if value == choice), "")


def vote_in_words(question: Question, vote: Vote) -> str:
    """What an organisation said: its answer, how it divided its weight, or what it marked."""
    if vote.choice == SPLIT:
        return ", ".join(
            f"{weight} {lowered(choice_said(question, c))}" for c, weight in vote.answers().items()
        )
    return choice_said(question, vote.choice) or ballot_in_words(question, vote.marked())


def ballot_in_words(question: Question, marked: Mapping[int, int]) -> str:
    """Marks in one line: "1. Nashville, 2. Memphis", "Bus shelter, Library", "Library 5"."""
    titles = {option.place: option.title for option in question.options.all()}
    if not marked:
        return _("Blank")
    if way_of(question).marks is Marks.RANKING:
        return ", ".join(
            f"{rank}. {titles[place]}" for place, rank in sorted(marked.items(), key=lambda one: one[1])
        )
    if way_of(question).marks is Marks.SCORES:
        return ", ".join(f"{titles[place]} {mark}" for place, mark in marked.items())
    return ", ".join(titles[place] for place in marked)
