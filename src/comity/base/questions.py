"""One question a page: answers travel with the page itself, Back keeps them, and nothing is done before the check.

    APPLY = Questions(
        Question("time", TimeForm, _("Can your union give time to this for two years?")),
        Question("money", MoneyForm, _("Can it give money?"), lede=_("Any sum counts.")),
    )

    def apply(request):
        walk = APPLY.walk(request)
        if walk.done:
            apply_for_membership(**walk.answers["time"], **walk.answers["money"], by=request.capacity, at=now())
            return redirect("home")
        return walk.page(title=_("Check your answers"))

No session and no draft is kept: every page posts the earlier answers again, and all are checked once more at the end.
Files cannot travel like that; ask for them on a page of their own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise

from comity.base.lists.columns import as_html

NEXT, BACK, DONE, CHECK = "next", "back", "done", "check"


@dataclass(frozen=True)
class Question:
    """One page of a walk. key: of its answers; title: the heading, unless the form has a `heading_field`."""

    key: str
    form: type[forms.Form]
    title: str | Promise
    lede: str | Promise = ""

    def __post_init__(self) -> None:
        if any(isinstance(one, forms.FileField) for one in self.form.base_fields.values()):
            raise TypeError(f"A file cannot travel through a walk: {self.form.__name__}")


@dataclass(frozen=True)
class Row:
    """One line of the check: a field's label, its answer in words, and the question to change it."""

    label: str
    value: object
    change: str
    url: str = ""


#: first values by question and field; what is dear to find is given as a function, called where it is shown
Initial = Mapping[str, Mapping[str, object] | Callable[[], Mapping[str, object]]]


class Questions:
    """A walk through questions, in this order, then the check."""

    def __init__(self, *questions: Question) -> None:
        self.questions = {question.key: question for question in questions}

    def walk(self, request: HttpRequest, initial: Initial | None = None, *, of: object = "") -> "Walk":
        """Where the request stands. initial: first values by question and field.

        of: the version (`base.versions`) of what the answers change; the walk carries it from its first page.
        """
        return Walk(request, self.questions, initial or {}, str(of))


@dataclass
class Walk:
    """Where one stands: at `key` (a question's, or "check"), or `done` with all `answers`."""

    request: HttpRequest
    questions: dict[str, Question]
    initial: Initial
    read_as: str = ""
    key: str = field(init=False)
    done: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.seen = [key for key in self.data.getlist("seen") if key in self.questions]
        self.asked = self.data.get("at", "")
        self.read_as = self.data.get("read_as", self.read_as)
        self.key = self._step(self.data.get("go", "")) if self.request.method == "POST" else self._keys[0]

    # ── where one goes ──

    def _step(self, go: str) -> str:
        if go in self.questions:
            return go
        if go == BACK:
            return self._before(self.asked)
        if self.asked in self.questions and not self.bound[self.asked].is_valid():
            return self.asked
        if self.asked in self.questions and self.asked not in self.seen:
            self.seen.append(self.asked)
        ahead = next((key for key in self._keys if not self._answered(key)), CHECK)
        self.done = go == DONE and ahead == CHECK
        return ahead

    def _before(self, key: str) -> str:
        place = self._keys.index(key) if key in self.questions else len(self._keys)
        return self._keys[max(0, place - 1)]

    def _answered(self, key: str) -> bool:
        return key in self.seen and self.bound[key].is_valid()

    # ── what the pages show ──

    @property
    def checking(self) -> bool:
        """Whether all is answered and stands to be checked."""
        return self.key == CHECK

    @property
    def question(self) -> Question | None:
        """The question one stands at."""
        return self.questions.get(self.key)

    @property
    def number(self) -> int:
        """Its place, from 1."""
        return self._keys.index(self.key) + 1 if self.question else self.total

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.questions)

    @cached_property
    def form(self) -> forms.Form | None:
        """The form of this page: with its errors after an answer that needs another look, else as it was left."""
        if self.question is None:
            return None
        if self.data.get("go") in (NEXT, DONE) and (self.key == self.asked or self.key in self.seen):
            return self.bound[self.key]
        blank = self.question.form(prefix=self.key)
        blank.initial = self._left(self.key, blank)
        return blank

    @cached_property
    def bound(self) -> "Bound":
        """All forms over what was posted."""
        return Bound(self.questions, self.data)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The answers to the other questions, to travel along as hidden fields."""
        others = tuple(f"{key}-" for key in self.questions if key != self.key)
        pairs = [
            (name, value) for name, values in self.data.lists() for value in values if name.startswith(others)
        ]
        return [*pairs, *(("seen", key) for key in self.seen), ("at", self.key)]

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """The cleaned answers by question. Only when `done`."""
        return {key: form.cleaned_data for key, form in self.bound.items()}

    @property
    def rows(self) -> list[Row]:
        """All answers in words, each with the question that changes it.

        A form whose answer is not what was typed says it by a method: `say_amount(1250)`.
        """
        return [
            Row(str(one.label), _said(form, one), key)
            for key, form in self.bound.items()
            for one in form.visible_fields()
        ]

    def page(self, template: str = "", **context: object) -> HttpResponse:
        """The page for where one stands. template: of the check, extending base/questions/check.html."""
        check = template or "base/questions/check.html"
        shown = check if self.checking else "base/questions/question.html"
        status = 422 if self.form and self.form.errors else 200
        return render(self.request, shown, {**context, "walk": self, "form": self.form}, status=status)

    @property
    def data(self) -> QueryDict:
        """What was posted; nothing on arrival."""
        return self.request.POST

    @property
    def _keys(self) -> list[str]:
        return list(self.questions)

    def _left(self, key: str, blank: forms.Form) -> dict[str, object]:
        """What was typed before, as it was typed; else the first values."""
        names = {name: blank.add_prefix(name) for name in blank.fields}
        if key not in self.seen and not any(full in self.data for full in names.values()):
            first = self.initial.get(key, {})
            return dict(first() if callable(first) else first)
        widgets = {name: one.widget for name, one in blank.fields.items()}
        return {name: widgets[name].value_from_datadict(self.data, {}, full) for name, full in names.items()}


class Bound(Mapping[str, forms.Form]):
    """Forms over what was posted, by question; each is made when it is first asked for."""

    def __init__(self, questions: Mapping[str, Question], data: QueryDict) -> None:
        self.questions, self.data = questions, data
        self.made: dict[str, forms.Form] = {}

    def __getitem__(self, key: str) -> forms.Form:
        if key not in self.made:
            self.made[key] = self.questions[key].form(self.data, prefix=key)
        return self.made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)


def _said(form: forms.Form, one: forms.BoundField) -> object:
    answer = form.cleaned_data[one.name]
    own = getattr(form, f"say_{one.name}", None)
    return own(answer) if own else in_words(one, answer)


def in_words(field: forms.BoundField, answer: object) -> object:
    """An answer as the reader chose it: the labels of choices, days in words, a dash for none."""
    if answer in (None, "", [], ()):
        return ""
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return as_html(answer)
    labels = {str(value): str(label) for value, label in choices}
    chosen = answer if isinstance(answer, (list, tuple)) else [answer]
    return ", ".join(labels.get(str(getattr(one, "pk", one)), str(one)) for one in chosen)
