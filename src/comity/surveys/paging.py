"""A survey as pages: each heading begins one. Forms are made of the questions' kinds, and read back into values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.base.forms import Form
from comity.surveys.kinds import Asking, kind_of
from comity.surveys.models import Question, Respondent, Round

Values = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One page: its heading, what stands below it, and its questions. number: from 1."""

    number: int
    title: str
    help: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Group:
    """The fields of one question, drawn together."""

    question: Question
    template: str
    fields: Sequence[Any]


@dataclass(frozen=True)
class Line:
    """One question with its answer in words, and the page that changes it."""

    question: Question
    words: str
    page: int


class PageForm(Form):
    """The questions of a page. `asked`: each question by key; names of fields by key and by the kind's own."""

    template_name = "surveys/parts/form.html"
    asked: dict[str, Asking] = {}
    names: dict[str, dict[str, str]] = {}

    @property
    def groups(self) -> list[Group]:
        """Question by question, as the template draws them."""
        return [
            Group(one.question, kind_of(one.question).template, [self[name] for name in self.names[key].values()])
            for key, one in self.asked.items()
        ]

    def values(self) -> Values:
        """What was said, by question key, None for nothing; of a form with faults, what was right in it."""
        self.is_valid()
        found = {}
        for key, one in self.asked.items():
            said = {own: self.cleaned_data.get(name) for own, name in self.names[key].items()}
            found[key] = kind_of(one.question).read(one, said)
        return found

    def clean(self) -> dict[str, Any]:
        """What a question with several fields needs is looked at as one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key, one in self.asked.items():
            names = self.names[key]
            if list(names) == [""] or any(name in self.errors for name in names.values()):
                continue
            value = kind_of(one.question).read(one, {own: cleaned.get(name) for own, name in names.items()})
            if value is None and one.question.required:
                self.add_error(next(iter(names.values()), None), _("This question needs an answer."))
            elif value is not None and (fault := kind_of(one.question).faults(one, value)):
                self.add_error(next(iter(names.values()), None), fault)
        return cleaned


def pages_of(questions: Iterable[Question]) -> list[Page]:
    """Split at the headings. A heading without questions stands with the next."""
    pages: list[tuple[Question | None, list[Question]]] = []
    for one in questions:
        if one.is_section and (not pages or pages[-1][1]):
            pages.append((one, []))
        elif not one.is_section:
            if not pages:
                pages.append((None, []))
            pages[-1][1].append(one)
    full = [(head, found) for head, found in pages if found]
    return [
        Page(place, head.text if head else "", head.help if head else "", tuple(found))
        for place, (head, found) in enumerate(full, start=1)
    ]


def form_class(questions: Iterable[Question], round_: Round | None, respondent: Respondent | None) -> type[PageForm]:
    """The form of these questions for one who answers (nobody in a preview)."""
    asked: dict[str, Asking] = {}
    names: dict[str, dict[str, str]] = {}
    fields: dict[str, Any] = {}
    for question in questions:
        one = asked[question.key] = Asking(question, round_, respondent)
        made = kind_of(question).fields(one)
        names[question.key] = {own: f"{question.key}__{own}" if own else question.key for own in made}
        fields |= {names[question.key][own]: field for own, field in made.items()}
    return type("QuestionsForm", (PageForm,), {**fields, "asked": asked, "names": names})


def initial_of(form: type[PageForm], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields show of these values."""
    found: dict[str, Any] = {}
    for key, one in form.asked.items():
        if values.get(key) is not None:
            shown = kind_of(one.question).initial(one, values[key])
            found |= {form.names[key][own]: value for own, value in shown.items() if own in form.names[key]}
    return found


def lines_of(
    pages: Iterable[Page], values: Mapping[str, Any], round_: Round | None, respondent: Respondent | None
) -> list[Line]:
    """All questions with their answers in words."""
    return [
        Line(one, kind_of(one).say(Asking(one, round_, respondent), values.get(one.key)), page.number)
        for page in pages
        for one in page.questions
    ]


def missing(pages: Iterable[Page], values: Mapping[str, Any]) -> list[tuple[Page, Question]]:
    """Questions that need an answer and have none."""
    return [
        (page, one) for page in pages for one in page.questions if one.required and values.get(one.key) is None
    ]


def checked(
    questions: Iterable[Question], values: Mapping[str, Any], round_: Round, respondent: Respondent | None
) -> Values:
    """Values from elsewhere, each looked at by its kind; raises ValidationError by question key."""
    faults: dict[str, str] = {}
    known = {one.key: one for one in questions if not one.is_section}
    for key in values:
        if key not in known:
            faults[key] = _("There is no such question.")
    for key, one in known.items():
        value = values.get(key)
        if value is None and one.required:
            faults[key] = _("This question needs an answer.")
        elif value is not None and (fault := kind_of(one).faults(Asking(one, round_, respondent), value)):
            faults[key] = fault
    if faults:
        raise ValidationError(faults)
    return {key: value for key, value in values.items() if value is not None}


def whole_form(
    questions: Iterable[Question], round_: Round, respondent: Respondent | None
) -> type[PageForm]:
    """All questions on one page, as answers from paper are typed in: nothing is required there but what was written."""
    made = form_class([one for one in questions if not one.is_section], round_, respondent)
    for field in made.base_fields.values():
        field.required = False
    return made

